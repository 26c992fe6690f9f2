import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../shared/errors.ts';
import { stationsContract, type Station } from '../../shared/stations.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import { endSessionsAtStation } from '../branch/sessions/session-ending.ts';
import type { StaffParts } from '../branch/staff-parts.ts';
import { newToken } from '../branch/token.ts';
import type { Command } from '../database/database.ts';
import { findWindow } from '../queue/windows-store.ts';
import { invitationEndsAt } from './invitation.ts';
import { insertInvitation, listStations, replaceInvitationCode, stationById, storeRevocation } from './stations-store.ts';

/** Inviting, listing and revoking the devices of this branch. */
export function stationsApi(parts: StaffParts) {
  const { database, clock, connections, live } = parts;
  const contract = implement(stationsContract).$context<Caller>();

  return {
    list: contract.list.handler(() => database.read(listStations)),
    invite: contract.invite.handler(call => invite(commandOf(call), call.input)),
    revoke: contract.revoke.handler(call => revoke(commandOf(call), call.input.stationId, staffOf(call.context).staffId)),
  };

  /** The stored result holds no code, so a repeat cannot show the first one: it gives the invitation a new code. */
  async function invite(command: Command, { name, kind, windowId }: Pick<Station, 'name' | 'kind' | 'windowId'>) {
    const { token: code, tokenHash: codeHash } = newToken();
    let isRepeat = true;
    const { invitationId, validUntilAt } = await database.write(command, async tx => {
      isRepeat = false;
      if (windowId !== null && !await findWindow(tx, windowId)) refuse('WINDOW_NOT_FOUND');
      const invitation = { id: uuidv7(), codeHash, name, kind, windowId, isFirst: false, validUntilAt: invitationEndsAt(clock.now()) };
      await insertInvitation(tx, invitation);
      return { invitationId: invitation.id, validUntilAt: invitation.validUntilAt };
    });
    if (isRepeat) {
      const isOpen = await database.change(tx => replaceInvitationCode(tx, invitationId, codeHash, clock.now()));
      if (!isOpen) refuse('INVITATION_INVALID');
    }
    return { code, validUntilAt };
  }

  async function revoke(command: Command, stationId: string, byStaffId: string): Promise<Station> {
    return database.write(command, async tx => {
      const station = await stationById(tx, stationId);
      if (!station) refuse('STATION_UNKNOWN');
      await storeRevocation(tx, stationId);
      await endSessionsAtStation(parts, tx, stationId, byStaffId);
      tx.afterCommit(() => {
        connections.revokeStation(stationId);
        live.publish('stations');
      });
      return { ...station, isRevoked: true };
    });
  }
}
