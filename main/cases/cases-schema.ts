import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { caseEventKinds, caseStates, type CaseCheck } from '../../shared/cases.ts';
import { complaintChannels } from '../../shared/complaints.ts';
import type { CallBackOutcome } from '../../shared/complaint-steps.ts';

/** The case library 案例库. */
export const cases = sqliteTable('cases', {
  id: text().primaryKey(),
  /** the row of the search index */
  searchId: integer().notNull(),
  /** L<year>-<ordinal>; a gap only behind a lost machine */
  year: integer().notNull(),
  ordinal: integer().notNull(),
  state: text({ enum: caseStates }).notNull(),
  version: integer().notNull(),
  complaintId: text(),
  outcome: text().$type<CallBackOutcome>(),

  title: text().notNull(),
  classId: text(),
  channel: text({ enum: complaintChannels }),
  problem: text().notNull(),
  cause: text().notNull(),
  responsibleUnit: text().notNull(),
  remedy: text().notNull(),
  lesson: text().notNull(),
  avoidance: text().notNull(),
  keywords: text({ mode: 'json' }).$type<string[]>().notNull(),

  authorId: text().notNull(),
  authorName: text().notNull(),
  changedAt: integer().notNull(),
  publishedAt: integer(),
  /** null: nothing to check, it is not published */
  nextCheckAt: integer(),
  avoidedCount: integer().notNull(),
  recurredCount: integer().notNull(),
}, table => [
  uniqueIndex('cases_number').on(table.year, table.ordinal),
  uniqueIndex('cases_search').on(table.searchId),
  uniqueIndex('cases_complaint').on(table.complaintId).where(sql`${table.complaintId} is not null`),
  index('cases_state').on(table.state, table.changedAt),
  index('cases_published').on(table.publishedAt, table.id).where(sql`${table.state} = 'published'`),
  index('cases_check').on(table.nextCheckAt).where(sql`${table.state} = 'published'`),
  index('cases_author').on(table.authorId, table.changedAt),
  index('cases_class').on(table.classId),
]);

/** Photos of the complaint a case shows; the content stays with the complaint. */
export const casePhotos = sqliteTable('case_photos', {
  caseId: text().notNull().references(() => cases.id),
  photoId: text().notNull(),
  position: integer().notNull(),
}, table => [primaryKey({ columns: [table.caseId, table.photoId] })]);

/** What happened with a case. Only ever added to. */
export const caseEvents = sqliteTable('case_events', {
  id: text().primaryKey(),
  caseId: text().notNull().references(() => cases.id),
  kind: text({ enum: caseEventKinds }).notNull(),
  at: integer().notNull(),
  byStaffId: text().notNull(),
  byName: text().notNull(),
  words: text().notNull(),
}, table => [index('case_events_case').on(table.caseId, table.at)]);

/** Later checks: avoided or recurred. Only ever added to. */
export const caseChecks = sqliteTable('case_checks', {
  id: text().primaryKey(),
  caseId: text().notNull().references(() => cases.id),
  at: integer().notNull(),
  byStaffId: text().notNull(),
  byName: text().notNull(),
  outcome: text().$type<CaseCheck['outcome']>().notNull(),
  words: text().notNull(),
  complaintId: text(),
}, table => [index('case_checks_case').on(table.caseId, table.at)]);
