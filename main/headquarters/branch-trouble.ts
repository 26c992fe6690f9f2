import type { ListedBranch, TroubleKind } from '../../shared/console-branches.ts';

/** From when what is merely late counts as trouble. A hall is closed at night; over a long weekend somebody should look. */
export const troubleLimits = { silentMs: 24 * 3_600_000, laggingMs: 3_600_000, laggingChanges: 10_000, clockMs: 120_000 };

/** What decides whether something is wrong with a branch. */
export interface BranchFacts extends Pick<ListedBranch, 'enrolledAt' | 'revokedAt' | 'lastContactAt' | 'clockOffsetMs' | 'waitingChanges' | 'oldestWaitingAt' | 'held' | 'differingDays' | 'refusedDirectives'> {
  /** an epoch was fenced and nobody has confirmed it */
  isFenced: boolean;
  /** the witness refused a checkpoint that does not continue what it had signed, or is shorter */
  isLogRewritten: boolean;
  /** a refusal was looked at, and no checkpoint was signed since */
  isLogLookedAt: boolean;
  /** the schema version it last reported; null: it never did */
  schema: number | null;
}

/**
 * What is wrong with a branch, the worst first; the first decides its place in the list. Of one that was revoked nothing is
 * wrong any more. `newestSchema`: what headquarters itself speaks.
 */
export function troublesOf(facts: BranchFacts, nowMs: number, newestSchema: number): TroubleKind[] {
  if (facts.revokedAt !== null) return [];
  const isWrong: Record<TroubleKind, boolean> = {
    fenced: facts.isFenced,
    logRewritten: facts.isLogRewritten,
    quarantine: facts.held > 0,
    silent: nowMs - (facts.lastContactAt ?? facts.enrolledAt) > troubleLimits.silentMs,
    lagging: (facts.waitingChanges ?? 0) > troubleLimits.laggingChanges || ((facts.waitingChanges ?? 0) > 0 && facts.oldestWaitingAt !== null && nowMs - facts.oldestWaitingAt > troubleLimits.laggingMs),
    differing: facts.differingDays > 0,
    refused: facts.refusedDirectives > 0,
    logLookedAt: facts.isLogLookedAt,
    clockOff: Math.abs(facts.clockOffsetMs ?? 0) > troubleLimits.clockMs,
    oldVersion: facts.schema !== null && facts.schema < newestSchema,
  };
  return (Object.keys(isWrong) as TroubleKind[]).filter(kind => isWrong[kind]);
}
