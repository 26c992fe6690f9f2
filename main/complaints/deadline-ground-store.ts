import type { DeadlineRow } from '../../shared/deadlines.ts';
import type { ComplaintChannel } from '../../shared/complaints.ts';
import type { BranchSettings } from '../../shared/settings.ts';
import type { PresentBranch } from '../branch/branch-parts.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { readCalendar } from '../calendar/calendar-store.ts';
import type { Queries } from '../database/database.ts';
import { classPathOf } from './class-tree.ts';
import { listClasses } from './complaint-classes-store.ts';
import { deadlineGround, type DeadlineGround } from './deadline-ground.ts';
import { chooseDeadlineRow } from './deadline-table.ts';
import { readDeadlineTable } from './deadline-table-store.ts';

/** The branch's rules of deadlines as they stand now: calendar and hours, and which row of the table holds for a complaint. */
export interface DeadlineRules {
  ground: DeadlineGround;
  /** Nobody can be contacted about an anonymous one: no contact is promised. */
  rowFor(of: { channel: ComplaintChannel; classId: string; receivedAt: number; isAnonymous: boolean }): DeadlineRow;
}

/** Reads them once for any number of complaints. */
export async function readDeadlineRules(reader: Queries, { timeZone, settings }: Pick<PresentBranch, 'timeZone' | 'settings'>): Promise<DeadlineRules> {
  const [calendar, table, classes] = [await readCalendar(reader), await readDeadlineTable(reader), await listClasses(reader)];
  return {
    ground: deadlineGround({ calendar, hours: settings.hallHours, timeZone }),
    rowFor({ channel, classId, receivedAt, isAnonymous }) {
      const row = chooseDeadlineRow(table, { channel, classPath: classPathOf(classes, classId), day: businessDateOf(receivedAt, timeZone) });
      return isAnonymous ? { ...row, firstContact: null } : row;
    },
  };
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
