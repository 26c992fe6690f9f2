import { sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { syncedTables } from '../branch/tables.ts';
import type { Transaction } from '../database/database.ts';
import { rejournalStatements } from '../database/journal.ts';

/** Writes rows into the journal once more, so that headquarters gets them as they are now. Answers false when there is no such table. */
export async function rejournal(tx: Transaction, tableName: string, keys: readonly string[]): Promise<boolean> {
  const table = syncedTables.find(each => getTableConfig(each).name === tableName);
  if (!table) return false;
  const asked = JSON.stringify(keys);
  for (const statement of Object.values(rejournalStatements(table))) {
    const [before = '', after = ''] = statement.split('?');
    await tx.run(sql`${sql.raw(before)}${asked}${sql.raw(after)}`);
  }
  return true;
}
