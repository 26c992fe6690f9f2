import { and, asc, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import type { Scan } from '../../shared/archive.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { staff } from '../staff/staff-schema.ts';
import { archiveFileKeys, archiveFiles, archiveScans } from './archive-schema.ts';
import { maskTitle } from './file-masking.ts';

type ScanRow = typeof archiveScans.$inferSelect;

const shownColumns = {
  id: archiveScans.id, fileId: archiveScans.fileId, title: archiveScans.title, kind: archiveScans.kind, byteCount: archiveScans.byteCount,
  pageCount: archiveScans.pageCount, sha256: archiveScans.sha256, addedAt: archiveScans.addedAt, hasThumbnail: archiveScans.hasThumbnail, addedByName: staff.name,
};

/** The scans of a file that are there, in the order in which they came. */
export async function scansOf(reader: Queries, fileId: string): Promise<Scan[]> {
  const found = await reader.select(shownColumns).from(archiveScans).leftJoin(staff, eq(staff.id, archiveScans.addedBy))
    .where(and(eq(archiveScans.fileId, fileId), isNull(archiveScans.removedAt))).orderBy(asc(archiveScans.addedAt), asc(archiveScans.id));
  return found.map(row => ({ ...row, addedByName: row.addedByName ?? '' }));
}

/** The same as anybody may see them who looks at nothing: what their titles say of the person is masked. */
export async function maskedScansOf(reader: Queries, fileId: string): Promise<Scan[]> {
  const { subjectName, subjectAddress, subjectAccountNumber, subjectIdNumber } = archiveFiles;
  const [file] = await reader.select({ subjectName, subjectAddress, subjectAccountNumber, subjectIdNumber }).from(archiveFiles).where(eq(archiveFiles.id, fileId));
  if (!file) return [];
  const subject = { subjectName: file.subjectName, subjectAddress: file.subjectAddress, numbers: [file.subjectAccountNumber, file.subjectIdNumber] };
  return (await scansOf(reader, fileId)).map(scan => ({ ...scan, title: maskTitle(scan.title, subject) }));
}

/** A scan that is there, or null. */
export async function presentScan(reader: Queries, scanId: string): Promise<ScanRow | null> {
  const [row] = await reader.select().from(archiveScans).where(and(eq(archiveScans.id, scanId), isNull(archiveScans.removedAt)));
  return row ?? null;
}

/** Number and state of the file, for refusals and log entries; null when there is none. */
export async function fileOfScans(reader: Queries, fileId: string): Promise<Pick<typeof archiveFiles.$inferSelect, 'id' | 'archiveNumber' | 'state' | 'customerId'> | null> {
  const [row] = await reader.select({ id: archiveFiles.id, archiveNumber: archiveFiles.archiveNumber, state: archiveFiles.state, customerId: archiveFiles.customerId })
    .from(archiveFiles).where(eq(archiveFiles.id, fileId));
  return row ?? null;
}

export async function insertScan(tx: Transaction, row: Omit<ScanRow, 'removedAt'>): Promise<void> {
  await tx.insert(archiveScans).values(row).run();
}

export async function markScanRemoved(tx: Transaction, scanId: string, at: number): Promise<void> {
  await tx.update(archiveScans).set({ removedAt: at }).where(eq(archiveScans.id, scanId)).run();
}

/** The wrapped content key of a file, or null before its first scan and after its destruction. */
export async function wrappedKeyOf(reader: Queries, fileId: string): Promise<Buffer | null> {
  const [row] = await reader.select().from(archiveFileKeys).where(eq(archiveFileKeys.fileId, fileId));
  return row?.wrappedKey ?? null;
}

export async function insertWrappedKey(tx: Transaction, fileId: string, wrappedKey: Buffer): Promise<void> {
  await tx.insert(archiveFileKeys).values({ fileId, wrappedKey }).run();
}

/**
 * Destroys the content key of a file: what its scans hold can never be read again, wherever copies of them are. The key is
 * overwritten where it lies before its row goes, since SQLite only forgets the place of a deleted row. Nothing happens to a
 * file without scans. Backups made before hold the key until they are replaced: docs/decisions/0008.
 */
export async function destroyContentKey(tx: Transaction, fileId: string): Promise<void> {
  await Promise.all([
    tx.update(archiveFileKeys).set({ wrappedKey: sql`zeroblob(length(${archiveFileKeys.wrappedKey}))` }).where(eq(archiveFileKeys.fileId, fileId)).run(),
    tx.delete(archiveFileKeys).where(eq(archiveFileKeys.fileId, fileId)).run(),
  ]);
}

/** Marks every scan of a file as removed; answers their ids. */
export async function markScansRemoved(tx: Transaction, fileId: string, at: number): Promise<string[]> {
  const there = await tx.select({ id: archiveScans.id }).from(archiveScans).where(and(eq(archiveScans.fileId, fileId), isNull(archiveScans.removedAt)));
  await tx.update(archiveScans).set({ removedAt: at }).where(and(eq(archiveScans.fileId, fileId), isNull(archiveScans.removedAt))).run();
  return there.map(({ id }) => id);
}

/** Which of these scans have a row and are not removed. */
export async function whichArePresent(reader: Queries, scanIds: readonly string[]): Promise<Set<string>> {
  const rows = await reader.select({ id: archiveScans.id }).from(archiveScans).where(and(inArray(archiveScans.id, [...scanIds]), isNull(archiveScans.removedAt)));
  return new Set(rows.map(({ id }) => id));
}

export async function idsRemovedSince(reader: Queries, at: number): Promise<string[]> {
  const rows = await reader.select({ id: archiveScans.id }).from(archiveScans).where(gte(archiveScans.removedAt, at));
  return rows.map(({ id }) => id);
}
