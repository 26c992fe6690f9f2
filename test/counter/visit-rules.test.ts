import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMayChangeVisit, checkMayFinish, decideItem, identityOf, itemMinutes, needsReason, type VisitStanding } from '../../main/counter/visit-rules.ts';
import { itemResults } from '../../shared/counter.ts';
import { ticketStates } from '../../shared/queue.ts';

const served: VisitStanding = { finishedAt: null, ticketState: 'serving', ticketWindowId: 'window-1', windowId: 'window-1', windowClerkId: 'clerk-1' };
const codeOf = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'fault';
  }
};

describe('who may change a visit', () => {
  it('is the clerk at the window that serves its ticket', () => {
    expect(codeOf(() => checkMayChangeVisit(served, 'clerk-1'))).toBeNull();
  });

  it('is nobody else, and nobody in any other state of the ticket', () => {
    expect(codeOf(() => checkMayChangeVisit(served, 'clerk-2'))).toBe('NOT_YOUR_WINDOW');
    expect(codeOf(() => checkMayChangeVisit({ ...served, windowClerkId: null }, 'clerk-1'))).toBe('NOT_YOUR_WINDOW');
    expect(codeOf(() => checkMayChangeVisit({ ...served, ticketWindowId: 'window-2' }, 'clerk-1'))).toBe('NOT_YOUR_WINDOW');
    for (const ticketState of ticketStates.filter(state => state !== 'serving')) {
      expect(codeOf(() => checkMayChangeVisit({ ...served, ticketState }, 'clerk-1')), ticketState).toBe('NOT_YOUR_WINDOW');
    }
  });

  it('is nobody once it is finished', () => {
    expect(codeOf(() => checkMayChangeVisit({ ...served, finishedAt: 1 }, 'clerk-1'))).toBe('VISIT_FINISHED');
  });
});

describe('the result of an item', () => {
  it('needs a reason unless it is completed or still undecided', () => {
    expect(itemResults.filter(needsReason)).toEqual(['incompleteDocuments', 'refused', 'handedOver']);
    for (const reason of [null, '', '  ']) {
      expect(codeOf(() => decideItem({ endedAt: null }, { result: 'refused', reason, at: 5 }))).toBe('VISIT_ITEM_REASON_MISSING');
    }
  });

  it('carries the time of its first decision through corrections, and none once it is undone', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...itemResults), { minLength: 1 }), results => {
      let item: { endedAt: number | null } = { endedAt: null };
      let decidedAt: number | null = null;
      for (const [at, result] of results.entries()) {
        item = decideItem(item, { result, reason: 'said', at });
        decidedAt = result === 'undecided' ? null : decidedAt ?? at;
        expect(item.endedAt).toBe(decidedAt);
      }
    }));
  });

  it('holds no reason while it is undecided', () => {
    expect(decideItem({ endedAt: 3 }, { result: 'undecided', reason: 'said', at: 5 })).toEqual({ result: 'undecided', reason: null, endedAt: null });
  });
});

it('a visit ends only when every item has a result, and says how many have not', () => {
  expect(codeOf(() => checkMayFinish([]))).toBeNull();
  expect(codeOf(() => checkMayFinish([{ result: 'completed' }, { result: 'refused' }]))).toBeNull();
  expect(() => checkMayFinish([{ result: 'undecided' }, { result: 'completed' }, { result: 'undecided' }]))
    .toThrow(expect.objectContaining({ code: 'VISIT_ITEMS_UNDECIDED', data: { count: 2 } }));
});

it('without a customer nobody was identified', () => {
  expect(identityOf(null, 'cardSeen')).toEqual({ customerId: null, identityMethod: 'notIdentified' });
  expect(identityOf('c', 'cardSeen')).toEqual({ customerId: 'c', identityMethod: 'cardSeen' });
});

it('a begun minute counts, and time that ran backwards counts as none', () => {
  expect(itemMinutes({ startedAt: 0, endedAt: null })).toBeNull();
  expect(itemMinutes({ startedAt: 0, endedAt: 0 })).toBe(0);
  expect(itemMinutes({ startedAt: 0, endedAt: 1 })).toBe(1);
  expect(itemMinutes({ startedAt: 0, endedAt: 60_000 })).toBe(1);
  expect(itemMinutes({ startedAt: 0, endedAt: 60_001 })).toBe(2);
  expect(itemMinutes({ startedAt: 90_000, endedAt: 0 })).toBe(0);
});
