import { dayNumberOf, dayOfNumber, weekdayOfNumber } from '../../shared/calendar.ts';

export interface CalendarDay {
  /** `YYYY-MM-DD` */
  day: string;
  kind: 'holiday' | 'makeUpWorkday';
}

/**
 * The work calendar: Monday to Friday, without holidays 节假日, with make-up workdays 调休. Holidays of a year are announced by
 * the State Council late in the year before; until then nobody knows them. An answer that needed a day of a year that is
 * not announced is `isProvisional`: reckoned with bare weekdays, and to be reckoned anew when the year is announced.
 *
 * All functions throw a RangeError for text that is no day.
 */
export interface WorkCalendar {
  isWorkingDay(day: string): { isWorkingDay: boolean; isProvisional: boolean };
  /** The `count`-th working day after `day`, which itself does not count; `day` when the count is 0. */
  addWorkingDays(day: string, count: number): { day: string; isProvisional: boolean };
  /** Working days after `from` up to and with `until`; 0 when `until` is not later. */
  workingDaysBetween(from: string, until: string): { days: number; isProvisional: boolean };
  isAnnounced(year: number): boolean;
  /** Holiday or make-up workday, when the day is not simply what its weekday says. */
  exceptionOn(day: string): CalendarDay['kind'] | undefined;
}

/** No calendar knows so many rest days in a row; a longer stretch means that its days are wrong. */
const longestRestDays = 60;

/**
 * Makes a calendar of what was announced. Days of a year that is not among `announcedYears` are left out: half a year
 * announced would be silently wrong in its other half.
 *
 * Throws a RangeError when a day stands in it twice.
 */
export function workCalendar(announcedYears: Iterable<number>, days: Iterable<CalendarDay>): WorkCalendar {
  const announced = new Set(announcedYears);
  const exceptions = new Map<number, CalendarDay['kind']>();
  for (const { day, kind } of days) {
    const number = dayNumberOf(day);
    if (exceptions.has(number)) throw new RangeError(`a day stands twice in the calendar: ${day}`);
    if (announced.has(yearOf(number))) exceptions.set(number, kind);
  }

  const works = (number: number): boolean => {
    const kind = exceptions.get(number);
    if (kind) return kind === 'makeUpWorkday';
    const weekday = weekdayOfNumber(number);
    return weekday >= 1 && weekday <= 5;
  };
  const isProvisional = (from: number, until: number): boolean => {
    for (let year = yearOf(from); year <= yearOf(until); year += 1) if (!announced.has(year)) return true;
    return false;
  };

  return {
    isAnnounced: year => announced.has(year),
    exceptionOn: day => exceptions.get(dayNumberOf(day)),
    isWorkingDay(day) {
      const number = dayNumberOf(day);
      return { isWorkingDay: works(number), isProvisional: isProvisional(number, number) };
    },
    addWorkingDays(day, count) {
      if (!Number.isInteger(count) || count < 0) throw new RangeError('working days are counted forward in whole days');
      const start = dayNumberOf(day);
      let at = start;
      let restDays = 0;
      for (let left = count; left > 0;) {
        at += 1;
        if (works(at)) {
          left -= 1;
          restDays = 0;
        } else if ((restDays += 1) > longestRestDays) throw new RangeError(`no working day in ${longestRestDays} days before ${dayOfNumber(at)}`);
      }
      return { day: dayOfNumber(at), isProvisional: count > 0 && isProvisional(start + 1, at) };
    },
    workingDaysBetween(from, until) {
      const start = dayNumberOf(from);
      const end = dayNumberOf(until);
      if (end <= start) return { days: 0, isProvisional: false };
      let days = weekdaysUpTo(end) - weekdaysUpTo(start);
      for (const number of exceptions.keys()) {
        if (number > start && number <= end) days += Number(works(number)) - Number(isWeekday(number));
      }
      return { days, isProvisional: isProvisional(start + 1, end) };
    },
  };
}

/**
 * The years among these days that are announced whole: with New Year, Labour Day and National Day, the three holidays whose
 * day is fixed by law. A year of which only the days around New Year are known belongs to the announcement before it.
 */
export function wholeYears(days: readonly CalendarDay[]): number[] {
  const holidays = new Set(days.filter(({ kind }) => kind === 'holiday').map(({ day }) => day));
  const years = new Set(days.map(({ day }) => Number(day.slice(0, 4))));
  return [...years].filter(year => ['01-01', '05-01', '10-01'].every(fixed => holidays.has(`${year}-${fixed}`))).sort((one, other) => one - other);
}

function isWeekday(number: number): boolean {
  return weekdayOfNumber(number) % 6 !== 0;
}

/** Mondays to Fridays from Monday 1969-12-29 up to and with the day. */
function weekdaysUpTo(number: number): number {
  const sinceMonday = number + 4;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(sinceMonday - weeks * 7, 5);
}

function yearOf(number: number): number {
  return Number(dayOfNumber(number).slice(0, 4));
}
