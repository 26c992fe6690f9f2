import * as z from 'zod';
import { headquartersErrors } from '../../shared/headquarters-errors.ts';
import { awayReasons, type AwayReason } from '../../shared/outages.ts';
import { LineAway } from './carry.ts';
import { HeadquartersRefusal } from './headquarters-calls.ts';
import { SealFault } from './seal-fault.ts';

// How a round ended, and when the next one begins.

/** Why the line stands still, by a code that the pages have words for. */
export interface Trouble {
  code: string;
  data: unknown;
}

export type RoundEnd =
  | { kind: 'done' }
  /** tried again by itself; `afterMs`: headquarters said when, or it is known that nothing changes sooner */
  | { kind: 'again'; trouble: Trouble | null; afterMs: number | null }
  /** somebody must do something first */
  | { kind: 'stopped'; trouble: Trouble }
  /** headquarters has less than we thought: on from there, at once */
  | { kind: 'goOn'; expected: number };

const firstPauseMs = 1000;
const longestPauseMs = 5 * 60_000;
const halfAnHourMs = 30 * 60_000;

/** These change by what people do: trying again would only add to the evidence. */
const stopping = new Set(['BRANCH_FENCED', 'BATCH_FORKED', 'BRANCH_REVOKED', 'TOKEN_UNKNOWN', 'BATCH_REFUSED', 'BRANCH_KEY_DIFFERS']);
/** These change by an update of one side. */
const waiting = new Set(['HEADQUARTERS_OLDER', 'PROTOCOL_TOO_OLD']);

/** What an error of a round means for the next one. Errors nobody foresaw count as a fault that may pass. */
export function roundEndOf(error: unknown): RoundEnd {
  if (error instanceof LineAway) return { kind: 'again', trouble: { code: error.reason === 'otherCertificate' ? 'OTHER_CERTIFICATE' : 'LINE_AWAY', data: { reason: error.reason } }, afterMs: null };
  if (error instanceof SealFault) return { kind: 'stopped', trouble: { code: error.code, data: { at: error.at } } };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'FAULT';
  const trouble = { code, data: error instanceof HeadquartersRefusal ? error.data ?? null : null };
  if (stopping.has(code)) return { kind: 'stopped', trouble };
  if (waiting.has(code)) return { kind: 'again', trouble, afterMs: halfAnHourMs };
  if (error instanceof HeadquartersRefusal) {
    const gap = headquartersErrors.BATCH_GAP.data.safeParse(error.data);
    if (code === 'BATCH_GAP' && gap.success) return { kind: 'goOn', expected: gap.data.expected };
    const slow = headquartersErrors.SLOW_DOWN.data.safeParse(error.data);
    // Many branches at once is headquarters' matter: nobody here needs to know.
    if (code === 'SLOW_DOWN' && slow.success) return { kind: 'again', trouble: null, afterMs: slow.data.seconds * 1000 };
    // It knows the branch and not the epoch it is in: put back from before that began.
    if (code === 'BRANCH_NOT_FOUND') return { kind: 'again', trouble: { code: 'HEADQUARTERS_PUT_BACK', data: null }, afterMs: null };
    return { kind: 'again', trouble: { code: 'HEADQUARTERS_FAULT', data: { code } }, afterMs: null };
  }
  return { kind: 'again', trouble: { ...trouble, code: known.has(code) ? code : 'FAULT' }, afterMs: null };
}

/** What went wrong on this machine says nothing of the line. */
const ownFaults = new Set(['FAULT', 'DISK_FULL', 'DATABASE_READ_ONLY', 'DATABASE_DAMAGED', 'JOURNAL_GAP', 'BATCH_CUT', 'SEALED_BATCH_DIFFERS', 'BRANCH_KEY_DIFFERS']);

/** What may pass by itself and has words of its own. */
const known = new Set(['HEADQUARTERS_PUT_BACK', 'DISK_FULL', 'DATABASE_READ_ONLY', 'DATABASE_DAMAGED']);

/** What a round says of the line: headquarters answered, it did not and why, or (null) the round ended here before anybody could tell. */
export function contactOf(end: RoundEnd): 'made' | AwayReason | null {
  const trouble = 'trouble' in end ? end.trouble : null;
  if (trouble === null) return 'made';
  const away = z.object({ reason: z.enum(awayReasons) }).safeParse(trouble.data);
  if (away.success) return away.data.reason;
  return ownFaults.has(trouble.code) ? null : 'made';
}

/** How long to wait after `failures` rounds in a row that failed, `random` from 0 to 1: thousands of branches must not come back in the same second. */
export function pauseMs(failures: number, afterMs: number | null, random: number): number {
  if (afterMs !== null) return Math.round(afterMs * (1 + random / 10));
  const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + random / 2));
}
