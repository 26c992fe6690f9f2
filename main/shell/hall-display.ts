import type { PageWindow } from './electron-api.ts';
import { openPageWindow, type PageWindowParts } from './page-window.ts';
import type { ShellMemory } from './shell-state.ts';

export interface HallDisplay {
  /** Shows it: in full screen on the screen the desk is not on, in a window when there is only one screen. */
  open(): void;
  close(): void;
  isOpen(): boolean;
  /** Shows it when it was on at the end of the last run and its screen is there. */
  openAgain(): void;
}

/**
 * The hall display follows its screen: unplugged, the window goes with it instead of covering the desk; plugged in
 * again, it comes back.
 */
export function makeHallDisplay(title: string, desk: () => PageWindow | null, memory: ShellMemory, parts: PageWindowParts): HallDisplay {
  const { screen } = parts.electron;
  let window: PageWindow | null = null;
  let screenId: number | null = null;
  let isWithdrawn = false;

  screen.on('display-added', () => openAgain());
  screen.on('display-removed', (_event, { id }) => { if (id === screenId) withdraw(); });
  screen.on('display-metrics-changed', (_event, { id, bounds }) => { if (id === screenId) window?.setBounds(bounds); });

  return { open, close, isOpen: () => window !== null, openAgain };

  function open(): void {
    memory.remember({ hallDisplayIsWanted: true });
    if (window) return window.focus();
    const hallScreen = findHallScreen();
    screenId = hallScreen?.id ?? null;
    const opened = openPageWindow('hall', hallScreen
      ? { title, ...hallScreen.bounds, fullscreen: true, frame: false, autoHideMenuBar: true }
      : { title, width: 1280, height: 720, autoHideMenuBar: true }, parts);
    window = opened;
    opened.once('closed', () => {
      window = null;
      screenId = null;
      if (!isWithdrawn && !parts.isQuitting()) memory.remember({ hallDisplayIsWanted: false });
      isWithdrawn = false;
    });
  }

  function close(): void {
    window?.close();
  }

  /** Closed because its screen went, not by a person: it stays wanted. */
  function withdraw(): void {
    if (!window) return;
    isWithdrawn = true;
    window.destroy();
  }

  function openAgain(): void {
    if (!window && memory.recall().hallDisplayIsWanted && findHallScreen()) open();
  }

  function findHallScreen() {
    const deskWindow = desk();
    const deskScreen = deskWindow ? screen.getDisplayMatching(deskWindow.getBounds()) : screen.getPrimaryDisplay();
    return screen.getAllDisplays().find(({ id }) => id !== deskScreen.id) ?? null;
  }
}
