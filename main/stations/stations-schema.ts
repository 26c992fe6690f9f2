import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Devices that may talk to this branch. The token's hash stays here: `stations` is synced without it. */
export const stations = sqliteTable('stations', {
  id: text().primaryKey(),
  name: text().notNull(),
  kind: text({ enum: ['desk', 'hall', 'kiosk'] }).notNull(),
  enrolledAt: integer().notNull(),
  isRevoked: integer({ mode: 'boolean' }).notNull(),
});

/** Secrets of enrolled stations and open invitations. Local, not synced. */
export const stationTokens = sqliteTable('station_tokens', {
  tokenHash: text().primaryKey(),
  stationId: text().notNull().references(() => stations.id),
  lastSeenAt: integer(),
});

export const stationInvitations = sqliteTable('station_invitations', {
  codeHash: text().primaryKey(),
  name: text().notNull(),
  kind: text({ enum: ['desk', 'hall', 'kiosk'] }).notNull(),
  validUntilAt: integer().notNull(),
  usedAt: integer(),
}, table => [uniqueIndex('station_invitations_code').on(table.codeHash)]);
