import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseNextTicket, isAboveTarget, longestFromEach, rankNextTickets, type Line, type WaitingTicket, type WholeLine } from '../../main/queue/dispatch.ts';
import { comparePlaces, longestHeadStartMinutes, orderAtIssue, placeReturn, waitsFrom } from '../../main/queue/queue-order.ts';
import { customerClasses, type CustomerClass, type ReturnPosition } from '../../shared/queue.ts';
import { defaultSettings } from '../../shared/settings.ts';

const headStarts = defaultSettings.headStartMinutes;
const longestHeadStartMs = longestHeadStartMinutes(headStarts) * 60_000;
const minute = 60_000;

function aTicket(index: number, arrivedAt: number, customerClass: CustomerClass = 'ordinary', appointmentAt: number | null = null): WaitingTicket {
  const queueOrder = orderAtIssue({ arrivedAt, appointmentAt, customerClass }, headStarts);
  return {
    id: `t${String(index).padStart(4, '0')}`, number: `A${index}`, customerClass, appointmentAt, queueOrder, originalOrder: queueOrder,
    waitsFromAt: waitsFrom(arrivedAt, appointmentAt), returnedTo: null,
  };
}

function aLine(tickets: readonly WaitingTicket[], line: Partial<WholeLine> = {}): WholeLine {
  return { kind: 'own', prefix: 'A', targetWaitMinutes: 15, isForThisWindow: false, ...line, tickets: [...tickets].sort(comparePlaces) };
}

function headsOf(lines: readonly WholeLine[]): Line[] {
  return lines.flatMap(line => {
    const head = line.tickets[0];
    const longest = longestFromEach(line.tickets)[0];
    return head && longest ? [{ ...line, head, longest }] : [];
  });
}

const halls = fc.array(
  fc.record({
    kind: fc.constantFrom('own' as const, 'helping' as const),
    targetWaitMinutes: fc.integer({ min: 1, max: 60 }),
    tickets: fc.array(fc.record({ arrivedAt: fc.integer({ min: 20, max: 60 }).map(each => each * minute), customerClass: fc.constantFrom(...customerClasses) }), { maxLength: 6 }),
  }),
  { maxLength: 5 },
).map(lines => {
  let index = 0;
  return lines.map((line, at) => aLine(line.tickets.map(ticket => aTicket(index++, ticket.arrivedAt, ticket.customerClass)), {
    kind: line.kind, targetWaitMinutes: line.targetWaitMinutes, prefix: String.fromCharCode(65 + at),
  }));
});
const moments = fc.integer({ min: 60, max: 70 }).map(each => each * minute);

describe('the choice', () => {
  test('a window that anybody waits for is never left idle', () => {
    fc.assert(fc.property(halls, moments, (hall, now) => {
      const choice = chooseNextTicket(headsOf(hall), now);
      expect(choice === null).toBe(hall.every(line => line.tickets.length === 0));
    }));
  });

  test('is the same whatever the order in which the lines are named', () => {
    fc.assert(fc.property(halls.chain(hall => fc.tuple(fc.constant(hall), fc.shuffledSubarray(hall, { minLength: hall.length }))), moments, ([hall, shuffled], now) => {
      const choice = chooseNextTicket(headsOf(hall), now);
      const again = chooseNextTicket(headsOf(shuffled), now);
      expect(again?.ticket.id).toBe(choice?.ticket.id);
      expect(again?.reason).toEqual(choice?.reason);
    }));
  });

  test('takes from a helping line only when no own ticket waits or that line is above its target', () => {
    fc.assert(fc.property(halls, moments, (hall, now) => {
      const choice = chooseNextTicket(headsOf(hall), now);
      if (choice?.line.kind !== 'helping') return;
      const ownWaits = hall.some(line => line.kind === 'own' && line.tickets.length > 0);
      expect(!ownWaits || isAboveTarget(choice.line, now)).toBe(true);
      expect(choice.reason.kind).toBe(ownWaits ? 'helpingOverdue' : 'helpingIdle');
    }));
  });

  test('has the earliest place among all who compete', () => {
    fc.assert(fc.property(halls, moments, (hall, now) => {
      const heads = headsOf(hall);
      const choice = chooseNextTicket(heads, now);
      if (!choice) return;
      const ownWaits = heads.some(line => line.kind === 'own');
      const competing = heads.filter(line => !ownWaits || line.kind === 'own' || isAboveTarget(line, now));
      for (const line of competing) expect(comparePlaces(choice.ticket, line.head)).toBeLessThanOrEqual(0);
    }));
  });

  test('a ticket for this window alone counts as own and says so', () => {
    const forWindow = aLine([aTicket(1, 0)], { isForThisWindow: true });
    const helping = aLine([aTicket(0, 0)], { kind: 'helping', prefix: 'B', targetWaitMinutes: 30 });
    expect(chooseNextTicket(headsOf([helping, forWindow]), 5 * minute)).toMatchObject({ ticket: { id: 't0001' }, reason: { kind: 'forThisWindow' } });
  });
});

describe('the list on the screen', () => {
  test('begins with what Call gives, reason and all', () => {
    fc.assert(fc.property(halls, moments, (hall, now) => {
      const [first = null] = rankNextTickets(hall, now, 20);
      const choice = chooseNextTicket(headsOf(hall), now);
      expect(first && { id: first.ticket.id, reason: first.reason }).toEqual(choice && { id: choice.ticket.id, reason: choice.reason });
    }));
  });

  test('holds everybody who waits, each once, and goes on as repeated calls would', () => {
    fc.assert(fc.property(halls, moments, (hall, now) => {
      const ranked = rankNextTickets(hall, now, 1000).map(each => each.ticket.id);
      const called: string[] = [];
      const left = hall.map(line => ({ ...line, tickets: [...line.tickets] }));
      for (;;) {
        const choice = chooseNextTicket(headsOf(left), now);
        if (!choice) break;
        called.push(choice.ticket.id);
        for (const line of left) line.tickets = line.tickets.filter(ticket => ticket.id !== choice.ticket.id);
      }
      expect(ranked).toEqual(called);
      expect(new Set(ranked).size).toBe(hall.reduce((sum, line) => sum + line.tickets.length, 0));
    }));
  });

  test('stops at its limit', () => {
    const hall = [aLine(Array.from({ length: 30 }, (_, index) => aTicket(index, index * minute)))];
    expect(rankNextTickets(hall, 60 * minute, 20)).toHaveLength(20);
  });
});

/**
 * The law against starving, exactly:
 * 1. Among tickets that never came back, an own ticket is never called while another own one waits that arrived (or whose
 *    appointment was) more than the longest head start earlier.
 * 2. A ticket that waits in a helping line above its target is never passed so either: from then on it competes as an own one.
 * 3. A return to its original place keeps to the same bound; only a return to the front, or after N, passes others, and that is
 *    a person's decision, shown on the screen. It passes those only who wait at that moment, or comes behind them.
 */
describe('nobody starves, in random histories', () => {
  const steps = fc.array(fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('arrive' as const), service: fc.nat(1), customerClass: fc.constantFrom(...customerClasses), appointmentInMinutes: fc.option(fc.integer({ min: -20, max: 40 }), { nil: null }) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('call' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const), which: fc.nat(20), position: fc.oneof(
      fc.constant({ kind: 'original' } as ReturnPosition), fc.constant({ kind: 'front' } as ReturnPosition), fc.integer({ min: 1, max: 4 }).map((count): ReturnPosition => ({ kind: 'after', count })),
    ) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 25 }) }) },
  ), { minLength: 20, maxLength: 120, size: 'max' });

  interface Present extends WaitingTicket { arrivedAt: number }

  test('whoever is called arrived at most the longest head start after any who must wait on', () => {
    fc.assert(fc.property(steps, history => {
      let now = 0;
      let issued = 0;
      // The own service's line and a helping one's, with a target of ten minutes.
      const waiting: [Present[], Present[]] = [[], []];
      const gone: { ticket: Present; service: 0 | 1 }[] = [];
      const lines = () => [aLine(waiting[0]), aLine(waiting[1], { kind: 'helping', prefix: 'B', targetWaitMinutes: 10 })];
      for (const step of history) {
        if (step.do === 'pass') now += step.minutes * minute;
        if (step.do === 'arrive') {
          const appointmentAt = step.appointmentInMinutes === null ? null : now + step.appointmentInMinutes * minute;
          const service = step.service === 0 ? 0 : 1;
          waiting[service].push({ ...aTicket(issued, now, step.customerClass, appointmentAt), arrivedAt: waitsFrom(now, appointmentAt) });
          issued += 1;
        }
        if (step.do === 'return') {
          const back = gone.splice(step.which, 1)[0];
          if (!back) continue;
          const { queueOrder, moved } = placeReturn(step.position, back.ticket, waiting[back.service]);
          for (const { id, queueOrder: place } of moved) {
            const other = waiting[back.service].find(ticket => ticket.id === id);
            if (other) other.queueOrder = place;
          }
          waiting[back.service].push({ ...back.ticket, queueOrder, returnedTo: step.position, waitsFromAt: now });
        }
        if (step.do === 'call') {
          const choice = chooseNextTicket(headsOf(lines()), now);
          if (!choice) continue;
          const service = waiting[0].some(ticket => ticket.id === choice.ticket.id) ? 0 : 1;
          const called = waiting[service].find(ticket => ticket.id === choice.ticket.id) as Present;
          waiting[service] = waiting[service].filter(ticket => ticket !== called);
          gone.push({ ticket: called, service });
          const keepsPlace = (ticket: Present) => ticket.returnedTo === null || ticket.returnedTo.kind === 'original';
          if (!keepsPlace(called)) continue;
          const competing = [...waiting[0], ...(isAboveTargetNow(waiting[1], now) ? waiting[1] : [])];
          // Room made for returns moves tickets by milliseconds, never by more than there are tickets and returns.
          const slackMs = 2 * history.length;
          for (const passed of competing.filter(keepsPlace)) {
            expect(called.arrivedAt - passed.arrivedAt).toBeLessThanOrEqual(longestHeadStartMs + slackMs);
          }
        }
      }
    }), { numRuns: 500 });
  });

  function isAboveTargetNow(line: readonly Present[], now: number): boolean {
    return line.some(ticket => now - ticket.waitsFromAt > 10 * minute);
  }
});
