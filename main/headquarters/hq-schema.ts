import { sql } from 'drizzle-orm';
import { bigint, foreignKey, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { fenceReasons } from '../../shared/console-branches.ts';
import { fileKinds, type branchVersions, type differences, type directiveKinds } from '../../shared/sync.ts';
import type * as z from 'zod';

// What headquarters holds of branches; its people are in hq-accounts-schema.ts. Whatever belongs to a branch has the branch
// first in its key, so that the tables can be distributed by branch. What branches send is in `hq.changes` as it came; the
// typed tables that follow from it are in the schema `branches` and are made from the branch's own schema (projection-tables.ts).

export const hq = pgSchema('hq');

/** UTC milliseconds, or a sequence */
export const count = () => bigint({ mode: 'number' });

export const branches = hq.table('branches', {
  branchId: text().primaryKey(),
  name: text().notNull(),
  trade: text().$type<'power' | 'bank' | 'insurance' | 'property'>().notNull(),
  timeZone: text().notNull(),
  enrolledAt: count().notNull(),
  revokedAt: count(),
  revokedByName: text(),
  /** the epoch that writes now */
  epoch: integer().notNull(),
  /** the last number given to a directive; changed under a lock on this row, so that numbers commit in order */
  lastDirective: count().notNull(),
  directivesTaken: count().notNull(),
  lastContactAt: count(),
  /** branch's clock less ours, milliseconds, when it last reported */
  clockOffsetMs: count(),
  versions: jsonb().$type<z.infer<typeof branchVersions>>(),
  /** as the branch itself said when it last reported */
  writtenSeq: count(),
  waitingChanges: count(),
  oldestWaitingAt: count(),
  waitingFiles: count(),
});

/** One-time codes. `branchId` null: for a new branch; else a new machine takes that branch's place. */
export const enrolmentCodes = hq.table('enrolment_codes', {
  codeHash: text().primaryKey(),
  branchId: text(),
  note: text().notNull(),
  madeAt: count().notNull(),
  madeByName: text().notNull(),
  validUntil: count().notNull(),
  usedAt: count(),
  usedByBranch: text(),
});

/** One life of a branch's database: its key, its token, how far it is. */
export const epochs = hq.table('epochs', {
  branchId: text().notNull().references(() => branches.branchId),
  epoch: integer().notNull(),
  publicKey: text().notNull(),
  checkpointPublicKey: text().notNull(),
  tokenHash: text().notNull(),
  /** the token before: good until the new one is used */
  formerTokenHash: text(),
  tokenMadeAt: count().notNull(),
  beganAt: count().notNull(),
  why: text({ enum: ['enrolled', 'replaced', 'restoredBackup', 'headquartersPutBack', 'fenced'] }).notNull(),
  /** the changes of this epoch that are held; the next must be `receivedSeq + 1` */
  receivedSeq: count().notNull(),
  chain: text().notNull(),
  durableSeq: count().notNull(),
  projectedSeq: count().notNull(),
  receivedAt: count(),
  fencedAt: count(),
  fencedWhy: text({ enum: fenceReasons }),
  /** somebody has looked at the two histories */
  fenceConfirmedAt: count(),
  fenceConfirmedByName: text(),
}, table => [
  primaryKey({ columns: [table.branchId, table.epoch] }),
  uniqueIndex('epochs_token').on(table.tokenHash),
  index('epochs_former_token').on(table.formerTokenHash).where(sql`${table.formerTokenHash} is not null`),
  index('epochs_fenced').on(table.branchId).where(sql`${table.fencedAt} is not null and ${table.fenceConfirmedAt} is null`),
  index('epochs_to_project').on(table.branchId).where(sql`${table.projectedSeq} < ${table.receivedSeq}`),
]);

/** Changes as they came, in the branch's order. */
export const changes = hq.table('changes', {
  branchId: text().notNull(),
  epoch: integer().notNull(),
  seq: count().notNull(),
  at: count().notNull(),
  tableName: text().notNull(),
  operation: text().notNull(),
  rowKey: text().notNull(),
  /** the exact text the branch sent */
  row: text().notNull(),
}, table => [primaryKey({ columns: [table.branchId, table.epoch, table.seq] })]);

export const batches = hq.table('batches', {
  branchId: text().notNull(),
  epoch: integer().notNull(),
  firstSeq: count().notNull(),
  lastSeq: count().notNull(),
  sha256: text().notNull(),
  chainBefore: text().notNull(),
  signature: text().notNull(),
  schemaVersion: integer().notNull(),
  byteCount: integer().notNull(),
  receivedAt: count().notNull(),
  /** in which file of the archive; null: not there yet */
  archivedAt: count(),
}, table => [
  primaryKey({ columns: [table.branchId, table.epoch, table.firstSeq] }),
  foreignKey({ columns: [table.branchId, table.epoch], foreignColumns: [epochs.branchId, epochs.epoch] }),
  index('batches_to_archive').on(table.branchId, table.epoch, table.firstSeq).where(sql`${table.archivedAt} is null`),
]);

/** A second history of the same changes: what a fenced epoch sent, kept as evidence. */
export const forks = hq.table('forks', {
  branchId: text().notNull(),
  epoch: integer().notNull(),
  at: count().notNull(),
  firstSeq: count().notNull(),
  lastSeq: count().notNull(),
  seal: text().notNull(),
  signature: text().notNull(),
  sha256: text().notNull(),
  body: text().notNull(),
}, table => [primaryKey({ columns: [table.branchId, table.epoch, table.sha256] })]);

/** Changes that could not be projected, and those that wait behind them. */
export const quarantine = hq.table('quarantine', {
  branchId: text().notNull(),
  epoch: integer().notNull(),
  seq: count().notNull(),
  tableName: text().notNull(),
  rowKey: text().notNull(),
  /** notJson · unknownTable · wrongType · lateEpoch · behind: waits for another of the same row */
  reason: text().notNull(),
  detail: text().notNull(),
  heldAt: count().notNull(),
  solvedAt: count(),
  solvedByName: text(),
  solvedHow: text({ enum: ['replayed', 'overtaken', 'dismissed'] }),
}, table => [
  primaryKey({ columns: [table.branchId, table.epoch, table.seq] }),
  index('quarantine_held').on(table.branchId, table.tableName, table.rowKey).where(sql`${table.solvedAt} is null`),
]);

/** What was published: the catalogue, calendars, notices, …; each goes to its branches as directives. */
export const publications = hq.table('publications', {
  id: text().primaryKey(),
  kind: text().$type<(typeof directiveKinds)[number]>().notNull(),
  title: text().notNull(),
  body: jsonb().notNull(),
  /** null: every branch, those enrolled later too */
  branchIds: jsonb().$type<string[]>(),
  publishedAt: count().notNull(),
  publishedBy: text().notNull(),
  publishedByName: text().notNull(),
}, table => [index('publications_at').on(table.publishedAt)]);

export const directives = hq.table('directives', {
  branchId: text().notNull().references(() => branches.branchId),
  number: count().notNull(),
  kind: text().$type<(typeof directiveKinds)[number]>().notNull(),
  body: jsonb().notNull(),
  /** null: made for this branch alone */
  publicationId: text(),
  publishedAt: count().notNull(),
  publishedByName: text().notNull(),
  outcome: text({ enum: ['taken', 'refused'] }),
  code: text(),
  takenAt: count(),
}, table => [
  primaryKey({ columns: [table.branchId, table.number] }),
  // How many have taken a publication is counted in the index alone.
  index('directives_publication').on(table.publicationId, table.outcome),
  index('directives_untold').on(table.branchId, table.number).where(sql`${table.outcome} is null`),
  index('directives_refused').on(table.branchId).where(sql`${table.outcome} = 'refused'`),
  index('directives_entrusted').on(table.publishedAt).where(sql`${table.kind} = 'entrustedComplaint' and ${table.outcome} is distinct from 'taken'`),
]);

/** Steps of headquarters in the complaints of branches. Only ever added to. */
export const complaintSteps = hq.table('complaint_steps', {
  branchId: text().notNull(),
  complaintId: text().notNull(),
  id: text().notNull(),
  seenBranch: integer().notNull(),
  seenHeadquarters: integer().notNull(),
  at: count().notNull(),
  byStaffId: text().notNull(),
  byName: text().notNull(),
  facts: jsonb().notNull(),
  /** the number of the directive that gives it to the branch */
  directive: count().notNull(),
}, table => [
  primaryKey({ columns: [table.branchId, table.complaintId, table.id] }),
  uniqueIndex('complaint_steps_turn').on(table.branchId, table.complaintId, table.seenHeadquarters),
]);

/** How a row differs between the two sides. */
export interface DifferingRow { key: string; how: (typeof differences)[number] }

/** What was found when both sides compared a table's day, the newest time. */
export const comparisons = hq.table('comparisons', {
  branchId: text().notNull(),
  tableName: text().notNull(),
  day: text().notNull(),
  round: text().notNull(),
  at: count().notNull(),
  /** changes of the branch up to here were compared */
  upToSeq: count().notNull(),
  rowsAtBranch: count().notNull(),
  digestAtBranch: text().notNull(),
  rowsHere: count().notNull(),
  digestHere: text().notNull(),
  /** keys that differ, once asked for */
  differing: jsonb().$type<DifferingRow[]>(),
}, table => [
  primaryKey({ columns: [table.branchId, table.tableName, table.day] }),
  index('comparisons_differing').on(table.branchId).where(sql`${table.digestAtBranch} <> ${table.digestHere}`),
]);

/** The comparisons of each branch that went on or ended; of those that ended the newest says from where the next goes on. */
export const comparisonRounds = hq.table('comparison_rounds', {
  branchId: text().notNull(),
  round: text().notNull(),
  epoch: integer().notNull(),
  beganAt: count().notNull(),
  endedAt: count(),
  /** changes up to here were in whatever it compared */
  upToSeq: count().notNull(),
}, table => [primaryKey({ columns: [table.branchId, table.round] })]);

/** How far each branch's access log was witnessed; a refusal is kept with its proof until somebody has looked at it. */
export const witnessed = hq.table('witnessed', {
  branchId: text().primaryKey(),
  size: count().notNull(),
  root: text().notNull(),
  note: text().notNull(),
  at: count().notNull(),
  refusedAt: count(),
  refusedReason: text(),
  refusedNote: text(),
  refusedProof: jsonb().$type<string[]>(),
  /** the newest checkpoint that was refused as older or a fork, with nothing signed since: the log as the branch has it now */
  newestRefusedAt: count(),
  newestRefusedNote: text(),
  /** since when what is witnessed is a new line, which does not continue what was witnessed before; null: the first line */
  lineSince: count(),
  /** when a refusal was looked at; null again once the branch's next checkpoint is signed */
  lookedAt: count(),
});

/** Refusals to witness that somebody looked at: what was found, with both states as they were signed. Only ever added to. */
export const logFindings = hq.table('log_findings', {
  branchId: text().notNull(),
  id: text().notNull(),
  at: count().notNull(),
  byStaffId: text().notNull(),
  byName: text().notNull(),
  words: text().notNull(),
  witnessedSize: count().notNull(),
  witnessedRoot: text().notNull(),
  witnessedNote: text().notNull(),
  witnessedAt: count().notNull(),
  refusedAt: count().notNull(),
  refusedReason: text().notNull(),
  refusedNote: text().notNull(),
  refusedProof: jsonb().$type<string[]>().notNull(),
  /** the refused checkpoint with which a new line begins; null: the log went on as it had been witnessed */
  lineFrom: text(),
}, table => [primaryKey({ columns: [table.branchId, table.id] })]);

/**
 * Files of branches by the names the branch gives them. Their bytes lie in the folder of files under their hash, as they came:
 * encrypted content stays encrypted.
 */
export const files = hq.table('files', {
  branchId: text().notNull(),
  name: text().notNull(),
  kind: text({ enum: fileKinds }).notNull(),
  sha256: text().notNull(),
  byteCount: count().notNull(),
  offeredAt: count().notNull(),
  /** when its last byte was here and the hash had been checked; null: it counts for nothing yet */
  receivedAt: count(),
}, table => [
  primaryKey({ columns: [table.branchId, table.name] }),
  index('files_content').on(table.branchId, table.sha256),
]);
