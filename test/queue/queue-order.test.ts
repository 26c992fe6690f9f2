import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePlaces, orderAtIssue, placeReturn, type Place } from '../../main/queue/queue-order.ts';
import { defaultSettings } from '../../shared/settings.ts';

const headStarts = defaultSettings.headStartMinutes;
const nine = Date.parse('2026-03-02T01:00:00Z');
const minute = 60_000;

describe('the place at issue', () => {
  test.each([
    ['ordinary', null, 0],
    ['priority', null, -15],
    ['keyAccount', null, -10],
    ['appointment', 30, 20],
    ['appointment', -30, -10],
    // An elderly customer with an appointment keeps the longer head start.
    ['priority', 30, 15],
    ['ordinary', 30, 20],
  ] as const)('%s, appointment in %s minutes: %s minutes from arrival', (customerClass, inMinutes, expected) => {
    const appointmentAt = inMinutes === null ? null : nine + inMinutes * minute;
    expect(orderAtIssue({ arrivedAt: nine, appointmentAt, customerClass }, headStarts)).toBe(nine + expected * minute);
  });
});

const lines = fc.array(fc.nat(40), { maxLength: 12 })
  .map(orders => orders.map((queueOrder, index): Place => ({ id: `t${String(index).padStart(3, '0')}`, queueOrder })));
const positions = fc.oneof(
  fc.constant({ kind: 'front' } as const), fc.constant({ kind: 'original' } as const),
  fc.integer({ min: 1, max: 6 }).map(count => ({ kind: 'after', count }) as const),
);

/** The line as it stands after a return, as ids. */
function lineAfter(line: readonly Place[], returning: Place, moved: readonly Place[]): string[] {
  const places = line.map(place => moved.find(each => each.id === place.id) ?? place);
  return [...places, returning].sort(comparePlaces).map(place => place.id);
}

describe('the place of a return', () => {
  test('front, in a line: before everybody, and nobody else moves', () => {
    fc.assert(fc.property(lines.filter(line => line.length > 0), fc.nat(60), (line, originalOrder) => {
      const { queueOrder, moved } = placeReturn({ kind: 'front' }, { originalOrder }, line);
      expect(lineAfter(line, { id: 'zz', queueOrder }, moved)[0]).toBe('zz');
      expect(moved).toEqual([]);
    }));
  });

  test('original: the place of issue', () => {
    fc.assert(fc.property(lines, fc.nat(60), (line, originalOrder) => {
      expect(placeReturn({ kind: 'original' }, { originalOrder }, line)).toEqual({ queueOrder: originalOrder, moved: [] });
    }));
  });

  test('after N: exactly N go first when so many wait, else all of them', () => {
    fc.assert(fc.property(lines, fc.nat(60), fc.integer({ min: 1, max: 6 }), (line, originalOrder, count) => {
      const { queueOrder, moved } = placeReturn({ kind: 'after', count }, { originalOrder }, line);
      expect(lineAfter(line, { id: 'zz', queueOrder }, moved).indexOf('zz')).toBe(Math.min(count, line.length));
      // The id of a returning ticket is older than those of later tickets, so it must not lean on the tie.
      expect(lineAfter(line, { id: 'a', queueOrder }, moved).indexOf('a')).toBe(Math.min(count, line.length));
    }));
  });

  test('whoever moves to make room keeps the order, and moves by at most as many milliseconds as there are tickets', () => {
    fc.assert(fc.property(lines, positions, fc.nat(60), (line, position, originalOrder) => {
      const { queueOrder, moved } = placeReturn(position, { originalOrder }, line);
      const before = [...line].sort(comparePlaces).map(place => place.id);
      expect(lineAfter(line, { id: 'zz', queueOrder }, moved).filter(id => id !== 'zz')).toEqual(before);
      for (const { id, queueOrder: now } of moved) {
        const was = line.find(place => place.id === id)?.queueOrder ?? 0;
        expect(now).toBeGreaterThan(was);
        expect(now - was).toBeLessThanOrEqual(line.length + 1);
      }
    }));
  });

  test('room never runs out: a thousand returns to the same spot each find their own place', () => {
    let line: Place[] = [{ id: 'first', queueOrder: 1 }, { id: 'last', queueOrder: 2 }];
    for (let index = 0; index < 1000; index += 1) {
      const id = `r${String(index).padStart(4, '0')}`;
      const { queueOrder, moved } = placeReturn({ kind: 'after', count: 1 }, { originalOrder: 0 }, line);
      line = [...line.map(place => moved.find(each => each.id === place.id) ?? place), { id, queueOrder }].sort(comparePlaces);
      expect(line[1]?.id).toBe(id);
    }
    expect(line.at(-1)?.id).toBe('last');
    expect(line.every(place => Number.isSafeInteger(place.queueOrder))).toBe(true);
  });
});
