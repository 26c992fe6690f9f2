import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Append-only: each change of a file's secrecy level 密级变更, and each release when its term ended 自行解密. */
export const archiveLevelChanges = sqliteTable('archive_level_changes', {
  id: text().primaryKey(),
  fileId: text().notNull(),
  fromLevelId: text().notNull(),
  toLevelId: text().notNull(),
  endsOn: text(),
  at: integer().notNull(),
  kind: text({ enum: ['changed', 'extended', 'released'] }).notNull(),
  /** null: nobody, the term had ended */
  byStaffId: text(),
  byName: text().notNull(),
  reason: text().notNull(),
  approvedByNames: text({ mode: 'json' }).$type<string[]>().notNull(),
}, table => [index('archive_level_changes_file').on(table.fileId, table.at), index('archive_level_changes_at').on(table.at)]);
