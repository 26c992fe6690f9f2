import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { RowAppender } from './appended-rows.ts';

/** A query builder on one connection, asynchronous, with rows that keep joined columns apart. */
export type Queries = BaseSQLiteDatabase<'async', { changes: number }>;

/**
 * What a write job works on. Lives until the job's function returns; never keep it.
 *
 * Statements run in the order they were issued, awaited or not, so a job's last writes are best issued together:
 * `await Promise.all([first.run(), second.run()])`. (A builder without `.run()` is issued a moment later than one with it.)
 * For the commands a whole hall sends at once, build queries once: prepared-query.ts.
 */
export interface Transaction extends Queries {
  /** Runs after the commit that made this job durable, never before, never after a rollback. Must not throw. */
  afterCommit(effect: () => void): void;
  /**
   * Adds a row that no write job reads, an event for instance: stored with the job or not at all, yet only when the jobs that
   * share its commit are done, with one statement for all of them. For rows that cannot break a constraint (a fresh id,
   * references to rows the job has): a fault would refuse everybody.
   */
  append<Row>(appender: RowAppender<Row>, row: Row): void;
}

/** Who asked for a change and under which id, so that a repeat is known. */
export interface Command {
  commandId: string;
  /** the procedure's name, for instance `queue.callNext` */
  name: string;
  /** session or station id; the stored result is given to nobody else */
  caller: string;
}

/**
 * The branch's database: one writer, readers beside it.
 *
 * Refusals thrown by a job pass through unchanged. Disk faults become refusals: DISK_FULL, DATABASE_READ_ONLY, DATABASE_DAMAGED.
 * A broken constraint is a SqliteFault (sqlite-fault.ts, `isConstraintFault`).
 */
export interface Database {
  /**
   * Runs `job` exactly once per commandId and answers after its commit. A repeat answers the stored result (JSON).
   * Errors: COMMAND_ID_REUSED when the id was used by another caller or for another command.
   */
  write<Result>(command: Command, job: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** A change nobody outside asked for by id (housekeeping, sessions); same writer, same durability. */
  change<Result>(job: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** A consistent snapshot for reading; never blocks the writer, never waits for it. */
  read<Result>(query: (reader: Queries) => Promise<Result>): Promise<Result>;
  /**
   * Calls `listener` after each commit that may have changed a row, whichever. It runs between two groups of changes: it must
   * do no more than note that there is something to look at, and must not throw. Answers how to stop it.
   */
  onCommit(listener: () => void): () => void;
  /** Copies the database whole into `file` (VACUUM INTO) while work goes on. */
  backup(reason: 'schedule' | 'migration' | 'request'): Promise<{ file: string; bytes: number }>;
  readonly state: { schemaVersion: number; lastBackupAt: number | null; isWritable: boolean };
  /** Finishes queued writes, checkpoints, closes. */
  close(): Promise<void>;
}

