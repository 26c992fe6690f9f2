export type Direction = 'left' | 'right' | 'up' | 'down';

/** The control that arrow keys reach from `from`: along the reading order sideways, by sight up and down. */
export function neighbourOf<Control extends HTMLElement>(from: Element | null, controls: readonly Control[], direction: Direction): Control | undefined {
  const index = controls.findIndex(each => each === from);
  const here = controls[index];
  if (!here) return controls[0];
  if (direction === 'left') return controls[index - 1];
  if (direction === 'right') return controls[index + 1];

  const place = here.getBoundingClientRect();
  const sign = direction === 'down' ? 1 : -1;
  return controls
    .map(control => ({ control, there: control.getBoundingClientRect() }))
    .filter(({ there }) => (there.top - place.top) * sign > 1)
    .sort((one, other) => (one.there.top - other.there.top) * sign || Math.abs(one.there.left - place.left) - Math.abs(other.there.left - place.left))[0]?.control;
}
