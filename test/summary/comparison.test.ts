import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezePastDays } from '../../main/summary/provisional-days-api.ts';
import { aSummaryBranch, type ToldTicket } from '../builders/a-summary-day.ts';

let branch: Awaited<ReturnType<typeof aSummaryBranch>>;
beforeEach(async () => { branch = await aSummaryBranch(); });
afterEach(() => branch.close());

const minute = 60_000;
/** So many tickets at 09:00, each called after so many minutes; and one at 14:00, called at once. */
const tickets = (count: number, waitedMinutes: number): ToldTicket[] => [
  ...Array.from({ length: count }, (): ToldTicket => ({ issued: '09:00', called: `09:${String(waitedMinutes).padStart(2, '0')}`, served: [[`09:${String(waitedMinutes).padStart(2, '0')}`, '09:59', 1]] })),
  { issued: '14:00', called: '14:00', served: [['14:00', '14:10', 1]] },
];

/** Freezes what was told, with the clock at this moment. */
async function freezeUpTo(moment: string): Promise<void> {
  branch.clock.set(Date.parse(`${moment}+08:00`));
  await freezePastDays(branch.parts);
}

test('a day is held against the day of business before and the median of the last four of its weekday; a holiday and a day without summary are named, not taken', async () => {
  // Mondays. 23 February 2026 is a workday after Spring Festival; 16 February is in it.
  const mondays: [string, number, number][] = [['2026-01-26', 8, 10], ['2026-02-02', 2, 4], ['2026-02-09', 4, 8], ['2026-02-16', 50, 30], ['2026-03-02', 6, 6]];
  for (const [date, count, waited] of mondays) await branch.day({ tickets: tickets(count, waited) }, date);
  // A Saturday: nobody is open on the Sunday after it.
  await branch.day({ tickets: tickets(9, 1) }, '2026-03-07');
  await branch.day({ tickets: tickets(5, 12) }, '2026-03-09');
  await freezeUpTo('2026-02-20T09:00:00');
  await freezeUpTo('2026-03-10T09:00:00');

  const { until, dayBefore, usual } = await branch.manager.comparison({ businessDate: '2026-03-09' });
  expect(until).toBeNull();
  expect(dayBefore).toMatchObject({ businessDate: '2026-03-07', dayKind: 'weekend', figures: { issued: 10, medianWaitMs: minute } });
  expect(usual.dates).toEqual(['2026-03-02', '2026-02-09', '2026-02-02', '2026-01-26']);
  // 16 February is a holiday, 23 February has no summary.
  expect(usual.leftOut).toEqual([{ businessDate: '2026-02-23', why: 'notFrozen' }, { businessDate: '2026-02-16', why: 'otherKind' }]);
  // Tickets 7, 5, 3 and 9; medians 6, 8, 4 and 10 minutes.
  expect(usual.figures).toMatchObject({ issued: 6, medianWaitMs: 7 * minute, withinTarget: 1 });
  expect(usual.halfHours.find(each => each.startsAt === 9 * 60)?.issued).toBe(5);
  expect(usual.halfHours.find(each => each.startsAt === 14 * 60)?.issued).toBe(1);
});

test('of a day that goes on, tickets are compared up to the last full half hour', async () => {
  await branch.day({ tickets: tickets(6, 6) }, '2026-02-24');
  await branch.day({ tickets: tickets(3, 6) }, '2026-03-03');
  await freezeUpTo('2026-03-03T10:20:00');
  const { until, dayBefore, usual } = await branch.manager.comparison({ businessDate: null });
  expect(until).toBe(10 * 60);
  expect(usual).toMatchObject({ dates: ['2026-02-24'], figures: { issued: 6 } });
  expect(dayBefore).toMatchObject({ businessDate: '2026-02-24', figures: { issued: 6 } });
});

test('a day with nothing before it says so: no figures in the place of days there are not', async () => {
  await branch.day({ tickets: tickets(3, 6) }, '2026-03-03');
  branch.clock.set(Date.parse('2026-03-04T09:00:00+08:00'));
  const { dayBefore, usual } = await branch.manager.comparison({ businessDate: '2026-03-03' });
  expect(dayBefore).toBeNull();
  expect(usual).toMatchObject({ dates: [], figures: null, halfHours: [] });
  expect(usual.leftOut.map(({ why }) => why)).toEqual(Array.from({ length: 8 }, () => 'notFrozen'));
});
