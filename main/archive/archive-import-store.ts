import { sql } from 'drizzle-orm';
import type { Queries, Transaction } from '../database/database.ts';
import { fileColumnCount, fileColumns, nextFileSearchId, valuesAt } from './archive-store.ts';
import { archiveImports } from './archive-schema.ts';
import { listCategories, listLevels, listRetentionClasses, listShelves } from './catalogue-store.ts';
import type { FileLedgerFacts } from './ledger-facts.ts';

/** Rows cleared per step: short enough that a call in the hall never notices. */
const rowsPerClearing = 500;

/** What the check of a ledger must know of the catalogue; only what is in use may be given to a new file. */
export async function ledgerFacts(reader: Queries, today: string): Promise<FileLedgerFacts> {
  const inUse = <Row extends { isActive: boolean }>(rows: Row[]): Row[] => rows.filter(row => row.isActive);
  return {
    today,
    categories: inUse(await listCategories(reader)).map(({ id, code, nameZh, nameEn }) => ({ id, nameZh, words: [code, nameZh, nameEn] })),
    shelves: inUse(await listShelves(reader)).map(({ id, code }) => ({ id, words: [code] })),
    levels: inUse(await listLevels(reader)).map(({ id, rank, nameZh, nameEn, longestTermMonths }) => ({ id, rank, longestTermMonths, words: [nameZh, nameEn] })),
    retentionClasses: inUse(await listRetentionClasses(reader)).map(({ id, nameZh, nameEn, years }) => ({ id, years, words: [nameZh, nameEn] })),
  };
}

/** Which of the ledger's numbers the branch has already, as their places in `keys`, a JSON list of [archiveNumber]. */
export async function findNumbersInBranch(reader: Queries, keys: string): Promise<number[]> {
  const rows = await reader.all<{ place: number }>(sql`
    select ledger.key as place from json_each(${keys}) ledger cross join archive_files f on f.archiveNumber = (ledger.value ->> 0)`);
  return rows.map(({ place }) => place);
}

/** Writes some rows beside the files, where nobody finds them yet, and fills the search index for them; `rows` as `fileLedger.stagedOf` makes them. */
export async function stageFileRows(tx: Transaction, importId: string, rows: string): Promise<void> {
  const firstSearchId = await nextFileSearchId(tx);
  await tx.run(sql`
    insert into archive_import_rows (searchId, importId, ${fileColumns})
    select ${firstSearchId} + key, ${importId}, ${valuesAt(fileColumnCount)} from json_each(${rows})`);
  await tx.run(sql`insert into archive_search (rowid, terms) select ${firstSearchId} + key, value ->> ${sql.raw(String(fileColumnCount))} from json_each(${rows})`);
}

/**
 * The one step that makes the import true: all its rows become files. Answers how many; a number somebody else brought in
 * meanwhile is left out. A file of the same account and name as a customer is that customer's.
 */
export async function moveStagedFiles(
  tx: Transaction, stored: { importId: string; fileName: string; rowCount: number; byStaffId: string; at: number },
): Promise<number> {
  const { importId, fileName, rowCount, byStaffId, at } = stored;
  await tx.run(sql`
    update archive_import_rows set customerId = (
      select c.id from customers c where c.accountNumber = archive_import_rows.subjectAccountNumber and c.name = archive_import_rows.subjectName
    ) where importId = ${importId} and subjectAccountNumber is not null`);
  const { changes } = await tx.run(sql`
    insert into archive_files (searchId, ${fileColumns}, state, importId, createdAt, changedAt)
    select searchId, ${fileColumns}, 'onShelf', importId, ${at}, ${at} from archive_import_rows where importId = ${importId} order by searchId
    on conflict (archiveNumber) do nothing`);
  await tx.insert(archiveImports).values({ id: importId, fileName, rowCount, stored: changes, refused: rowCount - changes, storedAt: at, byStaffId });
  return changes;
}

/** Clears some rows an import left, with what the search index holds of those that never became files. Answers whether more are left. */
export async function clearStagedFiles(tx: Transaction): Promise<boolean> {
  const [bounds] = await tx.all<{ last: number | null; rows: number }>(sql`
    select max(searchId) as last, count(*) as rows from (select searchId from archive_import_rows order by searchId limit ${rowsPerClearing})`);
  if (!bounds || bounds.last === null) return false;
  await tx.run(sql`
    delete from archive_search where rowid in (
      select searchId from archive_import_rows r where searchId <= ${bounds.last} and not exists (select 1 from archive_files f where f.searchId = r.searchId)
    )`);
  await tx.run(sql`delete from archive_import_rows where searchId <= ${bounds.last}`);
  return bounds.rows === rowsPerClearing;
}
