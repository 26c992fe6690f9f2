import { describe, expect, test } from 'vitest';
import { businessDateOf } from '../../shared/business-date.ts';
import { isOfferedAt } from '../../main/queue/opening-hours.ts';

const at = (text: string) => Date.parse(text);

test.each([
  ['2026-03-01T15:59:59Z', 'Asia/Shanghai', '2026-03-01'],
  ['2026-03-01T16:00:00Z', 'Asia/Shanghai', '2026-03-02'],
  ['2026-03-01T16:00:00Z', 'Europe/Berlin', '2026-03-01'],
  ['2026-12-31T16:00:00Z', 'Asia/Shanghai', '2027-01-01'],
])('%s in %s belongs to %s', (moment, timeZone, date) => {
  expect(businessDateOf(at(moment), timeZone)).toBe(date);
});

describe('a service is offered', () => {
  const offered = (opensAt: string, closesAt: string, moment: string) => isOfferedAt({ opensAt, closesAt, isActive: true }, at(moment), 'Asia/Shanghai');
  test.each([
    ['08:30', '17:30', '2026-03-02T00:29:59Z', false],
    ['08:30', '17:30', '2026-03-02T00:30:00Z', true],
    ['08:30', '17:30', '2026-03-02T09:29:59Z', true],
    ['08:30', '17:30', '2026-03-02T09:30:00Z', false],
    ['22:00', '06:00', '2026-03-02T15:00:00Z', true],
    ['22:00', '06:00', '2026-03-02T21:59:00Z', true],
    ['22:00', '06:00', '2026-03-02T22:00:00Z', false],
    ['00:00', '00:00', '2026-03-02T19:00:00Z', true],
  ])('from %s to %s at %s: %s', (opensAt, closesAt, moment, expected) => {
    expect(offered(opensAt, closesAt, moment)).toBe(expected);
  });
  test('never, once it is switched off', () => {
    expect(isOfferedAt({ opensAt: '00:00', closesAt: '00:00', isActive: false }, at('2026-03-02T02:00:00Z'), 'Asia/Shanghai')).toBe(false);
  });
});
