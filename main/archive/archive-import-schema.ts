import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { media } from '../../shared/archive.ts';

/**
 * Rows of a file ledger under way, written in small steps so that nobody waits for the writer, and moved to `archive_files`
 * in one. Local. Empty whenever no import is being stored; what a crash leaves is cleared at the next start.
 * `searchId` is taken already here, because the search index is filled beside it.
 */
export const archiveImportRows = sqliteTable('archive_import_rows', {
  searchId: integer().primaryKey(),
  importId: text().notNull(),
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
  retentionEndsOn: text(),
  levelId: text().notNull(),
  levelEndsOn: text(),
}, table => [index('archive_import_rows_import').on(table.importId)]);
