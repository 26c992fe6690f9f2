import { businessDateOf } from '../../shared/business-date.ts';
import type { ComplaintClass } from '../../shared/complaint-classes.ts';
import type { ComplaintChannel } from '../../shared/complaints.ts';
import type { DeadlineRow, HallHours } from '../../shared/deadlines.ts';
import type { WorkCalendar } from '../calendar/calendar-store.ts';
import { classPathOf } from './class-tree.ts';
import { deadlineGround, type DeadlineGround } from './deadline-ground.ts';
import { chooseDeadlineRow } from './deadline-table.ts';

/** A branch's rules of deadlines as they stand: calendar and hours, and which row of the table holds for a complaint. */
export interface DeadlineRules {
  ground: DeadlineGround;
  /** Nobody can be contacted about an anonymous one: no contact is promised. Throws a RangeError when no row of the table holds. */
  rowFor(of: { channel: ComplaintChannel; classId: string; receivedAt: number; isAnonymous: boolean }): DeadlineRow;
}

/** What they follow from. */
export interface DeadlineSources {
  calendar: WorkCalendar;
  table: readonly DeadlineRow[];
  classes: readonly Pick<ComplaintClass, 'id' | 'parentId'>[];
  hours: HallHours;
  timeZone: string;
}

/** Made once for any number of complaints. Throws a RangeError for hours and time zones that are none. */
export function deadlineRules({ calendar, table, classes, hours, timeZone }: DeadlineSources): DeadlineRules {
  return {
    ground: deadlineGround({ calendar, hours, timeZone }),
    rowFor({ channel, classId, receivedAt, isAnonymous }) {
      const row = chooseDeadlineRow(table, { channel, classPath: classPathOf(classes, classId), day: businessDateOf(receivedAt, timeZone) });
      return isAnonymous ? { ...row, firstContact: null } : row;
    },
  };
}
