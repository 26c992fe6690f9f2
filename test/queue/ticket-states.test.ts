import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeTicket, checkNoShow, checkRecall, checkReinstate } from '../../main/queue/ticket-states.ts';
import { isRefusal } from '../../shared/errors.ts';
import { ticketChanges, ticketStates, type TicketChange, type TicketState } from '../../shared/queue.ts';

/** The allowed changes once more, written down from the rules and not from the code: `from change to`. */
const allowed = new Set([
  'waiting call called', 'called recall called', 'called start serving', 'called noShow noShow', 'noShow reinstate waiting',
  'serving hold onHold', 'onHold resume waiting', 'serving transfer waiting', 'serving finish finished',
  'waiting cancel cancelled', 'waiting expire expired', 'onHold expire expired',
]);

function outcome(state: TicketState, change: TicketChange): string | null {
  try {
    return changeTicket({ number: 'A001', state }, change);
  } catch (error) {
    expect(isRefusal(error)).toBe(true);
    expect(error).toMatchObject({ code: 'ILLEGAL_TICKET_CHANGE', data: { number: 'A001', state, change } });
    return null;
  }
}

function refusalOf(attempt: () => void): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('each of the eight states meets each of the twelve changes', () => {
  const pairs = ticketStates.flatMap(state => ticketChanges.map(change => [state, change] as const));
  test('there are ninety-six pairs', () => expect(pairs).toHaveLength(96));
  test.each(pairs)('%s, %s', (state, change) => {
    const to = outcome(state, change);
    const listed = [...allowed].find(each => each.startsWith(`${state} ${change} `));
    expect(to).toBe(listed?.split(' ')[2] ?? null);
  });
});

test('a ticket that has ended never comes back', () => {
  for (const state of ['finished', 'cancelled', 'expired'] as const) {
    for (const change of ticketChanges) expect(outcome(state, change)).toBeNull();
  }
});

test('a call is repeated exactly as often as the branch allows', () => {
  fc.assert(fc.property(fc.nat(20), fc.integer({ min: 1, max: 30 }), (longestRecalls, callCount) => {
    const code = refusalOf(() => checkRecall({ number: 'A001', state: 'called', callCount }, longestRecalls));
    expect(code).toBe(callCount - 1 >= longestRecalls ? 'RECALL_LIMIT' : null);
  }));
});

test('a no-show needs the set number of calls', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 12 }), (needed, callCount) => {
    const code = refusalOf(() => checkNoShow({ number: 'A001', state: 'called', callCount }, needed));
    expect(code).toBe(callCount < needed ? 'NO_SHOW_TOO_EARLY' : null);
  }));
});

test('a no-show comes back within the set minutes, to the millisecond, and not after', () => {
  const noShowAt = 1_000_000;
  const at = (nowMs: number) => refusalOf(() => checkReinstate({ number: 'A001', state: 'noShow', noShowAt }, 30, nowMs));
  expect(at(noShowAt + 30 * 60_000)).toBeNull();
  expect(at(noShowAt + 30 * 60_000 + 1)).toBe('REINSTATE_TOO_LATE');
});
