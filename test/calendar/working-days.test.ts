import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysFrom, quarterOf } from '../../shared/calendar.ts';
import { packagedCalendar } from '../../main/calendar/packaged-calendar.ts';
import { wholeYears, workCalendar, type CalendarDay } from '../../main/calendar/working-days.ts';

const { years, days } = packagedCalendar();
const calendar = workCalendar(years, days);
const lastYear = Math.max(...years);

describe('the work calendar', () => {
  it('knows National Day and the make-up workdays around it', () => {
    expect(calendar.isWorkingDay('2026-09-30')).toEqual({ isWorkingDay: true, isProvisional: false });
    expect(calendar.isWorkingDay('2026-10-01')).toEqual({ isWorkingDay: false, isProvisional: false });
    // A Saturday that is worked for the long holiday.
    expect(calendar.isWorkingDay('2026-10-10')).toEqual({ isWorkingDay: true, isProvisional: false });
    expect(calendar.isWorkingDay('2026-10-11')).toEqual({ isWorkingDay: false, isProvisional: false });
    expect(calendar.addWorkingDays('2026-09-30', 3)).toEqual({ day: '2026-10-10', isProvisional: false });
    expect(calendar.workingDaysBetween('2026-09-30', '2026-10-10')).toEqual({ days: 3, isProvisional: false });
  });

  it('does not take the first of January of a year nobody has announced for a plain workday', () => {
    expect(lastYear).toBe(2026);
    expect(calendar.isWorkingDay('2027-01-01')).toEqual({ isWorkingDay: true, isProvisional: true });
    expect(calendar.addWorkingDays('2026-12-30', 1)).toEqual({ day: '2026-12-31', isProvisional: false });
    expect(calendar.addWorkingDays('2026-12-30', 2)).toEqual({ day: '2027-01-01', isProvisional: true });
    expect(calendar.workingDaysBetween('2026-12-31', '2027-01-01')).toEqual({ days: 1, isProvisional: true });
  });

  it('is provisional when it only passed through an unannounced year', () => {
    const withAHole = workCalendar([2025, 2027], []);
    expect(withAHole.workingDaysBetween('2025-12-31', '2027-01-04').isProvisional).toBe(true);
    expect(withAHole.isWorkingDay('2027-01-04').isProvisional).toBe(false);
  });

  it('leaves the day itself out and answers it for no days at all', () => {
    expect(calendar.addWorkingDays('2026-10-03', 0)).toEqual({ day: '2026-10-03', isProvisional: false });
    expect(calendar.workingDaysBetween('2026-03-02', '2026-03-02').days).toBe(0);
    expect(calendar.workingDaysBetween('2026-03-06', '2026-03-02').days).toBe(0);
  });

  it('refuses a day that stands in it twice', () => {
    expect(() => workCalendar([2026], [{ day: '2026-10-01', kind: 'holiday' }, { day: '2026-10-01', kind: 'makeUpWorkday' }])).toThrow('twice');
  });

  it('refuses what is no day', () => {
    for (const day of ['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-10-01T00:00']) expect(() => calendar.isWorkingDay(day)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays('2026-03-02', -1)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays('2026-03-02', 0.5)).toThrow(RangeError);
  });

  it('refuses a calendar in which nobody ever works again', () => {
    const idle = Array.from({ length: 365 }, (_, index): CalendarDay => ({ day: addDays('2026-01-01', index), kind: 'holiday' }));
    expect(() => workCalendar([2026], idle).addWorkingDays('2026-01-05', 1)).toThrow('no working day');
  });

  it('leaves out a year of which only half is announced', () => {
    const half: CalendarDay[] = [{ day: '2027-01-01', kind: 'holiday' }, { day: '2027-05-01', kind: 'holiday' }];
    expect(wholeYears([...days, ...half])).toEqual(years);
    const withHalf = workCalendar(wholeYears([...days, ...half]), [...days, ...half]);
    expect(withHalf.isWorkingDay('2027-01-01')).toEqual({ isWorkingDay: true, isProvisional: true });
  });
});

describe('laws of the work calendar', () => {
  const day = fc.integer({ min: 0, max: 365 * 6 }).map(after => addDays('2022-01-01', after));

  it('equals counting day by day on the wall', () => {
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 60 }), (from, count) => {
      const { day: until } = calendar.addWorkingDays(from, count);
      expect(until).toBe(slowly(from, count));
      expect(calendar.workingDaysBetween(from, until).days).toBe(count);
    }), { numRuns: 200 });
  });

  it('more days never end earlier, and a later start never ends earlier', () => {
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 30 }), (from, count, more) => {
      const { day: until } = calendar.addWorkingDays(from, count);
      expect(calendar.addWorkingDays(from, count + more).day >= until).toBe(true);
      expect(calendar.addWorkingDays(addDays(from, more), count).day >= until).toBe(true);
    }), { numRuns: 200 });
  });

  it('days between add up', () => {
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (from, one, two) => {
      const middle = addDays(from, one);
      const end = addDays(middle, two);
      const between = calendar.workingDaysBetween;
      expect(between(from, end).days).toBe(between(from, middle).days + between(middle, end).days);
    }), { numRuns: 200 });
  });
});

describe('arithmetic of days', () => {
  it('knows the ends of months and years', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2026-03-31', 240)).toBe('2046-03-31');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysFrom('2026-03-01', '2026-02-28')).toBe(-1);
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual(['2026Q1', '2026Q1', '2026Q2', '2026Q4']);
  });
});

const holidays = new Set(days.filter(({ kind }) => kind === 'holiday').map(each => each.day));
const makeUpWorkdays = new Set(days.filter(({ kind }) => kind === 'makeUpWorkday').map(each => each.day));

/** One day after the other, with nothing but the lists of the announcement. */
function slowly(from: string, count: number): string {
  const at = new Date(`${from}T12:00:00Z`);
  let left = count;
  while (left > 0) {
    at.setUTCDate(at.getUTCDate() + 1);
    const text = at.toISOString().slice(0, 10);
    const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
    if (makeUpWorkdays.has(text) || (!isWeekend && !holidays.has(text))) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}
