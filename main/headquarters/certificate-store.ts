import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { ComparisonCertificate } from '../../shared/console-verification.ts';
import type { ComparedPart } from './certificate.ts';
import type { Transaction } from './hq-database.ts';
import { branches, comparisons, quarantine, witnessed } from './hq-schema.ts';

/** What a certificate says of a branch; null when there is none of that id. Parts in the order of their bytes. */
export async function readCertificateFacts(tx: Transaction, branchId: string): Promise<(Pick<ComparisonCertificate, 'branch' | 'held' | 'witnessed' | 'refused'> & { parts: ComparedPart[] }) | null> {
  const [branch] = await tx.select({ id: branches.branchId, name: branches.name, epoch: branches.epoch }).from(branches).where(eq(branches.branchId, branchId));
  if (!branch) return null;
  const held = await tx.$count(quarantine, and(eq(quarantine.branchId, branchId), isNull(quarantine.solvedAt)));
  const [witness] = await tx.select().from(witnessed).where(eq(witnessed.branchId, branchId));
  const parts = await tx.select({
    table: comparisons.tableName, day: comparisons.day, at: comparisons.at, upToSeq: comparisons.upToSeq,
    rowsAtBranch: comparisons.rowsAtBranch, digestAtBranch: comparisons.digestAtBranch, rowsHere: comparisons.rowsHere, digestHere: comparisons.digestHere,
  }).from(comparisons).where(eq(comparisons.branchId, branchId)).orderBy(asc(sql`${comparisons.tableName} collate "C"`), asc(sql`${comparisons.day} collate "C"`));
  return {
    branch, held, parts,
    witnessed: witness && witness.size > 0 ? { size: witness.size, root: witness.root, at: witness.at, sinceAt: witness.lineSince } : null,
    refused: witness?.refusedAt ? { reason: witness.refusedReason ?? '', at: witness.refusedAt } : null,
  };
}
