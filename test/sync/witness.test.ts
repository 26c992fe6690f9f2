import { join } from 'node:path';
import { Readable } from 'node:stream';
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
import { aComparedBranch } from '../builders/a-compared-branch.ts';
import { aHeadquartersWithPostgres, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aLogEntry } from '../builders/a-log.ts';

const hourMs = 60 * 60_000;

let headquarters: TestHeadquarters;
let branch: Awaited<ReturnType<typeof aComparedBranch>>;
beforeAll(async () => { headquarters = await aHeadquartersWithPostgres({ name: '江城 总部' }); });
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
