import { wallClock } from '../../shared/business-date.ts';

const dayMs = 24 * 3_600_000;
const quarterMs = 15 * 60_000;

/** UTC ms at which a day `YYYY-MM-DD` begins in a time zone: the first quarter of an hour that bears its date. */
export function startOfDay(date: string, timeZone: string): number {
  const middle = Date.parse(`${date}T12:00:00Z`);
  let at = middle - dayMs - 2 * 3_600_000;
  while (wallClock(at, timeZone).date < date) at += quarterMs;
  return at;
}

/** The day `days` after (or, below zero, before) a day. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
