import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeSettings } from '../../main/branch/settings-store.ts';
import { readCalendarText } from '../../main/calendar/calendar-text.ts';
import { loadPresentBranch } from '../../main/branch/present-branch.ts';
import { accessLogEntries } from '../../main/access-log/access-log-schema.ts';
import { complaintsApi } from '../../main/complaints/complaints-api.ts';
import { followUpComplaints } from '../../main/complaints/follow-up-api.ts';
import { deadlineTableApi } from '../../main/complaints/deadline-table-api.ts';
import { aComplaintDesk } from '../builders/a-complaint-desk.ts';
import { callerWith } from '../builders/an-archive.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: Awaited<ReturnType<typeof aComplaintDesk>>;
const manager = () => createRouterClient(deadlineTableApi(desk.parts), { context: callerWith(desk.manager.id, ['manager']) });
beforeEach(async () => { desk = await aComplaintDesk(); });
afterEach(() => desk.close());
const commandId = () => uuidv7();

describe('the deadline table', () => {
  test('that is changed reckons open complaints anew', async () => {
    const story = await desk.received();
    const { rows, hallHours } = await manager().table();
    const longer = rows.map(row => (row.id === 'power-complaints' ? { ...row, answer: { unit: 'workingDays' as const, amount: 9, countedFrom: 'nextDay' as const }, firstContact: null } : row));
    expect(await manager().save({ commandId: commandId(), rows: longer, hallHours })).toEqual({ changedComplaints: 1 });
    const after = await desk.manager.client.story({ complaintId: story.id });
    expect(after.deadlines.firstContact).toBeNull();
    expect(after.deadlines.answer?.dueAt).toBeGreaterThan(story.deadlines.answer?.dueAt ?? 0);
    expect(after.next?.kind).toBe('answer');
  });

  test('with a hole, with an overlap, or with a hall that never opens is refused whole, and what holds stays', async () => {
    const { rows, hallHours } = await manager().table();
    const save = (changed: typeof rows, hours = hallHours) => refusalOf(manager().save({ commandId: commandId(), rows: changed, hallHours: hours }));
    expect(await save(rows.filter(({ id }) => id !== 'power-complaints'))).toMatchObject({ code: 'DEADLINE_TABLE_WRONG', data: { problems: expect.arrayContaining([expect.objectContaining({ code: 'hole' })]), hallHours: [] } });
    expect(await save([...rows, { ...rows[0]!, id: 'again' }])).toMatchObject({ code: 'DEADLINE_TABLE_WRONG', data: { problems: expect.arrayContaining([expect.objectContaining({ code: 'overlap' })]) } });
    const closed = { weekdays: hallHours.weekdays.map(() => []) as unknown as typeof hallHours.weekdays, holiday: [], makeUpWorkday: [] };
    expect(await save(rows, closed)).toMatchObject({ code: 'DEADLINE_TABLE_WRONG', data: { hallHours: [expect.stringContaining('does not open')] } });
    expect(await manager().table()).toEqual({ rows, hallHours });
  });
});

describe('what follows a missed deadline', () => {
  const hour = 60 * 60_000;
  const kindsOf = async (complaintId: string) => (await desk.manager.client.story({ complaintId })).steps.map(({ facts }) => facts.kind);
  /** The service reads its settings anew when they were changed. */
  const withReload = () => {
    let present = desk.parts.branch();
    const parts = { ...desk.parts, branch: () => present, reloadBranch: async () => { present = await loadPresentBranch(desk.database); } };
    return { parts, client: createRouterClient(deadlineTableApi(parts), { context: callerWith(desk.manager.id, ['manager']) }) };
  };

  test('a notice after as many working days as the manager has set, five unless set otherwise', async () => {
    const { parts, client } = withReload();
    expect(await client.limits()).toEqual({ mostReturns: 2, noticeAfterWorkingDays: 5, reopenDays: 30 });
    const { id } = await desk.received();
    desk.clock.advance(5 * 24 * hour);
    await followUpComplaints(parts);
    expect(await kindsOf(id)).toEqual(['received', 'urged']);
    expect(await client.saveLimits({ commandId: commandId(), mostReturns: 0, noticeAfterWorkingDays: 2, reopenDays: 30 })).toEqual({ mostReturns: 0, noticeAfterWorkingDays: 2, reopenDays: 30 });
    expect(await client.limits()).toEqual({ mostReturns: 0, noticeAfterWorkingDays: 2, reopenDays: 30 });
    await followUpComplaints(parts);
    expect(await kindsOf(id)).toEqual(['received', 'urged', 'noticed']);
    const entries = await desk.database.read(async reader => (await reader.select({ bytes: accessLogEntries.bytes }).from(accessLogEntries)).map(({ bytes }) => JSON.parse(bytes) as object));
    expect(entries).toMatchObject([{ action: 'change', staff: desk.manager.id }]);
  });

  test('a complaint is given back as often as the manager has set, also one that is under way', async () => {
    const story = await desk.inHand();
    const { parts, client } = withReload();
    await client.saveLimits({ commandId: commandId(), mostReturns: 0, noticeAfterWorkingDays: 5, reopenDays: 30 });
    const handler = createRouterClient(complaintsApi(parts, async () => new Map()), { context: callerWith(desk.other.id, ['clerk']) });
    expect(await refusalOf(handler.giveBack({ ...desk.at(story), reason: 'notOurs', words: '属计量班职责' }))).toEqual({ code: 'RETURNED_TOO_OFTEN', data: { most: 0 } });
    expect((await handler.story({ complaintId: story.id })).moves).toContainEqual({ move: 'returned', isAllowed: false, whyNot: 'RETURNED_TOO_OFTEN' });
  });

  test('a complaint may be reopened for as long as the manager has set, 0 days being the day of its closing alone', async () => {
    const story = await desk.closed();
    const { parts, client } = withReload();
    await client.saveLimits({ commandId: commandId(), mostReturns: 2, noticeAfterWorkingDays: 5, reopenDays: 0 });
    const boss = createRouterClient(complaintsApi(parts, async () => new Map()), { context: callerWith(desk.manager.id, ['manager']) });
    expect((await boss.story({ complaintId: story.id })).moves).toContainEqual({ move: 'reopened', isAllowed: true, whyNot: null });
    desk.clock.advance(24 * hour);
    expect(await refusalOf(boss.reopen({ ...desk.at(story), reason: 'recurred', handlerId: desk.other.id, words: '又多抄了' }))).toMatchObject({ code: 'REOPENING_TOO_LATE' });
  });

  test('numbers that are none are refused', async () => {
    const { client } = withReload();
    for (const wrong of [{ mostReturns: -1 }, { noticeAfterWorkingDays: 0 }, { mostReturns: 2.5, noticeAfterWorkingDays: 61 }, { reopenDays: -1 }]) {
      expect(await refusalOf(client.saveLimits({ commandId: commandId(), mostReturns: 2, noticeAfterWorkingDays: 5, reopenDays: 30, ...wrong }))).toMatchObject({ code: 'BAD_REQUEST' });
    }
    expect(await client.limits()).toEqual({ mostReturns: 2, noticeAfterWorkingDays: 5, reopenDays: 30 });
  });
});

test('hours that headquarters has fixed are changed by nobody here, and do not stand in the table’s way', async () => {
  const { rows, hallHours } = await manager().table();
  expect(await manager().locked()).toEqual([]);
  await desk.database.change(tx => takeSettings(tx, { values: {}, locked: ['hallHours', 'idleLockMinutes'], unlocked: [] }, desk.clock.now()));
  expect(await manager().locked()).toEqual(['hallHours']);
  const other = { ...hallHours, holiday: hallHours.weekdays[1] };
  expect(await refusalOf(manager().save({ commandId: commandId(), rows, hallHours: other }))).toMatchObject({ code: 'SETTING_LOCKED', data: { setting: 'hallHours' } });
  expect(await refusalOf(manager().save({ commandId: commandId(), rows, hallHours }))).toBeNull();
});

describe('a year of the work calendar', () => {
  const text = '日期,类型,名称,英文\n2027-01-01,休,元旦,New Year’s Day\n2027/2/6\t节假日\t春节\n2027年2月20日,调休,春节补班,Make-up workday';

  test('is shown before it is taken over, and then open complaints are no longer provisional', async () => {
    desk.clock.set(Date.parse('2026-12-30T02:00:00Z'));
    const story = await desk.received();
    expect(story.deadlines.answer?.provisionalYears).toEqual([2027]);
    expect(await manager().previewCalendar({ text })).toMatchObject({ year: 2027, days: [{ day: '2027-01-01', kind: 'holiday', nameZh: '元旦' }, { day: '2027-02-06' }, { day: '2027-02-20', kind: 'makeUpWorkday' }] });
    expect((await manager().calendar()).map(({ year }) => year)).not.toContain(2027);
    expect(await manager().importCalendar({ commandId: commandId(), text })).toEqual({ year: 2027, changedComplaints: 0 });
    expect((await manager().calendar())[0]).toMatchObject({ year: 2027, source: 'branch', holidays: 2, makeUpWorkdays: 1 });
    const after = await desk.manager.client.story({ complaintId: story.id });
    expect(after.deadlines.answer).toMatchObject({ provisionalYears: [] });
    expect(after.deadlines.answer?.dueAt).toBeGreaterThan(story.deadlines.answer?.dueAt ?? 0);
  });

  test('with a day twice names both lines, and every other fault beside; nothing is taken over', async () => {
    const wrong = '2027-01-01,休,元旦\n2027-01-01,班,元旦\n2027-02-30,休,没有这天\n2027-05-01,也许,劳动节\n2027-05-02,休,\n2028-01-01,休,元旦';
    expect(await refusalOf(manager().importCalendar({ commandId: commandId(), text: wrong }))).toEqual({
      code: 'CALENDAR_WRONG', data: { faults: [
        { line: 2, fault: 'twice', text: '2027-01-01', firstLine: 1 }, { line: 3, fault: 'notADay', text: '2027-02-30' }, { line: 4, fault: 'notAKind', text: '也许' },
        { line: 5, fault: 'noName', text: '2027-05-02' }, { line: 6, fault: 'otherYear', text: '2028-01-01' },
      ] },
    });
    expect((await manager().calendar()).map(({ year }) => year)).not.toContain(2027);
    expect(readCalendarText('\n \n')).toEqual({ faults: [{ line: 0, fault: 'empty', text: '' }] });
  });
});
