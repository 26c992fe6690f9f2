import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Transaction } from '../../database/database.ts';

/** SQLite takes 32,766 values in one statement; the widest table here has under 40 columns. */
const rowsPerStatement = 400;

/** Inserts many rows with few statements. */
export async function insertInSets<Table extends SQLiteTable>(tx: Transaction, table: Table, rows: Table['$inferInsert'][]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerStatement) await tx.insert(table).values(rows.slice(from, from + rowsPerStatement));
}
