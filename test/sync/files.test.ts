import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { logThenReveal } from '../../main/access-log/access-log-store.ts';
import { archiveScans } from '../../main/archive/archive-schema.ts';
import { contentKeyFor, destroyScans, readScan, writeScanPart } from '../../main/archive/scan-content-store.ts';
import { insertScan } from '../../main/archive/scan-store.ts';
import type { BranchParts } from '../../main/branch/branch-parts.ts';
import { complaintPhotoContents, complaintPhotos } from '../../main/complaints/complaint-papers-schema.ts';
import { insertPhoto } from '../../main/complaints/complaint-photos-store.ts';
import { type Carrier, carrierOverHttp, LineAway, type LineRequest, type WhereTo } from '../../main/sync/carry.ts';
import { filesOfBranch } from '../../main/sync/files/files-api.ts';
import { headquartersCalls } from '../../main/sync/headquarters-calls.ts';
import { aHeadquartersWithPostgres, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aNewMachine } from '../builders/a-new-machine.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';

let headquarters: TestHeadquarters;
let branch: Awaited<ReturnType<typeof anEnrolledBranch>>;
let files: ReturnType<typeof filesOfBranch>;
let asked: LineRequest[];
/** Of a request on its way: whether the line is cut before it, behind it, or halfway through its body. */
let cut: (request: LineRequest) => 'before' | 'behind' | 'halfway' | null;

function watchedLine(to: WhereTo): Carrier {
  const real = carrierOverHttp(to);
  return {
    async carry(request) {
      asked.push(request);
      const where = cut(request);
      if (where === 'before') throw new LineAway('notReached');
      // What is on the way when the line goes is there all the same.
      const answer = await real.carry(where === 'halfway' ? { ...request, body: request.body.subarray(0, request.body.length / 2) } : request);
      if (where) throw new LineAway('notReached');
      return answer;
    },
    close: () => real.close(),
  };
}

beforeAll(async () => { headquarters = await aHeadquartersWithPostgres(); });
afterAll(() => headquarters.dispose());
beforeEach(async () => {
  asked = [];
  cut = () => null;
  branch = await anEnrolledBranch({ connect: watchedLine });
  files = filesOfBranch(branch.parts);
  await branch.enrolWith(headquarters);
  await branch.staffed.person('zhoujianguo', ['administrator']);
});
afterEach(() => branch.close());

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const calls = () => headquartersCalls(watchedLine({ address: headquarters.address, certificate: null }), () => branch.sync.tokens.present());
const settle = async () => { while (await files.duty(calls(), { headquartersPublicKey: '' }) === 'more'); };
const held = () => headquarters.rows<{ name: string; kind: string; sha256: string }>('select name, kind, sha256 from hq.files where "branchId" = $1 and "receivedAt" is not null order by name', [branch.branchId]);
const patches = () => asked.filter(({ method, path }) => path.startsWith('/sync/v1/files') && (method === 'PATCH' || (method === 'POST' && path === '/sync/v1/files')));

async function aScanOf(parts: BranchParts, content: Buffer): Promise<{ fileId: string; scanId: string }> {
  const [fileId, scanId] = [uuidv7(), uuidv7()];
  const { contentKey, store } = await contentKeyFor(parts, fileId);
  await writeScanPart(parts.dataFolder, scanId, 'page', content, contentKey);
  await parts.database.change(async tx => {
    await store(tx);
    await insertScan(tx, { id: scanId, fileId, title: '申请书', kind: 'jpeg', byteCount: content.length, pageCount: 1, sha256: sha256(content), hasThumbnail: false, addedAt: parts.clock.now(), addedBy: uuidv7() });
  });
  return { fileId, scanId };
}

async function aPhotoOf(parts: BranchParts, content: Buffer, complaintId: string | null = uuidv7()): Promise<string> {
  const id = uuidv7();
  await parts.database.change(async tx => {
    await insertPhoto(tx, { id, title: '电表', kind: 'photo', byteCount: content.length, widthPx: 8, heightPx: 8, sha256: sha256(content), addedAt: parts.clock.now(), addedBy: uuidv7(), addedByName: '李敏' }, { content, thumbnail: Buffer.from('small') });
    await tx.update(complaintPhotos).set({ complaintId }).where(eq(complaintPhotos.id, id));
  });
  return id;
}

test('photos, scans and the wrapped keys of scans go up once; sealed content stays sealed', async () => {
  const content = randomBytes(5000);
  const { fileId, scanId } = await aScanOf(branch.parts, content);
  const photoId = await aPhotoOf(branch.parts, Buffer.from('a photo'));
  await aPhotoOf(branch.parts, Buffer.from('still in a draft'), null);
  expect(await files.waiting()).toBe(4);
  await settle();
  expect((await held()).map(({ name, kind }) => [name, kind])).toEqual([[`key/${fileId}`, 'key'], [`photo/${photoId}`, 'photo'], [`photo/${photoId}.thumbnail`, 'photo'], [`scan/${scanId}`, 'scan']]);

  const scan = (await held()).at(-1)!;
  const kept = await readFile(join(headquarters.parts.dataFolder, 'files', branch.branchId, scan.sha256.slice(0, 2), scan.sha256));
  expect(sha256(kept)).toBe(scan.sha256);
  expect(kept.includes(content.subarray(0, 64))).toBe(false);

  asked = [];
  await settle();
  expect(patches()).toEqual([]);
  expect(await files.waiting()).toBe(0);
});

test('the same bytes under another name are not sent again', async () => {
  await aPhotoOf(branch.parts, Buffer.from('twice the same'));
  await settle();
  asked = [];
  const again = await aPhotoOf(branch.parts, Buffer.from('twice the same'));
  await settle();
  expect(patches()).toEqual([]);
  expect((await held()).map(({ name }) => name)).toContain(`photo/${again}`);
});

test('a line that is cut in the middle of a file goes on from the byte headquarters has', async () => {
  const content = randomBytes(1_700_000);
  const photoId = await aPhotoOf(branch.parts, content);
  let pieces = 0;
  cut = request => request.method === 'PATCH' && (pieces += 1) === 2 ? 'before' : null;
  await expect(settle()).rejects.toThrow(LineAway);
  expect((await held()).map(({ name }) => name)).not.toContain(`photo/${photoId}`);

  cut = () => null;
  asked = [];
  await settle();
  const offsets = patches().filter(({ path }) => path.endsWith(sha256(content))).map(({ headers }) => Number(headers['upload-offset']));
  expect(offsets[0]).toBe(2 * 512 * 1024);
  expect((await held()).map(({ name }) => name)).toContain(`photo/${photoId}`);
  expect(await readdir(join(headquarters.parts.dataFolder, 'files', 'incoming'))).toEqual([]);
});

test('when only the last answer was lost, nothing is sent twice', async () => {
  const content = randomBytes(600_000);
  const photoId = await aPhotoOf(branch.parts, content);
  cut = request => request.method === 'PATCH' ? 'behind' : null;
  await expect(settle()).rejects.toThrow(LineAway);
  cut = () => null;
  asked = [];
  await settle();
  expect(patches().filter(({ path, headers }) => path.endsWith(sha256(content)) || headers['upload-metadata']?.includes(Buffer.from(sha256(content)).toString('base64')))).toEqual([]);
  expect((await held()).map(({ name }) => name)).toContain(`photo/${photoId}`);
});

test('other bytes than the hash says, another length, an unknown hash and another branch’s file are refused', async () => {
  const other = await headquarters.enrolledBranch();
  const [wanted, sent] = [Buffer.from('what was said'), Buffer.from('what was sent')];
  await calls().offerFiles({ files: [{ name: 'photo/forged', kind: 'photo', sha256: sha256(wanted), byteCount: wanted.length }], gone: [] });
  const send = (bytes: Buffer, hash: string, token = branch.sync.tokens.present()) => headquartersCalls(watchedLine({ address: headquarters.address, certificate: null }), () => token)
    .raw({ path: '/sync/v1/files', headers: { 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length), 'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}`, 'content-type': 'application/offset+octet-stream' }, body: bytes });
  const told = async (answer: ReturnType<typeof send>) => ({ status: (await answer).status, ...JSON.parse((await answer).body.toString('utf8')) as object });

  expect(await told(send(sent, sha256(wanted)))).toMatchObject({ status: 422, code: 'FILE_REFUSED', data: { reason: 'hash' } });
  expect(await told(send(Buffer.from('longer than was said'), sha256(wanted)))).toMatchObject({ code: 'FILE_REFUSED', data: { reason: 'size' } });
  expect(await told(send(sent, sha256(sent)))).toMatchObject({ code: 'FILE_REFUSED', data: { reason: 'name' } });
  expect(await told(send(wanted, sha256(wanted), other.token))).toMatchObject({ code: 'FILE_REFUSED', data: { reason: 'name' } });
  expect(await told(send(wanted, '../../../etc/passwd'))).toMatchObject({ code: 'FILE_REFUSED', data: { reason: 'name' } });
  expect(await held()).toEqual([]);
  expect(await told(send(wanted, sha256(wanted), 'nobodys-token-at-all'))).toMatchObject({ status: 401, code: 'TOKEN_UNKNOWN' });
  // Refused once, it may still come right.
  expect((await send(wanted, sha256(wanted))).status).toBe(201);
  expect((await held()).map(({ name }) => name)).toEqual(['photo/forged']);
  const get = (token: string) => headquartersCalls(watchedLine({ address: headquarters.address, certificate: null }), () => token).raw({ method: 'GET', path: `/sync/v1/files/${sha256(wanted)}`, headers: {}, body: Buffer.alloc(0) });
  expect((await get(branch.sync.tokens.present()!)).body).toEqual(wanted);
  expect((await get(other.token)).status).toBe(422);
});

test('what is destroyed at the branch goes at headquarters too, bytes and key', async () => {
  const { fileId } = await aScanOf(branch.parts, randomBytes(100));
  await settle();
  const before = await held();
  expect(before).toHaveLength(2);
  await branch.database.change(tx => destroyScans(branch.parts, tx, fileId));
  await settle();
  expect(await held()).toEqual([]);
  for (const { sha256: hash } of before) await expect(readFile(join(headquarters.parts.dataFolder, 'files', branch.branchId, hash.slice(0, 2), hash))).rejects.toThrow('ENOENT');
});

test('headquarters that has forgotten files is told of them again, and asks only for bytes it has not', async () => {
  await aPhotoOf(branch.parts, Buffer.from('kept on the disk'));
  await aPhotoOf(branch.parts, Buffer.from('gone from the disk'));
  await settle();
  await headquarters.rows('delete from hq.files where "branchId" = $1', [branch.branchId]);
  const hash = sha256(Buffer.from('gone from the disk'));
  await rm(join(headquarters.parts.dataFolder, 'files', branch.branchId, hash.slice(0, 2), hash));
  asked = [];
  branch.clock.advance(2 * 60 * 60_000);
  await settle();
  expect((await held()).length).toBe(4);
  expect(patches()).toHaveLength(1);
});

test('a file that cannot be read keeps no other waiting', async () => {
  const { scanId } = await aScanOf(branch.parts, randomBytes(100));
  await writeFile(join(branch.parts.dataFolder, 'scans', scanId.slice(-2), scanId), '');
  const photoId = await aPhotoOf(branch.parts, Buffer.from('a photo'));
  await settle();
  expect((await held()).map(({ name }) => name)).toContain(`photo/${photoId}`);
  expect((await held()).map(({ name }) => name)).not.toContain(`scan/${scanId}`);
});

test('a new machine gets photos, scans and keys back, from where a cut line left them, and the recovery key opens them', async () => {
  const content = randomBytes(9_000_000);
  const { fileId, scanId } = await aScanOf(branch.parts, content);
  const photoId = await aPhotoOf(branch.parts, Buffer.from('a photo'));
  await branch.round();
  await settle();

  const machine = await aNewMachine({ connect: watchedLine, hasOwnKey: true });
  try {
    const begin = { address: headquarters.address, code: await headquarters.code(branch.branchId), certificate: null };
    expect(await refusalOf(machine.client.begin({ ...begin, recoveryKey: branch.parts.branchKey.recoveryKey().replace(/^./, first => first === 'A' ? 'B' : 'A') }))).toMatchObject({ code: 'RECOVERY_KEY_WRONG' });
    await machine.rebuild(headquarters, begin.code, branch.parts.branchKey.recoveryKey());
    expect(await machine.sync.filesWaiting()).toBe(4);
    asked = [];
    let pieces = 0;
    cut = request => request.method === 'GET' && (pieces += 1) === 5 ? 'before' : null;
    for (let rounds = 0; rounds < 6; rounds += 1) await machine.sync.round();
    // Key, two of the photo, the scan in three pieces; the piece that was cut once more, and no other.
    const ranges = asked.filter(({ method }) => method === 'GET').map(({ path, headers }) => `${path} ${headers['range']}`);
    expect([ranges.length, new Set(ranges).size]).toEqual([7, 6]);
    const opened = await logThenReveal(machine.database, async () => ({ seq: 0, found: null }), (_, committed) => readScan(machine.parts, committed, fileId, scanId, 'page'));
    expect(sha256(Buffer.from(await opened.arrayBuffer()))).toBe(sha256(content));
    expect(await machine.sync.filesWaiting()).toBe(0);
    const [photo] = await machine.database.read(reader => reader.select().from(complaintPhotoContents).where(eq(complaintPhotoContents.photoId, photoId)));
    expect(photo).toMatchObject({ content: Buffer.from('a photo'), thumbnail: Buffer.from('small') });
    expect(await machine.database.read(reader => reader.$count(archiveScans))).toBe(1);
  } finally {
    await machine.close();
  }
});
