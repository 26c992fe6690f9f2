import type { ElectronApi, PageWindow } from './electron-api.ts';
import { type FaultAction, faultActionOf, faultPageAddress } from './fault-page.ts';
import { guardedPreferences } from './page-window.ts';

export interface FaultWindow {
  /** Shows the fault page as it is now. */
  show(title: string): void;
  close(): void;
  isOpen(): boolean;
}

/** The window that says why there is no branch service, and what to do. It works when nothing else of the application does. */
export function makeFaultWindow({ app, BrowserWindow }: ElectronApi, act: (action: FaultAction) => void): FaultWindow {
  let window: PageWindow | null = null;
  return {
    isOpen: () => window !== null,
    show(title) {
      close();
      const opened = new BrowserWindow({
        title, width: 680, height: 460, show: false, autoHideMenuBar: true, maximizable: false,
        webPreferences: guardedPreferences(app.isPackaged),
      });
      window = opened;
      opened.webContents.on('will-navigate', event => {
        event.preventDefault();
        const action = faultActionOf(event.url);
        if (action) act(action);
      });
      opened.once('ready-to-show', () => opened.show());
      opened.once('closed', () => {
        if (window !== opened) return;
        window = null;
        // Closed by a person: there is nothing behind it to go back to.
        act('quit');
      });
      void opened.loadURL(faultPageAddress).catch(() => { if (!opened.isDestroyed()) opened.show(); });
    },
    close,
  };

  function close(): void {
    const closing = window;
    window = null;
    closing?.destroy();
  }
}
