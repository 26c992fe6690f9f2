import type { Browser, Page } from 'playwright/test';
import { expect } from 'playwright/test';
import { start } from '../../main/shell/start.ts';
import { makeElectronDouble } from './double/electron-double.ts';
import type { PreparedLaunch, RunningShell } from './shell-under-test.ts';

/** Starts the shell from its source in the double of Electron, in this very process. */
export async function launchInDouble(browser: Browser, { appFolder, dataFolder, options }: PreparedLaunch): Promise<RunningShell> {
  const double = await makeElectronDouble(browser, {
    appFolder, userFolder: `${dataFolder}-user`, locale: options.locale, screens: options.screens, keyStore: options.keyStore,
  });
  start(double.electron, ['electron', '.', '--data', dataFolder, ...(options.words ?? [])]);

  async function pageAt(address: string): Promise<Page> {
    let found: Page | undefined;
    await expect.poll(async () => {
      const window = [...double.windows].find(({ contents }) => contents.getURL().startsWith(address));
      found = await window?.contents.page;
      return found !== undefined;
    }, { message: `a window shows ${address}` }).toBe(true);
    return found as Page;
  }

  return {
    dataFolder,
    double,
    inMain: async (run, given) => run(double.electron, structuredClone(given) as never),
    page: kind => pageAt(`app://branch-desk/${kind}.html`),
    pageAt,
    pageCount: () => double.windows.size,
    quit: async () => {
      double.app.quit();
      await double.app.ended;
    },
    ended: double.app.ended,
    dispose: async () => {
      if (!double.app.hasEnded()) double.app.quit();
      await Promise.race([double.app.ended, new Promise(resolve => { setTimeout(resolve, 3_000).unref(); })]);
      await double.dispose();
    },
  };
}
