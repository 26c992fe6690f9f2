import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addPackagedYears } from '../../main/calendar/calendar-store.ts';
import { countCasesByClass } from '../../main/cases/cases-store.ts';
import { insertDefaultClasses, listClasses } from '../../main/complaints/complaint-classes-store.ts';
import { complaintsApi } from '../../main/complaints/complaints-api.ts';
import { insertDefaultDeadlineTable } from '../../main/complaints/deadline-table-store.ts';
import { insertAccount } from '../../main/staff/staff-store.ts';
import { carrierOverHttp } from '../../main/sync/carry.ts';
import type { ConsoleComplaintStory } from '../../shared/console-complaints.ts';
import type { Role } from '../../shared/staff.ts';
import { testStart } from '../builders/a-database.ts';
import { aConsole, type ConsolePerson } from '../builders/a-console.ts';
import { aHeadquartersWithPostgres, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { callerWith } from '../builders/an-archive.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';

// A branch with its own database and headquarters with its own, over HTTP: one complaint, written by both.

let headquarters: TestHeadquarters;
let people: Awaited<ReturnType<typeof aConsole>>;
let supervisor: ConsolePerson;
let branch: Awaited<ReturnType<typeof anEnrolledBranch>> | undefined;
let classId: string;

beforeAll(async () => {
  headquarters = await aHeadquartersWithPostgres({ limits: { perStranger: 100_000 }, clock: { now: () => branch?.clock.now() ?? testStart } });
  people = await aConsole(headquarters);
  supervisor = await people.somebody(['supervisor'], '周岚');
});
afterAll(() => headquarters.dispose());
beforeEach(async () => {
  branch = await anEnrolledBranch({ connect: carrierOverHttp });
  await branch.enrolWith(headquarters);
  const { database, clock } = branch;
  await database.change(async tx => {
    await addPackagedYears(tx, clock.now());
    const { reportClassId } = await insertDefaultClasses(tx, 'insurance');
    await insertDefaultDeadlineTable(tx, 'insurance', reportClassId);
  });
  classId = (await database.read(listClasses)).find(each => each.parentId !== null && !each.isReport)!.id;
});
afterEach(async () => {
  await branch?.close();
  branch = undefined;
});

const present = () => branch!;
const everyComplaint = { which: 'open', branchId: null, state: null, classId: null, leastSeverity: 1, number: '', cursor: null };
const form = {
  channel: 'counter' as const, isAnonymous: false, complainantName: '王秀英', complainantPhone: '13800136712', address: '云溪市文三路12号', agentName: '', customerId: null, accountNumber: '0512003457731', ticketId: null, visitId: null,
  urgency: 2, impact: 3, aboutServiceId: null, aboutWindowId: null, aboutStaffIds: [], aboutProduct: '', what: '王秀英说理赔拖了一个月，电话13800136712打不通。', happenedAt: null, where: '', remedySought: '书面答复', photoIds: [],
};

function atBranch(roles: Role[] = ['clerk'], staffId: string = uuidv7()) {
  return createRouterClient(complaintsApi(present().parts, countCasesByClass), { context: callerWith(staffId, roles) });
}
/** Rounds until the other side has everything, and it is in the tables. */
async function meet(): Promise<void> {
  for (let round = 0; round < 2; round += 1) expect(await present().round()).toEqual({ kind: 'done' });
  await expect.poll(() => headquarters.rows('select 1 from hq.epochs where "branchId" = $1 and "projectedSeq" < "receivedSeq"', [present().branchId]), { timeout: 20_000 }).toEqual([]);
}
async function received() {
  const story = await atBranch().receive({ commandId: uuidv7(), draftId: uuidv7(), form: { ...form, classId } });
  await meet();
  return story;
}
async function asked(path: string, input: object, person = supervisor): Promise<ConsoleComplaintStory> {
  const { status, code, body } = await person.call(`complaints/${path}`, { branchId: present().branchId, ...input });
  if (status !== 200) throw new Error(`${path}: ${code}`);
  return body;
}
const at = ({ id, stepCount }: Pick<ConsoleComplaintStory, 'id' | 'stepCount'>) => ({ commandId: uuidv7(), complaintId: id, expectedSteps: stepCount });
const told = (steps: readonly ConsoleComplaintStory['steps'][number][]) => steps.map(({ side, facts, delivery, isOvertaken }) => [side, facts.kind, delivery?.state ?? null, isOvertaken]);
const ofBranch = () => ({ ...everyComplaint, branchId: present().branchId });

test('a complaint taken in at a branch is listed at headquarters without whom it is about; supervised there, the step is on the branch’s story', async () => {
  const { id, number } = await received();
  const list = (await supervisor.call('complaints/list', ofBranch())).body;
  expect(list).toMatchObject({ complaints: [{ id, number, branchName: expect.any(String), state: 'received', maskedName: '王*英', severity: 6, headquartersSteps: 0 }], counts: { received: 1 }, overdue: 0, nextCursor: null });
  const story = await asked('one', { complaintId: id });
  expect(story).toMatchObject({ form: { maskedPhone: '138****6712', maskedAccountNumber: '…7731' }, moves: ['supervised', 'instructed'], stepCount: 1 });
  expect(JSON.stringify([list, story])).not.toMatch(/王秀英|13800136712|0512003457731|12号/);

  const command = { ...at(story), words: '请三日内办结' };
  expect(told((await asked('supervise', command)).steps)).toEqual([['branch', 'received', null, false], ['headquarters', 'supervised', 'waits', false]]);
  expect((await asked('supervise', command)).stepCount).toBe(2);
  expect((await supervisor.call('complaints/instruct', { branchId: present().branchId, ...at(story), words: '先联系客户' })).code).toBe('COMPLAINT_MOVED');

  await meet();
  expect((await atBranch(['manager']).board({ which: 'open' })).complaints).toMatchObject([{ id, headquartersSteps: 1 }]);
  expect((await atBranch(['manager']).story({ complaintId: id })).steps.map(({ side, byName, facts, isOvertaken }) => [side, byName, facts.kind, isOvertaken])).toEqual([
    ['branch', expect.any(String), 'received', false], ['headquarters', '周岚', 'supervised', false],
  ]);
  expect(told((await asked('one', { complaintId: id })).steps)).toEqual([['branch', 'received', null, false], ['headquarters', 'supervised', 'taken', false]]);
});

test('what both sides write without knowing of each other stays on both, in the same order, and says which came too late', async () => {
  const { id } = await received();
  const before = await asked('one', { complaintId: id });
  const withdrawn = await atBranch(['manager']).withdraw({ ...at({ id, stepCount: 1 }), reason: 'mistake', words: '登记重复' });
  expect(withdrawn.state).toBe('withdrawn');
  await asked('supervise', { ...at(before), words: '请三日内办结' });
  await meet();
  const both = [['branch', 'received', false], ['branch', 'withdrawn', false], ['headquarters', 'supervised', true]];
  expect((await atBranch(['manager']).story({ complaintId: id })).steps.map(({ side, facts, isOvertaken }) => [side, facts.kind, isOvertaken])).toEqual(both);
  const story = await asked('one', { complaintId: id });
  expect(story.steps.map(({ side, facts, isOvertaken }) => [side, facts.kind, isOvertaken])).toEqual(both);
  expect(story).toMatchObject({ state: 'withdrawn', moves: [] });
  expect((await supervisor.call('complaints/supervise', { branchId: present().branchId, ...at(story), words: '再请' })).code).toBe('COMPLAINT_MOVE_REFUSED');
});

test('a complaint that its branch closed and reopened is open again at headquarters, with both steps in the one story, and can be supervised', async () => {
  const { id } = await received();
  const handlerId = await present().database.change(tx => insertAccount(tx, { loginName: 'wanglei', name: '王磊', roles: ['clerk'], passwordHash: 'none', mustChangePassword: false }, present().clock.now()));
  const [manager, handler, clerk] = [atBranch(['manager']), atBranch(['clerk'], handlerId), atBranch()];
  let story = await manager.assess({ ...at({ id, stepCount: 1 }), classId, urgency: 2, impact: 3, words: '' });
  story = await handler.take(at(await manager.dispatch({ ...at(story), handlerId, words: '' })));
  story = await handler.answer({ ...at(story), templateId: 'answer', text: '已赔付。', how: 'phone' });
  story = await clerk.callBack({ ...at(story), outcome: 'satisfied', words: '' });
  story = await manager.close({ ...at(story), isJustified: true, cause: '漏件', responsibleUnit: '理赔部', remedy: '赔付', lesson: '每日核对', noLessonBecause: '' });
  await meet();
  expect((await supervisor.call('complaints/list', ofBranch())).body.complaints).toEqual([]);
  present().clock.advance(60_000);
  await manager.reopen({ ...at(story), reason: 'notCarriedOut', handlerId, words: '王秀英说赔款没有到账' });
  await meet();
  expect((await supervisor.call('complaints/list', ofBranch())).body.complaints).toMatchObject([{ id, state: 'inHand', handlerName: '王磊', reopenCount: 1 }]);
  const there = await asked('one', { complaintId: id });
  expect(told(there.steps).slice(-2)).toEqual([['branch', 'closed', null, false], ['branch', 'reopened', null, false]]);
  expect(there.steps.at(-1)?.facts).toMatchObject({ reason: 'notCarriedOut', handlerName: '王磊', closeDueAtThen: null });
  expect(JSON.stringify(there)).not.toContain('王秀英');
  await asked('supervise', { ...at(there), words: '限三日内落实' });
  await meet();
  expect((await manager.story({ complaintId: id })).steps.at(-1)).toMatchObject({ side: 'headquarters', facts: { kind: 'supervised' }, isOvertaken: false });
});

test('a complaint entrusted by headquarters waits until the branch has it, then runs under the branch’s number', async () => {
  await meet();
  const source = '12345 工单 20260302017';
  const command = { commandId: uuidv7(), branchId: present().branchId, source, words: '三日内反馈', form: { channel: 'hotline12345', isAnonymous: false, complainantName: '李大山', complainantPhone: '13900001111', address: '', accountNumber: '', classId, urgency: 3, impact: 2, aboutProduct: '', what: '李大山反映无人接听。', happenedAt: null, where: '', remedySought: '' } };
  expect((await supervisor.call('complaints/entrust', { ...command, form: { ...command.form, complainantName: '' } })).code).toBe('COMPLAINT_INCOMPLETE');
  expect((await supervisor.call('complaints/entrust', { ...command, form: { ...command.form, classId: uuidv7() } })).code).toBe('COMPLAINT_CLASS_NOT_FOUND');
  expect((await supervisor.call('complaints/entrust', command)).body).toEqual({ complaintId: command.commandId });
  expect((await supervisor.call('complaints/entrust', command)).body).toEqual({ complaintId: command.commandId });
  const waiting = (await supervisor.call('complaints/entrusted', {})).body;
  expect(waiting).toMatchObject([{ complaintId: command.commandId, byName: '周岚', delivery: { state: 'waits' } }]);
  expect(JSON.stringify(waiting)).not.toContain('李大山');

  await meet();
  expect((await supervisor.call('complaints/entrusted', {})).body).toEqual([]);
  const story = await asked('one', { complaintId: command.commandId });
  expect(story).toMatchObject({ number: expect.stringMatching(/^T2026-/), channel: 'hotline12345', severity: 6, takenInByName: '周岚' });
  expect(told(story.steps)).toEqual([['branch', 'received', null, false], ['headquarters', 'entrusted', 'taken', false]]);
  expect(story.steps[1]?.facts).toMatchObject({ source, words: '三日内反馈' });
  expect((await supervisor.call('complaints/list', { ...ofBranch(), number: story.number })).body.complaints).toMatchObject([{ id: command.commandId }]);
});

test('more time that the table leaves to headquarters is decided there, and the deadline moves at the branch', async () => {
  const { id } = await received();
  const managerId = uuidv7();
  const manager = atBranch(['manager'], managerId);
  const handler = await present().staffed.person('wanglei');
  await manager.assess({ ...at({ id, stepCount: 1 }), classId, urgency: 2, impact: 3, words: '' });
  await manager.dispatch({ ...at({ id, stepCount: 2 }), handlerId: handler, words: '' });
  const hand = atBranch(['clerk'], handler);
  await hand.take(at({ id, stepCount: 3 }));
  await hand.askExtension({ ...at({ id, stepCount: 4 }), ruleId: 'complex', reason: '需鉴定' });
  await meet();
  expect((await asked('one', { complaintId: id })).moves).toEqual(['supervised', 'instructed']);
  await manager.decideExtension({ ...at({ id, stepCount: 5 }), isApproved: true, words: '同意', text: '因需鉴定，答复延期。' });
  const before = await hand.askExtension({ ...at({ id, stepCount: 6 }), ruleId: 'particularlyComplex', reason: '鉴定排队' });
  await meet();
  const story = await asked('one', { complaintId: id });
  expect(story.moves).toEqual(['extensionDecided', 'supervised', 'instructed']);
  await asked('decideExtension', { ...at(story), isApproved: true, words: '同意再延三十日' });
  await meet();
  const after = await manager.story({ complaintId: id });
  expect(after.deadlines.answer!.dueAt! - before.deadlines.answer!.dueAt!).toBe(30 * 86_400_000);
  expect(after.steps.at(-1)).toMatchObject({ side: 'headquarters', facts: { kind: 'extensionDecided', isApproved: true } });
});

describe('the list of all branches', () => {
  test('is narrowed by state, class, severity and number, and never shows what ended among the open ones', async () => {
    const { id, number } = await received();
    const found = async (given: object) => (await supervisor.call('complaints/list', { ...ofBranch(), ...given })).body.complaints.map((each: { id: string }) => each.id);
    expect(await found({ state: 'received', leastSeverity: 6, classId })).toEqual([id]);
    expect(await found({ leastSeverity: 9 })).toEqual([]);
    expect(await found({ classId: uuidv7() })).toEqual([]);
    expect(await found({ which: 'overdue' })).toEqual([]);
    await headquarters.rows('update branches.complaints set "dueOrder" = 1 where "branchId" = $1', [present().branchId]);
    expect(await found({ which: 'overdue' })).toEqual([id]);
    await atBranch(['manager']).withdraw({ ...at({ id, stepCount: 1 }), reason: 'mistake', words: '登记重复' });
    await meet();
    expect(await found({})).toEqual([]);
    expect(await found({ which: 'ended' })).toEqual([id]);
    expect(await found({ number: number.toLowerCase().replace('-', '') })).toEqual([id]);
    expect(await found({ number: 'A001' })).toEqual([]);
  });

  test('goes on page after page, each complaint once', async () => {
    await received();
    await headquarters.rows(`insert into branches.complaints select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()::text, 'ordinal', n, 'dueOrder', 1000 + n / 3))).* from branches.complaints c, generate_series(2, 120) n where c."branchId" = $1`, [present().branchId]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await supervisor.call('complaints/list', { ...ofBranch(), cursor });
      seen.push(...body.complaints.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });
});

test('who follows no complaints sees none, an auditor reads and moves nothing, and every step is in the trail without words', async () => {
  const { id } = await received();
  const keeper = await people.somebody(['catalogueKeeper', 'administrator']);
  expect((await keeper.call('complaints/list', everyComplaint)).code).toBe('NOT_ALLOWED');
  const auditor = await people.somebody(['auditor']);
  const story = await asked('one', { complaintId: id }, auditor);
  expect((await auditor.call('complaints/supervise', { branchId: present().branchId, ...at(story), words: '请办' })).code).toBe('NOT_ALLOWED');
  await asked('instruct', { ...at(story), words: '按合同条款办理' });
  const { entries } = (await auditor.call('audit/list', { staffId: null, branchId: present().branchId, action: 'complaintInstructed', fromAt: null, toAt: null, before: null })).body;
  expect(entries).toMatchObject([{ staffName: '周岚', detail: { complaint: story.number } }]);
  expect(JSON.stringify(entries)).not.toContain('合同条款');
});
