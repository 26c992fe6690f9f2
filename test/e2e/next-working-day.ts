import { businessDateOf } from '../../shared/business-date.ts';
import { demonstrationZone } from '../../main/branch/demonstration/demonstration-time.ts';
import { packagedCalendar } from '../../main/calendar/packaged-calendar.ts';
import { workCalendar } from '../../main/calendar/working-days.ts';

/** The demonstration's next working day, which its hall is open on. */
export function nextWorkingDay(): string {
  const { years, days } = packagedCalendar();
  return workCalendar(years, days).addWorkingDays(businessDateOf(Date.now(), demonstrationZone(Date.now())), 1).day;
}
