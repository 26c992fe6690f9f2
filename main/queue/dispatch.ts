import type { CallReason, CustomerClass, ReturnPosition, ServingKind } from '../../shared/queue.ts';
import { comparePlaces } from './queue-order.ts';

/** What the rule needs to know of a ticket that waits. */
export interface WaitingTicket {
  id: string;
  number: string;
  customerClass: CustomerClass;
  appointmentAt: number | null;
  /** UTC ms from which its wait counts */
  waitsFromAt: number;
  originalOrder: number;
  queueOrder: number;
  returnedTo: ReturnPosition | null;
}

/** What choosing between lines depends on; the forecast uses it as it stands. */
export interface LineStanding {
  kind: ServingKind;
  targetWaitMinutes: number;
  /** the first in the line */
  head: { id: string; queueOrder: number };
  /** who waits longest in the line */
  longest: { waitsFromAt: number };
}

/** The waiting of one service as one window sees them, or those who wait for this window alone. Never empty. */
export interface Line extends LineStanding {
  prefix: string;
  isForThisWindow: boolean;
  head: WaitingTicket;
  longest: { id: string; number: string; waitsFromAt: number };
}

export interface Choice<L extends LineStanding = Line> {
  line: L;
  ticket: L['head'];
  reason: CallReason;
}

/** Whole minutes waited, never negative. */
export function waitedMinutes(waitsFromAt: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - waitsFromAt) / 60_000));
}

/** True when the longest wait of the line has passed the service's target. */
export function isAboveTarget(line: LineStanding, nowMs: number): boolean {
  return nowMs - line.longest.waitsFromAt > line.targetWaitMinutes * 60_000;
}

/**
 * The line whose head goes next: own lines (a ticket for this window alone counts as own) and those helping lines that are
 * above their target compete by place in the queue; when no own ticket waits, every helping line competes. Null when
 * nobody waits. So a window with anybody to serve is never left idle.
 */
export function chooseLine<L extends LineStanding>(lines: readonly L[], nowMs: number): L | null {
  let best: L | null = null;
  let bestIdle: L | null = null;
  let ownWaits = false;
  for (const line of lines) {
    if (line.kind === 'own') ownWaits = true;
    if (line.kind === 'own' || isAboveTarget(line, nowMs)) {
      if (!best || comparePlaces(line.head, best.head) < 0) best = line;
    }
    if (!bestIdle || comparePlaces(line.head, bestIdle.head) < 0) bestIdle = line;
  }
  return ownWaits ? best : bestIdle;
}

/**
 * Picks the ticket a window calls next, with the reason that can be said to those who wait; null when nobody waits for it.
 *
 * The place in the queue is arrival less head start, so nobody is passed by an own ticket that arrived more than the longest
 * head start later. Deterministic: equal places go by order of issue.
 */
export function chooseNextTicket(lines: readonly Line[], nowMs: number): Choice | null {
  const line = chooseLine(lines, nowMs);
  return line && { line, ticket: line.head, reason: reasonFor(line, lines, nowMs) };
}

function reasonFor(line: Line, lines: readonly Line[], nowMs: number): CallReason {
  const { head, prefix } = line;
  if (line.isForThisWindow) return { kind: 'forThisWindow' };
  const ownWaits = lines.some(each => each.kind === 'own');
  if (line.kind === 'helping' && !ownWaits) return { kind: 'helpingIdle', servicePrefix: prefix };
  if (line.kind === 'helping') {
    return { kind: 'helpingOverdue', servicePrefix: prefix, waitMinutes: waitedMinutes(line.longest.waitsFromAt, nowMs), targetMinutes: line.targetWaitMinutes };
  }
  if (head.returnedTo) return { kind: 'returned', position: head.returnedTo };

  const competing = lines.filter(each => each.kind === 'own' || isAboveTarget(each, nowMs));
  const passed = competing.map(each => each.longest)
    .filter(each => each.id !== head.id && each.waitsFromAt < head.waitsFromAt)
    .sort((a, b) => a.waitsFromAt - b.waitsFromAt || (a.id < b.id ? -1 : 1))[0];
  const headStartMinutes = Math.round((head.waitsFromAt - head.originalOrder) / 60_000);
  if (!passed || headStartMinutes <= 0) return { kind: 'earliest' };
  if (head.appointmentAt !== null) return { kind: 'appointment', appointmentAt: head.appointmentAt, ahead: passed.number };
  return { kind: 'headStart', customerClass: head.customerClass, minutes: headStartMinutes, ahead: passed.number };
}

/** Everybody in one line, in the order of the queue. */
export interface WholeLine extends Pick<Line, 'kind' | 'targetWaitMinutes' | 'prefix' | 'isForThisWindow'> {
  tickets: readonly WaitingTicket[];
}

/**
 * The order in which a window would call those who wait now, at most `limit`, each with its reason. It calls
 * `chooseNextTicket` again and again on what is left, so its first entry is what Call gives.
 */
export function rankNextTickets(lines: readonly WholeLine[], nowMs: number, limit: number): Choice[] {
  const remaining = lines.filter(line => line.tickets.length > 0).map(line => ({ line, next: 0, longestBehind: longestFromEach(line.tickets) }));
  const ranked: Choice[] = [];
  while (ranked.length < limit) {
    const present = remaining.flatMap(({ line, next, longestBehind }) => {
      const head = line.tickets[next];
      const longest = longestBehind[next];
      return head && longest ? [{ ...line, head, longest }] : [];
    });
    const choice = chooseNextTicket(present, nowMs);
    if (!choice) break;
    ranked.push(choice);
    const from = remaining.find(({ line, next }) => line.tickets[next]?.id === choice.ticket.id);
    if (from) from.next += 1;
  }
  return ranked;
}

/** For each place in the line: who waits longest from there to the end. */
export function longestFromEach<T extends { id: string; waitsFromAt: number }>(tickets: readonly T[]): T[] {
  const longest: T[] = [];
  for (let index = tickets.length - 1; index >= 0; index -= 1) {
    const here = tickets[index] as T;
    const behind = longest[index + 1];
    longest[index] = !behind || here.waitsFromAt < behind.waitsFromAt || (here.waitsFromAt === behind.waitsFromAt && here.id < behind.id) ? here : behind;
  }
  return longest;
}
