import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { callBackOutcomes, ratingReasons, ratingScores, ratingSources } from '../../shared/ratings.ts';
import { criterionKinds, type SatisfactionCounts } from '../../shared/satisfaction.ts';
import { visits } from '../counter/counter-schema.ts';
import { services, windows } from '../queue/queue-schema.ts';

/** Counts of a span of business dates, as they were when they were frozen. */
export type FrozenFigures = SatisfactionCounts & { fromDate: string; toDate: string };

/** What customers said of a service: one rating per visit, held by the database itself. A rating is never changed; a bad one may get its reason. */
export const ratings = sqliteTable('ratings', {
  id: text().primaryKey(),
  visitId: text().notNull().references(() => visits.id),
  serviceId: text().notNull().references(() => services.id),
  windowId: text().notNull().references(() => windows.id),
  staffId: text().notNull(),
  businessDate: text().notNull(),
  score: text({ enum: ratingScores }).notNull(),
  reason: text({ enum: ratingReasons }),
  source: text({ enum: ratingSources }).notNull(),
  stationId: text(),
  /** the clerk who put down what the customer said; null for a pad */
  recordedBy: text(),
  ratedAt: integer().notNull(),
}, table => [
  uniqueIndex('ratings_visit').on(table.visitId),
  index('ratings_date').on(table.businessDate),
  index('ratings_bad').on(table.ratedAt).where(sql`${table.score} in ('dissatisfied', 'veryDissatisfied')`),
]);

/** Attempts to call the giver of a bad rating back: append-only. */
export const ratingCallBacks = sqliteTable('rating_call_backs', {
  id: text().primaryKey(),
  ratingId: text().notNull().references(() => ratings.id),
  at: integer().notNull(),
  byStaffId: text().notNull(),
  byStaffName: text().notNull(),
  outcome: text({ enum: callBackOutcomes }).notNull(),
  words: text().notNull(),
}, table => [index('rating_call_backs_rating').on(table.ratingId, table.at)]);

/** What the manager undertakes to satisfy customers better. Figures of before and after are frozen when it is checked. */
export const satisfactionMeasures = sqliteTable('satisfaction_measures', {
  id: text().primaryKey(),
  title: text().notNull(),
  words: text().notNull(),
  ownerId: text().notNull(),
  ownerName: text().notNull(),
  dueOn: text().notNull(),
  serviceId: text().references(() => services.id),
  createdOn: text().notNull(),
  createdByName: text().notNull(),
  doneOn: text(),
  doneWords: text(),
  checkedOn: text(),
  checkedByName: text(),
  effect: text({ enum: ['better', 'same', 'worse'] }),
  effectWords: text(),
  before: text({ mode: 'json' }).$type<FrozenFigures>(),
  after: text({ mode: 'json' }).$type<FrozenFigures>(),
});

/** Targets by year: append-only, the newest of a kind counts. */
export const satisfactionCriteria = sqliteTable('satisfaction_criteria', {
  id: text().primaryKey(),
  year: integer().notNull(),
  kind: text({ enum: criterionKinds }).notNull(),
  targetPercent: integer().notNull(),
  note: text().notNull(),
  setAt: integer().notNull(),
  setByName: text().notNull(),
}, table => [index('satisfaction_criteria_year').on(table.year, table.setAt)]);
