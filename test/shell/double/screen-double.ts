import { EventEmitter } from 'node:events';

export interface ScreenFacts { id: number; bounds: Electron.Rectangle; workArea: Electron.Rectangle }

/** A screen of this size, its upper 40 pixels taken by a bar of the system. */
export function aScreen(id: number, x: number, width: number, height: number): ScreenFacts {
  return { id, bounds: { x, y: 0, width, height }, workArea: { x, y: 40, width, height: height - 40 } };
}

export class ScreenDouble extends EventEmitter {
  #screens: ScreenFacts[];

  constructor(screens: ScreenFacts[]) {
    super();
    this.#screens = screens;
  }

  getAllDisplays(): Electron.Display[] {
    return this.#screens as Electron.Display[];
  }

  getPrimaryDisplay(): Electron.Display {
    return this.#screens[0] as Electron.Display;
  }

  getDisplayMatching(rectangle: Electron.Rectangle): Electron.Display {
    const shared = ({ bounds: b }: ScreenFacts): number =>
      Math.max(0, Math.min(b.x + b.width, rectangle.x + rectangle.width) - Math.max(b.x, rectangle.x))
      * Math.max(0, Math.min(b.y + b.height, rectangle.y + rectangle.height) - Math.max(b.y, rectangle.y));
    return [...this.#screens].sort((a, b) => shared(b) - shared(a))[0] as Electron.Display;
  }

  /** A person plugs screens in and out. */
  plug(screens: ScreenFacts[]): void {
    const before = this.#screens;
    this.#screens = screens;
    for (const gone of before.filter(({ id }) => screens.every(each => each.id !== id))) this.emit('display-removed', {}, gone);
    for (const come of screens.filter(({ id }) => before.every(each => each.id !== id))) this.emit('display-added', {}, come);
  }
}
