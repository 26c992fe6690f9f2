import type { CustomerClass, ReturnPosition } from '../../shared/queue.ts';
import type { BranchSettings } from '../../shared/settings.ts';

type HeadStartMinutes = BranchSettings['headStartMinutes'];

/** A waiting ticket's place: the smaller goes first; equal places keep the order of issue, which the ids carry. */
export interface Place {
  id: string;
  queueOrder: number;
}

/** The total order of the queue: place, then issue. Negative when `a` goes first. */
export function comparePlaces(a: Place, b: Place): number {
  return a.queueOrder - b.queueOrder || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** From when a wait counts, UTC ms: who comes early for an appointment waits from the appointment on. */
export function waitsFrom(arrivedAt: number, appointmentAt: number | null): number {
  return Math.max(arrivedAt, appointmentAt ?? arrivedAt);
}

/**
 * The place at issue, UTC ms: arrival (or the appointment, when that is later) less the head start of the class. A ticket
 * with an appointment has at least the head start of appointments, whatever else its class is.
 *
 * Source: product rules, Queue, "Order".
 */
export function orderAtIssue(
  ticket: { arrivedAt: number; appointmentAt: number | null; customerClass: CustomerClass },
  headStartMinutes: HeadStartMinutes,
): number {
  const byClass = headStartMinutes[ticket.customerClass];
  const minutes = ticket.appointmentAt === null ? byClass : Math.max(byClass, headStartMinutes.appointment);
  return waitsFrom(ticket.arrivedAt, ticket.appointmentAt) - minutes * 60_000;
}

/** The longest head start any ticket can have, in minutes: the bound on what head starts can cost anybody. */
export function longestHeadStartMinutes(headStartMinutes: HeadStartMinutes): number {
  return Math.max(...Object.values(headStartMinutes));
}

export interface Placement {
  queueOrder: number;
  /** tickets that must move back a little to make room; nearly always none */
  moved: Place[];
}

/**
 * The place of a ticket that comes back.
 *
 * - `front`: before everybody who waits in the line, and never behind its own original place
 * - `original`: the place it was issued with
 * - `after` N: right behind the Nth in the line; behind all when fewer wait, but then not before its original place
 *
 * `line` is who waits for the same service (or for the same window alone), in any order. Places are whole milliseconds;
 * where two neighbours leave no room, those behind move back by a millisecond or two and keep their order, so room never
 * runs out as it would with ever finer fractions.
 */
export function placeReturn(position: ReturnPosition, ticket: { originalOrder: number }, line: readonly Place[]): Placement {
  const { originalOrder } = ticket;
  const sorted = [...line].sort(comparePlaces);
  const first = sorted[0];
  if (position.kind === 'original' || !first) return { queueOrder: originalOrder, moved: [] };
  if (position.kind === 'front') return { queueOrder: Math.min(originalOrder, Math.floor(first.queueOrder) - 1), moved: [] };

  const before = sorted[Math.min(position.count, sorted.length) - 1] ?? first;
  const behind = sorted.slice(position.count);
  const next = behind[0];
  if (!next) {
    const last = Math.floor(before.queueOrder) + 1;
    return { queueOrder: sorted.length < position.count ? Math.max(originalOrder, last) : last, moved: [] };
  }
  const between = Math.floor((before.queueOrder + next.queueOrder) / 2);
  if (between > before.queueOrder && between < next.queueOrder) return { queueOrder: between, moved: [] };
  const queueOrder = Math.floor(before.queueOrder) + 1;
  return { queueOrder, moved: moveBack(behind, queueOrder) };
}

/** Moves the crowded start of a line behind `queueOrder`, keeping its order; stops at the first that has room. */
function moveBack(line: readonly Place[], queueOrder: number): Place[] {
  const moved: Place[] = [];
  let oldBefore = Number.NEGATIVE_INFINITY;
  let newBefore = queueOrder;
  for (const place of line) {
    // Tickets that shared a place go on sharing it: their order of issue decides between them.
    const least = place.queueOrder === oldBefore ? newBefore : newBefore + 1;
    if (place.queueOrder >= least) break;
    oldBefore = place.queueOrder;
    newBefore = least;
    moved.push({ id: place.id, queueOrder: least });
  }
  return moved;
}
