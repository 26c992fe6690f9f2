import type { Interruptions } from '../../shared/summary.ts';
import type { OutageCause, OutageKind } from '../../shared/outages.ts';

/** An outage as it was recorded; `endedAt` null: the line is still away. UTC ms. */
export interface DayOutage { id: string; kind: OutageKind; beganAt: number; endedAt: number | null; cause: OutageCause }

/** [from, until) in UTC ms. */
export interface OpenStretch { from: number; until: number }

/** What is asked of outages: when the hall is open on that business date, in order, and up to when the day is counted. */
export interface CountedHours { open: readonly OpenStretch[]; cutOffAt: number }

/** An outage of a figure, and how much of it counts; null: a clock was wrong, so nobody knows. */
export interface CountedOutage extends DayOutage { countedMs: number | null }

/** A hall that is shut for longer is opened anew; what seems longer began with a clock at 1970. */
const longestOutageMs = 366 * 86_400_000;

/**
 * How much of an outage counts, in ms: what of it lies within the hall's hours of the day and before the cut-off. Nights, lunch,
 * days the hall stays closed and the time after the day was closed count nothing. Elapsed time, also where the wall clock jumps.
 * Source: product rules, Daily summary, 8.
 */
export function countedMs({ beganAt, endedAt }: Pick<DayOutage, 'beganAt' | 'endedAt'>, { open, cutOffAt }: CountedHours): number {
  const end = Math.min(endedAt ?? cutOffAt, cutOffAt);
  return open.reduce((sum, { from, until }) => sum + Math.max(0, Math.min(end, until) - Math.max(beganAt, from)), 0);
}

/**
 * The outages of a kind that the day counts: those with a part in its hours. One that a wrong clock ends before it began, or makes
 * longer than a year, is counted once, where its end lies in the hours, and adds no time.
 */
export function outagesBehind(kind: OutageKind, outages: readonly DayOutage[], hours: CountedHours): CountedOutage[] {
  return outages.filter(outage => outage.kind === kind).flatMap((outage): CountedOutage[] => {
    if (hasKnownLength(outage)) {
      const counted = countedMs(outage, hours);
      return counted > 0 ? [{ ...outage, countedMs: counted }] : [];
    }
    const end = outage.endedAt;
    return end !== null && end < hours.cutOffAt && hours.open.some(({ from, until }) => from <= end && end < until) ? [{ ...outage, countedMs: null }] : [];
  });
}

/** How many, how long together, and the longest, in ms of the hall's hours. */
export function interruptions(kind: OutageKind, outages: readonly DayOutage[], hours: CountedHours): Interruptions {
  const counted = outagesBehind(kind, outages, hours);
  const lengths = counted.flatMap(outage => outage.countedMs ?? []);
  return { count: counted.length, totalMs: lengths.reduce((sum, each) => sum + each, 0), longestMs: lengths.length > 0 ? Math.max(...lengths) : null };
}

function hasKnownLength({ beganAt, endedAt }: DayOutage): boolean {
  return endedAt === null || (beganAt <= endedAt && endedAt - beganAt <= longestOutageMs);
}
