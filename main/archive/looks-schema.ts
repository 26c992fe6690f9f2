import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { basisKinds, type BasisKind } from '../../shared/access-log.ts';
import type { LookField } from '../../shared/looks.ts';

/** The list of purposes 查阅目的. Entries of the access log name a purpose by its code: a code never changes its meaning. */
export const archivePurposes = sqliteTable('archive_purposes', {
  id: text().primaryKey(),
  code: text().notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  bases: text({ mode: 'json' }).$type<BasisKind[]>().notNull(),
  fields: text({ mode: 'json' }).$type<LookField[]>().notNull(),
  minutes: integer().notNull(),
  isActive: integer({ mode: 'boolean' }).notNull(),
}, table => [uniqueIndex('archive_purposes_code').on(table.code)]);

/** One row per look 查阅 that opened. Says who may see which fields of what until when; never what they say. */
export const archiveLooks = sqliteTable('archive_looks', {
  id: text().primaryKey(),
  /** its entry of the access log */
  logSeq: integer().notNull(),
  staffId: text().notNull(),
  sessionId: text().notNull(),
  fileId: text(),
  customerId: text(),
  purposeCode: text().notNull(),
  purposeNameZh: text().notNull(),
  purposeNameEn: text().notNull(),
  basisKind: text({ enum: basisKinds }),
  fields: text({ mode: 'json' }).$type<LookField[]>().notNull(),
  openedAt: integer().notNull(),
  expiresAt: integer().notNull(),
  closedAt: integer(),
  isBreakGlass: integer({ mode: 'boolean' }).notNull(),
  /** of a break-glass look: why, by when it must be reviewed, and what the review came to */
  reason: text(),
  reviewDueOn: text(),
  isReviewDueProvisional: integer({ mode: 'boolean' }),
  reviewedAt: integer(),
  reviewedBy: text(),
  isJustified: integer({ mode: 'boolean' }),
  reviewWords: text(),
}, table => [
  index('archive_looks_staff').on(table.staffId, table.expiresAt).where(sql`${table.closedAt} is null`),
  index('archive_looks_break_glass').on(table.openedAt).where(sql`${table.isBreakGlass} = 1`),
  uniqueIndex('archive_looks_log_seq').on(table.logSeq),
]);
