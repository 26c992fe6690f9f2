import { refuse } from '../../../shared/errors.ts';
import { insertStation, takeInvitation } from '../../stations/stations-store.ts';
import type { Connection } from '../caller.ts';
import type { StaffParts } from '../staff-parts.ts';
import { hashToken, newToken } from '../token.ts';

/**
 * Turns a one-time code into a station and lets the connection speak for it. Returns the station's token, which is shown
 * this once. Errors: INVITATION_INVALID for a code that is unknown, used or too old.
 */
export async function enrolByCode({ database, clock, connections, live }: StaffParts, connection: Connection, code: string): Promise<string> {
  const { token: stationToken, tokenHash } = newToken();
  const isTaken = await database.change(async tx => {
    const invitation = await takeInvitation(tx, hashToken(code), clock.now());
    if (!invitation) return false;
    const station = await insertStation(tx, { ...invitation, isLocal: false, tokenHash }, clock.now());
    tx.afterCommit(() => {
      connections.setStation(connection, station);
      live.publish('stations');
    });
    return true;
  });
  return isTaken ? stationToken : refuse('INVITATION_INVALID');
}
