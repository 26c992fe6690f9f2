import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertOutage } from '../../main/branch/outages-store.ts';
import { keepEnrolment } from '../../main/sync/line-store.ts';
import { addDays } from '../../shared/calendar.ts';
import { aSummaryBranch, type ToldComplaint, type ToldTicket, type ToldWindow } from '../builders/a-summary-day.ts';
import { slowSummary } from './slow-oracle.ts';

let branch: Awaited<ReturnType<typeof aSummaryBranch>>;
beforeAll(async () => {
  branch = await aSummaryBranch({ date: '2026-01-05' });
  await branch.database.change(tx => keepEnrolment(tx, { address: 'https://hq', headquartersName: '总部', headquartersPublicKey: 'k', certificate: null, epoch: 1, enrolledAt: branch.at('08:00') }));
});
afterAll(() => branch.close());

/** Minutes after midnight. */
const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** A ticket whose times never go back, told in minutes; a later stretch of service follows a hold. */
const ticket: fc.Arbitrary<ToldTicket> = fc.record({
  service: fc.constantFrom('A', 'B'), customerClass: fc.constantFrom('ordinary' as const, 'keyAccount' as const, 'priority' as const), issued: fc.integer({ min: 8 * 60, max: 17 * 60 }),
  steps: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 6, maxLength: 6 }), stretches: fc.integer({ min: 0, max: 2 }), window: fc.integer({ min: 1, max: 3 }),
  fate: fc.constantFrom('finished', 'noShow', 'cancelled', 'expired', 'waiting', 'serving'),
}).map(({ service, customerClass, issued, steps, stretches, window, fate }) => {
  const moments = steps.map((_, nth) => issued + steps.slice(0, nth + 1).reduce((sum, step) => sum + step, 0));
  const at = (nth: number) => clock(moments[nth]!);
  const told = { service, customerClass, issued: clock(issued) };
  if (fate === 'waiting') return told;
  if (fate === 'cancelled' || fate === 'expired') return { ...told, end: [fate, at(0)] };
  if (fate === 'noShow') return { ...told, called: at(0), end: ['noShow', at(1)] };
  const last: [string, string | null, number] = fate === 'serving' ? [at(stretches === 2 ? 4 : 1), null, window] : [at(stretches === 2 ? 4 : 1), at(5), window];
  return { ...told, called: at(0), served: stretches === 2 ? [[at(1), at(2), window], last] : [last] };
});

const windows: fc.Arbitrary<ToldWindow[]> = fc.array(fc.tuple(fc.integer({ min: 7 * 60, max: 19 * 60 }), fc.constantFrom('open' as const, 'paused' as const, 'closed' as const), fc.integer({ min: 1, max: 3 })), { maxLength: 8 })
  .map(changes => [...changes.toSorted(([one], [other]) => one - other).map(([minute, state, window]): ToldWindow => [clock(minute), state, window]), ...[1, 2, 3].map((window): ToldWindow => ['23:00', 'closed', window])]);

/** Minutes from the beginning of the day before, in order: received, and then closed and reopened in turn; two days later at the latest. */
const complaint = fc.uniqueArray(fc.integer({ min: 0, max: 3 * 1440 - 1 }), { minLength: 1, maxLength: 7 }).map(minutes => minutes.toSorted((one, other) => one - other));

/** The complaint those minutes tell. */
function toldComplaint(date: string, minutes: readonly number[]): ToldComplaint {
  const moments = minutes.map((minute): [string, string] => [addDays(date, Math.floor(minute / 1440) - 1), clock(minute % 1440)]);
  const [received, ...turns] = moments;
  const before = turns.flatMap((closed, nth): [[string, string], [string, string]][] => nth % 2 === 0 && turns[nth + 1] ? [[closed, turns[nth + 1]!]] : []);
  return { received: received!, before, ended: turns.length % 2 === 1 ? turns.at(-1) : undefined };
}

/** What was missing, in minutes from the day's midnight: also from the day before and into the next. */
const outage = fc.record({ kind: fc.constantFrom('service' as const, 'headquarters' as const), from: fc.integer({ min: -300, max: 24 * 60 }), minutes: fc.integer({ min: 1, max: 700 }) });

test('the figures of random days are those that are counted minute by minute from their raw events', async () => {
  let date = '2026-01-05';
  await fc.assert(fc.asyncProperty(fc.array(ticket, { maxLength: 9 }), windows, fc.array(complaint, { maxLength: 4 }), fc.array(outage, { maxLength: 4 }), async (tickets, changes, told, outages) => {
    date = addDays(date, 1);
    branch.clock.set(branch.at('23:59', date));
    // One ticket at one window at a time, as the database holds it.
    const busy = new Set<number>();
    const possible = tickets.filter(({ served }) => served?.at(-1)?.[1] !== null || (!busy.has(served.at(-1)![2]) && busy.add(served.at(-1)![2])));
    await branch.database.change(tx => tx.run(sql`update tickets set state = 'expired' where state = 'serving'`));
    await branch.day({ tickets: possible, windows: changes }, date);
    for (const minutes of told) await branch.complaint(toldComplaint(date, minutes));
    await branch.database.change(async tx => {
      for (const { kind, from, minutes } of outages) {
        const beganAt = branch.at('00:00', date) + from * 60_000;
        await insertOutage(tx, { kind, beganAt, endedAt: beganAt + minutes * 60_000, cause: kind === 'service' ? 'brokeOff' : 'timeout' });
      }
    });
    const summary = await branch.figures(date);
    const fromAt = branch.at('00:00', date);
    const slow = await branch.database.read(reader => slowSummary(reader, date, { fromAt, untilAt: branch.clock.now() }, { [branch.serviceId('A')]: 15, [branch.serviceId('B')]: 5 }));
    expect(summary.queue).toEqual(slow.queue);
    expect(summary.complaints).toMatchObject(slow.complaints);
    const { stoppages, outages: counted, offline } = summary.incidents;
    expect({ outages: counted, offline }).toEqual(slow.incidents);
    expect(stoppages).toHaveLength(counted.count);
    for (const { windowId, servingMs, openMs, breakMs } of summary.windows) expect({ servingMs, openMs, breakMs }).toEqual(slow.windows(windowId));
    for (const { startsAt, issued } of summary.halfHours) expect({ issued }).toEqual(slow.halfHour(fromAt + startsAt * 60_000));
    for (const part of ['issued', 'served', 'abandoned', 'unserved'] as const) {
      expect(summary.services.reduce((sum, each) => sum + each[part], 0)).toBe(summary.queue[part]);
      expect(summary.keyAccounts[part] + summary.others[part]).toBe(summary.queue[part]);
    }
    expect(summary.halfHours.reduce((sum, { issued }) => sum + issued, 0)).toBe(summary.queue.issued);
    expect(summary.failedIdentities).toEqual([]);
  }), { numRuns: 40 });
});
