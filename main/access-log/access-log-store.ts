import { randomBytes } from 'node:crypto';
import { desc, sql } from 'drizzle-orm';
import { isRefusal, refuse } from '../../shared/errors.ts';
import type { Database, Queries, Transaction } from '../database/database.ts';
import { prepareQuery } from '../database/prepared-query.ts';
import { accessLogDetails, accessLogEntries } from './access-log-schema.ts';
import { clockToleranceMs, commitmentOf, entryBytes, leafHashOf, type NewLogEntry } from './entry-bytes.ts';

// What other domains may ask of the access log: to append, and to reveal after the append was committed.

export type { NewLogEntry };

/** Proof that an entry is on disk. Functions that read what is not masked ask for one; only `logThenReveal` makes them. */
class CommittedEntry {
  readonly #isCommitted = true;
  constructor(readonly seq: number) {}
  get isCommitted(): true { return this.#isCommitted; }
}
export type { CommittedEntry };

/**
 * Appends entries in the caller's transaction, in order. Answers their sequence numbers, which hold only if the
 * transaction commits. Where the clock has gone back since the entry before, an entry of the system says so first.
 */
export async function appendEntries(tx: Transaction, entries: readonly NewLogEntry[]): Promise<number[]> {
  const last = await lastEntry.on(tx).get({});
  let seq = last?.seq ?? -1;
  let before = last?.at ?? Number.NEGATIVE_INFINITY;
  const rows: LogRow[] = [];
  const seqs: number[] = [];
  for (const entry of entries) {
    if (entry.at < before - clockToleranceMs) rows.push(logRow(seq += 1, clockWentBack(before, entry.at)));
    rows.push(logRow(seq += 1, entry));
    seqs.push(seq);
    before = entry.at;
  }
  const [only] = rows;
  if (only && rows.length === 1) await Promise.all([insertEntry.on(tx).run(only), insertDetail.on(tx).run(only)]);
  else if (only) {
    await Promise.all([
      tx.insert(accessLogEntries).values(rows.map(({ seq: place, bytes, leafHash }) => ({ seq: place, bytes, leafHash }))).run(),
      tx.insert(accessLogDetails).values(rows.map(({ seq: place, salt, content }) => ({ seq: place, salt, content }))).run(),
    ]);
  }
  return seqs;
}

// A whole hall appends: the queries are built once.
const lastEntry = prepareQuery(q => q.select({ seq: accessLogEntries.seq, at: accessLogEntries.at }).from(accessLogEntries).orderBy(desc(accessLogEntries.seq)).limit(1).prepare());
const insertEntry = prepareQuery(q => q.insert(accessLogEntries)
  .values({ seq: sql.placeholder('seq'), bytes: sql.placeholder('bytes'), leafHash: sql.placeholder('leafHash') }).prepare());
const insertDetail = prepareQuery(q => q.insert(accessLogDetails)
  .values({ seq: sql.placeholder('seq'), salt: sql.placeholder('salt'), content: sql.placeholder('content') }).prepare());

interface LogRow extends Record<string, unknown> { seq: number; bytes: string; leafHash: Buffer; salt: string; content: string }

function logRow(seq: number, { detail, ...entry }: NewLogEntry): LogRow {
  const salt = randomBytes(16);
  const content = JSON.stringify(detail);
  const bytes = entryBytes({ ...entry, seq }, commitmentOf(salt, content));
  return { seq, bytes, leafHash: leafHashOf(bytes), salt: salt.toString('base64'), content };
}

/** Said by the system, with the times before and after; both are UTC ms. */
function clockWentBack(before: number, at: number): NewLogEntry {
  return {
    at, staffId: null, role: 'system', stationId: null, windowId: null, action: 'clockWentBack', outcome: 'done', fileId: null, customerId: null,
    purpose: null, basis: null, fields: [], detail: { facts: { before, after: at } },
  };
}

/**
 * Log before reveal: `log` appends what is about to be seen, in one transaction; `reveal` runs only after that is
 * committed, with the proof. If the append fails, nothing is read.
 *
 * Errors: what `log` refuses; LOG_UNAVAILABLE when the entry could not be written.
 */
export async function logThenReveal<Found, Shown>(
  database: Database,
  log: (tx: Transaction) => Promise<{ seq: number; found: Found }>,
  reveal: (reader: Queries, committed: CommittedEntry, found: Found) => Promise<Shown>,
): Promise<Shown> {
  const { seq, found } = await database.change(log).catch((error: unknown) => {
    if (isRefusal(error)) throw error;
    return refuse('LOG_UNAVAILABLE');
  });
  return database.read(reader => reveal(reader, new CommittedEntry(seq), found));
}
