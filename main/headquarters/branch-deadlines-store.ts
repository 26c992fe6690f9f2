import { eq, sql } from 'drizzle-orm';
import { hallHours, type DeadlineRow } from '../../shared/deadlines.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { workCalendar, type CalendarDay } from '../calendar/working-days.ts';
import { deadlineRules, type DeadlineRules } from '../complaints/deadline-rules.ts';
import { knownClasses } from './complaint-classes-store.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { branches } from './hq-schema.ts';
import { readRows } from './read-rows.ts';

/** A branch's rules of deadlines as it has sent them: the same that it reckons by itself. */
export async function deadlineRulesOf(queries: Queries | Transaction, branchId: string): Promise<DeadlineRules> {
  const of = sql`where "branchId" = ${branchId}`;
  const [branch] = await queries.select({ timeZone: branches.timeZone }).from(branches).where(eq(branches.branchId, branchId));
  const years = await readRows<{ year: number }>(queries, sql`select year from branches.calendar_years ${of}`);
  const days = await readRows<CalendarDay>(queries, sql`select day, kind from branches.calendar_days ${of}`);
  const rows = await readRows<{ row: DeadlineRow }>(queries, sql`select row::jsonb as row from branches.complaint_deadline_rows ${of} order by position`);
  const [hours] = await readRows<{ value: unknown }>(queries, sql`select value::jsonb as value from branches.settings ${of} and id = 'hallHours'`);
  return deadlineRules({
    calendar: workCalendar(years.map(({ year }) => year), days), table: rows.map(({ row }) => row), classes: await knownClasses(queries, branchId),
    hours: hallHours.catch(defaultSettings.hallHours).parse(hours?.value), timeZone: branch?.timeZone ?? 'Asia/Shanghai',
  });
}
