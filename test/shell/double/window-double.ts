import { EventEmitter } from 'node:events';
import { makeEvent, strict } from './strict.ts';
import { WebContentsDouble } from './web-contents-double.ts';
import type { World } from './world.ts';

type Members = 'webContents' | 'loadURL' | 'show' | 'focus' | 'close' | 'destroy' | 'isDestroyed' | 'isVisible' | 'isFocused'
  | 'getBounds' | 'getNormalBounds' | 'setBounds' | 'maximize' | 'isMaximized' | 'minimize' | 'isMinimized' | 'restore' | 'isFullScreen' | 'getTitle';

/** A window: its frame is kept in mind, its content is a real page. */
export class WindowDouble extends EventEmitter implements Record<Members, unknown> {
  readonly contents: WebContentsDouble;
  readonly webContents: Electron.WebContents;
  /** for tests: what the window was asked to be */
  readonly options: Electron.BrowserWindowConstructorOptions;
  self!: Electron.BrowserWindow;
  readonly #world: World;
  #bounds: Electron.Rectangle;
  #state: 'normal' | 'maximized' | 'minimized' = 'normal';
  #isVisible: boolean;
  #isFocused = false;
  #isDestroyed = false;

  constructor(world: World, options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!world.app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.#world = world;
    this.options = structuredClone(options);
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#isVisible = options.show ?? true;
    this.contents = new WebContentsDouble(world, { width, height }, options.webPreferences ?? {});
    this.webContents = strict('WebContents', this.contents) as unknown as Electron.WebContents;
    this.contents.self = this.webContents;
    this.contents.once('first-paint', () => { if (!this.#isDestroyed) this.emit('ready-to-show'); });
    world.windows.add(this);
    world.app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL(address: string): Promise<void> {
    return this.contents.loadURL(address);
  }

  show(): void {
    this.#live();
    this.#isVisible = true;
    this.focus();
  }

  focus(): void {
    this.#live();
    for (const each of this.#world.windows) each.#isFocused = false;
    this.#isFocused = true;
    void this.contents.page.then(page => page.bringToFront()).catch(() => undefined);
  }

  close(): void {
    if (this.#isDestroyed) return;
    const event = makeEvent({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#world.windows.delete(this);
    void this.contents.destroy().catch(() => undefined);
    this.emit('closed');
    if (this.#world.windows.size === 0 && !this.#world.app.isQuitting()) this.#world.app.emit('window-all-closed');
  }

  isDestroyed(): boolean { return this.#isDestroyed; }
  isVisible(): boolean { return this.#isVisible; }
  isFocused(): boolean { return this.#isFocused; }
  isMaximized(): boolean { return this.#state === 'maximized'; }
  isMinimized(): boolean { return this.#state === 'minimized'; }
  isFullScreen(): boolean { return this.options.fullscreen ?? false; }
  getTitle(): string { return this.options.title ?? ''; }
  getNormalBounds(): Electron.Rectangle { return { ...this.#live().#bounds }; }

  getBounds(): Electron.Rectangle {
    const bounds = this.getNormalBounds();
    return this.isFullScreen() || this.isMaximized() ? this.#world.screenBounds(bounds) : bounds;
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#live().#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }

  maximize(): void {
    this.#live().#state = 'maximized';
    this.emit('maximize');
    this.emit('resize');
  }

  minimize(): void {
    this.#live().#state = 'minimized';
    this.#isVisible = false;
  }

  restore(): void {
    this.#live().#state = 'normal';
    this.#isVisible = true;
  }

  /** Electron throws on a window that is gone. */
  #live(): this {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
    return this;
  }
}
