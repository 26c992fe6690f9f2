import { and, eq, isNotNull, or } from 'drizzle-orm';
import { hashToken, newToken } from '../branch/token.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { branches, epochs } from './hq-schema.ts';

/** A branch as its token tells: which of its epochs, and whether that may still write. */
export interface KnownBranch {
  branchId: string;
  epoch: number;
  publicKey: string;
  checkpointPublicKey: string;
  revokedAt: number | null;
  /** the epoch that writes now: another one than `epoch` once another machine took the place */
  presentEpoch: number;
  token: { hash: string; isFormer: boolean; madeAt: number };
}

/** After so long a token is replaced at the next report. */
const tokenForMs = 24 * 60 * 60_000;

/** Whose token this is; null when it is nobody's. Its first use ends the token before it. */
export async function knownBranch(queries: Queries, token: string): Promise<KnownBranch | null> {
  const hash = hashToken(token);
  const [row] = await queries.select({
    branchId: epochs.branchId, epoch: epochs.epoch, publicKey: epochs.publicKey, checkpointPublicKey: epochs.checkpointPublicKey,
    newest: epochs.tokenHash, former: epochs.formerTokenHash, madeAt: epochs.tokenMadeAt, revokedAt: branches.revokedAt, presentEpoch: branches.epoch,
  }).from(epochs).innerJoin(branches, eq(branches.branchId, epochs.branchId)).where(or(eq(epochs.tokenHash, hash), eq(epochs.formerTokenHash, hash)));
  if (!row) return null;
  const { newest, former, madeAt, ...branch } = row;
  const isFormer = newest !== hash;
  if (!isFormer && former !== null) {
    await queries.update(epochs).set({ formerTokenHash: null }).where(and(eq(epochs.tokenHash, hash), isNotNull(epochs.formerTokenHash)));
  }
  return { ...branch, token: { hash, isFormer, madeAt } };
}

/**
 * The token that shall replace the one this branch showed; null while that is young. A branch that shows the former one has
 * not heard of the newer: it gets yet another, and what it shows stays good until it uses that.
 */
export async function replaceToken(queries: Queries | Transaction, { token: shown, ...branch }: KnownBranch, now: number): Promise<string | null> {
  if (!shown.isFormer && now - shown.madeAt < tokenForMs) return null;
  const { token, tokenHash } = newToken();
  const replaced = await queries.update(epochs).set({ tokenHash, formerTokenHash: shown.hash, tokenMadeAt: now })
    .where(and(eq(epochs.branchId, branch.branchId), eq(epochs.epoch, branch.epoch), or(eq(epochs.tokenHash, shown.hash), eq(epochs.formerTokenHash, shown.hash))))
    .returning({ epoch: epochs.epoch });
  return replaced.length > 0 ? token : null;
}
