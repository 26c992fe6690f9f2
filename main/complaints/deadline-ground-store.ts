import { dayNumberOf } from '../../shared/calendar.ts';
import type { BranchSettings } from '../../shared/settings.ts';
import type { PresentBranch } from '../branch/branch-parts.ts';
import { readCalendar, type WorkCalendar } from '../calendar/calendar-store.ts';
import type { Queries } from '../database/database.ts';
import { listClasses } from './complaint-classes-store.ts';
import { deadlineGround } from './deadline-ground.ts';
import { deadlineRules, type DeadlineRules } from './deadline-rules.ts';
import { readDeadlineTable } from './deadline-table-store.ts';
import type { OpenStretch } from './work-hours.ts';

/** The branch's rules of deadlines as they stand now, read once for any number of complaints. */
export async function readDeadlineRules(reader: Queries, { timeZone, settings }: Pick<PresentBranch, 'timeZone' | 'settings'>): Promise<DeadlineRules> {
  const [calendar, table, classes] = [await readCalendar(reader), await readDeadlineTable(reader), await listClasses(reader)];
  return deadlineRules({ calendar, table, classes, hours: settings.hallHours, timeZone });
}

/** When the hall is open on a business date, in order, [from, until) in UTC ms; empty when it stays closed. */
export function hallOpenOn(calendar: WorkCalendar, businessDate: string, { timeZone, settings }: Pick<PresentBranch, 'timeZone' | 'settings'>): readonly OpenStretch[] {
  return deadlineGround({ calendar, hours: settings.hallHours, timeZone }).hours.openOn(dayNumberOf(businessDate));
}

/** Why hours cannot be reckoned with: no times, overlapping, or a hall that never opens. Null: they can. */
export async function hallHoursFault(reader: Queries, hours: BranchSettings['hallHours'], timeZone: string): Promise<string | null> {
  try {
    deadlineGround({ calendar: await readCalendar(reader), hours, timeZone }).hours.momentAfter(Date.UTC(2026, 0), 1);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
