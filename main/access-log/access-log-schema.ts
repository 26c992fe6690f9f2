import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flagRules } from '../../shared/access-log.ts';

/**
 * The access log: one row per entry, in the tree's order. `bytes` is what the tree is made of (docs/access-log-format.md);
 * the other columns are read out of it by SQLite itself, so that no query can find anything else than what was hashed.
 * Rows are never changed nor deleted: triggers of the database refuse it.
 */
export const accessLogEntries = sqliteTable('access_log_entries', {
  seq: integer().primaryKey(),
  bytes: text().notNull(),
  /** SHA-256 of 0x00 and `bytes` */
  leafHash: blob({ mode: 'buffer' }).notNull(),
  at: integer().generatedAlwaysAs(sql`(bytes ->> '$.at')`, { mode: 'virtual' }),
  staffId: text().generatedAlwaysAs(sql`(bytes ->> '$.staff')`, { mode: 'virtual' }),
  action: text().generatedAlwaysAs(sql`(bytes ->> '$.action')`, { mode: 'virtual' }),
  fileId: text().generatedAlwaysAs(sql`(bytes ->> '$.file')`, { mode: 'virtual' }),
  customerId: text().generatedAlwaysAs(sql`(bytes ->> '$.customer')`, { mode: 'virtual' }),
}, table => [
  index('access_log_at').on(table.at),
  index('access_log_staff').on(table.staffId, table.at),
  index('access_log_file').on(table.fileId, table.at),
  index('access_log_customer').on(table.customerId, table.at),
  index('access_log_action').on(table.action, table.at),
  // Refusals are few: found without reading through everything that was done. A query repeats the condition literally.
  index('access_log_refused').on(table.at).where(sql`${table.bytes} ->> '$.outcome' = 'refused'`),
]);

/** The personal part of each entry, with the salt of its commitment. Destroyed content leaves the row with both empty. */
export const accessLogDetails = sqliteTable('access_log_details', {
  seq: integer().primaryKey(),
  /** 16 random bytes, base64; null once destroyed */
  salt: text(),
  /** the exact text that was committed to; null once destroyed */
  content: text(),
  destroyedAt: integer(),
});

/** Hashes of whole subtrees of 256 leaves (level 1), 65,536 (level 2), …: what proofs are made of without reading the log. */
export const accessLogSubtrees = sqliteTable('access_log_subtrees', {
  level: integer().notNull(),
  /** from the left, counted from 0 */
  number: integer().notNull(),
  hash: blob({ mode: 'buffer' }).notNull(),
}, table => [primaryKey({ columns: [table.level, table.number] })]);

/** Signed states of the tree, in the C2SP checkpoint format, with what witnesses signed under them. */
export const accessLogCheckpoints = sqliteTable('access_log_checkpoints', {
  size: integer().primaryKey(),
  at: integer().notNull(),
  rootHash: text().notNull(),
  /** the signed note: exactly the text that is printed, exported and shown to a witness */
  note: text().notNull(),
  witnessName: text(),
  witnessedAt: integer(),
});

/** The keys of witnesses this branch believes; one that is replaced keeps its row under its old name. */
export const accessLogWitnesses = sqliteTable('access_log_witnesses', {
  name: text().primaryKey(),
  /** base64 of 32 bytes, Ed25519 */
  publicKey: text().notNull(),
  addedAt: integer().notNull(),
});

export const accessLogFlags = sqliteTable('access_log_flags', {
  id: text().primaryKey(),
  seq: integer().notNull(),
  rule: text({ enum: flagRules }).notNull(),
  facts: text({ mode: 'json' }).$type<Record<string, string | number>>().notNull(),
  staffId: text().notNull(),
  raisedAt: integer().notNull(),
  verdict: text({ enum: ['proper', 'improper', 'toFollowUp'] }),
  words: text(),
  clearedBy: text(),
  clearedAt: integer(),
}, table => [
  // A look through the log that is repeated after a crash raises nothing twice.
  uniqueIndex('access_log_flags_look').on(table.seq, table.rule),
  index('access_log_flags_staff').on(table.staffId, table.raisedAt),
  index('access_log_flags_cleared').on(table.clearedAt).where(sql`${table.clearedAt} is not null`),
  index('access_log_flags_open').on(table.raisedAt).where(sql`${table.clearedAt} is null`),
]);

