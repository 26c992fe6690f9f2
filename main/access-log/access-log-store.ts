import { randomBytes } from 'node:crypto';
import { desc } from 'drizzle-orm';
import { isRefusal, refuse } from '../../shared/errors.ts';
import type { Database, Queries, Transaction } from '../database/database.ts';
import { accessLogDetails, accessLogEntries } from './access-log-schema.ts';
import { commitmentOf, entryBytes, leafHashOf, type NewLogEntry } from './entry-bytes.ts';

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
 * transaction commits.
 */
export async function appendEntries(tx: Transaction, entries: readonly NewLogEntry[]): Promise<number[]> {
  const [last] = await tx.select({ seq: accessLogEntries.seq }).from(accessLogEntries).orderBy(desc(accessLogEntries.seq)).limit(1);
  const first = (last?.seq ?? -1) + 1;
  const rows = entries.map(({ detail, ...entry }, at) => {
    const seq = first + at;
    const salt = randomBytes(16);
    const content = JSON.stringify(detail);
    const bytes = entryBytes({ ...entry, seq }, commitmentOf(salt, content));
    return { seq, bytes, leafHash: leafHashOf(bytes), salt: salt.toString('base64'), content };
  });
  await Promise.all([
    tx.insert(accessLogEntries).values(rows.map(({ seq, bytes, leafHash }) => ({ seq, bytes, leafHash }))).run(),
    tx.insert(accessLogDetails).values(rows.map(({ seq, salt, content }) => ({ seq, salt, content }))).run(),
  ]);
  return rows.map(({ seq }) => seq);
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
