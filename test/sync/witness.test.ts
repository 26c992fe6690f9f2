import { join } from 'node:path';
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { logState, makeCheckpoint } from '../../main/access-log/access-log-checkpoints-store.ts';
import { appendEntries } from '../../main/access-log/access-log-store.ts';
import { originOf } from '../../main/access-log/checkpoint.ts';
import { leafHashOf } from '../../main/access-log/entry-bytes.ts';
import { logFileLines } from '../../main/access-log/log-export-store.ts';
import { readCheckpoint } from '../../main/access-log/checkpoint.ts';
import { runsOfLines, verifyRuns } from '../../main/access-log/verify-stream.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { syncLine } from '../../main/sync/sync-schema.ts';
import { aConsole, type ConsolePerson } from '../builders/a-console.ts';
import { aComparedBranch } from '../builders/a-compared-branch.ts';
import { aHeadquartersWithPostgres, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aLogEntry } from '../builders/a-log.ts';

const hourMs = 60 * 60_000;

let headquarters: TestHeadquarters;
let branch: Awaited<ReturnType<typeof aComparedBranch>>;
let auditor: ConsolePerson;
let keeper: ConsolePerson;
beforeAll(async () => {
  headquarters = await aHeadquartersWithPostgres({ name: '江城 总部' });
  const people = await aConsole(headquarters);
  auditor = await people.somebody(['auditor'], '何志远');
  keeper = await people.somebody(['catalogueKeeper', 'supervisor']);
});
afterAll(() => headquarters.dispose());
beforeEach(async () => { branch = await aComparedBranch(headquarters); });
afterEach(() => branch.close());

/** Entries, and a checkpoint over them and the one of the enrolment; an hour later. */
async function grow(count: number): Promise<string> {
  branch.clock.advance(hourMs);
  const entries = Array.from({ length: count }, () => aLogEntry(branch.clock.now()));
  await branch.database.change(tx => appendEntries(tx, entries));
  return (await makeCheckpoint(branch.parts)).text;
}
const state = () => logState(branch.parts);
const atHeadquarters = async () => (await headquarters.rows('select size, "refusedReason", "refusedNote", note from hq.witnessed where "branchId" = $1', [branch.branchId]))[0];

/** The exported log, verified by somebody who knows `notes` from elsewhere. */
async function verified(...notes: string[]) {
  const owner = { branchName: '城东营业厅', origin: originOf(branch.branchId), publicKey: branch.parts.branchKey.checkpointPublicKey.toString('base64'), remembered: [], exportedAt: branch.clock.now() };
  const lines = await branch.database.read(async reader => {
    const parts: string[] = [];
    for await (const part of logFileLines(reader, owner)) parts.push(part);
    return parts;
  });
  return verifyRuns(runsOfLines(Readable.from(lines.map(part => Buffer.from(part)))), { known: notes.map(note => readCheckpoint(note)!.state) }, Date.parse('2100-01-01'));
}

/** Somebody with the database's file and the branch's key. */
async function tamper(act: (file: SqliteConnection) => Promise<unknown>): Promise<void> {
  const file = await SqliteConnection.open(join(branch.parts.dataFolder, 'branch.sqlite'), 'readWrite');
  try {
    for (const { name } of await file.all(`select name from sqlite_schema where type = 'trigger' and tbl_name like 'access_log_%'`)) await file.exec(`drop trigger "${String(name)}"`);
    await act(file);
    await file.exec('delete from access_log_checkpoints; delete from access_log_subtrees');
  } finally {
    await file.close();
  }
}

test('headquarters signs what the log holds, and goes on from there once an hour', async () => {
  await grow(300);
  await branch.round();
  expect((await state()).witness).toMatchObject({ size: 301, name: '江城-总部' });
  expect((await state()).unwitnessedSince).toBeNull();
  expect(await verified()).toMatchObject({ unchanged: 'pass', complete: 'pass', witnessed: { verdict: 'pass', size: 301 } });

  await grow(7);
  branch.clock.advance(-hourMs + 1);
  await branch.round();
  expect((await state()).witness).toMatchObject({ size: 301 });
  branch.clock.advance(hourMs);
  await branch.round();
  expect((await state()).witness).toMatchObject({ size: 308 });
  expect(await atHeadquarters()).toMatchObject({ size: 308, refusedReason: null });
});

test('a log that was rewritten, with every hash made to fit and signed with the stolen key, is refused and shown with both states', async () => {
  const honest = await grow(20);
  await branch.round();
  await tamper(async file => {
    const [row] = await file.all('select bytes from access_log_entries where seq = 5');
    const bytes = String(row?.['bytes']).replace('"action":"view"', '"action":"print"');
    expect(await file.run('update access_log_entries set bytes = ?, leafHash = ? where seq = 5', [bytes, leafHashOf(bytes)])).toEqual({ changes: 1 });
  });
  const rewritten = await grow(3);
  await branch.round();
  expect((await branch.line()).witnessRefused).toMatchObject({ reason: 'fork', size: 24, witnessed: 21 });
  expect((await branch.line()).trouble).toBeNull();
  const { refusedNote, note } = (await atHeadquarters()) as { refusedNote: string; note: string };
  expect(await atHeadquarters()).toMatchObject({ size: 21, refusedReason: 'fork' });
  expect(refusedNote).toBe(rewritten);
  expect(await headquarters.rows(`select detail from hq.audit_trail where "branchId" = $1 and action = 'logRefused'`, [branch.branchId])).toEqual([{ detail: { reason: 'fork', size: 21 } }]);
  expect(note.startsWith(honest)).toBe(true);
  // Whoever gets the branch's export sees it without believing headquarters.
  expect(await verified(rewritten)).toMatchObject({ unchanged: 'pass' });
  expect(await verified(note)).toMatchObject({ unchanged: 'fail', findings: [{ code: 'knownCheckpointInconsistent' }] });
});

/** The branch as the console tells of it. Its clock is days ahead here. */
const story = async () => {
  const { troubles, ...rest } = (await auditor.call('branches/one', { branchId: branch.branchId })).body;
  return { ...rest, troubles: (troubles as string[]).filter(kind => kind !== 'clockOff') };
};
const lookAt = (seenAt: number, words: string, commandId = uuidv7(), by = auditor) => by.call('branches/keepLogFinding', { commandId, branchId: branch.branchId, seenAt, words });
/** An hour later, when the branch asks again. */
async function askAgain(): Promise<void> {
  branch.clock.advance(hourMs);
  await branch.round();
}

test('a branch put back from an old backup is looked at once, and its log is witnessed anew in a line of its own; a further refusal is red again', async () => {
  await grow(10);
  const old = await branch.backUp();
  await grow(10);
  await branch.round();
  const { size: witnessedBefore } = (await state()).witness!;
  await branch.restart(old);
  await grow(15);
  await branch.round();
  const red = await story();
  expect(red).toMatchObject({ troubles: ['logRewritten'], witness: { size: witnessedBefore, sinceAt: null, findings: [], refused: { reason: 'fork', newestSize: witnessedBefore + 5 } } });

  const seenAt: number = red.witness.refused.newestAt;
  expect((await lookAt(seenAt, '无权', uuidv7(), keeper)).code).toBe('NOT_ALLOWED');
  expect((await lookAt(seenAt - 1, '看的是以前的')).code).toBe('LOG_REFUSED_AGAIN');
  const commandId = uuidv7();
  const kept = await lookAt(seenAt, '硬盘损坏，从前一天的备份恢复，已核对纸面校验点。', commandId);
  expect(kept.status).toBe(200);
  // Its answer was lost.
  expect((await lookAt(seenAt, '硬盘损坏，从前一天的备份恢复，已核对纸面校验点。', commandId)).body).toEqual(kept.body);
  expect((await lookAt(seenAt, '再来一次')).code).toBe('LOG_NOT_REFUSED');
  const amber = await story();
  expect(amber).toMatchObject({
    troubles: ['logLookedAt'],
    witness: { size: witnessedBefore + 5, sinceAt: kept.body.at, refused: null, findings: [{ at: kept.body.at, byName: '何志远', words: '硬盘损坏，从前一天的备份恢复，已核对纸面校验点。', lineFrom: witnessedBefore + 5, witnessed: { size: witnessedBefore, note: red.witness.note }, refused: { note: red.witness.refused.note, reason: 'fork' } }] },
  });
  await expect(headquarters.rows(`delete from hq.log_findings`)).rejects.toThrow(/only ever added/);
  expect(await headquarters.rows(`select "staffName", detail from hq.audit_trail where "branchId" = $1 and action = 'logLookedAt'`, [branch.branchId]))
    .toEqual([{ staffName: '何志远', detail: { reason: 'fork', size: witnessedBefore, lineFrom: witnessedBefore + 5, words: '硬盘损坏，从前一天的备份恢复，已核对纸面校验点。' } }]);

  await grow(2);
  await askAgain();
  expect((await branch.line()).witnessRefused).toBeNull();
  expect((await state()).witness).toMatchObject({ size: witnessedBefore + 7, name: '江城-总部', sinceAt: kept.body.at });
  expect(await story()).toMatchObject({ troubles: [], witness: { size: witnessedBefore + 7, sinceAt: kept.body.at, findings: [{ byName: '何志远' }] } });
  expect(await verified()).toMatchObject({ unchanged: 'pass', complete: 'pass', witnessed: { verdict: 'pass', size: witnessedBefore + 7 } });
  // The old line's note still speaks against the log.
  expect(await verified(red.witness.note)).toMatchObject({ unchanged: 'fail' });

  await tamper(file => file.exec('delete from access_log_entries where seq >= 12; delete from access_log_details where seq >= 12'));
  await grow(1);
  await askAgain();
  expect(await story()).toMatchObject({ troubles: ['logRewritten'], witness: { size: witnessedBefore + 7, refused: { reason: 'older', newestSize: 13 }, findings: [{ byName: '何志远' }] } });
});

test('a log that was rewritten and is whole again is looked at without a new line: under one name nothing contradictory is ever signed', async () => {
  await grow(20);
  await branch.round();
  const whole = await branch.backUp();
  await tamper(async file => {
    const [row] = await file.all('select bytes from access_log_entries where seq = 5');
    const bytes = String(row?.['bytes']).replace('"action":"view"', '"action":"print"');
    await file.run('update access_log_entries set bytes = ?, leafHash = ? where seq = 5', [bytes, leafHashOf(bytes)]);
  });
  await grow(3);
  await branch.round();
  await branch.restart(whole);
  await grow(1);
  await askAgain();
  const red = await story();
  expect(red).toMatchObject({ troubles: ['logRewritten'], witness: { size: 22, refused: { reason: 'fork', newestSize: null } } });
  expect((await lookAt(red.witness.refused.newestAt, '第 5 条被改过，已从备份恢复，责任人已处理。')).status).toBe(200);
  expect(await story()).toMatchObject({ troubles: [], witness: { size: 22, sinceAt: null, refused: null, findings: [{ lineFrom: null, witnessed: { size: 22 }, refused: { reason: 'fork' } }] } });
  await grow(1);
  await askAgain();
  expect((await state()).witness).toMatchObject({ size: 23, sinceAt: null });
});

test('a log that was cut is refused as shorter, until it is whole again', async () => {
  await grow(20);
  await branch.round();
  const whole = await branch.backUp();
  await tamper(file => file.exec('delete from access_log_entries where seq >= 10; delete from access_log_details where seq >= 10'));
  await grow(2);
  await branch.round();
  expect((await branch.line()).witnessRefused).toMatchObject({ reason: 'older', size: 12, witnessed: 21 });
  expect(await atHeadquarters()).toMatchObject({ refusedReason: 'older' });
  await branch.restart(whole);
  await grow(1);
  await branch.round();
  expect((await branch.line()).witnessRefused).toBeNull();
  expect(await atHeadquarters()).toMatchObject({ size: 22, refusedReason: null });
});

test('a signature of another key than that of the enrolment is not believed', async () => {
  await branch.database.change(tx => tx.update(syncLine).set({ headquartersPublicKey: Buffer.alloc(32, 7).toString('base64') }));
  await grow(5);
  await branch.round();
  expect((await state()).witness).toBeNull();
});
