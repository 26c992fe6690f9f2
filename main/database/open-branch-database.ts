import type { Logger } from 'pino';
import { type BackupReason, copyDatabase } from './backup.ts';
import { keepResultsDays, pruneResults } from './command-results.ts';
import type { Command, Database, Queries, Transaction } from './database.ts';
import type { DatabaseFiles } from './files.ts';
import type { Readers } from './readers.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { throwForCaller } from './sqlite-fault.ts';
import { Writer } from './writer.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const housekeepingEveryMs = 15 * minuteMs;
const backupEveryMs = 4 * 60 * minuteMs;
const pruneAtOnce = 2000;

interface Parts {
  connection: SqliteConnection;
  readers: Readers;
  files: DatabaseFiles;
  clock: { now(): number };
  log: Logger;
  schemaVersion: number;
  lastBackupAt: number | null;
  /** Takes away the marker of a running service, lets go of the folder. */
  afterClose(): Promise<void>;
}

/** The database while the service runs: the writer, the readers, backups and housekeeping by the clock. */
export class OpenBranchDatabase implements Database {
  readonly #parts: Parts;
  readonly #writer: Writer;
  readonly #timer: NodeJS.Timeout;
  readonly #openedAt: number;
  readonly #listeners = new Set<() => void>();
  #lastBackupAt: number | null;
  #backup: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { connection, clock, log } = parts;
    this.#writer = new Writer({ connection, clock, log, afterCommit: () => { for (const listener of this.#listeners) listener(); } });
    this.#openedAt = parts.clock.now();
    // A backup from a time when the clock was wrong must not hold the next one back for years.
    this.#lastBackupAt = parts.lastBackupAt === null ? null : Math.min(parts.lastBackupAt, this.#openedAt);
    this.#timer = setInterval(() => void this.#keepHouse(), housekeepingEveryMs).unref();
  }

  get state(): Database['state'] {
    return { schemaVersion: this.#parts.schemaVersion, lastBackupAt: this.#lastBackupAt, isWritable: this.#writer.isWritable };
  }

  write<Result>(command: Command, job: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.#writer.write(command, job);
  }

  change<Result>(job: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.#writer.write(null, job);
  }

  read<Result>(query: (reader: Queries) => Promise<Result>): Promise<Result> {
    return this.#parts.readers.read(query);
  }

  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** One at a time; a second waits for the first. */
  backup(reason: BackupReason): Promise<{ file: string; bytes: number }> {
    const { files, clock } = this.#parts;
    const made = this.#backup.then(async () => {
      const at = clock.now();
      const copy = await copyDatabase(files.main, files.backups, reason, at).catch(throwForCaller);
      this.#lastBackupAt = at;
      return copy;
    });
    this.#backup = made.catch(() => undefined);
    return made;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { connection, readers, afterClose } = this.#parts;
    clearInterval(this.#timer);
    await this.#writer.close();
    await Promise.all([this.#backup, readers.close()]);
    // Folds the log into the file, so that the next start finds a clean end. A full disk keeps the log instead; nothing is lost.
    await connection.exec('pragma wal_checkpoint(truncate)').catch(() => undefined);
    await connection.close();
    await afterClose();
  }

  async #keepHouse(): Promise<void> {
    const { clock, log } = this.#parts;
    try {
      const before = clock.now() - keepResultsDays * dayMs;
      while (await this.change(tx => pruneResults(tx, before, pruneAtOnce)) === pruneAtOnce);
      if (clock.now() - (this.#lastBackupAt ?? this.#openedAt) >= backupEveryMs) await this.backup('schedule');
    } catch (error) {
      log.error({ err: error }, 'housekeeping of the database failed');
    }
  }
}
