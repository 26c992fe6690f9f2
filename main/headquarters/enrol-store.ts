import { and, eq, sql } from 'drizzle-orm';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { newToken } from '../branch/token.ts';
import { noChain } from '../sync/batch-seal.ts';
import { noteDone } from './audit-store.ts';
import type { Transaction } from './hq-database.ts';
import { branches, enrolmentCodes, epochs } from './hq-schema.ts';
import { hashOfCode, oneTimeCode } from './one-time-code.ts';
import { givePublications, publishingLock } from './publish-store.ts';

type Branch = Pick<typeof branches.$inferSelect, 'branchId' | 'name' | 'trade' | 'timeZone'>;
type Why = (typeof epochs.$inferSelect)['why'];
interface Keys { publicKey: string; checkpointPublicKey: string }

/** A code is written down, carried to the branch and typed there. */
const codeForMs = 7 * 24 * 60 * 60_000;

/** A one-time code for a new branch, or with `branchId` for a machine that takes that branch's place. Only its hash is kept. */
export async function makeEnrolmentCode(tx: Transaction, { branchId, note, byName, now }: { branchId: string | null; note: string; byName: string; now: number }): Promise<{ code: string; validUntil: number }> {
  const code = oneTimeCode();
  const validUntil = now + codeForMs;
  await tx.insert(enrolmentCodes).values({ codeHash: hashOfCode(code), branchId, note, madeAt: now, madeByName: byName, validUntil });
  return { code, validUntil };
}

/**
 * Makes a branch known by its code, or begins the next epoch of the branch the code names.
 * A repeat by the same machine, whose answer was lost, gets another token for what was made.
 * Errors: CODE_UNKNOWN, CODE_USED, BRANCH_KNOWN, BRANCH_REVOKED.
 */
export async function enrol(tx: Transaction, { code, keys, branch, now }: { code: string; keys: Keys; branch: Branch | null; now: number }): Promise<{ branch: Branch; epoch: number; token: string }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${publishingLock})`);
  const codeHash = hashOfCode(code);
  const [known] = await tx.select().from(enrolmentCodes).where(eq(enrolmentCodes.codeHash, codeHash)).for('update');
  if (!known) return refuseAtHeadquarters('CODE_UNKNOWN');
  if (known.usedByBranch !== null) return enrolAgain(tx, known.usedByBranch, keys, now);
  if (known.validUntil < now) return refuseAtHeadquarters('CODE_UNKNOWN');

  const enrolled = known.branchId === null ? await addBranch(tx, branch, keys, now) : await replaceMachine(tx, known.branchId, branch, keys, now);
  await tx.update(enrolmentCodes).set({ usedAt: now, usedByBranch: enrolled.branch.branchId }).where(eq(enrolmentCodes.codeHash, codeHash));
  await noteDone(tx, { action: known.branchId === null ? 'branchEnrolled' : 'machineReplaced', by: null, branchId: enrolled.branch.branchId, detail: { epoch: enrolled.epoch }, at: now });
  return enrolled;
}

async function enrolAgain(tx: Transaction, branchId: string, { publicKey }: Keys, now: number) {
  const { token, tokenHash } = newToken();
  const [again] = await tx.update(epochs).set({ tokenHash, formerTokenHash: null, tokenMadeAt: now })
    .where(and(eq(epochs.branchId, branchId), eq(epochs.publicKey, publicKey), eq(epochs.receivedSeq, 0))).returning({ epoch: epochs.epoch });
  const [branch] = await tx.select().from(branches).where(eq(branches.branchId, branchId));
  if (!again || !branch || branch.epoch !== again.epoch) return refuseAtHeadquarters('CODE_USED');
  return { branch, epoch: again.epoch, token };
}

async function addBranch(tx: Transaction, branch: Branch | null, keys: Keys, now: number) {
  if (!branch) return refuseAtHeadquarters('CODE_UNKNOWN');
  const added = await tx.insert(branches).values({ ...branch, enrolledAt: now, epoch: 1, lastDirective: 0, directivesTaken: 0 }).onConflictDoNothing().returning({ branchId: branches.branchId });
  if (added.length === 0) return refuseAtHeadquarters('BRANCH_KNOWN');
  await givePublications(tx, branch.branchId);
  const { token, tokenHash } = newToken();
  await addEpoch(tx, { branchId: branch.branchId, epoch: 1, keys, tokenHash, why: 'enrolled', now });
  return { branch, epoch: 1, token };
}

async function replaceMachine(tx: Transaction, branchId: string, asked: Branch | null, keys: Keys, now: number) {
  if (asked && asked.branchId !== branchId) return refuseAtHeadquarters('CODE_UNKNOWN');
  const [branch] = await tx.update(branches).set({ epoch: sql`${branches.epoch} + 1` }).where(eq(branches.branchId, branchId)).returning();
  if (!branch) return refuseAtHeadquarters('CODE_UNKNOWN');
  if (branch.revokedAt !== null) return refuseAtHeadquarters('BRANCH_REVOKED');
  const { token, tokenHash } = newToken();
  await addEpoch(tx, { branchId, epoch: branch.epoch, keys, tokenHash, why: 'replaced', now });
  return { branch, epoch: branch.epoch, token };
}

/** Begins an epoch in which nothing has been received. */
export async function addEpoch(tx: Transaction, { branchId, epoch, keys, tokenHash, why, now }: { branchId: string; epoch: number; keys: Keys; tokenHash: string; why: Why; now: number }): Promise<void> {
  await tx.insert(epochs).values({
    branchId, epoch, publicKey: keys.publicKey, checkpointPublicKey: keys.checkpointPublicKey, tokenHash, tokenMadeAt: now, beganAt: now, why,
    receivedSeq: 0, chain: noChain, durableSeq: 0, projectedSeq: 0,
  });
}
