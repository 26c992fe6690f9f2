import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { destructionSteps } from '../../shared/lending.ts';

/** One proposal to destroy files 销毁, with what became of it. */
export const archiveDestructions = sqliteTable('archive_destructions', {
  id: text().primaryKey(),
  /** its number is X<year>-<ordinal>; rows are never deleted */
  year: integer().notNull(),
  ordinal: integer().notNull(),
  reason: text().notNull(),
  proposedAt: integer().notNull(),
  proposedBy: text().notNull(),
  proposedByName: text().notNull(),
  state: text({ enum: ['proposed', 'approved', 'rejected', 'withdrawn', 'carriedOut'] }).notNull(),
  carriedOutAt: integer(),
  method: text(),
  carriedOutByName: text(),
  witnessNames: text({ mode: 'json' }).$type<[string, string]>(),
  /** the entry of the access log about the first of its files */
  logSeq: integer(),
}, table => [uniqueIndex('archive_destructions_number').on(table.year, table.ordinal)]);

/** Append-only: each signature under a proposal, and the one that takes it back. */
export const archiveDestructionApprovals = sqliteTable('archive_destruction_approvals', {
  id: text().primaryKey(),
  destructionId: text().notNull().references(() => archiveDestructions.id),
  step: text({ enum: [...destructionSteps, 'withdrawal'] }).notNull(),
  staffId: text().notNull(),
  name: text().notNull(),
  at: integer().notNull(),
  isApproved: integer({ mode: 'boolean' }).notNull(),
  words: text().notNull(),
}, table => [uniqueIndex('archive_destruction_approvals_step').on(table.destructionId, table.step)]);

/** The register 销毁清册: what of a file stays readable, masked, after the file itself is gone. */
export const archiveDestructionFiles = sqliteTable('archive_destruction_files', {
  destructionId: text().notNull().references(() => archiveDestructions.id),
  fileId: text().notNull(),
  maskedTitle: text().notNull(),
  maskedName: text().notNull(),
  retentionEndsOn: text(),
}, table => [primaryKey({ columns: [table.destructionId, table.fileId] }), index('archive_destruction_files_file').on(table.fileId)]);
