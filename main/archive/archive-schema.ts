import { sql } from 'drizzle-orm';
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { fileStates, levelApprovals, media, scanKinds } from '../../shared/archive.ts';

export const archiveCategories = sqliteTable('archive_categories', {
  id: text().primaryKey(),
  parentId: text(),
  code: text().notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  isActive: integer({ mode: 'boolean' }).notNull(),
}, table => [uniqueIndex('archive_categories_code').on(table.code)]);

export const archiveShelves = sqliteTable('archive_shelves', {
  id: text().primaryKey(),
  code: text().notNull(),
  room: text().notNull(),
  isActive: integer({ mode: 'boolean' }).notNull(),
}, table => [uniqueIndex('archive_shelves_code').on(table.code)]);

export const archiveLevels = sqliteTable('archive_levels', {
  id: text().primaryKey(),
  rank: integer().notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  longestTermMonths: integer(),
  approval: text({ enum: levelApprovals }).notNull(),
  loanDays: integer().notNull(),
  loanDaysAre: text({ enum: ['natural', 'working'] }).notNull(),
  isActive: integer({ mode: 'boolean' }).notNull(),
}, table => [uniqueIndex('archive_levels_rank').on(table.rank)]);

export const retentionClasses = sqliteTable('retention_classes', {
  id: text().primaryKey(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  years: integer(),
  isActive: integer({ mode: 'boolean' }).notNull(),
});

/** One row per archive file 档案. What is not masked leaves this domain only with the proof of a log entry. */
export const archiveFiles = sqliteTable('archive_files', {
  /** The integer the search index points at; the key everywhere else is `id`. */
  searchId: integer().primaryKey(),
  id: text().notNull(),
  archiveNumber: text().notNull(),
  title: text().notNull(),
  subjectName: text().notNull(),
  subjectAccountNumber: text(),
  subjectAddress: text(),
  subjectIdNumber: text(),
  customerId: text(),
  categoryId: text().notNull(),
  year: integer().notNull(),
  pages: integer().notNull(),
  medium: text({ enum: media }).notNull(),
  shelfId: text(),
  place: text().notNull(),
  retentionClassId: text().notNull(),
  /** business day after which it may be destroyed; null: kept for ever */
  retentionEndsOn: text(),
  levelId: text().notNull(),
  levelEndsOn: text(),
  state: text({ enum: fileStates }).notNull(),
  importId: text(),
  createdAt: integer().notNull(),
  changedAt: integer().notNull(),
}, table => [
  uniqueIndex('archive_files_id').on(table.id),
  uniqueIndex('archive_files_number').on(table.archiveNumber),
  index('archive_files_customer').on(table.customerId).where(sql`${table.customerId} is not null`),
  index('archive_files_shelf').on(table.shelfId),
  index('archive_files_level_ends').on(table.levelEndsOn).where(sql`${table.levelEndsOn} is not null`),
  index('archive_files_retention_ends').on(table.retentionEndsOn).where(sql`${table.retentionEndsOn} is not null`),
  index('archive_files_away').on(table.state).where(sql`${table.state} <> 'onShelf'`),
]);

export const archiveHolds = sqliteTable('archive_holds', {
  id: text().primaryKey(),
  fileId: text().notNull(),
  reason: text().notNull(),
  authority: text().notNull(),
  placedAt: integer().notNull(),
  placedBy: text().notNull(),
  liftedAt: integer(),
  liftedBy: text(),
  liftReason: text(),
}, table => [index('archive_holds_file').on(table.fileId)]);

/** Scans of a file. The content lies encrypted beside the database, in `scans/`, under the scan's id. */
export const archiveScans = sqliteTable('archive_scans', {
  id: text().primaryKey(),
  fileId: text().notNull(),
  title: text().notNull(),
  kind: text({ enum: scanKinds }).notNull(),
  byteCount: integer().notNull(),
  pageCount: integer().notNull(),
  sha256: text().notNull(),
  hasThumbnail: integer({ mode: 'boolean' }).notNull(),
  addedAt: integer().notNull(),
  addedBy: text().notNull(),
  removedAt: integer(),
}, table => [index('archive_scans_file').on(table.fileId)]);

/** The content key of each file with scans, wrapped by the branch key. Local. Deleting the row destroys the content for good. */
export const archiveFileKeys = sqliteTable('archive_file_keys', {
  fileId: text().primaryKey(),
  wrappedKey: blob({ mode: 'buffer' }).notNull(),
});

/** One row per import of a file ledger. */
export const archiveImports = sqliteTable('archive_imports', {
  id: text().primaryKey(),
  fileName: text().notNull(),
  rowCount: integer().notNull(),
  stored: integer().notNull(),
  refused: integer().notNull(),
  storedAt: integer().notNull(),
  byStaffId: text().notNull(),
});
