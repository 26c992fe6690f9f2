import { afterEach, beforeEach, expect, test } from 'vitest';
import { outages } from '../../main/branch/branch-schema.ts';
import { LineAway } from '../../main/sync/carry.ts';
import { contactOf, roundEndOf } from '../../main/sync/round-end.ts';
import { HeadquartersRefusal } from '../../main/sync/headquarters-calls.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';

type Branch = Awaited<ReturnType<typeof anEnrolledBranch>>;
let branch: Branch;
beforeEach(async () => { branch = await anEnrolledBranch(); });
afterEach(() => branch.close());

const minute = 60_000;
const rows = async () => (await branch.database.read(reader => reader.select().from(outages))).map(({ id: _, ...outage }) => outage);

test('a line that goes and comes back is one stretch, from the first round without an answer to the next with one', async () => {
  await branch.round();
  branch.headquarters.decideFates(() => 'lost');
  branch.clock.advance(minute);
  await branch.round();
  const since = branch.clock.now();
  const atTheBeginning = await branch.journal();
  for (let round = 0; round < 5; round += 1) {
    branch.clock.advance(minute);
    await branch.round();
  }
  expect((await branch.line()).away).toMatchObject({ since });
  // While it is away nothing of it waits for headquarters.
  expect(await branch.journal()).toEqual(atTheBeginning);
  expect(await rows()).toEqual([]);
  branch.headquarters.decideFates(() => 'arrives');
  branch.clock.advance(minute);
  await branch.round();
  expect(await rows()).toMatchObject([{ kind: 'headquarters', beganAt: since, endedAt: since + 6 * minute }]);
  expect((await branch.line()).away).toBeNull();
  await branch.round();
  expect(branch.headquarters.held.changes.filter(({ table }) => table === 'outages')).toHaveLength(1);
  branch.clock.advance(minute);
  await branch.round();
  expect(await rows()).toHaveLength(1);
});

test('each of two stretches is one of its own, and a line that is well leaves none', async () => {
  for (const fate of ['arrives', 'lost', 'arrives', 'answerLost', 'answerLost', 'arrives', 'arrives'] as const) {
    branch.headquarters.decideFates(() => fate);
    branch.clock.advance(minute);
    await branch.round();
  }
  expect((await rows()).map(({ beganAt, endedAt, cause }) => [(endedAt - beganAt) / minute, cause])).toEqual([[1, 'notReached'], [2, 'timeout']]);
});

test('a headquarters that refuses has answered, and a fault of this machine says nothing of the line', () => {
  expect(contactOf({ kind: 'done' })).toBe('made');
  expect(contactOf(roundEndOf(new LineAway('otherCertificate')))).toBe('otherCertificate');
  expect(contactOf(roundEndOf(new HeadquartersRefusal('BRANCH_REVOKED', null)))).toBe('made');
  expect(contactOf({ kind: 'again', trouble: null, afterMs: 5000 })).toBe('made');
  expect(contactOf(roundEndOf(new Error('nobody foresaw this')))).toBeNull();
  expect(contactOf(roundEndOf(Object.assign(new Error('full'), { code: 'DISK_FULL' })))).toBeNull();
});
