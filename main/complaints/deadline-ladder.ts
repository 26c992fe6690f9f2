import type { DeadlineGround } from './deadline-ground.ts';
import { dayText } from '../../shared/zone-days.ts';

/** How long a complaint may be overdue before somebody higher is told. */
export interface LadderRules {
  /** 通报 */
  noticeAfterWorkingDays: number;
  /** 督办 */
  superviseAfterWorkingDays: number;
}
export const defaultLadder: LadderRules = { noticeAfterWorkingDays: 5, superviseAfterWorkingDays: 10 };

export interface LadderStep {
  /** UTC ms from which it is to be done */
  at: number;
  day: string;
  isProvisional: boolean;
}

/**
 * When an overdue complaint is urged 催办, noticed 通报 and supervised 督办: the day after its deadline, and when so many working days
 * have passed since. They stand on the last day on which it could be met, so hours and days are followed up alike.
 *
 * Throws a RangeError for numbers of days that are not whole and positive.
 */
export function ladderOf(dueAt: number, rules: LadderRules, { zone, kinds }: DeadlineGround): { urge: LadderStep; notice: LadderStep; supervise: LadderStep } {
  const lastDay = zone.dayAt(dueAt - 1);
  const afterWorkingDays = (count: number): LadderStep => {
    if (!Number.isInteger(count) || count < 1) throw new RangeError('the ladder counts whole working days');
    const day = kinds.workingDayAfter(lastDay, count);
    return stepAfter(day, yearsBetween(lastDay + 1, day).some(year => !kinds.isAnnounced(year)));
  };
  const stepAfter = (day: number, isProvisional: boolean): LadderStep => ({ at: zone.startOf(day + 1), day: dayText(day + 1), isProvisional });
  return {
    urge: stepAfter(lastDay, false),
    notice: afterWorkingDays(rules.noticeAfterWorkingDays),
    supervise: afterWorkingDays(rules.superviseAfterWorkingDays),
  };
}

function yearsBetween(firstDay: number, lastDay: number): number[] {
  const [first, last] = [Number(dayText(firstDay).slice(0, 4)), Number(dayText(lastDay).slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
}
