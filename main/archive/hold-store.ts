import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Hold } from '../../shared/archive.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { archiveHolds } from './archive-schema.ts';

/** The legal holds of a file, those in force first, then the newest first. */
export async function listHolds(reader: Queries, condition: { fileId: string } | { holdId: string }): Promise<Hold[]> {
  const rows = await reader
    .select({ hold: archiveHolds, placedByName: nameOf(sql`${archiveHolds.placedBy}`), liftedByName: nameOf(sql`${archiveHolds.liftedBy}`) })
    .from(archiveHolds).where('fileId' in condition ? eq(archiveHolds.fileId, condition.fileId) : eq(archiveHolds.id, condition.holdId))
    .orderBy(sql`${archiveHolds.liftedAt} is not null`, desc(archiveHolds.placedAt));
  return rows.map(({ hold: { id, fileId, reason, authority, placedAt, liftedAt, liftReason }, placedByName, liftedByName }) => ({
    id, fileId, reason, authority, placedAt, placedByName,
    lifted: liftedAt === null ? null : { at: liftedAt, reason: liftReason ?? '', byName: liftedByName },
  }));
}

/** Places a hold; answers its id. */
export async function insertHold(tx: Transaction, hold: Pick<typeof archiveHolds.$inferInsert, 'fileId' | 'reason' | 'authority' | 'placedAt' | 'placedBy'>): Promise<string> {
  const id = uuidv7();
  await tx.insert(archiveHolds).values({ id, ...hold });
  return id;
}

/** Lifts a hold that is in force. */
export async function storeLift(tx: Transaction, holdId: string, lift: { liftedAt: number; liftedBy: string; liftReason: string }): Promise<void> {
  await tx.update(archiveHolds).set(lift).where(and(eq(archiveHolds.id, holdId), isNull(archiveHolds.liftedAt)));
}

const nameOf = (staffId: ReturnType<typeof sql>) => sql<string>`coalesce((select s.name from staff s where s.id = ${staffId}), '')`;
