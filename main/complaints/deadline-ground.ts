import type { HallHours } from '../../shared/deadlines.ts';
import type { WorkCalendar } from '../calendar/calendar-store.ts';
import { dayKinds, type DayKinds } from './day-kinds.ts';
import { workHours, type WorkHours } from './work-hours.ts';
import { zoneDays, type ZoneDays } from '../../shared/zone-days.ts';

/** What deadlines are reckoned on. Made once for a calendar and kept: it counts days and hours block by block and remembers them. */
export interface DeadlineGround {
  kinds: DayKinds;
  hours: WorkHours;
  zone: ZoneDays;
}

/** Throws a RangeError for a time zone that is none, and for hall hours that overlap or are no times. */
export function deadlineGround({ calendar, hours, timeZone }: { calendar: WorkCalendar; hours: HallHours; timeZone: string }): DeadlineGround {
  const zone = zoneDays(timeZone);
  const kinds = dayKinds(calendar);
  return { zone, kinds, hours: workHours(hours, kinds, zone) };
}
