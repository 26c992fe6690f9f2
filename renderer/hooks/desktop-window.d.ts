import type { DesktopBridge } from '../../shared/desktop-bridge.ts';

declare global {
  interface Window {
    /** Put there by the desktop application's preload script; absent in a browser. */
    branchDesk?: DesktopBridge;
  }
}
