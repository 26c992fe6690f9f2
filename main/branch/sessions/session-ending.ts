import type { Transaction } from '../../database/database.ts';
import { openSessionsOf, storeSessionEnds } from '../../staff/session-store.ts';
import { recordStaffEvents } from '../../staff/staff-store.ts';
import type { StaffParts } from '../staff-parts.ts';

/** Why a session ended, kept with the event. */
export type EndCause = 'signOut' | 'otherSignIn' | 'wrongUnlocks' | 'tooLong' | 'deactivated' | 'passwordReset' | 'passwordChanged' | 'stationRevoked';

/**
 * Ends sessions in the database and, after the commit, on every open connection. Nothing else is freed: a window stays
 * its clerk's until the manager releases it.
 */
export async function endSessions(
  { clock, connections }: StaffParts, tx: Transaction, sessionIds: readonly string[], cause: EndCause, byStaffId: string | null = null,
): Promise<void> {
  const at = clock.now();
  const ended = await storeSessionEnds(tx, sessionIds, at);
  await recordStaffEvents(tx, ended.map(({ staffId, stationId }) => ({ at, staffId, kind: 'signedOut' as const, byStaffId: byStaffId ?? staffId, stationId, details: { cause } })));
  const chosen = new Set(sessionIds);
  tx.afterCommit(() => connections.endSessions(({ id }) => chosen.has(id)));
}

/** Ends a person's sessions, all or all but one. */
export async function endSessionsOfStaff(
  parts: StaffParts, tx: Transaction, staffId: string, cause: EndCause, { butSessionId, byStaffId }: { butSessionId?: string; byStaffId?: string } = {},
): Promise<void> {
  const open = await openSessionsOf(tx, { staffId });
  await endSessions(parts, tx, open.map(({ id }) => id).filter(id => id !== butSessionId), cause, byStaffId ?? null);
}

/** Ends the sessions made at a station. */
export async function endSessionsAtStation(parts: StaffParts, tx: Transaction, stationId: string, byStaffId: string): Promise<void> {
  const open = await openSessionsOf(tx, { stationId });
  await endSessions(parts, tx, open.map(({ id }) => id), 'stationRevoked', byStaffId);
}
