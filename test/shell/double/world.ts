import type { EventEmitter } from 'node:events';
import type { BrowserContext } from 'playwright/test';
import type { SessionDouble } from './session-double.ts';
import type { WindowDouble } from './window-double.ts';

/** What the parts of one double share: one running application. */
export interface World {
  context: BrowserContext;
  app: EventEmitter & { isReady(): boolean; isQuitting(): boolean };
  ipcMain: EventEmitter;
  session: SessionDouble;
  windows: Set<WindowDouble>;
  screenBounds(near: Electron.Rectangle): Electron.Rectangle;
}
