import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { appendEntries, type NewLogEntry } from '../../main/access-log/access-log-store.ts';
import { insertOutage } from '../../main/branch/outages-store.ts';
import { printers, printJobs } from '../../main/printing/printing-schema.ts';
import { beginAway, endAway, keepEnrolment } from '../../main/sync/line-store.ts';
import type { incidentFigures } from '../../shared/summary.ts';
import type { OutageCause } from '../../shared/outages.ts';
import { aSummaryBranch } from '../builders/a-summary-day.ts';

// What went wrong on a day, written by hand, with each figure worked out on paper. The hall is open 9:00–12:00 and 13:30–17:30.

const minute = 60_000;
const monday = '2026-03-02';
type Branch = Awaited<ReturnType<typeof aSummaryBranch>>;
let branch: Branch;
beforeEach(async () => { branch = await aSummaryBranch(); });
afterEach(() => branch.close());

const serviceOutage = (began: string, ended: string, cause: OutageCause, endedOn = monday) =>
  branch.database.change(tx => insertOutage(tx, { kind: 'service', beganAt: branch.at(began), endedAt: branch.at(ended, endedOn), cause }));
const enrol = (at = branch.at('08:00', '2026-01-05')) =>
  branch.database.change(tx => keepEnrolment(tx, { address: 'https://hq', headquartersName: '总部', headquartersPublicKey: 'k', certificate: null, epoch: 1, enrolledAt: at }));
const away = (from: string, until: string | null, on = monday) => branch.database.change(async tx => {
  await beginAway(tx, branch.at(from, on), 'notReached');
  if (until !== null) await endAway(tx, branch.at(until, on));
});
const behind = (of: (typeof incidentFigures)[number]) => branch.manager.records({ businessDate: monday, asked: { of } }).then(records => records[of]);

/**
 * Monday 2 March 2026, read at 20:00, not closed.
 *
 * | service               | within the hours           | min |
 * | 08:50–09:20 broke off | 09:00–09:20                | 20  |
 * | 11:45–13:45 stopped   | 11:45–12:00, 13:30–13:45   | 30  |
 * | 14:30–14:10 broke off | the clock was set back     |  —  |
 * | 18:00–08:30 stopped   | none: the night            |     |
 * Outages: 3, 50 min together, the longest 30.
 *
 * | line                  | within the hours           | min |
 * | 12:05–13:00           | none: lunch                |     |
 * | 16:00–16:40           | 16:00–16:40                | 40  |
 * | since 17:10           | 17:10–17:30                | 20  |
 * Offline: 2, 60 min together, the longest 40.
 */
test('outages and time offline count within the hours of the hall, and open what they count', async () => {
  await enrol();
  await serviceOutage('08:50', '09:20', 'brokeOff');
  await serviceOutage('11:45', '13:45', 'stopped');
  await serviceOutage('14:30', '14:10', 'brokeOff');
  await serviceOutage('18:00', '08:30', 'stopped', '2026-03-03');
  await away('12:05', '13:00');
  await away('16:00', '16:40');
  await away('17:10', null);
  const { incidents } = await branch.figures();
  expect(incidents).toMatchObject({
    outages: { count: 3, totalMs: 50 * minute, longestMs: 30 * minute }, offline: { count: 2, totalMs: 60 * minute, longestMs: 40 * minute },
    stoppages: [{ beganAt: branch.at('08:50'), endedAt: branch.at('09:20'), countedMs: 20 * minute, cause: 'brokeOff' }, { countedMs: 30 * minute, cause: 'stopped' }, { endedAt: branch.at('14:10'), countedMs: null }],
  });
  expect(await behind('outages')).toEqual(incidents.stoppages);
  expect(await behind('offline')).toMatchObject([{ beganAt: branch.at('16:00'), countedMs: 40 * minute, cause: 'notReached' }, { beganAt: branch.at('17:10'), endedAt: null, countedMs: 20 * minute }]);
});

test('on a Sunday, when the hall stays closed, nothing counts', async () => {
  await enrol();
  await branch.database.change(tx => insertOutage(tx, { kind: 'service', beganAt: branch.at('10:00', '2026-03-01'), endedAt: branch.at('11:00', '2026-03-01'), cause: 'brokeOff' }));
  expect((await branch.figures('2026-03-01')).incidents).toMatchObject({ outages: { count: 0, totalMs: 0, longestMs: null }, offline: { count: 0 }, stoppages: [] });
});

test('an outage over several days counts on each with its part', async () => {
  await branch.database.change(tx => insertOutage(tx, { kind: 'service', beganAt: branch.at('17:00', '2026-02-26'), endedAt: branch.at('10:00'), cause: 'brokeOff' }));
  const countedOn = async (date: string) => (await branch.figures(date)).incidents.outages.totalMs / minute;
  // Thursday half an hour, Friday 7 hours, Saturday is a make-up workday, Sunday none, Monday one hour.
  expect([await countedOn('2026-02-26'), await countedOn('2026-02-27'), await countedOn('2026-02-28'), await countedOn('2026-03-01'), await countedOn(monday)]).toEqual([30, 420, 420, 0, 60]);
});

test('the closing ends the counting, also of a line that is still away', async () => {
  await enrol();
  await away('16:00', null);
  branch.clock.set(branch.at('16:20'));
  await branch.manager.closeDay({ commandId: uuidv7(), isBoxEmptied: true, words: '' });
  branch.clock.set(branch.at('19:00'));
  expect((await branch.figures()).incidents.offline).toEqual({ count: 1, totalMs: 20 * minute, longestMs: 20 * minute });
  await branch.database.change(tx => endAway(tx, branch.at('18:30')));
  expect((await branch.manager.frozen({ businessDate: monday })).changedSince).toEqual([]);
});

test('a branch that was not enrolled was not offline: there is no figure, and enrolling later changes no frozen day', async () => {
  expect((await branch.figures()).incidents.offline).toBeNull();
  expect(await behind('offline')).toEqual([]);
  await branch.manager.closeDay({ commandId: uuidv7(), isBoxEmptied: true, words: '' });
  await enrol(branch.at('09:00', '2026-03-03'));
  branch.clock.set(branch.at('10:00', '2026-03-03'));
  expect((await branch.figures(monday)).incidents.offline).toBeNull();
  expect((await branch.figures('2026-03-03')).incidents.offline).toEqual({ count: 0, totalMs: 0, longestMs: null });
  expect((await branch.manager.frozen({ businessDate: monday })).changedSince).toEqual([]);
});

test('an outage that is known only after the day was frozen becomes a correction', async () => {
  await branch.manager.closeDay({ commandId: uuidv7(), isBoxEmptied: true, words: '' });
  await serviceOutage('10:00', '10:30', 'brokeOff');
  expect((await branch.manager.frozen({ businessDate: monday })).changedSince).toEqual([
    { figure: 'incidents.outages.count', before: '0', after: '1' }, { figure: 'incidents.outages.totalMs', before: '0', after: `${30 * minute}` }, { figure: 'incidents.outages.longestMs', before: 'null', after: `${30 * minute}` },
  ]);
  expect(await branch.manager.correct({ commandId: uuidv7(), businessDate: monday, words: '上午停电' })).toEqual({ version: 2 });
});

/** Two tries for A001, one for a slip, a test page that nobody counts, and one of Sunday. The clock: 10:30 → 10:10, and on Sunday. */
test('failed prints and clocks that went back open one record each', async () => {
  const printerId = uuidv7();
  const job = (number: string, attempt: number, paper: 'ticket' | 'slip' | 'test', businessDate = monday) =>
    ({ id: uuidv7(), paper, subjectId: `${number} ${businessDate}`, number, attempt, printerId: paper === 'slip' ? uuidv7() : printerId, state: 'failed' as const, problem: 'outOfPaper' as const, businessDate, queuedAt: branch.at('09:00') + attempt, endedAt: branch.at('09:01') + attempt });
  const entry = (at: number): NewLogEntry => ({
    at, staffId: 's', role: 'manager', stationId: null, windowId: null, action: 'unmask', outcome: 'done', fileId: null, customerId: null, purpose: null, basis: null, fields: [], detail: { facts: {} },
  });
  await branch.database.change(async tx => {
    await tx.insert(printers).values({ id: printerId, name: '大厅打印机', line: { kind: 'tcp', address: '127.0.0.1', port: 9100 }, widthMm: 80, answersStatus: false, changedAt: 1 });
    await tx.insert(printJobs).values([job('A001', 1, 'ticket'), job('A001', 2, 'ticket'), job('20260302-A002', 3, 'slip'), job('test', 1, 'test'), job('A009', 1, 'ticket', '2026-03-01')]);
    await appendEntries(tx, [entry(branch.at('11:00', '2026-03-01')), entry(branch.at('10:00', '2026-03-01')), entry(branch.at('10:30')), entry(branch.at('10:10'))]);
  });
  expect((await branch.figures()).incidents).toMatchObject({ failedPrints: 3, clockCorrections: 1 });
  expect(await behind('failedPrints')).toMatchObject([
    { number: 'A001', printerName: '大厅打印机', problem: 'outOfPaper', failedAt: branch.at('09:01') + 1 }, { number: 'A001' }, { number: '20260302-A002', printerName: null },
  ]);
  expect(await behind('clockCorrections')).toMatchObject([{ before: branch.at('10:30'), after: branch.at('10:10') }]);
});
