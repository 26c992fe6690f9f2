import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { fileKinds, type RebuildExtent } from '../../shared/sync.ts';
import type { Missed } from './next-step.ts';
import type { AwayReason } from '../../shared/outages.ts';
import type { EpochReason } from '../../shared/sync.ts';

// What a branch knows of its line to headquarters. All of it stays on this machine.

/** The line: one row once the branch is enrolled. The token itself is a secret and lies in a file of its own. */
export const syncLine = sqliteTable('sync_line', {
  id: text().primaryKey(),
  address: text().notNull(),
  headquartersName: text().notNull(),
  headquartersPublicKey: text().notNull(),
  /** SHA-256 of the one certificate that is taken for headquarters'; null: any that the system's authorities vouch for */
  certificate: text(),
  epoch: integer().notNull(),
  /** the journal's sequence before the epoch's first change: what is said to headquarters counts from there */
  base: integer().notNull(),
  enrolledAt: integer().notNull(),
  /** sealed, held by headquarters, and by its archive, up to and including */
  sealedSeq: integer().notNull(),
  receivedSeq: integer().notNull(),
  durableSeq: integer().notNull(),
  chain: text().notNull(),
  /** the last directive taken, and the newest that headquarters told of */
  directive: integer().notNull(),
  newestDirective: integer().notNull(),
  lastContactAt: integer(),
  /** headquarters does not answer: since which round, and how that one failed; null: it answered the newest */
  away: text({ mode: 'json' }).$type<{ since: number; reason: AwayReason }>(),
  /** when headquarters last took something, and when the newest change was made that it has */
  receivedAt: integer(),
  receivedToAt: integer(),
  /** headquarters' clock less ours, milliseconds */
  clockOffsetMs: integer(),
  /** the next epoch must begin before anything is sent: what this database had, when it was put back, of the one before */
  epochWish: text({ mode: 'json' }).$type<{ why: EpochReason; keptUpTo: number }>(),
  /** changes of older epochs that headquarters has and this database lacks */
  missed: text({ mode: 'json' }).$type<Missed[]>(),
  /** the newest comparison with headquarters: up to which change, over how many rows, of which so many differed */
  compared: text({ mode: 'json' }).$type<{ at: number; upTo: number; rows: number; differing: number }>(),
  /** headquarters would not witness the access log, and since when; null: it did */
  witnessRefused: text({ mode: 'json' }).$type<{ at: number; reason: string; size: number; witnessed: number }>(),
  /** why the last round ended early: a code, with its data; null: it did not */
  trouble: text({ mode: 'json' }).$type<{ code: string; data: unknown; since: number }>(),
});

/** Batches that were sealed and are not durable yet. A sealed one never changes; its bytes are read anew from the journal. */
export const syncBatches = sqliteTable('sync_batches', {
  firstSeq: integer().primaryKey(),
  lastSeq: integer().notNull(),
  /** when its last change was made */
  lastAt: integer().notNull(),
  epoch: integer().notNull(),
  base: integer().notNull(),
  sha256: text().notNull(),
  chainBefore: text().notNull(),
  seal: text().notNull(),
  signature: text().notNull(),
  sealedAt: integer().notNull(),
}, table => [uniqueIndex('sync_batches_last').on(table.lastSeq)]);

/** Directives answered; those without `toldAt` are still to be told to headquarters, of the others the newest are kept. */
export const syncTakes = sqliteTable('sync_takes', {
  number: integer().primaryKey(),
  kind: text().notNull(),
  outcome: text({ enum: ['taken', 'refused'] }).notNull(),
  code: text(),
  at: integer().notNull(),
  toldAt: integer(),
});

/** Files that headquarters has, by name. */
export const syncFiles = sqliteTable('sync_files', {
  name: text().primaryKey(),
  kind: text({ enum: fileKinds }).notNull(),
  sha256: text().notNull(),
  byteCount: integer().notNull(),
  sentAt: integer().notNull(),
  /** a new machine does not have it yet and fetches it */
  isMissingHere: integer({ mode: 'boolean' }).notNull(),
}, table => [index('sync_files_missing').on(table.name).where(sql`${table.isMissingHere} = 1`)]);

/** This machine is taking a lost one's place: one row from the code until the branch opens. */
export const syncRebuild = sqliteTable('sync_rebuild', {
  id: text().primaryKey(),
  address: text().notNull(),
  headquartersName: text().notNull(),
  headquartersPublicKey: text().notNull(),
  certificate: text(),
  branchId: text().notNull(),
  branchName: text().notNull(),
  timeZone: text().notNull(),
  epoch: integer().notNull(),
  enrolledAt: integer().notNull(),
  /** what headquarters said it has, asked before the first row; null: not asked yet */
  extent: text({ mode: 'json' }).$type<RebuildExtent>(),
  /** the table whose rows are being fetched, and the last key of it that is here */
  tableName: text(),
  afterKey: text(),
  rowsHere: integer().notNull(),
  /** the branch's own row, which goes in last: with it the branch is there */
  branchRow: text({ mode: 'json' }).$type<Record<string, unknown>>(),
  /** every row is here: a person says who may sign in, and the branch opens */
  completeAt: integer(),
});
