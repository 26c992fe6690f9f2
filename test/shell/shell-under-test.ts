import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, expect, type Page, test as base } from 'playwright/test';
import type { PageKind } from '../../shared/desktop-bridge.ts';
import type { ElectronApi } from '../../main/shell/electron-api.ts';
import type { ElectronDouble } from './double/electron-double.ts';
import type { KeyStore } from './double/safe-storage-double.ts';
import type { ScreenFacts } from './double/screen-double.ts';
import { launchInDouble } from './launch-in-double.ts';
import { launchInElectron, missingElectron } from './launch-in-electron.ts';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface LaunchOptions {
  /** The application itself, or the one whose service and pages do as a test wishes. */
  of?: 'application' | 'stand-in';
  dataFolder?: string;
  locale?: 'zh-CN' | 'en-US';
  screens?: ScreenFacts[];
  /** only in the double */
  keyStore?: KeyStore;
  words?: string[];
}

/** A running shell: the same for the double and for real Electron. */
export interface RunningShell {
  dataFolder: string;
  /** Runs a function in the main process, with Electron's modules as its first argument. It must use nothing from outside. */
  inMain<Answer, Given = undefined>(run: (electron: ElectronApi, given: Given) => Answer | Promise<Answer>, given?: Given): Promise<Answer>;
  /** The page of this kind, once its window is there. */
  page(kind: PageKind): Promise<Page>;
  /** The page whose address begins so, once its window is there. */
  pageAt(address: string): Promise<Page>;
  pageCount(): number;
  quit(): Promise<void>;
  ended: Promise<void>;
  /** null in real Electron */
  double: ElectronDouble | null;
  dispose(): Promise<void>;
}

export interface PreparedLaunch { appFolder: string; dataFolder: string; options: LaunchOptions }

const realElectronProject = 'electron';

/** Puts the stand-in service and pages beside the built shell, inside the repository so that packages are found. */
function prepareStandIn(folder: string): string {
  const standIn = fileURLToPath(new URL('./stand-in', import.meta.url));
  mkdirSync(join(folder, 'dist'), { recursive: true });
  cpSync(join(repository, 'dist', 'main'), join(folder, 'dist', 'main'), { recursive: true });
  cpSync(join(standIn, 'branch.js'), join(folder, 'dist', 'main', 'branch.js'));
  cpSync(join(standIn, 'renderer'), join(folder, 'dist', 'renderer'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stand-in', version: '0.0.0-test', type: 'module', main: 'dist/main/index.js' }));
  return folder;
}

/** Tests that launch the shell. What a test launched is ended with it. */
export const test = base.extend<{ launch: (options?: LaunchOptions) => Promise<RunningShell> }, { chromium: Browser | null }>({
  chromium: [async ({ playwright }, use, { project }) => {
    const browser = project.name === realElectronProject ? null : await playwright.chromium.launch(project.use.launchOptions);
    await use(browser);
    await browser?.close();
  }, { scope: 'worker' }],
  launch: async ({ chromium }, use, info) => {
    const missing = chromium ? null : missingElectron();
    info.skip(missing !== null, missing ?? '');
    const built = join(repository, 'dist', 'main', 'preload.cjs');
    if (!existsSync(built)) throw new Error('dist/main/preload.cjs is missing: build first');
    const running: RunningShell[] = [];
    await use(async (options = {}) => {
      const appFolder = options.of === 'application' ? repository : prepareStandIn(info.outputPath('app'));
      const dataFolder = options.dataFolder ?? info.outputPath('数据 data');
      if (!existsSync(dataFolder)) mkdirSync(dataFolder, { recursive: true });
      const launch = { appFolder, dataFolder, options };
      const shell = chromium ? await launchInDouble(chromium, launch) : await launchInElectron(launch);
      running.push(shell);
      return shell;
    });
    for (const shell of running.reverse()) await shell.dispose();
  },
});

/** How the stand-in service behaves from its next start on. */
export function behave(dataFolder: string, behaviour: 'well' | 'crashes' | 'fails' | 'deaf' | 'prints'): void {
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(join(dataFolder, 'behaviour'), behaviour);
}

/** What the stand-in service was told, a line each. */
export function history(dataFolder: string): string[] {
  const file = join(dataFolder, 'history');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

/** The page shows what it heard through its port. Returns the process id of the service that answered. */
export async function answeredBy(page: Page, kind: PageKind): Promise<number> {
  await expect(page.locator('output')).toHaveText(`${kind} 网点 3`);
  return Number(await page.locator('output').getAttribute('data-process-id'));
}

/** Chooses an item of the application's menu with the mouse. */
export function chooseInMenu(shell: RunningShell, id: string): Promise<void> {
  return shell.inMain(({ Menu }, chosen) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(chosen);
    if (!item) throw new Error(`no menu item ${chosen}`);
    // Electron's own type hides that a click takes its event first.
    (item.click as (event: object) => void)({});
  }, id);
}

/** What only a person at a machine with more screens could do. */
export function needsDouble(shell: RunningShell): ElectronDouble {
  base.skip(shell.double === null, 'real Electron shows only the screens that this machine has');
  return shell.double as ElectronDouble;
}

export { expect };
