import type { PageWindow } from './electron-api.ts';
import { openPageWindow, type PageWindowParts } from './page-window.ts';
import type { ShellMemory } from './shell-state.ts';
import { type Bounds, placeWindow } from './window-bounds.ts';

const smallest = { minWidth: 1024, minHeight: 600 };
/** Moving a window makes hundreds of events; the last one counts. */
const settleMilliseconds = 500;

/** Opens the desk where it was last time, on a screen that is there. */
export function openDeskWindow(title: string, memory: ShellMemory, parts: PageWindowParts): PageWindow {
  const { screen } = parts.electron;
  const { deskBounds, deskIsMaximized } = memory.recall();
  const window = openPageWindow('desk', { title, ...smallest, ...placeWindow(deskBounds, workAreas()) }, parts);
  if (deskIsMaximized) window.maximize();

  let settling: NodeJS.Timeout | undefined;
  const remember = (): void => {
    clearTimeout(settling);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    memory.remember({ deskBounds: wholeBounds(window.getNormalBounds()), deskIsMaximized: window.isMaximized() });
  };
  const rememberSoon = (): void => {
    clearTimeout(settling);
    settling = setTimeout(remember, settleMilliseconds);
  };
  window.on('resize', rememberSoon);
  window.on('move', rememberSoon);
  window.on('close', remember);

  const returnToScreen = (): void => {
    const now = window.getBounds();
    const better = placeWindow(now, workAreas());
    if (better.x !== now.x || better.y !== now.y || better.width < now.width || better.height < now.height) window.setBounds(better);
  };
  screen.on('display-removed', returnToScreen);
  window.once('closed', () => {
    clearTimeout(settling);
    screen.removeListener('display-removed', returnToScreen);
  });
  return window;

  function workAreas(): [Bounds, ...Bounds[]] {
    const primary = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    return [primary.workArea, ...others.map(({ workArea }) => workArea)];
  }
}

function wholeBounds({ x, y, width, height }: Bounds): Bounds {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}
