import type { SyncState } from '../../shared/sync-state.ts';

/** Changes gather for a moment before they go, and a line blinks: nobody needs to look before this. */
const patienceMs = 2 * 60_000;

/** Somebody must do something before the line goes on. */
const stopping = new Set([
  'OTHER_CERTIFICATE', 'BRANCH_FENCED', 'BATCH_FORKED', 'BRANCH_REVOKED', 'TOKEN_UNKNOWN', 'BATCH_REFUSED', 'BRANCH_KEY_DIFFERS', 'SEALED_BATCH_DIFFERS', 'JOURNAL_GAP', 'BATCH_CUT',
]);

/**
 * How the line to headquarters stands, for a glance.
 * notEnrolled: there is none · complete: headquarters has everything to a moment ago · waiting: changes wait for longer ·
 * away: the line is in trouble and comes back by itself · stopped: somebody must do something
 */
export type LineStanding = 'notEnrolled' | 'complete' | 'waiting' | 'away' | 'stopped';

export function lineStandingOf({ headquartersName, waiting, trouble }: SyncState, nowMs: number): LineStanding {
  if (headquartersName === null) return 'notEnrolled';
  if (trouble && stopping.has(trouble.code)) return 'stopped';
  if (trouble && nowMs - trouble.since > patienceMs) return 'away';
  return waiting.oldestAt !== null && nowMs - waiting.oldestAt > patienceMs ? 'waiting' : 'complete';
}
