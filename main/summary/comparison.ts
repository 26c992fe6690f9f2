import { addDays } from '../../shared/calendar.ts';
import { comparedOf, type ComparedFigures } from '../../shared/day-comparison.ts';
import type { DayComparison, DaySummary } from '../../shared/summary.ts';
import { spreadOf } from './order-statistics.ts';

/** So far back a day of business is looked for, and so many weeks a like weekday. */
export const daysLookedBack = 56;
const mostTaken = 4;

/**
 * What a day is held against, from frozen days alone. The day before: the last one with business before it. The usual: of the last
 * four of the same weekday and kind (a workday says nothing about a holiday) within eight weeks, of each figure the median; the
 * others of that weekday are named with why they were left out. `frozen`: the newest version of each frozen day, by date. `until`:
 * of a day that goes on, tickets are compared up to there, in minutes since midnight; null: it is over.
 */
export function compareDay({ businessDate, dayKind }: Pick<DaySummary, 'businessDate' | 'dayKind'>, frozen: ReadonlyMap<string, DaySummary>, until: number | null): DayComparison {
  const [before] = [...frozen.values()].filter(each => each.businessDate < businessDate && hadBusiness(each)).sort((one, other) => (one.businessDate < other.businessDate ? 1 : -1));
  const taken: DaySummary[] = [];
  const leftOut: DayComparison['usual']['leftOut'] = [];
  for (let back = 7; back <= daysLookedBack && taken.length < mostTaken; back += 7) {
    const date = addDays(businessDate, -back);
    const day = frozen.get(date);
    if (!day) leftOut.push({ businessDate: date, why: 'notFrozen' });
    else if (day.dayKind !== dayKind) leftOut.push({ businessDate: date, why: 'otherKind' });
    else if (!hadBusiness(day)) leftOut.push({ businessDate: date, why: 'notOpened' });
    else taken.push(day);
  }
  return {
    until,
    dayBefore: before ? { businessDate: before.businessDate, dayKind: before.dayKind, figures: comparedOf(before, until) } : null,
    usual: { dates: taken.map(each => each.businessDate), leftOut, figures: taken.length === 0 ? null : mediansOf(taken.map(each => comparedOf(each, until))), halfHours: usualHalfHours(taken) },
  };
}

function hadBusiness({ queue, firstOpenAt }: DaySummary): boolean {
  return queue.issued > 0 || firstOpenAt !== null;
}

/** Of each figure the median of the days that have it. */
function mediansOf(days: readonly ComparedFigures[]): ComparedFigures {
  const of = (figure: keyof ComparedFigures): number | null => spreadOf(days.flatMap(day => day[figure] ?? [])).median;
  return {
    issued: of('issued') ?? 0, abandonedShare: of('abandonedShare'), medianWaitMs: of('medianWaitMs'), p90WaitMs: of('p90WaitMs'),
    withinTarget: of('withinTarget'), doneInOneVisit: of('doneInOneVisit'), satisfied: of('satisfied'),
  };
}

/** The medians by half hour; a half hour a day did not have counts as none there. */
function usualHalfHours(days: readonly DaySummary[]): DayComparison['usual']['halfHours'] {
  const starts = [...new Set(days.flatMap(day => day.halfHours.map(({ startsAt }) => startsAt)))].sort((one, other) => one - other);
  const median = (startsAt: number, of: 'issued' | 'waitingAtEnd'): number => spreadOf(days.map(day => day.halfHours.find(each => each.startsAt === startsAt)?.[of] ?? 0)).median ?? 0;
  return starts.map(startsAt => ({ startsAt, issued: median(startsAt, 'issued'), waitingAtEnd: median(startsAt, 'waitingAtEnd') }));
}
