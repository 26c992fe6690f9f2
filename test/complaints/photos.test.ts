import { createHash } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { photosApi } from '../../main/complaints/complaint-photos-api.ts';
import { complaintPhotoContents, complaintPhotos } from '../../main/complaints/complaint-papers-schema.ts';
import { givePhotosTo, photosOf } from '../../main/complaints/complaint-photos-store.ts';
import { accessLogDetails, accessLogEntries } from '../../main/access-log/access-log-schema.ts';
import { aPhotograph } from '../builders/a-scan.ts';
import { anArchive, callerWith } from '../builders/an-archive.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let branch: Awaited<ReturnType<typeof anArchive>>;
let clerk: ReturnType<typeof clientOf>;
const complaintId = uuidv7();
const customerId = uuidv7();

const clientOf = (staffId: string) => createRouterClient(photosApi(branch.parts, async () => ({ number: 'T2026-0001', customerId })), { context: callerWith(staffId, ['clerk']) });

beforeEach(async () => {
  branch = await anArchive();
  clerk = clientOf('clerk-1');
});
afterEach(() => branch.close());

const fileOf = (content: Buffer) => new File([new Uint8Array(content)], '1.jpg', { type: 'image/jpeg' });
const add = async ({ by = clerk, photoId = uuidv7(), content }: { by?: typeof clerk; photoId?: string; content?: Buffer } = {}) =>
  by.addPhoto({ photoId, title: '损坏的电视机', kind: 'photo', content: fileOf(content ?? await aPhotograph()) });
const give = (photoIds: string[], staffId = 'clerk-1') => branch.database.change(tx => givePhotosTo(tx, complaintId, photoIds, staffId));
const entries = () => branch.database.read(async reader => (await reader.select({ bytes: accessLogEntries.bytes }).from(accessLogEntries)).map(({ bytes }) => JSON.parse(bytes) as Record<string, unknown>));

describe('the photos of a complaint', () => {
  test('carry the time, the name and the hash of what is kept', async () => {
    const photo = await add();
    expect(photo).toMatchObject({ title: '损坏的电视机', addedByName: 'clerk-1', addedAt: branch.database.clock.now(), widthPx: 640, heightPx: 480 });
    const shown = Buffer.from(await (await clerk.photo({ photoId: photo.id, as: 'page' })).arrayBuffer());
    expect([createHash('sha256').update(shown).digest('hex'), shown.length]).toEqual([photo.sha256, photo.byteCount]);
    expect((await clerk.photo({ photoId: photo.id, as: 'thumbnail' })).type).toBe('image/jpeg');
  });

  test('are shown only after the entry of the access log', async () => {
    const photo = await add();
    await give([photo.id]);
    await clerk.photo({ photoId: photo.id, as: 'page' });
    expect(await entries()).toMatchObject([{ action: 'viewScan', outcome: 'done', staff: 'clerk-1', customer: customerId, purpose: 'complaint', basis: { kind: 'complaint', id: complaintId }, fields: ['photos'] }]);
    const [detail] = await branch.database.read(reader => reader.select().from(accessLogDetails));
    expect(JSON.parse(detail?.content ?? '')).toMatchObject({ staffName: 'clerk-1', basisWords: 'T2026-0001', facts: { photoId: photo.id, as: 'page' } });
  });

  test('that were not handed in yet are nobody else’s business, and leave no entry', async () => {
    const photo = await add();
    expect(await refusalOf(clientOf('clerk-2').photo({ photoId: photo.id, as: 'page' }))).toMatchObject({ code: 'PHOTO_NOT_FOUND' });
    expect(await refusalOf(give([photo.id], 'clerk-2'))).toMatchObject({ code: 'PHOTO_NOT_FOUND' });
    expect(await entries()).toEqual([]);
  });

  test('belong to one complaint: given with it, all or none', async () => {
    const [one, other] = [await add(), await add()];
    expect(await refusalOf(give([one.id, uuidv7()]))).toMatchObject({ code: 'PHOTO_NOT_FOUND' });
    expect(await branch.database.read(reader => photosOf(reader, complaintId))).toEqual([]);
    await give([one.id, other.id]);
    expect((await branch.database.read(reader => photosOf(reader, complaintId))).map(({ id }) => id)).toEqual([one.id, other.id]);
    expect(await refusalOf(branch.database.change(tx => givePhotosTo(tx, uuidv7(), [one.id], 'clerk-1')))).toMatchObject({ code: 'PHOTO_NOT_FOUND' });
  });

  test('sent twice after a lost answer are one photo; another under its id is refused', async () => {
    const [photoId, content] = [uuidv7(), await aPhotograph()];
    const first = await add({ photoId, content });
    expect(await add({ photoId, content })).toEqual(first);
    expect(await refusalOf(add({ photoId, content: await aPhotograph({ width: 320 }) }))).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect(await refusalOf(add({ photoId, content, by: clientOf('clerk-2') }))).toMatchObject({ code: 'COMMAND_ID_REUSED' });
  });

  test('whose draft was forgotten go with their content; those of a complaint stay', async () => {
    const [forgotten, kept] = [await add(), await add()];
    await give([kept.id]);
    branch.database.clock.advance(100 * 24 * 60 * 60_000);
    const fresh = await add();
    const left = await branch.database.read(async reader => [await reader.select({ id: complaintPhotos.id }).from(complaintPhotos), await reader.select({ id: complaintPhotoContents.photoId }).from(complaintPhotoContents)]);
    for (const rows of left) expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([kept.id, fresh.id]));
    expect(left.flat().map(({ id }) => id)).not.toContain(forgotten.id);
  });

  test('what is no photo leaves nothing behind', async () => {
    expect(await refusalOf(add({ content: Buffer.from('GPS') }))).toMatchObject({ code: 'PHOTO_REFUSED' });
    expect(await branch.database.read(reader => reader.select({ id: complaintPhotos.id }).from(complaintPhotos))).toEqual([]);
  });
});
