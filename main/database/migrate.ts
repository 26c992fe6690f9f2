import type { Migration } from './migrations.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { StartFault } from './start-fault.ts';

/** 'BrDk' in the header of our files (PRAGMA application_id): another program's database is never touched. */
export const applicationId = 0x4272446b;

interface MigrateOptions {
  connection: SqliteConnection;
  migrations: readonly Migration[];
  clock: { now(): number };
  /** Copies the database before a migration of one that holds data. */
  backUp(): Promise<void>;
}

/**
 * Brings the schema up to date; answers its version (the number of migrations).
 *
 * Errors, both before anything is changed: SCHEMA_TOO_NEW (migrations we do not know), SCHEMA_DIFFERS (a migration was
 * applied with another text than ours).
 */
export async function migrate({ connection, migrations, clock, backUp }: MigrateOptions): Promise<number> {
  const isNew = await numberOf(connection, 'application_id') !== applicationId;
  const applied = isNew ? [] : await appliedMigrations(connection);
  checkHistory(applied, migrations, isNew ? 0 : await numberOf(connection, 'user_version'));

  const missing = migrations.slice(applied.length);
  if (missing.length === 0) return migrations.length;
  if (applied.length > 0) await backUp();
  if (isNew) await connection.exec(createBooks);
  // A rebuild of a table drops the old one while others point at it: keys are checked at the end of each step instead.
  await connection.exec('pragma foreign_keys = off');
  try {
    for (const [index, migration] of missing.entries()) await apply(connection, migration, applied.length + index + 1, clock.now());
  } finally {
    await connection.exec('pragma foreign_keys = on');
  }
  return migrations.length;
}

const createBooks = `
  begin immediate;
  create table schema_migrations (tag text primary key not null, hash text not null, appliedAt integer not null) without rowid;
  pragma application_id = ${applicationId};
  commit`;

/** Sees that `file` is ours or empty, without changing it. Errors: NOT_OUR_DATABASE. */
export async function checkOwnership(connection: SqliteConnection, file: string): Promise<void> {
  const id = await numberOf(connection, 'application_id');
  if (id === applicationId) return;
  const tables = await connection.all('select count(*) as count from sqlite_schema');
  if (id !== 0 || Number(tables[0]?.['count']) > 0) throw new StartFault('NOT_OUR_DATABASE', { file });
}

async function appliedMigrations(connection: SqliteConnection): Promise<{ tag: string; hash: string }[]> {
  const rows = await connection.all('select tag, hash from schema_migrations order by tag');
  return rows.map(row => ({ tag: String(row['tag']), hash: String(row['hash']) }));
}

function checkHistory(applied: { tag: string; hash: string }[], known: readonly Migration[], userVersion: number): void {
  const versions = { ours: String(known.length), theirs: String(Math.max(applied.length, userVersion)) };
  const knownTags = new Set(known.map(migration => migration.tag));
  for (const [index, { tag, hash }] of applied.entries()) {
    if (!knownTags.has(tag)) throw new StartFault(index < known.length ? 'SCHEMA_DIFFERS' : 'SCHEMA_TOO_NEW', versions);
    if (known[index]?.tag !== tag || known[index]?.hash !== hash) throw new StartFault('SCHEMA_DIFFERS', { ...versions, migration: tag });
  }
  if (userVersion > known.length) throw new StartFault('SCHEMA_TOO_NEW', versions);
}

async function apply(connection: SqliteConnection, migration: Migration, version: number, at: number): Promise<void> {
  await connection.exec('begin immediate');
  try {
    for (const statement of migration.statements) await connection.exec(statement);
    const broken = await connection.all('pragma foreign_key_check');
    if (broken.length > 0) throw new Error(`the migration ${migration.tag} leaves ${broken.length} rows that point nowhere`);
    await connection.run('insert into schema_migrations (tag, hash, appliedAt) values (?, ?, cast(? as integer))', [migration.tag, migration.hash, at]);
    await connection.exec(`pragma user_version = ${version}`);
    await connection.exec('commit');
  } catch (error) {
    await connection.exec('rollback').catch(() => undefined);
    throw error;
  }
}

async function numberOf(connection: SqliteConnection, pragma: 'application_id' | 'user_version'): Promise<number> {
  const rows = await connection.all(`pragma ${pragma}`);
  return Number(rows[0]?.[pragma]);
}
