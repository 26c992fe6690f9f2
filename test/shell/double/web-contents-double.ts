import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { fromChromium, toChromium } from './addresses.ts';
import { bindingName, deliverName, type FromPage, installRenderer, type ToPage } from './page-side.ts';
import { type MessagePortDouble, takeOver } from './ports-double.ts';
import { makeEvent } from './strict.ts';
import type { World } from './world.ts';

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
type Members = 'id' | 'getURL' | 'loadURL' | 'send' | 'postMessage' | 'setWindowOpenHandler' | 'sendInputEvent' | 'isDestroyed' | 'print' | 'printToPDF' | 'getPrintersAsync';

const keyNames: Record<string, string> = { control: 'Control', alt: 'Alt', shift: 'Shift' };
let lastId = 0;

/** A page as the main process sees it; the page itself is a real one in Chromium. */
export class WebContentsDouble extends EventEmitter implements Record<Members, unknown> {
  readonly id = ++lastId;
  readonly page: Promise<Page>;
  readonly #world: World;
  readonly #ports = new Map<number, MessagePortDouble>();
  #lastPort = 0;
  #address = '';
  #isDestroyed = false;
  #isShellsOwnNavigation = false;
  #openHandler: OpenHandler | null = null;
  #outgoing: ToPage[] = [];
  #isSending = false;
  #typing: Promise<void> = Promise.resolve();
  /** how others see this object: strict */
  self!: Electron.WebContents;

  constructor(world: World, size: { width: number; height: number }, preferences: Electron.WebPreferences) {
    super();
    this.#world = world;
    this.page = this.#openPage(size, preferences);
  }

  getURL(): string {
    return this.#address;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.page;
    if (this.#isDestroyed) return;
    this.#isShellsOwnNavigation = true;
    await page.goto(toChromium(address));
    if (!this.#isDestroyed) this.emit('did-finish-load');
  }

  send(channel: string, ...words: unknown[]): void {
    this.#post({ to: 'channel', channel, words: structuredClone(words) });
  }

  postMessage(channel: string, message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const ids = transfer.map(port => this.#bridge(takeOver(port)));
    this.#post({ to: 'ports', channel, message: structuredClone(message), ids });
  }

  /** What the system would print; it is kept for the test. */
  print(options: Electron.WebContentsPrintOptions, onEnded?: (isTaken: boolean, failureReason: string) => void): void {
    void this.#print(options).then(isTaken => onEnded?.(isTaken, isTaken ? '' : 'Invalid deviceName provided'));
  }

  async printToPDF({ preferCSSPageSize = false, printBackground = false }: Electron.PrintToPDFOptions): Promise<Buffer> {
    return (await this.page).pdf({ preferCSSPageSize, printBackground });
  }

  async getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    return this.#world.systemPrinters.map(name => ({ name, displayName: name, description: '', options: {} }));
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  sendInputEvent(event: Electron.MouseInputEvent | Electron.MouseWheelInputEvent | Electron.KeyboardInputEvent): void {
    if (event.type !== 'keyDown') return;
    const { keyCode, modifiers = [] } = event as Electron.KeyboardInputEvent;
    const keys = [...modifiers.map(name => keyNames[name] ?? name), keyCode.length === 1 ? keyCode.toLowerCase() : keyCode];
    // one after another: a press is several events, and they must not mix with those of the next
    this.#typing = this.#typing.then(async () => (await this.page).keyboard.press(keys.join('+'))).catch(() => undefined);
  }

  /** Decides about a navigation that the page itself started; true when it may go on. */
  allowNavigation(chromiumAddress: string, isMainFrame: boolean): boolean {
    const facts = { url: fromChromium(chromiumAddress), isMainFrame, isSameDocument: false };
    if (isMainFrame && this.#isShellsOwnNavigation) {
      this.#isShellsOwnNavigation = false;
    } else {
      const framed = makeEvent(facts);
      this.emit('will-frame-navigate', framed);
      const event = makeEvent(facts);
      if (isMainFrame) this.emit('will-navigate', event);
      if (framed.defaultPrevented || event.defaultPrevented) return false;
    }
    if (isMainFrame) {
      this.#closePorts();
      this.emit('did-start-navigation', makeEvent(facts));
    }
    return true;
  }

  /** The page's process ends, as at a crash. */
  crash(): void {
    this.#closePorts();
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }

  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#closePorts();
    this.emit('destroyed');
    await (await this.page).close();
  }

  async #openPage({ width, height }: { width: number; height: number }, preferences: Electron.WebPreferences): Promise<Page> {
    const page = await this.#world.context.newPage();
    await page.setViewportSize({ width, height });
    await page.exposeBinding(bindingName, (_source, message: FromPage) => this.#take(message));
    const source = preferences.preload ? readFileSync(preferences.preload, 'utf8') : null;
    await page.addInitScript(installRenderer, { source, argv: preferences.additionalArguments ?? [], bindingName, deliverName });
    page.on('domcontentloaded', () => {
      this.#address = fromChromium(page.url());
      this.emit('dom-ready');
      this.emit('first-paint');
    });
    page.on('popup', popup => {
      const url = fromChromium(popup.url());
      const answer = this.#openHandler?.({ url } as Electron.HandlerDetails) ?? { action: 'allow' };
      if (answer.action === 'deny') void popup.close();
    });
    return page;
  }

  async #print(options: Electron.WebContentsPrintOptions): Promise<boolean> {
    const text = await (await this.page).locator('body').textContent();
    this.#world.printed.push({ options: structuredClone(options), text });
    return this.#world.systemPrinters.some(name => name === options.deviceName);
  }

  #take(message: FromPage): unknown {
    if (message.to === 'main') {
      const senderFrame = { url: this.#address };
      this.#world.ipcMain.emit(message.channel, { sender: this.self, senderFrame, ports: [] }, ...message.words);
    } else if (message.to === 'port') {
      this.#ports.get(message.id)?.postMessage(message.data);
    } else if (message.to === 'close') {
      this.#ports.get(message.id)?.close();
    } else if (message.to === 'permission') {
      return this.#world.session.request(this.self, message.permission, message.mediaTypes && { mediaTypes: message.mediaTypes });
    } else {
      return this.#world.session.check(this.self, message.permission);
    }
    return undefined;
  }

  #bridge(port: MessagePortDouble): number {
    const id = ++this.#lastPort;
    this.#ports.set(id, port);
    port.on('message', ({ data }: { data: unknown }) => this.#post({ to: 'port', id, data }));
    port.on('close', () => {
      if (this.#ports.delete(id)) this.#post({ to: 'close', id });
    });
    return id;
  }

  #closePorts(): void {
    const closing = [...this.#ports.values()];
    this.#ports.clear();
    for (const port of closing) port.close();
  }

  /** One at a time and in order: what was posted first arrives first. */
  #post(message: ToPage): void {
    this.#outgoing.push(message);
    if (!this.#isSending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    try {
      const page = await this.page;
      while (this.#outgoing.length > 0 && !this.#isDestroyed) {
        const messages = this.#outgoing.splice(0);
        await page.evaluate(({ messages, deliverName }) => {
          const deliver = (window as unknown as Record<symbol, (messages: unknown[]) => void>)[Symbol.for(deliverName)];
          deliver?.(messages);
        }, { messages, deliverName });
        // Only now does the page hold its ends of new channels; what was waiting in ours may follow.
        for (const { to, ...rest } of messages) if (to === 'ports' && 'ids' in rest) for (const id of rest.ids) this.#ports.get(id)?.start();
      }
    } catch {
      // the page went away under the message, as in Electron: nobody is there to get it
    } finally {
      this.#isSending = false;
    }
  }
}
