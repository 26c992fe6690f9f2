import { syncedTables } from '../branch/tables.ts';
import { journaledTable } from '../database/row-key.ts';
import type { Transaction } from './hq-database.ts';
import { HeadquartersStartFault } from './start-fault.ts';

// The typed tables of all branches: `branches.<table>`, made from the branch's own schema. What is in them follows from
// hq.changes and can be made anew from there.

type Type = 'bigint' | 'double precision' | 'text' | 'bytea';

export interface ProjectedColumn { name: string; type: Type }

export interface ProjectedTable {
  /** as in the branch; quoted where it stands in SQL */
  name: string;
  columns: ProjectedColumn[];
  keys: ProjectedColumn[];
}

const types: Record<string, Type> = { integer: 'bigint', real: 'double precision', text: 'text', blob: 'bytea' };

export const projectedTables: ReadonlyMap<string, ProjectedTable> = new Map(syncedTables.map(table => {
  const { name, columns, keys } = journaledTable(table);
  const projected = columns.map(column => {
    const type = types[column.getSQLType()];
    if (!type) throw new Error(`${name}.${column.name} is of a type the projection does not know`);
    return { name: column.name, type };
  });
  return [name, { name, columns: projected, keys: keys.flatMap(key => projected.filter(column => column.name === key)) }];
}));

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The table's full name in SQL. */
export function inBranches({ name }: ProjectedTable): string {
  return `branches.${quoted(name)}`;
}

/** A row's key as the journal writes it, of the columns of `of`. */
export function rowKeyOf({ keys }: ProjectedTable, of: string): string {
  return keys.map(({ name }) => `${of}.${quoted(name)}::text`).join(` || '/' || `);
}

/**
 * Makes the tables that are missing, and columns that came with a newer version. What is there stays: a column or table that the
 * branch no longer has is left as it is. Errors: SCHEMA_DIFFERS when a column has another type.
 */
export async function makeProjectionTables({ $client }: Transaction): Promise<void> {
  await $client.query('create schema if not exists branches');
  const { rows } = await $client.query<{ table: string; column: string; type: string }>(
    `select table_name as "table", column_name as "column", data_type as type from information_schema.columns where table_schema = 'branches'`);
  const tables = new Set(rows.map(({ table }) => table));
  const types = new Map(rows.map(({ table, column, type }) => [`${table}.${column}`, type]));
  for (const table of projectedTables.values()) {
    if (!tables.has(table.name)) {
      await $client.query(createTable(table));
      continue;
    }
    for (const column of table.columns) {
      const type = types.get(`${table.name}.${column.name}`);
      if (type === undefined) await $client.query(`alter table ${inBranches(table)} add column ${declared(table, column)}`);
      else if (type !== column.type) throw new HeadquartersStartFault('SCHEMA_DIFFERS', { migration: `branches.${table.name}.${column.name}` });
    }
  }
}

function createTable(table: ProjectedTable): string {
  const columns = table.columns.map(column => declared(table, column));
  const keys = table.keys.map(({ name }) => quoted(name)).join(', ');
  // A row knows which change it came from.
  return `create table ${inBranches(table)} ("branchId" text not null, "fromEpoch" integer not null, "fromSeq" bigint not null, ${columns.join(', ')}, primary key ("branchId", ${keys}))`;
}

/** Text is compared byte by byte, as SQLite does: keys have one order on both sides. */
function declared({ keys }: ProjectedTable, { name, type }: ProjectedColumn): string {
  return `${quoted(name)} ${type}${type === 'text' ? ' collate "C"' : ''}${keys.some(key => key.name === name) ? ' not null' : ''}`;
}
