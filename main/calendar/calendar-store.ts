import { count, desc, eq } from 'drizzle-orm';
import type { Queries, Transaction } from '../database/database.ts';
import { calendarDays, calendarYears } from './calendar-schema.ts';
import { readCalendarText } from './calendar-text.ts';
import { packagedCalendar, type NamedCalendarDay } from './packaged-calendar.ts';
import { workCalendar, type WorkCalendar } from './working-days.ts';

// What other domains may ask of the calendar.

export type { WorkCalendar };
export { readCalendarText };

/** The work calendar as it is announced now. */
export async function readCalendar(reader: Queries): Promise<WorkCalendar> {
  const years = await reader.select({ year: calendarYears.year }).from(calendarYears);
  const days = await reader.select({ day: calendarDays.day, kind: calendarDays.kind }).from(calendarDays);
  return workCalendar(years.map(({ year }) => year), days);
}

/**
 * Adds the announced years that came with the application and are not there yet: at the first start, and after an update
 * that knows one more. A year that is there, from headquarters for instance, is left as it is. Answers the years added.
 */
export async function addPackagedYears(tx: Transaction, nowMs: number): Promise<number[]> {
  const present = new Set((await tx.select({ year: calendarYears.year }).from(calendarYears)).map(({ year }) => year));
  const { years, days } = packagedCalendar();
  const added = years.filter(year => !present.has(year));
  if (added.length === 0) return [];
  await tx.insert(calendarYears).values(added.map(year => ({ year, source: 'package' as const, setAt: nowMs })));
  const rows = days.map(day => ({ ...day, year: Number(day.day.slice(0, 4)) })).filter(({ year }) => added.includes(year));
  await tx.insert(calendarDays).values(rows);
  return added;
}

/** Puts what was announced of a year in the place of what was known of it. */
export async function replaceYear(tx: Transaction, { year, days }: { year: number; days: readonly NamedCalendarDay[] }, source: 'branch' | 'headquarters', nowMs: number): Promise<void> {
  await tx.delete(calendarDays).where(eq(calendarDays.year, year));
  await tx.insert(calendarYears).values({ year, source, setAt: nowMs }).onConflictDoUpdate({ target: calendarYears.year, set: { source, setAt: nowMs } });
  if (days.length > 0) await tx.insert(calendarDays).values(days.map(day => ({ ...day, year })));
}

/** The announced years, the newest first, with how many days of each kind they have. */
export async function listYears(reader: Queries): Promise<(typeof calendarYears.$inferSelect & { holidays: number; makeUpWorkdays: number })[]> {
  const counted = await reader.select({ year: calendarDays.year, kind: calendarDays.kind, found: count() }).from(calendarDays).groupBy(calendarDays.year, calendarDays.kind);
  const years = await reader.select().from(calendarYears).orderBy(desc(calendarYears.year));
  const of = (year: number, kind: 'holiday' | 'makeUpWorkday') => counted.find(each => each.year === year && each.kind === kind)?.found ?? 0;
  return years.map(each => ({ ...each, holidays: of(each.year, 'holiday'), makeUpWorkdays: of(each.year, 'makeUpWorkday') }));
}
