import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../main/queue/seeded-random.ts';
import { estimateWaits, type ForecastHall } from '../../main/queue/wait-estimate.ts';

const minute = 60_000;
const nowMs = 10_000 * minute;

function aForecastHall({ waiting = 0, windows = 1, recentMinutes = [10], busy = false, services = 1 } = {}): ForecastHall {
  const tickets = (service: number) => Array.from({ length: waiting }, (_, index) => ({
    id: `${service}-${String(index).padStart(5, '0')}`, queueOrder: nowMs - (waiting - index) * 1000, waitsFromAt: nowMs - (waiting - index) * 1000, service,
  }));
  return {
    nowMs,
    services: Array.from({ length: services }, () => ({ targetWaitMinutes: 15, recentDurationsMs: recentMinutes.map(each => each * minute) })),
    lines: Array.from({ length: services }, (_, service) => ({ targetWaitMinutes: 15, tickets: tickets(service) })),
    windows: Array.from({ length: windows }, () => ({
      lines: Array.from({ length: services }, (_, line) => ({ line, kind: 'own' as const })), busyWith: busy ? { service: 0, sinceAt: nowMs } : null,
    })),
  };
}
const ask = (hall: ForecastHall, queueOrder = nowMs) => estimateWaits(hall, [{ service: 0, queueOrder }], seededRandom(7))[0];

describe('the wait told to a customer', () => {
  test('an idle window: no wait', () => {
    expect(ask(aForecastHall())).toEqual({ fromMinutes: 0, toMinutes: 0 });
  });

  test('six before one, ten minutes each, two windows: half an hour', () => {
    expect(ask(aForecastHall({ waiting: 6, windows: 2 }))).toEqual({ fromMinutes: 30, toMinutes: 30 });
  });

  test('one who was just seated takes the time that is usual', () => {
    expect(ask(aForecastHall({ busy: true }))).toEqual({ fromMinutes: 10, toMinutes: 10 });
  });

  test('nothing is promised while no open window serves it', () => {
    expect(ask(aForecastHall({ windows: 0 }))).toBeNull();
  });

  test('a head start passes those who have none', () => {
    expect(ask(aForecastHall({ waiting: 6 }), nowMs - 15 * minute)).toEqual({ fromMinutes: 0, toMinutes: 0 });
  });

  test('a window that only helps comes when its own line is empty', () => {
    const hall = aForecastHall({ services: 2, waiting: 0 });
    const busyElsewhere: ForecastHall = {
      ...hall,
      lines: [{ targetWaitMinutes: 60, tickets: [] }, { targetWaitMinutes: 60, tickets: [0, 1].map(index => ({ id: `b${index}`, queueOrder: nowMs + index, waitsFromAt: nowMs, service: 1 })) }],
      services: hall.services.map(service => ({ ...service, targetWaitMinutes: 60 })),
      windows: [{ lines: [{ line: 0, kind: 'helping' }, { line: 1, kind: 'own' }], busyWith: null }],
    };
    expect(ask(busyElsewhere)).toEqual({ fromMinutes: 20, toMinutes: 20 });
  });

  test('the same seed tells the same, and the asked tickets do not disturb each other', () => {
    const hall = aForecastHall({ waiting: 20, windows: 3, recentMinutes: [2, 5, 9, 20], services: 2 });
    const both = [{ service: 0, queueOrder: nowMs }, { service: 1, queueOrder: nowMs }];
    expect(estimateWaits(hall, both, seededRandom(3))).toEqual(estimateWaits(hall, both, seededRandom(3)));
    const many = [...both, ...Array.from({ length: 30 }, () => ({ service: 0, queueOrder: nowMs - 1 }))];
    expect(estimateWaits(hall, many, seededRandom(3)).slice(0, 2)).toEqual(estimateWaits(hall, both, seededRandom(3)));
  });

  test('the range holds the truth about seven times in ten', () => {
    const hall = aForecastHall({ waiting: 30, windows: 4, recentMinutes: [2, 4, 6, 8, 12, 20], busy: true });
    const range = ask(hall);
    if (!range) throw new Error('a window is open');
    // Truths: the same hall lived through with other dice, by a plain simulation of a first-come line.
    const dice = seededRandom(99);
    const draw = () => hall.services[0]?.recentDurationsMs[Math.floor(dice() * 6)] ?? 0;
    let inside = 0;
    const lives = 2000;
    for (let life = 0; life < lives; life += 1) {
      const freeAt = hall.windows.map(() => draw());
      for (let customer = 0; customer < 30; customer += 1) {
        freeAt.sort((a, b) => a - b);
        freeAt[0] = (freeAt[0] ?? 0) + draw();
      }
      const waitMinutes = Math.min(...freeAt) / minute;
      if (waitMinutes >= range.fromMinutes && waitMinutes <= range.toMinutes) inside += 1;
    }
    expect(inside / lives).toBeGreaterThan(0.55);
    expect(inside / lives).toBeLessThan(0.9);
  });

  test('always a range in whole minutes, never upside down', () => {
    fc.assert(fc.property(fc.nat(40), fc.integer({ min: 1, max: 6 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }), fc.boolean(), (waiting, windows, recentMinutes, busy) => {
      const range = ask(aForecastHall({ waiting, windows, recentMinutes, busy }));
      expect(range).not.toBeNull();
      if (!range) return;
      expect(Number.isInteger(range.fromMinutes) && Number.isInteger(range.toMinutes)).toBe(true);
      expect(range.fromMinutes).toBeGreaterThanOrEqual(0);
      expect(range.toMinutes).toBeGreaterThanOrEqual(range.fromMinutes);
    }), { numRuns: 40 });
  });

  test('three hundred waiting at forty windows cost some milliseconds, ten thousand not much more', () => {
    const processorMs = (hall: ForecastHall) => {
      const asked = hall.services.map((_, service) => ({ service, queueOrder: nowMs }));
      const took: number[] = [];
      for (let round = 0; round < 10; round += 1) {
        // Processor time: the machine may be busy with other tests.
        const before = process.cpuUsage();
        estimateWaits(hall, asked, seededRandom(round));
        const { user, system } = process.cpuUsage(before);
        took.push((user + system) / 1000);
      }
      return Math.min(...took);
    };
    const big = processorMs(aForecastHall({ services: 8, waiting: 38, windows: 40, recentMinutes: [3, 6, 9, 15], busy: true }));
    const stress = processorMs(aForecastHall({ services: 8, waiting: 1250, windows: 100, recentMinutes: [3, 6, 9, 15], busy: true }));
    // Measured: 6 and 13.
    expect(big).toBeLessThan(25);
    expect(stress).toBeLessThan(60);
  });
});
