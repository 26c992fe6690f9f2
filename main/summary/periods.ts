import { addDays, addMonths, dayNumberOf, weekdayOfNumber } from '../../shared/calendar.ts';
import type { PeriodKind } from '../../shared/summary.ts';

export interface Period { fromDate: string; toDate: string }

/** The week from Monday, the month or the year a day lies in; a year's first week may begin in the year before. */
export function periodAround(day: string, by: PeriodKind): Period {
  if (by === 'week') {
    const fromDate = addDays(day, -((weekdayOfNumber(dayNumberOf(day)) + 6) % 7));
    return { fromDate, toDate: addDays(fromDate, 6) };
  }
  const fromDate = by === 'month' ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
  return { fromDate, toDate: addDays(addMonths(fromDate, by === 'month' ? 1 : 12), -1) };
}

/** The one before it: of the same kind, however long. */
export function periodBefore({ fromDate }: Period, by: PeriodKind): Period {
  return periodAround(addDays(fromDate, -1), by);
}
