import type { Visit, VisitItem } from '../../shared/counter.ts';
import { refuse } from '../../shared/errors.ts';
import type { TicketState } from '../../shared/queue.ts';

type ItemResult = VisitItem['result'];

const minuteMilliseconds = 60_000;

/** What must be known of a visit to say who may change it. */
export interface VisitStanding {
  finishedAt: number | null;
  ticketState: TicketState;
  /** where the ticket is served */
  ticketWindowId: string | null;
  /** the window the visit stands at: it moves along with the ticket */
  windowId: string;
  /** who sits at that window now */
  windowClerkId: string | null;
}

/**
 * Refuses unless this person serves the visit's ticket right now. While the ticket is on hold or back in the queue
 * nobody changes the visit: two windows could else write into one.
 * Errors: VISIT_FINISHED, NOT_YOUR_WINDOW.
 */
export function checkMayChangeVisit(visit: VisitStanding, staffId: string): void {
  if (visit.finishedAt !== null) refuse('VISIT_FINISHED');
  const isServedHere = visit.ticketState === 'serving' && visit.ticketWindowId === visit.windowId;
  if (!isServedHere || visit.windowClerkId !== staffId) refuse('NOT_YOUR_WINDOW');
}

/** Without a customer nobody's identity was checked, whatever was asked for. */
export function identityOf(customerId: string | null, method: Visit['identityMethod']): Pick<Visit, 'identityMethod'> & { customerId: string | null } {
  return { customerId, identityMethod: customerId === null ? 'notIdentified' : method };
}

/** What a customer goes away without must be explained in the words the customer was told. */
export function needsReason(result: ItemResult): boolean {
  return result !== 'undecided' && result !== 'completed';
}

/** The item's outcome as it is stored. A correction keeps the time of the first decision; undoing it clears the time. */
export function decideItem(
  item: { endedAt: number | null },
  decision: { result: ItemResult; reason: string | null; at: number },
): { result: ItemResult; reason: string | null; endedAt: number | null } {
  if (decision.result === 'undecided') return { result: 'undecided', reason: null, endedAt: null };
  const reason = decision.reason?.trim() || null;
  if (needsReason(decision.result) && !reason) refuse('VISIT_ITEM_REASON_MISSING');
  return { result: decision.result, reason, endedAt: item.endedAt ?? decision.at };
}

/** Refuses with VISIT_ITEMS_UNDECIDED while an item has no result: nobody would know later how it ended. */
export function checkMayFinish(items: { result: ItemResult }[]): void {
  const count = items.filter(item => item.result === 'undecided').length;
  if (count > 0) refuse('VISIT_ITEMS_UNDECIDED', { count });
}

/** Whole minutes an item took, a begun minute counting; null while it is in hand. */
export function itemMinutes(item: { startedAt: number; endedAt: number | null }): number | null {
  if (item.endedAt === null) return null;
  return Math.max(0, Math.ceil((item.endedAt - item.startedAt) / minuteMilliseconds));
}
