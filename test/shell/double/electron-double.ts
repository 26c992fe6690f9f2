import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Browser, BrowserContext, Route } from 'playwright/test';
import type { ElectronApi } from '../../../main/shell/electron-api.ts';
import { fromChromium } from './addresses.ts';
import { AppDouble } from './app-double.ts';
import { makeMenuDouble } from './menu-double.ts';
import { MessageChannelMainDouble } from './ports-double.ts';
import { aScreen, ScreenDouble, type ScreenFacts } from './screen-double.ts';
import { type KeyStore, SafeStorageDouble } from './safe-storage-double.ts';
import { SessionDouble } from './session-double.ts';
import { strict } from './strict.ts';
import { makeUtilityProcessDouble } from './utility-process-double.ts';
import { WindowDouble } from './window-double.ts';
import type { World } from './world.ts';

export interface DoubleOptions {
  appFolder: string;
  userFolder: string;
  locale?: string;
  isPackaged?: boolean;
  screens?: ScreenFacts[];
  keyStore?: KeyStore;
}

type Handler = Parameters<Electron.Protocol['handle']>[1];

/** One application in the double: what `start` gets, and what a test may see and do that a person or the system would. */
export interface ElectronDouble {
  electron: ElectronApi;
  app: AppDouble;
  context: BrowserContext;
  screen: ScreenDouble;
  session: SessionDouble;
  windows: Set<WindowDouble>;
  printed: World['printed'];
  openedOutside: string[];
  openedFolders: string[];
  /** the child processes, in the order of their start */
  utilityProcesses: readonly ChildProcess[];
  dispose(): Promise<void>;
}

export async function makeElectronDouble(browser: Browser, options: DoubleOptions): Promise<ElectronDouble> {
  const { appFolder, userFolder, locale = 'zh-CN', isPackaged = false, screens = [aScreen(1, 0, 1920, 1080)], keyStore = 'keyRing' } = options;
  const context = await browser.newContext({ locale, timezoneId: 'Asia/Shanghai', viewport: null });
  const app = new AppDouble({ appFolder, userFolder, locale, isPackaged });
  const screen = new ScreenDouble(screens);
  const session = new SessionDouble();
  const ipcMain = new EventEmitter();
  const handlers = new Map<string, Handler>();
  const privileged = new Set<string>();
  const openedOutside: string[] = [];
  const openedFolders: string[] = [];
  const { utilityProcess, children, endChildren } = makeUtilityProcessDouble();
  const world: World = {
    context, app, ipcMain, session, windows: app.windows, systemPrinters: ['XP-80C', 'A4 激光'], printed: [],
    screenBounds: near => screen.getDisplayMatching(near).bounds,
  };
  await context.route('**/*', route => answer(route, world, handlers).catch(() => route.abort().catch(() => undefined)));

  class BrowserWindow {
    constructor(windowOptions?: Electron.BrowserWindowConstructorOptions) {
      const window = new WindowDouble(world, windowOptions);
      window.self = strict('BrowserWindow', window) as unknown as Electron.BrowserWindow;
      return window.self;
    }

    static getAllWindows(): Electron.BrowserWindow[] {
      return [...world.windows].map(({ self }) => self);
    }
  }

  const electron = strict('electron', {
    app: strict('app', app),
    BrowserWindow: strict('BrowserWindow', BrowserWindow),
    Menu: makeMenuDouble(),
    MessageChannelMain: MessageChannelMainDouble,
    ipcMain: strict('ipcMain', ipcMain),
    protocol: strict('protocol', {
      registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]) {
        if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
        for (const { scheme } of schemes) privileged.add(scheme);
      },
      handle(scheme: string, handler: Handler) {
        if (!app.isReady()) throw new Error('protocol.handle should be called after app is ready');
        if (!privileged.has(scheme)) throw new Error(`The scheme ${scheme} has no privileges: a page from it has no origin`);
        if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} is handled already`);
        handlers.set(scheme, handler);
      },
    }),
    safeStorage: strict('safeStorage', new SafeStorageDouble(userFolder, keyStore, () => app.isReady())),
    screen: strict('screen', screen),
    session: strict('session', { defaultSession: strict('Session', session) }),
    shell: strict('shell', {
      openExternal: async (address: string) => { openedOutside.push(address); },
      openPath: async (folder: string) => { openedFolders.push(folder); return ''; },
    }),
    utilityProcess,
  });

  app.becomeReadySoon();
  return {
    // The one place where the double is passed off as Electron: members it has are typed from electron.d.ts, members it lacks throw.
    electron: electron as unknown as ElectronApi,
    app, context, screen, session, windows: world.windows, printed: world.printed, openedOutside, openedFolders,
    utilityProcesses: children,
    async dispose() {
      endChildren();
      await context.close();
    },
  };
}

async function answer(route: Route, world: World, handlers: Map<string, Handler>): Promise<void> {
  const request = route.request();
  const frame = request.frame();
  const page = frame.page();
  const owners = await Promise.all([...world.windows].map(async window => ({ window, page: await window.contents.page })));
  const owner = owners.find(each => each.page === page)?.window;
  // A page that no window holds is a popup that was not allowed: it gets nothing.
  if (!owner) return route.abort('blockedbyclient');
  if (request.isNavigationRequest() && !owner.contents.allowNavigation(request.url(), frame === page.mainFrame())) return route.abort('aborted');
  const address = fromChromium(request.url());
  const handler = handlers.get(new URL(address).protocol.slice(0, -1));
  // Nothing else is reachable: the machine has no line to the outside in these tests.
  if (!handler) return route.abort('internetdisconnected');
  const response = await handler(new Request(address, { method: request.method() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
