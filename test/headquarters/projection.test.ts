import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dismissHeld, replayHeld } from '../../main/headquarters/quarantine.ts';
import { aHeadquarters, type TestBranch, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aPostgres, type TestPostgres } from '../builders/a-postgres.ts';
import { aJournal, type Change } from '../builders/a-sealed-batch.ts';

let postgres: TestPostgres;
let headquarters: TestHeadquarters;

beforeAll(async () => {
  postgres = await aPostgres();
  headquarters = await aHeadquarters({ databaseUrl: await postgres.newDatabase() });
});

afterAll(async () => {
  await headquarters.dispose();
  await postgres.dispose();
});

const setting = (id: string, value: unknown, operation: Change['operation'] = 'insert'): Change => ({ table: 'settings', operation, key: id, row: { id, value, changedAt: 1_772_000_000_000 } });
const checkpoint = (size: unknown, rootHash = 'r', key = String(size)): Change => ({ table: 'access_log_checkpoints', key, row: { size, at: 5, rootHash, note: 'n', witnessName: null, witnessedAt: null } });

async function projected({ branchId }: { branchId: string }): Promise<void> {
  await expect.poll(() => headquarters.rows('select 1 from hq.epochs where "branchId" = $1 and "projectedSeq" < "receivedSeq"', [branchId]), { timeout: 20_000 }).toEqual([]);
}
async function send(branch: TestBranch, changes: Change[]): Promise<void> {
  const answer = await headquarters.send(branch.seal(changes), branch.token);
  expect(answer.status).toBe(200);
  await projected(branch);
}
const inTable = (table: string, { branchId }: { branchId: string }) => headquarters.rows(`select * from branches."${table}" where "branchId" = $1 order by "fromEpoch", "fromSeq"`, [branchId]);
const settingsOf = async (branch: { branchId: string }) => Object.fromEntries((await inTable('settings', branch)).map(({ id, value }) => [id, value]));
const heldOf = ({ branchId }: { branchId: string }) => headquarters.rows('select seq, reason, detail from hq.quarantine where "branchId" = $1 and "solvedAt" is null order by epoch, seq', [branchId]);
const solvedOf = ({ branchId }: { branchId: string }) => headquarters.rows('select epoch, seq, reason, "solvedHow" from hq.quarantine where "branchId" = $1 and "solvedAt" is not null order by epoch, seq', [branchId]);

test('a row is as its last change left it, and knows which change that was', async () => {
  const branch = await headquarters.enrolledBranch();
  await send(branch, [setting('a', '1'), setting('b', '她说"好"\\'), setting('a', '2', 'update'), setting('c', '3'), setting('c', '3', 'delete')]);
  expect(await inTable('settings', branch)).toMatchObject([{ id: 'b', value: '她说"好"\\', fromEpoch: 1, fromSeq: 2 }, { id: 'a', value: '2', fromSeq: 3 }]);
  await send(branch, [setting('a', '2', 'delete'), setting('b', '9', 'update'), setting('c', 'neu')]);
  expect(await settingsOf(branch)).toEqual({ b: '9', c: 'neu' });
  expect(await heldOf(branch)).toEqual([]);
});

test('every column is of the branch’s type: whole numbers, reals, text, JSON as it was sent, bytes', async () => {
  const branch = await headquarters.enrolledBranch();
  const ticket = { id: 't1', number: 'A001', originalOrder: 1.5e3, queueOrder: 0.1 };
  await send(branch, [
    { table: 'access_log_entries', key: '7', row: { seq: 7, bytes: '{"at":1, "z":"é"}', leafHash: '00FFAB' } },
    { table: 'tickets', key: 't1', row: ticket },
    setting('big', '{"b":1,  "a":9007199254740991}'),
    { table: 'case_photos', key: 'c1/p1', row: { caseId: 'c1', photoId: 'p1' } },
  ]);
  expect(await inTable('access_log_entries', branch)).toMatchObject([{ seq: 7, bytes: '{"at":1, "z":"é"}', leafHash: Buffer.from([0, 255, 171]) }]);
  expect(await inTable('tickets', branch)).toMatchObject([{ ...ticket, issuedAt: null }]);
  expect(await settingsOf(branch)).toEqual({ big: '{"b":1,  "a":9007199254740991}' });
  expect(await inTable('case_photos', branch)).toMatchObject([{ caseId: 'c1', photoId: 'p1' }]);
  await send(branch, [{ table: 'case_photos', operation: 'delete', key: 'c1/p1', row: {} }, { table: 'access_log_entries', operation: 'delete', key: '7', row: { seq: '7' } }]);
  expect(await inTable('case_photos', branch)).toEqual([]);
  expect(await inTable('access_log_entries', branch)).toEqual([]);
});

describe('what does not fit', () => {
  test('is held with its reason, later changes of the same row behind it, and all else goes on', async () => {
    const branch = await headquarters.enrolledBranch();
    await send(branch, [
      setting('good', '1'),
      setting('bad', 'before'),
      { table: 'settings', operation: 'update', key: 'bad', row: '{"id":"bad",' },
      setting('good', '2', 'update'),
      setting('bad', 'after', 'update'),
      checkpoint('neunzehn'),
      { table: 'access_log_entries', key: '3', row: { seq: 3, bytes: '', leafHash: 'XYZ' } },
      { table: 'no_such_table', key: 'k', row: { id: 'k' } },
      { ...setting('other', '1'), key: 'someone-else' },
      { table: 'settings', key: 'nul', row: '{"id":"nul","value":"\\u0000"}' },
      checkpoint(4),
      { table: 'access_log_checkpoints', operation: 'delete', key: 'vier', row: {} },
    ]);
    expect(await heldOf(branch)).toEqual([
      { seq: 3, reason: 'notJson', detail: '' },
      { seq: 5, reason: 'behind', detail: '3' },
      { seq: 6, reason: 'wrongType', detail: 'size' },
      { seq: 7, reason: 'wrongType', detail: 'leafHash' },
      { seq: 8, reason: 'unknownTable', detail: '' },
      { seq: 9, reason: 'wrongType', detail: 'rowKey' },
      { seq: 10, reason: 'notJson', detail: '' },
      { seq: 12, reason: 'wrongType', detail: 'rowKey' },
    ]);
    expect(await settingsOf(branch)).toEqual({ good: '2', bad: 'before' });
    expect(await inTable('access_log_checkpoints', branch)).toMatchObject([{ size: 4 }]);

    await send(branch, [setting('bad', 'later', 'update'), setting('new', '1'), { table: 'no_such_table', key: 'l', row: { id: 'l' } }]);
    expect((await heldOf(branch)).slice(8)).toEqual([{ seq: 13, reason: 'behind', detail: '3' }, { seq: 15, reason: 'unknownTable', detail: '' }]);
    expect(await settingsOf(branch)).toEqual({ good: '2', bad: 'before', new: '1' });
  });

  test('is held alone where nobody foresaw why it fails', async () => {
    const branch = await headquarters.enrolledBranch();
    await headquarters.rows(`alter table branches.setting_locks add constraint unforeseen check (id <> 'odd')`);
    const lock = (id: string): Change => ({ table: 'setting_locks', key: id, row: { id, lockedAt: 5 } });
    await send(branch, [lock('a'), lock('odd'), lock('b'), lock('odd'), lock('c')]);
    await headquarters.rows('alter table branches.setting_locks drop constraint unforeseen');
    expect(await heldOf(branch)).toEqual([{ seq: 2, reason: 'wrongType', detail: '23514' }, { seq: 4, reason: 'behind', detail: '2' }]);
    expect((await inTable('setting_locks', branch)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('is replayed after it was mended: what fits now goes in, the rest stays held', async () => {
    const branch = await headquarters.enrolledBranch();
    await send(branch, [
      { table: 'mended_table', key: 'k', row: { id: 'k', value: 'alt' } },
      { table: 'mended_table', key: 'k', row: { id: 'k', value: 'neu' } },
      checkpoint('x', 'r', 'y'),
    ]);
    const replay = () => headquarters.parts.database.transact(tx => replayHeld(tx, { branchId: branch.branchId }, '陈静', 5));
    expect(await replay()).toEqual({ replayed: 0, stillHeld: 3 });
    expect((await heldOf(branch)).map(({ reason }) => reason)).toEqual(['unknownTable', 'unknownTable', 'wrongType']);

    const { projectedTables } = await import('../../main/headquarters/projection-tables.ts');
    const tables = projectedTables as Map<string, unknown>;
    tables.set('mended_table', { ...projectedTables.get('setting_locks'), name: 'mended_table', columns: [{ name: 'id', type: 'text' }, { name: 'value', type: 'text' }], keys: [{ name: 'id', type: 'text' }] });
    await headquarters.rows('create table branches.mended_table ("branchId" text, "fromEpoch" integer, "fromSeq" bigint, id text, value text, primary key ("branchId", id))');
    expect(await replay()).toEqual({ replayed: 2, stillHeld: 1 });
    tables.delete('mended_table');
    expect(await inTable('mended_table', branch)).toMatchObject([{ id: 'k', value: 'neu', fromSeq: 2 }]);
    expect(await heldOf(branch)).toEqual([{ seq: 3, reason: 'wrongType', detail: 'size' }]);
    expect((await solvedOf(branch)).map(({ solvedHow }) => solvedHow)).toEqual(['replayed', 'replayed']);
  });

  test('is given up by somebody, and what waited behind it goes in', async () => {
    const branch = await headquarters.enrolledBranch();
    await send(branch, [{ table: 'settings', key: 'a', row: 'kein JSON' }, setting('a', '2', 'update'), setting('a', '3', 'update')]);
    const dismiss = (seq: number) => headquarters.parts.database.transact(tx => dismissHeld(tx, { branchId: branch.branchId, epoch: 1, seq }, '陈静', 5));
    expect(await dismiss(1)).toEqual({ tableName: 'settings', rowKey: 'a', behind: { replayed: 2, stillHeld: 0 } });
    expect(await dismiss(1)).toBeNull();
    expect(await settingsOf(branch)).toEqual({ a: '3' });
    expect((await solvedOf(branch)).map(({ seq, solvedHow }) => [seq, solvedHow])).toEqual([[1, 'dismissed'], [2, 'replayed'], [3, 'replayed']]);
  });

  test('of one branch does not hold up another', async () => {
    const [bad, good] = [await headquarters.enrolledBranch(), await headquarters.enrolledBranch()];
    await Promise.all([send(bad, Array.from({ length: 300 }, (_, index) => ({ table: 'settings', key: `k${index}`, row: 'Unsinn' }))), send(good, [setting('a', '1')])]);
    expect(await settingsOf(good)).toEqual({ a: '1' });
    expect(await heldOf(bad)).toHaveLength(300);
  });
});

describe('a late change of an older epoch', () => {
  test('is projected only where no newer epoch wrote or deleted the row', async () => {
    const branch = await headquarters.enrolledBranch();
    await send(branch, [setting('a', 'old'), setting('gone', 'old'), setting('mine', 'old')]);
    const begun = await headquarters.call<{ epoch: number }>('sync/beginEpoch', { epoch: 1, keptUpTo: 3, why: 'restoredBackup' }, branch.token);
    expect(begun.body).toEqual({ epoch: 2, missed: null });
    const journal = aJournal({ branchId: branch.branchId, epoch: 2, key: branch.key });
    await headquarters.send(journal.seal([setting('a', 'new', 'update'), setting('gone', 'x', 'delete')]), branch.token);
    await projected(branch);

    await send(branch, [setting('a', 'late', 'update'), setting('gone', 'late', 'update'), setting('mine', 'late', 'update'), setting('only', 'late'), setting('a', 'late', 'delete')]);
    expect(await settingsOf(branch)).toEqual({ a: 'new', mine: 'late', only: 'late' });
    expect(await heldOf(branch)).toEqual([]);
    expect(await solvedOf(branch)).toMatchObject([4, 5, 8].map(seq => ({ epoch: 1, seq, reason: 'lateEpoch', solvedHow: 'overtaken' })));
  });

  test('that is held waits no more once a newer epoch writes the row', async () => {
    const branch = await headquarters.enrolledBranch();
    await send(branch, [{ table: 'settings', key: 'a', row: 'Unsinn' }, setting('b', '1')]);
    await headquarters.call('sync/beginEpoch', { epoch: 1, keptUpTo: 2, why: 'restoredBackup' }, branch.token);
    await headquarters.send(aJournal({ branchId: branch.branchId, epoch: 2, key: branch.key }).seal([setting('b', '2', 'update'), setting('a', 'new')]), branch.token);
    await projected(branch);
    // Nothing was in the way of the new epoch, and the old change is found when a person looks at what is held.
    expect(await settingsOf(branch)).toEqual({ a: 'new', b: '2' });
  });
});

test('two instances project the same branches at once, and every row comes out once', async () => {
  const databaseUrl = await postgres.newDatabase();
  const one = await aHeadquarters({ databaseUrl });
  const two = await aHeadquarters({ databaseUrl, keyFile: `${one.parts.dataFolder}/keys/headquarters-key` });
  const branches = await Promise.all(Array.from({ length: 4 }, () => one.enrolledBranch()));
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(branches.map((branch, index) => (index % 2 === round % 2 ? one : two).send(branch.seal(Array.from({ length: 400 }, (_, at) => setting(`k${(round * 37 + at) % 500}`, `${round}`))), branch.token)));
  }
  await expect.poll(() => one.rows('select 1 from hq.epochs where "projectedSeq" < "receivedSeq"'), { timeout: 20_000 }).toEqual([]);
  const wrong = await one.rows(`
    select 1 from (select distinct on ("branchId", "rowKey") "branchId", "rowKey", seq from hq.changes order by "branchId", "rowKey", seq desc) last
    full join branches.settings s on s."branchId" = last."branchId" and s.id = last."rowKey" where s."fromSeq" is distinct from last.seq`);
  expect(wrong).toEqual([]);
  expect(await one.rows('select count(*) as count from branches.settings')).toEqual([{ count: 2000 }]);
  await two.dispose();
  await one.dispose();
});

test('tables and columns that came with a newer version are added at the start, and what is there stays', async () => {
  const databaseUrl = await postgres.newDatabase();
  const older = await aHeadquarters({ databaseUrl });
  const branch = await older.enrolledBranch();
  await older.send(branch.seal([setting('a', '1')]), branch.token);
  await expect.poll(() => older.rows('select value from branches.settings'), { timeout: 20_000 }).toEqual([{ value: '1' }]);
  await older.rows('drop table branches.tickets; alter table branches.settings drop column "changedAt"; alter table branches.settings add column "goneSince" text');
  const keyFile = `${older.parts.dataFolder}/keys/headquarters-key`;
  const newer = await aHeadquarters({ databaseUrl, keyFile });
  expect(await newer.rows('select id, value, "changedAt", "goneSince" from branches.settings')).toEqual([{ id: 'a', value: '1', changedAt: null, goneSince: null }]);
  expect(await newer.rows('select * from branches.tickets')).toEqual([]);
  await newer.rows('alter table branches.settings alter column "changedAt" type text');
  await expect(aHeadquarters({ databaseUrl, keyFile })).rejects.toMatchObject({ code: 'SCHEMA_DIFFERS', details: { migration: 'branches.settings.changedAt' } });
  await newer.dispose();
  await older.dispose();
});
