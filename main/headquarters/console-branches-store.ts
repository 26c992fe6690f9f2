import { and, asc, desc, eq, ilike, isNotNull, isNull, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ConsoleOutputs } from '../../shared/headquarters-console.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { branches, enrolmentCodes, epochs } from './hq-schema.ts';

const mostChoices = 50;
const mostCodes = 100;

/** `words` as a part of a text that LIKE looks for. */
export function partOf(words: string): string {
  return `%${words.replaceAll(/[\\%_]/g, each => `\\${each}`)}%`;
}

/** Branches by a part of their name or by their id. */
export async function chooseBranches(queries: Queries | Transaction, words: string): Promise<ConsoleOutputs['branches']['choose']> {
  return queries.select({ id: branches.branchId, name: branches.name, trade: branches.trade }).from(branches)
    .where(and(isNull(branches.revokedAt), words === '' ? undefined : or(ilike(branches.name, partOf(words)), eq(branches.branchId, words)))).orderBy(asc(branches.name), asc(branches.branchId)).limit(mostChoices);
}

/** The newest codes that were made, with what became of them. */
export async function newestCodes(queries: Queries): Promise<ConsoleOutputs['branches']['codes']> {
  const usedBy = alias(branches, 'used_by');
  return queries.select({
    note: enrolmentCodes.note, branchName: branches.name, madeAt: enrolmentCodes.madeAt, madeByName: enrolmentCodes.madeByName, validUntil: enrolmentCodes.validUntil, usedAt: enrolmentCodes.usedAt, usedByName: usedBy.name,
  }).from(enrolmentCodes).leftJoin(branches, eq(branches.branchId, enrolmentCodes.branchId)).leftJoin(usedBy, eq(usedBy.branchId, enrolmentCodes.usedByBranch)).orderBy(desc(enrolmentCodes.madeAt)).limit(mostCodes);
}

export async function isBranch(queries: Queries | Transaction, branchId: string): Promise<boolean> {
  return (await queries.select({ branchId: branches.branchId }).from(branches).where(eq(branches.branchId, branchId))).length > 0;
}

/** Nothing is taken from it and nothing given to it any more. Answers since when, and whether it was this call; null: no such branch. */
export async function revokeBranch(tx: Transaction, branchId: string, byName: string, now: number): Promise<{ revokedAt: number; isNew: boolean } | null> {
  const [revoked] = await tx.update(branches).set({ revokedAt: now, revokedByName: byName }).where(and(eq(branches.branchId, branchId), isNull(branches.revokedAt))).returning({ branchId: branches.branchId });
  if (revoked) return { revokedAt: now, isNew: true };
  const [before] = await tx.select({ revokedAt: branches.revokedAt }).from(branches).where(eq(branches.branchId, branchId));
  return before?.revokedAt ? { revokedAt: before.revokedAt, isNew: false } : null;
}

/** Somebody has looked at the two histories of an epoch. Null: it is not fenced. */
export async function confirmFence(tx: Transaction, branchId: string, epoch: number, byName: string, now: number): Promise<number | null> {
  const [confirmed] = await tx.update(epochs).set({ fenceConfirmedAt: now, fenceConfirmedByName: byName })
    .where(and(eq(epochs.branchId, branchId), eq(epochs.epoch, epoch), isNotNull(epochs.fencedAt))).returning({ epoch: epochs.epoch });
  return confirmed ? now : null;
}
