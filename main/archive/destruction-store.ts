import { and, asc, desc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import type { Destruction, DestructionStep } from '../../shared/lending.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { archiveFiles, archiveScans } from './archive-schema.ts';
import { removeFromSearch } from './archive-store.ts';
import { archiveDestructionApprovals, archiveDestructionFiles, archiveDestructions } from './destruction-schema.ts';
import { nextStepOf } from './destruction-steps.ts';
import { paperNumber } from './paper-number.ts';
import { asOnPaper, filesOnPaper, holdsInForce, paperColumns, setFileState, type FileOnPaper } from './papers-store.ts';

export type StoredDestruction = typeof archiveDestructions.$inferSelect;
export type StoredSignature = typeof archiveDestructionApprovals.$inferSelect;
type StoredApproval = StoredSignature & { step: DestructionStep };
/** The signatures in order, and the one that took the proposal back. */
interface Signed { approvals: StoredApproval[]; withdrawal: StoredSignature | null }
type ListedDestruction = BranchOutputs['lending']['destructions'][number];
type RegisteredFile = FileOnPaper & { retentionEndsOn: string | null };

/** Files on their shelf whose retention is over and which no hold keeps, those that ended first before the others. */
export async function listDestructible(reader: Queries, today: string, limit: number): Promise<RegisteredFile[]> {
  const rows = await reader.select({ file: paperColumns, retentionEndsOn: archiveFiles.retentionEndsOn }).from(archiveFiles)
    .where(and(isNotNull(archiveFiles.retentionEndsOn), lt(archiveFiles.retentionEndsOn, today), eq(archiveFiles.state, 'onShelf'), sql`${holdsInForce} = 0`))
    .orderBy(asc(archiveFiles.retentionEndsOn), asc(archiveFiles.archiveNumber)).limit(limit);
  return rows.map(({ file, retentionEndsOn }) => ({ ...asOnPaper(file), retentionEndsOn }));
}

/** Stores a proposal with its register; its files are under review from now on, so nobody lends them. */
export async function insertDestruction(tx: Transaction, destruction: StoredDestruction, files: readonly { id: string; retentionEndsOn: string | null }[]): Promise<void> {
  const ids = files.map(({ id }) => id);
  const masked = await filesOnPaper(tx, ids);
  await tx.insert(archiveDestructions).values(destruction).run();
  await tx.insert(archiveDestructionFiles).values(files.map(({ id, retentionEndsOn }) => ({
    destructionId: destruction.id, fileId: id, retentionEndsOn, maskedTitle: masked.get(id)?.maskedTitle ?? '', maskedName: masked.get(id)?.maskedName ?? '',
  }))).run();
  await setFileState(tx, ids, 'underReview', destruction.proposedAt);
}

/** A proposal with its signatures in order, or null. */
export async function findDestruction(reader: Queries, destructionId: string): Promise<(StoredDestruction & Signed) | null> {
  const [found] = await reader.select().from(archiveDestructions).where(eq(archiveDestructions.id, destructionId));
  if (!found) return null;
  return { ...found, ...(await signaturesOf(reader, [destructionId])).get(destructionId) ?? unsigned };
}

export async function fileIdsOf(reader: Queries, destructionId: string): Promise<string[]> {
  const rows = await reader.select({ fileId: archiveDestructionFiles.fileId }).from(archiveDestructionFiles).where(eq(archiveDestructionFiles.destructionId, destructionId));
  return rows.map(({ fileId }) => fileId);
}

/** Stores a signature and what it makes of the proposal. A rejected or withdrawn one gives its files free again. */
export async function storeSignature(tx: Transaction, signature: StoredSignature, state: StoredDestruction['state']): Promise<void> {
  await tx.insert(archiveDestructionApprovals).values(signature).run();
  await tx.update(archiveDestructions).set({ state }).where(eq(archiveDestructions.id, signature.destructionId)).run();
  if (state === 'rejected' || state === 'withdrawn') await setFileState(tx, await fileIdsOf(tx, signature.destructionId), 'onShelf', signature.at);
}

export async function storeCarriedOut(
  tx: Transaction, destructionId: string, done: Pick<StoredDestruction, 'carriedOutAt' | 'method' | 'carriedOutByName' | 'witnessNames' | 'logSeq'>,
): Promise<void> {
  await tx.update(archiveDestructions).set({ ...done, state: 'carriedOut' }).where(eq(archiveDestructions.id, destructionId)).run();
}

/** Erases what files say of people, and that they can be found by it. Number, year, category, level and dates stay. */
export async function eraseFiles(tx: Transaction, fileIds: readonly string[], nowMs: number): Promise<void> {
  await removeFromSearch(tx, fileIds);
  await tx.update(archiveFiles).set({
    state: 'destroyed', title: '', subjectName: '', subjectAccountNumber: null, subjectAddress: null, subjectIdNumber: null, customerId: null,
    shelfId: null, place: '', levelEndsOn: null, changedAt: nowMs,
  }).where(inArray(archiveFiles.id, [...fileIds])).run();
  await tx.update(archiveScans).set({ title: '' }).where(inArray(archiveScans.fileId, [...fileIds])).run();
}

/** All proposals, the newest first. */
export async function listDestructions(reader: Queries): Promise<ListedDestruction[]> {
  const rows = await reader
    .select({ destruction: archiveDestructions, fileCount: sql<number>`(select count(*) from archive_destruction_files f where f.destructionId = archive_destructions.id)` })
    .from(archiveDestructions).orderBy(desc(archiveDestructions.year), desc(archiveDestructions.ordinal));
  const signatures = await signaturesOf(reader, rows.map(({ destruction }) => destruction.id));
  return rows.map(({ destruction, fileCount }) => ({ ...headOf(destruction, signatures.get(destruction.id) ?? unsigned), fileCount }));
}

/** A proposal with its register 销毁清册, or null. What was destroyed is listed as it was when it was proposed, masked. */
export async function readDestruction(reader: Queries, destructionId: string, checkpointText: string | null): Promise<Destruction | null> {
  const found = await findDestruction(reader, destructionId);
  if (!found) return null;
  const { maskedTitle, maskedName, retentionEndsOn } = archiveDestructionFiles;
  const rows = await reader.select({ file: paperColumns, register: { maskedTitle, maskedName, retentionEndsOn } }).from(archiveDestructionFiles)
    .innerJoin(archiveFiles, eq(archiveFiles.id, archiveDestructionFiles.fileId))
    .where(eq(archiveDestructionFiles.destructionId, destructionId)).orderBy(asc(archiveFiles.archiveNumber));
  return { ...headOf(found, found), files: rows.map(({ file, register }) => ({ ...asOnPaper(file), ...register })), checkpointText };
}

async function signaturesOf(reader: Queries, destructionIds: readonly string[]): Promise<Map<string, Signed>> {
  if (destructionIds.length === 0) return new Map();
  const rows = await reader.select().from(archiveDestructionApprovals)
    .where(sql`${archiveDestructionApprovals.destructionId} in (select value from json_each(${JSON.stringify(destructionIds)}))`)
    .orderBy(asc(archiveDestructionApprovals.at), asc(archiveDestructionApprovals.id));
  const byDestruction = new Map<string, Signed>();
  for (const row of rows) {
    const { approvals, withdrawal } = byDestruction.get(row.destructionId) ?? unsigned;
    byDestruction.set(row.destructionId, isApproval(row) ? { approvals: [...approvals, row], withdrawal } : { approvals, withdrawal: row });
  }
  return byDestruction;
}

const unsigned: Signed = { approvals: [], withdrawal: null };
const isApproval = (row: StoredSignature): row is StoredApproval => row.step !== 'withdrawal';

function headOf(destruction: StoredDestruction, { approvals, withdrawal }: Signed): Omit<ListedDestruction, 'fileCount'> {
  const { id, reason, proposedAt, proposedByName, state, carriedOutAt, method, carriedOutByName, witnessNames, logSeq } = destruction;
  return {
    id, number: paperNumber('X', destruction), reason, proposedAt, proposedByName, state, nextStep: nextStepOf({ state, approvals }),
    approvals: approvals.map(({ step, name, at, isApproved, words }) => ({ step, name, at, isApproved, words })),
    withdrawn: withdrawal && { at: withdrawal.at, name: withdrawal.name, words: withdrawal.words },
    carriedOut: carriedOutAt === null ? null : {
      at: carriedOutAt, method: method ?? '', byName: carriedOutByName ?? '', witnessNames: witnessNames ?? ['', ''], logSeq: logSeq ?? 0,
    },
  };
}
