import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { localTables, syncedTables } from '../../main/branch/tables.ts';

const schemas = import.meta.glob<Record<string, unknown>>('../../main/*/*-schema.ts', { eager: true });
const declared = Object.entries(schemas)
  .filter(([path]) => !path.includes('/headquarters/'))
  .flatMap(([, schema]) => Object.values(schema).filter((value): value is SQLiteTable => is(value, SQLiteTable)).map(table => getTableName(table)));

test('each table of a schema is either synced or local, and in one list only', () => {
  const listed = [...syncedTables, ...localTables].map(table => getTableName(table));
  expect(declared.length).toBeGreaterThan(15);
  expect([...listed].sort()).toEqual([...declared].sort());
});

test('what proves a person or a station never leaves the branch', () => {
  const synced = syncedTables.map(table => getTableName(table));
  for (const secret of ['staff_credentials', 'sessions', 'station_tokens', 'station_invitations']) expect(synced).not.toContain(secret);
});
