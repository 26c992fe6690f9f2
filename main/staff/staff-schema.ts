import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Role } from '../../shared/staff.ts';

/** People with an account. Synced without the two hashes. */
export const staff = sqliteTable('staff', {
  id: text().primaryKey(),
  loginName: text().notNull(),
  name: text().notNull(),
  roles: text({ mode: 'json' }).$type<Role[]>().notNull(),
  isActive: integer({ mode: 'boolean' }).notNull(),
  createdAt: integer().notNull(),
  changedAt: integer().notNull(),
}, table => [uniqueIndex('staff_login_name').on(table.loginName)]);

/** What proves a person, kept apart so that it never leaves the branch: local, not synced. */
export const staffCredentials = sqliteTable('staff_credentials', {
  staffId: text().primaryKey().references(() => staff.id),
  passwordHash: text().notNull(),
  pinHash: text(),
  mustChangePassword: integer({ mode: 'boolean' }).notNull(),
  failedAttempts: integer().notNull(),
  lastFailedAt: integer(),
  lockedUntilAt: integer(),
  lastSignedInAt: integer(),
});

/**
 * Failures on names that no account has, counted by the same rule, so that an answer does not tell which names exist.
 * The name is kept only as a keyed hash: people type passwords into the wrong field. Local, not synced.
 */
export const unknownSignIns = sqliteTable('unknown_sign_ins', {
  nameKey: text().primaryKey(),
  failedAttempts: integer().notNull(),
  lastFailedAt: integer().notNull(),
  lockedUntilAt: integer(),
}, table => [index('unknown_sign_ins_last').on(table.lastFailedAt)]);

/** Signed-in sessions survive a restart of the service. Local, not synced. */
export const sessions = sqliteTable('sessions', {
  id: text().primaryKey(),
  tokenHash: text().notNull(),
  staffId: text().notNull().references(() => staff.id),
  stationId: text().notNull(),
  startedAt: integer().notNull(),
  lastActiveAt: integer().notNull(),
  lockedAt: integer(),
  wrongUnlocks: integer().notNull(),
  endedAt: integer(),
}, table => [
  uniqueIndex('sessions_token').on(table.tokenHash),
  index('sessions_staff').on(table.staffId),
  index('sessions_open').on(table.startedAt).where(sql`${table.endedAt} is null`),
]);

/** Signing in, failing, locking out, changes of accounts: append-only. */
export const staffEvents = sqliteTable('staff_events', {
  id: text().primaryKey(),
  at: integer().notNull(),
  staffId: text().notNull(),
  kind: text({ enum: ['added', 'changed', 'passwordReset', 'passwordChanged', 'pinChanged', 'signedIn', 'signInFailed', 'lockedOut', 'locked', 'unlocked', 'unlockFailed', 'signedOut'] }).notNull(),
  byStaffId: text(),
  stationId: text(),
  details: text({ mode: 'json' }).$type<Record<string, unknown>>(),
}, table => [index('staff_events_staff').on(table.staffId, table.at)]);
