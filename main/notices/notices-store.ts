import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { NoticePlace, ShownNotice } from '../../shared/notices.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { staff } from '../staff/staff-schema.ts';
import { compareShown } from './notice-rules.ts';
import { noticeReads, notices } from './notices-schema.ts';

export type StoredNotice = typeof notices.$inferSelect;

/** How many posted notices of the past a person is shown, and how many a manager. */
const postedListed = 200;
const allListed = 500;

/** Notices posted and not withdrawn whose term holds this business date, for this place; the most urgent first. */
export async function noticesShownAt(reader: Queries, place: NoticePlace, today: string): Promise<StoredNotice[]> {
  return (await noticesShowing(reader, today)).filter(({ places }) => places.includes(place));
}

/** What hangs in the hall on this business date: on its displays, and at its kiosks. */
export async function noticesInHall(reader: Queries, today: string): Promise<{ display: ShownNotice[]; kiosk: ShownNotice[] }> {
  const showing = await noticesShowing(reader, today);
  const at = (place: NoticePlace) => showing.filter(({ places }) => places.includes(place)).map(asShown);
  return { display: at('display'), kiosk: at('kiosk') };
}

async function noticesShowing(reader: Queries, today: string): Promise<StoredNotice[]> {
  const found = await reader.select().from(notices)
    .where(and(gte(notices.toDate, today), lte(notices.fromDate, today), isNotNull(notices.postedAt), isNull(notices.withdrawnAt)));
  return found.toSorted(compareShown);
}

/** What the public reads of a notice: no name in it. */
function asShown({ id, urgency, titleZh, titleEn, wordsZh, wordsEn }: StoredNotice): ShownNotice {
  return { id, urgency, titleZh, titleEn, wordsZh, wordsEn };
}

/** When each of these people read each of these notices: `readAt` by notice and person. */
export async function readsOf(reader: Queries, noticeIds: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const rows = noticeIds.length === 0 ? [] : await reader.select({ noticeId: noticeReads.noticeId, staffId: noticeReads.staffId, readAt: noticeReads.readAt })
    .from(noticeReads).where(inArray(noticeReads.noticeId, [...noticeIds])).orderBy(asc(noticeReads.readAt));
  const byNotice = new Map(noticeIds.map(id => [id, new Map<string, number>()]));
  for (const { noticeId, staffId, readAt } of rows) byNotice.get(noticeId)?.set(staffId, readAt);
  return byNotice;
}

/** Notices for the desk that were posted, whatever became of them since, newest first. */
export async function listPostedForDesk(reader: Queries, today: string): Promise<StoredNotice[]> {
  const found = await reader.select().from(notices).where(and(isNotNull(notices.postedAt), lte(notices.fromDate, today))).orderBy(desc(notices.postedAt)).limit(postedListed);
  return found.filter(({ places }) => places.includes('desk'));
}

/** Every notice, drafts first, then the newest, with how many of those at work here have read it; who posted it does not count. */
export async function listAllNotices(reader: Queries): Promise<(StoredNotice & { read: number })[]> {
  const found = await reader.select().from(notices).orderBy(sql`${notices.postedAt} is not null`, desc(notices.postedAt), desc(notices.writtenAt)).limit(allListed);
  const reads = await reader.select({ noticeId: noticeReads.noticeId, read: count() })
    .from(noticeReads).innerJoin(staff, eq(staff.id, noticeReads.staffId)).innerJoin(notices, eq(notices.id, noticeReads.noticeId))
    .where(and(eq(staff.isActive, true), sql`${noticeReads.staffId} is not ${notices.postedBy}`)).groupBy(noticeReads.noticeId);
  const byNotice = new Map(reads.map(({ noticeId, read }) => [noticeId, read]));
  return found.map(notice => ({ ...notice, read: byNotice.get(notice.id) ?? 0 }));
}

export async function findNotice(reader: Queries, noticeId: string): Promise<StoredNotice | null> {
  const [found] = await reader.select().from(notices).where(eq(notices.id, noticeId));
  return found ?? null;
}

export async function insertNotice(tx: Transaction, notice: typeof notices.$inferInsert): Promise<void> {
  await tx.insert(notices).values(notice);
}

export async function updateNotice(tx: Transaction, noticeId: string, change: Partial<Omit<StoredNotice, 'id' | 'side'>>): Promise<void> {
  await tx.update(notices).set(change).where(eq(notices.id, noticeId));
}

/** Keeps the receipt and answers when this person read the notice; the first receipt stays. UTC ms. */
export async function keepReceipt(tx: Transaction, noticeId: string, staffId: string, readAt: number): Promise<number> {
  await tx.insert(noticeReads).values({ id: uuidv7(), noticeId, staffId, readAt }).onConflictDoNothing();
  const [kept] = await tx.select({ readAt: noticeReads.readAt }).from(noticeReads).where(and(eq(noticeReads.noticeId, noticeId), eq(noticeReads.staffId, staffId)));
  return kept?.readAt ?? readAt;
}
