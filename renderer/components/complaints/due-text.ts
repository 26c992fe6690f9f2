import type { Times } from '../../hooks/use-times.ts';

/** When something is due. The end of a day is said as that day's 24:00: `12月1日 00:00` would be read as a day more. */
export function dueText(times: Times, dueAt: number): string {
  return times.clock(dueAt) === '00:00' ? times.dayAndClock(dueAt - 60_000).replace('23:59', '24:00') : times.dayAndClock(dueAt);
}
