import { and, asc, eq, sql } from 'drizzle-orm';
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import { v7 as uuidv7 } from 'uuid';
import type { Ticket, TicketChange, TicketState } from '../../shared/queue.ts';
import { appenderOf } from '../database/appended-rows.ts';
import type { Queries, Transaction } from '../database/database.ts';
import type { Place } from './queue-order.ts';
import { staff } from '../staff/staff-schema.ts';
import { stations } from '../stations/stations-schema.ts';
import { ticketEvents, tickets, windows } from './queue-schema.ts';

export type StoredTicket = typeof tickets.$inferSelect;
type TicketValues = SQLiteUpdateSetSource<typeof tickets>;

/** What the contract shows of a ticket. */
export const ticketColumns = {
  id: tickets.id, number: tickets.number, businessDate: tickets.businessDate, serviceId: tickets.serviceId,
  customerClass: tickets.customerClass, state: tickets.state, issuedAt: tickets.issuedAt, appointmentAt: tickets.appointmentAt,
  windowId: tickets.windowId, targetWindowId: tickets.targetWindowId, callCount: tickets.callCount,
  firstCalledAt: tickets.firstCalledAt, lastCalledAt: tickets.lastCalledAt, servingAt: tickets.servingAt,
  noShowAt: tickets.noShowAt, finishedAt: tickets.finishedAt,
} satisfies Record<keyof Ticket, unknown>;

/** Who did it, from which station; both null when the branch service did it by itself. */
export interface Doer {
  staffId: string | null;
  stationId: string | null;
}

export interface EventFacts extends Doer {
  at: number;
  change: TicketChange;
  windowId?: string | null;
  reason?: string | null;
  details?: Record<string, unknown> | null;
  /** known beforehand where others refer to the event */
  eventId?: string;
}

/** The conditions of the partial indexes, literally: see the schema. */
export const isAtWindow = sql`${tickets.state} in ('called', 'serving')`;
export const isInServiceLine = sql`${tickets.state} = 'waiting' and ${tickets.targetWindowId} is null`;
export const isInWindowLine = sql`${tickets.state} = 'waiting' and ${tickets.targetWindowId} is not null`;

/** The ticket with all its columns, or null. */
export async function findTicket(reader: Queries, ticketId: string): Promise<StoredTicket | null> {
  const [found] = await reader.select().from(tickets).where(eq(tickets.id, ticketId));
  return found ?? null;
}

/** The ticket called or served at this window, with all its columns, or null: at most one. */
export async function findTicketAtWindow(reader: Queries, windowId: string): Promise<StoredTicket | null> {
  const [found] = await reader.select().from(tickets).where(and(eq(tickets.windowId, windowId), isAtWindow));
  return found ?? null;
}

/**
 * Stores a change of one ticket and its event, in one go; answers the ticket afterwards. The caller has asked the rule
 * (`changeTicket`) which state follows.
 */
export async function storeChange(tx: Transaction, ticket: Pick<StoredTicket, 'id' | 'state'>, toState: TicketState, values: TicketValues, event: EventFacts): Promise<Ticket> {
  const [changed] = await tx.update(tickets).set({ ...values, state: toState }).where(eq(tickets.id, ticket.id)).returning(ticketColumns);
  if (!changed) throw new Error('a ticket vanished between reading and changing it');
  recordEvent(tx, { ...event, ticketId: ticket.id, fromState: ticket.state, toState });
  return changed;
}

/** Stores a new ticket and its first event. */
export async function insertTicket(tx: Transaction, ticket: typeof tickets.$inferInsert, doer: Doer): Promise<Ticket> {
  const [issued] = await tx.insert(tickets).values(ticket).returning(ticketColumns);
  if (!issued) throw new Error('the new ticket was not stored');
  recordEvent(tx, { ...doer, at: ticket.issuedAt, change: 'issue', ticketId: ticket.id, fromState: null, toState: 'waiting' });
  return issued;
}

const events = appenderOf(ticketEvents);

/** Stores one event of a ticket: every change has one. */
export function recordEvent(tx: Transaction, event: EventFacts & { ticketId: string; fromState: TicketState | null; toState: TicketState }): void {
  const { eventId = uuidv7(), ticketId, at, change, fromState, toState, staffId, stationId, windowId = null, reason = null, details = null } = event;
  tx.append(events, { id: eventId, ticketId, at, change, fromState, toState, staffId, stationId, windowId, reason, details });
}

/** The places of all who wait for a service (tickets for one window alone are in no service's line). */
export async function placesInService(reader: Queries, serviceId: string): Promise<Place[]> {
  return reader.select({ id: tickets.id, queueOrder: tickets.queueOrder }).from(tickets).where(and(eq(tickets.serviceId, serviceId), isInServiceLine));
}

/** The places of all who wait for this window alone. */
export async function placesForWindow(reader: Queries, windowId: string): Promise<Place[]> {
  return reader.select({ id: tickets.id, queueOrder: tickets.queueOrder }).from(tickets).where(and(eq(tickets.targetWindowId, windowId), isInWindowLine));
}

/** Moves tickets that made room for one that came back; a set, not row by row. */
export async function storePlaces(tx: Transaction, moved: readonly Place[]): Promise<void> {
  if (moved.length === 0) return;
  const json = JSON.stringify(moved);
  await tx.run(sql`update tickets set queueOrder = (select value ->> 'queueOrder' from json_each(${json}) where value ->> 'id' = tickets.id)
    where id in (select value ->> 'id' from json_each(${json}))`);
}

/** How many go before this place in the service's line. */
export async function countAhead(reader: Queries, serviceId: string, place: Place): Promise<number> {
  const [counted] = await reader.select({ ahead: sql<number>`count(*)` }).from(tickets).where(and(
    eq(tickets.serviceId, serviceId), isInServiceLine,
    sql`(${tickets.queueOrder}, ${tickets.id}) < (${place.queueOrder}, ${place.id})`,
  ));
  return counted?.ahead ?? 0;
}

/** Every change of a ticket, oldest first: who, where and why. */
export async function listTicketEvents(reader: Queries, ticketId: string) {
  return reader
    .select({
      id: ticketEvents.id, at: ticketEvents.at, change: ticketEvents.change, fromState: ticketEvents.fromState, toState: ticketEvents.toState,
      staffName: staff.name, stationName: stations.name, windowNumber: windows.number, reason: ticketEvents.reason,
    })
    .from(ticketEvents)
    .leftJoin(staff, eq(staff.id, ticketEvents.staffId))
    .leftJoin(stations, eq(stations.id, ticketEvents.stationId))
    .leftJoin(windows, eq(windows.id, ticketEvents.windowId))
    .where(eq(ticketEvents.ticketId, ticketId))
    .orderBy(asc(ticketEvents.at), asc(ticketEvents.id));
}
