import { asc } from 'drizzle-orm';
import { blob, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import { appenderOf } from '../../main/database/appended-rows.ts';
import type { Transaction } from '../../main/database/database.ts';
import { commandResults, journal } from '../../main/database/database-schema.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aCommand, aDatabase, type TestDatabase } from '../builders/a-database.ts';

let database: TestDatabase;
beforeEach(async () => { database = await aDatabase(); });
afterEach(() => database.close());

const appender = appenderOf(settings);
const append = (id: string) => async (tx: Transaction) => {
  tx.append(appender, { id, value: { zh: '“叫号”', of: [id] }, changedAt: 7 });
  return id;
};
const stored = () => database.read(reader => reader.select().from(settings));

test('appended rows are stored as they were given, in the order of the jobs, and recorded in the journal', async () => {
  await Promise.all(['c', 'a', 'b'].map(id => database.change(append(id))));
  expect((await stored()).find(row => row.id === 'a')).toEqual({ id: 'a', value: { zh: '“叫号”', of: ['a'] }, changedAt: 7 });
  const recorded = await database.read(reader => reader.select({ key: journal.rowKey }).from(journal).orderBy(asc(journal.sequence)));
  expect(recorded.map(({ key }) => key)).toEqual(['c', 'a', 'b']);
});

test('a job that fails takes its appended rows with it and leaves those of the others', async () => {
  const jobs = ['a', 'b', 'c'].map(id => database.change(async tx => {
    await append(id)(tx);
    if (id === 'b') throw new Error('changed its mind');
  }));
  expect((await Promise.allSettled(jobs)).map(end => end.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await stored()).map(row => row.id).sort()).toEqual(['a', 'c']);
});

test('who is answered finds the row stored, and a repeat appends nothing', async () => {
  const command = aCommand();
  expect(await database.write(command, append('once'))).toBe('once');
  expect(await stored()).toHaveLength(1);
  expect(await database.write(command, append('twice'))).toBe('once');
  expect((await stored()).map(row => row.id)).toEqual(['once']);
});

test('jobs that were sent together append with one statement', async () => {
  const { run } = SqliteConnection.prototype;
  const statements: string[] = [];
  SqliteConnection.prototype.run = function (sql, bound) { statements.push(sql); return run.call(this, sql, bound); };
  await Promise.all(Array.from({ length: 10 }, (_, index) => database.change(append(`${index}`))));
  SqliteConnection.prototype.run = run;
  expect(statements).toEqual([appender.sql]);
  expect(await stored()).toHaveLength(10);
});

test('a row that cannot be stored refuses everybody who shares its commit, and nothing of theirs stays', async () => {
  await database.change(append('a'));
  const ends = await Promise.allSettled([database.write(aCommand(), append('b')), database.change(append('a'))]);
  expect(ends.map(end => end.status)).toEqual(['rejected', 'rejected']);
  expect((await stored()).map(row => row.id)).toEqual(['a']);
  expect(await database.read(reader => reader.$count(commandResults))).toBe(0);
  expect(await database.change(append('c'))).toBe('c');
});

test('an append after its job has ended is refused', async () => {
  let kept: Transaction | null = null;
  await database.change(async tx => { kept = tx; });
  await expect(append('late')(kept!)).rejects.toThrow('its job had ended');
  expect(await stored()).toEqual([]);
});

test('what JSON would change without a word is refused, in the job that asked', async () => {
  const ends = await Promise.allSettled([
    database.change(async tx => { tx.append(appender, { id: 'a', value: 1, changedAt: Number.NaN }); }),
    database.change(append('b')),
  ]);
  expect(ends.map(end => end.status)).toEqual(['rejected', 'fulfilled']);
  expect(() => appenderOf(sqliteTable('scans', { id: text().primaryKey(), bytes: blob() }))).toThrow('blobs');
});
