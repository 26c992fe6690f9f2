import type { Queries, Transaction } from '../database/database.ts';
import { calendarDays, calendarYears } from './calendar-schema.ts';
import { packagedCalendar } from './packaged-calendar.ts';
import { workCalendar, type WorkCalendar } from './working-days.ts';

// What other domains may ask of the calendar.

export type { WorkCalendar };

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
