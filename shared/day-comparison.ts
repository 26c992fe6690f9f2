import type { DaySummary, Share } from './summary.ts';

/** What of a day is held against other days: tickets, waits in ms, shares as fractions of one; null when nothing was counted. */
export interface ComparedFigures {
  issued: number;
  abandonedShare: number | null;
  medianWaitMs: number | null;
  p90WaitMs: number | null;
  withinTarget: number | null;
  doneInOneVisit: number | null;
  satisfied: number | null;
}

/** The figures of a day that are compared. `until` in minutes since midnight: tickets issued before that; null: of the whole day. */
export function comparedOf({ queue, halfHours, doneInOneVisit, satisfaction }: Pick<DaySummary, 'queue' | 'halfHours' | 'doneInOneVisit' | 'satisfaction'>, until: number | null): ComparedFigures {
  return {
    issued: until === null ? queue.issued : halfHours.reduce((sum, each) => sum + (each.startsAt < until ? each.issued : 0), 0),
    abandonedShare: fraction({ part: queue.abandoned, of: queue.issued }), medianWaitMs: queue.wait.median, p90WaitMs: queue.wait.p90,
    withinTarget: fraction(queue.withinTarget), doneInOneVisit: fraction(doneInOneVisit), satisfied: fraction({ part: satisfaction.satisfied, of: satisfaction.rated }),
  };
}

function fraction({ part, of }: Share): number | null {
  return of === 0 ? null : part / of;
}
