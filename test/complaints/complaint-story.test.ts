import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addHeadquartersSteps, readSteps } from '../../main/complaints/complaints-store.ts';
import { readDeadlineRules } from '../../main/complaints/deadline-ground-store.ts';
import { aComplaintDesk } from '../builders/a-complaint-desk.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: Awaited<ReturnType<typeof aComplaintDesk>>;
beforeEach(async () => { desk = await aComplaintDesk(); });
afterEach(() => desk.close());

const hour = 60 * 60_000;
const closing = { isJustified: true, cause: '抄表时读错一位', responsibleUnit: '抄表班', remedy: '退还多收电费并道歉', lesson: '抄表异常须复核', noLessonBecause: '' };
const letter = { templateId: 'answer' as const, text: '经核实，抄表有误，已更正并退还多收电费。', how: 'letter' as const };
const kindsOf = (story: { steps: { facts: { kind: string } }[] }) => story.steps.map(({ facts }) => facts.kind);

describe('a complaint', () => {
  test('goes from its receipt over a dissatisfied call-back to its closing, every step with who and when', async () => {
    const { clerk, other, manager, clock, at } = desk;
    let story = await desk.inHand();
    expect(story).toMatchObject({ number: 'T2026-0001', state: 'inHand', handlerName: '王磊', maskedName: '王*英', form: { maskedPhone: '138****6712' } });
    story = await other.client.contact({ ...at(story), how: 'phone', words: '已致电说明' });
    story = await other.client.answer({ ...at(story), ...letter });
    expect(story).toMatchObject({ state: 'answered', steps: expect.arrayContaining([expect.objectContaining({ facts: expect.objectContaining({ letterNumber: 'F2026-0001' }) })]) });
    clock.advance(24 * hour);
    story = await clerk.client.callBack({ ...at(story), outcome: 'dissatisfied', words: '退款还没有到账' });
    expect(story).toMatchObject({ state: 'inHand', redoCount: 1, next: { kind: 'answer', isOverdue: false } });
    story = await other.client.answer({ ...at(story), ...letter, templateId: 'afterRedo' });
    story = await clerk.client.callBack({ ...at(story), outcome: 'notReached', words: '' });
    story = await clerk.client.callBack({ ...at(story), outcome: 'satisfied', words: '' });
    story = await manager.client.close({ ...at(story), ...closing });
    expect(story).toMatchObject({ state: 'closed', next: null });
    expect(kindsOf(story)).toEqual(['received', 'assessed', 'dispatched', 'taken', 'contacted', 'answered', 'calledBack', 'answered', 'calledBack', 'calledBack', 'closed']);
    expect(story.steps.map(({ byName }) => byName)).toEqual(['李敏', '陈静', '陈静', '王磊', '王磊', '王磊', '李敏', '王磊', '李敏', '李敏', '陈静']);
    const [ended] = (await manager.client.board({ which: 'ended' })).complaints;
    expect(ended?.number).toBe('T2026-0001');
  });

  test('counts the answer anew from the call-back that sent it back', async () => {
    const { clerk, other, clock, at } = desk;
    let story = await desk.inHand();
    const first = story.deadlines.answer?.dueAt ?? 0;
    story = await other.client.answer({ ...at(story), ...letter });
    clock.advance(10 * 24 * hour);
    story = await clerk.client.callBack({ ...at(story), outcome: 'veryDissatisfied', words: '' });
    expect(story.deadlines.answer?.dueAt).toBeGreaterThan(first);
    expect(story.next?.isOverdue).toBe(false);
  });

  test('is closed only with a lesson, or with why there is none', async () => {
    const { clerk, other, manager, at } = desk;
    let story = await other.client.answer({ ...at(await desk.inHand()), ...letter });
    story = await clerk.client.callBack({ ...at(story), outcome: 'satisfied', words: '' });
    expect(await refusalOf(manager.client.close({ ...at(story), ...closing, lesson: '', noLessonBecause: '' }))).toMatchObject({ code: 'COMPLAINT_INCOMPLETE', data: { fields: ['lesson'] } });
    expect((await manager.client.close({ ...at(story), ...closing, lesson: '', noLessonBecause: '客户误解，无差错' })).state).toBe('closed');
  });

  test('moved by two people at once is moved by the first; the second is told who it was, and nothing is lost', async () => {
    const { manager, clerk, at } = desk;
    const story = await desk.received();
    const [one, two] = await Promise.all([
      refusalOf(manager.client.assess({ ...at(story), classId: story.classId, urgency: 3, impact: 3, words: '' })),
      refusalOf(clerk.client.withdraw({ ...at(story), reason: 'mistake', words: '重复登记' })),
    ]);
    expect([one, two].filter(each => each === null)).toHaveLength(1);
    expect([one, two].find(each => each !== null)).toMatchObject({ code: 'COMPLAINT_MOVED', data: { byName: expect.any(String) } });
    expect((await manager.client.story({ complaintId: story.id })).stepCount).toBe(2);
  });

  test('repeated after a lost answer is one step', async () => {
    const { manager, at } = desk;
    const story = await desk.received();
    const asked = { ...at(story), classId: story.classId, urgency: 3, impact: 3, words: '' };
    const [once, again] = [await manager.client.assess(asked), await manager.client.assess(asked)];
    expect(again).toEqual(once);
    expect((await manager.client.story({ complaintId: story.id })).stepCount).toBe(2);
  });

  test('does not go out with places of its letter still to be written', async () => {
    const { other, at } = desk;
    const story = await desk.inHand();
    const { text } = await other.client.letterDraft({ complaintId: story.id, templateId: 'answer' });
    expect(await refusalOf(other.client.answer({ ...at(story), ...letter, text }))).toMatchObject({ code: 'LETTER_UNFINISHED', data: { places: expect.arrayContaining([expect.stringContaining('查明')]) } });
    expect(text).not.toContain('王秀英');
    expect((await other.client.story({ complaintId: story.id })).stepCount).toBe(story.stepCount);
  });

  test('is unreachable only after three calls', async () => {
    const { clerk, other, at } = desk;
    let story = await other.client.answer({ ...at(await desk.inHand()), ...letter });
    expect(await refusalOf(clerk.client.callBack({ ...at(story), outcome: 'unreachable', words: '' }))).toMatchObject({ code: 'CALL_AGAIN', data: { missed: 0, least: 3 } });
    for (let call = 0; call < 3; call += 1) story = await clerk.client.callBack({ ...at(story), outcome: 'notReached', words: '' });
    expect((await clerk.client.callBack({ ...at(story), outcome: 'unreachable', words: '' })).state).toBe('calledBack');
  });
});

describe('who may move a complaint', () => {
  test('each move is refused to whom it is not for', async () => {
    const { clerk, other, manager, at } = desk;
    const story = await desk.received();
    expect(await refusalOf(clerk.client.assess({ ...at(story), classId: story.classId, urgency: 1, impact: 1, words: '' }))).toMatchObject({ code: 'NOT_YOUR_COMPLAINT' });
    expect(await refusalOf(other.client.withdraw({ ...at(story), reason: 'settled', words: '已解决' }))).toMatchObject({ code: 'NOT_YOUR_COMPLAINT' });
    const inHand = await desk.inHand();
    expect(await refusalOf(clerk.client.answer({ ...at(inHand), ...letter }))).toMatchObject({ code: 'NOT_YOUR_COMPLAINT' });
    expect(await refusalOf(manager.client.take(at(inHand)))).toMatchObject({ code: 'COMPLAINT_MOVE_REFUSED', data: { state: 'inHand', reason: 'wrongState' } });
    const answered = await other.client.answer({ ...at(inHand), ...letter });
    expect(await refusalOf(other.client.callBack({ ...at(answered), outcome: 'satisfied', words: '' }))).toMatchObject({ code: 'OWN_HANDLING' });
  });

  test('whoever is complained about neither handles nor moves nor reveals it', async () => {
    const { manager, other, at } = desk;
    const story = await desk.received({ aboutStaffIds: [other.id] });
    const assessed = await manager.client.assess({ ...at(story), classId: story.classId, urgency: 1, impact: 1, words: '' });
    expect(await refusalOf(manager.client.dispatch({ ...at(assessed), handlerId: other.id, words: '' }))).toMatchObject({ code: 'HANDLER_CONCERNED' });
    expect(await refusalOf(other.client.note({ ...at(assessed), words: '不是我', photoIds: [] }))).toMatchObject({ code: 'HANDLER_CONCERNED' });
    expect(await refusalOf(other.client.reveal({ complaintId: story.id, why: 'contact' }))).toMatchObject({ code: 'HANDLER_CONCERNED' });
    const { moves } = await other.client.story({ complaintId: story.id });
    expect(moves.filter(({ isAllowed }) => isAllowed)).toEqual([]);
  });

  test('is given back twice at most', async () => {
    const { manager, other, at } = desk;
    let story = await desk.inHand();
    for (let time = 1; time <= 2; time += 1) {
      story = await other.client.giveBack({ ...at(story), reason: 'notOurs', words: '属计量班职责' });
      story = await other.client.take(at(await manager.client.dispatch({ ...at(story), handlerId: other.id, words: '' })));
    }
    expect(await refusalOf(other.client.giveBack({ ...at(story), reason: 'notOurs', words: '仍不属于' }))).toMatchObject({ code: 'RETURNED_TOO_OFTEN', data: { most: 2 } });
  });

  test('the story tells beforehand what would be refused', async () => {
    const story = await desk.inHand();
    const asSeenBy = async (who: { client: typeof desk.clerk.client }) => Object.fromEntries((await who.client.story({ complaintId: story.id })).moves.map(({ move, whyNot }) => [move, whyNot]));
    expect(await asSeenBy(desk.other)).toMatchObject({ answered: null, noted: null, assessed: 'COMPLAINT_MOVE_REFUSED', withdrawn: 'NOT_YOUR_COMPLAINT' });
    // The power table allows no more time at all.
    expect(await asSeenBy(desk.other)).toMatchObject({ extensionAsked: 'EXTENSION_NOT_ALLOWED' });
    expect(await asSeenBy(desk.auditor)).toMatchObject({ answered: 'NOT_YOUR_COMPLAINT', noted: 'NOT_YOUR_COMPLAINT' });
  });
});

describe('more time', () => {
  beforeEach(async () => {
    await desk.close();
    desk = await aComplaintDesk({ trade: 'bank' });
  });
  const asked = { ruleId: 'complex', reason: '需调取三年流水' };
  const moreTime = '因需调取三年流水，办理期限延长，届时书面答复。';

  test('is asked for in the table’s order, allowed by the manager, and moves the deadline', async () => {
    const { other, manager, at } = desk;
    let story = await desk.inHand();
    const before = story.deadlines.answer?.dueAt ?? 0;
    expect(await refusalOf(other.client.askExtension({ ...at(story), ...asked, ruleId: 'particularlyComplex' }))).toMatchObject({ code: 'EXTENSION_NOT_ALLOWED' });
    story = await other.client.askExtension({ ...at(story), ...asked });
    story = await manager.client.decideExtension({ ...at(story), isApproved: true, words: '同意', text: moreTime });
    expect(story.deadlines.answer?.dueAt).toBe(before + 15 * 24 * hour);
    story = await other.client.askExtension({ ...at(story), ...asked, ruleId: 'particularlyComplex' });
    expect(await refusalOf(manager.client.decideExtension({ ...at(story), isApproved: true, words: '同意' }))).toMatchObject({ code: 'HEADQUARTERS_DECIDES' });
  });

  test('is not given once the deadline has passed', async () => {
    const { other, clock, at } = desk;
    const story = await desk.inHand();
    clock.advance(20 * 24 * hour);
    expect(await refusalOf(other.client.askExtension({ ...at(story), ...asked }))).toMatchObject({ code: 'EXTENSION_TOO_LATE' });
    expect((await other.client.story({ complaintId: story.id })).moves).toContainEqual({ move: 'extensionAsked', isAllowed: false, whyNot: 'EXTENSION_TOO_LATE' });
  });

  test('a pause stands still and says so on the board', async () => {
    const { other, manager, clock, at } = desk;
    let story = await other.client.pause({ ...at(await desk.inHand()), reason: 'awaitingAppraisal', words: '送检电表' });
    expect(story).toMatchObject({ isPaused: true, next: null });
    clock.advance(30 * 24 * hour);
    expect((await manager.client.board({ which: 'overdue' })).complaints).toEqual([]);
    story = await other.client.resume({ ...at(story), words: '检定结论已出' });
    expect(story).toMatchObject({ isPaused: false, next: { kind: 'answer', isOverdue: false } });
  });
});

describe('steps of headquarters', () => {
  test('interleave with the branch’s, never overwrite them, and come once however often they are sent', async () => {
    const { other, at, database, present } = desk;
    const story = await desk.inHand();
    const step = (seen: { branch: number; headquarters: number }, words: string) => ({ id: uuidv7(), side: 'headquarters' as const, seen, at: desk.clock.now(), byStaffId: null, byName: '省公司 客服部', facts: { kind: 'supervised' as const, words } });
    // Written when headquarters had seen two steps of four, and afterwards one that saw all.
    const [early, late] = [step({ branch: 2, headquarters: 1 }, '请优先办理'), step({ branch: 4, headquarters: 2 }, '请于周五前答复')];
    for (let time = 0; time < 2; time += 1) await database.change(async tx => addHeadquartersSteps(tx, story.id, [late, early], await readDeadlineRules(tx, present!)));
    const now = await other.client.story({ complaintId: story.id });
    expect(kindsOf(now)).toEqual(['received', 'assessed', 'dispatched', 'supervised', 'taken', 'supervised']);
    expect(now).toMatchObject({ state: 'inHand', stepCount: 6 });
    expect(await refusalOf(other.client.answer({ ...at(story), ...letter }))).toMatchObject({ code: 'COMPLAINT_MOVED' });
    expect((await other.client.answer({ ...at(now), ...letter })).state).toBe('answered');
  });

  test('that come when their place is gone stay in the story and move nothing', async () => {
    const { database, present, other } = desk;
    const story = await desk.inHand();
    const refused = { id: uuidv7(), side: 'headquarters' as const, seen: { branch: 4, headquarters: 1 }, at: desk.clock.now(), byStaffId: null, byName: '省公司', facts: { kind: 'refused' as const, reason: 'notOurs' as const, words: '' } };
    await database.change(async tx => addHeadquartersSteps(tx, story.id, [refused], await readDeadlineRules(tx, present!)));
    expect(await other.client.story({ complaintId: story.id })).toMatchObject({ state: 'inHand', steps: expect.arrayContaining([expect.objectContaining({ side: 'headquarters', isOvertaken: true })]) });
    expect(await database.read(reader => readSteps(reader, story.id))).toHaveLength(5);
  });
});
