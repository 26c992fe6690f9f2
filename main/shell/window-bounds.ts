export interface Bounds { x: number; y: number; width: number; height: number }

/** So much of a window must be on a screen that a person can take hold of it. */
const leastVisible = { width: 160, height: 80 };
const usualSize = { width: 1366, height: 768 };

/**
 * Where a window opens: where it was, made to fit the screen that shows most of it; in the middle of the first
 * (primary) screen when it was nowhere yet or its screen is gone. All in device-independent pixels.
 */
export function placeWindow(saved: Bounds | null, workAreas: readonly [Bounds, ...Bounds[]]): Bounds {
  if (saved) {
    const home = workAreas
      .map(area => ({ area, visible: overlap(saved, area) }))
      .filter(({ visible }) => visible.width >= leastVisible.width && visible.height >= leastVisible.height)
      .sort((a, b) => b.visible.width * b.visible.height - a.visible.width * a.visible.height)[0];
    if (home) return fit(saved, home.area);
  }
  const area = workAreas[0];
  const { width, height } = fit({ ...area, ...(saved ?? usualSize), x: area.x, y: area.y }, area);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}

function overlap(a: Bounds, b: Bounds): { width: number; height: number } {
  return {
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)),
  };
}

function fit(window: Bounds, area: Bounds): Bounds {
  const width = Math.min(window.width, area.width);
  const height = Math.min(window.height, area.height);
  return {
    x: Math.min(Math.max(window.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(window.y, area.y), area.y + area.height - height),
    width,
    height,
  };
}
