import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient, implement } from '@orpc/server';
import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveContract, longestScanBytes, scanPartBytes, type Scan } from '../../shared/archive.ts';
import { appendEntries, logThenReveal } from '../../main/access-log/access-log-store.ts';
import { archiveFileKeys, archiveFiles, archiveHolds, archiveScans } from '../../main/archive/archive-schema.ts';
import { clearScanOrphans, destroyScans, readScan, type ScanPart } from '../../main/archive/scan-content-store.ts';
import { scanHandlers } from '../../main/archive/scan-api.ts';
import type { BranchParts } from '../../main/branch/branch-parts.ts';
import { branchKeyOf } from '../../main/branch/branch-key.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { aPdf, aPhotograph } from '../builders/a-scan.ts';
import { aReadingRoom, secretsOfRoom, type ReadingRoom } from '../builders/a-reading-room.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let room: ReadingRoom;
let client: ReturnType<typeof clientOf>;
let fileId = '';

beforeEach(async () => {
  room = await aReadingRoom();
  client = clientOf(room.parts, 'archivist');
  fileId = await room.file();
});
afterEach(() => room.close());

function clientOf(parts: BranchParts, person: 'archivist' | 'manager') {
  const { scans, beginScan, addScanPart, storeScan, removeScan } = archiveContract;
  const router = implement({ scans, beginScan, addScanPart, storeScan, removeScan }).$context<Caller>().router(scanHandlers(parts));
  return createRouterClient(router, {
    context: {
      connection: {
        id: person, isLocal: true, station: { id: uuidv7(), name: '1', kind: 'desk' },
        session: { id: person, staffId: room.ids[person], staffName: person, roles: [person], isLocked: false },
      },
    },
  });
}

const asPart = (bytes: Buffer) => new File([new Uint8Array(bytes)], 'part');
const scanFolder = () => join(room.parts.dataFolder, 'scans');

async function send(content: Buffer, { to = fileId, by = client, title = '身份证复印件' } = {}): Promise<string> {
  const { uploadId } = await by.beginScan({ fileId: to, title, byteCount: content.length });
  for (let at = 0; at < content.length; at += scanPartBytes) await by.addScanPart({ uploadId, at, part: asPart(content.subarray(at, at + scanPartBytes)) });
  return uploadId;
}

const add = async (content: Buffer, to = fileId) => client.storeScan({ commandId: uuidv7(), uploadId: await send(content, { to }) });

/** Reads as a look does: after an entry. */
const read = (scan: Scan, as: ScanPart = 'page', parts: BranchParts = room.parts, of = scan.fileId) =>
  logThenReveal(parts.database, async tx => {
    const [seq = -1] = await appendEntries(tx, [{
      at: 1, staffId: null, role: 'system', stationId: null, windowId: null, action: 'viewScan', outcome: 'done', fileId: of, customerId: null,
      purpose: null, basis: null, fields: ['scans'], detail: {},
    }]);
    return { seq, found: null };
  }, async (_reader, committed) => Buffer.from(await (await readScan(parts, committed, of, scan.id, as)).arrayBuffer()));

async function allFiles(): Promise<string[]> {
  const found = await readdir(scanFolder(), { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name)).toSorted();
}

const pathOf = ({ id }: Scan) => join(scanFolder(), id.slice(-2), id);

describe('a scan', () => {
  test('comes back as it was taken in, with its facts, and its adding stands in the log', async () => {
    const content = aPdf({ pages: 2, stream: { bytes: Buffer.alloc(900_000, 'x') } });
    const scan = await add(content);
    expect(scan).toMatchObject({ fileId, title: '身份证复印件', kind: 'pdf', pageCount: 2, byteCount: content.length, hasThumbnail: false, addedByName: 'archivist' });
    expect(scan.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect((await read(scan)).equals(content)).toBe(true);
    expect(await client.scans({ fileId })).toMatchObject([{ id: scan.id, addedByName: '李敏' }]);
    expect((await room.log())[0]).toMatchObject({ action: 'change', fileId, staffId: room.ids.archivist, fields: ['scans'], detail: { facts: { change: 'scanAdded', scanId: scan.id, sha256: scan.sha256 } } });
  });

  test('and its thumbnail lie sealed on the disk, for this user alone, and nothing of them stands anywhere in the clear', async () => {
    const scan = await add(await aPhotograph());
    expect((await read(scan, 'thumbnail')).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    const files = await allFiles();
    expect(files).toEqual([pathOf(scan), `${pathOf(scan)}.thumbnail`]);
    for (const file of files) {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect((await readFile(file)).includes('JFIF')).toBe(false);
    }
  });

  test('on its way in is sealed too, and a restart leaves nothing of it', async () => {
    const content = aPdf();
    await send(content);
    const [incoming = ''] = await allFiles();
    expect((await readFile(incoming)).includes('%PDF')).toBe(false);
    expect((await stat(incoming)).mode & 0o777).toBe(0o600);
    await clearScanOrphans(room.parts);
    expect(await allFiles()).toEqual([]);
  });

  test('stored twice under one command is one scan, also when the answer was lost and the upload is gone', async () => {
    const uploadId = await send(aPdf());
    const commandId = uuidv7();
    const [first, second] = await Promise.all([client.storeScan({ commandId, uploadId }), client.storeScan({ commandId, uploadId })]);
    const third = await client.storeScan({ commandId, uploadId });
    expect([second.id, third.id]).toEqual([first.id, first.id]);
    expect(await client.scans({ fileId })).toHaveLength(1);
    expect(await allFiles()).toEqual([pathOf(first)]);
  });

  test('whose parts come twice or out of order is the same in the end', async () => {
    const content = aPdf({ stream: { bytes: Buffer.alloc(1_200_000, 'y') } });
    const { uploadId } = await client.beginScan({ fileId, title: 'x', byteCount: content.length });
    const part = (at: number) => client.addScanPart({ uploadId, at, part: asPart(content.subarray(at, at + scanPartBytes)) });
    await part(0);
    expect(await refusalOf(part(2 * scanPartBytes))).toEqual({ code: 'SCAN_UPLOAD_INCOMPLETE', data: { receivedBytes: scanPartBytes } });
    expect(await part(0)).toEqual({ receivedBytes: scanPartBytes });
    expect(await refusalOf(client.storeScan({ commandId: uuidv7(), uploadId }))).toEqual({ code: 'SCAN_UPLOAD_INCOMPLETE', data: { receivedBytes: scanPartBytes } });
    await Promise.all([part(scanPartBytes), part(2 * scanPartBytes)]);
    const scan = await client.storeScan({ commandId: uuidv7(), uploadId });
    expect((await read(scan)).equals(content)).toBe(true);
  });

  test('of 2 GB is refused before a byte is sent, and one that sends more than it said is refused, too', async () => {
    expect(await refusalOf(client.beginScan({ fileId, title: 'x', byteCount: 2 * 1024 ** 3 }))).toEqual({ code: 'SCAN_TOO_LARGE', data: { maxMegabytes: 60 } });
    expect(await refusalOf(client.beginScan({ fileId, title: 'x', byteCount: longestScanBytes + 1 }))).toMatchObject({ code: 'SCAN_TOO_LARGE' });
    const { uploadId } = await client.beginScan({ fileId, title: 'x', byteCount: 10 });
    expect(await refusalOf(client.addScanPart({ uploadId, at: 0, part: asPart(Buffer.alloc(11)) }))).toMatchObject({ code: 'SCAN_UPLOAD_INCOMPLETE' });
    expect(await allFiles()).toEqual([]);
  });

  test('that is refused leaves no row, no entry and no file', async () => {
    for (const content of [Buffer.from('no scan at all'), aPdf({ isEncrypted: true }), (await aPhotograph()).subarray(0, 900)]) {
      const uploadId = await send(content);
      expect(await refusalOf(client.storeScan({ commandId: uuidv7(), uploadId }))).toMatchObject({ code: 'SCAN_REFUSED' });
      expect(await refusalOf(client.storeScan({ commandId: uuidv7(), uploadId }))).toMatchObject({ code: 'SCAN_UPLOAD_NOT_FOUND' });
    }
    expect(await client.scans({ fileId })).toEqual([]);
    expect(await room.log()).toEqual([]);
    expect(await allFiles()).toEqual([]);
  });

  test('cannot be added to a file that is not there or was destroyed', async () => {
    expect(await refusalOf(client.beginScan({ fileId: uuidv7(), title: 'x', byteCount: 1 }))).toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(await refusalOf(client.beginScan({ fileId: await room.file({ state: 'destroyed' }), title: 'x', byteCount: 1 }))).toMatchObject({ code: 'FILE_DESTROYED' });
    const uploadId = await send(aPdf());
    await room.database.change(tx => tx.update(archiveFiles).set({ state: 'destroyed' }).where(eq(archiveFiles.id, fileId)));
    expect(await refusalOf(client.storeScan({ commandId: uuidv7(), uploadId }))).toMatchObject({ code: 'FILE_DESTROYED' });
    expect(await allFiles()).toHaveLength(1);
  });

  test('of one person is not gone on with by another', async () => {
    const uploadId = await send(aPdf());
    const other = clientOf(room.parts, 'manager');
    expect(await refusalOf(other.addScanPart({ uploadId, at: 0, part: asPart(Buffer.from('x')) }))).toMatchObject({ code: 'SCAN_UPLOAD_NOT_FOUND' });
    expect(await refusalOf(other.storeScan({ commandId: uuidv7(), uploadId }))).toMatchObject({ code: 'SCAN_UPLOAD_NOT_FOUND' });
  });

  test('that nobody goes on with makes room: the fifth of a person ends the first', async () => {
    const began = [];
    for (let count = 0; count < 5; count += 1) began.push(await send(aPdf()));
    const [first = '', second = ''] = began;
    expect(await refusalOf(client.storeScan({ commandId: uuidv7(), uploadId: first }))).toMatchObject({ code: 'SCAN_UPLOAD_NOT_FOUND' });
    await client.storeScan({ commandId: uuidv7(), uploadId: second });
    expect((await allFiles()).filter(file => file.includes('incoming'))).toHaveLength(3);
  });
});

describe('the list of a file\'s scans', () => {
  test('names nobody to those who opened no look', async () => {
    const uploadId = await send(await aPhotograph(), { title: `${secretsOfRoom.name}身份证 ${secretsOfRoom.idNumber}` });
    await client.storeScan({ commandId: uuidv7(), uploadId });
    const [listed] = await client.scans({ fileId });
    expect(listed?.title).toContain('身份证');
    for (const secret of Object.values(secretsOfRoom)) expect(JSON.stringify(listed)).not.toContain(secret);
  });
});

describe('a scan that was removed', () => {
  test('is gone from list and disk; the log says who, why and which', async () => {
    const scan = await add(await aPhotograph());
    await client.removeScan({ commandId: uuidv7(), scanId: scan.id, reason: '扫描倒置' });
    expect(await client.scans({ fileId })).toEqual([]);
    await expect.poll(allFiles).toEqual([]);
    expect(await refusalOf(read(scan))).toMatchObject({ code: 'SCAN_NOT_FOUND' });
    expect((await room.log())[1]).toMatchObject({ action: 'change', fileId, detail: { words: '扫描倒置', facts: { change: 'scanRemoved', scanId: scan.id } } });
    expect(await refusalOf(client.removeScan({ commandId: uuidv7(), scanId: scan.id, reason: 'x' }))).toMatchObject({ code: 'SCAN_NOT_FOUND' });
  });

  test('stays while a hold keeps its file as it is', async () => {
    const scan = await add(await aPhotograph());
    const hold = { id: uuidv7(), fileId, reason: '诉讼', authority: '区人民法院', placedAt: room.clock.now(), placedBy: room.ids.manager };
    await room.database.change(async tx => { await tx.insert(archiveHolds).values(hold); });
    expect(await refusalOf(client.removeScan({ commandId: uuidv7(), scanId: scan.id, reason: '扫描倒置' }))).toMatchObject({ code: 'FILE_ON_HOLD' });
    expect((await read(scan)).length).toBeGreaterThan(0);
  });

  test('is not removed when its entry cannot be written', async () => {
    const scan = await add(aPdf());
    await room.cutLog();
    await expect(client.removeScan({ commandId: uuidv7(), scanId: scan.id, reason: 'x' })).rejects.toThrow(Error);
    expect(await client.scans({ fileId })).toHaveLength(1);
    expect(await allFiles()).toEqual([pathOf(scan)]);
  });
});

describe('a content that was touched on the disk', () => {
  const big = aPdf({ stream: { bytes: Buffer.alloc(700_000, 'z') } });

  test.each<[string, (sealed: Buffer) => Buffer]>([
    ['a changed byte', sealed => Buffer.concat([sealed.subarray(0, 300_000), Buffer.from([(sealed[300_000] ?? 0) ^ 1]), sealed.subarray(300_001)])],
    ['a cut tail', sealed => sealed.subarray(0, -1)],
    ['a cut after a whole chunk', sealed => sealed.subarray(0, 20 + 256 * 1024 + 16)],
    ['swapped chunks', sealed => Buffer.concat([sealed.subarray(0, 20), sealed.subarray(262_180, 524_340), sealed.subarray(20, 262_180), sealed.subarray(524_340)])],
    ['a chunk twice', sealed => Buffer.concat([sealed.subarray(0, 262_180), sealed.subarray(20)])],
    ['something behind it', sealed => Buffer.concat([sealed, Buffer.alloc(40)])],
    ['another salt', sealed => Buffer.concat([sealed.subarray(0, 4), Buffer.alloc(16, 1), sealed.subarray(20)])],
    ['nothing in it', () => Buffer.alloc(0)],
    ['only a header', sealed => sealed.subarray(0, 20)],
  ])('is found damaged: %s', async (_, change) => {
    const scan = await add(big);
    await writeFile(pathOf(scan), change(await readFile(pathOf(scan))));
    expect(await refusalOf(read(scan))).toMatchObject({ code: 'SCAN_DAMAGED' });
  });

  test('is found when another scan of the same file, or of another one, lies in its place, or none', async () => {
    const [scan, beside] = [await add(aPdf()), await add(aPdf({ pages: 2 }))];
    const otherFileId = await room.file();
    const elsewhere = await add(aPdf(), otherFileId);
    for (const source of [beside, elsewhere]) {
      await copyFile(pathOf(source), pathOf(scan));
      expect(await refusalOf(read(scan))).toMatchObject({ code: 'SCAN_DAMAGED' });
    }
    await rm(pathOf(scan));
    expect(await refusalOf(read(scan))).toMatchObject({ code: 'SCAN_DAMAGED' });
    expect((await read(beside)).length).toBeGreaterThan(0);
  });

  test('is found when the row says another hash, or the key of another file was put in its place', async () => {
    const scan = await add(aPdf());
    const otherFileId = await room.file();
    await add(aPdf(), otherFileId);
    await room.database.change(tx => tx.update(archiveScans).set({ sha256: '0'.repeat(64) }).where(eq(archiveScans.id, scan.id)));
    expect(await refusalOf(read(scan))).toMatchObject({ code: 'SCAN_DAMAGED' });
    await room.database.change(tx => tx.run(sql`update ${archiveFileKeys} set "wrappedKey" = (select "wrappedKey" from ${archiveFileKeys} where "fileId" = ${otherFileId}) where "fileId" = ${fileId}`));
    expect(await refusalOf(read(scan))).toMatchObject({ code: 'SCAN_DAMAGED' });
  });
});

describe('the keys', () => {
  test('are one per file, none of them in the clear, and another branch\'s key opens nothing', async () => {
    await add(aPdf());
    const scan = await add(aPdf(), await room.file());
    expect(await room.database.read(reader => reader.select().from(archiveFileKeys))).toHaveLength(2);
    const elsewhere = { ...room.parts, branchKey: branchKeyOf(Buffer.alloc(32, 5)) };
    expect(await refusalOf(read(scan, 'page', elsewhere))).toMatchObject({ code: 'BRANCH_KEY_DIFFERS' });
  });

  test('nothing is read when the entry cannot be written', async () => {
    const scan = await add(aPdf());
    await room.cutLog();
    expect(await refusalOf(read(scan))).toMatchObject({ code: 'LOG_UNAVAILABLE' });
  });

  test('a scan is only read as one of its own file', async () => {
    const scan = await add(aPdf());
    const otherFileId = await room.file();
    await add(aPdf(), otherFileId);
    expect(await refusalOf(read(scan, 'page', room.parts, otherFileId))).toMatchObject({ code: 'SCAN_NOT_FOUND' });
    expect(await refusalOf(read(scan, 'thumbnail'))).toMatchObject({ code: 'SCAN_NOT_FOUND' });
  });

  test('once destroyed open nothing any more, wherever the content was copied to, and are nowhere in the database\'s files', async () => {
    const scan = await add(aPdf());
    const kept = await readFile(pathOf(scan));
    const [row] = await room.database.read(reader => reader.select().from(archiveFileKeys));
    const wrapped = Buffer.from(row?.wrappedKey ?? Buffer.alloc(0));
    expect(wrapped).toHaveLength(68);
    await room.database.change(tx => destroyScans(room.parts, tx, fileId));
    await expect.poll(allFiles).toEqual([]);
    expect(await client.scans({ fileId })).toEqual([]);
    expect(await refusalOf(read(scan))).toMatchObject({ code: 'SCAN_NOT_FOUND' });

    await mkdir(join(pathOf(scan), '..'), { recursive: true });
    await writeFile(pathOf(scan), kept);
    await room.database.change(tx => tx.update(archiveScans).set({ removedAt: null }).where(eq(archiveScans.id, scan.id)));
    expect(await refusalOf(read(scan))).toMatchObject({ code: 'SCAN_NOT_FOUND' });

    // The log that SQLite writes ahead holds the page as it was until it is folded in.
    await room.database.close();
    for (const name of ['branch.sqlite', 'branch.sqlite-wal']) {
      const bytes = await readFile(join(room.parts.dataFolder, name)).catch(() => Buffer.alloc(0));
      expect(bytes.includes(wrapped), name).toBe(false);
    }
  });

  test('a destruction that is rolled back destroys nothing', async () => {
    const scan = await add(aPdf());
    await expect(room.database.change(async tx => {
      await destroyScans(room.parts, tx, fileId);
      throw new Error('the third signature is missing');
    })).rejects.toThrow('the third signature');
    expect((await read(scan)).length).toBeGreaterThan(0);
  });
});

describe('after a crash', () => {
  test('a content whose row was never written goes, one whose row is only missing stays, and so does every other', async () => {
    const scan = await add(aPdf());
    const lost = await add(aPdf({ pages: 2 }));
    const unfinished = await add(aPdf({ pages: 3 }));
    // As a database restored from a backup has it; and as a crash between content and row leaves it.
    await room.database.change(async tx => {
      await tx.delete(archiveScans).where(eq(archiveScans.id, lost.id)).run();
      await tx.delete(archiveScans).where(eq(archiveScans.id, unfinished.id)).run();
    });
    await mkdir(join(scanFolder(), 'incoming'), { recursive: true });
    for (const { id } of [unfinished, scan]) await writeFile(join(scanFolder(), 'incoming', `${id}.under-way`), '');
    await writeFile(`${pathOf(unfinished)}.thumbnail.new`, 'half');
    await clearScanOrphans(room.parts);
    expect(await allFiles()).toEqual([pathOf(scan), pathOf(lost)].toSorted());
    expect((await read(scan)).length).toBeGreaterThan(0);
  });

  test('a content whose removal came no further than its row goes', async () => {
    const scan = await add(aPdf());
    await room.database.change(tx => tx.update(archiveScans).set({ removedAt: room.clock.now() }).where(eq(archiveScans.id, scan.id)));
    await clearScanOrphans(room.parts);
    expect(await allFiles()).toEqual([]);
  });
});
