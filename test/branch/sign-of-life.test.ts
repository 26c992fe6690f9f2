import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outages } from '../../main/branch/branch-schema.ts';
import { keepSignOfLife } from '../../main/branch/sign-of-life.ts';
import { beginAway, readLine } from '../../main/sync/line-store.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';

type Branch = Awaited<ReturnType<typeof anEnrolledBranch>>;
let branch: Branch;
beforeEach(async () => { branch = await anEnrolledBranch(); });
afterEach(async () => {
  vi.useRealTimers();
  await branch.close();
});

const minute = 60_000;
const rows = async () => (await branch.database.read(reader => reader.select().from(outages))).map(({ id: _, ...outage }) => outage);
/** The service is there for a while, and is gone: its next sign would come after ten seconds. */
async function runs(forMs: number): Promise<Awaited<ReturnType<typeof keepSignOfLife>>> {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const life = await keepSignOfLife(branch.parts);
  for (let left = forMs; left > 0; left -= 10_000) {
    branch.clock.advance(Math.min(left, 10_000));
    vi.advanceTimersByTime(Math.min(left, 10_000));
    // The sign is written beside everything else.
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  vi.useRealTimers();
  return life;
}

test('the first start ever tells of no outage', async () => {
  await runs(minute);
  expect(await rows()).toEqual([]);
});

test('a service that was stopped and started again was away in between, and says that it was stopped', async () => {
  const life = await runs(minute);
  await life.stop();
  const beganAt = branch.clock.now();
  branch.clock.advance(20 * minute);
  await runs(0);
  expect(await rows()).toEqual([{ kind: 'service', beganAt, endedAt: beganAt + 20 * minute, cause: 'stopped' }]);
});

test('a service that broke off was last there at its newest sign, at most ten seconds before', async () => {
  const startedAt = branch.clock.now();
  await runs(65_000);
  branch.clock.advance(20 * minute);
  await runs(0);
  expect(await rows()).toEqual([{ kind: 'service', beganAt: startedAt + minute, endedAt: startedAt + 65_000 + 20 * minute, cause: 'brokeOff' }]);
});

test('a start that is itself cut off before it leaves its sign tells of an outage once', async () => {
  const life = await runs(minute);
  await life.stop();
  branch.clock.advance(20 * minute);
  await runs(0);
  const [first] = await rows();
  const file = join(branch.parts.dataFolder, 'branch.alive');
  await writeFile(file, 'stopped');
  await utimes(file, new Date(first!.beganAt), new Date(first!.beganAt));
  branch.clock.advance(minute);
  await runs(0);
  expect(await rows()).toEqual([first]);
});

test('a quick restart is no outage, and a clock that was set back leaves both times as they were', async () => {
  await (await runs(minute)).stop();
  branch.clock.advance(500);
  await (await runs(minute)).stop();
  expect(await rows()).toEqual([]);
  const beganAt = branch.clock.now();
  branch.clock.advance(-30 * minute);
  await runs(0);
  expect(await rows()).toEqual([{ kind: 'service', beganAt, endedAt: beganAt - 30 * minute, cause: 'stopped' }]);
});

test('a line that was away when the service broke off was away until then', async () => {
  await runs(minute);
  const [since, brokeOffAt] = [branch.clock.now() - 30_000, branch.clock.now()];
  await branch.database.change(tx => beginAway(tx, since, 'timeout'));
  branch.clock.advance(20 * minute);
  await runs(0);
  expect(await rows()).toEqual([
    { kind: 'headquarters', beganAt: since, endedAt: brokeOffAt, cause: 'timeout' }, { kind: 'service', beganAt: brokeOffAt, endedAt: brokeOffAt + 20 * minute, cause: 'brokeOff' },
  ]);
  expect((await branch.database.read(readLine))?.away).toBeNull();
});

test('a folder that cannot be written is no reason not to start', async () => {
  await expect(keepSignOfLife({ ...branch.parts, dataFolder: join(branch.parts.dataFolder, 'nowhere') })).resolves.toBeDefined();
});
