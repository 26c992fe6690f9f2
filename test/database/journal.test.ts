import { asc, eq, getTableName, sql } from 'drizzle-orm';
import { blob, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import { syncedTables } from '../../main/branch/tables.ts';
import { journal } from '../../main/database/database-schema.ts';
import { installJournalTriggers } from '../../main/database/journal.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';

describe('in the branch’s database', () => {
  let database: TestDatabase;
  beforeEach(async () => { database = await aDatabase(); });
  afterEach(() => database.close());
  const entries = () => database.read(reader => reader.select().from(journal).orderBy(asc(journal.sequence)));

  test('each change of a synced table is one entry, in order, with the row as it then was', async () => {
    await database.change(async tx => {
      await tx.insert(settings).values({ id: 'waitMinutes', value: 15, changedAt: 1772413200000 });
      await tx.update(settings).set({ value: 20 }).where(eq(settings.id, 'waitMinutes'));
      await tx.delete(settings).where(eq(settings.id, 'waitMinutes'));
    });
    const row = (value: string) => JSON.stringify({ id: 'waitMinutes', value, changedAt: 1772413200000 });
    expect((await entries()).map(({ tableName, rowKey, operation, row: stored }) => ({ tableName, rowKey, operation, row: stored }))).toEqual([
      { tableName: 'settings', rowKey: 'waitMinutes', operation: 'insert', row: row('15') },
      { tableName: 'settings', rowKey: 'waitMinutes', operation: 'update', row: row('20') },
      { tableName: 'settings', rowKey: 'waitMinutes', operation: 'delete', row: row('20') },
    ]);
    expect((await entries()).every(entry => Number.isInteger(entry.at) && Math.abs(entry.at - Date.now()) < 60_000)).toBe(true);
  });

  test('an update that changes nothing writes nothing', async () => {
    await database.change(tx => tx.insert(settings).values({ id: 'a', value: 1, changedAt: 1 }));
    await database.change(tx => tx.update(settings).set({ changedAt: 1 }));
    expect(await entries()).toHaveLength(1);
  });

  test('a change that is taken back takes its entry with it', async () => {
    await database.change(async tx => {
      await tx.insert(settings).values({ id: 'a', value: 1, changedAt: 1 });
      throw new Error('no');
    }).catch(() => undefined);
    expect(await entries()).toEqual([]);
  });

  test('a row that a REPLACE pushes out is recorded as deleted', async () => {
    await database.change(async tx => {
      await tx.insert(settings).values({ id: 'a', value: 1, changedAt: 1 });
      await tx.run(sql`insert or replace into settings values ('a', '2', 2)`);
    });
    expect((await entries()).map(entry => entry.operation)).toEqual(['insert', 'delete', 'insert']);
  });

  test('the key of a synced row never changes', async () => {
    await database.change(tx => tx.insert(settings).values({ id: 'a', value: 1, changedAt: 1 }));
    await expect(database.change(tx => tx.update(settings).set({ id: 'b' }))).rejects.toThrow('the key of a synced row never changes');
  });

  test('sequence numbers are never used twice, even after entries were pruned', async () => {
    await database.change(tx => tx.insert(settings).values({ id: 'a', value: 1, changedAt: 1 }));
    await database.change(tx => tx.delete(journal));
    await database.change(tx => tx.insert(settings).values({ id: 'b', value: 1, changedAt: 1 }));
    expect((await entries()).map(entry => entry.sequence)).toEqual([2]);
  });

  test('every synced table has its triggers', async () => {
    const found = await database.read(reader => reader.all<{ table: string; count: number }>(
      sql`select tbl_name as "table", count(*) as "count" from sqlite_schema where type = 'trigger' and name glob 'journal_*' group by tbl_name`));
    expect(new Map(found.map(row => [row.table, row.count]))).toEqual(new Map(syncedTables.map(table => [getTableName(table), 4])));
  });
});

describe('the triggers of any table', () => {
  const members = sqliteTable('members', {
    hall: text().notNull(), number: integer().notNull(), points: real(), 'it\'s "odd"': text(), seal: blob({ mode: 'buffer' }), big: integer(),
  }, table => [primaryKey({ columns: [table.hall, table.number] })]);
  let connection: SqliteConnection;
  const book = `create table journal (sequence integer primary key autoincrement, tableName text, rowKey text, operation text, row text, at integer);
    create table members (hall text not null, number integer not null, points real, "it's ""odd""" text, seal blob, big integer, primary key (hall, number))`;
  const triggers = () => connection.all(`select name, sql from sqlite_schema where type = 'trigger' order by name`);

  beforeEach(async () => {
    connection = await SqliteConnection.open(':memory:', 'readWrite');
    await connection.exec(`${book}; pragma recursive_triggers = on`);
    await installJournalTriggers(connection, [members]);
  });
  afterEach(() => connection.close());

  test('join a key of several columns, keep odd names, bytes as hex, and digits no JavaScript number holds', async () => {
    await connection.exec(`insert into members values ('A', 7, 0.1, 'it''s', x'00ff', 9223372036854775807)`);
    const [entry] = await connection.all('select rowKey, row from journal');
    expect(entry).toEqual({ rowKey: 'A/7', row: `{"hall":"A","number":7,"points":0.1,"it's \\"odd\\"":"it's","seal":"00FF","big":9223372036854775807}` });
  });

  test('a real is read back as it was, to its last digit', async () => {
    const points = [1735689600123.456, -0.30000000000000004, 1 / 3, 5e-324, 1.7976931348623157e308, -0];
    for (const [number, each] of points.entries()) await connection.run(`insert into members (hall, number, points) values ('A', ?, ?)`, [number, each]);
    await connection.exec(`insert into members (hall, number) values ('A', 9)`);
    const rows = (await connection.all('select row from journal order by sequence')).map(({ row }) => JSON.parse(String(row)) as { points: number | null; seal: string | null });
    expect(rows.map(row => row.points)).toEqual([...points.slice(0, -1), 0, null]);
    expect(rows.map(({ seal }) => seal)).toEqual(rows.map(() => null));
  });

  test('a null that becomes a value, and a value that becomes null, are changes', async () => {
    await connection.exec(`insert into members (hall, number) values ('A', 1); update members set points = 1; update members set points = null; update members set points = null`);
    expect(await connection.all(`select operation from journal`)).toHaveLength(3);
  });

  test('stay as they are when they are right, are made anew when the table grew, and go when it is not synced any more', async () => {
    const before = await triggers();
    expect(before).toHaveLength(4);
    const schemaVersion = await connection.all('pragma schema_version');
    await installJournalTriggers(connection, [members]);
    expect(await connection.all('pragma schema_version')).toEqual(schemaVersion);

    await connection.exec('alter table members add column note text; create trigger members_touch after insert on members begin select 1; end');
    const grown = sqliteTable('members', { hall: text().notNull(), number: integer().notNull(), note: text() }, table => [primaryKey({ columns: [table.hall, table.number] })]);
    await installJournalTriggers(connection, [grown]);
    expect(String((await triggers()).find(trigger => trigger['name'] === 'journal_members_insert')?.['sql'])).toContain('note');

    await installJournalTriggers(connection, []);
    expect((await triggers()).map(trigger => trigger['name'])).toEqual(['members_touch']);
  });
});
