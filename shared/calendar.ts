// Days as `YYYY-MM-DD` text. No time zone in here: a day is a square of the calendar on the wall, and the same arithmetic
// serves the branch, its pages and headquarters.

const dayMs = 24 * 60 * 60 * 1000;

/** Days since 1970-01-01. Throws a RangeError for text that is no day. */
export function dayNumberOf(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes 2026-02-30 for the second of March in some engines and refuses it in others.
  if (!Number.isFinite(at) || dayOfNumber(at / dayMs) !== day) throw new RangeError(`not a day: ${day.slice(0, 20)}`);
  return at / dayMs;
}

/** The day that is `number` days after 1970-01-01. */
export function dayOfNumber(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** The day `count` days later; earlier when negative. Every day counts (自然日). */
export function addDays(day: string, count: number): string {
  return dayOfNumber(dayNumberOf(day) + count);
}

/** Days from `from` to `until`: 1 from a Monday to the next day, negative when `until` is the earlier. Every day counts. */
export function daysFrom(from: string, until: string): number {
  return dayNumberOf(until) - dayNumberOf(from);
}

/** The same day of the month, `count` months later; the month's last day where it has none so late (31 January + 1 → 28 or 29 February). */
export function addMonths(day: string, count: number): string {
  const at = new Date(dayNumberOf(day) * dayMs);
  const dayOfMonth = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + count);
  const lastOfMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(dayOfMonth, lastOfMonth));
  return at.toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOfNumber(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/** The quarter a day lies in, `2026Q1`. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}
