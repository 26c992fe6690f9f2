import { businessDateOf } from '../../shared/business-date.ts';
import { addDays } from '../../shared/calendar.ts';
import type { DayComparison } from '../../shared/summary.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { readCalendar } from '../calendar/calendar-store.ts';
import { isDayClosed } from '../queue/days-store.ts';
import { compareDay, daysLookedBack } from './comparison.ts';
import type { DayAsked } from './day-facts-store.ts';
import { dayKindOf } from './day-kind.ts';
import { newestVersions, summaryOf } from './summary-store.ts';
import { halfHourOf } from './ticket-parts.ts';
import { wallMinutes } from './wall-minutes.ts';

/** What a day is held against: the day of business before and the usual of its weekday, from their frozen summaries. */
export async function readComparison({ database }: Pick<BranchParts, 'database'>, { businessDate, branch: { timeZone }, nowMs }: DayAsked): Promise<DayComparison> {
  return database.read(async reader => {
    const days = await newestVersions(reader, { fromDate: addDays(businessDate, -daysLookedBack), toDate: addDays(businessDate, -1) });
    const goesOn = businessDate === businessDateOf(nowMs, timeZone) && !await isDayClosed(reader, businessDate);
    const { dayKind } = dayKindOf(await readCalendar(reader), businessDate);
    return compareDay({ businessDate, dayKind }, new Map(days.map(each => [each.businessDate, summaryOf(each)])), goesOn ? halfHourOf(wallMinutes(timeZone)(nowMs)) : null);
  });
}
