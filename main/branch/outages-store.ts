import { and, asc, eq, gte, lt, or } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Queries, Transaction } from '../database/database.ts';
import { outages } from './branch-schema.ts';

export type StoredOutage = typeof outages.$inferSelect;

/** Adds an outage that is over. One of its kind that began at the same moment is already known: a start that was itself cut off tells it twice. */
export async function insertOutage(tx: Transaction, outage: Omit<StoredOutage, 'id'>): Promise<void> {
  const known = await tx.select({ id: outages.id }).from(outages).where(and(eq(outages.kind, outage.kind), eq(outages.beganAt, outage.beganAt))).limit(1);
  if (known.length === 0) await tx.insert(outages).values({ id: uuidv7(), ...outage });
}

/** Outages of which a moment lies in [fromAt, untilAt), the earliest first; UTC ms. Also those that a wrong clock ends before they began. */
export async function outagesWithin(reader: Queries, { fromAt, untilAt }: { fromAt: number; untilAt: number }): Promise<StoredOutage[]> {
  return reader.select().from(outages)
    .where(and(gte(outages.endedAt, fromAt), or(lt(outages.beganAt, untilAt), lt(outages.endedAt, untilAt))))
    .orderBy(asc(outages.beganAt), asc(outages.id));
}
