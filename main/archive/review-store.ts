import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { addDays } from '../../shared/calendar.ts';
import type { ReviewSheet } from '../../shared/lending.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { archiveFiles, archiveShelves } from './archive-schema.ts';
import { archiveLoans } from './lending-schema.ts';
import { endsSoonWithinDays } from './level-terms.ts';
import { asOnPaper, paperColumns } from './papers-store.ts';
import { archiveReviewItems, archiveReviews, type ReviewCounts } from './review-schema.ts';

export type StoredReview = typeof archiveReviews.$inferSelect;
export type ReviewItem = BranchOutputs['lending']['reviewItems']['items'][number];

export async function findShelf(reader: Queries, shelfId: string): Promise<{ id: string; code: string } | null> {
  const [found] = await reader.select({ id: archiveShelves.id, code: archiveShelves.code }).from(archiveShelves).where(eq(archiveShelves.id, shelfId));
  return found ?? null;
}

export async function findReview(reader: Queries, reviewId: string): Promise<StoredReview | null> {
  const [found] = await reader.select().from(archiveReviews).where(eq(archiveReviews.id, reviewId));
  return found ?? null;
}

export async function hasReview(reader: Queries, quarter: string, shelfId: string): Promise<boolean> {
  const [found] = await reader.select({ id: archiveReviews.id }).from(archiveReviews).where(and(eq(archiveReviews.quarter, quarter), eq(archiveReviews.shelfId, shelfId)));
  return found !== undefined;
}

/**
 * Stores a worksheet with every file of its shelf, in two statements however many they are. A lent file is explained by its
 * card, whose number is noted. Answers how many files it has.
 */
export async function insertReview(tx: Transaction, review: StoredReview, today: string): Promise<number> {
  await tx.insert(archiveReviews).values(review).run();
  const files = await tx.select({ id: archiveFiles.id }).from(archiveFiles)
    .where(and(eq(archiveFiles.shelfId, review.shelfId), ne(archiveFiles.state, 'destroyed')));
  // Keys are UUIDv7, which SQLite cannot make: each file is handed in with the key of its line.
  const lines = JSON.stringify(files.map(({ id }) => [uuidv7(), id]));
  const soon = addDays(today, endsSoonWithinDays);
  await tx.run(sql`
    insert into ${archiveReviewItems} (id, reviewId, fileId, finding, words, isOverdueLoan, levelEndsSoon, dataIncomplete)
    select line.value ->> 0, ${review.id}, f.id,
      case when l.id is null then 'unchecked' else 'explained' end,
      case when l.id is null then '' else format('J%d-%04d', l.year, l.ordinal) end,
      l.dueOn is not null and l.dueOn < ${today},
      f.levelEndsOn is not null and f.levelEndsOn between ${today} and ${soon},
      coalesce(f.subjectAccountNumber, '') = '' or coalesce(f.subjectIdNumber, '') = '' or coalesce(f.subjectAddress, '') = '' or f.pages = 0
    from json_each(${lines}) line
    join ${archiveFiles} f on f.id = line.value ->> 1
    left join ${archiveLoans} l on l.fileId = f.id and l.returnedAt is null`);
  return files.length;
}

/**
 * Worksheets with their counts, the newest first; or the one with this id. Only the lines of worksheets that are not signed
 * yet are counted: years of signed ones cost a row each.
 */
export async function listReviews(reader: Queries, reviewId?: string): Promise<ReviewSheet[]> {
  const rows = await reader.select({ review: archiveReviews, present: presentCounts }).from(archiveReviews)
    .where(reviewId === undefined ? undefined : eq(archiveReviews.id, reviewId)).orderBy(desc(archiveReviews.startedAt), desc(archiveReviews.id));
  return rows.map(({ review: { id, quarter, shelfId, startedAt, startedByName, signedAt, counterName, checkerName, signedCounts }, present }) => ({
    id, quarter, shelfId, startedAt, startedByName, ...signedCounts ?? JSON.parse(present ?? '{}') as ReviewCounts,
    signed: signedAt === null ? null : { at: signedAt, counterName: counterName ?? '', checkerName: checkerName ?? '' },
  }));
}

// Data to be completed says that the file itself was there. In bare SQL, because drizzle drops the table's name in a query of one table.
const presentCounts = sql<string | null>`case when archive_reviews.signedCounts is null then (
  select json_object('total', count(*), 'unchecked', count(*) filter (where finding = 'unchecked'), 'missing', count(*) filter (where finding = 'missing'),
    'explained', count(*) filter (where finding = 'explained'), 'onShelf', count(*) filter (where finding in ('onShelf', 'incompleteData')))
  from archive_review_items where archive_review_items.reviewId = archive_reviews.id) end`;

/** The lines of a worksheet in the order of the archive numbers, or the one of this file. */
export async function listReviewItems(reader: Queries, reviewId: string, fileId?: string): Promise<ReviewItem[]> {
  const { id, finding, words, isOverdueLoan, levelEndsSoon, dataIncomplete } = archiveReviewItems;
  const rows = await reader.select({ item: { id, finding, words, isOverdueLoan, levelEndsSoon, dataIncomplete }, file: paperColumns }).from(archiveReviewItems)
    .innerJoin(archiveFiles, eq(archiveFiles.id, archiveReviewItems.fileId))
    .where(and(eq(archiveReviewItems.reviewId, reviewId), fileId === undefined ? undefined : eq(archiveReviewItems.fileId, fileId)))
    .orderBy(asc(archiveFiles.archiveNumber));
  // No field of a file says until when its id document is valid: it is not marked as expired on a guess.
  return rows.map(({ item, file }) => ({ ...item, file: asOnPaper(file), idDocumentExpired: false }));
}

/** The file a scanned label names, with the code of its shelf; null when no file has the number. */
export async function findByNumber(reader: Queries, archiveNumber: string): Promise<{ id: string; archiveNumber: string; shelfCode: string | null } | null> {
  const [found] = await reader.select({ id: archiveFiles.id, archiveNumber: archiveFiles.archiveNumber, shelfCode: archiveShelves.code }).from(archiveFiles)
    .leftJoin(archiveShelves, eq(archiveShelves.id, archiveFiles.shelfId)).where(eq(archiveFiles.archiveNumber, archiveNumber));
  return found ?? null;
}

/** Notes what was found of a file; answers false when the worksheet has no such line. */
export async function storeFinding(
  tx: Transaction, reviewId: string, fileId: string, found: Pick<typeof archiveReviewItems.$inferInsert, 'finding' | 'words' | 'checkedAt' | 'checkedBy'>,
): Promise<boolean> {
  const { changes } = await tx.update(archiveReviewItems).set(found).where(and(eq(archiveReviewItems.reviewId, reviewId), eq(archiveReviewItems.fileId, fileId))).run();
  return changes > 0;
}

export async function signReview(tx: Transaction, reviewId: string, signed: Pick<StoredReview, 'signedAt' | 'counterName' | 'checkerName' | 'signedCounts'>): Promise<void> {
  await tx.update(archiveReviews).set(signed).where(eq(archiveReviews.id, reviewId)).run();
}
