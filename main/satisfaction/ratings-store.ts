import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { RatingReason } from '../../shared/ratings.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { visits } from '../counter/counter-schema.ts';
import { services, tickets, windows } from '../queue/queue-schema.ts';
import { staff } from '../staff/staff-schema.ts';
import { ratingCallBacks, ratings } from './satisfaction-schema.ts';

const badListed = 200;

/** A visit as its rating needs it; null when there is none with this id. */
export async function findRatedVisit(reader: Queries, visitId: string) {
  const [found] = await reader.select({
    visitId: visits.id, windowId: visits.windowId, staffId: visits.staffId, finishedAt: visits.finishedAt,
    serviceId: tickets.serviceId, businessDate: tickets.businessDate, ratingId: ratings.id, ratedAt: ratings.ratedAt, score: ratings.score,
  }).from(visits).innerJoin(tickets, eq(tickets.id, visits.ticketId)).leftJoin(ratings, eq(ratings.visitId, visits.id)).where(eq(visits.id, visitId));
  return found ?? null;
}

/** The visit that ended last at this window since then (UTC ms), unless it is rated or the next customer is being served there. */
export async function lastUnratedVisit(reader: Queries, windowId: string, sinceAt: number) {
  const [last] = await reader.select({ visitId: visits.id, finishedAt: visits.finishedAt, ticketNumber: tickets.number, ratingId: ratings.id })
    .from(visits).innerJoin(tickets, eq(tickets.id, visits.ticketId)).leftJoin(ratings, eq(ratings.visitId, visits.id))
    .where(and(eq(visits.windowId, windowId), sql`${visits.finishedAt} is not null`, gt(visits.finishedAt, sinceAt)))
    .orderBy(desc(visits.finishedAt)).limit(1);
  if (!last || last.finishedAt === null || last.ratingId !== null) return null;
  // The first condition is the index's own: one ticket at a window.
  const [serving] = await reader.select({ id: tickets.id }).from(tickets).where(and(eq(tickets.windowId, windowId), sql`${tickets.state} in ('called', 'serving')`, sql`${tickets.state} = 'serving'`));
  return serving ? null : { visitId: last.visitId, ticketNumber: last.ticketNumber, finishedAt: last.finishedAt };
}

/** The number people read on a window; null when there is no such window. */
export async function windowNumber(reader: Queries, windowId: string): Promise<number | null> {
  const [window] = await reader.select({ number: windows.number }).from(windows).where(eq(windows.id, windowId));
  return window?.number ?? null;
}

export async function insertRating(tx: Transaction, rating: typeof ratings.$inferInsert): Promise<void> {
  await tx.insert(ratings).values(rating);
}

export async function storeReason(tx: Transaction, ratingId: string, reason: RatingReason): Promise<void> {
  await tx.update(ratings).set({ reason }).where(eq(ratings.id, ratingId));
}

const isBad = sql`${ratings.score} in ('dissatisfied', 'veryDissatisfied')`;
const isDone = sql`exists (select 1 from rating_call_backs where ratingId = ${ratings.id} and outcome <> 'notReached')`;

/** Bad ratings with what they were about: those nobody has settled, the oldest first, or the settled ones, the newest first. */
export async function listBadRatings(reader: Queries, which: 'open' | 'done') {
  return reader.select({
    id: ratings.id, ratedAt: ratings.ratedAt, businessDate: ratings.businessDate, score: ratings.score, reason: ratings.reason, source: ratings.source, staffId: ratings.staffId,
    ticketNumber: tickets.number, serviceNameZh: services.nameZh, serviceNameEn: services.nameEn, windowNumber: windows.number, staffName: staff.name, customerId: visits.customerId,
  })
    .from(ratings).innerJoin(visits, eq(visits.id, ratings.visitId)).innerJoin(tickets, eq(tickets.id, visits.ticketId))
    .innerJoin(services, eq(services.id, ratings.serviceId)).innerJoin(windows, eq(windows.id, ratings.windowId)).leftJoin(staff, eq(staff.id, ratings.staffId))
    .where(and(isBad, which === 'open' ? sql`not ${isDone}` : isDone))
    .orderBy(which === 'open' ? asc(ratings.ratedAt) : desc(ratings.ratedAt)).limit(badListed);
}

/** How many bad ratings nobody has settled. */
export async function countOpenBadRatings(reader: Queries): Promise<number> {
  const [counted] = await reader.select({ open: sql<number>`count(*)` }).from(ratings).where(and(isBad, sql`not ${isDone}`));
  return counted?.open ?? 0;
}

/** The attempts for these ratings, in order of time. */
export async function attemptsFor(reader: Queries, ratingIds: readonly string[]) {
  if (ratingIds.length === 0) return [];
  return reader.select({ ratingId: ratingCallBacks.ratingId, at: ratingCallBacks.at, byStaffName: ratingCallBacks.byStaffName, outcome: ratingCallBacks.outcome, words: ratingCallBacks.words })
    .from(ratingCallBacks).where(inArray(ratingCallBacks.ratingId, [...ratingIds])).orderBy(asc(ratingCallBacks.at));
}

export async function findRating(reader: Queries, ratingId: string) {
  const [found] = await reader.select({ id: ratings.id, staffId: ratings.staffId, score: ratings.score }).from(ratings).where(eq(ratings.id, ratingId));
  return found ?? null;
}

export async function insertCallBack(tx: Transaction, attempt: typeof ratingCallBacks.$inferInsert): Promise<void> {
  await tx.insert(ratingCallBacks).values(attempt);
}
