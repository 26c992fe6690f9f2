import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { compareShown, standingOf } from '../../main/notices/notice-rules.ts';
import { notices } from '../../main/notices/notices-schema.ts';
import { noticesInHall } from '../../main/notices/notices-store.ts';
import { updateStaff } from '../../main/staff/staff-store.ts';
import { aNoticeBoard } from '../builders/a-notice-board.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

type Board = Awaited<ReturnType<typeof aNoticeBoard>>;
let board: Board;
beforeEach(async () => { board = await aNoticeBoard(); });
afterEach(() => board.close());

const commandId = () => uuidv7();
const dayMs = 86_400_000;

/** What this person's desk shows now. */
async function deskOf(person: Board['clerk']) {
  const pictures = await person.watchDesk();
  const first = await pictures.next();
  await pictures.return(undefined);
  return first.done ? [] : first.value;
}

describe('the term of a notice', () => {
  it('holds both of its days, and nothing before posting or after withdrawal', () => {
    const dates = { fromDate: '2026-03-02', toDate: '2026-03-03', postedAt: 1, withdrawnAt: null };
    expect(['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'].map(today => standingOf(dates, today))).toEqual(['scheduled', 'showing', 'showing', 'ended']);
    expect(standingOf({ ...dates, postedAt: null }, '2026-03-02')).toBe('draft');
    expect(standingOf({ ...dates, withdrawnAt: 2 }, '2026-03-02')).toBe('withdrawn');
  });

  it('begins and ends on the branch’s calendar, not on the machine’s', async () => {
    await board.posted({ fromDate: '2026-03-03', toDate: '2026-03-03' });
    expect(await deskOf(board.clerk)).toEqual([]);
    // 00:30 of 3 March in Shanghai is still 2 March in UTC.
    board.clock.set(Date.parse('2026-03-02T16:30:00Z'));
    expect(await deskOf(board.clerk)).toHaveLength(1);
    board.clock.advance(dayMs);
    expect(await deskOf(board.clerk)).toEqual([]);
  });

  it('cannot end before it begins', async () => {
    await expect(board.draft({ fromDate: '2026-03-05', toDate: '2026-03-04' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('on the screens', () => {
  it('the most urgent comes first, and of equal ones the newest', async () => {
    await board.posted({ titleZh: '一般' });
    board.clock.advance(1000);
    await board.posted({ titleZh: '紧急', urgency: 'urgent' });
    board.clock.advance(1000);
    await board.posted({ titleZh: '重要', urgency: 'important' });
    board.clock.advance(1000);
    await board.posted({ titleZh: '一般之后' });
    expect((await deskOf(board.clerk)).map(each => each.titleZh)).toEqual(['紧急', '重要', '一般之后', '一般']);
    expect(compareShown({ urgency: 'urgent', postedAt: 1 }, { urgency: 'ordinary', postedAt: 2 })).toBeLessThan(0);
  });

  it('each shows only what was posted for it', async () => {
    await board.posted({ titleZh: '只给员工', places: ['desk'] });
    await board.posted({ titleZh: '大厅', places: ['display', 'kiosk'], urgency: 'urgent' });
    await board.posted({ titleZh: '屏幕', places: ['display'] });
    await board.draft({ titleZh: '草稿', places: ['desk', 'display', 'kiosk'] });
    const hall = await board.database.read(reader => noticesInHall(reader, '2026-03-02'));
    expect(hall.display.map(each => each.titleZh)).toEqual(['大厅', '屏幕']);
    expect(hall.kiosk.map(each => each.titleZh)).toEqual(['大厅']);
    expect(hall.kiosk[0]).not.toHaveProperty('postedByName');
    expect((await deskOf(board.clerk)).map(each => each.titleZh)).toEqual(['只给员工']);
  });

  it('a desk hears of posting, reading and withdrawing as it happens, and of nothing that does not concern it', async () => {
    const pictures = await board.clerk.watchDesk();
    expect((await pictures.next()).value).toEqual([]);
    const { id: noticeId } = await board.posted({ urgency: 'urgent' });
    expect((await pictures.next()).value).toMatchObject([{ id: noticeId, readAt: null }]);
    // Somebody else's receipt changes nothing here: the next picture is the one of the own receipt.
    await board.otherClerk.markRead({ commandId: commandId(), noticeId });
    const { readAt } = await board.clerk.markRead({ commandId: commandId(), noticeId });
    expect((await pictures.next()).value).toMatchObject([{ id: noticeId, readAt }]);
    await board.manager.withdraw({ commandId: commandId(), noticeId, reason: '检修取消' });
    expect((await pictures.next()).value).toEqual([]);
    await pictures.return(undefined);
  });
});

describe('receipts', () => {
  it('are one per person, with the time of the first', async () => {
    const { id: noticeId } = await board.posted({ urgency: 'urgent' });
    const first = await board.clerk.markRead({ commandId: commandId(), noticeId });
    board.clock.advance(60_000);
    expect(await board.clerk.markRead({ commandId: commandId(), noticeId })).toEqual(first);
    expect(await board.database.read(reader => reader.all(sql`select id from notice_reads`))).toHaveLength(1);
  });

  it('tell the manager who has read and who has not; who posted it is asked for none', async () => {
    const { id: noticeId } = await board.posted();
    const { readAt } = await board.clerk.markRead({ commandId: commandId(), noticeId });
    expect(await board.manager.receipts({ noticeId })).toEqual({
      read: [{ staffName: '李敏', readAt }], unread: [{ staffName: '王磊', roles: ['clerk'] }],
    });
    expect(await board.manager.list()).toMatchObject([{ id: noticeId, read: 1, readers: 2 }]);
    // Somebody who has left is not waited for, and their receipt stays.
    await board.database.change(tx => updateStaff(tx, board.clerkIds[1], { name: '王磊', roles: ['clerk'], isActive: false }, board.clock.now()));
    expect(await board.manager.receipts({ noticeId })).toMatchObject({ read: [{ staffName: '李敏' }], unread: [] });
    expect(await board.manager.list()).toMatchObject([{ read: 1, readers: 1 }]);
  });

  it('are not taken for what nobody could read', async () => {
    const { id: draftId } = await board.draft();
    const { id: hallOnlyId } = await board.posted({ places: ['display'] });
    for (const noticeId of [draftId, hallOnlyId, uuidv7()]) {
      expect(await refusalOf(board.clerk.markRead({ commandId: commandId(), noticeId }))).toMatchObject({ code: 'NOTICE_NOT_FOUND' });
    }
  });
});

describe('a notice', () => {
  it('may be changed as a draft and before its term, and never once somebody could have read it', async () => {
    const draft = await board.draft();
    const words = (title: string, parts = {}) => ({
      commandId: commandId(), id: draft.id, urgency: 'important' as const, titleZh: title, wordsZh: '正文', titleEn: '', wordsEn: '', fromDate: '2026-03-04', toDate: '2026-03-05', places: ['desk' as const], ...parts,
    });
    expect(await board.manager.save(words('改过的草稿'))).toMatchObject({ titleZh: '改过的草稿', urgency: 'important', standing: 'draft', writtenByName: '陈静' });
    expect(await board.manager.post({ commandId: commandId(), noticeId: draft.id })).toMatchObject({ standing: 'scheduled' });
    expect(await board.manager.save(words('张贴前又改'))).toMatchObject({ titleZh: '张贴前又改', standing: 'scheduled' });
    board.clock.advance(2 * dayMs);
    expect(await refusalOf(board.manager.save(words('太晚了')))).toMatchObject({ code: 'NOTICE_SHOWN' });
    expect(await refusalOf(board.manager.post({ commandId: commandId(), noticeId: draft.id }))).toMatchObject({ code: 'NOTICE_SHOWN' });
  });

  it('is not posted when its last day is over', async () => {
    const { id: noticeId } = await board.draft({ fromDate: '2026-02-01', toDate: '2026-03-01' });
    expect(await refusalOf(board.manager.post({ commandId: commandId(), noticeId }))).toEqual({ code: 'NOTICE_TERM_OVER', data: { toDate: '2026-03-01' } });
  });

  it('withdrawn stays in the lists with the reason, and comes back no more', async () => {
    const { id: noticeId } = await board.posted();
    expect(await board.manager.withdraw({ commandId: commandId(), noticeId, reason: '检修取消' })).toMatchObject({ standing: 'withdrawn', withdrawnReason: '检修取消', withdrawnByName: '陈静' });
    expect(await board.manager.list()).toMatchObject([{ id: noticeId, standing: 'withdrawn' }]);
    expect(await board.clerk.listPosted()).toMatchObject([{ id: noticeId, standing: 'withdrawn', readAt: null }]);
    for (const change of [board.manager.withdraw({ commandId: commandId(), noticeId, reason: '再撤' }), board.manager.post({ commandId: commandId(), noticeId })]) {
      expect(await refusalOf(change)).toMatchObject({ code: 'NOTICE_WITHDRAWN' });
    }
  });

  it('withdrawn before its term is nothing the staff ever saw', async () => {
    const { id: noticeId } = await board.posted({ fromDate: '2026-03-03' });
    await board.manager.withdraw({ commandId: commandId(), noticeId, reason: '写错了' });
    board.clock.advance(3 * dayMs);
    expect(await board.clerk.listPosted()).toEqual([]);
    expect(await board.manager.list()).toHaveLength(1);
  });

  it('of headquarters is changed and withdrawn by headquarters alone', async () => {
    const { id: noticeId } = await board.posted();
    await board.database.change(async tx => { await tx.update(notices).set({ side: 'headquarters', postedBy: null, postedByName: '总部营销部' }).where(eq(notices.id, noticeId)); });
    expect(await refusalOf(board.manager.withdraw({ commandId: commandId(), noticeId, reason: '不合适' }))).toMatchObject({ code: 'NOTICE_FROM_HEADQUARTERS' });
    expect(await refusalOf(board.draft({ id: noticeId }))).toMatchObject({ code: 'NOTICE_FROM_HEADQUARTERS' });
    expect(await deskOf(board.manager)).toMatchObject([{ side: 'headquarters', postedByName: '总部营销部', readAt: null }]);
  });
});
