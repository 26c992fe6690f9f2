import { asc } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessLogDetails } from '../../main/access-log/access-log-schema.ts';
import { settingLocks, settings } from '../../main/branch/branch-schema.ts';
import { listYears, addPackagedYears } from '../../main/calendar/calendar-store.ts';
import { insertDefaultClasses, listClasses } from '../../main/complaints/complaint-classes-store.ts';
import { inOrder } from '../../main/complaints/complaint-path.ts';
import { findComplaint, insertComplaint, readSteps, type NewComplaint } from '../../main/complaints/complaints-store.ts';
import { readDeadlineRules } from '../../main/complaints/deadline-ground-store.ts';
import { insertDefaultDeadlineTable, readDeadlineTable } from '../../main/complaints/deadline-table-store.ts';
import { findNotice, noticesShownAt } from '../../main/notices/notices-store.ts';
import { listServices } from '../../main/queue/catalogue-store.ts';
import { listStaff, savePassword } from '../../main/staff/staff-store.ts';
import { syncTakes } from '../../main/sync/sync-schema.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';
import { goodPassword, refusalOf } from '../builders/a-staffed-branch.ts';

type Branch = Awaited<ReturnType<typeof anEnrolledBranch>>;
let branch: Branch;
let rechecks = 0;
beforeEach(async () => { branch = await anEnrolledBranch({ onRecheck: () => { rechecks += 1; } }); });
afterEach(() => branch.close());

/** Gives one directive, makes a round, and answers what headquarters heard of it. */
async function given(kind: string, body: unknown): Promise<{ outcome: string; code: string | null }> {
  branch.headquarters.give(kind, body);
  expect(await branch.round()).toEqual({ kind: 'done' });
  const { outcome, code } = branch.headquarters.takes.at(-1)!;
  return { outcome, code };
}
const taken = { outcome: 'taken', code: null };
const refused = (code: string) => ({ outcome: 'refused', code });
const service = { prefix: 'A', nameZh: '电费业务', nameEn: 'Billing', targetWaitMinutes: 15, targetServiceMinutes: 10, requiredDocuments: [], opensAt: '08:30', closesAt: '17:30', isActive: true };
const services = () => branch.database.read(listServices);

/** A branch that takes complaints in. */
async function withComplaints() {
  const { database, clock } = branch;
  const { reportClassId } = await database.change(async tx => {
    await addPackagedYears(tx, clock.now());
    const report = await insertDefaultClasses(tx, 'power');
    await insertDefaultDeadlineTable(tx, 'power', report.reportClassId);
    return report;
  });
  const classes = await database.read(listClasses);
  const intakeClassId = classes.find(({ parentId, isReport }) => parentId !== null && !isReport)!.id;
  const complaint: NewComplaint = {
    id: uuidv7(), channel: 'counter', receivedAt: clock.now(), takenInBy: uuidv7(), takenInByName: '李敏', isAnonymous: true, complainantName: '', complainantPhone: '', phoneKey: '', accountKey: '', addressKey: '', address: '', agentName: '', customerId: null,
    accountNumber: '', ticketId: null, visitId: null, intakeClassId, urgency: 2, impact: 2, aboutServiceId: null, aboutWindowId: null, aboutStaffIds: [], aboutProduct: '', what: '电费异常', happenedAt: null, where: '', remedySought: '',
  };
  await database.change(async tx => { await insertComplaint(tx, complaint, 2026, await readDeadlineRules(tx, branch.parts.branch()!)); });
  return { reportClassId, classes, complaint: async () => (await database.read(reader => findComplaint(reader, complaint.id)))! };
}

describe('a directive', () => {
  test('is taken once, in one transaction with the line’s place, and headquarters hears of it', async () => {
    expect(await given('services', { services: [service] })).toEqual(taken);
    expect(await services()).toMatchObject([{ prefix: 'A', nameZh: '电费业务' }]);
    expect(await branch.line()).toMatchObject({ directive: 1, newestDirective: 1 });
    expect(branch.headquarters.takes).toEqual([{ number: 1, outcome: 'taken', code: null, at: branch.clock.now() }]);
    await branch.round();
    expect(branch.headquarters.takes).toHaveLength(1);
  });

  test('whose answer was lost is told again and not taken again', async () => {
    branch.headquarters.give('services', { services: [service] });
    let pulls = 0;
    branch.headquarters.decideFates(({ path }) => path.endsWith('pull') && (pulls += 1) === 2 ? 'answerLost' : 'arrives');
    await branch.round();
    const [before] = await services();
    await branch.round();
    expect(await services()).toEqual([before]);
    expect(branch.headquarters.takes.map(({ number }) => number)).toEqual([1, 1]);
  });

  test('that cannot be taken is kept as refused, and those behind it are taken', async () => {
    branch.headquarters.give('services', { services: [{ ...service, prefix: 'lower case' }] });
    branch.headquarters.give('dances', {});
    branch.headquarters.give('noticeWithdrawn', { id: uuidv7(), at: 1, byName: '周岚', reason: '有误' });
    branch.headquarters.give('services', { services: [service] });
    await branch.round();
    expect(branch.headquarters.takes.map(({ outcome, code }) => code ?? outcome)).toEqual(['BODY_WRONG', 'KIND_UNKNOWN', 'NOTICE_NOT_FOUND', 'taken']);
    expect(await services()).toHaveLength(1);
    expect((await branch.line()).directive).toBe(4);
    expect(await branch.database.read(reader => reader.select({ kind: syncTakes.kind, toldAt: syncTakes.toldAt }).from(syncTakes).orderBy(asc(syncTakes.number)))).toEqual(
      ['services', 'dances', 'noticeWithdrawn', 'services'].map(kind => ({ kind, toldAt: branch.clock.now() })));
  });

  test('leaves nothing of itself behind when it is refused half way', async () => {
    expect(await given('staff', { staff: [
      { loginName: 'limin', name: '李敏', roles: ['clerk'], isActive: true }, { loginName: 'chenjing', name: '陈静', roles: ['manager', 'auditor'], isActive: true },
    ] })).toEqual(refused('ROLES_CONFLICT'));
    expect(await branch.database.read(reader => listStaff(reader, 0))).toEqual([]);
  });

  test('that headquarters forgot and numbered again is taken under its new meaning', async () => {
    const backup = branch.headquarters.backUp();
    branch.headquarters.stopArchiving();
    await given('services', { services: [service] });
    backup.restore();
    await branch.round();
    expect(await given('services', { services: [{ ...service, nameZh: '缴费业务' }] })).toEqual(taken);
    expect(await services()).toMatchObject([{ nameZh: '缴费业务' }]);
  });

  test('hundreds of them come in pages, in order', async () => {
    for (let at = 1; at <= 250; at += 1) branch.headquarters.give('settings', { values: { noShowAfterCalls: (at % 10) + 1 }, locked: [], unlocked: [] });
    await branch.round();
    expect(branch.headquarters.takes.map(({ number }) => number)).toEqual(Array.from({ length: 250 }, (_, at) => at + 1));
    expect(await branch.database.read(reader => reader.select().from(syncTakes))).toHaveLength(100);
  });
});

test('a service is known by its prefix: it keeps its id, and one that is not named stays', async () => {
  await given('services', { services: [service, { ...service, prefix: 'B', nameZh: '业扩报装', nameEn: 'New supply' }] });
  const before = await services();
  expect(await given('services', { services: [{ ...service, nameZh: '缴费', isActive: false }] })).toEqual(taken);
  expect(await services()).toEqual([{ ...before[0], nameZh: '缴费', isActive: false }, before[1]]);
});

describe('people of headquarters’ roster', () => {
  test('cannot sign in until the administrator has given them a password', async () => {
    await branch.staffed.person('zhangwei', ['administrator']);
    expect(await given('staff', { staff: [{ loginName: 'limin', name: '李敏', roles: ['clerk'], isActive: true }] })).toEqual(taken);
    const desk = await branch.staffed.connect();
    for (const password of ['', ' ', goodPassword]) {
      expect(await refusalOf(desk.client.session.signIn({ loginName: 'limin', password: password || 'x' }))).toMatchObject({ code: 'WRONG_CREDENTIALS' });
    }
    const admin = await branch.staffed.signedIn('zhangwei');
    const [, limin] = await admin.client.staff.list().then(list => list.toSorted((a, b) => b.loginName.localeCompare(a.loginName)));
    await admin.client.staff.resetPassword({ commandId: uuidv7(), staffId: limin!.id, temporaryPassword: 'harbour wall 12 cedar' });
    await expect(desk.client.session.signIn({ loginName: 'limin', password: 'harbour wall 12 cedar' })).resolves.toMatchObject({ state: { staff: { loginName: 'limin', mustChangePassword: true } } });
  });

  test('who works here no more is signed out at once, and a change of roles reaches who is signed in', async () => {
    await branch.staffed.person('zhangwei', ['administrator']);
    await branch.staffed.person('limin', ['clerk']);
    await branch.staffed.person('wanglei', ['clerk']);
    const [limin, wanglei] = [await branch.staffed.signedIn('limin'), await branch.staffed.signedIn('wanglei')];
    await given('staff', { staff: [{ loginName: 'limin', name: '李敏', roles: ['clerk'], isActive: false }, { loginName: 'wanglei', name: '王磊', roles: ['clerk', 'archivist'], isActive: true }] });
    expect(branch.parts.connections.sessionOf(limin.connection)).toBeNull();
    expect(branch.parts.connections.sessionOf(wanglei.connection)).toMatchObject({ staffName: '王磊', roles: ['clerk', 'archivist'] });
  });

  test('never take the last administrator who can hand out passwords away', async () => {
    await branch.staffed.person('zhangwei', ['administrator']);
    const gone = { loginName: 'zhangwei', name: '张伟', roles: ['administrator'], isActive: false };
    expect(await given('staff', { staff: [gone] })).toEqual(refused('LAST_ADMINISTRATOR'));
    expect(await given('staff', { staff: [gone, { loginName: 'zhoulan', name: '周岚', roles: ['administrator'], isActive: true }] })).toEqual(refused('LAST_ADMINISTRATOR'));
    expect(await given('staff', { staff: [{ loginName: 'zhoulan', name: '周岚', roles: ['administrator'], isActive: true }] })).toEqual(taken);
    const zhoulan = (await branch.database.read(reader => listStaff(reader, 0))).find(({ loginName }) => loginName === 'zhoulan')!;
    await branch.database.change(tx => savePassword(tx, zhoulan.id, { passwordHash: 'a hash', mustChangePassword: true }));
    expect(await given('staff', { staff: [gone] })).toEqual(taken);
  });
});

describe('what complaints rest on', () => {
  test('a year of the calendar is headquarters’, and open complaints are reckoned anew', async () => {
    const { complaint } = await withComplaints();
    const before = (await complaint()).nextDueAt!;
    const days = ['03', '04', '05', '06'].map(day => ({ day: `2026-03-${day}`, kind: 'holiday', nameZh: '抗汛', nameEn: 'Flood' }));
    expect(await given('calendarYear', { year: 2026, days })).toEqual(taken);
    expect(await branch.database.read(listYears)).toContainEqual(expect.objectContaining({ year: 2026, source: 'headquarters', holidays: 4 }));
    expect((await complaint()).nextDueAt).not.toBe(before);
    const [entry] = await branch.database.read(reader => reader.select({ content: accessLogDetails.content }).from(accessLogDetails));
    expect(JSON.parse(entry!.content!)).toEqual({ facts: { what: 'calendarYear', directive: 1, by: '周岚' } });
  });

  test('a year with a day of another year, or with one twice, is refused', async () => {
    const day = { day: '2026-03-03', kind: 'holiday', nameZh: '抗汛', nameEn: 'Flood' };
    expect(await given('calendarYear', { year: 2027, days: [day] })).toEqual(refused('CALENDAR_WRONG'));
    expect(await given('calendarYear', { year: 2026, days: [day, day] })).toEqual(refused('CALENDAR_WRONG'));
  });

  test('a deadline table takes the place of the one that holds, unless it has a hole', async () => {
    const { complaint } = await withComplaints();
    const rows = await branch.database.read(readDeadlineTable);
    expect(await given('deadlineTable', { rows: rows.slice(1) })).toEqual(refused('DEADLINE_TABLE_WRONG'));
    expect(await branch.database.read(readDeadlineTable)).toEqual(rows);
    const longer = rows.map(row => ({ ...row, firstContact: null, answer: { unit: 'workingDays', amount: 20, countedFrom: 'nextDay' } }));
    const before = await complaint();
    expect(await given('deadlineTable', { rows: longer })).toEqual(taken);
    expect((await complaint()).nextDueAt).toBeGreaterThan(before.nextDueAt!);
  });

  test('classes of headquarters come under their parents in whatever order, and take the place of the branch’s own of the same name', async () => {
    const { classes, reportClassId } = await withComplaints();
    const own = classes.find(({ parentId, isReport }) => parentId === null && !isReport)!;
    const [top, below, report] = [uuidv7(), uuidv7(), uuidv7()];
    expect(await given('complaintClasses', { classes: [
      { id: below, parentId: top, nameZh: '排队', nameEn: 'Queue', isActive: true, isReport: false },
      { id: top, parentId: null, nameZh: own.nameZh, nameEn: own.nameEn, isActive: true, isReport: false },
      { id: report, parentId: null, nameZh: '违规举报', nameEn: 'Reports', isActive: true, isReport: true },
    ] })).toEqual(taken);
    const after = new Map((await branch.database.read(listClasses)).map(each => [each.id, each]));
    expect(after.get(top)).toMatchObject({ nameZh: own.nameZh, isActive: true });
    expect(after.get(below)).toMatchObject({ parentId: top });
    expect(after.get(own.id)).toMatchObject({ nameZh: `${own.nameZh}（网点原有）`, isActive: false });
    expect([after.get(report)?.isReport, after.get(reportClassId)?.isReport]).toEqual([true, false]);
  });

  test('classes that would stand in a circle or too deep are refused whole', async () => {
    await withComplaints();
    const before = await branch.database.read(listClasses);
    const [a, b, c, d] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()] as const;
    const named = (id: string, parentId: string | null) => ({ id, parentId, nameZh: `类${id.slice(-4)}`, nameEn: id.slice(-4), isActive: true, isReport: false });
    expect((await given('complaintClasses', { classes: [named(a, b), named(b, a)] })).outcome).toBe('refused');
    expect(await given('complaintClasses', { classes: [named(a, null), named(b, a), named(c, b), named(d, c)] })).toEqual(refused('COMPLAINT_CLASS_MISPLACED'));
    expect(await branch.database.read(listClasses)).toEqual(before);
  });

  test('steps of headquarters are added once, whatever they are sent with again', async () => {
    const { complaint } = await withComplaints();
    const { id } = await complaint();
    const step = { id: uuidv7(), side: 'headquarters', seen: { branch: 1, headquarters: 1 }, at: branch.clock.now(), byName: '周岚', byStaffId: uuidv7(), facts: { kind: 'supervised', words: '请三日内办结' } };
    expect(await given('complaintSteps', { complaintId: id, steps: [step] })).toEqual(taken);
    expect(await given('complaintSteps', { complaintId: id, steps: [step] })).toEqual(taken);
    expect(await branch.database.read(reader => readSteps(reader, id))).toHaveLength(2);
    expect(await given('complaintSteps', { complaintId: uuidv7(), steps: [step] })).toEqual(refused('COMPLAINT_NOT_FOUND'));
  });

  test('a complaint that headquarters entrusts is taken in once, under the branch’s own number, with its deadlines from when headquarters had it', async () => {
    const { complaint } = await withComplaints();
    const { classId } = await complaint();
    const step = { id: uuidv7(), side: 'headquarters', seen: { branch: 1, headquarters: 1 }, at: branch.clock.now(), byName: '周岚', byStaffId: uuidv7(), facts: { kind: 'entrusted', source: '12345 工单 20260302', words: '三日内反馈' } };
    const form = {
      channel: 'hotline12345', isAnonymous: false, complainantName: '王秀英', complainantPhone: '13800136712', address: '', accountNumber: '', classId, urgency: 2, impact: 2, aboutProduct: '',
      what: '电话无人接听', happenedAt: null, where: '', remedySought: '书面答复',
    };
    const entrusted = { complaintId: uuidv7(), receivedAt: branch.clock.now() - 3_600_000, form, step };
    expect(await given('entrustedComplaint', entrusted)).toEqual(taken);
    expect(await given('entrustedComplaint', entrusted)).toEqual(taken);
    const stored = await branch.database.read(reader => findComplaint(reader, entrusted.complaintId));
    expect(stored).toMatchObject({ ordinal: 2, channel: 'hotline12345', state: 'received', receivedAt: entrusted.receivedAt, takenInByName: '周岚', stepCount: 2, severity: 4 });
    expect(stored?.nextDueAt).toBeGreaterThan(entrusted.receivedAt);
    expect(inOrder(await branch.database.read(reader => readSteps(reader, entrusted.complaintId))).map(({ side, facts }) => [side, facts.kind])).toEqual([['branch', 'received'], ['headquarters', 'entrusted']]);
    expect(await given('entrustedComplaint', { ...entrusted, complaintId: uuidv7(), form: { ...form, classId: uuidv7() } })).toEqual(refused('COMPLAINT_CLASS_NOT_FOUND'));
  });
});

test('a notice hangs until it is withdrawn, and newer words do not hang it up again', async () => {
  const notice = {
    id: uuidv7(), urgency: 'important', titleZh: '停电检修', wordsZh: '周六停电检修。', titleEn: '', wordsEn: '', places: ['desk', 'display'], fromDate: '2026-03-01', toDate: '2026-03-31', postedAt: branch.clock.now(), postedByName: '周岚',
  };
  const shown = () => branch.database.read(reader => noticesShownAt(reader, 'display', '2026-03-02'));
  expect(await given('notice', notice)).toEqual(taken);
  expect(await shown()).toMatchObject([{ id: notice.id, side: 'headquarters', titleZh: '停电检修', postedByName: '周岚' }]);
  expect(await given('noticeWithdrawn', { id: notice.id, at: branch.clock.now(), byName: '周岚', reason: '改期' })).toEqual(taken);
  expect(await given('notice', { ...notice, titleZh: '停电检修（改）' })).toEqual(taken);
  expect(await shown()).toEqual([]);
  expect(await branch.database.read(reader => findNotice(reader, notice.id))).toMatchObject({ withdrawnReason: '改期', titleZh: '停电检修（改）' });
});

describe('settings of headquarters', () => {
  const stored = () => branch.database.read(reader => reader.select({ id: settings.id, value: settings.value }).from(settings));

  test('hold at once, those that are not named stay, and a locked one is locked until it is freed', async () => {
    await branch.database.change(tx => tx.insert(settings).values({ id: 'loanRenewals', value: 3, changedAt: 1 }));
    await branch.parts.reloadBranch();
    expect(await given('settings', { values: { idleLockMinutes: 2 }, locked: ['idleLockMinutes', 'hallHours'], unlocked: [] })).toEqual(taken);
    expect(branch.parts.branch()?.settings).toMatchObject({ idleLockMinutes: 2, loanRenewals: 3 });
    expect(await stored()).toEqual(expect.arrayContaining([{ id: 'idleLockMinutes', value: 2 }, { id: 'loanRenewals', value: 3 }]));
    expect(await stored()).toHaveLength(2);
    await given('settings', { values: {}, locked: [], unlocked: ['hallHours'] });
    expect(await branch.database.read(reader => reader.select({ id: settingLocks.id }).from(settingLocks))).toEqual([{ id: 'idleLockMinutes' }]);
  });

  test('a value that does not fit is refused', async () => {
    expect(await given('settings', { values: { noShowAfterCalls: 99 }, locked: [], unlocked: [] })).toEqual(refused('BODY_WRONG'));
    expect(await stored()).toEqual([]);
  });
});

describe('headquarters that found a difference', () => {
  test('is sent the rows once more as they are, and those that are gone as deleted', async () => {
    await given('services', { services: [service] });
    await branch.round();
    const id = (await services())[0]!.id;
    const known = branch.headquarters.held.changes.length;
    expect(await given('repair', { table: 'services', keys: [id, 'not there'] })).toEqual(taken);
    await branch.round();
    const sent = branch.headquarters.held.changes.slice(known).filter(({ table }) => table === 'services');
    const first = branch.headquarters.held.changes.find(({ table }) => table === 'services')!;
    expect(sent).toMatchObject([{ operation: 'update', key: id, row: first.row }, { operation: 'delete', key: 'not there' }]);
    expect(await given('repair', { table: 'staff_credentials', keys: ['x'] })).toEqual(refused('TABLE_NOT_FOUND'));
  });

  test('may ask for a comparison', async () => {
    rechecks = 0;
    expect(await given('recheck', {})).toEqual(taken);
    expect(rechecks).toBe(1);
  });
});
