import { wallClock } from '../../../shared/business-date.ts';

const usualZone = 'Asia/Shanghai';
/** Where it is between noon and eight in the evening while it is evening or night in Shanghai. */
const eveningZone = 'Europe/London';

/**
 * The zone the demonstration's branch lives in. A hall's day ends at midnight of its zone, and what still waits expires
 * then: a morning shown at 23:30 would be gone half an hour later, one shown at 00:30 would have begun yesterday. So a
 * demonstration that starts between 20:00 and 03:00 in Shanghai stands in London, where the day is long begun and not near
 * its end. Nothing else about it changes.
 */
export function demonstrationZone(nowMs: number): string {
  const { time } = wallClock(nowMs, usualZone);
  return time >= '03:00' && time < '20:00' ? usualZone : eveningZone;
}

const day = 24 * 60 * 60_000;

/** The `count` days from Monday to Friday before the day of `todayAt`, at the same time of day, the oldest first (UTC ms). */
export function workdaysBefore(todayAt: number, count: number, timeZone: string): number[] {
  const found: number[] = [];
  for (let at = todayAt - day; found.length < count; at -= day) {
    const weekday = new Date(`${wallClock(at, timeZone).date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) found.unshift(at);
  }
  return found;
}
