import { v7 as uuidv7 } from 'uuid';
import { invitationEndsAt } from '../stations/invitation.ts';
import { dropFirstInvitations, findLocalStation, insertInvitation, insertStation, type KnownStation } from '../stations/stations-store.ts';
import type { BranchParts } from './branch-parts.ts';
import { newToken } from './token.ts';

const thisMachine = '本机';

/**
 * A one-time code for the first browser on this machine, for the start in browser mode. An earlier one that nobody used
 * stops working, so that only the newest link opens anything. `validUntilAt` is UTC ms.
 */
export async function inviteFirstStation({ database, clock }: Pick<BranchParts, 'database' | 'clock'>): Promise<{ code: string; validUntilAt: number }> {
  const { token: code, tokenHash: codeHash } = newToken();
  const validUntilAt = invitationEndsAt(clock.now());
  await database.change(async tx => {
    await dropFirstInvitations(tx);
    await insertInvitation(tx, { id: uuidv7(), codeHash, name: thisMachine, kind: 'desk', isFirst: true, validUntilAt });
  });
  return { code, validUntilAt };
}

/**
 * The station of the desktop application's own windows, made once. They come by message port and show no token; the hash
 * stored for it is of a token nobody holds, so that nobody can come as this station from outside.
 */
export async function localStation({ database, clock }: Pick<BranchParts, 'database' | 'clock'>): Promise<KnownStation> {
  return database.change(async tx =>
    await findLocalStation(tx) ?? insertStation(tx, { name: thisMachine, kind: 'desk', isLocal: true, tokenHash: newToken().tokenHash }, clock.now()));
}
