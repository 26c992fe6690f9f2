import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ArchiveRecord, decodeRecord, encodeRecord } from '../../main/headquarters/archive-segment.ts';
import { restoreFromArchive } from '../../main/headquarters/restore.ts';
import { segmentWriter } from '../../main/headquarters/segment-writer.ts';
import { aHeadquarters, type TestBranch, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aPostgres, type TestPostgres } from '../builders/a-postgres.ts';
import { aSealingKey, type Change } from '../builders/a-sealed-batch.ts';
import { aSmallDisk, whyNoSmallDisk } from '../database/a-small-disk.ts';

let postgres: TestPostgres;
beforeAll(async () => { postgres = await aPostgres(); });
afterAll(() => postgres.dispose());

const notes = (count: number, words = '话'): Change[] => Array.from({ length: count }, (_, index) => ({ table: 'settings', key: `k${index}`, row: { id: `k${index}`, value: `"${words}\\${index}"`, changedAt: 5 } }));

async function anArchive() {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-archive-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
async function send(headquarters: TestHeadquarters, branch: TestBranch, changes: Change[]) {
  const batch = branch.seal(changes);
  const answer = await headquarters.send(batch, branch.token);
  expect(answer.status).toBe(200);
  return batch;
}
async function durable(headquarters: TestHeadquarters, upTo: number): Promise<void> {
  await expect.poll(async () => (await headquarters.rows<{ least: number }>('select min("durableSeq") as least from hq.epochs'))[0]?.least, { timeout: 20_000 }).toBe(upTo);
}
const held = (headquarters: TestHeadquarters) => Promise.all([
  headquarters.rows('select * from hq.changes order by "branchId", epoch, seq'),
  headquarters.rows('select "branchId", epoch, "firstSeq", "lastSeq", sha256, "chainBefore", signature, "receivedAt" from hq.batches order by 1, 2, 3'),
  headquarters.rows('select "branchId", epoch, "receivedSeq", chain, "publicKey", "tokenHash" from hq.epochs order by 1, 2'),
  headquarters.rows('select "branchId", name, trade, "timeZone", epoch from hq.branches order by 1'),
]);
async function recordsIn(folder: string): Promise<ArchiveRecord[]> {
  const records: ArchiveRecord[] = [];
  for (const name of (await readdir(folder)).sort()) {
    let rest = await readFile(join(folder, name));
    while (rest.length > 0) {
      const found = decodeRecord(rest);
      if (!('record' in found)) throw new Error('a record cannot be read');
      records.push(found.record);
      rest = rest.subarray(found.bytes);
    }
  }
  return records;
}
const restoreInto = (headquarters: TestHeadquarters, folder: string, isOurs = false) => restoreFromArchive(headquarters.parts.database, folder, { now: Date.now(), isOurs });

test('what was received becomes durable once the archive has it, byte for byte as it was sealed', async () => {
  const archive = await anArchive();
  const headquarters = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), archiveFolder: archive.folder });
  const branch = await headquarters.enrolledBranch();
  const batches = [await send(headquarters, branch, notes(3)), await send(headquarters, branch, notes(2))];
  await durable(headquarters, 5);
  const archived = (await recordsIn(archive.folder)).flatMap(({ facts, packed }) => facts.kind === 'batch' ? [{ ...facts, body: gunzipSync(packed) }] : []);
  expect(archived.map(({ seal, signature, body }) => ({ seal, signature, body }))).toEqual(batches.map(({ seal, signature, body }) => ({ seal: seal.toString(), signature: signature.toString('base64'), body })));
  const { body } = await headquarters.call('sync/pull', { after: 0, takes: [] }, branch.token);
  expect(body).toMatchObject({ received: 5, durable: 5 });
  await headquarters.dispose();
  await archive.remove();
});

test('two instances write the same archive folder, each into files of its own, and every batch is there', async () => {
  const archive = await anArchive();
  const databaseUrl = await postgres.newDatabase();
  const one = await aHeadquarters({ databaseUrl, archiveFolder: archive.folder });
  const two = await aHeadquarters({ databaseUrl, archiveFolder: archive.folder, keyFile: `${one.parts.dataFolder}/keys/headquarters-key` });
  const branches = await Promise.all(Array.from({ length: 3 }, () => one.enrolledBranch()));
  await Promise.all(branches.map(async (branch, index) => {
    for (let batch = 0; batch < 8; batch += 1) await send((batch + index) % 2 ? one : two, branch, notes(5));
  }));
  await durable(one, 40);
  const seals = new Set((await recordsIn(archive.folder)).flatMap(({ facts }) => facts.kind === 'batch' ? [facts.seal] : []));
  expect(seals.size).toBe(24);
  await two.dispose();
  await one.dispose();
  await archive.remove();
});

test('an empty database is filled from the archive, again without effect, and its branches go on as before', async () => {
  const archive = await anArchive();
  const lost = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), archiveFolder: archive.folder });
  const [one, two] = [await lost.enrolledBranch(), await lost.enrolledBranch()];
  for (const branch of [one, two]) for (let batch = 0; batch < 3; batch += 1) await send(lost, branch, notes(4, String(batch)));
  await durable(lost, 12);
  const before = await held(lost);
  await lost.dispose();

  const found = await aHeadquarters({ databaseUrl: await postgres.newDatabase() });
  expect(await restoreInto(found, archive.folder)).toEqual({ batches: 6, changes: 24, held: 0, problems: [] });
  expect(await held(found)).toEqual(before);
  expect(await restoreInto(found, archive.folder)).toEqual({ batches: 0, changes: 0, held: 6, problems: [] });
  expect(await held(found)).toEqual(before);
  expect(await found.send(one.seal(notes(1)), one.token)).toMatchObject({ status: 200, body: { received: 13 } });
  await expect.poll(() => found.rows('select count(*) as count from branches.settings'), { timeout: 20_000 }).toEqual([{ count: 8 }]);
  await found.dispose();
  await archive.remove();
});

test('a database that was put back gets what it lost, and the branch sends what was never durable', async () => {
  const archive = await anArchive();
  const lost = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), archiveFolder: archive.folder });
  const branch = await lost.enrolledBranch();
  const first = await send(lost, branch, notes(4));
  await send(lost, branch, notes(4));
  await durable(lost, 8);
  const facts = await recordsIn(archive.folder);
  await lost.dispose();
  const notDurable = branch.seal(notes(2));

  // The backup is of the time before the second batch.
  const older = await anArchive();
  await writeFile(join(older.folder, '1.segment'), Buffer.concat(facts.filter(({ facts }) => facts.kind === 'epoch' || facts.seal === first.seal.toString()).map(encodeRecord)));
  const found = await aHeadquarters({ databaseUrl: await postgres.newDatabase() });
  expect(await restoreInto(found, older.folder)).toMatchObject({ batches: 1 });
  expect(await found.send(notDurable, branch.token)).toMatchObject({ code: 'BATCH_GAP', data: { expected: 5 } });
  expect(await restoreInto(found, archive.folder, true)).toMatchObject({ batches: 1, held: 1, problems: [] });
  await durable(found, 8);
  expect(await found.send(notDurable, branch.token)).toMatchObject({ status: 200, body: { received: 10 } });
  await found.dispose();
  await older.remove();
  await archive.remove();
});

test.skipIf(whyNoSmallDisk)(`a disk that is full in the middle of a record keeps no half of it, and goes on once it has room${whyNoSmallDisk ? ` (${whyNoSmallDisk})` : ''}`, async () => {
  const disk = aSmallDisk(64);
  const folder = join(disk.folder, 'archive');
  const record = (seal: string, bytes: number) => encodeRecord({ facts: { kind: 'batch', seal, signature: '', receivedAt: 5 }, packed: randomBytes(bytes) });
  const seals = async () => (await recordsIn(folder)).map(({ facts }) => facts.kind === 'batch' ? facts.seal : '');
  const segment = segmentWriter(folder);
  await segment.append(record('one', 1000));
  await writeFile(join(disk.folder, 'ballast'), Buffer.alloc(64 * 1024)).catch(() => undefined);
  for (const bytes of [12_000, 13_000]) await expect(segment.append(record('two', bytes))).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await seals()).toEqual(['one']);
  await rm(join(disk.folder, 'ballast'));
  await segment.append(record('two', 12_000));
  await segment.append(record('three', 1000));
  expect(await seals()).toEqual(['one', 'two', 'three']);
  expect(await readdir(folder)).toHaveLength(2);
  await segment.close();
  disk.remove();
});

test('damaged places, a torn end and forged batches of an archive are named, and all that is whole comes back', async () => {
  const archive = await anArchive();
  const lost = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), archiveFolder: archive.folder });
  const [one, two] = [await lost.enrolledBranch(), await lost.enrolledBranch()];
  await send(lost, one, notes(50));
  await send(lost, two, notes(50));
  await send(lost, two, notes(50));
  await durable(lost, 50);
  await expect.poll(() => lost.rows('select 1 from hq.batches where "archivedAt" is null'), { timeout: 20_000 }).toEqual([]);
  const records = await recordsIn(archive.folder);
  await lost.dispose();

  const encoded = records.map(encodeRecord);
  const isBatchOf = (record: ArchiveRecord | undefined, branch: TestBranch) => record?.facts.kind === 'batch' && record.facts.seal.includes(branch.branchId);
  const ofOne = records.findIndex(record => isBatchOf(record, one));
  const damagedRecord = encoded[ofOne];
  if (!damagedRecord) throw new Error('the batch is not there');
  damagedRecord[damagedRecord.length - 60] = (damagedRecord[damagedRecord.length - 60] ?? 0) ^ 1;
  const forger = aSealingKey();
  const lastOfTwo = records.findLastIndex(record => isBatchOf(record, two));
  const forged = records[lastOfTwo];
  if (forged?.facts.kind !== 'batch') throw new Error('the batch is not there');
  encoded[lastOfTwo] = encodeRecord({ ...forged, facts: { ...forged.facts, signature: forger.sign(forged.facts.seal).toString('base64') } });
  for (const name of await readdir(archive.folder)) await rm(join(archive.folder, name));
  await writeFile(join(archive.folder, 'a.segment'), Buffer.concat([...encoded, (encoded[0] ?? Buffer.alloc(0)).subarray(0, 40)]));

  const found = await aHeadquarters({ databaseUrl: await postgres.newDatabase() });
  const restored = await restoreInto(found, archive.folder);
  expect(restored).toMatchObject({ batches: 1, changes: 50 });
  expect(restored.problems.map(problem => problem.replace(/^.*: /u, '')).sort()).toEqual(['damaged', 'damaged, or its end is torn off', 'signature']);
  expect(await found.rows('select "branchId", "receivedSeq" from hq.epochs where "receivedSeq" > 0')).toEqual([{ branchId: two.branchId, receivedSeq: 50 }]);
  await found.dispose();
  await archive.remove();
});

test('a batch whose rows in the database are not what was sealed is not archived from there, and holds up nobody else', async () => {
  const archive = await anArchive();
  const place = join(archive.folder, 'in-the-way');
  await writeFile(place, 'a file where the folder should be');
  const databaseUrl = await postgres.newDatabase();
  // The service that received them ends before its archive can be written.
  const first = await aHeadquarters({ databaseUrl, archiveFolder: place });
  const [good, changed] = [await first.enrolledBranch(), await first.enrolledBranch()];
  await first.rows(`create function spoil() returns trigger language plpgsql as $$ begin if new."branchId" = '${changed.branchId}' then new.row = replace(new.row, '话', '画'); end if; return new; end $$`);
  await first.rows('create trigger spoil before insert on hq.changes for each row execute function spoil()');
  await send(first, changed, notes(3));
  await send(first, good, notes(3));
  const keyFile = join(archive.folder, 'key');
  await copyFile(join(first.parts.dataFolder, 'keys', 'headquarters-key'), keyFile);
  await first.dispose();
  const headquarters = await aHeadquarters({ databaseUrl, keyFile });
  await expect.poll(() => headquarters.rows('select "durableSeq" from hq.epochs where "branchId" = $1', [good.branchId]), { timeout: 20_000 }).toEqual([{ durableSeq: 3 }]);
  expect(await headquarters.rows('select "durableSeq" from hq.epochs where "branchId" = $1', [changed.branchId])).toEqual([{ durableSeq: 0 }]);
  await headquarters.dispose();
  await archive.remove();
});

test('while the archive cannot be written batches are received all the same, and become durable once it can', async () => {
  const archive = await anArchive();
  const place = join(archive.folder, 'in-the-way');
  await writeFile(place, 'a file where the folder should be');
  const headquarters = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), archiveFolder: place });
  const branch = await headquarters.enrolledBranch();
  await send(headquarters, branch, notes(3));
  await send(headquarters, branch, notes(3));
  expect(await headquarters.rows('select "durableSeq", "receivedSeq" from hq.epochs')).toEqual([{ durableSeq: 0, receivedSeq: 6 }]);
  await rm(place);
  await send(headquarters, branch, notes(1));
  await durable(headquarters, 7);
  await headquarters.dispose();
  await archive.remove();
});
