import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { outageCauses, outageKinds } from '../../shared/outages.ts';

/** The branch itself: one row, made by the first-run wizard. */
export const branch = sqliteTable('branch', {
  id: text().primaryKey(),
  name: text().notNull(),
  trade: text({ enum: ['power', 'bank', 'insurance', 'property'] }).notNull(),
  timeZone: text().notNull(),
  isDemonstration: integer({ mode: 'boolean' }).notNull(),
  createdAt: integer().notNull(),
});

/** Values the branch has set otherwise than the defaults in shared/settings.ts. */
export const settings = sqliteTable('settings', {
  id: text().primaryKey(),
  value: text({ mode: 'json' }).notNull(),
  changedAt: integer().notNull(),
});

/** Settings that headquarters has fixed: the branch does not change them itself. */
export const settingLocks = sqliteTable('setting_locks', {
  /** the setting's name */
  id: text().primaryKey(),
  lockedAt: integer().notNull(),
});

/**
 * Stretches in which the service did not run 停机, or had no line to headquarters 离线. Written when they are over, so that headquarters
 * gets them whole; only ever added to.
 */
export const outages = sqliteTable('outages', {
  id: text().primaryKey(),
  kind: text({ enum: outageKinds }).notNull(),
  beganAt: integer().notNull(),
  /** before `beganAt` where the clock was set back meanwhile */
  endedAt: integer().notNull(),
  cause: text({ enum: outageCauses }).notNull(),
}, table => [index('outages_ended').on(table.endedAt)]);
