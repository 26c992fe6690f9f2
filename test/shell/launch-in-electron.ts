import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, type Page } from 'playwright/test';
import type { PreparedLaunch, RunningShell } from './shell-under-test.ts';

const electronPackage = dirname(fileURLToPath(import.meta.resolve('electron/package.json')));

/** The binary, looked up without asking the package for it: asking would start a download. */
function findElectronBinary(): string | null {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const nameFile = join(electronPackage, 'path.txt');
  const usualNames: Partial<Record<NodeJS.Platform, string>> = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8').trim() : usualNames[process.platform] ?? 'electron';
  const binary = join(override ?? join(electronPackage, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

/** Why real Electron cannot run here, or null when it can. */
export function missingElectron(): string | null {
  if (!findElectronBinary()) return 'no Electron binary here: run `npx install-electron`, or set ELECTRON_OVERRIDE_DIST_PATH';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'no display here: run under xvfb-run';
  return null;
}

/** Starts the built application in real Electron. */
export async function launchInElectron({ appFolder, dataFolder, options }: PreparedLaunch): Promise<RunningShell> {
  const application = await _electron.launch({
    executablePath: findElectronBinary() ?? undefined,
    args: [appFolder, `--lang=${options.locale ?? 'zh-CN'}`, '--data', dataFolder, ...(options.words ?? [])],
    locale: options.locale ?? 'zh-CN',
  });
  const ended = new Promise<void>(resolve => { application.once('close', () => resolve()); });

  async function pageAt(address: string): Promise<Page> {
    let found: Page | undefined;
    await expect.poll(() => {
      found = application.windows().find(page => page.url().startsWith(address));
      return found !== undefined;
    }, { message: `a window shows ${address}` }).toBe(true);
    return found as Page;
  }

  return {
    dataFolder,
    double: null,
    inMain: (run, given) => application.evaluate(run as never, given),
    page: kind => pageAt(`app://branch-desk/${kind}.html`),
    pageAt,
    pageCount: () => application.windows().length,
    quit: async () => {
      await application.evaluate(({ app }) => app.quit()).catch(() => undefined);
      await ended;
    },
    ended,
    dispose: () => application.close().catch(() => undefined),
  };
}
