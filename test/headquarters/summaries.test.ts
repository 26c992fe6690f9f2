import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFiguresAnew } from '../../main/headquarters/figures-store.ts';
import { figuresOfPeriod } from '../../main/summary/period-figures.ts';
import { periodAround, periodBefore } from '../../main/summary/periods.ts';
import { addDays } from '../../shared/calendar.ts';
import { figureSpans, type FigureSpan } from '../../shared/console-summaries.ts';
import type { ConsoleOutputs } from '../../shared/headquarters-console.ts';
import type { DaySummary, Share } from '../../shared/summary.ts';
import { aConsole } from '../builders/a-console.ts';
import { aDaySummary, aFrozenDay } from '../builders/a-frozen-day.ts';
import { aHeadquartersWithPostgres, type TestBranch, type TestHeadquarters } from '../builders/a-headquarters.ts';
import type { Change } from '../builders/a-sealed-batch.ts';

type List = ConsoleOutputs['summaries']['list'];

/** Friday. */
const enrolledAt = Date.parse('2026-01-02T08:00:00+08:00');
let nowMs = enrolledAt;
let headquarters: TestHeadquarters;
let auditor: Awaited<ReturnType<typeof people.somebody>>;
let people: Awaited<ReturnType<typeof aConsole>>;

beforeAll(async () => {
  headquarters = await aHeadquartersWithPostgres({ limits: { perStranger: 100_000, perBranch: 100_000 }, clock: { now: () => nowMs } });
  people = await aConsole(headquarters);
  auditor = await people.somebody(['auditor']);
});
afterAll(() => headquarters.dispose());

async function aBranch(): Promise<TestBranch> {
  nowMs = enrolledAt;
  return headquarters.enrolledBranch();
}
async function send(branch: TestBranch, changes: Change[]): Promise<void> {
  expect((await headquarters.send(branch.seal(changes), branch.token)).status).toBe(200);
  await expect.poll(() => headquarters.rows('select 1 from hq.epochs where "branchId" = $1 and "projectedSeq" < "receivedSeq"', [branch.branchId]), { timeout: 20_000 }).toEqual([]);
}
async function list(asked: Partial<{ by: FigureSpan; day: string | null; words: string; only: string; sort: string; isDescending: boolean; page: number }>): Promise<List> {
  const { status, body, code } = await auditor.call('summaries/list', { by: 'day', day: null, words: '', only: 'all', sort: 'name', isDescending: false, page: 0, pageSize: 50, ...asked });
  expect([status, code]).toEqual([200, undefined]);
  return body as List;
}
const queue = (told: Partial<DaySummary['queue']>): Pick<DaySummary, 'queue'> => ({ queue: { ...aDaySummary('2026-01-05').queue, ...told } });
const rowsOf = ({ branchId }: TestBranch) => headquarters.rows('select * from hq.branch_figures where "branchId" = $1 order by by, "fromDate"', [branchId]);

describe('the figures of random days', () => {
  const many = fc.nat({ max: 5000 });
  const share: fc.Arbitrary<Share> = fc.tuple(many, many).map(([one, other]) => ({ part: Math.min(one, other), of: Math.max(one, other) }));
  const durationMs = fc.nat({ max: 30_000_000 });
  const wait = fc.option(fc.tuple(durationMs, durationMs, durationMs), { nil: null }).map(waits => {
    const [median = null, p90 = null, max = null] = waits?.toSorted((one, other) => one - other) ?? [];
    return { n: waits ? 3 : 0, median: median === null ? null : median + .5, p90, max };
  });
  const window = fc.record({ openMs: durationMs, breakMs: durationMs, servingMs: durationMs });
  const interruption = fc.record({ count: many, totalMs: durationMs, longestMs: fc.option(durationMs) });
  const day = fc.record({
    date: fc.integer({ min: 0, max: 70 }).map(days => addDays('2025-12-20', days)), version: fc.integer({ min: 1, max: 3 }), isProvisional: fc.boolean(),
    counts: fc.array(many, { minLength: 16, maxLength: 16 }), shares: fc.array(share, { minLength: 5, maxLength: 5 }), outages: interruption, offline: fc.option(interruption), wait, windows: fc.array(window, { maxLength: 4 }), dayKind: fc.constantFrom('workday' as const, 'weekend' as const, 'holiday' as const),
  }).map(({ date, version, isProvisional, counts, shares: [withinTarget, doneInOneVisit, returnedForDocuments, onTime, repeats], wait: waits, windows, dayKind, outages, offline }) => {
    const base = aDaySummary(date);
    const [issued, served, abandoned, unserved, openBefore, received, reopened, ended, openAfter, ratedOf, rated, satisfied, looks, flagged, failedPrints, clockCorrections] = counts as [number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number];
    const summary = aDaySummary(date, {
      dayKind, queue: { ...base.queue, issued, served, abandoned, unserved, wait: waits, withinTarget: withinTarget! }, doneInOneVisit: doneInOneVisit!, returnedForDocuments: returnedForDocuments!,
      windows: windows.map((each, nth) => ({ ...each, number: nth + 1, windowId: `0197a1b2-0000-7000-8000-00000000000${nth}`, served: 1, meanServiceMs: null, service: { n: 0, median: null, p90: null, max: null } })),
      complaints: { ...base.complaints, openBefore, received, reopened, ended, openAfter, onTime: onTime!, repeats: repeats! }, satisfaction: { ...base.satisfaction, served: ratedOf, rated, satisfied },
      archive: { ...base.archive, looks, flagged }, incidents: { ...base.incidents, outages, offline, failedPrints, clockCorrections },
    });
    return { date, version, isProvisional, summary };
  });
  const days = fc.uniqueArray(day, { minLength: 1, maxLength: 14, selector: ({ date, version }) => `${date} ${version}` });

  test('are at headquarters what the branch itself works out, of a day, a week, a month and a year, in whatever order versions arrive', async () => {
    await fc.assert(fc.asyncProperty(days, fc.nat({ max: 14 }), async (frozen, cut) => {
      const branch = await aBranch();
      const changes = frozen.map(({ summary, ...told }) => aFrozenDay(summary, told));
      if (cut > 0 && cut < changes.length) await send(branch, changes.slice(0, cut));
      await send(branch, cut < changes.length ? changes.slice(cut) : changes);
      const newest = frozen.filter(({ date, version }) => !frozen.some(other => other.date === date && other.version > version)).toSorted((one, other) => one.date.localeCompare(other.date));
      const within = ({ fromDate, toDate }: { fromDate: string; toDate: string }) => newest.filter(({ date }) => date >= fromDate && date <= toDate);
      for (const { date } of newest.slice(0, 3)) {
        for (const by of figureSpans) {
          const span = by === 'day' ? { fromDate: date, toDate: date } : periodAround(date, by);
          const before = by === 'day' ? { fromDate: addDays(date, -1), toDate: addDays(date, -1) } : periodBefore(span, by);
          const answer = await list({ by, day: date, words: branch.branchId });
          expect(answer).toMatchObject({ ...span, before });
          const [row] = answer.branches;
          const [present, earlier] = [within(span), within(before)];
          expect(row?.present?.figures).toEqual(figuresOfPeriod(present.map(({ summary }) => summary)));
          expect(row?.present?.provisionalDays).toBe(present.filter(({ isProvisional }) => isProvisional).length);
          expect(row?.before?.figures ?? null).toEqual(earlier.length === 0 ? null : figuresOfPeriod(earlier.map(({ summary }) => summary)));
          expect(answer.total.present.figures).toEqual(row?.present?.figures);
          if (by === 'day') expect(row?.present?.day).toEqual({ version: present[0]!.version, dayKind: present[0]!.summary.dayKind, medianWaitMs: present[0]!.summary.queue.wait.median });
        }
      }
      const rows = await rowsOf(branch);
      await headquarters.rows(`delete from hq.secrets where name = 'branchFigures'`);
      await headquarters.parts.database.transact(makeFiguresAnew);
      expect(await rowsOf(branch)).toEqual(rows);
    }), { numRuns: 12 });
  });
});

test('a provisional day becomes final with its next version; what came twice changes nothing', async () => {
  const branch = await aBranch();
  const [first, second] = [aDaySummary('2026-01-05', queue({ issued: 10, served: 9 })), aDaySummary('2026-01-05', queue({ issued: 11, served: 11 }))];
  const provisional = aFrozenDay(first, { isProvisional: true });
  await send(branch, [provisional]);
  const shown = async () => (await list({ day: '2026-01-05', words: branch.branchId }));
  expect(await shown()).toMatchObject({ counts: { all: 1, withoutDays: 0, provisional: 1 }, branches: [{ present: { provisionalDays: 1, day: { version: 1 }, figures: { issued: 10 } } }] });
  await send(branch, [aFrozenDay(second, { version: 2 }), { ...provisional, operation: 'update' }]);
  expect(await shown()).toMatchObject({ counts: { provisional: 0 }, branches: [{ present: { provisionalDays: 0, day: { version: 2 }, figures: { issued: 11, served: 11 } } }] });
  expect((await list({ by: 'year', day: '2026-03-01', words: branch.branchId })).branches).toMatchObject([{ present: { figures: { days: 1, issued: 11 } } }]);
});

test('a summary that is taken back leaves no figure behind, and one that cannot be read is held without holding up the rest', async () => {
  const branch = await aBranch();
  const gone = aFrozenDay(aDaySummary('2026-01-05', queue({ issued: 10 })));
  const kept = aFrozenDay(aDaySummary('2026-01-06', queue({ issued: 4 })));
  await send(branch, [gone, kept, aFrozenDay(aDaySummary('2026-01-07'), { data: '{"queue":{"issued":"viele"}}' })]);
  expect(await headquarters.rows('select reason, detail from hq.quarantine where "branchId" = $1', [branch.branchId])).toEqual([{ reason: 'wrongType', detail: '22P02' }]);
  expect((await list({ by: 'week', day: '2026-01-05', words: branch.branchId })).branches).toMatchObject([{ present: { figures: { days: 2, issued: 14 } } }]);
  await send(branch, [{ ...gone, operation: 'delete' }]);
  expect((await list({ by: 'week', day: '2026-01-05', words: branch.branchId })).branches).toMatchObject([{ present: { figures: { days: 1, issued: 4 } } }]);
  await send(branch, [{ ...kept, operation: 'delete' }]);
  expect(await rowsOf(branch)).toEqual([]);
});

test('a branch that has not closed a day is shown as missing it: working days by its own calendar, over, since it was enrolled', async () => {
  const branch = await aBranch();
  const exception = (day: string, kind: string): Change => ({ table: 'calendar_days', key: day, row: { day, year: 2026, kind, nameZh: '', nameEn: '' } });
  await send(branch, [aFrozenDay(aDaySummary('2026-01-05', queue({ issued: 3 }))), aFrozenDay(aDaySummary('2026-01-10', queue({ issued: 1 }))), exception('2026-01-06', 'holiday'), exception('2026-01-11', 'makeUpWorkday')]);
  nowMs = Date.parse('2026-01-12T00:30:00+08:00');
  auditor = { ...auditor, ...await people.signIn(auditor.loginName, auditor.password) };
  const missing = async (by: FigureSpan, day: string) => (await list({ by, day, words: branch.branchId })).branches.map(each => [each.present?.figures.days ?? null, each.missingDays]);
  // Closed on Monday and on Saturday; Tuesday was a holiday, Sunday a make-up workday; what is today is not over.
  expect(await missing('week', '2026-01-07')).toEqual([[2, 4]]);
  expect(await missing('day', '2026-01-06')).toEqual([[null, 0]]);
  expect(await missing('day', '2026-01-07')).toEqual([[null, 1]]);
  expect(await missing('day', '2026-01-12')).toEqual([[null, 0]]);
  // Enrolled on Friday the second: nothing is missing before, and of no use is a branch in a week in which it was not there.
  expect(await missing('week', '2026-01-01')).toEqual([[null, 1]]);
  expect(await missing('month', '2025-12-01')).toEqual([]);
  expect((await auditor.call('summaries/branch', { branchId: branch.branchId, by: 'week', day: '2026-01-05' })).body).toMatchObject({
    name: '城东营业厅', fromDate: '2026-01-05', figures: { days: 2, issued: 4 }, figuresBefore: { days: 0 }, missing: ['2026-01-07', '2026-01-08', '2026-01-09', '2026-01-11'],
    days: [{ businessDate: '2026-01-05', version: 1, figures: { issued: 3 } }, { businessDate: '2026-01-10', figures: { issued: 1 } }],
  });
});

test('branches stand in the order of a figure, those without it last; totals are of all that the search leaves', async () => {
  const branches = await Promise.all([1, 2, 3].map(aBranch));
  const names = ['比较甲_厅', '比较乙_厅', '比较丙%厅'];
  for (const [nth, { branchId }] of branches.entries()) await headquarters.rows('update hq.branches set name = $2 where "branchId" = $1', [branchId, names[nth]]);
  const figures = { issued: 10, withinTarget: { part: 9, of: 10 }, wait: { n: 1, median: 5, p90: 5, max: 7 } };
  await send(branches[0]!, [aFrozenDay(aDaySummary('2026-01-05', queue(figures))), aFrozenDay(aDaySummary('2025-12-29', queue({ ...figures, issued: 7 }))), aFrozenDay(aDaySummary('2026-01-04', queue({ issued: 1 })))]);
  await send(branches[1]!, [aFrozenDay(aDaySummary('2026-01-05', queue({ ...figures, issued: 5, withinTarget: { part: 0, of: 2 }, wait: { n: 1, median: 5, p90: 5, max: 90 } })))]);
  const order = async (asked: Parameters<typeof list>[0]) => (await list({ day: '2026-01-05', words: '比较', ...asked })).branches.map(({ name }) => name);
  expect(await order({ sort: 'withinTarget', isDescending: true })).toEqual(['比较甲_厅', '比较乙_厅', '比较丙%厅']);
  expect(await order({ sort: 'withinTarget', isDescending: false })).toEqual(['比较乙_厅', '比较甲_厅', '比较丙%厅']);
  expect(await order({ only: 'withoutDays' })).toEqual(['比较丙%厅']);
  expect(await order({ words: '%厅' })).toEqual(['比较丙%厅']);
  const { total, counts, branches: [first] } = await list({ day: '2026-01-05', words: '比较', sort: 'issued', isDescending: true });
  expect(counts).toEqual({ all: 3, withoutDays: 1, provisional: 0 });
  expect(total).toMatchObject({ present: { branches: 2, figures: { issued: 15, withinTarget: { part: 9, of: 12 }, longestWaitMs: 90 } }, before: { branches: 1, figures: { issued: 1 } }, lastWeek: { branches: 1, figures: { issued: 7 } } });
  expect(first).toMatchObject({ present: { figures: { issued: 10 } }, before: { figures: { issued: 1 } }, lastWeek: { figures: { issued: 7 } } });
  await headquarters.rows('update hq.branches set "revokedAt" = 1 where "branchId" = any($1)', [branches.map(({ branchId }) => branchId)]);
  expect(await order({ sort: 'issued', isDescending: true })).toEqual(['比较甲_厅', '比较乙_厅']);
});

test('a day is told by its versions, with prints, what was corrected, and whether its figures are still those that were hashed', async () => {
  const branch = await aBranch();
  const first = aFrozenDay(aDaySummary('2026-01-05', queue({ issued: 10 })), { words: '下午停电' });
  const second = aFrozenDay(aDaySummary('2026-01-05', queue({ issued: 11 })), { version: 2, words: '误按', changes: '[{"figure":"queue.issued","before":"10","after":"11"}]', sha256: 'f'.repeat(64) });
  const print = (ordinal: number): Change => ({ table: 'day_summary_prints', key: `p${ordinal}`, row: { id: `p${ordinal}`, summaryId: first.key, ordinal, printedAt: 1, byStaffId: 'm', byName: '陈静' } });
  await send(branch, [first, print(1), print(2), second]);
  const told = await auditor.call('summaries/day', { branchId: branch.branchId, businessDate: '2026-01-05' });
  expect(told.body).toMatchObject({
    timeZone: 'Asia/Shanghai',
    versions: [
      { version: 2, words: '误按', prints: 0, isAsHashed: false, changes: [{ figure: 'queue.issued', before: '10', after: '11' }], summary: { queue: { issued: 11 } } },
      { version: 1, words: '下午停电', prints: 2, isAsHashed: true, frozenByName: '陈静', pdfSha256: null, summary: { queue: { issued: 10 } } },
    ],
  });
  expect((await auditor.call('summaries/day', { branchId: 'nobody', businessDate: '2026-01-05' })).code).toBe('BRANCH_NOT_FOUND');
  for (const [roles, status] of [[['supervisor'], 200], [['catalogueKeeper'], 403]] as const) {
    expect((await (await people.somebody([...roles])).call('summaries/day', { branchId: branch.branchId, businessDate: '2026-01-05' })).status).toBe(status);
  }
});
