import type { DeadlinePause, DeadlinePauseReason } from '../../shared/deadlines.ts';

/** Pauses that touch or overlap are one stretch: [from, until), `until` Infinity while it is open. */
export interface PausedStretch { from: number; until: number; reasons: DeadlinePauseReason[] }

/**
 * The stretches during which a deadline stands still, in order and apart from each other, so that overlapping pauses count once.
 * Throws a RangeError for a pause that ends before it begins.
 */
export function pausedStretches(pauses: readonly DeadlinePause[]): PausedStretch[] {
  const stretches: PausedStretch[] = [];
  for (const { from, until, reason } of [...pauses].sort((one, other) => one.from - other.from)) {
    const ends = until ?? Number.POSITIVE_INFINITY;
    if (!(ends >= from)) throw new RangeError('a pause ends before it begins');
    const last = stretches.at(-1);
    if (!last || last.until < from) {
      if (ends > from) stretches.push({ from, until: ends, reasons: [reason] });
      continue;
    }
    last.until = Math.max(last.until, ends);
    if (ends > from && !last.reasons.includes(reason)) last.reasons.push(reason);
  }
  return stretches;
}
