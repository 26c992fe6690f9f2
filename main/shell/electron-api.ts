import type electron from 'electron';

/** The part of Electron this application uses. `start` takes it as an argument, so that nothing else imports Electron. */
export type ElectronApi = Pick<
  typeof electron,
  'app' | 'BrowserWindow' | 'Menu' | 'MessageChannelMain' | 'ipcMain' | 'protocol' | 'safeStorage' | 'screen' | 'session' | 'shell' | 'utilityProcess'
>;

export type PageWindow = InstanceType<ElectronApi['BrowserWindow']>;
export type WebContents = PageWindow['webContents'];
