import { and, asc, count, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { BranchFile } from '../../shared/sync.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { files } from './hq-schema.ts';

const listedAtOnce = 1000;

/** Keeps what a branch says it has. A name that now means other bytes counts for nothing until those are here. */
export async function keepOffered(tx: Transaction, branchId: string, offered: readonly BranchFile[], now: number): Promise<void> {
  if (offered.length === 0) return;
  await tx.insert(files).values(offered.map(file => ({ branchId, ...file, offeredAt: now }))).onConflictDoUpdate({
    target: [files.branchId, files.name],
    set: {
      kind: sql`excluded.kind`, sha256: sql`excluded.sha256`, byteCount: sql`excluded."byteCount"`,
      receivedAt: sql`case when ${files.sha256} = excluded.sha256 then ${files.receivedAt} end`,
    },
  });
}

/** Forgets names that are no more. Answers the contents that no name of this branch means any longer. */
export async function forgetNames(tx: Transaction, branchId: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const gone = await tx.delete(files).where(and(eq(files.branchId, branchId), inArray(files.name, [...names]))).returning({ sha256: files.sha256 });
  const hashes = [...new Set(gone.map(({ sha256 }) => sha256))];
  if (hashes.length === 0) return [];
  const kept = await tx.selectDistinct({ sha256: files.sha256 }).from(files).where(and(eq(files.branchId, branchId), inArray(files.sha256, hashes)));
  return hashes.filter(hash => !kept.some(({ sha256 }) => sha256 === hash));
}

/** That the bytes are here and were checked: every name that means them counts from now on. */
export async function noteReceived(queries: Queries | Transaction, branchId: string, sha256: string, now: number): Promise<void> {
  await queries.update(files).set({ receivedAt: now }).where(and(eq(files.branchId, branchId), eq(files.sha256, sha256), isNull(files.receivedAt)));
}

export async function countNames(queries: Queries, branchId: string): Promise<number> {
  return queries.$count(files, eq(files.branchId, branchId));
}

/** How long the branch said these bytes are; null: it offered none such. */
export async function offeredBytes(queries: Queries, branchId: string, sha256: string): Promise<number | null> {
  const [file] = await queries.select({ byteCount: files.byteCount }).from(files).where(and(eq(files.branchId, branchId), eq(files.sha256, sha256))).limit(1);
  return file?.byteCount ?? null;
}

/** Whether these bytes are here, for this branch. */
export async function isReceived(queries: Queries, branchId: string, sha256: string): Promise<boolean> {
  const [found] = await queries.select({ files: count() }).from(files).where(and(eq(files.branchId, branchId), eq(files.sha256, sha256), isNotNull(files.receivedAt)));
  return (found?.files ?? 0) > 0;
}

/** The files that are here, behind a name. */
export async function filesAfter(queries: Queries, branchId: string, afterName: string | null): Promise<{ files: BranchFile[]; nextName: string | null }> {
  const found = await queries.select({ name: files.name, kind: files.kind, sha256: files.sha256, byteCount: files.byteCount }).from(files)
    .where(and(eq(files.branchId, branchId), isNotNull(files.receivedAt), afterName === null ? undefined : gt(files.name, afterName))).orderBy(asc(files.name)).limit(listedAtOnce);
  return { files: found, nextName: found.length < listedAtOnce ? null : found.at(-1)?.name ?? null };
}
