import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { planComparison } from '../../main/headquarters/comparison-plan.ts';
import { piecesOf, tablesToCompare } from '../../main/sync/comparison.ts';
import { keyRangeOf } from '../../main/sync/digest-parts.ts';

describe('what is compared next', () => {
  const tables = ['branch', 'customers', 'tickets', 'visits'];
  const compared = [{ table: 'customers', rows: 150_000, oldestAt: 1 }, { table: 'tickets', rows: 3_000_000, oldestAt: 2 }, { table: 'visits', rows: 40_000, oldestAt: 3 }];

  test('the first time everything', () => {
    expect(planComparison({ tables, compared: [], changed: null, differing: [] })).toEqual({ whole: tables, parts: [] });
  });

  test('tables that have waited longest as a whole, as many as fit, and of the others what has changed or differed', () => {
    const plan = planComparison({
      tables, compared, changed: [{ table: 'tickets', day: '2026-03-02' }, { table: 'customers', day: '2026-03-02' }, { table: 'gone', day: '0' }],
      differing: [{ table: 'tickets', day: '2026-03-02' }, { table: 'tickets', day: '2026-01-05' }],
    });
    expect(plan.whole.toSorted()).toEqual(['branch', 'customers', 'visits']);
    expect(plan.parts).toEqual([{ table: 'tickets', day: '2026-03-02' }, { table: 'tickets', day: '2026-01-05' }]);
  });

  test('a table that is larger than one turn has its turn all the same', () => {
    const waiting = compared.map(each => ({ ...each, oldestAt: each.table === 'tickets' ? 0 : each.oldestAt }));
    expect(planComparison({ tables, compared: waiting, changed: [], differing: [] }).whole).toEqual(['branch', 'tickets']);
  });

  test('a table this branch does not know is left out', () => {
    expect(tablesToCompare(['a', 'b', 'c'], { whole: ['b', 'newer'], parts: [{ table: 'c', day: '0' }, { table: 'c', day: '#1' }] })).toEqual([{ table: 'b', days: null }, { table: 'c', days: ['0', '#1'] }]);
  });
});

test('the pieces of a part leave no key between them', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'].map(key => ({ key }));
  expect(piecesOf(rows, 2).map(({ after, through, rows: { length } }) => [after, through, length])).toEqual([[null, 'b', 2], ['b', 'd', 2], ['d', null, 1]]);
  expect(piecesOf(rows, 5)).toEqual([{ after: null, through: null, rows }]);
  expect(piecesOf([], 5)).toEqual([{ after: null, through: null, rows: [] }]);
});

test('a part’s keys lie between its first and the next one’s', () => {
  const { low, high } = keyRangeOf('2026-03-02', 'text')!;
  const isIn = (time: string) => [uuidv7({ msecs: Date.parse(time) })].every(key => key >= String(low) && key < String(high));
  expect(['2026-03-01T23:59:59.999Z', '2026-03-02T00:00:00.000Z', '2026-03-02T23:59:59.999Z', '2026-03-03T00:00:00.000Z'].map(isIn)).toEqual([false, true, true, false]);
  expect(keyRangeOf('#2', 'number')).toEqual({ low: 8192, high: 12_288 });
  expect([keyRangeOf('0', 'text'), keyRangeOf('#2', 'text'), keyRangeOf('2026-03-02', 'number')]).toEqual([null, null, null]);
});
