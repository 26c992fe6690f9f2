import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { aConsole } from '../builders/a-console.ts';
import { aHeadquartersWithPostgres, type TestBranch, type TestHeadquarters } from '../builders/a-headquarters.ts';
import type { Change } from '../builders/a-sealed-batch.ts';

let headquarters: TestHeadquarters;
let people: Awaited<ReturnType<typeof aConsole>>;

beforeAll(async () => {
  headquarters = await aHeadquartersWithPostgres({ limits: { perStranger: 100_000 } });
  people = await aConsole(headquarters);
});
afterAll(() => headquarters.dispose());

const checkpoint = (key: string, size: unknown, operation: Change['operation'] = 'insert'): Change => ({ table: 'access_log_checkpoints', operation, key, row: { size, at: 5, rootHash: '张伟明', note: 'n', witnessName: null, witnessedAt: null } });
const unknown = (key: string): Change => ({ table: 'no_such_table', key, row: { id: key } });

async function send(branch: TestBranch, changes: Change[]): Promise<void> {
  expect((await headquarters.send(branch.seal(changes), branch.token)).status).toBe(200);
  await expect.poll(() => headquarters.rows('select 1 from hq.epochs where "branchId" = $1 and "projectedSeq" < "receivedSeq"', [branch.branchId]), { timeout: 20_000 }).toEqual([]);
}
const listOf = async ({ branchId }: TestBranch) => (await people.administrator.call('quarantine/list', { branchId })).body;
const heldInList = async ({ branchId }: TestBranch) => (await people.administrator.call('branches/list', { words: branchId, only: 'all', page: 0 })).body.branches[0].held;

test('what is held is told by table and reason, without what the rows say, with how many wait behind each', async () => {
  const branch = await headquarters.enrolledBranch();
  await send(branch, [checkpoint('19', 'neunzehn'), checkpoint('19', 19, 'update'), checkpoint('19', 19, 'update'), unknown('a'), unknown('b'), unknown('b'), unknown('c')]);
  const groups = await listOf(branch);
  expect(groups).toMatchObject([
    { table: 'no_such_table', reason: 'unknownTable', changes: expect.arrayContaining([expect.objectContaining({ seq: 4, key: 'a', waitingBehind: 0 })]) },
    { table: 'access_log_checkpoints', reason: 'wrongType', count: 1, waitingBehind: 2, changes: [{ epoch: 1, seq: 1, key: '19', detail: 'size', waitingBehind: 2 }] },
  ]);
  expect(JSON.stringify(groups)).not.toContain('张伟明');
  expect(await heldInList(branch)).toBe(7);
});

test('one row or all are projected once more after the cause was mended; the count goes down and the trail says who did it', async () => {
  const branch = await headquarters.enrolledBranch();
  await send(branch, [unknown('a'), unknown('b')]);
  const replay = (row: { table: string; key: string } | null) => people.administrator.call('quarantine/replay', { commandId: uuidv7(), branchId: branch.branchId, row });
  expect((await replay(null)).body).toEqual({ replayed: 0, stillHeld: 2 });
  // The table is known now: as after an update of headquarters.
  await headquarters.rows(`update hq.quarantine set "tableName" = 'settings' where "branchId" = $1`, [branch.branchId]);
  await headquarters.rows('alter table hq.changes disable trigger stays');
  await headquarters.rows(`update hq.changes set "tableName" = 'settings', row = '{"id":"' || "rowKey" || '","value":"1","changedAt":1}' where "branchId" = $1`, [branch.branchId]);
  await headquarters.rows('alter table hq.changes enable trigger stays');
  expect((await replay({ table: 'settings', key: 'a' })).body).toEqual({ replayed: 1, stillHeld: 0 });
  expect(await heldInList(branch)).toBe(1);
  expect((await replay(null)).body).toEqual({ replayed: 1, stillHeld: 0 });
  expect(await heldInList(branch)).toBe(0);
  expect(await listOf(branch)).toEqual([]);
  const auditor = await people.somebody(['auditor']);
  const { entries } = (await auditor.call('audit/list', { staffId: null, branchId: branch.branchId, action: 'heldReplayed', fromAt: null, toAt: null, before: null })).body;
  expect(entries.map(({ detail }: { detail: object }) => detail)).toMatchObject([{ replayed: 1, stillHeld: 0 }, { table: 'settings', key: 'a', replayed: 1 }, { stillHeld: 2 }]);
});

test('a replay sent twice at the same moment, as after a lost answer, counts once and both are told the same', async () => {
  const branch = await headquarters.enrolledBranch();
  await send(branch, [unknown('a')]);
  const asked = { commandId: uuidv7(), branchId: branch.branchId, row: null };
  const answers = await Promise.all([1, 2, 3].map(() => people.administrator.call('quarantine/replay', asked)));
  expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: 3 }, () => ({ replayed: 0, stillHeld: 1 })));
  expect(await headquarters.rows(`select count(*) from hq.audit_trail where "commandId" = $1`, [asked.commandId])).toEqual([{ count: 1 }]);
});

test('a change is given up with a reason, and what waited behind it goes in; nobody but an administrator may', async () => {
  const branch = await headquarters.enrolledBranch();
  await send(branch, [checkpoint('7', 'sieben'), checkpoint('7', 7, 'update')]);
  const given = { commandId: uuidv7(), branchId: branch.branchId, epoch: 1, seq: 1, reason: '网点旧版本写错' };
  const keeper = await people.somebody(['catalogueKeeper', 'supervisor']);
  expect((await keeper.call('quarantine/dismiss', given)).code).toBe('NOT_ALLOWED');
  expect((await people.administrator.call('quarantine/dismiss', given)).body).toEqual({ replayed: 1, stillHeld: 0 });
  // Its answer was lost: the same command is told the same, and the trail has it once.
  expect((await people.administrator.call('quarantine/dismiss', given)).body).toEqual({ replayed: 1, stillHeld: 0 });
  expect(await headquarters.rows(`select detail->'replayed' as replayed from hq.audit_trail where "branchId" = $1 and action = 'heldDismissed'`, [branch.branchId])).toEqual([{ replayed: 1 }]);
  expect((await people.administrator.call('quarantine/dismiss', { ...given, commandId: uuidv7() })).code).toBe('QUARANTINE_NOT_FOUND');
  expect(await headquarters.rows('select size from branches.access_log_checkpoints where "branchId" = $1', [branch.branchId])).toEqual([{ size: 7 }]);
});
