import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aLendingDesk, aLoan, type LendingDesk, type PersonOfDesk } from '../builders/a-lending-desk.ts';
import { newId } from '../builders/an-archive.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: LendingDesk;
beforeEach(async () => { desk = await aLendingDesk(); });
afterEach(() => desk.close());

const actions = async () => (await desk.log()).map(({ action, outcome }) => `${action} ${outcome}`);

describe('lending', () => {
  test('takes the file off its shelf, numbers the card and stands in the log', async () => {
    const fileId = await desk.file({ title: '张伟明过户档案' });
    const card = await desk.as('archivist').lend(aLoan({ fileId }));
    expect(card).toMatchObject({
      number: 'J2026-0001', borrowerName: '周工', lentByName: 'archivist', dueOn: '2026-03-09', isDueProvisional: false, isOverdue: false, returned: null,
      file: { id: fileId, state: 'lent', maskedName: '张*明', maskedTitle: '张*明过户档案' },
    });
    expect(await desk.log()).toMatchObject([{
      action: 'lend', outcome: 'done', staffId: desk.ids.archivist, role: 'archivist', fileId,
      detail: { staffName: 'archivist', fileNumber: 'DY-2019-00001', words: '核对计量装置', facts: { loan: 'J2026-0001', borrower: '周工', dueOn: '2026-03-09' } },
    }]);
    expect(await refusalOf(desk.as('archivist').lend(aLoan({ fileId })))).toEqual({ code: 'FILE_NOT_ON_SHELF', data: { archiveNumber: 'DY-2019-00001', state: 'lent' } });
  });

  test('repeated with the same command after a lost answer lends once', async () => {
    const fileId = await desk.file({ level: '机密', levelEndsOn: '2027-01-01' });
    const command = aLoan({ fileId, approvals: [desk.signIn('manager')] });
    const card = await desk.as('archivist').lend(command);
    expect(await desk.as('archivist').lend(command)).toEqual(card);
    expect(await actions()).toEqual(['approve done', 'lend done']);
  });

  test('two desks that lend one file at the same moment lend it once', async () => {
    const fileId = await desk.file();
    const results = await Promise.all([1, 2].map(() => refusalOf(desk.as('archivist').lend(aLoan({ fileId })))));
    expect(results.map(each => each?.code ?? 'lent').sort()).toEqual(['FILE_NOT_ON_SHELF', 'lent']);
  });

  test('counts numbers anew each year and gives none twice', async () => {
    const fileIds = await desk.files(3);
    const numbers: string[] = [];
    for (const [at, day] of ['2026-12-30', '2026-12-31', '2027-01-04'].entries()) {
      desk.goTo(day);
      numbers.push((await desk.lent(fileIds[at] ?? '', day)).number);
    }
    expect(numbers).toEqual(['J2026-0001', 'J2026-0002', 'J2027-0001']);
  });

  test('without its entry in the log lends nothing', async () => {
    const fileId = await desk.file();
    await desk.cutLog();
    await expect(desk.as('archivist').lend(aLoan({ fileId }))).rejects.toThrow(Error);
    expect(await desk.stateOf(fileId)).toBe('onShelf');
    expect((await desk.as('archivist').loans({ which: 'out' })).loans).toEqual([]);
  });

  test('of a file nobody knows or that is destroyed is refused', async () => {
    expect(await refusalOf(desk.as('archivist').lend(aLoan({ fileId: newId() })))).toMatchObject({ code: 'FILE_NOT_FOUND' });
    const fileId = await desk.file();
    await desk.database.change(async tx => { await tx.run(sql`update archive_files set state = 'destroyed'`); });
    expect(await refusalOf(desk.as('archivist').lend(aLoan({ fileId })))).toMatchObject({ code: 'FILE_DESTROYED' });
  });
});

describe('the due day', () => {
  test.each([
    ['普通', '2026-03-23', 21, 'natural'],
    ['秘密', '2026-03-12', 10, 'natural'],
    ['机密', '2026-03-09', 5, 'working'],
    ['绝密', '2026-03-05', 3, 'working'],
  ])('of %s is at the latest %s', async (level, latestDay, days, daysAre) => {
    const fileId = await desk.file({ level });
    expect(await desk.as('archivist').proposeDue({ fileId })).toMatchObject({ dueOn: latestDay, isProvisional: false, days, daysAre });
    const tooLong = new Date(Date.parse(latestDay) + 86_400_000).toISOString().slice(0, 10);
    const approvals = [desk.signIn('manager'), desk.signIn('auditor')];
    expect(await refusalOf(desk.as('archivist').lend(aLoan({ fileId, dueOn: tooLong, approvals })))).toEqual({ code: 'LOAN_TOO_LONG', data: { latestDay } });
    expect(await desk.as('archivist').lend(aLoan({ fileId, dueOn: latestDay, approvals }))).toMatchObject({ dueOn: latestDay });
  });

  test('counts working days around the long holiday', async () => {
    desk.goTo('2026-09-29');
    const fileId = await desk.file({ level: '机密' });
    // 30 September, 8 and 9 October, the make-up Saturday, then the Monday after.
    expect(await desk.as('archivist').proposeDue({ fileId })).toMatchObject({ dueOn: '2026-10-12', isProvisional: false });
  });

  test('in a year whose holidays nobody has announced is provisional, also on the card', async () => {
    desk.goTo('2026-12-30');
    const fileId = await desk.file({ level: '机密' });
    expect(await desk.as('archivist').proposeDue({ fileId })).toMatchObject({ dueOn: '2027-01-06', isProvisional: true });
    expect(await desk.as('archivist').lend(aLoan({ fileId, dueOn: '2027-01-06', approvals: [desk.signIn('manager')] }))).toMatchObject({ isDueProvisional: true });
  });

  test('is not in the past', async () => {
    expect(await refusalOf(desk.as('archivist').lend(aLoan({ fileId: await desk.file(), dueOn: '2026-03-01' })))).toEqual({ code: 'DAY_PAST', data: { today: '2026-03-02' } });
  });
});

describe('approval of a loan', () => {
  const lend = async (approvers: PersonOfDesk[], parts: { level?: string; isOutsideCompany?: boolean; fileId?: string }) => {
    const fileId = parts.fileId ?? await desk.file({ level: parts.level });
    return refusalOf(desk.as('archivist').lend(aLoan({ fileId, dueOn: '2026-03-04', isOutsideCompany: parts.isOutsideCompany ?? false, approvals: approvers.map(desk.signIn) })));
  };

  test('is the one the level asks for', async () => {
    expect(await lend([], { level: '机密' })).toEqual({ code: 'APPROVAL_NEEDED', data: { count: 1 } });
    expect(await lend(['otherArchivist'], { level: '机密' })).toMatchObject({ code: 'APPROVER_NOT_ALLOWED' });
    expect(await lend(['archivist'], { level: '机密' })).toMatchObject({ code: 'APPROVER_SAME_PERSON' });
    expect(await lend(['manager'], { level: '绝密' })).toEqual({ code: 'APPROVAL_NEEDED', data: { count: 2 } });
    expect(await lend(['manager', 'manager'], { level: '绝密' })).toMatchObject({ code: 'APPROVER_SAME_PERSON' });
    expect(await lend(['manager', 'otherArchivist'], { level: '绝密' })).toBeNull();
    const log = await desk.log();
    expect(log.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([...Array.from({ length: 5 }, () => 'lend refused'), 'approve done', 'approve done', 'lend done']);
    expect(log[0]?.detail?.facts).toMatchObject({ code: 'APPROVAL_NEEDED' });
  });

  test('of the manager is needed for whatever leaves the company, however low its level', async () => {
    expect(await lend([], { isOutsideCompany: true })).toEqual({ code: 'APPROVAL_NEEDED', data: { count: 1 } });
    expect(await lend(['manager'], { isOutsideCompany: true })).toBeNull();
    expect((await desk.as('archivist').loans({ which: 'out' })).loans).toMatchObject([{ isOutsideCompany: true, approvedByName: 'manager' }]);
  });

  test('with a wrong password lends nothing and is written down', async () => {
    const fileId = await desk.file({ level: '机密' });
    expect(await refusalOf(desk.as('archivist').lend(aLoan({ fileId, approvals: [{ loginName: 'manager', password: 'guess' }] })))).toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(await desk.stateOf(fileId)).toBe('onShelf');
    expect(await actions()).toEqual(['lend refused']);
  });

  test('does not let a file on legal hold out of the company; in the house it may be read', async () => {
    const fileId = await desk.file();
    await desk.hold(fileId);
    expect(await lend(['manager'], { fileId, isOutsideCompany: true })).toEqual({ code: 'FILE_ON_HOLD', data: { archiveNumber: 'DY-2019-00001' } });
    expect(await lend([], { fileId })).toBeNull();
  });
});

describe('a file on loan', () => {
  test('is renewed once, from the day it is renewed', async () => {
    const { id: loanId } = await desk.lent(await desk.file(), '2026-03-23');
    desk.goTo('2026-03-20');
    const renew = (dueOn: string) => desk.as('archivist').renew({ commandId: newId(), loanId, dueOn, reason: '核对未完' });
    expect(await refusalOf(renew('2026-04-11'))).toEqual({ code: 'LOAN_TOO_LONG', data: { latestDay: '2026-04-10' } });
    expect(await renew('2026-04-10')).toMatchObject({ dueOn: '2026-04-10', renewals: 1 });
    expect(await refusalOf(renew('2026-04-10'))).toEqual({ code: 'LOAN_RENEWED_ALREADY', data: { max: 1 } });
    expect(await actions()).toEqual(['lend done', 'renew done']);
    expect((await desk.log())[1]?.detail).toMatchObject({ words: '核对未完', facts: { from: '2026-03-23', dueOn: '2026-04-10' } });
  });

  test('outside the company is renewed no more once it is on hold', async () => {
    const fileId = await desk.file();
    const { id: loanId } = await desk.as('archivist').lend({ ...aLoan({ fileId }), isOutsideCompany: true, approvals: [desk.signIn('manager')] });
    await desk.hold(fileId);
    expect(await refusalOf(desk.as('archivist').renew({ commandId: newId(), loanId, dueOn: '2026-03-10', reason: '未完' }))).toMatchObject({ code: 'FILE_ON_HOLD' });
    expect(await desk.as('archivist').loan({ loanId })).toMatchObject({ dueOn: '2026-03-09', renewals: 0 });
  });

  test('is late from the day after its due day on, which nobody has to store', async () => {
    const { id: loanId } = await desk.lent(await desk.file(), '2026-03-09');
    desk.goTo('2026-03-09');
    expect(await desk.as('archivist').loan({ loanId })).toMatchObject({ isOverdue: false, overdueDays: 0 });
    expect((await desk.as('archivist').loans({ which: 'dueSoon' })).loans).toHaveLength(1);
    desk.goTo('2026-03-12');
    expect(await desk.as('archivist').loan({ loanId })).toMatchObject({ isOverdue: true, overdueDays: 3 });
    expect((await desk.as('archivist').loans({ which: 'dueSoon' })).loans).toEqual([]);
  });

  test('is taken back with its condition, once, and may be lent again', async () => {
    const fileId = await desk.file();
    const { id: loanId } = await desk.lent(fileId);
    const takeBack = () => desk.as('otherArchivist').takeBack({ commandId: newId(), loanId, condition: 'incomplete', words: '缺第 3 页' });
    expect(await takeBack()).toMatchObject({ returned: { at: desk.clock.now(), condition: 'incomplete', words: '缺第 3 页', receivedByName: 'otherArchivist' }, file: { state: 'onShelf' } });
    expect(await refusalOf(takeBack())).toMatchObject({ code: 'LOAN_RETURNED' });
    expect(await refusalOf(desk.as('archivist').renew({ commandId: newId(), loanId, dueOn: '2026-03-10', reason: '续借' }))).toMatchObject({ code: 'LOAN_RETURNED' });
    expect(await desk.lent(fileId)).toMatchObject({ number: 'J2026-0002' });
  });

  test('is found by its file, so that a scanned label leads to its card', async () => {
    const [fileId = '', other = ''] = await desk.files(2);
    const { id } = await desk.lent(fileId);
    await desk.lent(other);
    expect((await desk.as('archivist').loans({ which: 'out', fileId })).loans).toMatchObject([{ id, file: { id: fileId } }]);
    await desk.as('archivist').takeBack({ commandId: newId(), loanId: id, condition: 'good', words: '' });
    expect((await desk.as('archivist').loans({ which: 'out', fileId })).loans).toEqual([]);
    expect((await desk.as('archivist').loans({ which: 'returned', fileId })).loans).toMatchObject([{ id }]);
  });

  test('is counted for the archivist: out, late, due today', async () => {
    const fileIds = await desk.files(4);
    for (const [at, dueOn] of ['2026-03-03', '2026-03-05', '2026-03-05', '2026-03-20'].entries()) await desk.lent(fileIds[at] ?? '', dueOn);
    desk.goTo('2026-03-05');
    const { loans, counts } = await desk.as('manager').loans({ which: 'overdue' });
    expect(counts).toEqual({ out: 4, overdue: 1, dueToday: 2, dueSoon: 2 });
    expect(loans).toMatchObject([{ dueOn: '2026-03-03', overdueDays: 2 }]);
    expect((await desk.as('manager').loans({ which: 'out', limit: 2 })).loans.map(({ dueOn }) => dueOn)).toEqual(['2026-03-03', '2026-03-05']);
    const reminded = await desk.as('archivist').noteReminder({ commandId: newId(), loanId: loans[0]?.id ?? '' });
    expect(reminded.lastRemindedAt).toBe(desk.clock.now());
    await desk.as('archivist').takeBack({ commandId: newId(), loanId: loans[0]?.id ?? '', condition: 'good', words: '' });
    expect((await desk.as('manager').loans({ which: 'returned' })).loans).toHaveLength(1);
    expect(await refusalOf(desk.as('archivist').noteReminder({ commandId: newId(), loanId: loans[0]?.id ?? '' }))).toMatchObject({ code: 'LOAN_RETURNED' });
    expect(await refusalOf(desk.as('archivist').loan({ loanId: newId() }))).toMatchObject({ code: 'LOAN_NOT_FOUND' });
  });
});
