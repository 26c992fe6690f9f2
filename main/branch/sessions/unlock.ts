import { refuse } from '../../../shared/errors.ts';
import { storeUnlock, storeWrongUnlocks, wrongUnlocksOf } from '../../staff/session-store.ts';
import { accountById, recordStaffEvents } from '../../staff/staff-store.ts';
import type { LiveSession } from '../live-connections.ts';
import type { StaffParts } from '../staff-parts.ts';
import { endSessions } from './session-ending.ts';

/** Wrong unlocks that end a session; then the password opens a new one. */
const mostWrongUnlocks = 5;

export type Unlocking = { pin: string } | { password: string };

/**
 * Unlocks a session by its person's PIN or password. As with sign-in, the slow comparison is outside the writer and its
 * outcome counts inside, so that guesses sent at once are counted one by one.
 *
 * Errors: WRONG_CREDENTIALS with the attempts left; NOT_SIGNED_IN once the fifth wrong one has ended the session.
 */
export async function unlockSession(parts: StaffParts, session: LiveSession, input: Unlocking): Promise<void> {
  const { database, clock, hasher, connections } = parts;
  const { id, staffId, stationId } = session;
  const before = await database.read(queries => accountById(queries, staffId));
  const secretHash = before && ('pin' in input ? before.pinHash : before.passwordHash);
  const matches = await hasher.matches(secretHash, 'pin' in input ? input.pin : input.password);

  const left = await database.change(async tx => {
    const at = clock.now();
    const wrongUnlocks = await wrongUnlocksOf(tx, id);
    if (wrongUnlocks === null) return 0;
    // The secret may have been changed while the old one was compared.
    const account = await accountById(tx, staffId);
    const isProven = matches && account?.isActive && secretHash === ('pin' in input ? account.pinHash : account.passwordHash);
    if (isProven) {
      await storeUnlock(tx, id, at);
      await recordStaffEvents(tx, [{ at, staffId, kind: 'unlocked', byStaffId: staffId, stationId }]);
      tx.afterCommit(() => connections.changeSessions(each => each.id === id, each => {
        Object.assign(each, { isLocked: false, lastActiveAt: at, savedActiveAt: at });
      }));
      return null;
    }
    await storeWrongUnlocks(tx, id, wrongUnlocks + 1);
    await recordStaffEvents(tx, [{ at, staffId, kind: 'unlockFailed', stationId }]);
    const attemptsLeft = mostWrongUnlocks - wrongUnlocks - 1;
    if (attemptsLeft <= 0) await endSessions(parts, tx, [id], 'wrongUnlocks');
    return attemptsLeft;
  });

  if (left === null) return;
  if (left <= 0) refuse('NOT_SIGNED_IN');
  refuse('WRONG_CREDENTIALS', { attemptsLeft: left });
}
