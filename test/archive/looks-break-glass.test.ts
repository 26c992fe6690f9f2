import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aReadingRoom, secretsOfRoom, type ReadingRoom } from '../builders/a-reading-room.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let room: ReadingRoom;
beforeEach(async () => { room = await aReadingRoom(); });
afterEach(() => room.close());

const day = 24 * 60 * 60_000;
const verdict = { isJustified: true, words: '抢修需要，用户已知情' };

describe('breaking the glass', () => {
  test('opens 绝密 to the manager at once, with everything to read and nothing to change, and says so to nobody but the log', async () => {
    const fileId = await room.file({ approval: 'managerAndSecond' });
    const look = await room.as('manager').breakGlass({ fileId, reason: '台区抢修，需核对户主' });
    expect(look).toMatchObject({ logSeq: 0, purpose: { code: 'breakGlass' }, file: { title: secretsOfRoom.title, subjectIdNumber: secretsOfRoom.idNumber } });
    expect(look.fields).not.toContain('change');
    expect(await room.log()).toMatchObject([{ action: 'breakGlass', outcome: 'done', staffId: room.ids.manager, fileId, purpose: 'breakGlass', detail: { words: '台区抢修，需核对户主' } }]);
  });

  test('is due for review at the end of the second working day after, and overdue on the third', async () => {
    // Friday 2026-04-03; Saturday to Monday are 清明节, so Tuesday is the first working day after.
    room.clock.set(Date.parse('2026-04-03T09:30:00Z'));
    await room.as('manager').breakGlass({ fileId: await room.file(), reason: '抢修' });
    const only = async () => (await room.as('auditor').breakGlassLooks({ which: 'open' }))[0];
    expect(await only()).toMatchObject({ reviewDueOn: '2026-04-08', isOverdue: false, isProvisional: false });
    room.clock.set(Date.parse('2026-04-08T15:59:00Z'));
    expect(await only()).toMatchObject({ isOverdue: false });
    room.clock.set(Date.parse('2026-04-08T16:00:00Z'));
    expect(await only()).toMatchObject({ isOverdue: true });
  });

  test('has a provisional day when the year is not announced', async () => {
    room.clock.set(Date.parse('2028-12-29T03:00:00Z'));
    await room.as('manager').breakGlass({ fileId: await room.file(), reason: '抢修' });
    expect((await room.as('auditor').breakGlassLooks({ which: 'open' }))[0]).toMatchObject({ isProvisional: true, isOverdue: false });
  });

  test('is seen by those who watch, as soon as it happens and as soon as it is reviewed', async () => {
    const watching = (await room.as('auditor').watchBreakGlass())[Symbol.asyncIterator]();
    expect((await watching.next()).value).toEqual({ open: 0, overdue: 0, newest: null });
    const { lookId } = await room.as('manager').breakGlass({ fileId: await room.file(), reason: '抢修' });
    expect((await watching.next()).value).toMatchObject({ open: 1, overdue: 0, newest: { lookId, staffName: '李敏', reason: '抢修' } });
    await room.as('auditor').reviewBreakGlass({ commandId: uuidv7(), lookId, ...verdict });
    expect((await watching.next()).value).toMatchObject({ open: 0, newest: null });
    await watching.return?.(undefined);
  });
});

describe('its review', () => {
  const broken = async () => (await room.as('manager').breakGlass({ fileId: await room.file(), reason: '抢修' })).lookId;

  test('is never by oneself, and the try is written down', async () => {
    const lookId = await broken();
    expect(await refusalOf(room.as('manager').reviewBreakGlass({ commandId: uuidv7(), lookId, ...verdict }))).toMatchObject({ code: 'OWN_REVIEW' });
    expect((await room.log()).at(-1)).toMatchObject({ action: 'reviewBreakGlass', outcome: 'refused', staffId: room.ids.manager });
  });

  test('is once: of two at the same moment one counts', async () => {
    const lookId = await broken();
    const reviews = await Promise.all([
      refusalOf(room.as('otherManager').reviewBreakGlass({ commandId: uuidv7(), lookId, ...verdict })),
      refusalOf(room.as('auditor').reviewBreakGlass({ commandId: uuidv7(), lookId, ...verdict, isJustified: false })),
    ]);
    expect(reviews.map(each => each?.code ?? 'done').toSorted()).toEqual(['ALREADY_REVIEWED', 'done']);
    expect(await room.as('auditor').breakGlassLooks({ which: 'open' })).toEqual([]);
    expect(await room.as('auditor').breakGlassLooks({ which: 'all' })).toHaveLength(1);
  });

  test('repeated after a lost answer is one review and one entry', async () => {
    const review = { commandId: uuidv7(), lookId: await broken(), ...verdict };
    const first = await room.as('auditor').reviewBreakGlass(review);
    room.clock.advance(day);
    expect(await room.as('auditor').reviewBreakGlass(review)).toEqual(first);
    expect(first).toMatchObject({ review: { isJustified: true, words: verdict.words }, isOverdue: false });
    expect((await room.log()).map(({ action }) => action)).toEqual(['breakGlass', 'reviewBreakGlass']);
  });

  test('of a look that was no break-glass is refused', async () => {
    const { lookId } = await room.as('archivist').open({
      fileId: await room.file(), purposeCode: 'audit', basis: { kind: 'writtenOrder', number: '7', orderedBy: '稽查处', validUntil: '2026-12-31' },
    });
    expect(await refusalOf(room.as('auditor').reviewBreakGlass({ commandId: uuidv7(), lookId, ...verdict }))).toMatchObject({ code: 'LOOK_ENDED' });
  });
});
