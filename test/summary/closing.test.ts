import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { printJobs } from '../../main/printing/printing-schema.ts';
import { freezePastDays } from '../../main/summary/provisional-days-api.ts';
import { changesBetween } from '../../main/summary/summary-changes.ts';
import { daySummaries } from '../../main/summary/summary-schema.ts';
import { aSummaryBranch } from '../builders/a-summary-day.ts';

type Branch = Awaited<ReturnType<typeof aSummaryBranch>>;
let branch: Branch;
beforeEach(async () => { branch = await aSummaryBranch(); });
afterEach(() => branch.close());

const close = (words = '') => branch.manager.closeDay({ commandId: uuidv7(), isBoxEmptied: true, words });
const frozen = (businessDate = '2026-03-02') => branch.manager.frozen({ businessDate });
const checkOf = async (kind: string) => (await branch.manager.closing()).checks.find(check => check.kind === kind);
const served = { issued: '09:00', called: '09:04', served: [['09:05', '09:15', 1] as [string, string, number]] };

test('closing ends the day in the hall and freezes its figures with what was not met, under a hash of the exact text', async () => {
  await branch.day({ tickets: [served, { issued: '09:10' }], windows: [['08:30', 'open', 1]] });
  expect(await checkOf('waiting')).toMatchObject({ isMet: false, count: 1, names: ['A002'] });
  expect(await close('风大，早关')).toEqual({ businessDate: '2026-03-02', expired: 1 });
  const { versions, changedSince } = await frozen();
  expect(versions).toMatchObject([{ version: 1, isProvisional: false, frozenByName: '陈静', words: '风大，早关', changes: [], summary: { isOver: true, queue: { issued: 2, served: 1, unserved: 1 } } }]);
  expect(versions[0]?.checks.filter(({ isMet }) => isMet === false).map(({ kind }) => kind)).toEqual(['waiting', 'backup']);
  expect(changedSince).toEqual([]);
  const [stored] = await branch.database.read(reader => reader.select().from(daySummaries));
  expect(createHash('sha256').update(stored!.data).digest('hex')).toBe(versions[0]?.sha256);
  await expect(close()).rejects.toMatchObject({ code: 'DAY_CLOSED' });
});

test('a waiting ticket and a slip whose newest print failed are unprinted papers', async () => {
  await branch.day({ tickets: [served, { issued: '09:10' }, { issued: '09:20' }] });
  expect(await checkOf('unprintedPapers')).toMatchObject({ isMet: true });
  const tickets = await branch.database.read(reader => reader.all<{ id: string; number: string }>(sql`select id, number from tickets order by number`));
  const job = (subjectId: string, number: string, attempt: number, state: 'failed' | 'printed', paper: 'ticket' | 'slip' = 'ticket') =>
    ({ id: uuidv7(), paper, subjectId, number, attempt, printerId: uuidv7(), state, problem: state === 'failed' ? 'outOfPaper' as const : null, businessDate: '2026-03-02', queuedAt: 0, endedAt: 0 });
  await branch.database.change(tx => tx.insert(printJobs).values([
    ...tickets.map(({ id, number }) => job(id, number, 1, 'failed')), job(tickets[1]?.id ?? '', 'A002', 2, 'printed'), job(uuidv7(), '20260302-A001', 1, 'failed', 'slip'),
  ]));
  expect((await branch.manager.figures({ businessDate: '2026-03-02' })).incidents.failedPrints).toBe(4);
  expect(await checkOf('unprintedPapers')).toMatchObject({ isMet: false, count: 2, names: ['A003', '20260302-A001'] });
});

test('somebody at a window, or a box that was not emptied, leaves the day open and nothing frozen', async () => {
  await expect(branch.manager.closeDay({ commandId: uuidv7(), isBoxEmptied: false, words: '' })).rejects.toMatchObject({ code: 'BOX_NOT_EMPTIED' });
  await branch.day({ tickets: [{ issued: '09:00', called: '09:04', served: [['09:05', null, 1]] }] });
  expect(await checkOf('openVisits')).toMatchObject({ isMet: false, names: ['A001'] });
  await expect(close()).rejects.toMatchObject({ code: 'DAY_HAS_OPEN_TICKETS', data: { numbers: ['A001'] } });
  expect((await frozen()).versions).toEqual([]);
  expect(await branch.manager.closing()).toMatchObject({ isClosed: false });
});

test('a fact that comes later shows, and becomes a numbered correction that says what changed; the first version stays', async () => {
  await branch.day({ tickets: [served] });
  await close();
  await expect(branch.manager.correct({ commandId: uuidv7(), businessDate: '2026-03-02', words: '无' })).rejects.toMatchObject({ code: 'NOTHING_TO_CORRECT' });
  await branch.ticket({ service: 'B', issued: '10:00', called: '10:04', served: [['10:05', '10:15', 2]] });
  const changed = (await frozen()).changedSince;
  expect(changed).toContainEqual({ figure: 'queue.served', before: '1', after: '2' });
  expect(changed).toContainEqual({ figure: 'services.B.withinTarget', before: '{"part":0,"of":0}', after: '{"part":1,"of":1}' });
  expect(await branch.manager.correct({ commandId: uuidv7(), businessDate: '2026-03-02', words: '二号窗口补传' })).toEqual({ version: 2 });
  const { versions, changedSince } = await frozen();
  expect(versions.map(({ version, summary, changes }) => [version, summary.queue.served, changes.length > 0])).toEqual([[2, 2, true], [1, 1, false]]);
  expect(versions[0]).toMatchObject({ words: '二号窗口补传', changes: changed });
  expect(changedSince).toEqual([]);
});

test('a frozen summary is changed and deleted by nobody', async () => {
  await close();
  for (const statement of [sql`update day_summaries set data = '{}'`, sql`delete from day_summaries`]) await expect(branch.database.change(tx => tx.run(statement))).rejects.toThrow(/never/);
});

test('a day nobody closed is frozen provisionally once it is over, and closing it afterwards makes it final', async () => {
  await branch.day({ tickets: [served, { issued: '16:00' }], windows: [['08:30', 'open', 1], ['17:30', 'closed', 1]] });
  expect(await freezePastDays(branch.parts)).toEqual([]);
  branch.clock.set(Date.parse('2026-03-03T00:05:00+08:00'));
  expect(await freezePastDays(branch.parts)).toEqual(['2026-03-02']);
  expect(await freezePastDays(branch.parts)).toEqual([]);
  expect((await frozen()).versions).toMatchObject([{ version: 1, isProvisional: true, frozenByName: null, summary: { queue: { issued: 2, served: 1, unserved: 1 } } }]);
  expect(await close()).toMatchObject({ businessDate: '2026-03-02' });
  expect((await frozen()).versions.map(({ version, isProvisional }) => [version, isProvisional])).toEqual([[2, false], [1, true]]);
});

test('each print of a version has the next number', async () => {
  await close();
  const { versions: [version] } = await frozen();
  const print = () => branch.manager.recordPrint({ commandId: uuidv7(), summaryId: version!.id });
  expect([(await print()).ordinal, (await print()).ordinal]).toEqual([1, 2]);
  expect((await frozen()).versions[0]?.prints).toBe(2);
});

test('the first PDF of a version is kept with its hash and given back byte for byte; what is none is refused', async () => {
  await close();
  const { versions: [version] } = await frozen();
  const keep = (words: string) => branch.manager.keepPdf({ commandId: uuidv7(), summaryId: version!.id, pdf: new File([words], 'summary.pdf', { type: 'application/pdf' }) });
  await expect(branch.manager.pdf({ summaryId: version!.id })).rejects.toMatchObject({ code: 'DAY_NOT_FROZEN' });
  await expect(keep('<html>')).rejects.toMatchObject({ code: 'NOT_A_PDF' });
  const { sha256 } = await keep('%PDF-1.7 first');
  await keep('%PDF-1.7 second');
  expect(sha256).toBe(createHash('sha256').update('%PDF-1.7 first').digest('hex'));
  expect((await frozen()).versions[0]?.pdfSha256).toBe(sha256);
  expect(await (await branch.manager.pdf({ summaryId: version!.id })).text()).toBe('%PDF-1.7 first');
});

test('a backup made for the closing meets the checklist', async () => {
  expect(await checkOf('backup')).toMatchObject({ isMet: false });
  await branch.manager.backUp({ commandId: uuidv7() });
  expect(await checkOf('backup')).toMatchObject({ isMet: true });
});

test('what goes on after the day changes no frozen figure', async () => {
  const summary = await branch.figures();
  const later = { ...summary, changesWaiting: 3, callBacks: { bad: 1, attempted: 1, reached: 1, open: 0 }, archive: { ...summary.archive, loansOut: 4, witnessedUpTo: 9 } };
  expect(changesBetween(summary, later)).toEqual([]);
});
