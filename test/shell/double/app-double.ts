import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { makeEvent } from './strict.ts';
import type { WindowDouble } from './window-double.ts';

export interface AppFacts {
  appFolder: string;
  userFolder: string;
  locale: string;
  isPackaged: boolean;
}

/** Who runs on which user folder: in the real world a lock of the operating system. */
const holders = new Map<string, AppDouble>();

/** The application's life: ready, quitting, gone. */
export class AppDouble extends EventEmitter {
  readonly isPackaged: boolean;
  /** Settles when the application would have ended. */
  readonly ended: Promise<void>;
  wasRelaunched = false;
  isSandboxed = false;
  readonly windows = new Set<WindowDouble>();
  readonly #facts: AppFacts;
  readonly #paths: Map<string, string>;
  #isReady = false;
  #isQuitting = false;
  #hasEnded = false;
  #end: () => void = () => undefined;

  constructor(facts: AppFacts) {
    super();
    this.#facts = facts;
    this.isPackaged = facts.isPackaged;
    this.#paths = new Map([['userData', facts.userFolder]]);
    this.ended = new Promise(resolve => { this.#end = resolve; });
  }

  /** In Electron, too, the first thing to run is the application's own code, and readiness comes some time after it. */
  becomeReadySoon(): void {
    setTimeout(() => {
      if (this.#hasEnded) return;
      this.#isReady = true;
      this.emit('ready');
    }, 5);
  }

  getAppPath(): string { return this.#facts.appFolder; }
  getLocale(): string { return this.#facts.locale; }
  getVersion(): string { return '0.0.0-test'; }
  isReady(): boolean { return this.#isReady; }
  isQuitting(): boolean { return this.#isQuitting; }
  hasEnded(): boolean { return this.#hasEnded; }
  relaunch(): void { this.wasRelaunched = true; }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`The double of Electron knows no path ${name}`);
    return path;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.isSandboxed = true;
  }

  whenReady(): Promise<void> {
    return this.#isReady ? Promise.resolve() : new Promise(resolve => { this.once('ready', () => resolve()); });
  }

  requestSingleInstanceLock(): boolean {
    const folder = join(this.getPath('userData'));
    const holder = holders.get(folder);
    if (holder) {
      setTimeout(() => holder.emit('second-instance', {}, [], folder, null), 5);
      return false;
    }
    holders.set(folder, this);
    return true;
  }

  quit(): void {
    if (this.#hasEnded || this.#isQuitting) return;
    const before = makeEvent({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#isQuitting = true;
    for (const window of [...this.windows]) window.close();
    if (this.windows.size > 0) {
      this.#isQuitting = false;
      return;
    }
    const will = makeEvent({});
    this.emit('will-quit', will);
    if (will.defaultPrevented) {
      this.#isQuitting = false;
      return;
    }
    this.#hasEnded = true;
    for (const [folder, holder] of holders) if (holder === this) holders.delete(folder);
    this.emit('quit', {}, 0);
    this.#end();
  }
}
