import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { journaledTable } from './row-key.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

const prefix = 'journal_';

/**
 * Makes the triggers that write every change of `tables` into the journal, in the change's own transaction: no store can
 * forget to record one. Triggers that are already as they should be are left alone; ours that are no longer wanted go.
 */
export async function installJournalTriggers(connection: SqliteConnection, tables: readonly SQLiteTable[]): Promise<void> {
  const wanted = new Map(tables.flatMap(journalTriggers).map(trigger => [trigger.name, trigger.sql]));
  const rows = await connection.all(`select name, sql from sqlite_schema where type = 'trigger' and name glob '${prefix}*'`);
  const present = new Map(rows.map(row => [String(row['name']), String(row['sql'])]));

  const stale = [...present].filter(([name, sql]) => wanted.get(name) !== sql).map(([name]) => name);
  const missing = [...wanted].filter(([name, sql]) => present.get(name) !== sql).map(([, sql]) => sql);
  if (stale.length === 0 && missing.length === 0) return;
  const statements = [...stale.map(name => `drop trigger ${quoted(name)}`), ...missing];
  try {
    await connection.exec(`begin immediate; ${statements.join(';\n')}; commit`);
  } catch (error) {
    await connection.exec('rollback').catch(() => undefined);
    throw error;
  }
}

/** The triggers of one table. `row` is the whole row as JSON, with whole numbers as SQLite prints them and reals so that they are read back as they were. */
export function journalTriggers(table: SQLiteTable): { name: string; sql: string }[] {
  const { name, columnNames, keys, keyOf, rowAsJson } = asJournalled(table);
  const record = (operation: string, row: 'new' | 'old') => `
  insert into journal (tableName, rowKey, operation, row, at)
  values (${text(name)}, ${keyOf(row)}, ${text(operation)}, ${rowAsJson(row)}, ${nowMs});
end`;
  const differs = (names: string[]) => names.map(column => `old.${quoted(column)} is not new.${quoted(column)}`).join(' or ');
  const start = (operation: string) => `create trigger ${quoted(`${prefix}${name}_${operation}`)}`;

  const triggers = [
    { operation: 'insert', sql: `${start('insert')} after insert on ${quoted(name)} begin${record('insert', 'new')}` },
    { operation: 'update', sql: `${start('update')} after update on ${quoted(name)} when ${differs(columnNames)} begin${record('update', 'new')}` },
    { operation: 'delete', sql: `${start('delete')} after delete on ${quoted(name)} begin${record('delete', 'old')}` },
    // Headquarters knows a row by its key: a new key would leave the old row behind there for ever.
    { operation: 'key', sql: `${start('key')} before update of ${keys.map(quoted).join(', ')} on ${quoted(name)} when ${differs(keys)} begin\n  select raise(abort, 'the key of a synced row never changes');\nend` },
  ];
  // SQLite stores the text of a trigger with these two words in capitals, whatever was written.
  return triggers.map(({ operation, sql }) => ({ name: `${prefix}${name}_${operation}`, sql: sql.replace(/^create trigger/, 'CREATE TRIGGER') }));
}

/**
 * The statements that write rows of a table into the journal once more, as its triggers would: those that are there as they
 * are, and those that are not as deleted, by what their key tells. Each takes the keys as a JSON array.
 */
export function rejournalStatements(table: SQLiteTable): { present: string; absent: string } {
  const { name, keys, keyOf, rowAsJson } = asJournalled(table);
  const into = 'insert into journal (tableName, rowKey, operation, row, at)';
  const keyAsJson = keys.length === 1 ? `json_object(${text(keys[0]!)}, asked.value)` : `'{}'`;
  return {
    present: `${into} select ${text(name)}, ${keyOf('found')}, 'update', ${rowAsJson('found')}, ${nowMs}
      from (select distinct value from json_each(?)) asked join ${quoted(name)} found on ${keyOf('found')} = asked.value order by 2`,
    absent: `${into} select ${text(name)}, asked.value, 'delete', ${keyAsJson}, ${nowMs}
      from (select distinct value from json_each(?)) asked where not exists (select 1 from ${quoted(name)} found where ${keyOf('found')} = asked.value) order by 2`,
  };
}

const nowMs = `cast(unixepoch('subsec') * 1000 as integer)`;

/** How the rows of a table are written into the journal: their key, and the row as JSON. */
function asJournalled(table: SQLiteTable) {
  const { name, columns, keys } = journaledTable(table);
  const columnNames = columns.map(column => column.name);
  const valueOf = (column: SQLiteColumn, row: string) => {
    const value = `${row}.${quoted(column.name)}`;
    if (column.getSQLType() === 'blob') return `iif(${value} is null, null, hex(${value}))`;
    // json_object() alone writes 15 digits of a real, which may be another one.
    return column.getSQLType() === 'real' ? `json(iif(${value} is null, 'null', format('%!.17g', ${value})))` : value;
  };
  return {
    name, columnNames, keys,
    keyOf: (row: string) => keys.map(key => `${row}.${quoted(key)}`).join(` || '/' || `),
    rowAsJson: (row: string) => `json_object(${columns.map(column => `${text(column.name)}, ${valueOf(column, row)}`).join(', ')})`,
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll(`'`, `''`)}'`;
}
