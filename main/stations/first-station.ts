import { v7 as uuidv7 } from 'uuid';
import type { BranchParts } from '../branch/branch-parts.ts';
import { newToken } from '../branch/token.ts';
import { dropFirstInvitations, findLocalStation, insertInvitation, insertStation, type KnownStation } from './stations-store.ts';

/** An invitation is for somebody who stands at the device now. */
export const invitationMinutes = 10;

const thisMachine = '本机';

/**
 * A one-time code for the first browser on this machine, for the start in browser mode. An earlier one that nobody used
 * stops working, so that only the newest link opens anything. `validUntilAt` is UTC ms.
 */
export async function inviteFirstStation({ database, clock }: Pick<BranchParts, 'database' | 'clock'>): Promise<{ code: string; validUntilAt: number }> {
  const { token: code, tokenHash: codeHash } = newToken();
  const validUntilAt = clock.now() + invitationMinutes * 60_000;
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
