import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

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
