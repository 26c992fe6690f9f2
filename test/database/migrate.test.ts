import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Migration, migrationOf, migrations } from '../../main/database/migrations.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aDatabase } from '../builders/a-database.ts';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'branch-desk-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

const next = migrationOf('9000_notes', 'CREATE TABLE `notes` (`id` text PRIMARY KEY NOT NULL);\n--> statement-breakpoint\nCREATE INDEX `notes_id` ON `notes` (`id`);');
const open = (steps: readonly Migration[]) => aDatabase({ folder, migrations: steps });
const openAndClose = async (steps: readonly Migration[]) => (await open(steps)).close();
const backups = () => readdir(join(folder, 'backups')).catch(() => []);
const schemaOf = async () => {
  const connection = await SqliteConnection.open(join(folder, 'branch.sqlite'), 'readOnly');
  const rows = await connection.all('select sql from sqlite_schema order by name');
  await connection.close();
  return rows;
};

test('a new folder gets the whole schema, and needs no backup for it', async () => {
  const database = await open(migrations);
  expect(database.state).toEqual({ schemaVersion: migrations.length, lastBackupAt: null, isWritable: true });
  expect(await database.read(reader => reader.all(sql`pragma user_version`))).toEqual([{ user_version: migrations.length }]);
  await database.close();
  expect(await backups()).toEqual([]);
});

test('opening again applies nothing', async () => {
  await openAndClose(migrations);
  const schema = await schemaOf();
  await openAndClose(migrations);
  expect(await schemaOf()).toEqual(schema);
  expect(await backups()).toEqual([]);
});

test('a later step is applied to a database in use, after a backup, and its data stays', async () => {
  const before = await open(migrations);
  await before.change(tx => tx.run(sql`insert into settings values ('kept', '1', 1)`));
  await before.close();
  const after = await open([...migrations, next]);
  expect(after.state.schemaVersion).toBe(migrations.length + 1);
  expect(await after.read(reader => reader.all(sql`select id from settings`))).toEqual([{ id: 'kept' }]);
  expect(await after.read(reader => reader.all(sql`select count(*) as "count" from notes`))).toEqual([{ count: 0 }]);
  await after.close();
  expect(await backups()).toEqual([expect.stringMatching(/^branch-.*-migration\.sqlite$/)]);
});

test('a step that fails half way leaves the database as it was', async () => {
  await openAndClose(migrations);
  const schema = await schemaOf();
  const broken = migrationOf('9000_broken', 'CREATE TABLE `half` (`id` text);\n--> statement-breakpoint\nCREATE TABLE `half` (`id` text);');
  await expect(open([...migrations, broken])).rejects.toThrow('already exists');
  expect(await schemaOf()).toEqual(schema);
  await openAndClose(migrations);
});

test('a step that leaves rows pointing nowhere is taken back', async () => {
  const first = await open(migrations);
  await first.close();
  const orphaning = migrationOf('9000_orphan', `INSERT INTO window_services VALUES ('x', 'no window', 'no service', 'own');`);
  await expect(open([...migrations, orphaning])).rejects.toThrow('point nowhere');
  await openAndClose(migrations);
});

test('a table can be rebuilt while others point at it', async () => {
  const rebuild = migrationOf('9000_rebuild', `
    CREATE TABLE parents (id text PRIMARY KEY NOT NULL);
    --> statement-breakpoint
    CREATE TABLE children (id text PRIMARY KEY NOT NULL, parentId text NOT NULL REFERENCES parents(id));
    --> statement-breakpoint
    INSERT INTO parents VALUES ('p');
    --> statement-breakpoint
    INSERT INTO children VALUES ('c', 'p');`);
  const again = migrationOf('9001_rebuild', `
    CREATE TABLE __new_parents (id text PRIMARY KEY NOT NULL, name text);
    --> statement-breakpoint
    INSERT INTO __new_parents SELECT id, null FROM parents;
    --> statement-breakpoint
    DROP TABLE parents;
    --> statement-breakpoint
    ALTER TABLE __new_parents RENAME TO parents;`);
  await openAndClose([...migrations, rebuild]);
  const database = await open([...migrations, rebuild, again]);
  expect(await database.read(reader => reader.all(sql`select children.id, parents.name from children join parents on parents.id = parentId`))).toEqual([{ id: 'c', name: null }]);
  await expect(database.change(tx => tx.run(sql`delete from parents`))).rejects.toThrow('FOREIGN KEY');
  await database.close();
});

test('a database of a newer program is left untouched', async () => {
  await openAndClose([...migrations, next]);
  const schema = await schemaOf();
  await expect(open(migrations)).rejects.toMatchObject({ name: 'StartFault', code: 'SCHEMA_TOO_NEW', details: { ours: String(migrations.length), theirs: String(migrations.length + 1) } });
  expect(await schemaOf()).toEqual(schema);
  await openAndClose([...migrations, next]);
});

test('a version number above ours is newer too, whatever the books say', async () => {
  await openAndClose(migrations);
  const connection = await SqliteConnection.open(join(folder, 'branch.sqlite'), 'readWrite');
  await connection.exec('pragma user_version = 999');
  await connection.close();
  await expect(open(migrations)).rejects.toMatchObject({ code: 'SCHEMA_TOO_NEW' });
});

test('a database made by other steps than ours is refused', async () => {
  await openAndClose([...migrations, next]);
  const otherText = migrationOf(next.tag, 'CREATE TABLE `other` (`id` text);');
  await expect(open([...migrations, otherText])).rejects.toMatchObject({ code: 'SCHEMA_DIFFERS' });
  const inserted = migrationOf('8999_before', 'CREATE TABLE `early` (`id` text);');
  await expect(open([...migrations, inserted, next])).rejects.toMatchObject({ code: 'SCHEMA_DIFFERS' });
});

test('line ends of another system make no other schema', () => {
  expect(migrationOf('x', 'a;\r\n--> statement-breakpoint\r\nb;')).toEqual(migrationOf('x', 'a;\n--> statement-breakpoint\nb;'));
});

test('no step ends everybody’s transaction from within a trigger', () => {
  for (const { statements } of migrations) expect(statements.join('\n')).not.toMatch(/raise\s*\(\s*rollback|or\s+rollback/i);
});
