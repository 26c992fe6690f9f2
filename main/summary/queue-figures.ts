import type { CustomerClass, TicketState } from '../../shared/queue.ts';
import type { QueueCounts, QueueFigures, Share, Spread, TicketFigure } from '../../shared/summary.ts';
import { spreadOf } from './order-statistics.ts';

/** A ticket of the day. Times in UTC ms. */
export interface DayTicket {
  id: string;
  number: string;
  serviceId: string;
  customerClass: CustomerClass;
  state: TicketState;
  /** where it is or was last called */
  windowId: string | null;
  issuedAt: number;
  firstCalledAt: number | null;
  /** finished, not there when called, cancelled or expired */
  endedAt: number | null;
}

/** Gives the target wait of a service in ms. */
export type TargetOf = (serviceId: string) => number;

const minute = 60_000;
const longestWaitMs = 24 * 60 * minute;

const isAbandoned = ({ state }: DayTicket): boolean => state === 'cancelled' || state === 'noShow';
const wasGoneAfterMs = ({ endedAt, issuedAt }: DayTicket): number => (endedAt ?? issuedAt) - issuedAt;

/** Wait = first call − issue, ms; null when it was never called, or when a clock was wrong: called before it was issued, or a day after. */
export function waitOf({ issuedAt, firstCalledAt }: DayTicket): number | null {
  if (firstCalledAt === null) return null;
  const waited = firstCalledAt - issuedAt;
  return waited >= 0 && waited < longestWaitMs ? waited : null;
}

/**
 * Which tickets a figure counts.
 *
 * - issued T: all of them. served S: finished at a window. abandoned A: cancelled, or called and not there. unserved U: neither,
 *   whatever else became of them when the day was cut off; T = S + A + U. abandonedAtOnce: gone within two minutes of the issue,
 *   mostly a mistake at the kiosk, so told apart.
 * - waited: called at least once by a clock that was right; impossibleWaits: by one that was not.
 * - withinTarget: served and called within the service's target, the target itself included. missedTarget: served later than
 *   that, or gone after the target had passed: who leaves early says nothing about it.
 *
 * Source: product rules, Daily summary, 1.
 */
const counts: Record<TicketFigure, (ticket: DayTicket, targetOf: TargetOf) => boolean> = {
  issued: () => true,
  served: ({ state }) => state === 'finished',
  abandoned: isAbandoned,
  abandonedAtOnce: ticket => isAbandoned(ticket) && wasGoneAfterMs(ticket) <= 2 * minute,
  unserved: ticket => ticket.state !== 'finished' && !isAbandoned(ticket),
  waited: ticket => waitOf(ticket) !== null,
  impossibleWaits: ticket => ticket.firstCalledAt !== null && waitOf(ticket) === null,
  withinTarget: (ticket, targetOf) => ticket.state === 'finished' && (waitOf(ticket) ?? Infinity) <= targetOf(ticket.serviceId),
  missedTarget: (ticket, targetOf) => ticket.state === 'finished' ? waitOf(ticket) !== null && waitOf(ticket)! > targetOf(ticket.serviceId) : isAbandoned(ticket) && wasGoneAfterMs(ticket) > targetOf(ticket.serviceId),
};

/** The tickets a figure counts: what it opens. */
export function ticketsBehind(figure: TicketFigure, tickets: readonly DayTicket[], targetOf: TargetOf): DayTicket[] {
  return tickets.filter(ticket => counts[figure](ticket, targetOf));
}

/** T, S, A and U, in tickets; each is counted by itself. */
export function countQueue(tickets: readonly DayTicket[], targetOf: TargetOf): QueueCounts {
  const of = (figure: TicketFigure): number => ticketsBehind(figure, tickets, targetOf).length;
  return { issued: of('issued'), served: of('served'), abandoned: of('abandoned'), unserved: of('unserved') };
}

/** The waits of every ticket that was called, whatever became of it, ms. */
export function waitSpread(tickets: readonly DayTicket[]): Spread {
  return spreadOf(tickets.flatMap(ticket => waitOf(ticket) ?? []));
}

/** Within target = served within target ÷ (served + abandoned that waited longer than the target), in tickets. */
export function withinTarget(tickets: readonly DayTicket[], targetOf: TargetOf): Share {
  const part = ticketsBehind('withinTarget', tickets, targetOf).length;
  return { part, of: part + ticketsBehind('missedTarget', tickets, targetOf).length };
}

/** What is told of any part of the day's tickets. */
export function queueFigures(tickets: readonly DayTicket[], targetOf: TargetOf): QueueFigures {
  return {
    ...countQueue(tickets, targetOf), abandonedAtOnce: ticketsBehind('abandonedAtOnce', tickets, targetOf).length,
    wait: waitSpread(tickets), withinTarget: withinTarget(tickets, targetOf),
  };
}
