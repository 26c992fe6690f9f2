import type { TicketChange, TicketState } from '../../shared/queue.ts';
import { groupBy } from './group-by.ts';
import type { ServedAt, ServingStretch } from './window-figures.ts';

/** A change in the history of a ticket. `at` in UTC ms. */
export interface TicketStep { ticketId: string; at: number; change: TicketChange; toState: TicketState; windowId: string | null }

export interface Histories {
  /** ids of tickets that were issued */
  issuedIds: ReadonlySet<string>;
  servedAt: ServedAt;
  stretches: ServingStretch[];
}

/**
 * What the histories of the day's tickets say: which were issued, where each was finished, and when it was being served. `steps`
 * holds of each ticket, in the order of its history, its issue, each start of serving, and what ended the serving. Serving that
 * goes on is counted up to the cut-off.
 */
export function readHistories(steps: readonly TicketStep[], cutOffAt: number): Histories {
  const stretches: ServingStretch[] = [];
  const servedAt = new Map<string, string | null>();
  for (const [ticketId, history] of groupBy(steps, step => step.ticketId)) {
    for (const [nth, { at, change, toState, windowId }] of history.entries()) {
      if (toState === 'serving' && windowId !== null) stretches.push({ ticketId, windowId, from: at, to: history[nth + 1]?.at ?? cutOffAt });
      if (change === 'finish') servedAt.set(ticketId, windowId);
    }
  }
  return { issuedIds: new Set(steps.filter(({ change }) => change === 'issue').map(({ ticketId }) => ticketId)), servedAt, stretches };
}
