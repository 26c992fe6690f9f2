import { sql } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { refreshSearch } from '../../archive/archive-store.ts';
import { syncedTables } from '../../branch/tables.ts';
import { indexCasesAnew, unindexCases } from '../../cases/case-index-store.ts';
import { refreshCustomerSearch } from '../../customers/customers-store.ts';
import type { Queries, Transaction } from '../../database/database.ts';
import { journaledTable } from '../../database/row-key.ts';

// Rows that come back from headquarters, as the branch once sent them.

export interface FetchedRow {
  key: string;
  /** as the journal writes it: blobs in hexadecimal */
  row: Record<string, unknown>;
}

/** The synced tables, each behind those its rows point at. */
export const tablesInOrder: readonly string[] = inOrder(syncedTables).map(table => getTableConfig(table).name);

/** What is made of rows, and is not sent: what they are found by. `before` the rows change, and after. */
const followers: Record<string, { before?(tx: Transaction, keys: readonly string[]): Promise<void>; after(tx: Transaction, keys: readonly string[]): Promise<void> }> = {
  customers: { after: refreshCustomerSearch },
  archive_files: { after: refreshSearch },
  cases: { before: unindexCases, after: indexCasesAnew },
};

/**
 * Puts rows in, in one statement; one that is there becomes as given, and one that is as given already is not touched (histories
 * refuse every change). The journal hears of it as of any change.
 */
export async function putRows(tx: Transaction, tableName: string, rows: readonly FetchedRow[]): Promise<void> {
  const { name, columns, keys } = journaledTable(tableOf(tableName));
  const names = columns.map(column => column.name);
  const value = columns.map(column => column.getSQLType() === 'blob' ? `unhex(value ->> '${column.name}')` : `value ->> '${column.name}'`);
  const others = names.filter(each => !keys.includes(each));
  const update = others.length === 0 ? 'nothing' : `update set ${others.map(each => `"${each}" = excluded."${each}"`).join(', ')} where ${others.map(each => `t."${each}" is not excluded."${each}"`).join(' or ')}`;
  const given = rows.map(({ key }) => key);
  await followers[name]?.before?.(tx, given);
  await tx.run(sql`${sql.raw(`insert into "${name}" as t (${names.map(each => `"${each}"`).join(', ')}) select ${value.join(', ')} from json_each(`)}${JSON.stringify(rows.map(({ row }) => row))}${sql.raw(`) where true on conflict (${keys.map(each => `"${each}"`).join(', ')}) do ${update}`)}`);
  await followers[name]?.after(tx, given);
}

/** Takes rows out by their keys; one that is not there is no fault. */
export async function deleteRows(tx: Transaction, tableName: string, keys: readonly string[]): Promise<void> {
  const { name, keys: columns } = journaledTable(tableOf(tableName));
  await followers[name]?.before?.(tx, keys);
  await tx.run(sql`${sql.raw(`delete from "${name}" where ${columns.map(column => `"${column}"`).join(` || '/' || `)} in (select value from json_each(`)}${JSON.stringify(keys)}${sql.raw('))')}`);
}

/** Strikes out of the journal what it says of these rows: headquarters has them as they now are. The sequences have gaps then: `closeGaps`. */
export async function forgetChangesOf(tx: Transaction, tableName: string, keys: readonly string[]): Promise<void> {
  await tx.run(sql`delete from journal where tableName = ${tableName} and rowKey in (select value from json_each(${JSON.stringify(keys)}))`);
}

/** Writes what is left in the journal behind its end, one sequence after the other: a batch has no gaps. */
export async function closeGaps(tx: Transaction): Promise<void> {
  const [last] = await tx.all<{ sequence: number | null }>(sql`select max(sequence) as sequence from journal`);
  if (!last || last.sequence === null) return;
  await tx.run(sql`insert into journal (tableName, rowKey, operation, row, at) select tableName, rowKey, operation, row, at from journal where sequence <= ${last.sequence} order by sequence`);
  await tx.run(sql`delete from journal where sequence <= ${last.sequence}`);
}

/** Which of these rows were changed here behind a sequence of the journal: what people did since counts more than what comes back. */
export async function changedSince(reader: Queries, tableName: string, keys: readonly string[], sequence: number): Promise<Set<string>> {
  const rows = await reader.all<{ rowKey: string }>(sql`
    select distinct rowKey from journal where sequence > ${sequence} and tableName = ${tableName} and rowKey in (select value from json_each(${JSON.stringify(keys)}))`);
  return new Set(rows.map(({ rowKey }) => rowKey));
}

function tableOf(name: string): SQLiteTable {
  const table = syncedTables.find(each => getTableConfig(each).name === name);
  if (!table) throw new Error(`${name} is no synced table`);
  return table;
}

function inOrder(tables: readonly SQLiteTable[]): SQLiteTable[] {
  const ordered = new Set<SQLiteTable>();
  const add = (table: SQLiteTable): void => {
    if (ordered.has(table)) return;
    for (const { reference } of getTableConfig(table).foreignKeys) {
      const { foreignTable } = reference();
      if (foreignTable !== table) add(foreignTable);
    }
    ordered.add(table);
  };
  for (const table of tables) add(table);
  return [...ordered];
}
