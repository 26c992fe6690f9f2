import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { watchChanges } from '../../main/headquarters/change-watch.ts';
import { aConsole, type ConsolePerson } from '../builders/a-console.ts';
import { aHeadquarters, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aPostgres, type TestPostgres } from '../builders/a-postgres.ts';

let postgres: TestPostgres;
let one: TestHeadquarters;
let other: TestHeadquarters;
let reader: ConsolePerson;

beforeAll(async () => {
  postgres = await aPostgres();
  const databaseUrl = await postgres.newDatabase();
  one = await aHeadquarters({ databaseUrl, limits: { perStranger: 100_000 } });
  other = await aHeadquarters({ databaseUrl, dataFolder: one.parts.dataFolder });
  const people = await aConsole(one);
  reader = await people.somebody(['auditor']);
});
afterAll(async () => {
  await other.dispose();
  await one.dispose();
  await postgres.dispose();
});

const seenBy = async (seen: string | null) => (await reader.call('live/changed', { seen })).body.seen as string;

test('a page that waits at one instance hears of what another has taken', async () => {
  const branch = await other.enrolledBranch();
  let mark = await seenBy(null);
  // Until what went before is over: only then is it this batch that is heard of.
  await expect.poll(async () => { const before = mark; mark = (await one.parts.watch.otherThan(null)); return mark === before; }, { timeout: 10_000 }).toBe(true);
  const waiting = seenBy(mark);
  expect((await other.send(branch.seal([{ table: 'settings', key: 'a', row: { id: 'a', value: 1, changedAt: 1 } }]), branch.token)).status).toBe(200);
  expect(await waiting).not.toBe(mark);
});

test('while nothing changes the wait ends with what was seen; many wait at the cost of one', async () => {
  const watch = watchChanges(one.parts.database, one.parts.log, 1_200);
  const mark = await watch.otherThan(null);
  const startedAt = Date.now();
  const answers = await Promise.all(Array.from({ length: 50 }, () => watch.otherThan(mark)));
  expect(new Set(answers)).toEqual(new Set([mark]));
  expect(Date.now() - startedAt).toBeGreaterThan(1_000);
});

test('who waits is answered when the service stops, and nobody waits without a session', async () => {
  const watch = watchChanges(one.parts.database, one.parts.log);
  const mark = await watch.otherThan(null);
  const waiting = watch.otherThan(mark);
  watch.stop();
  expect(await waiting).toBe(mark);
  expect((await one.call('console/live/changed', { seen: null }, uuidv7())).code).toBe('NOT_SIGNED_IN');
});
