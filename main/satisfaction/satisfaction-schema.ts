import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { callBackOutcomes, ratingReasons, ratingScores, ratingSources } from '../../shared/ratings.ts';
import { visits } from '../counter/counter-schema.ts';
import { services, windows } from '../queue/queue-schema.ts';

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
