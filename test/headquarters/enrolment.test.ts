import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeBranch } from '../../main/headquarters/console-branches-store.ts';
import { schemaVersion } from '../../main/headquarters/schema-version.ts';
import { syncProtocol } from '../../shared/sync.ts';
import { aClock, type TestClock } from '../builders/a-database.ts';
import { aHeadquartersWithPostgres, type TestBranch, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aJournal, aSealingKey, type Change } from '../builders/a-sealed-batch.ts';

const dayMs = 24 * 3_600_000;
let headquarters: TestHeadquarters;
let clock: TestClock;
beforeAll(async () => {
  clock = aClock();
  headquarters = await aHeadquartersWithPostgres({ clock, limits: { perStranger: 100_000 } });
});
afterAll(() => headquarters.dispose());

const versions = { protocol: syncProtocol, schema: schemaVersion, application: '0.1.0' };
const note: Change = { table: 'settings', key: 'k', row: { id: 'k', value: '1', changedAt: 5 } };

/** What a machine asks for with a code; `as`: whose place it says it takes. */
function asking(code: string, { id = uuidv7(), key = aSealingKey(), versions: its = versions } = {}) {
  return { code, publicKey: key.publicKey, checkpointPublicKey: key.publicKey, versions: its, branch: { id, name: '城西营业厅', trade: 'power', timeZone: 'Asia/Shanghai' } };
}
const enrol = (input: unknown) => headquarters.call<{ epoch: number; token: string; branch: { id: string } }>('sync/enrol', input);
const report = ({ epoch }: Pick<TestBranch, 'epoch'>, token: string) => headquarters.call<{ token: string | null }>('sync/report', {
  epoch, versions, clock: clock.now(), written: 0, waiting: 0, oldestWaitingAt: null, directive: 0, files: { waiting: 0 },
}, token);
const known = () => headquarters.rows('select b."branchId", b.epoch, e."publicKey", e."tokenHash" from hq.branches b join hq.epochs e using ("branchId") order by 1, 2');

test('a code that nobody made, that ran out, or that was used by another machine makes no branch', async () => {
  const used = await headquarters.code();
  expect(await enrol(asking(used))).toMatchObject({ status: 200, body: { epoch: 1 } });
  const late = await headquarters.code();
  const before = await known();
  expect(await enrol(asking('aaaa-bbbb-cccc-dddd'))).toMatchObject({ status: 404, code: 'CODE_UNKNOWN' });
  expect(await enrol(asking(used))).toMatchObject({ status: 409, code: 'CODE_USED' });
  clock.advance(8 * dayMs);
  expect(await enrol(asking(late))).toMatchObject({ status: 404, code: 'CODE_UNKNOWN' });
  expect(await known()).toEqual(before);
});

test('a branch that is known is not enrolled again with a code for a new one, nor with a code for another', async () => {
  const [branch, other] = [await headquarters.enrolledBranch(), await headquarters.enrolledBranch()];
  const before = await known();
  expect(await enrol(asking(await headquarters.code(), { id: branch.branchId }))).toMatchObject({ status: 409, code: 'BRANCH_KNOWN' });
  expect(await enrol(asking(await headquarters.code(other.branchId), { id: branch.branchId }))).toMatchObject({ status: 404, code: 'CODE_UNKNOWN' });
  expect(await known()).toEqual(before);
});

test('the machine whose answer was lost asks again with the same code and key, and only its newest token is good', async () => {
  const input = asking(await headquarters.code());
  const [first, again] = [await enrol(input), await enrol(input)];
  expect([first.body.epoch, again.body.epoch]).toEqual([1, 1]);
  expect(await report({ epoch: 1 }, first.body.token)).toMatchObject({ status: 401, code: 'TOKEN_UNKNOWN' });
  expect((await report({ epoch: 1 }, again.body.token)).status).toBe(200);
});

test('two machines with one code at the same moment: one of them is enrolled', async () => {
  const code = await headquarters.code();
  const answers = await Promise.all(Array.from({ length: 4 }, () => enrol(asking(code))));
  expect(answers.map(({ code: refusal }) => refusal ?? 'enrolled').sort()).toEqual(['CODE_USED', 'CODE_USED', 'CODE_USED', 'enrolled']);
});

test('a branch of a newer version or another protocol is told so, and nothing of it is kept', async () => {
  const before = await known();
  const code = await headquarters.code();
  expect(await enrol(asking(code, { versions: { ...versions, schema: schemaVersion + 1 } }))).toMatchObject({ status: 503, code: 'HEADQUARTERS_OLDER', data: { schema: schemaVersion } });
  expect(await enrol(asking(code, { versions: { ...versions, protocol: syncProtocol + 1 } }))).toMatchObject({ status: 503, code: 'HEADQUARTERS_OLDER' });
  expect(await enrol(asking(code, { versions: { ...versions, protocol: 0 } }))).toMatchObject({ status: 426, code: 'PROTOCOL_TOO_OLD' });
  expect(await known()).toEqual(before);
  expect((await enrol(asking(code))).status).toBe(200);
});

test('a revoked branch is refused whatever it asks, and nothing more is taken from it', async () => {
  const branch = await headquarters.enrolledBranch();
  await headquarters.send(branch.seal([note]), branch.token);
  await headquarters.parts.database.transact(tx => revokeBranch(tx, branch.branchId, '测试', clock.now()));
  const refused = { status: 403, code: 'BRANCH_REVOKED' };
  expect(await headquarters.send(branch.seal([note]), branch.token)).toMatchObject(refused);
  expect(await report(branch, branch.token)).toMatchObject(refused);
  expect(await headquarters.call('sync/pull', { after: 0, takes: [] }, branch.token)).toMatchObject(refused);
  expect(await headquarters.call('sync/beginEpoch', { epoch: 1, keptUpTo: 0, why: 'fenced' }, branch.token)).toMatchObject(refused);
  expect(await enrol(asking(await headquarters.code(branch.branchId), { id: branch.branchId }))).toMatchObject(refused);
  expect(await headquarters.rows('select "receivedSeq" from hq.epochs where "branchId" = $1', [branch.branchId])).toEqual([{ receivedSeq: 1 }]);
});

test('a token is replaced after a day; the one before it is good until the new one is used, and a thief who has it is refused then', async () => {
  const branch = await headquarters.enrolledBranch();
  expect((await report(branch, branch.token)).body.token).toBeNull();
  clock.advance(dayMs);
  const { body: { token: next } } = await report(branch, branch.token);
  if (next === null) throw new Error('no new token');
  // The answer was lost: the branch still has its old one, and is given another.
  const { body: { token: newest } } = await report(branch, branch.token);
  if (newest === null) throw new Error('no new token');
  expect((await headquarters.send(branch.seal([note]), newest)).status).toBe(200);
  for (const stolen of [branch.token, next]) {
    expect(await headquarters.send(branch.seal([note]), stolen)).toMatchObject({ status: 401, code: 'TOKEN_UNKNOWN' });
    expect(await report(branch, stolen)).toMatchObject({ code: 'TOKEN_UNKNOWN' });
  }
  expect(await headquarters.rows('select "receivedSeq" from hq.epochs where "branchId" = $1', [branch.branchId])).toEqual([{ receivedSeq: 1 }]);
});

test('a new machine takes the place of a lost one under a new epoch and token', async () => {
  const branch = await headquarters.enrolledBranch();
  await headquarters.send(branch.seal([note]), branch.token);
  const key = aSealingKey();
  const replaced = await enrol({ ...asking(await headquarters.code(branch.branchId), { key }), branch: null });
  expect(replaced).toMatchObject({ status: 200, body: { epoch: 2, branch: { id: branch.branchId } } });
  expect((await report({ epoch: 2 }, replaced.body.token)).status).toBe(200);
  // What the old disk still has may come, in its own epoch; it does not speak for the branch any more.
  expect((await headquarters.send(branch.seal([note]), branch.token)).status).toBe(200);
  expect((await headquarters.call<{ directives: unknown[] }>('sync/pull', { after: 0, takes: [] }, branch.token)).body.directives).toEqual([]);
});

test('a request to begin an epoch that comes again, however late, begins no other; a machine that speaks in the epoch before is fenced', async () => {
  const branch = await headquarters.enrolledBranch();
  await headquarters.send(branch.seal([note, note]), branch.token);
  const begin = () => headquarters.call('sync/beginEpoch', { epoch: 1, keptUpTo: 1, why: 'restoredBackup' }, branch.token);
  const begun = { status: 200, body: { epoch: 2, missed: { from: 2, to: 2 } } };
  expect(await begin()).toMatchObject(begun);
  await headquarters.send(aJournal({ branchId: branch.branchId, epoch: 2, key: branch.key }).seal([note]), branch.token);
  expect(await begin()).toMatchObject(begun);
  expect((await report({ epoch: 2 }, branch.token)).status).toBe(200);
  expect(await report({ epoch: 1 }, branch.token)).toMatchObject({ status: 409, code: 'BRANCH_FENCED', data: { epoch: 1 } });
  expect(await headquarters.send(branch.seal([note]), branch.token)).toMatchObject({ code: 'BRANCH_FENCED' });
});

test('a branch in an epoch that headquarters does not know begins one whose number was never given', async () => {
  const branch = await headquarters.enrolledBranch();
  expect(await report({ epoch: 5 }, branch.token)).toMatchObject({ status: 404, code: 'BRANCH_NOT_FOUND' });
  expect(await headquarters.call('sync/beginEpoch', { epoch: 5, keptUpTo: 7, why: 'headquartersPutBack' }, branch.token)).toMatchObject({ status: 200, body: { epoch: 6, missed: null } });
});

test('a database connection that breaks in the middle of a transaction fails that transaction and nothing else', async () => {
  const { database } = headquarters.parts;
  const broken = database.transact(async tx => {
    const { rows: [own] } = await tx.$client.query<{ id: number }>('select pg_backend_pid() as id');
    await database.pool.query('select pg_terminate_backend($1)', [own?.id]);
    // Nothing is asked of it at the moment it breaks.
    await new Promise(resolve => { tx.$client.once('end', resolve); });
    await tx.$client.query('select 1');
  });
  await expect(broken).rejects.toThrow('not queryable');
  expect((await headquarters.enrolledBranch()).epoch).toBe(1);
});
