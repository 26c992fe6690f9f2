import { wallClock } from '../../shared/business-date.ts';
import type { MinuteOfDay } from './ticket-parts.ts';

/** Every offset of a time zone is a multiple of it. */
const quarterMs = 15 * 60_000;

/** Reads the wall clock of a time zone, quick enough for tens of thousands of moments: a zone is asked once for each quarter of an hour. */
export function wallMinutes(timeZone: string): MinuteOfDay {
  const quarters = new Map<number, number>();
  return atMs => {
    const quarter = Math.floor(atMs / quarterMs);
    let minute = quarters.get(quarter);
    if (minute === undefined) {
      const { time } = wallClock(quarter * quarterMs, timeZone);
      quarters.set(quarter, minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
    }
    return minute + Math.floor((atMs - quarter * quarterMs) / 60_000);
  };
}
