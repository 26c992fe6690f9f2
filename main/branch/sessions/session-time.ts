import { defaultSettings } from '../../../shared/settings.ts';
import type { Transaction } from '../../database/database.ts';
import { sessionByTime } from '../../staff/idle-lock.ts';
import { storeActivity, storeLock } from '../../staff/session-store.ts';
import { recordStaffEvents } from '../../staff/staff-store.ts';
import type { Connection } from '../caller.ts';
import type { LiveSession } from '../live-connections.ts';
import type { StaffParts } from '../staff-parts.ts';
import { endSessions } from './session-ending.ts';

/** Activity reaches the database at most this often per session: no write per call. */
const saveActivityEveryMs = 60_000;

/** The set idle time of this branch, minutes. */
export function idleLockMinutes({ branch }: StaffParts): number {
  return (branch()?.settings ?? defaultSettings).idleLockMinutes;
}

/**
 * Lets time take effect on the connection's session: it locks when nobody touched anything for the set minutes, and ends
 * after its longest life. The standing in memory changes at once; the database follows by itself, and if it cannot, a
 * restart finds the same by the stored times.
 */
export function applyTime(parts: StaffParts, connection: Connection): void {
  const session = parts.connections.sessionOf(connection);
  if (!session) return;
  const fate = sessionByTime(session, idleLockMinutes(parts), parts.clock.now());
  if (fate === 'over') {
    const { id } = session;
    parts.connections.endSessions(each => each.id === id);
    inBackground(parts, tx => endSessions(parts, tx, [id], 'tooLong'));
  } else if (fate === 'idle' && !session.isLocked) {
    lockInMemory(parts, session);
    inBackground(parts, tx => recordLock(parts, tx, session, 'idle'));
  }
}

/** Locks the session at once, everywhere. */
export function lockInMemory({ connections }: StaffParts, session: LiveSession): void {
  connections.changeSessions(({ id }) => id === session.id, each => { each.isLocked = true; });
}

export async function recordLock({ clock }: StaffParts, tx: Transaction, session: LiveSession, cause: 'idle' | 'byHand'): Promise<void> {
  const at = clock.now();
  await storeLock(tx, session.id, at);
  await recordStaffEvents(tx, [{ at, staffId: session.staffId, kind: 'locked', stationId: session.stationId, details: { cause } }]);
}

/** Notes that somebody is at the keyboard. Written at most once a minute. */
export function noteActivity(parts: StaffParts, session: LiveSession): void {
  session.lastActiveAt = parts.clock.now();
  if (session.lastActiveAt - session.savedActiveAt < saveActivityEveryMs) return;
  session.savedActiveAt = session.lastActiveAt;
  inBackground(parts, tx => storeActivity(tx, session.id, session.lastActiveAt));
}

/** Writes what activity the database does not know yet; before the service stops. */
export async function saveActivity({ database, connections }: StaffParts): Promise<void> {
  const unsaved = [...connections.sessions()].filter(({ lastActiveAt, savedActiveAt }) => lastActiveAt > savedActiveAt);
  if (unsaved.length === 0) return;
  await database.change(async tx => {
    for (const { id, lastActiveAt } of unsaved) await storeActivity(tx, id, lastActiveAt);
  });
  for (const session of unsaved) session.savedActiveAt = session.lastActiveAt;
}

/** The call that noticed must not wait, nor fail because a note could not be written. */
function inBackground({ database, log }: StaffParts, change: (tx: Transaction) => Promise<void>): void {
  database.change(change).catch((error: unknown) => {
    log.warn({ error: error instanceof Error ? error.message : String(error) }, 'the time of a session could not be stored');
  });
}
