import { openSessionByToken, type StoredSession } from '../../staff/session-store.ts';
import { stationByToken } from '../../stations/stations-store.ts';
import type { Connection } from '../caller.ts';
import type { LiveSession } from '../live-connections.ts';
import type { StaffParts } from '../staff-parts.ts';
import { hashToken } from '../token.ts';
import { applyTime } from './session-time.ts';

export interface Tokens {
  stationToken?: string | undefined;
  sessionToken?: string | undefined;
}

/**
 * Gives a connection the standing its tokens prove; tokens that prove nothing are not taken, and what the connection
 * already is stays. Runs in the writer, so that it cannot cross a revocation or a change of roles under way: it either
 * sees the change or is found by it.
 */
export async function presentTokens(parts: StaffParts, connection: Connection, { stationToken, sessionToken }: Tokens): Promise<void> {
  const { database, connections } = parts;
  if (stationToken !== undefined || sessionToken !== undefined) {
    await database.change(async tx => {
      const shown = stationToken === undefined || connection.isLocal ? null : await stationByToken(tx, hashToken(stationToken));
      const station = shown ?? connection.station;
      const session = station && sessionToken !== undefined ? await openSessionByToken(tx, hashToken(sessionToken), station.id) : null;
      tx.afterCommit(() => {
        if (shown) connections.setStation(connection, shown);
        if (session) connections.attach(connection, connections.knownSession(session.id) ?? asLive(session));
      });
    });
  }
  applyTime(parts, connection);
}

function asLive({ lockedAt, ...session }: StoredSession): LiveSession {
  return { ...session, isLocked: lockedAt !== null, savedActiveAt: session.lastActiveAt };
}
