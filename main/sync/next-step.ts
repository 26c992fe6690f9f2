import type { EpochReason } from '../../shared/sync.ts';

// What a branch does next on its line to headquarters: decided from what is known, without a clock, a disk or a network.

/** The line as the database knows it. Sequences count from the beginning of the epoch. */
export interface LineNow {
  epoch: number;
  /** sealed, held by headquarters, and by its archive, up to and including */
  sealedSeq: number;
  receivedSeq: number;
  durableSeq: number;
  /** the newest change of the journal, and the oldest it still has; null when it is empty */
  writtenSeq: number;
  firstKept: number | null;
  directive: number;
  newestDirective: number;
  /** answers to directives that headquarters has not heard */
  untoldTakes: number;
  epochWish: { why: EpochReason; keptUpTo: number } | null;
  /** changes of older epochs that headquarters has and this database lacks, the oldest first */
  missed: readonly Missed[];
}

export interface Missed {
  epoch: number;
  from: number;
  to: number;
  /** the journal’s own sequence at which the backup ended: what stands behind it was done here since */
  since: number;
}

/** What this round has done so far. */
export interface RoundSoFar {
  hasReported: boolean;
  /** changes written later are the next round's: a round ends however busy the hall is */
  pushesUpTo: number;
  /** somebody here can bring back what was missed */
  fetchesMissed: boolean;
  hasPulledAll: boolean;
  hasPruned: boolean;
}

export type Step =
  | { step: 'beginEpoch'; why: EpochReason; keptUpTo: number }
  | { step: 'fetchMissed'; missed: Missed }
  | { step: 'report' | 'push' | 'pull' | 'prune' | 'rest' }
  /** headquarters was put back and wants changes that were forgotten here on its word: its archive has them */
  | { step: 'wait'; code: 'HEADQUARTERS_PUT_BACK' };

/** report → push until nothing waits → pull until nothing is new → prune; and before anything else what an earlier life left undone. */
export function nextStep(line: LineNow, round: RoundSoFar): Step {
  if (line.epochWish) return { step: 'beginEpoch', ...line.epochWish };
  if (!round.hasReported) return { step: 'report' };
  // Headquarters cannot have what was never sealed here: this database went back in time.
  if (line.receivedSeq > line.sealedSeq) return { step: 'beginEpoch', why: 'restoredBackup', keptUpTo: line.sealedSeq };
  if (line.receivedSeq < line.durableSeq && (line.firstKept === null || line.receivedSeq + 1 < line.firstKept)) return { step: 'wait', code: 'HEADQUARTERS_PUT_BACK' };
  // Before anything is sent: what is sent in this epoch overwrites at headquarters what the older one had.
  const [missed] = line.missed;
  if (missed && round.fetchesMissed) return { step: 'fetchMissed', missed };
  if (line.receivedSeq < Math.min(line.writtenSeq, round.pushesUpTo)) return { step: 'push' };
  if (!round.hasPulledAll && (line.directive < line.newestDirective || line.untoldTakes > 0)) return { step: 'pull' };
  if (!round.hasPruned && line.firstKept !== null && line.firstKept <= line.durableSeq) return { step: 'prune' };
  return { step: 'rest' };
}
