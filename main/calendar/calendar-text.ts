import type { NamedCalendarDay } from './packaged-calendar.ts';
import { dayNumberOf } from '../../shared/calendar.ts';

/** What is wrong with a line; numbers from 1. `twice` names the line that has the day already. */
export type CalendarFault =
  | { line: number; fault: 'notADay' | 'notAKind' | 'noName' | 'otherYear'; text: string }
  | { line: number; fault: 'twice'; text: string; firstLine: number }
  | { line: 0; fault: 'empty'; text: '' };

const kinds: Record<string, NamedCalendarDay['kind']> = { holiday: 'holiday', 节假日: 'holiday', 休: 'holiday', 放假: 'holiday', makeupworkday: 'makeUpWorkday', 调休: 'makeUpWorkday', 班: 'makeUpWorkday', 调休上班日: 'makeUpWorkday', 上班: 'makeUpWorkday' };

/**
 * Reads the days of one year from lines of day, kind and names, divided by comma, tab or semicolon:
 * `2027-01-01,holiday,元旦,New Year’s Day` or `2027/1/1	休	元旦`. Empty lines and a line of headings are passed over.
 * Answers the year with its days in order, or every fault at once.
 */
export function readCalendarText(text: string): { year: number; days: NamedCalendarDay[] } | { faults: CalendarFault[] } {
  const faults: CalendarFault[] = [];
  const days = new Map<string, { day: NamedCalendarDay; line: number }>();
  let year: number | null = null;
  for (const [at, raw] of text.normalize('NFKC').split(/\r?\n/u).entries()) {
    const line = at + 1;
    const [first = '', kindText = '', nameZh = '', nameEn = ''] = raw.split(/[,;\t]/u).map(cell => cell.trim());
    if (raw.trim() === '' || (at === 0 && !/\d/u.test(first))) continue;
    const day = dayOf(first);
    const kind = kinds[kindText.toLowerCase()];
    if (day === null) faults.push({ line, fault: 'notADay', text: first.slice(0, 20) });
    else if (!kind) faults.push({ line, fault: 'notAKind', text: kindText.slice(0, 20) });
    else if (nameZh === '') faults.push({ line, fault: 'noName', text: day });
    else if (year !== null && !day.startsWith(`${year}-`)) faults.push({ line, fault: 'otherYear', text: day });
    else if (days.has(day)) faults.push({ line, fault: 'twice', text: day, firstLine: days.get(day)!.line });
    else {
      year ??= Number(day.slice(0, 4));
      days.set(day, { day: { day, kind, nameZh: nameZh.slice(0, 40), nameEn: (nameEn || nameZh).slice(0, 60) }, line });
    }
  }
  if (year === null && faults.length === 0) faults.push({ line: 0, fault: 'empty', text: '' });
  if (faults.length > 0 || year === null) return { faults };
  return { year, days: [...days.values()].map(({ day }) => day).toSorted((a, b) => a.day.localeCompare(b.day)) };
}

function dayOf(text: string): string | null {
  const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text) ?? [];
  if (!year || !month || !date) return null;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  try {
    dayNumberOf(day);
    return day;
  } catch {
    return null;
  }
}
