import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roomForLostTickets } from '../../main/queue/number-room.ts';
import { roomForLostPapers } from '../../main/sync/rebuild/number-room.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

test('room is left in whole hundreds, at least one, and the longer nothing was heard the more', () => {
  fc.assert(fc.property(fc.integer({ min: -dayMs, max: 40 * dayMs }), fc.integer({ min: 0, max: dayMs }), (silentMs, longer) => {
    for (const room of [(ms: number) => roomForLostTickets({ silentMs: ms, openMs: dayMs }), roomForLostPapers]) {
      expect(room(silentMs) % 100).toBe(0);
      expect(room(silentMs)).toBeGreaterThanOrEqual(100);
      expect(room(silentMs)).toBeLessThanOrEqual(5000);
      expect(room(silentMs + longer)).toBeGreaterThanOrEqual(room(silentMs));
    }
  }));
});

test('tickets: ten a minute that nothing was heard, but none before the service opened', () => {
  expect(roomForLostTickets({ silentMs: 25 * minuteMs, openMs: 120 * minuteMs })).toBe(300);
  expect(roomForLostTickets({ silentMs: 3 * dayMs, openMs: 30 * minuteMs })).toBe(300);
  expect(roomForLostTickets({ silentMs: 3 * dayMs, openMs: -30 * minuteMs })).toBe(100);
});

test('registers: fifty a day', () => {
  expect(roomForLostPapers(3 * dayMs)).toBe(200);
  expect(roomForLostPapers(minuteMs)).toBe(100);
});
