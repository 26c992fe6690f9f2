import { refuse } from '../../shared/errors.ts';
import type { TicketChange, TicketState } from '../../shared/queue.ts';

/** From which states a change may start, and where it leads. `null` is a ticket that does not exist yet. */
const changes: Record<TicketChange, { from: readonly (TicketState | null)[]; to: TicketState }> = {
  issue: { from: [null], to: 'waiting' },
  call: { from: ['waiting'], to: 'called' },
  recall: { from: ['called'], to: 'called' },
  start: { from: ['called'], to: 'serving' },
  noShow: { from: ['called'], to: 'noShow' },
  reinstate: { from: ['noShow'], to: 'waiting' },
  hold: { from: ['serving'], to: 'onHold' },
  resume: { from: ['onHold'], to: 'waiting' },
  transfer: { from: ['serving'], to: 'waiting' },
  finish: { from: ['serving'], to: 'finished' },
  cancel: { from: ['waiting'], to: 'cancelled' },
  expire: { from: ['waiting', 'onHold'], to: 'expired' },
};

interface TicketStanding {
  number: string;
  state: TicketState;
}

/**
 * The state a ticket has after a change.
 *
 * Errors: ILLEGAL_TICKET_CHANGE when the ticket's present state does not allow it.
 * Source: product rules, Queue, "States".
 */
export function changeTicket(ticket: TicketStanding, change: TicketChange): TicketState {
  const { from, to } = changes[change];
  if (!from.includes(ticket.state)) refuse('ILLEGAL_TICKET_CHANGE', { number: ticket.number, state: ticket.state, change });
  return to;
}

/** How often a called ticket has been repeated: every call after the first of this calling. */
export function countRecalls(callCount: number): number {
  return Math.max(0, callCount - 1);
}

/** Errors: ILLEGAL_TICKET_CHANGE; RECALL_LIMIT after `longestRecalls` repeats of one calling. */
export function checkRecall(ticket: TicketStanding & { callCount: number }, longestRecalls: number): void {
  changeTicket(ticket, 'recall');
  if (countRecalls(ticket.callCount) >= longestRecalls) refuse('RECALL_LIMIT', { max: longestRecalls });
}

/** Errors: ILLEGAL_TICKET_CHANGE; NO_SHOW_TOO_EARLY before the ticket was called `neededCalls` times (recalls count). */
export function checkNoShow(ticket: TicketStanding & { callCount: number }, neededCalls: number): void {
  changeTicket(ticket, 'noShow');
  if (ticket.callCount < neededCalls) refuse('NO_SHOW_TOO_EARLY', { calls: ticket.callCount, needed: neededCalls });
}

/** The last moment, UTC ms, at which a no-show may come back. */
export function reinstatableUntil(noShowAt: number, withinMinutes: number): number {
  return noShowAt + withinMinutes * 60_000;
}

/** Errors: ILLEGAL_TICKET_CHANGE; REINSTATE_TOO_LATE more than `withinMinutes` after the no-show. */
export function checkReinstate(ticket: TicketStanding & { noShowAt: number | null }, withinMinutes: number, nowMs: number): void {
  changeTicket(ticket, 'reinstate');
  if (nowMs > reinstatableUntil(ticket.noShowAt ?? 0, withinMinutes)) refuse('REINSTATE_TOO_LATE', { minutes: withinMinutes });
}
