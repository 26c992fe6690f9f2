import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';

/** What the journal carries of a table, and by what it knows a row. Headquarters makes its tables by the same. */
export interface JournaledTable {
  name: string;
  /** without what SQLite reads out of another column: that is in the row already */
  columns: SQLiteColumn[];
  /** `id` where there is one, else the primary key; a row is known by their texts, joined by a slash */
  keys: string[];
}

/** Errors: a table without a key, whose changes could not be told apart. */
export function journaledTable(table: SQLiteTable): JournaledTable {
  const { name, columns: all, primaryKeys } = getTableConfig(table);
  const columns = all.filter(column => column.generated === undefined);
  const primary = columns.filter(column => column.primary).map(column => column.name);
  const composite = primaryKeys.flatMap(key => key.columns.map(column => column.name));
  const keys = columns.some(column => column.name === 'id') ? ['id'] : primary.length > 0 ? primary : composite;
  if (keys.length === 0) throw new Error(`${name} has no key: its changes cannot be told apart`);
  return { name, columns, keys };
}
