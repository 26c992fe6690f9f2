import type { DaySummary } from '../../shared/summary.ts';
import type { WorkCalendar } from '../calendar/calendar-store.ts';

/** What kind of day it is; provisional while the holidays of its year are not announced, then by its weekday alone. */
export function dayKindOf(calendar: WorkCalendar, businessDate: string): Pick<DaySummary, 'dayKind' | 'isProvisionalKind'> {
  const { isWorkingDay, isProvisional } = calendar.isWorkingDay(businessDate);
  return { dayKind: calendar.exceptionOn(businessDate) ?? (isWorkingDay ? 'workday' : 'weekend'), isProvisionalKind: isProvisional };
}
