import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import type { Transaction } from '../../main/database/database.ts';
import { refuse } from '../../shared/errors.ts';
import { aCommand, aDatabase, type TestDatabase } from '../builders/a-database.ts';

let database: TestDatabase;
beforeEach(async () => { database = await aDatabase(); });
afterEach(() => database.close());

const store = (id: string, value: unknown = id) => async (tx: Transaction) => {
  await tx.insert(settings).values({ id, value, changedAt: 0 });
  return id;
};
const stored = async () => (await database.read(reader => reader.select({ id: settings.id }).from(settings))).map(row => row.id).sort();

const fill = async () => {
  const used = await database.change(tx => tx.get<{ page_count: number }>(sql`pragma page_count`));
  await database.change(tx => tx.run(sql.raw(`pragma max_page_count = ${used.page_count + 3}`)));
};
const free = () => database.change(tx => tx.run(sql`pragma max_page_count = 100000`));
const large = 'x'.repeat(200_000);

test('every job of the group is refused with DISK_FULL, none of it is stored, and work goes on when there is room', async () => {
  await database.change(store('before'));
  await fill();
  const command = aCommand();
  const ends = await Promise.allSettled([
    database.write(command, store('small')),
    database.change(async () => refuse('TICKET_NOT_FOUND')),
    database.change(store('large', large)),
  ]);
  expect(ends.map(end => end.status === 'rejected' && end.reason.code)).toEqual(['DISK_FULL', 'DISK_FULL', 'DISK_FULL']);
  expect(database.state.isWritable).toBe(false);
  expect(await stored()).toEqual(['before']);
  await free();
  expect(await database.write(command, store('small'))).toBe('small');
  expect(database.state.isWritable).toBe(true);
  expect(await stored()).toEqual(['before', 'small']);
});

test('jobs behind the one that filled the disk are tried on their own', async () => {
  await fill();
  const ends = await Promise.allSettled([database.change(store('large', large)), database.change(store('small')), database.change(async () => 'read')]);
  expect(ends.map(end => end.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(await stored()).toEqual(['small']);
});

test('a job that carries on after the fault stores nothing outside the transaction', async () => {
  await fill();
  const stubborn = database.change(async tx => {
    await Promise.allSettled([store('large', large)(tx), store('pipelined')(tx)]);
    await store('afterwards')(tx).catch(() => undefined);
    return 'pretends success';
  });
  await expect(stubborn).rejects.toMatchObject({ code: 'DISK_FULL' });
  await free();
  expect(await stored()).toEqual([]);
});
