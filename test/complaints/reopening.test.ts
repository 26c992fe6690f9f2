import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { followUpComplaints } from '../../main/complaints/follow-up-api.ts';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { aComplaintDesk } from '../builders/a-complaint-desk.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: Awaited<ReturnType<typeof aComplaintDesk>>;
beforeEach(async () => { desk = await aComplaintDesk(); });
afterEach(() => desk.close());

const day = 24 * 60 * 60_000;
const words = '客户来电：五月又多抄了一百度';
const kindsOf = (story: ComplaintStory) => story.steps.map(({ facts }) => facts.kind);
const reopened = (story: ComplaintStory, handlerId = desk.archivist.id) => desk.manager.client.reopen({ ...desk.at(story), reason: 'recurred', handlerId, words });
const letter = { templateId: 'afterRedo' as const, text: '已再次核对。', how: 'phone' as const };
const closing = { isJustified: true, cause: '新表接线松动', responsibleUnit: '计量班', remedy: '重新接线', lesson: '换表后一周复查', noLessonBecause: '' };

describe('a closed complaint that is reopened', () => {
  test('is in hand again with whom the manager names, and is contacted, answered, called back and closed once more; what closed it stays', async () => {
    const { archivist, clerk, manager, at } = desk;
    const closed = await desk.closed();
    let story = await reopened(closed);
    expect(story).toMatchObject({ state: 'inHand', handlerName: '周芳', reopenCount: 1, classId: closed.classId, severity: closed.severity });
    expect(kindsOf(story)).toEqual([...kindsOf(closed), 'reopened']);
    expect(story.steps.at(-1)).toMatchObject({ byName: '陈静', facts: { kind: 'reopened', reason: 'recurred', handlerId: archivist.id, words, closeDueAtThen: null } });
    expect(await refusalOf(archivist.client.callBack({ ...at(story), outcome: 'satisfied', words: '' }))).toMatchObject({ code: 'COMPLAINT_MOVE_REFUSED' });
    story = await archivist.client.contact({ ...at(story), how: 'phone', words: '已致电' });
    story = await archivist.client.answer({ ...at(story), ...letter });
    story = await clerk.client.callBack({ ...at(story), outcome: 'satisfied', words: '' });
    story = await manager.client.close({ ...at(story), ...closing });
    expect(story).toMatchObject({ state: 'closed', next: null });
    expect(story.steps.flatMap(({ facts }) => 'letterNumber' in facts ? facts.letterNumber : [])).toEqual(['F2026-0001', 'F2026-0002']);
    expect(story.steps.filter(({ facts }) => facts.kind === 'closed').map(({ facts }) => facts)).toMatchObject([{ responsibleUnit: '抄表班' }, { responsibleUnit: '计量班' }]);
    expect(await reopened(story)).toMatchObject({ state: 'inHand', reopenCount: 2 });
  });

  test('counts contact and answer anew from the reopening, and the lines that explain it begin there', async () => {
    const { clock, manager, database } = desk;
    const closed = await desk.closed();
    // The same weekday a week later, with no holiday between: what is counted in working days moves by as much.
    clock.advance(7 * day);
    const at = clock.now();
    const story = await reopened(closed);
    for (const kind of ['firstContact', 'answer'] as const) expect(story.deadlines[kind]?.dueAt, kind).toBe((closed.deadlines[kind]?.dueAt ?? 0) + 7 * day);
    expect(story.next).toMatchObject({ kind: 'firstContact', isOverdue: false });
    const { lines } = await manager.client.explain({ complaintId: story.id, kind: 'firstContact' });
    expect(lines[0]).toMatchObject({ code: 'reopened', at });
    expect((await manager.client.board({ which: 'overdue' })).complaints).toEqual([]);
    clock.advance(30 * day);
    await followUpComplaints({ ...desk.parts, database });
    expect(kindsOf(await manager.client.story({ complaintId: story.id })).slice(-3)).toEqual(['reopened', 'urged', 'noticed']);
  });

  test('of somebody anonymous promises no contact this time either', async () => {
    const story = await reopened(await desk.closed({ isAnonymous: true, complainantName: '', complainantPhone: '', address: '', accountNumber: '' }));
    expect(story.deadlines.firstContact).toBeNull();
    expect(story.next?.kind).toBe('answer');
  });

  test('is reopened once when the answer to the command was lost, and by the first of two', async () => {
    const closed = await desk.closed();
    const asked = { ...desk.at(closed), reason: 'newFacts' as const, handlerId: desk.other.id, words };
    expect(await desk.manager.client.reopen(asked)).toEqual(await desk.manager.client.reopen(asked));
    expect(await refusalOf(reopened(closed))).toMatchObject({ code: 'COMPLAINT_MOVED', data: { state: 'inHand' } });
  });
});

describe('reopening is refused', () => {
  test('to everybody but the manager, to a manager complained about, and for a handler complained about or one who handles nothing', async () => {
    const { clerk, other, auditor, manager } = desk;
    const closed = await desk.closed();
    const asked = { ...desk.at(closed), reason: 'recurred' as const, handlerId: other.id, words };
    expect(await refusalOf(clerk.client.reopen(asked))).toMatchObject({ code: 'NOT_YOUR_COMPLAINT' });
    expect(await refusalOf(manager.client.reopen({ ...asked, handlerId: auditor.id }))).toMatchObject({ code: 'STAFF_NOT_FOUND' });
    expect((await manager.client.story({ complaintId: closed.id })).stepCount).toBe(closed.stepCount);
    const aboutClerk = await desk.closed({ aboutStaffIds: [desk.archivist.id] });
    expect(await refusalOf(reopened(aboutClerk, desk.archivist.id))).toMatchObject({ code: 'HANDLER_CONCERNED' });
    const boss = await desk.person('fangjing', '方静', ['manager']);
    const aboutBoss = await desk.closed({ aboutStaffIds: [boss.id] });
    expect(await refusalOf(boss.client.reopen({ ...desk.at(aboutBoss), reason: 'recurred', handlerId: other.id, words }))).toMatchObject({ code: 'HANDLER_CONCERNED' });
  });

  test('while it is open, and for one that was withdrawn or refused: what comes of those is a new complaint', async () => {
    const { clerk, manager, at } = desk;
    const inHand = await desk.inHand();
    expect(await refusalOf(reopened(inHand))).toMatchObject({ code: 'COMPLAINT_MOVE_REFUSED', data: { state: 'inHand' } });
    const withdrawn = await clerk.client.withdraw({ ...at(await desk.received()), reason: 'mistake', words: '重复登记' });
    expect(await refusalOf(reopened(withdrawn))).toMatchObject({ code: 'COMPLAINT_MOVE_REFUSED', data: { state: 'withdrawn' } });
    const refused = await manager.client.refuse({ ...at(await desk.received()), reason: 'notOurs', words: '', text: '不属于我单位职责。' });
    expect(await refusalOf(reopened(refused))).toMatchObject({ code: 'COMPLAINT_MOVE_REFUSED', data: { state: 'refused' } });
  });

  test('once the thirtieth day after its closing is over, and the story says so beforehand', async () => {
    const { clock, manager } = desk;
    const [first, second] = [await desk.closed(), await desk.closed()];
    const closedOn = new Date(clock.now() + 8 * 60 * 60_000);
    // The last minute of the thirtieth day in the branch's time zone.
    const lastMinute = Date.UTC(closedOn.getUTCFullYear(), closedOn.getUTCMonth(), closedOn.getUTCDate() + 31) - 8 * 60 * 60_000 - 60_000;
    const lastDay = new Date(lastMinute + 8 * 60 * 60_000).toISOString().slice(0, 10);
    clock.set(lastMinute);
    expect(await reopened(first)).toMatchObject({ state: 'inHand' });
    clock.advance(60_000);
    expect(await refusalOf(reopened(second))).toEqual({ code: 'REOPENING_TOO_LATE', data: { lastDay } });
    expect((await manager.client.story({ complaintId: second.id })).moves).toContainEqual({ move: 'reopened', isAllowed: false, whyNot: 'REOPENING_TOO_LATE' });
  });
});

test('a case made of a complaint stays when it is reopened, and says when; made after its second closing it has what closed it last', async () => {
  const { clerk, archivist, manager, clock, at } = desk;
  const first = await desk.closed();
  const made = await clerk.cases.fromComplaint({ commandId: desk.at(first).commandId, complaintId: first.id });
  expect(made.complaint).toEqual({ id: first.id, number: first.number, reopenedAt: null });
  await reopened(first);
  expect(await clerk.cases.get({ caseId: made.id })).toMatchObject({ form: made.form, complaint: { number: first.number, reopenedAt: clock.now() } });
  expect(await clerk.cases.ofComplaint({ complaintId: first.id })).toMatchObject({ id: made.id });

  let story = await reopened(await desk.closed());
  expect(await refusalOf(clerk.cases.fromComplaint({ commandId: desk.at(story).commandId, complaintId: story.id }))).toMatchObject({ code: 'COMPLAINT_NOT_CLOSED' });
  story = await archivist.client.answer({ ...at(story), ...letter });
  story = await clerk.client.callBack({ ...at(story), outcome: 'neutral', words: '' });
  story = await manager.client.close({ ...at(story), ...closing });
  expect(await clerk.cases.fromComplaint({ commandId: at(story).commandId, complaintId: story.id })).toMatchObject({ outcome: 'neutral', form: { cause: '新表接线松动', responsibleUnit: '计量班' } });
});

test('what it was to be closed by stays in the step that reopens it, and a new day for closing is promised', async () => {
  await desk.close();
  desk = await aComplaintDesk({ trade: 'property' });
  const closed = await desk.closed();
  const due = closed.deadlines.close?.dueAt;
  expect(due).toBeTypeOf('number');
  desk.clock.advance(2 * day);
  const story = await reopened(closed);
  expect(story.steps.at(-1)?.facts).toMatchObject({ closeDueAtThen: due });
  expect(story.deadlines.close?.dueAt).toBe((due ?? 0) + 2 * day);
});
