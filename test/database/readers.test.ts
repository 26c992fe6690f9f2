import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import type { Queries } from '../../main/database/database.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';

let database: TestDatabase;
beforeEach(async () => { database = await aDatabase(); });
afterEach(() => database.close());

const add = (id: string) => database.change(tx => tx.insert(settings).values({ id, value: 1, changedAt: 0 }));
const count = (reader: Queries) => reader.$count(settings);

test('a read sees one moment of the database, whatever is committed meanwhile', async () => {
  // More rounds than there are readers: each has been used before.
  for (let round = 0; round < 8; round += 1) {
    const counts = await database.read(async reader => {
      const first = await count(reader);
      await add(`${round}`);
      return [first, await count(reader)];
    });
    expect(counts).toEqual([round, round]);
  }
  expect(await database.read(count)).toBe(8);
});

test('a read begins with its first question, not when its connection became free', async () => {
  await Promise.all([1, 2, 3].map(() => database.read(count)));
  await add('a');
  for (let round = 0; round < 5; round += 1) expect(await database.read(count)).toBe(1);
});

test('what was acknowledged is seen by the next read', async () => {
  for (let index = 1; index <= 30; index += 1) {
    await add(`${index}`);
    expect(await database.read(count)).toBe(index);
  }
});

test('readers wait for no writer and see nothing of its unfinished work', async () => {
  let finish = () => {};
  const held = new Promise<void>(resolve => { finish = resolve; });
  const writing = database.change(async tx => {
    await tx.insert(settings).values({ id: 'a', value: 1, changedAt: 0 });
    await held;
  });
  expect(await database.read(count)).toBe(0);
  finish();
  await writing;
  expect(await database.read(count)).toBe(1);
});

test('more reads at once than there are readers are all answered', async () => {
  await add('a');
  expect(await Promise.all(Array.from({ length: 50 }, () => database.read(count)))).toEqual(Array.from({ length: 50 }, () => 1));
});

test('a reader cannot write, and serves the next read after trying', async () => {
  for (let round = 0; round < 5; round += 1) {
    await expect(database.read(reader => reader.run(sql`delete from settings`))).rejects.toMatchObject({ code: 'DATABASE_READ_ONLY' });
  }
  expect(await database.read(count)).toBe(0);
});

test('a read that fails gives its connection back', async () => {
  for (let round = 0; round < 10; round += 1) await expect(database.read(async () => { throw new Error('no'); })).rejects.toThrow('no');
  await expect(database.read(reader => reader.all(sql`select nonsense from nowhere`))).rejects.toThrow('no such table');
  expect(await database.read(count)).toBe(0);
});

test('a reader kept beyond its read is refused', async () => {
  let kept: Queries | null = null;
  await database.read(async reader => { kept = reader; });
  await expect(count(kept!)).rejects.toThrow('its job had ended');
});

test('a free reader holds no snapshot: the log can be folded in while nobody reads', async () => {
  await database.read(count);
  await add('a');
  const connection = await SqliteConnection.open(join(database.folder, 'branch.sqlite'), 'readWrite', 100);
  expect(await connection.all('pragma wal_checkpoint(truncate)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }]);
  await connection.close();
});
