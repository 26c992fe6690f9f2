import type { Language, PageKind } from '../../shared/desktop-bridge.ts';
import { pageArguments } from './channels.ts';
import type { ElectronApi, PageWindow } from './electron-api.ts';
import { addressOf } from './page-address.ts';
import type { Places } from './places.ts';
import { makeRestartPolicy } from './restart-policy.ts';

export type WindowOptions = NonNullable<ConstructorParameters<ElectronApi['BrowserWindow']>[0]>;

export interface PageWindowParts {
  electron: ElectronApi;
  places: Places;
  language: Language;
  /** Called once for each window, before its page loads. */
  onOpened(window: PageWindow, kind: PageKind): void;
  /** Windows that close now close because the application ends, not because a person closed them. */
  isQuitting(): boolean;
  /** A page's process ended again and again. */
  onPageStops(): void;
}

/** A page's process holds nothing of Node and nothing of ours but the preload script's few functions. */
export function guardedPreferences(isPackaged: boolean): NonNullable<WindowOptions['webPreferences']> {
  return {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Names typed at a counter are personal data; dictionaries would also be fetched from outside.
    spellcheck: false,
    devTools: !isPackaged,
  };
}

/** Opens one of the application's pages in a window of its own; shown when there is something to see. */
export function openPageWindow(kind: PageKind, options: WindowOptions, parts: PageWindowParts): PageWindow {
  const { electron, places, language } = parts;
  const window = new electron.BrowserWindow({
    show: false,
    backgroundColor: '#ffffff',
    icon: places.icon,
    ...options,
    webPreferences: {
      ...guardedPreferences(electron.app.isPackaged),
      preload: places.preload,
      // A hall display behind another window, or a minimised desk, must go on counting and speaking.
      backgroundThrottling: false,
      additionalArguments: [
        `${pageArguments.version}${electron.app.getVersion()}`,
        `${pageArguments.language}${language}`,
      ],
    },
  });
  window.once('ready-to-show', () => window.show());
  parts.onOpened(window, kind);
  reopenAfterCrash(window, kind, parts);
  // A page that does not load is shown all the same: a person must not wait for a window that never comes.
  void window.loadURL(addressOf(kind)).catch(() => { if (!window.isDestroyed()) window.show(); });
  return window;
}

function reopenAfterCrash(window: PageWindow, kind: PageKind, { onPageStops }: PageWindowParts): void {
  const policy = makeRestartPolicy();
  let loadedAtMs = performance.now();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const nowMs = performance.now();
    const waitSeconds = policy.afterCrash(nowMs, (nowMs - loadedAtMs) / 1000);
    if (waitSeconds === null) return onPageStops();
    setTimeout(() => {
      if (window.isDestroyed()) return;
      loadedAtMs = performance.now();
      void window.loadURL(addressOf(kind)).catch(() => undefined);
    }, waitSeconds * 1000);
  });
}
