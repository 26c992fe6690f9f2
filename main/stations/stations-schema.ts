import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Devices that may talk to this branch. The token's hash stays here: `stations` is synced without it. */
export const stations = sqliteTable('stations', {
  id: text().primaryKey(),
  name: text().notNull(),
  kind: text({ enum: ['desk', 'hall', 'kiosk', 'pad'] }).notNull(),
  /** where a rating pad stands; null for all others */
  windowId: text(),
  enrolledAt: integer().notNull(),
  isRevoked: integer({ mode: 'boolean' }).notNull(),
  /** the desktop application's own windows, which come by message port and hold no token */
  isLocal: integer({ mode: 'boolean' }).notNull().default(false),
});

/** Secrets of enrolled stations and open invitations. Local, not synced. */
export const stationTokens = sqliteTable('station_tokens', {
  tokenHash: text().primaryKey(),
  stationId: text().notNull().references(() => stations.id),
  lastSeenAt: integer(),
});

export const stationInvitations = sqliteTable('station_invitations', {
  id: text().primaryKey(),
  codeHash: text().notNull(),
  name: text().notNull(),
  kind: text({ enum: ['desk', 'hall', 'kiosk', 'pad'] }).notNull(),
  /** where a rating pad stands; null for all others */
  windowId: text(),
  validUntilAt: integer().notNull(),
  usedAt: integer(),
  /** made at start for the first browser on this machine; a later one takes its place */
  isFirst: integer({ mode: 'boolean' }).notNull().default(false),
}, table => [uniqueIndex('station_invitations_code').on(table.codeHash)]);
