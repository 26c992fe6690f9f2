import { afterEach, beforeEach, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import { pruneResults } from '../../main/database/command-results.ts';
import { commandResults } from '../../main/database/database-schema.ts';
import type { Transaction } from '../../main/database/database.ts';
import { refuse } from '../../shared/errors.ts';
import { aCommand, aDatabase, type TestDatabase } from '../builders/a-database.ts';

let database: TestDatabase;
beforeEach(async () => { database = await aDatabase(); });
afterEach(() => database.close());

const store = (id: string) => async (tx: Transaction) => {
  await tx.insert(settings).values({ id, value: id, changedAt: 0 });
  return id;
};
const stored = async () => (await database.read(reader => reader.select({ id: settings.id }).from(settings))).map(row => row.id).sort();

test('a repeat answers what the first answered and changes nothing', async () => {
  const command = aCommand();
  const first = await database.write(command, async tx => ({ id: await store('once')(tx), missing: undefined, nothing: null }));
  const again = await database.write(command, async () => { throw new Error('ran again'); });
  expect(again).toEqual(first);
  expect(await stored()).toEqual(['once']);
});

test('the same command sent many times at once runs once', async () => {
  const command = aCommand();
  let runs = 0;
  const answers = await Promise.all(Array.from({ length: 50 }, () => database.write(command, async tx => {
    runs += 1;
    await store('once')(tx);
    return { run: runs };
  })));
  expect(runs).toBe(1);
  expect(new Set(answers.map(answer => JSON.stringify(answer)))).toEqual(new Set(['{"run":1}']));
});

test('a command that answered nothing answers nothing again', async () => {
  const command = aCommand();
  await database.write(command, async () => undefined);
  expect(await database.write(command, async () => { throw new Error('ran again'); })).toBeUndefined();
});

test('a command that failed may be sent again', async () => {
  const command = aCommand();
  await expect(database.write(command, async () => refuse('TICKET_NOT_FOUND'))).rejects.toMatchObject({ code: 'TICKET_NOT_FOUND' });
  expect(await database.write(command, store('now'))).toBe('now');
});

test('a command id is worth nothing to another caller or for another command', async () => {
  const command = aCommand();
  await database.write(command, async () => 'secret');
  for (const other of [{ ...command, caller: 'station-2' }, { ...command, name: 'test.other' }]) {
    await expect(database.write(other, async () => 'ran')).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
  }
  const shared = aCommand();
  const together = [database.write(shared, async () => 'mine'), database.write({ ...shared, caller: 'station-2' }, async () => 'theirs')];
  expect((await Promise.allSettled(together)).map(end => end.status)).toEqual(['fulfilled', 'rejected']);
});

test('results are forgotten after a week, in sets', async () => {
  await Promise.all(Array.from({ length: 30 }, () => database.write(aCommand(), async () => 1)));
  const storedAt = database.clock.now();
  expect(await database.change(tx => pruneResults(tx, storedAt, 20))).toBe(0);
  expect(await database.change(tx => pruneResults(tx, storedAt + 1, 20))).toBe(20);
  expect(await database.change(tx => pruneResults(tx, storedAt + 1, 20))).toBe(10);
  expect(await database.read(reader => reader.$count(commandResults))).toBe(0);
});
