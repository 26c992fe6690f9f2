import type { DaySummary, Interruptions, PeriodFigures, Share } from '../../shared/summary.ts';

/**
 * The figures of several days, from the days' own: counts and times are sums, shares are sums of both sides, complaints are open
 * before the first and after the last. Waits have no median or P90 of a period, which no sum gives: the longest of all, and the
 * worst day's P90. `days` in the order of their dates.
 */
export function figuresOfPeriod(days: readonly DaySummary[]): PeriodFigures {
  const sum = (of: (day: DaySummary) => number): number => days.reduce((total, day) => total + of(day), 0);
  const shared = (of: (day: DaySummary) => Share): Share => ({ part: sum(day => of(day).part), of: sum(day => of(day).of) });
  const greatest = (of: (day: DaySummary) => number | null): number | null => {
    const known = days.flatMap(day => of(day) ?? []);
    return known.length > 0 ? Math.max(...known) : null;
  };
  const windows = (of: (window: DaySummary['windows'][number]) => number): number => sum(day => day.windows.reduce((total, window) => total + of(window), 0));
  return {
    days: days.length,
    issued: sum(day => day.queue.issued), served: sum(day => day.queue.served), abandoned: sum(day => day.queue.abandoned), unserved: sum(day => day.queue.unserved),
    withinTarget: shared(day => day.queue.withinTarget), longestWaitMs: greatest(day => day.queue.wait.max), worstP90Ms: greatest(day => day.queue.wait.p90),
    openMs: windows(window => window.openMs), breakMs: windows(window => window.breakMs), servingMs: windows(window => window.servingMs),
    doneInOneVisit: shared(day => day.doneInOneVisit), returnedForDocuments: shared(day => day.returnedForDocuments),
    complaints: {
      openBefore: days[0]?.complaints.openBefore ?? 0, received: sum(day => day.complaints.received), reopened: sum(day => day.complaints.reopened), ended: sum(day => day.complaints.ended), openAfter: days.at(-1)?.complaints.openAfter ?? 0,
      onTime: shared(day => day.complaints.onTime), repeats: shared(day => day.complaints.repeats),
    },
    satisfied: shared(day => ({ part: day.satisfaction.satisfied, of: day.satisfaction.rated })), rated: shared(day => ({ part: day.satisfaction.rated, of: day.satisfaction.served })),
    looks: sum(day => day.archive.looks), flagged: sum(day => day.archive.flagged),
    incidents: {
      outages: togetherOf(days.map(({ incidents }) => incidents.outages)), offline: days.some(({ incidents }) => incidents.offline) ? togetherOf(days.flatMap(({ incidents }) => incidents.offline ?? [])) : null,
      failedPrints: sum(day => day.incidents.failedPrints), clockCorrections: sum(day => day.incidents.clockCorrections),
    },
  };
}

/** Interruptions of several days: one over midnight counts on each, with its part. */
function togetherOf(days: readonly Interruptions[]): Interruptions {
  const longest = days.flatMap(({ longestMs }) => longestMs ?? []);
  return { count: days.reduce((sum, each) => sum + each.count, 0), totalMs: days.reduce((sum, each) => sum + each.totalMs, 0), longestMs: longest.length > 0 ? Math.max(...longest) : null };
}
