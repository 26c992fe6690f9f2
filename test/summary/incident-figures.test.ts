import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedMs, interruptions, outagesBehind, type CountedHours, type DayOutage } from '../../main/summary/incident-figures.ts';

const hour = 3_600_000;
/** Nine to twelve and half past one to half past five, from a midnight at 0. */
const open = [{ from: 9 * hour, until: 12 * hour }, { from: 13.5 * hour, until: 17.5 * hour }];
const wholeDay: CountedHours = { open, cutOffAt: 24 * hour };
const outage = (beganAt: number, endedAt: number | null, kind: DayOutage['kind'] = 'service'): DayOutage => ({ id: `${beganAt}`, kind, beganAt, endedAt, cause: kind === 'service' ? 'brokeOff' : 'timeout' });

const moment = fc.integer({ min: -12 * hour, max: 36 * hour });
const stretch = fc.tuple(moment, moment).map(([one, other]) => ({ beganAt: Math.min(one, other), endedAt: Math.max(one, other) }));
const hours = fc.record({
  open: fc.array(fc.integer({ min: 0, max: 24 * hour }), { maxLength: 8 }).map(times => {
    const sorted = [...new Set(times)].sort((one, other) => one - other);
    return sorted.flatMap((from, nth) => (nth % 2 === 0 && nth + 1 < sorted.length ? [{ from, until: sorted[nth + 1]! }] : []));
  }),
  cutOffAt: fc.integer({ min: 0, max: 24 * hour }),
});

test('an outage never counts more than it was long, nor more than the hall was open', () => {
  fc.assert(fc.property(stretch, hours, (told, asked) => {
    const counted = countedMs(told, asked);
    expect(counted).toBeGreaterThanOrEqual(0);
    expect(counted).toBeLessThanOrEqual(told.endedAt - told.beganAt);
    expect(counted).toBeLessThanOrEqual(asked.open.reduce((sum, { from, until }) => sum + until - from, 0));
  }));
});

test('an outage in two parts counts what it counts in one', () => {
  fc.assert(fc.property(stretch, fc.double({ min: 0, max: 1, noNaN: true }), hours, ({ beganAt, endedAt }, where, asked) => {
    const middle = Math.round(beganAt + (endedAt - beganAt) * where);
    expect(countedMs({ beganAt, endedAt: middle }, asked) + countedMs({ beganAt: middle, endedAt }, asked)).toBe(countedMs({ beganAt, endedAt }, asked));
  }));
});

test('a longer outage, longer hours and a later cut-off never count less', () => {
  fc.assert(fc.property(stretch, hours, fc.nat({ max: 6 * hour }), ({ beganAt, endedAt }, asked, more) => {
    const counted = countedMs({ beganAt, endedAt }, asked);
    expect(countedMs({ beganAt, endedAt: endedAt + more }, asked)).toBeGreaterThanOrEqual(counted);
    expect(countedMs({ beganAt, endedAt }, { ...asked, cutOffAt: asked.cutOffAt + more })).toBeGreaterThanOrEqual(counted);
    expect(countedMs({ beganAt, endedAt }, { ...asked, open: [{ from: 0, until: 24 * hour }] })).toBeGreaterThanOrEqual(counted);
  }));
});

test('the figure has as many outages as it opens, and their times together', () => {
  fc.assert(fc.property(fc.array(fc.tuple(moment, fc.option(moment)), { maxLength: 6 }), hours, (told, asked) => {
    const outages = told.map(([beganAt, endedAt]) => outage(beganAt, endedAt));
    const behind = outagesBehind('service', outages, asked);
    const figure = interruptions('service', outages, asked);
    expect(figure.count).toBe(behind.length);
    expect(figure.totalMs).toBe(behind.reduce((sum, each) => sum + (each.countedMs ?? 0), 0));
    expect(figure.longestMs ?? 0).toBe(Math.max(0, ...behind.map(each => each.countedMs ?? 0)));
    expect(interruptions('headquarters', outages, asked).count).toBe(0);
  }));
});

test('nights, lunch, a day the hall stays closed and the time after the closing count nothing', () => {
  expect(countedMs(outage(18 * hour, 32 * hour), wholeDay)).toBe(0);
  expect(countedMs(outage(12 * hour, 13.5 * hour), wholeDay)).toBe(0);
  expect(countedMs(outage(0, 24 * hour), { open: [], cutOffAt: 24 * hour })).toBe(0);
  expect(countedMs(outage(16 * hour, 17 * hour), { open, cutOffAt: 16 * hour })).toBe(0);
});

test('what still goes on counts up to the cut-off', () => {
  expect(countedMs(outage(16 * hour, null), { open, cutOffAt: 16.5 * hour })).toBe(0.5 * hour);
  expect(countedMs(outage(16 * hour, null), wholeDay)).toBe(1.5 * hour);
  expect(countedMs(outage(20 * hour, null), { open, cutOffAt: 16 * hour })).toBe(0);
});

test('an outage that a wrong clock ends before it began, or makes a lifetime long, is one of unknown length where it ended', () => {
  const back = outage(11 * hour, 10 * hour);
  const since1970 = outage(-50 * 366 * 24 * hour, 10 * hour);
  for (const wrong of [back, since1970]) {
    expect(interruptions('service', [wrong], wholeDay)).toEqual({ count: 1, totalMs: 0, longestMs: null });
    expect(outagesBehind('service', [wrong], wholeDay)).toMatchObject([{ countedMs: null }]);
    expect(interruptions('service', [wrong], { open, cutOffAt: 9.5 * hour }).count).toBe(0);
  }
  expect(interruptions('service', [outage(20 * hour, 19 * hour)], wholeDay).count).toBe(0);
});
