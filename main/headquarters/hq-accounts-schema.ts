import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { HeadquartersRole } from '../../shared/headquarters-errors.ts';
import { count, hq } from './hq-schema.ts';

// People of headquarters, what they did, and the secrets its instances share.

export const staff = hq.table('staff', {
  id: text().primaryKey(),
  loginName: text().notNull(),
  name: text().notNull(),
  roles: jsonb().$type<HeadquartersRole[]>().notNull(),
  isActive: boolean().notNull(),
  passwordHash: text().notNull(),
  mustChangePassword: boolean().notNull(),
  failedAttempts: integer().notNull(),
  lastFailedAt: count(),
  lockedUntilAt: count(),
  lastSignedInAt: count(),
  createdAt: count().notNull(),
}, table => [uniqueIndex('staff_login_name').on(table.loginName)]);

export const sessions = hq.table('sessions', {
  tokenHash: text().primaryKey(),
  staffId: text().notNull().references(() => staff.id),
  startedAt: count().notNull(),
  lastActiveAt: count().notNull(),
  endedAt: count(),
}, table => [index('sessions_staff').on(table.staffId)]);

/** What was done at headquarters, by whom. Only ever added to: a trigger refuses all else. */
export const auditTrail = hq.table('audit_trail', {
  id: text().primaryKey(),
  at: count().notNull(),
  staffId: text(),
  staffName: text(),
  action: text().notNull(),
  branchId: text(),
  detail: jsonb().notNull(),
  /** the command that did it, where a repeat of it is answered from this entry */
  commandId: text(),
}, table => [
  index('audit_trail_at').on(table.at),
  index('audit_trail_branch').on(table.branchId, table.at),
  uniqueIndex('audit_trail_command').on(table.commandId).where(sql`${table.commandId} is not null`),
]);

/** What an instance of the service must share with the others: its signing key (wrapped by the key file), the schema version. */
export const secrets = hq.table('secrets', { name: text().primaryKey(), value: text().notNull() });
