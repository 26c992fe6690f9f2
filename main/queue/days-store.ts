import { eq, lt, max, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../shared/errors.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { businessDays, tickets, windowEvents, windows } from './queue-schema.ts';
import { isAtWindow, type Doer } from './tickets-store.ts';

/** True once the manager has closed this business date. */
export async function isDayClosed(reader: Queries, businessDate: string): Promise<boolean> {
  return (await reader.select({ closedAt: businessDays.closedAt }).from(businessDays).where(eq(businessDays.businessDate, businessDate))).length > 0;
}

/**
 * Which business date the manager closes now: the newest one with tickets, if it was left open (after midnight that is
 * yesterday), else today.
 */
export async function findDateToClose(reader: Queries, today: string): Promise<string> {
  const [newest] = await reader.select({ businessDate: max(tickets.businessDate) }).from(tickets);
  const businessDate = newest?.businessDate ?? today;
  return businessDate < today && !await isDayClosed(reader, businessDate) ? businessDate : today;
}

/** The numbers of all tickets called or served now. */
export async function numbersAtWindows(reader: Queries): Promise<string[]> {
  const rows = await reader.select({ number: tickets.number }).from(tickets).where(isAtWindow).orderBy(tickets.number);
  return rows.map(row => row.number);
}

/**
 * Expires what waits or is on hold: everything, or only what is left of business dates before `beforeDate`. In sets, however
 * many there are. Answers how many.
 */
export async function expireTickets(tx: Transaction, at: number, doer: Doer, reason: 'dayClosed' | 'dayEnded', beforeDate?: string): Promise<number> {
  const earlier = beforeDate === undefined ? sql`` : sql` and ${lt(tickets.businessDate, beforeDate)}`;
  const alive = await tx.all<{ ticketId: string; state: string }>(sql`select id as ticketId, state from tickets where state = 'waiting' and targetWindowId is null${earlier}
    union all select id, state from tickets where state = 'waiting' and targetWindowId is not null${earlier}
    union all select id, state from tickets where state = 'onHold'${earlier}`);
  if (alive.length === 0) return 0;
  const json = JSON.stringify(alive.map(each => ({ ...each, id: uuidv7() })));
  await Promise.all([
    tx.run(sql`insert into ticket_events (id, ticketId, at, change, fromState, toState, staffId, stationId, reason)
      select value ->> 'id', value ->> 'ticketId', ${at}, 'expire', value ->> 'state', 'expired', ${doer.staffId}, ${doer.stationId}, ${reason} from json_each(${json})`),
    tx.run(sql`update tickets set state = 'expired' where id in (select value ->> 'ticketId' from json_each(${json}))`),
  ]);
  return alive.length;
}

/** Closes every window that is open or paused, in sets. */
async function closeAllWindows(tx: Transaction, at: number, businessDate: string, byStaffId: string): Promise<void> {
  const atWork = await tx.select({ windowId: windows.id, clerkId: windows.clerkId }).from(windows).where(sql`${windows.state} <> 'closed'`);
  if (atWork.length === 0) return;
  await Promise.all([
    tx.insert(windowEvents).values(atWork.map(each => ({ ...each, id: uuidv7(), at, businessDate, state: 'closed' as const, reason: 'dayClosed', byStaffId }))),
    tx.update(windows).set({ state: 'closed', pauseReason: null, clerkId: null, clerkName: null, stateSince: at, changedAt: at }).where(sql`${windows.state} <> 'closed'`),
  ]);
}

/**
 * Ends the business date that is to be closed now: expires what still waits or is on hold, closes the windows, and ends issuing.
 * Answers which it was, and how many tickets expired. The caller publishes 'queue' after the commit.
 *
 * Errors: DAY_CLOSED, DAY_HAS_OPEN_TICKETS (somebody is called or served).
 */
export async function closeBusinessDate(tx: Transaction, today: string, at: number, manager: Doer & { staffId: string }): Promise<{ businessDate: string; expired: number }> {
  const businessDate = await findDateToClose(tx, today);
  if (await isDayClosed(tx, businessDate)) refuse('DAY_CLOSED', { businessDate });
  const numbers = await numbersAtWindows(tx);
  if (numbers.length > 0) refuse('DAY_HAS_OPEN_TICKETS', { numbers });
  const expired = await expireTickets(tx, at, manager, 'dayClosed');
  await closeAllWindows(tx, at, businessDate, manager.staffId);
  await tx.insert(businessDays).values({ businessDate, closedAt: at, closedBy: manager.staffId, expired });
  return { businessDate, expired };
}
