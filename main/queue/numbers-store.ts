import { and, eq } from 'drizzle-orm';
import type { Queries, Transaction } from '../database/database.ts';
import { ticketNumbers } from './queue-schema.ts';

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
