import { and, asc, between, eq, ne, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { slipNumberOf } from '../../shared/slips.ts';
import { visits } from '../counter/counter-schema.ts';
import { maskedCustomersByIds } from '../customers/customers-store.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { appointments } from './appointments-schema.ts';
import { services, tickets } from './queue-schema.ts';

export type StoredAppointment = typeof appointments.$inferSelect;

/** Whose visit it is and the business date of its ticket, which is also that of its slip; null when there is no such visit. */
export async function findVisitToReturnFor(reader: Queries, visitId: string): Promise<{ staffId: string; businessDate: string } | null> {
  const [found] = await reader.select({ staffId: visits.staffId, businessDate: tickets.businessDate })
    .from(visits).innerJoin(tickets, eq(tickets.id, visits.ticketId)).where(eq(visits.id, visitId));
  return found ?? null;
}

/** The appointment with the number of its ticket, once there is one; null when there is no such appointment. */
export async function findAppointment(reader: Queries, appointmentId: string): Promise<StoredAppointment & { ticketNumber: string | null } | null> {
  const [found] = await reader.select({ appointment: appointments, ticketNumber: tickets.number }).from(appointments)
    .leftJoin(tickets, eq(tickets.id, appointments.ticketId)).where(eq(appointments.id, appointmentId));
  return found ? { ...found.appointment, ticketNumber: found.ticketNumber } : null;
}

/** Keeps the place; where one is kept for this visit already, that one moves. */
export async function storePlace(tx: Transaction, place: Omit<StoredAppointment, 'state' | 'ticketId' | 'endedAt'>): Promise<void> {
  const { serviceId, businessDate, appointmentAt } = place;
  const moved = await tx.update(appointments).set({ serviceId, businessDate, appointmentAt }).where(isKeptFor(place.visitId)).returning({ id: appointments.id });
  if (moved.length === 0) await tx.insert(appointments).values({ ...place, state: 'booked' });
}

/** Ends a booked appointment: with the ticket of whoever came, or cancelled. */
export async function endAppointment(tx: Transaction, appointmentId: string, end: { state: 'arrived'; ticketId: string } | { state: 'cancelled' }, at: number): Promise<void> {
  await tx.update(appointments).set({ ...end, endedAt: at }).where(eq(appointments.id, appointmentId));
}

/** The condition of the partial index, literally. */
function isKeptFor(visitId: string) {
  return and(eq(appointments.visitId, visitId), sql`${appointments.state} = 'booked'`);
}

/** Appointments of a business date by time, with whose they are, masked. */
export async function listAppointments(reader: Queries, businessDate: string) {
  return readAppointments(reader, eq(appointments.businessDate, businessDate));
}

/** The place kept for the return from this visit, as `listAppointments` shows it, or null. */
export async function findPlaceOf(reader: Queries, visitId: string) {
  const [found] = await readAppointments(reader, isKeptFor(visitId));
  return found ?? null;
}

/** One appointment, as `listAppointments` shows it, or null. */
export async function findShownAppointment(reader: Queries, appointmentId: string) {
  const [found] = await readAppointments(reader, eq(appointments.id, appointmentId));
  return found ?? null;
}

async function readAppointments(reader: Queries, where: SQL | undefined) {
  const visitTickets = alias(tickets, 'visit_tickets');
  const found = await reader
    .select({
      id: appointments.id, visitId: appointments.visitId, serviceId: appointments.serviceId, businessDate: appointments.businessDate,
      appointmentAt: appointments.appointmentAt, state: appointments.state, ticketNumber: tickets.number,
      customerId: visits.customerId, visitDate: visitTickets.businessDate, visitNumber: visitTickets.number,
    })
    .from(appointments)
    .innerJoin(visits, eq(visits.id, appointments.visitId))
    .innerJoin(visitTickets, eq(visitTickets.id, visits.ticketId))
    .leftJoin(tickets, eq(tickets.id, appointments.ticketId))
    .where(where)
    .orderBy(asc(appointments.appointmentAt), asc(appointments.id));
  const customers = await maskedCustomersByIds(reader, found.flatMap(({ customerId }) => customerId ?? []));
  return found.map(({ customerId, visitDate, visitNumber, ...appointment }) => ({
    ...appointment, slipNumber: slipNumberOf(visitDate, visitNumber), maskedName: customerId === null ? null : customers.get(customerId)?.maskedName ?? null,
  }));
}

/** Places kept within these business dates, both included, and not given up, by time: when, and for which service; nobody's name. */
export async function listPlacesKept(reader: Queries, { fromDate, toDate }: { fromDate: string; toDate: string }): Promise<{ id: string; appointmentAt: number; nameZh: string; nameEn: string }[]> {
  return reader.select({ id: appointments.id, appointmentAt: appointments.appointmentAt, nameZh: services.nameZh, nameEn: services.nameEn })
    .from(appointments).innerJoin(services, eq(services.id, appointments.serviceId))
    .where(and(between(appointments.businessDate, fromDate, toDate), ne(appointments.state, 'cancelled'))).orderBy(asc(appointments.appointmentAt), asc(appointments.id));
}
