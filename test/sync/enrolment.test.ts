import { createRouterClient } from '@orpc/server';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { syncApi } from '../../main/sync/sync-api.ts';
import { syncLine } from '../../main/sync/sync-schema.ts';
import { lineStandingOf } from '../../renderer/sync/line-standing.ts';
import type { SyncState } from '../../shared/sync-state.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';
import { callerWith } from '../builders/an-archive.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let branch: Awaited<ReturnType<typeof anEnrolledBranch>>;
const as = (role: 'administrator' | 'clerk') => createRouterClient(syncApi(branch.parts, branch.sync), { context: callerWith(uuidv7(), [role]) });
beforeEach(async () => { branch = await anEnrolledBranch(); });
afterEach(() => branch.close());
const given = { address: 'http://127.0.0.1:4820', code: 'aaaa-bbbb-cccc-dddd', certificate: null };

async function state(): Promise<SyncState> {
  for await (const picture of await as('clerk').watch()) return picture;
  throw new Error('no picture');
}

describe('enrolling', () => {
  beforeEach(() => branch.database.change(tx => tx.delete(syncLine)));

  test('keeps the line, and the token beside the keys and nowhere else; what the journal has is then sent', async () => {
    const keys = await branch.write(2);
    expect(await as('administrator').enrol(given)).toEqual({ headquartersName: '云溪市总部' });
    expect(await branch.line()).toMatchObject({ address: given.address, epoch: 1, base: 0, sealedSeq: 0 });
    expect(branch.sync.tokens.present()).toBe('a-token-of-the-enrolment');
    await branch.round();
    expect(branch.headquarters.held.changes.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
    expect(JSON.stringify([await branch.line(), branch.headquarters.held.changes])).not.toContain('a-token-of-the-enrolment');
  });

  test('with a wrong code, without an answer, or at an address that is none, changes nothing', async () => {
    const enrol = (of: Partial<typeof given>) => refusalOf(as('administrator').enrol({ ...given, ...of }));
    expect(await enrol({ code: 'xxxx-xxxx-xxxx-xxxx' })).toMatchObject({ code: 'ENROLMENT_FAILED', data: { reason: 'CODE_UNKNOWN' } });
    branch.headquarters.decideFates(() => 'lost');
    expect(await enrol({})).toMatchObject({ code: 'ENROLMENT_FAILED', data: { reason: 'LINE_AWAY' } });
    expect(await enrol({ address: 'http://hq.example.cn' })).toMatchObject({ code: 'ADDRESS_WRONG' });
    expect(await branch.round()).toBeNull();
    expect(await state()).toMatchObject({ headquartersName: null, trouble: null });
    expect(await refusalOf(as('clerk').tryNow())).toMatchObject({ code: 'NOT_ENROLLED' });
  });
});

describe('how the line stands', () => {
  test('is said with what waits, since when, and up to when headquarters has everything', async () => {
    await branch.round();
    const first = await branch.line();
    expect(await state()).toMatchObject({ headquartersName: '云溪市总部', waiting: { changes: 0, oldestAt: null }, filesWaiting: 0, completeTo: Math.max(branch.clock.now(), first.receivedToAt!), trouble: null });
    branch.headquarters.decideFates(() => 'lost');
    await branch.write(3);
    await branch.round();
    const oldest = (await branch.journal())[0]!;
    expect(await state()).toMatchObject({ waiting: { changes: 3, oldestAt: oldest.at }, completeTo: first.receivedToAt, trouble: { code: 'LINE_AWAY', since: branch.clock.now() } });
    expect(await as('clerk').details()).toMatchObject({ epoch: 1, received: first.receivedSeq, written: first.receivedSeq + 3, clockOffsetMs: 0 });
  });

  const calm: SyncState = { asOf: 0, headquartersName: '总部', waiting: { changes: 0, oldestAt: null }, filesWaiting: 0, completeTo: 0, lastContactAt: 0, trouble: null, isUnderWay: false, nextTryAt: null };
  const minute = 60_000;
  test.each([
    ['notEnrolled', { headquartersName: null }, 0],
    ['complete', { waiting: { changes: 2, oldestAt: 0 } }, minute],
    ['waiting', { waiting: { changes: 2, oldestAt: 0 } }, 3 * minute],
    ['complete', { trouble: { code: 'LINE_AWAY', data: null, since: 0 } }, minute],
    ['away', { trouble: { code: 'LINE_AWAY', data: null, since: 0 } }, 3 * minute],
    ['stopped', { trouble: { code: 'BRANCH_FENCED', data: null, since: 0 } }, 0],
  ] as const)('is %s at a glance for %j after %i ms', (standing, of, now) => {
    expect(lineStandingOf({ ...calm, ...of }, now)).toBe(standing);
  });
});

test('after two machines wrote, this one goes on in an epoch of its own, once somebody says so', async () => {
  await branch.write(1);
  await branch.round();
  const anew = () => as('administrator').beginAnew({ commandId: uuidv7() });
  expect(await refusalOf(anew())).toMatchObject({ code: 'NOT_FENCED' });
  branch.headquarters.fence();
  const keys = await branch.write(1);
  await branch.round();
  await anew();
  expect(await branch.round()).toEqual({ kind: 'done' });
  expect(branch.headquarters.epoch).toBe(2);
  expect(branch.headquarters.held.changes.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
  expect(await branch.database.read(reader => reader.select({ epoch: syncLine.epoch }).from(syncLine).where(eq(syncLine.id, 'line')))).toEqual([{ epoch: 2 }]);
});
