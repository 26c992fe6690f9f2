import type { EventEmitter } from 'node:events';
import type { BrowserContext } from 'playwright/test';
import type { SessionDouble } from './session-double.ts';
import type { WindowDouble } from './window-double.ts';

/** What a page handed to a printer of the system. */
export interface PrintedPage { options: Electron.WebContentsPrintOptions; text: string | null }

/** What the parts of one double share: one running application. */
export interface World {
  context: BrowserContext;
  app: EventEmitter & { isReady(): boolean; isQuitting(): boolean };
  ipcMain: EventEmitter;
  session: SessionDouble;
  windows: Set<WindowDouble>;
  /** names of the printers the system has */
  systemPrinters: readonly string[];
  printed: PrintedPage[];
  screenBounds(near: Electron.Rectangle): Electron.Rectangle;
}
