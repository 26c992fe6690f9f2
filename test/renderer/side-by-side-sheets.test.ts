import { expect, test } from 'vitest';
import { figuresOfPeriod } from '../../main/summary/period-figures.ts';
import { sideBySideSheets } from '../../renderer/headquarters/summaries/side-by-side-sheets.ts';
import type { DaySummary } from '../../shared/summary.ts';
import { aDaySummary } from '../builders/a-frozen-day.ts';
import { wordsOf } from '../e2e/words.ts';

const own = wordsOf('headquartersSummaries', 'zh-CN');
/** As pages find words: of the console's own texts, and of others by their name. */
function t(key: string, data?: Record<string, string | number>): string {
  const [namespace, rest] = key.includes(':') ? key.split(':') as [string, string] : [null, key];
  return namespace === null ? own(rest, data) : wordsOf(namespace, 'zh-CN')(rest, data);
}

function figures(told: Partial<DaySummary['queue']>) {
  const day = aDaySummary('2026-01-05');
  return figuresOfPeriod([{ ...day, queue: { ...day.queue, ...told } }]);
}

test('all branches are taken away side by side: every cell under its head, shares with both sides, and a branch without a summary has no noughts', () => {
  const ours = figures({ issued: 8, served: 6, withinTarget: { part: 3, of: 6 }, wait: { n: 6, median: 60_000, p90: 120_000, max: 180_000 } });
  const present = { branches: 1, provisionalDays: 0, figures: ours };
  const nothing = { branches: 0, provisionalDays: 0, figures: figuresOfPeriod([]) };
  const day = (date: string) => ({ fromDate: date, toDate: date });
  const branch = { trade: 'power' as const, before: null, lastWeek: null };
  const branches = [
    { ...branch, branchId: 'a', name: '城东', missingDays: 0, present: { figures: ours, provisionalDays: 0, day: { version: 1, dayKind: 'workday' as const, medianWaitMs: 60_000 } } },
    { ...branch, branchId: 'b', name: '城西', missingDays: 1, present: null },
  ];
  const list = { ...day('2026-01-05'), before: day('2026-01-04'), lastWeek: day('2025-12-29'), branches, found: 2, counts: { all: 2, withoutDays: 1, provisional: 0 }, total: { present, before: nothing, lastWeek: nothing } };
  const sheets = sideBySideSheets('day', list, branches, t);
  expect(sheets.map(({ name }) => name)).toEqual(['本期', '上期', '上周同日']);
  for (const { rows } of sheets) for (const row of rows) expect(row).toHaveLength(rows[0]!.length);
  const [[heads, total, first, second]] = sheets.map(({ rows }) => rows) as [NonNullable<(typeof sheets)[number]['rows']>];
  const cell = (row: typeof heads, head: string) => row![heads!.indexOf(head)];
  expect([total, first].map(row => cell(row, '取号 T'))).toEqual([8, 8]);
  expect(['达标', '达标 分子', '达标 分母', '最长等候（分）'].map(head => cell(first, head))).toEqual([{ kind: 'share', value: .5 }, 3, 6, { kind: 'minutes', value: 3 }]);
  expect(second!.slice(0, 6)).toEqual(['城西', '供电', '2026-01-05', 0, 0, 1]);
  expect(second!.slice(6).every(each => each === null)).toBe(true);
});
