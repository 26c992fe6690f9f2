import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { aSummaryBranch } from '../builders/a-summary-day.ts';

// Days written by hand, every figure worked out on paper beside it.

const minute = 60_000;
let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open) await each.close();
  open = [];
});
async function aBranch(...options: Parameters<typeof aSummaryBranch>) {
  const branch = await aSummaryBranch(...options);
  open.push(branch);
  return branch;
}

/**
 * Monday 2 March 2026. Target wait A 15 min, B 5 min.
 *
 * |      | issued | called | wait | served         | end                | within target                   |
 * | A001 | 09:00  | 09:04  |  4   | 1: 09:05–09:15 | finished           | yes                             |
 * | A002 | 09:10  | 09:25  | 15   | 1: 09:26–09:30 | finished           | yes, exactly the target         |
 * | A003 | 09:20  | 09:50  | 30   | 2: 09:51–10:01, on hold, 2: 10:10–10:15 | finished | no         |
 * | A004 | 09:31  |   —    |  —   |                | cancelled at 09:32 | left early: not asked           |
 * | A005 | 11:40  |   —    |  —   |                | cancelled at 12:00 | gone after 20 min: no           |
 * | B001 | 11:50  | 11:53  |  3   | 1: 11:53–12:13 | finished           | yes                             |
 * | B002 | 12:00  | 12:06  |  6   |                | no-show at 12:07   | gone after 7 min of 5: no       |
 * | B003 | 17:00  |   —    |  —   |                | expired at 17:30   | unserved                        |
 * B001 and B002 are key accounts.
 *
 * T = 8. S = A001, A002, A003, B001 = 4. A = A004, A005, B002 = 3. U = B003 = 1. 8 = 4 + 3 + 1.
 * Gone within two minutes: A004 (1 min) = 1.
 * Waits 3, 4, 6, 15, 30: n = 5, median 6, P90 = ⌈4.5⌉ = 5th = 30, max 30.
 * Within target = A001, A002, B001 = 3; missed = A003, A005, B002 = 3; 3 of 6.
 * Lunch (issued 11:30–13:30): A005, B001, B002: T 3, S 1, A 2; waits 3, 6: median 4.5, P90 = ⌈1.8⌉ = 2nd = 6; within 1 of 3.
 *
 * Half hours: 09:00: A001, A002, A003 issued; at 09:30 A003 waits = 1. 09:30: A004 issued; A003 called at 09:50: 0 wait. 11:30:
 * A005, B001 issued; at 12:00 A005 ends in the half hour of 12:00, so it waited at the end of 11:30 = 1. 12:00: B002; 0 wait.
 * 17:00: B003 issued, expired in the half hour of 17:30: waits at the end of 17:00 = 1. Peak 09:00 with 3.
 *
 * Window 1: open 08:30–12:30, break 10:00–10:30, then closed: 240 min open, 30 of them break. Served A001 10, A002 4, B001 20:
 * n 3, mean 34 ÷ 3, P90 = ⌈2.7⌉ = 3rd = 20; utilisation 34 ÷ 210. Window 2: 09:00–17:30 = 510 min, A003 10 + 5 = 15 once.
 * Window 3 was not opened.
 */
test('a working day with a hold, a break, people who left and one who was not served', async () => {
  const branch = await aBranch();
  await branch.day({
    tickets: [
      { issued: '09:00', called: '09:04', served: [['09:05', '09:15', 1]] },
      { issued: '09:10', called: '09:25', served: [['09:26', '09:30', 1]] },
      { issued: '09:20', called: '09:50', served: [['09:51', '10:01', 2], ['10:10', '10:15', 2]] },
      { issued: '09:31', end: ['cancelled', '09:32'] },
      { issued: '11:40', end: ['cancelled', '12:00'] },
      { service: 'B', customerClass: 'keyAccount', issued: '11:50', called: '11:53', served: [['11:53', '12:13', 1]] },
      { service: 'B', customerClass: 'keyAccount', issued: '12:00', called: '12:06', end: ['noShow', '12:07'] },
      { service: 'B', issued: '17:00', end: ['expired', '17:30'] },
    ],
    windows: [
      ['08:30', 'open', 1], ['09:00', 'open', 2], ['10:00', 'paused', 1], ['10:30', 'open', 1], ['12:30', 'closed', 1], ['17:30', 'closed', 2],
    ],
  });
  const summary = await branch.figures();

  expect(summary).toMatchObject({ businessDate: '2026-03-02', dayKind: 'workday', isProvisionalKind: false, isOver: false, clerks: 2, firstOpenAt: branch.at('08:30'), lastClosedAt: branch.at('17:30') });
  expect(summary.queue).toEqual({
    issued: 8, served: 4, abandoned: 3, unserved: 1, abandonedAtOnce: 1, wait: { n: 5, median: 6 * minute, p90: 30 * minute, max: 30 * minute }, withinTarget: { part: 3, of: 6 },
  });
  expect(summary.lunch).toMatchObject({ issued: 3, served: 1, abandoned: 2, wait: { n: 2, median: 4.5 * minute, p90: 6 * minute }, withinTarget: { part: 1, of: 3 } });
  expect(summary.keyAccounts).toMatchObject({ issued: 2, served: 1, abandoned: 1, wait: { n: 2 }, withinTarget: { part: 1, of: 2 } });
  expect(summary.others).toMatchObject({ issued: 6, served: 3, abandoned: 2, unserved: 1, withinTarget: { part: 2, of: 4 } });
  expect(summary.services).toMatchObject([{ prefix: 'A', issued: 5, served: 3, abandoned: 2, withinTarget: { part: 2, of: 4 } }, { prefix: 'B', issued: 3, served: 1, abandoned: 1, unserved: 1, withinTarget: { part: 1, of: 2 } }]);
  const busy = summary.halfHours.filter(({ issued, waitingAtEnd }) => issued + waitingAtEnd > 0).map(({ startsAt, issued, waitingAtEnd }) => [startsAt / 60, issued, waitingAtEnd]);
  expect(busy).toEqual([[9, 3, 1], [9.5, 1, 0], [11.5, 2, 1], [12, 1, 0], [17, 1, 1]]);
  expect(summary.halfHours).toHaveLength(18);
  expect(summary.peak).toMatchObject({ startsAt: 9 * 60, issued: 3 });
  expect(summary.windows).toMatchObject([
    { number: 1, served: 3, meanServiceMs: 34 * minute / 3, service: { n: 3, p90: 20 * minute }, openMs: 240 * minute, breakMs: 30 * minute, servingMs: 34 * minute },
    { number: 2, served: 1, service: { n: 1, max: 15 * minute }, openMs: 510 * minute, breakMs: 0, servingMs: 15 * minute },
    { number: 3, served: 0, meanServiceMs: null, service: { n: 0 }, openMs: 0, servingMs: 0 },
  ]);
  expect(summary.failedIdentities).toEqual([]);
});

test('each figure opens as many records as it says', async () => {
  const branch = await aBranch();
  await branch.day({
    tickets: [
      { issued: '09:00', called: '09:04', served: [['09:05', '09:15', 1]] }, { issued: '09:10', called: '09:30', served: [['09:31', '09:40', 2]] }, { issued: '09:20', end: ['cancelled', '09:21'] },
      { service: 'B', issued: '09:40', called: '09:41' }, { service: 'B', issued: '09:45' },
    ],
  });
  const read = async (asked: Omit<Extract<Parameters<typeof branch.manager.records>[0]['asked'], { of: 'tickets' }>, 'of'>) =>
    (await branch.manager.records({ businessDate: '2026-03-02', asked: { of: 'tickets', ...asked } })).tickets.map(({ number }) => number);
  expect(await read({ figure: 'issued' })).toEqual(['A001', 'A002', 'A003', 'B001', 'B002']);
  expect(await read({ figure: 'served', windowId: branch.windowId(2) })).toEqual(['A002']);
  expect(await read({ figure: 'withinTarget' })).toEqual(['A001']);
  expect(await read({ figure: 'missedTarget' })).toEqual(['A002']);
  expect(await read({ figure: 'unserved', serviceId: branch.serviceId('B') })).toEqual(['B001', 'B002']);
  expect(await read({ figure: 'issued', halfHour: 9 * 60 + 30 })).toEqual(['B001', 'B002']);
  expect(await read({ figure: 'abandonedAtOnce' })).toEqual(['A003']);
});

test('a day without a ticket says so in every figure, and divides by nothing', async () => {
  const summary = await (await aBranch()).figures();
  expect(summary.queue).toEqual({ issued: 0, served: 0, abandoned: 0, unserved: 0, abandonedAtOnce: 0, wait: { n: 0, median: null, p90: null, max: null }, withinTarget: { part: 0, of: 0 } });
  expect(summary).toMatchObject({ halfHours: [], peak: null, firstOpenAt: null, lastClosedAt: null, clerks: 0, complaints: { perThousandServed: null }, tomorrow: { windowsProposed: null }, failedIdentities: [] });
});

test('a day that has not begun is refused', async () => {
  await expect((await aBranch()).figures('2026-03-03')).rejects.toMatchObject({ code: 'DAY_NOT_YET', data: { today: '2026-03-02' } });
});

test('a clock that was wrong: waits that cannot be are left out and counted, a service that ended before it began lasts no time', async () => {
  const branch = await aBranch();
  await branch.day({ tickets: [
    { issued: '09:00', called: '09:05', served: [['09:06', '09:10', 1]] },
    { issued: '10:00', called: '09:30', served: [['09:31', '09:20', 1]] },
  ] });
  const summary = await branch.figures();
  expect(summary.queue).toMatchObject({ issued: 2, served: 2, wait: { n: 1, max: 5 * minute }, withinTarget: { part: 1, of: 1 } });
  expect(summary.impossibleWaits).toBe(1);
  expect(summary.windows[0]).toMatchObject({ served: 2, servingMs: 4 * minute });
});

test('a night of summer time: an hour more on the clock is none in a wait, and both shows of one half hour are one', async () => {
  // Berlin, 25 October 2026: 03:00 CEST becomes 02:00 CET. The day has 25 hours.
  const branch = await aBranch({ timeZone: 'Europe/Berlin', date: '2026-10-25', offset: '+01:00' });
  const first = Date.parse('2026-10-25T00:10:00Z');
  const second = Date.parse('2026-10-25T01:10:00Z');
  await branch.day({ tickets: [{ issued: first, called: first + 5 * minute, served: [[first + 6 * minute, first + 8 * minute, 1]] }, { issued: second, called: second + 3 * minute }] });
  branch.clock.set(Date.parse('2026-10-26T05:00:00Z'));
  const summary = await branch.figures();
  expect(summary.halfHours.filter(({ issued }) => issued > 0)).toEqual([{ startsAt: 2 * 60, issued: 2, waitingAtEnd: 0 }]);
  expect(summary.queue.wait).toMatchObject({ n: 2, max: 5 * minute });
  expect(summary.cutOffAt - Date.parse('2026-10-24T22:00:00Z')).toBe(25 * 60 * minute);
});

test('a window that was left open over midnight is open from midnight, and one without a ticket counts its time', async () => {
  const branch = await aBranch();
  await branch.day({ windows: [['09:00', 'open', 1]] }, '2026-03-01');
  await branch.day({ windows: [['01:00', 'closed', 1], ['09:00', 'open', 2], ['10:00', 'closed', 2]] });
  expect((await branch.figures()).windows).toMatchObject([{ number: 1, openMs: 60 * minute, served: 0 }, { number: 2, openMs: 60 * minute, meanServiceMs: null }, { number: 3, openMs: 0 }]);
});

test('kinds of days: a make-up workday, a holiday across the turn of the year, and a year nobody has announced', async () => {
  const branch = await aBranch();
  branch.clock.set(Date.parse('2030-01-02T04:00:00Z'));
  expect(await branch.figures('2026-02-14')).toMatchObject({ dayKind: 'makeUpWorkday', isProvisionalKind: false });
  expect(await branch.figures('2026-01-01')).toMatchObject({ dayKind: 'holiday', isProvisionalKind: false });
  expect(await branch.figures('2025-12-31')).toMatchObject({ dayKind: 'workday', tomorrow: { businessDate: '2026-01-04', dayKind: 'makeUpWorkday' } });
  expect(await branch.figures('2030-01-01')).toMatchObject({ dayKind: 'workday', isProvisionalKind: true });
});

test('a ticket whose history says something else than the ticket is named', async () => {
  const branch = await aBranch();
  await branch.day({ tickets: [{ issued: '09:00', called: '09:04', served: [['09:05', '09:15', 1]] }, { issued: '09:10' }] });
  await branch.database.change(tx => tx.run(sql`update tickets set state = 'finished', finishedAt = issuedAt where number = 'A002'`));
  expect((await branch.figures()).failedIdentities).toEqual([{ identity: 'windows', left: 1, right: 2, records: ['A002'] }]);
});
