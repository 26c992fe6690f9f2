import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { followUpComplaints } from '../../main/complaints/follow-up-api.ts';
import { boardColumnLength } from '../../shared/complaints.ts';
import { aComplaintDesk } from '../builders/a-complaint-desk.ts';

let desk: Awaited<ReturnType<typeof aComplaintDesk>>;
beforeEach(async () => { desk = await aComplaintDesk(); });
afterEach(() => desk.close());
const hour = 60 * 60_000;
const numbers = ({ complaints }: { complaints: { number: string }[] }) => complaints.map(({ number }) => number);

describe('the board', () => {
  test('shows what is due first at the top, overdue ones before all, and counts them', async () => {
    const { manager, clock } = desk;
    await desk.received();
    clock.advance(30 * hour);
    await desk.received({ what: '大厅空调太冷' });
    const board = await manager.client.board({ which: 'open' });
    expect(board).toMatchObject({ overdue: 1, mine: 2, counts: { received: 2, inHand: 0 }, nextCursor: null });
    expect(board.complaints).toMatchObject([{ number: 'T2026-0001', next: { kind: 'firstContact', isOverdue: true } }, { number: 'T2026-0002', next: { kind: 'firstContact', isOverdue: false } }]);
    expect(numbers(await manager.client.board({ which: 'overdue' }))).toEqual(['T2026-0001']);
  });

  test('pages without leaving one out or showing one twice, also among equals', async () => {
    for (let nth = 0; nth < 61; nth += 1) await desk.received({ what: `第 ${nth} 件，等候时间太长` });
    const first = await desk.manager.client.board({ which: 'open' });
    const second = await desk.manager.client.board({ which: 'open', cursor: first.nextCursor ?? '' });
    expect([first.complaints.length, second.complaints.length, second.nextCursor]).toEqual([50, 11, null]);
    expect(new Set([...numbers(first), ...numbers(second)]).size).toBe(61);
  });

  test('finds by number as people type it, and by words of what happened', async () => {
    await desk.received();
    await desk.received({ what: '大厅空调太冷，老人受不了' });
    for (const words of ['t2026-2', '2026-0002', 'Ｔ2026-0002', '空调 老人']) expect(numbers(await desk.manager.client.board({ which: 'open', words })), words).toEqual(['T2026-0002']);
    expect(await desk.manager.client.byNumber({ number: 'T2026-0001' })).toMatchObject({ number: 'T2026-0001' });
    expect(await desk.manager.client.byNumber({ number: '没有的' })).toBeNull();
  });

  test('my work is what waits for me: the handler’s, the manager’s, and the call-back of what I took in', async () => {
    const { clerk, other, manager, at } = desk;
    const story = await desk.inHand();
    const mine = async (who: typeof clerk) => numbers(await who.client.board({ which: 'mine' }));
    expect([await mine(clerk), await mine(other), await mine(manager)]).toEqual([[], ['T2026-0001'], []]);
    const answered = await other.client.answer({ ...at(story), templateId: 'answer', text: '已更正。', how: 'phone' });
    expect([await mine(clerk), await mine(other), await mine(manager)]).toEqual([['T2026-0001'], [], []]);
    await clerk.client.callBack({ ...at(answered), outcome: 'satisfied', words: '' });
    expect([await mine(clerk), await mine(other), await mine(manager)]).toEqual([[], [], ['T2026-0001']]);
  });

  test('by state shows each complaint where it stands, overdue first, and says how many a column does not show', async () => {
    const { manager, other, clock } = desk;
    await desk.inHand();
    clock.advance(30 * hour);
    for (let nth = 0; nth < boardColumnLength + 3; nth += 1) await desk.received({ what: `第 ${nth} 件，等候时间太长` });
    clock.advance(2 * hour);
    await desk.received({ what: '大厅空调太冷' });
    const { columns, counts, overdue, mine } = await manager.client.boardColumns({ which: 'open' });
    expect({ overdue, mine, received: counts.received }).toEqual({ overdue: 1, mine: boardColumnLength + 4, received: boardColumnLength + 4 });
    expect(columns.inHand).toMatchObject({ total: 1, complaints: [{ number: 'T2026-0001', next: { isOverdue: true } }] });
    expect([columns.received.total, columns.received.complaints.length]).toEqual([boardColumnLength + 4, boardColumnLength]);
    const dueTimes = columns.received.complaints.map(({ next }) => next?.dueAt ?? 0);
    expect(dueTimes).toEqual(dueTimes.toSorted((a, b) => a - b));
    expect((await other.client.boardColumns({ which: 'mine' })).columns).toMatchObject({ inHand: { total: 1 }, received: { total: 0, complaints: [] } });
    expect((await manager.client.boardColumns({ which: 'overdue' })).columns).toMatchObject({ inHand: { total: 1 }, received: { total: 0 } });
    expect((await manager.client.boardColumns({ which: 'open', words: '空调' })).columns.received).toMatchObject({ total: 1, complaints: [{ summary: '大厅空调太冷' }] });
  });

  test('never reads ended complaints for the open ones, and no whole table for a page', async () => {
    const plans = await desk.database.read(async reader => Promise.all([
      sql`select * from complaints where endedAt is null order by dueOrder, id limit 51`,
      sql`select * from complaints where endedAt is null and state = 'inHand' order by dueOrder, id limit 51`,
      sql`select * from complaints where endedAt is not null order by endedAt desc, id desc limit 51`,
      sql`select * from complaints where phoneKey = '13800136712' order by receivedAt desc limit 8`,
    ].map(async query => (await reader.all<{ detail: string }>(sql`explain query plan ${query}`)).map(({ detail }) => detail).join(' | '))));
    expect(plans).toEqual([
      expect.stringContaining('USING INDEX complaints_open'), expect.stringContaining('USING INDEX complaints_open_state (state=?'),
      expect.stringContaining('USING INDEX complaints_ended'), expect.stringContaining('USING INDEX complaints_phone (phoneKey=?'),
    ]);
    for (const plan of plans) expect(plan).not.toContain('TEMP B-TREE');
  });
});

describe('the ladder', () => {
  const kinds = async (complaintId: string) => (await desk.manager.client.story({ complaintId })).steps.map(({ facts }) => facts.kind);

  test('urges the day after a promise was broken and notices after five working days, each once', async () => {
    const { id } = await desk.received();
    expect(await followUpComplaints(desk.parts)).toBe(0);
    desk.clock.advance(3 * 24 * hour);
    expect(await followUpComplaints(desk.parts)).toBe(1);
    expect(await followUpComplaints(desk.parts)).toBe(0);
    desk.clock.advance(10 * 24 * hour);
    await followUpComplaints(desk.parts);
    await followUpComplaints(desk.parts);
    expect(await kinds(id)).toEqual(['received', 'urged', 'noticed']);
  });

  test('leaves alone what is in time or ended', async () => {
    const { manager, at } = desk;
    const story = await desk.received();
    await manager.client.refuse({ ...at(story), reason: 'inCourt', words: '', text: '您反映的事项已由人民法院受理，不予受理。' });
    desk.clock.advance(30 * 24 * hour);
    expect(await followUpComplaints(desk.parts)).toBe(0);
    expect(await kinds(story.id)).toEqual(['received', 'refused']);
  });

  test('reckons open complaints anew when the calendar has changed', async () => {
    const story = await desk.received();
    const before = story.deadlines.answer?.lastDay ?? '';
    await desk.database.change(async tx => {
      await tx.run(sql`insert into calendar_days (day, year, kind, nameZh, nameEn) values (${before}, ${Number(before.slice(0, 4))}, 'holiday', '临时放假', 'Extra day off')`);
    });
    await followUpComplaints(desk.parts);
    const after = await desk.manager.client.story({ complaintId: story.id });
    expect(after.deadlines.answer?.lastDay).not.toBe(before);
    await desk.manager.client.contact({ ...desk.at(after), how: 'phone', words: '已联系' });
    const [listed] = (await desk.manager.client.board({ which: 'open' })).complaints;
    expect(listed?.next).toMatchObject({ kind: 'answer', dueAt: after.deadlines.answer?.dueAt });
  });
});
