import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../shared/errors.ts';
import type { FileLabel, MaskedFile } from '../../shared/archive.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { archiveFiles, archiveHolds } from './archive-schema.ts';
import { fileColumnNames, fileValues } from './file-columns.ts';
import { maskFileRow } from './file-masking.ts';
import { fileTermsOf, type FindableFile } from './file-terms.ts';

/** A file as it is stored, without masking. Leaves this domain only after its log entry. */
export type StoredFile = typeof archiveFiles.$inferSelect;

/** A file that is taken in: `id` is made here when missing; times are UTC ms. */
export type NewFile = Omit<StoredFile, 'searchId' | 'id' | 'state' | 'importId' | 'changedAt'> & { id?: string };

const rowsPerStatement = 500;
const createdAtPlace = sql.raw(String(fileColumnNames.length));

/** The file without anything personal: what rules ask about it. Null when there is none. */
export async function findFile(reader: Queries, fileId: string) {
  const [found] = await reader
    .select({
      id: archiveFiles.id, archiveNumber: archiveFiles.archiveNumber, customerId: archiveFiles.customerId, categoryId: archiveFiles.categoryId, year: archiveFiles.year,
      shelfId: archiveFiles.shelfId, place: archiveFiles.place, retentionClassId: archiveFiles.retentionClassId, retentionEndsOn: archiveFiles.retentionEndsOn,
      levelId: archiveFiles.levelId, levelEndsOn: archiveFiles.levelEndsOn, state: archiveFiles.state,
    })
    .from(archiveFiles).where(eq(archiveFiles.id, fileId));
  return found ?? null;
}

/** The file masked. Errors: FILE_NOT_FOUND. */
export async function maskFile(reader: Queries, fileId: string): Promise<MaskedFile> {
  return (await maskedFilesByIds(reader, [fileId])).get(fileId) ?? refuse('FILE_NOT_FOUND');
}

/** The files of these ids, masked, by id; ids no file has are left out. */
export async function maskedFilesByIds(reader: Queries, ids: readonly string[]): Promise<Map<string, MaskedFile>> {
  const masked = new Map<string, MaskedFile>();
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await readFiles(reader, sql`f.id in (select value from json_each(${JSON.stringify(ids.slice(from, from + 500))}))`);
    for (const row of rows) masked.set(row.id, maskStored(row));
  }
  return masked;
}

/** The file of this number as numbers are stored (file-query.ts, `storedNumber`), masked, or null. */
export async function maskedFileByNumber(reader: Queries, archiveNumber: string): Promise<MaskedFile | null> {
  const [row] = await readFiles(reader, sql`f.archiveNumber = ${archiveNumber}`);
  return row ? maskStored(row) : null;
}

/** The greatest number that is the beginning and digits alone, at most nine, or null. */
export async function lastNumberLike(reader: Queries, beginning: string): Promise<string | null> {
  const [row] = await reader.all<{ archiveNumber: string }>(sql`
    select archiveNumber from archive_files
    where archiveNumber >= ${beginning} and archiveNumber < ${`${beginning}:`} and length(archiveNumber) between ${beginning.length + 1} and ${beginning.length + 9}
      and substr(archiveNumber, ${beginning.length + 1}) not glob '*[^0-9]*'
    order by cast(substr(archiveNumber, ${beginning.length + 1}) as integer) desc, archiveNumber desc limit 1`);
  return row?.archiveNumber ?? null;
}

/** What labels say of the files from one number to another, both as numbers are stored, in their order; destroyed ones left out. */
export async function labelsBetween(reader: Queries, from: string, until: string, limit: number): Promise<FileLabel[]> {
  return reader.all<FileLabel>(sql`
    select id, archiveNumber, shelfId, place from archive_files
    where archiveNumber between ${from} and ${until} and state <> 'destroyed' order by archiveNumber limit ${limit}`);
}

/** The same of the files one import brought in. */
export async function labelsOfImport(reader: Queries, importId: string, limit: number): Promise<FileLabel[]> {
  return reader.all<FileLabel>(sql`
    select id, archiveNumber, shelfId, place from archive_files where importId = ${importId} and state <> 'destroyed' order by archiveNumber limit ${limit}`);
}

/** The files of a customer, masked, the newest year first; at most 200. */
export async function maskedFilesOfCustomer(reader: Queries, customerId: string): Promise<MaskedFile[]> {
  return (await readFiles(reader, sql`f.customerId = ${customerId} order by f.year desc, f.archiveNumber limit 200`)).map(maskStored);
}

/** A file row as SQLite gives it, with its scans and its holds in force counted. */
export type CountedFile = StoredFile & { documentCount: number; holdCount: number };

/** Files that pass a condition on `f`, which may end with an order and a limit. Not masked: for this domain's own work. */
export async function readFiles(reader: Queries, condition: ReturnType<typeof sql>): Promise<CountedFile[]> {
  return reader.all<CountedFile>(sql`
    select f.*,
      (select count(*) from archive_scans s where s.fileId = f.id and s.removedAt is null) as documentCount,
      (select count(*) from archive_holds h where h.fileId = f.id and h.liftedAt is null) as holdCount
    from archive_files f where ${condition}`);
}

/** What may be shown of a file before a purpose is chosen. */
export function maskStored(file: CountedFile): MaskedFile {
  const { searchId: _1, importId: _2, createdAt: _3, changedAt: _4, ...rest } = file;
  return maskFileRow(rest);
}

/**
 * Stores files and what they are found by, in sets, in the caller's transaction. Answers their ids in order. The values are
 * stored as given: checking them is the caller's work.
 */
export async function insertFiles(tx: Transaction, files: readonly NewFile[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < files.length; from += rowsPerStatement) {
    const firstSearchId = await nextFileSearchId(tx);
    const chunk = files.slice(from, from + rowsPerStatement).map(file => ({ ...file, id: file.id ?? uuidv7() }));
    const values = JSON.stringify(chunk.map(file => [...fileValues(file), file.createdAt]));
    await tx.run(sql`
      insert into archive_files (searchId, ${fileColumns}, state, createdAt, changedAt)
      select ${firstSearchId} + key, ${valuesAt(fileColumnCount)}, 'onShelf', value ->> ${createdAtPlace}, value ->> ${createdAtPlace}
      from json_each(${values})`);
    await tx.run(sql`
      insert into archive_search (rowid, terms) select ${firstSearchId} + key, value from json_each(${JSON.stringify(chunk.map(file => fileTermsOf({ ...file, state: 'onShelf' })))})`);
    ids.push(...chunk.map(({ id }) => id));
  }
  return ids;
}

/** The columns that `fileValues` gives values for. */
export const fileColumns = sql.raw(fileColumnNames.join(', '));
export const fileColumnCount = fileColumnNames.length;
/** The first so many members of a JSON list in `value`, as columns. */
export const valuesAt = (length: number): ReturnType<typeof sql> => sql.raw(Array.from({ length }, (_, at) => `value ->> ${at}`).join(', '));

/** The next free search id: behind the files and behind the rows of an import under way. */
export async function nextFileSearchId(tx: Queries): Promise<number> {
  const [row] = await tx.all<{ next: number }>(sql`
    select max(coalesce((select max(searchId) from archive_files), 0), coalesce((select max(searchId) from archive_import_rows), 0)) + 1 as next`);
  if (!row) throw new Error('an aggregate without a row');
  return row.next;
}

/** True when the branch has a file of this number, other than `exceptId`. */
export async function numberIsTaken(reader: Queries, archiveNumber: string, exceptId: string | null = null): Promise<boolean> {
  const rows = await reader.select({ id: archiveFiles.id }).from(archiveFiles).where(eq(archiveFiles.archiveNumber, archiveNumber));
  return rows.some(({ id }) => id !== exceptId);
}

/**
 * Changes values of files and, with them, what the files are found by. The one way to change a value that is searched for:
 * number, title, subject, category, level, shelf, year, state.
 */
export async function changeFiles(tx: Transaction, fileIds: readonly string[], change: Partial<Omit<StoredFile, 'searchId' | 'id'>>, atMs: number): Promise<void> {
  for (let from = 0; from < fileIds.length; from += rowsPerStatement) {
    const some = fileIds.slice(from, from + rowsPerStatement);
    await tx.update(archiveFiles).set({ ...change, changedAt: atMs }).where(inArray(archiveFiles.id, some)).run();
    await refreshSearch(tx, some);
  }
}

/**
 * Fills the search index anew for files whose rows were changed in the caller's transaction: whoever updates
 * `archive_files` by hand calls this afterwards. At most some thousand ids at once.
 */
export async function refreshSearch(tx: Transaction, fileIds: readonly string[]): Promise<void> {
  const ids = JSON.stringify(fileIds);
  const rows = await tx.all<FindableFile & { searchId: number }>(sql`
    select searchId, archiveNumber, title, subjectName, subjectAccountNumber, subjectAddress, categoryId, levelId, shelfId, year, state
    from archive_files where id in (select value from json_each(${ids})) and state <> 'destroyed'`);
  await removeFromSearch(tx, fileIds);
  await tx.run(sql`insert into archive_search (rowid, terms) select value ->> 0, value ->> 1 from json_each(${JSON.stringify(rows.map(row => [row.searchId, fileTermsOf(row)]))})`);
}

/** Nothing finds these files any more, but their number. For destruction. */
export async function removeFromSearch(tx: Transaction, fileIds: readonly string[]): Promise<void> {
  await tx.run(sql`delete from archive_search where rowid in (select searchId from archive_files where id in (select value from json_each(${JSON.stringify(fileIds)})))`);
}

/** How many files there are of each kind that the head of the catalogue tells. */
export async function countFiles(reader: Queries): Promise<{ files: number; lent: number; onHold: number; destroyed: number }> {
  const [all] = await reader.select({ files: count() }).from(archiveFiles);
  const away = await reader.select({ state: archiveFiles.state, files: count() }).from(archiveFiles).where(sql`${archiveFiles.state} <> 'onShelf'`).groupBy(archiveFiles.state);
  const [held] = await reader.select({ files: sql<number>`count(distinct ${archiveHolds.fileId})` }).from(archiveHolds).where(sql`${archiveHolds.liftedAt} is null`);
  const inState = (state: string): number => away.find(each => each.state === state)?.files ?? 0;
  return { files: (all?.files ?? 0) - inState('destroyed'), lent: inState('lent'), onHold: held?.files ?? 0, destroyed: inState('destroyed') };
}

/** How many files that are not destroyed have this level. */
export async function countFilesOfLevel(reader: Queries, levelId: string): Promise<number> {
  const [counted] = await reader.select({ files: count() }).from(archiveFiles).where(and(eq(archiveFiles.levelId, levelId), sql`${archiveFiles.state} <> 'destroyed'`));
  return counted?.files ?? 0;
}
