import { afterEach, expect, test } from 'vitest';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';

type Branch = Awaited<ReturnType<typeof anEnrolledBranch>>;
let branch: Branch | null = null;
afterEach(() => branch?.close());

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const endsAt = Date.now() + 20_000; !await isSo();) {
    if (Date.now() > endsAt) throw new Error('it did not come about');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
const quick = { settleMs: 20, apartMs: 20, roundEveryMs: 60_000 };
const batchesOf = (of: Branch) => of.headquarters.requests.filter(({ path }) => path === '/sync/v1/batches').length;

test('a change wakes the line by itself; what comes in a moment goes together', async () => {
  branch = await anEnrolledBranch({ pace: quick, random: () => 0 });
  const { headquarters, write } = branch;
  await until(() => headquarters.held.received > 0);
  const before = batchesOf(branch);
  const keys = (await Promise.all(Array.from({ length: 30 }, () => write(1)))).flat();
  await until(() => headquarters.held.changes.some(({ key }) => key === keys.at(-1)));
  expect(batchesOf(branch) - before).toBeLessThan(6);
});

test('in a busy hall rounds for changes keep their distance, and after a quiet while a change goes at once', async () => {
  branch = await anEnrolledBranch({ pace: { settleMs: 20, apartMs: 600, roundEveryMs: 60_000 }, random: () => 0 });
  const { headquarters, write } = branch;
  await until(() => headquarters.held.received > 0);
  await new Promise(resolve => setTimeout(resolve, 700));
  const before = batchesOf(branch);
  const began = performance.now();
  const [first] = await write(1);
  await until(() => headquarters.held.changes.some(({ key }) => key === first));
  expect(performance.now() - began).toBeLessThan(500);
  while (performance.now() - began < 1500) await write(1);
  expect(batchesOf(branch) - before).toBeLessThan(5);
});

test('while nothing happens a round is made at intervals, and while all is well it is not reported twice a minute', async () => {
  branch = await anEnrolledBranch({ pace: { settleMs: 20, apartMs: 20, roundEveryMs: 100 }, random: () => 0 });
  const { headquarters } = branch;
  await until(() => headquarters.reports.length >= 3);
  const slow = await anEnrolledBranch({ pace: quick, random: () => 0 });
  await until(() => slow.headquarters.reports.length === 1);
  for (let at = 0; at < 3; at += 1) {
    const [key] = await slow.write(1);
    await until(() => slow.headquarters.held.changes.some(change => change.key === key));
  }
  expect(slow.headquarters.reports).toHaveLength(1);
  await slow.close();
});

test('a line that is away is tried again after a growing pause, whatever is written meanwhile, and at once when somebody asks', async () => {
  branch = await anEnrolledBranch({ pace: quick, random: () => 0.9 });
  const { headquarters, sync, clock } = branch;
  let tries = 0;
  headquarters.decideFates(() => {
    tries += 1;
    return 'lost';
  });
  await until(() => tries > 0 && sync.loop.nextTryAt !== null);
  expect(sync.loop.nextTryAt! - clock.now()).toBe(950);
  await branch.write(1);
  await until(() => tries >= 2);
  await until(() => sync.loop.nextTryAt! - clock.now() === 1900);
  headquarters.decideFates(() => 'arrives');
  sync.tryNow();
  await until(() => headquarters.held.received > 0);
  await until(() => sync.loop.nextTryAt === null);
});

test('it stops cleanly in the middle of a request', async () => {
  const waiting: (() => void)[] = [];
  branch = await anEnrolledBranch({
    pace: quick,
    connect: () => ({
      carry: () => new Promise((_, reject) => { waiting.push(() => reject(new Error('the connection was closed'))); }),
      close: async () => { for (const end of waiting) end(); },
    }),
  });
  await until(() => waiting.length > 0);
  await branch.close();
  branch = null;
  expect(waiting).toHaveLength(1);
});
