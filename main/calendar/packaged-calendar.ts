import { createRequire } from 'node:module';
import * as z from 'zod';
import { wholeYears, type CalendarDay } from './working-days.ts';

/** `New Year's Day,元旦,1`: both names and the days of it that are fixed by law. */
const names = z.record(z.iso.date(), z.string().regex(/^[^,]+,[^,]+/));
const packaged = z.object({ holidays: names, workdays: names });

export interface NamedCalendarDay extends CalendarDay {
  nameZh: string;
  nameEn: string;
}

/**
 * The years the package `chinese-days` knows whole, with their days. Its own answers are not used: they go on beyond the
 * last announced year as if every weekday were a workday (2027-01-01 too), without a word.
 */
export function packagedCalendar(): { years: number[]; days: NamedCalendarDay[] } {
  // Its data only, by require: Node 20 warns on importing JSON, and its functions reckon in the machine's time zone.
  const { holidays, workdays } = packaged.parse(createRequire(import.meta.url)('chinese-days/dist/chinese-days.json'));
  const days = [...namedDays(holidays, 'holiday'), ...namedDays(workdays, 'makeUpWorkday')];
  const years = wholeYears(days);
  return { years, days: days.filter(({ day }) => years.includes(Number(day.slice(0, 4)))) };
}

function namedDays(of: z.infer<typeof names>, kind: CalendarDay['kind']): NamedCalendarDay[] {
  return Object.entries(of).map(([day, text]) => {
    const [nameEn = '', nameZh = ''] = text.split(',');
    return { day, kind, nameZh, nameEn };
  });
}
