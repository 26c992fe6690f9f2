import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Service, ServiceWindow } from '../../shared/queue.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { services, tickets, windows, windowServices } from './queue-schema.ts';
import { isAtWindow } from './tickets-store.ts';

/** All services, active or not, by prefix. */
export async function listServices(reader: Queries): Promise<Service[]> {
  const rows = await reader.select().from(services).orderBy(asc(services.prefix));
  return rows.map(({ changedAt: _, ...service }) => service);
}

export async function findService(reader: Queries, serviceId: string): Promise<Service | null> {
  const [found] = await reader.select().from(services).where(eq(services.id, serviceId));
  if (!found) return null;
  const { changedAt: _, ...service } = found;
  return service;
}

/** How many tickets of a service are still to be served: waiting, called, served or on hold. */
export async function countAliveOfService(reader: Queries, serviceId: string): Promise<number> {
  const [counted] = await reader.all<{ alive: number }>(sql`select
      (select count(*) from tickets where serviceId = ${serviceId} and state = 'waiting' and targetWindowId is null)
    + (select count(*) from tickets where serviceId = ${serviceId} and state = 'waiting' and targetWindowId is not null)
    + (select count(*) from tickets where serviceId = ${serviceId} and state in ('called', 'serving'))
    + (select count(*) from tickets where serviceId = ${serviceId} and state = 'onHold') as alive`);
  return counted?.alive ?? 0;
}

/** Another service that has this prefix. */
export async function prefixIsTaken(reader: Queries, prefix: string, exceptServiceId: string): Promise<boolean> {
  return (await reader.select({ id: services.id }).from(services).where(and(eq(services.prefix, prefix), ne(services.id, exceptServiceId)))).length > 0;
}

/** Adds the service, or changes the one with this id. Rows are never deleted; the journal keeps what they were. */
export async function storeService(tx: Transaction, service: Service, at: number): Promise<void> {
  const row = { ...service, changedAt: at };
  await tx.insert(services).values(row).onConflictDoUpdate({ target: services.id, set: row });
}

/** Another window that has this number. */
export async function windowNumberIsTaken(reader: Queries, number: number, exceptWindowId: string): Promise<boolean> {
  return (await reader.select({ id: windows.id }).from(windows).where(and(eq(windows.number, number), ne(windows.id, exceptWindowId)))).length > 0;
}

/** True when every id is a service's. */
export async function servicesExist(reader: Queries, serviceIds: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(serviceIds)];
  return (await reader.select({ id: services.id }).from(services).where(inArray(services.id, wanted))).length === wanted.length;
}

/** True while a ticket is called to or served at the window. */
export async function windowHasTicket(reader: Queries, windowId: string): Promise<boolean> {
  return (await reader.select({ id: tickets.id }).from(tickets).where(and(eq(tickets.windowId, windowId), isAtWindow))).length > 0;
}

export type WindowInCatalogue = Pick<ServiceWindow, 'id' | 'number' | 'nameZh' | 'nameEn' | 'services' | 'isActive'>;

/** Adds the window (closed), or changes the one with this id; its state and clerk stay. Services that stay keep their rows. */
export async function storeWindow(tx: Transaction, { services: wanted, ...window }: WindowInCatalogue, at: number): Promise<void> {
  const row = { ...window, changedAt: at };
  await tx.insert(windows).values({ ...row, state: 'closed', stateSince: at }).onConflictDoUpdate({ target: windows.id, set: row });
  const serviceIds = wanted.map(each => each.serviceId);
  await tx.delete(windowServices).where(and(
    eq(windowServices.windowId, window.id),
    serviceIds.length === 0 ? undefined : sql`${windowServices.serviceId} not in (select value from json_each(${JSON.stringify(serviceIds)}))`,
  ));
  if (wanted.length === 0) return;
  await tx.insert(windowServices).values(wanted.map(each => ({ ...each, id: uuidv7(), windowId: window.id })))
    .onConflictDoUpdate({ target: [windowServices.windowId, windowServices.serviceId], set: { kind: sql`excluded.kind` } });
}
