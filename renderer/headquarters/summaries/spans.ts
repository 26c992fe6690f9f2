import { addDays, addMonths } from '../../../shared/calendar.ts';
import { figureSpans, type FigureSpan } from '../../../shared/console-summaries.ts';

/** The addresses of the pages: all branches, one branch's days, one of them. */
export const pageOfSpan = (by: FigureSpan, day: string) => `/summaries/${by}/${day}`;
export const pageOfBranch = (by: FigureSpan, day: string, branchId: string) => `${pageOfSpan(by, day)}/${branchId}`;
export const pageOfDay = (by: FigureSpan, day: string, branchId: string, businessDate: string) => `${pageOfBranch(by, day, branchId)}/${businessDate}`;

/** What an address names; days where it names nothing that is known. */
export function spanNamed(by: string | undefined): FigureSpan {
  return figureSpans.find(each => each === by) ?? 'day';
}

/** A day of the span before the one this day lies in, and of the one after. */
export function neighboursOf(by: FigureSpan, day: string): { earlier: string; later: string } {
  const days = { day: 1, week: 7, month: 0, year: 0 }[by];
  if (days > 0) return { earlier: addDays(day, -days), later: addDays(day, days) };
  const [first, months] = by === 'month' ? [`${day.slice(0, 7)}-01`, 1] : [`${day.slice(0, 4)}-01-01`, 12];
  return { earlier: addMonths(first, -months), later: addMonths(first, months) };
}
