import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DeadlineRow } from '../../shared/deadlines.ts';

/** The classes of complaints 分类: a tree, three deep at most. A used one is retired, never deleted. */
export const complaintClasses = sqliteTable('complaint_classes', {
  id: text().primaryKey(),
  parentId: text(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  isActive: integer({ mode: 'boolean' }).notNull(),
  /** among those of the same parent */
  position: integer().notNull(),
  /** the class 举报: it and what lies below have the deadlines of reports */
  isReport: integer({ mode: 'boolean' }).notNull(),
}, table => [index('complaint_classes_parent').on(table.parentId)]);

/** The deadline table 时限表, a row each; replaced as a whole, because its rows are only right together. */
export const complaintDeadlineRows = sqliteTable('complaint_deadline_rows', {
  id: text().primaryKey(),
  position: integer().notNull(),
  row: text({ mode: 'json' }).$type<DeadlineRow>().notNull(),
});
