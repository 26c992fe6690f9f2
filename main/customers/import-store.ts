import { sql } from 'drizzle-orm';
import type { Queries, Transaction } from '../database/database.ts';
import { customerImports } from './customers-schema.ts';
import { nextSearchId } from './customers-store.ts';

/** Rows cleared per step: short enough that a call in the hall never notices. */
const rowsPerClearing = 500;

/**
 * Which of the ledger's rows the branch has already, as their places in the list given.
 * `keys` is a JSON list of [accountNumber, idNumber, name, phone]. The same account number is the same customer; without
 * one, the same id number and name; without both, the same phone and name.
 */
export async function findRowsInBranch(reader: Queries, keys: string): Promise<number[]> {
  const rows = await reader.all<{ place: number }>(sql`
    with ledger as materialized (
      select key as place, value ->> 0 as accountNumber, value ->> 1 as idNumber, value ->> 2 as name, value ->> 3 as phone from json_each(${keys})
    )
    select place from ledger cross join customers c on c.accountNumber = ledger.accountNumber where ledger.accountNumber is not null
    union
    select place from ledger cross join customers c on c.idNumber = ledger.idNumber and c.name = ledger.name
      where ledger.accountNumber is null and ledger.idNumber is not null
    union
    select place from ledger
      cross join customer_search on customer_search match '"t' || replace(ledger.phone, '+', '') || '"'
      cross join customers c on c.searchId = customer_search.rowid and c.name = ledger.name
      where ledger.accountNumber is null and ledger.idNumber is null and ledger.phone is not null`);
  return rows.map(({ place }) => place);
}

/**
 * Writes some rows of an import beside the customers, where nobody finds them yet, and fills the search index for them.
 * `rows` is a JSON list of [id, name, phone, idNumber, accountNumber, address, isKeyAccount 0/1, tokens].
 */
export async function stageRows(tx: Transaction, importId: string, rows: string): Promise<void> {
  const firstSearchId = await nextSearchId(tx);
  await tx.run(sql`
    insert into customer_import_rows (searchId, importId, id, name, phone, idNumber, accountNumber, address, isKeyAccount)
    select ${firstSearchId} + key, ${importId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6 from json_each(${rows})`);
  await tx.run(sql`insert into customer_search (rowid, tokens) select ${firstSearchId} + key, value ->> 7 from json_each(${rows})`);
}

/**
 * The one step that makes the import true: all its rows become customers. Answers how many; a row whose account number
 * somebody else brought in meanwhile is left out.
 */
export async function moveStagedRows(
  tx: Transaction, stored: { importId: string; fileName: string; rowCount: number; byStaffId: string; at: number },
): Promise<number> {
  const { importId, fileName, rowCount, byStaffId, at } = stored;
  const { changes } = await tx.run(sql`
    insert into customers (searchId, id, name, phone, idNumber, accountNumber, address, isKeyAccount, importId, createdAt, changedAt)
    select searchId, id, name, phone, idNumber, accountNumber, address, isKeyAccount, importId, ${at}, ${at}
    from customer_import_rows where importId = ${importId} order by searchId
    on conflict (accountNumber) where accountNumber is not null do nothing`);
  await tx.insert(customerImports).values({ id: importId, fileName, rowCount, stored: changes, refused: rowCount - changes, storedAt: at, byStaffId });
  return changes;
}

/**
 * Clears some rows an import left beside the customers, with what the search index holds of those that never became
 * customers. Answers whether more are left.
 */
export async function clearStagedRows(tx: Transaction): Promise<boolean> {
  const [bounds] = await tx.all<{ last: number | null; rows: number }>(sql`
    select max(searchId) as last, count(*) as rows from (select searchId from customer_import_rows order by searchId limit ${rowsPerClearing})`);
  if (!bounds || bounds.last === null) return false;
  await tx.run(sql`
    delete from customer_search where rowid in (
      select searchId from customer_import_rows r where searchId <= ${bounds.last} and not exists (select 1 from customers c where c.searchId = r.searchId)
    )`);
  await tx.run(sql`delete from customer_import_rows where searchId <= ${bounds.last}`);
  return bounds.rows === rowsPerClearing;
}
