import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Lines of a worksheet: all, and by what was found. */
export interface ReviewCounts { total: number; unchecked: number; missing: number; explained: number; onShelf: number }

/** One worksheet of the quarterly review 核定工作单: one shelf in one quarter. */
export const archiveReviews = sqliteTable('archive_reviews', {
  id: text().primaryKey(),
  /** `2026Q1` */
  quarter: text().notNull(),
  shelfId: text().notNull(),
  startedAt: integer().notNull(),
  startedBy: text().notNull(),
  startedByName: text().notNull(),
  signedAt: integer(),
  counterName: text(),
  checkerName: text(),
  /** what its lines came to; null until it is signed, when they do not change any more */
  signedCounts: text({ mode: 'json' }).$type<ReviewCounts>(),
}, table => [uniqueIndex('archive_reviews_shelf').on(table.quarter, table.shelfId)]);

/** One line of a worksheet. The marks are as they were when the sheet was started. */
export const archiveReviewItems = sqliteTable('archive_review_items', {
  id: text().primaryKey(),
  reviewId: text().notNull().references(() => archiveReviews.id),
  fileId: text().notNull(),
  finding: text({ enum: ['unchecked', 'onShelf', 'explained', 'missing', 'incompleteData'] }).notNull(),
  words: text().notNull(),
  isOverdueLoan: integer({ mode: 'boolean' }).notNull(),
  levelEndsSoon: integer({ mode: 'boolean' }).notNull(),
  dataIncomplete: integer({ mode: 'boolean' }).notNull(),
  checkedAt: integer(),
  checkedBy: text(),
}, table => [
  uniqueIndex('archive_review_items_file').on(table.reviewId, table.fileId),
  index('archive_review_items_finding').on(table.reviewId, table.finding),
]);
