import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm';
import type { BusinessType, VisitItem } from '../../shared/counter.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { services, tickets, windows } from '../queue/queue-schema.ts';
import { businessTypes, visitItems, visits } from './counter-schema.ts';

export type StoredVisit = typeof visits.$inferSelect;
export type StoredVisitItem = typeof visitItems.$inferSelect;

/** A visit with what the rules ask of its ticket and window; null when there is none with this id. */
export async function findVisitStanding(reader: Queries, visitId: string) {
  const [found] = await reader
    .select({
      visitId: visits.id, ticketId: visits.ticketId, finishedAt: visits.finishedAt, windowId: visits.windowId,
      ticketState: tickets.state, ticketWindowId: tickets.windowId,
      windowClerkId: windows.clerkId,
    })
    .from(visits)
    .innerJoin(tickets, eq(tickets.id, visits.ticketId))
    .innerJoin(windows, eq(windows.id, visits.windowId))
    .where(eq(visits.id, visitId));
  return found ?? null;
}

/** The visit of a ticket, or null: at most one, however often the ticket was held or transferred. */
export async function findVisitOfTicket(reader: Queries, ticketId: string): Promise<StoredVisit | null> {
  const [found] = await reader.select().from(visits).where(eq(visits.ticketId, ticketId));
  return found ?? null;
}

/** The visit's own row with its ticket's number; null when there is none. */
export async function findVisit(reader: Queries, visitId: string) {
  const [found] = await reader
    .select({ visit: visits, ticketNumber: tickets.number })
    .from(visits)
    .innerJoin(tickets, eq(tickets.id, visits.ticketId))
    .where(eq(visits.id, visitId));
  return found ?? null;
}

export async function insertVisit(tx: Transaction, visit: StoredVisit): Promise<void> {
  await tx.insert(visits).values(visit);
}

/** The visit goes on at another window, with another clerk. */
export async function moveVisit(tx: Transaction, visitId: string, to: { windowId: string; staffId: string }): Promise<void> {
  await tx.update(visits).set(to).where(eq(visits.id, visitId));
}

export async function updateVisit(
  tx: Transaction,
  visitId: string,
  change: Partial<Pick<StoredVisit, 'staffId' | 'customerId' | 'identityMethod' | 'notes' | 'finishedAt'>>,
): Promise<void> {
  await tx.update(visits).set(change).where(eq(visits.id, visitId));
}

/** The visit's items in the order they were added, with the names of their business. */
export async function listItems(reader: Queries, visitId: string): Promise<Omit<VisitItem, 'minutes'>[]> {
  return reader
    .select({
      id: visitItems.id, businessTypeId: visitItems.businessTypeId,
      nameZh: businessTypes.nameZh, nameEn: businessTypes.nameEn,
      result: visitItems.result, reason: visitItems.reason, startedAt: visitItems.startedAt, endedAt: visitItems.endedAt,
    })
    .from(visitItems)
    .innerJoin(businessTypes, eq(businessTypes.id, visitItems.businessTypeId))
    .where(eq(visitItems.visitId, visitId))
    .orderBy(asc(visitItems.startedAt), asc(visitItems.id));
}

/** An item of this visit and no other; null when there is none. */
export async function findItem(reader: Queries, visitId: string, itemId: string): Promise<StoredVisitItem | null> {
  const [found] = await reader.select().from(visitItems).where(and(eq(visitItems.id, itemId), eq(visitItems.visitId, visitId)));
  return found ?? null;
}

export async function insertItem(tx: Transaction, item: StoredVisitItem): Promise<void> {
  await tx.insert(visitItems).values(item);
}

export async function updateItem(
  tx: Transaction,
  itemId: string,
  change: Pick<StoredVisitItem, 'result' | 'reason' | 'endedAt'>,
): Promise<void> {
  await tx.update(visitItems).set(change).where(eq(visitItems.id, itemId));
}

export async function deleteItem(tx: Transaction, itemId: string): Promise<void> {
  await tx.delete(visitItems).where(eq(visitItems.id, itemId));
}

/** The customer's newest visits begun before this instant, newest first; read from the index on customer and start. */
export async function listEarlierVisits(reader: Queries, customerId: string, beforeAt: number, limit: number) {
  const earlier = await reader
    .select({ visitId: visits.id, startedAt: visits.startedAt })
    .from(visits)
    .where(and(eq(visits.customerId, customerId), lt(visits.startedAt, beforeAt)))
    .orderBy(desc(visits.startedAt))
    .limit(limit);
  if (earlier.length === 0) return [];
  const done = await reader
    .select({ visitId: visitItems.visitId, nameZh: businessTypes.nameZh, nameEn: businessTypes.nameEn })
    .from(visitItems)
    .innerJoin(businessTypes, eq(businessTypes.id, visitItems.businessTypeId))
    .where(inArray(visitItems.visitId, earlier.map(each => each.visitId)))
    .orderBy(asc(visitItems.startedAt), asc(visitItems.id));
  return earlier.map(each => ({
    ...each,
    items: done.filter(item => item.visitId === each.visitId).map(({ nameZh, nameEn }) => ({ nameZh, nameEn })),
  }));
}

/** All business types, those of one service together, in the order of the services' prefixes. */
export async function listBusinessTypes(reader: Queries): Promise<BusinessType[]> {
  return reader
    .select({
      id: businessTypes.id, serviceId: businessTypes.serviceId,
      nameZh: businessTypes.nameZh, nameEn: businessTypes.nameEn, isActive: businessTypes.isActive,
    })
    .from(businessTypes)
    .innerJoin(services, eq(services.id, businessTypes.serviceId))
    .orderBy(asc(services.prefix), asc(businessTypes.id));
}

export async function findBusinessType(reader: Queries, businessTypeId: string): Promise<BusinessType | null> {
  const [found] = await reader.select().from(businessTypes).where(eq(businessTypes.id, businessTypeId));
  return found ?? null;
}

export async function serviceExists(reader: Queries, serviceId: string): Promise<boolean> {
  const [found] = await reader.select({ id: services.id }).from(services).where(eq(services.id, serviceId));
  return found !== undefined;
}

/** Adds the business type, or changes the one with this id. */
export async function saveBusinessType(tx: Transaction, type: BusinessType): Promise<void> {
  const { serviceId, nameZh, nameEn, isActive } = type;
  await tx.insert(businessTypes).values({ id: type.id, serviceId, nameZh, nameEn, isActive })
    .onConflictDoUpdate({ target: businessTypes.id, set: { serviceId, nameZh, nameEn, isActive } });
}
