import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { ServiceWindow } from '../../shared/queue.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { tickets, windowEvents, windows, windowServices } from './queue-schema.ts';
import { isInWindowLine, type Doer } from './tickets-store.ts';

export type StoredWindow = typeof windows.$inferSelect;

/** The window, active or not, or null. */
export async function findWindow(reader: Queries, windowId: string): Promise<StoredWindow | null> {
  const [found] = await reader.select().from(windows).where(eq(windows.id, windowId));
  return found ?? null;
}

/** The window at which this clerk has taken the seat, or null: at most one. */
export async function findWindowOfClerk(reader: Queries, clerkId: string): Promise<StoredWindow | null> {
  const [found] = await reader.select().from(windows).where(eq(windows.clerkId, clerkId));
  return found ?? null;
}

/** All windows with the services they serve, by number; or the one with this id. */
export async function listWindows(reader: Queries, windowId?: string): Promise<ServiceWindow[]> {
  const rows = await reader.select().from(windows).where(windowId === undefined ? undefined : eq(windows.id, windowId)).orderBy(asc(windows.number));
  const serving = await reader.select({ windowId: windowServices.windowId, serviceId: windowServices.serviceId, kind: windowServices.kind })
    .from(windowServices).where(inArray(windowServices.windowId, rows.map(row => row.id))).orderBy(asc(windowServices.id));
  return rows.map(({ changedAt: _, ...window }) => ({
    ...window,
    services: serving.filter(each => each.windowId === window.id).map(({ serviceId, kind }) => ({ serviceId, kind })),
  }));
}

/** The window as the contract shows it, just after it was changed. */
export async function readWindow(tx: Transaction, windowId: string): Promise<ServiceWindow> {
  const [window] = await listWindows(tx, windowId);
  if (!window) throw new Error('a window vanished between changing and reading it');
  return window;
}

export interface WindowChange {
  state: ServiceWindow['state'];
  pauseReason: ServiceWindow['pauseReason'];
  clerkId: string | null;
  clerkName: string | null;
}

/** Stores what a window is doing from now on, and the event of it. `event.clerkId` is whose seat it was or becomes. */
export async function storeWindowState(
  tx: Transaction, windowId: string, change: WindowChange,
  event: { at: number; businessDate: string; reason: string | null; clerkId: string | null; byStaffId: string },
): Promise<void> {
  const { at, businessDate, reason, clerkId, byStaffId } = event;
  await Promise.all([
    tx.update(windows).set({ ...change, stateSince: at, changedAt: at }).where(eq(windows.id, windowId)),
    tx.insert(windowEvents).values({ id: uuidv7(), windowId, at, businessDate, state: change.state, reason, clerkId, byStaffId }),
  ]);
}

/** How many wait for this window alone. */
export async function countWaitingForWindow(reader: Queries, windowId: string): Promise<number> {
  const [counted] = await reader.select({ waiting: sql<number>`count(*)` }).from(tickets).where(and(eq(tickets.targetWindowId, windowId), isInWindowLine));
  return counted?.waiting ?? 0;
}

/**
 * Gives those who wait for this window alone back to their services, in a set with events: the window closes, and nobody
 * may wait for a closed door. Answers how many.
 */
export async function freeTicketsForWindow(tx: Transaction, windowId: string, at: number, doer: Doer): Promise<number> {
  const waiting = await tx.select({ ticketId: tickets.id }).from(tickets).where(and(eq(tickets.targetWindowId, windowId), isInWindowLine));
  if (waiting.length === 0) return 0;
  const json = JSON.stringify(waiting.map(({ ticketId }) => ({ id: uuidv7(), ticketId })));
  await Promise.all([
    tx.run(sql`insert into ticket_events (id, ticketId, at, change, fromState, toState, staffId, stationId, windowId, reason)
      select value ->> 'id', value ->> 'ticketId', ${at}, 'transfer', 'waiting', 'waiting', ${doer.staffId}, ${doer.stationId}, ${windowId}, 'windowClosed' from json_each(${json})`),
    tx.run(sql`update tickets set targetWindowId = null where id in (select value ->> 'ticketId' from json_each(${json}))`),
  ]);
  return waiting.length;
}
