import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freezePastDays } from '../../main/summary/provisional-days-api.ts';
import { periodAround, periodBefore } from '../../main/summary/periods.ts';
import { aSummaryBranch, type ToldTicket } from '../builders/a-summary-day.ts';

describe('the period a day lies in', () => {
  test('a week begins on Monday, also across the turn of the year', () => {
    expect(periodAround('2026-01-01', 'week')).toEqual({ fromDate: '2025-12-29', toDate: '2026-01-04' });
    expect(periodAround('2026-03-01', 'week')).toEqual({ fromDate: '2026-02-23', toDate: '2026-03-01' });
  });
  test('months and years have their own lengths, and so has the one before', () => {
    expect(periodAround('2028-02-10', 'month')).toEqual({ fromDate: '2028-02-01', toDate: '2028-02-29' });
    expect(periodBefore({ fromDate: '2026-03-01', toDate: '2026-03-31' }, 'month')).toEqual({ fromDate: '2026-02-01', toDate: '2026-02-28' });
    expect(periodBefore(periodAround('2026-07-01', 'year'), 'year')).toEqual({ fromDate: '2025-01-01', toDate: '2025-12-31' });
  });
});

describe('a week from its frozen days', () => {
  let branch: Awaited<ReturnType<typeof aSummaryBranch>>;
  beforeEach(async () => { branch = await aSummaryBranch(); });
  afterEach(() => branch.close());
  const minute = 60_000;
  const served = (issued: string, called: string): ToldTicket => ({ issued, called, served: [[called, '12:00', 1]] });

  test('sums the days, takes the worst of the waits, and stands beside the week before', async () => {
    // Monday 2 and Tuesday 3 March; Friday 27 February in the week before.
    await branch.day({ tickets: [served('09:00', '09:05')] }, '2026-02-27');
    await branch.day({ tickets: [served('09:00', '09:10'), { issued: '09:30', end: ['cancelled', '10:00'] }] }, '2026-03-02');
    await branch.day({ tickets: [served('09:00', '09:20'), served('10:00', '10:02'), { issued: '09:30' }] }, '2026-03-03');
    branch.clock.set(Date.parse('2026-03-04T09:00:00+08:00'));
    expect(await freezePastDays(branch.parts)).toEqual(['2026-02-27', '2026-03-02', '2026-03-03']);
    const week = await branch.manager.period({ by: 'week', day: '2026-03-04' });
    expect(week).toMatchObject({ fromDate: '2026-03-02', toDate: '2026-03-08', before: { fromDate: '2026-02-23', toDate: '2026-03-01' } });
    // Within target (15 min): of Monday 1 of 2, of Tuesday 1 of 2.
    expect(week.figures).toMatchObject({ days: 2, issued: 5, served: 3, abandoned: 1, unserved: 1, withinTarget: { part: 2, of: 4 }, longestWaitMs: 20 * minute, worstP90Ms: 20 * minute });
    // All of one service: 5 tickets, beside the one of the week before, which was called within target.
    expect(week.services).toMatchObject([{ prefix: 'A', targetWaitMinutes: 15, issued: 5, served: 3, withinTarget: { part: 2, of: 4 }, withinTargetBefore: { part: 1, of: 1 }, worstP90Ms: 20 * minute, longestWaitMs: 20 * minute }]);
    expect(week.figuresBefore).toMatchObject({ days: 1, issued: 1, served: 1, longestWaitMs: 5 * minute });
    expect(week.days.map(({ businessDate, isProvisional, medianWaitMs }) => [businessDate, isProvisional, medianWaitMs])).toEqual([['2026-03-02', true, 10 * minute], ['2026-03-03', true, 11 * minute]]);
  });

  test('without a frozen day is empty, not wrong', async () => {
    const month = await branch.manager.period({ by: 'month', day: '2026-03-02' });
    expect(month.days).toEqual([]);
    expect(month.figures).toMatchObject({ days: 0, issued: 0, longestWaitMs: null, withinTarget: { part: 0, of: 0 } });
  });
});
