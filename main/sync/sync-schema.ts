import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

// What a branch knows of its line to headquarters. All of it stays on this machine.

/** The line: one row once the branch is enrolled. The token itself is a secret and lies in a file of its own. */
export const syncLine = sqliteTable('sync_line', {
  id: text().primaryKey(),
  address: text().notNull(),
  headquartersName: text().notNull(),
  headquartersPublicKey: text().notNull(),
  epoch: integer().notNull(),
  enrolledAt: integer().notNull(),
  /** sealed and held by headquarters and its archive, up to and including */
  sealedSeq: integer().notNull(),
  receivedSeq: integer().notNull(),
  durableSeq: integer().notNull(),
  chain: text().notNull(),
  /** the last directive taken */
  directive: integer().notNull(),
  lastContactAt: integer(),
  receivedAt: integer(),
  /** why the last round ended early: a code, with its data; null: it did not */
  trouble: text({ mode: 'json' }).$type<{ code: string; data: unknown; since: number }>(),
});

/** Batches that were sealed and are not durable yet. A sealed one never changes; its bytes are read anew from the journal. */
export const syncBatches = sqliteTable('sync_batches', {
  firstSeq: integer().primaryKey(),
  lastSeq: integer().notNull(),
  epoch: integer().notNull(),
  sha256: text().notNull(),
  chainBefore: text().notNull(),
  seal: text().notNull(),
  signature: text().notNull(),
  sealedAt: integer().notNull(),
}, table => [uniqueIndex('sync_batches_last').on(table.lastSeq)]);

/** Directives answered, until headquarters has heard the answer. */
export const syncTakes = sqliteTable('sync_takes', {
  number: integer().primaryKey(),
  outcome: text({ enum: ['taken', 'refused'] }).notNull(),
  code: text(),
  at: integer().notNull(),
});

/** Photos and scans that headquarters has. */
export const syncFiles = sqliteTable('sync_files', {
  sha256: text().primaryKey(),
  kind: text({ enum: ['photo', 'scan'] }).notNull(),
  byteCount: integer().notNull(),
  sentAt: integer().notNull(),
});
