import { and, eq, sql } from 'drizzle-orm';
import { businessDateOf, wallClock } from '../../shared/business-date.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { expireTickets } from './days-store.ts';
import { roomForLostTickets } from './number-room.ts';
import { services, ticketNumbers } from './queue-schema.ts';

/** The last ordinal given for a prefix on a business date, as the database knows it; 0 before the first. */
export async function findLastOrdinal(reader: Queries, businessDate: string, prefix: string): Promise<number> {
  const [found] = await reader.select({ lastOrdinal: ticketNumbers.lastOrdinal }).from(ticketNumbers)
    .where(and(eq(ticketNumbers.businessDate, businessDate), eq(ticketNumbers.prefix, prefix)));
  return found?.lastOrdinal ?? 0;
}

export async function storeLastOrdinal(tx: Transaction, businessDate: string, prefix: string, lastOrdinal: number): Promise<void> {
  await tx.insert(ticketNumbers).values({ businessDate, prefix, lastOrdinal })
    .onConflictDoUpdate({ target: [ticketNumbers.businessDate, ticketNumbers.prefix], set: { lastOrdinal } });
}

/** Goes on behind the tickets there are: some have come from elsewhere. */
export async function catchUpWithTickets(tx: Transaction): Promise<void> {
  await tx.run(sql`insert into ticket_numbers (businessDate, prefix, lastOrdinal) select businessDate, prefix, max(ordinal) from tickets where true group by businessDate, prefix
    on conflict (businessDate, prefix) do update set lastOrdinal = max(lastOrdinal, excluded.lastOrdinal)`);
}

/**
 * For a machine that takes a lost one's place: goes on behind the tickets there are, and of today's numbers leaves out those the lost
 * machine may have given without sending them. `lastChangeAt`: the newest change headquarters had of it; null: none.
 */
export async function goOnBehindLostTickets(tx: Transaction, { lastChangeAt, timeZone }: { lastChangeAt: number | null; timeZone: string }, now: number): Promise<void> {
  await catchUpWithTickets(tx);
  const today = businessDateOf(now, timeZone);
  for (const { prefix, opensAt } of await tx.select({ prefix: services.prefix, opensAt: services.opensAt }).from(services)) {
    const room = roomForLostTickets({ silentMs: now - (lastChangeAt ?? 0), openMs: msSince(opensAt, now, timeZone) });
    await storeLastOrdinal(tx, today, prefix, await findLastOrdinal(tx, today, prefix) + room);
  }
  // Room is left, so no first ticket of the day will find who was left over from the days before.
  await expireTickets(tx, now, { staffId: null, stationId: null }, 'dayEnded', today);
}

/** Since a time of day of today; negative before it. */
function msSince(timeOfDay: string, now: number, timeZone: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (minutes(wallClock(now, timeZone).time) - minutes(timeOfDay)) * 60_000;
}
