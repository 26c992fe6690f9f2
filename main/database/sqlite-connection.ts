import sqlite3 from 'sqlite3';
import { StatementCache } from './statement-cache.ts';
import { endsTransaction, SqliteFault, sqliteFaultOf } from './sqlite-fault.ts';

/** What SQLite can be given as it is. */
export type Bound = string | number | null | Uint8Array;
export type Row = Record<string, unknown>;

interface Work {
  start(done: () => void): void;
  refuse(fault: SqliteFault): void;
}

/**
 * One connection to a SQLite file. Everything asked of it runs in the order it was asked, one after the other, so that
 * statements may be issued without awaiting those before. (The binding alone gives no order: prepared statements of one
 * connection race each other on the thread pool.)
 *
 * A fault after which SQLite may have ended the transaction halts the connection: what was issued behind it would run, and
 * commit, on its own. Everything is then refused with that first fault until `resume()`.
 */
export class SqliteConnection {
  readonly #handle: sqlite3.Database;
  readonly #statements = new StatementCache();
  readonly #waiting: Work[] = [];
  #isBusy = false;
  #isClosed = false;
  #haltedBy: SqliteFault | null = null;

  private constructor(handle: sqlite3.Database) {
    this.#handle = handle;
  }

  /** Opens `file`. Errors: SqliteFault. */
  static open(file: string, mode: 'readWrite' | 'readOnly', busyTimeoutMs = 5000): Promise<SqliteConnection> {
    const flags = mode === 'readOnly' ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
    return new Promise((resolve, reject) => {
      const handle = new sqlite3.Database(file, flags | sqlite3.OPEN_FULLMUTEX, error => {
        if (error) return reject(sqliteFaultOf(error));
        handle.configure('busyTimeout', busyTimeoutMs);
        resolve(new SqliteConnection(handle));
      });
    });
  }

  /** All rows of one statement. A column's name is its key: two of the same name collapse, so give them different ones. */
  all(sql: string, bound: Bound[] = []): Promise<Row[]> {
    return this.#enqueue<Row[]>((resolve, reject) => this.#statements.use(this.#handle, sql, reject, statement => {
      statement.all(bound, (error: Error | null, rows: Row[]) => {
        if (error) reject(error);
        else resolve(rows);
      });
    }));
  }

  /** Runs one INSERT, UPDATE or DELETE without RETURNING. `changes`: rows changed, those of triggers not counted. */
  run(sql: string, bound: Bound[] = []): Promise<{ changes: number }> {
    return this.#enqueue<{ changes: number }>((resolve, reject) => this.#statements.use(this.#handle, sql, reject, statement => {
      statement.run(bound, function (this: sqlite3.RunResult, error: Error | null) {
        if (error) reject(error);
        else resolve({ changes: this.changes });
      });
    }));
  }

  /** Runs statements without values or rows, in one visit to the thread pool. Stops at the first that fails. */
  exec(sql: string): Promise<void> {
    return this.#enqueue<void>((resolve, reject) => this.#handle.exec(sql, error => {
      if (error) reject(error);
      else resolve();
    }));
  }

  /** Closes after what was asked before. What is asked afterwards is refused. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.resume();
    const closed = this.#enqueue<void>((resolve, reject) => {
      this.#statements.clear();
      this.#handle.close(error => {
        if (error) reject(error);
        else resolve();
      });
    });
    this.#isClosed = true;
    await closed;
  }

  /** Lets statements run again after a fault that halted the connection. */
  resume(): void {
    this.#haltedBy = null;
  }

  #enqueue<Result>(start: (resolve: (result: Result) => void, reject: (error: Error) => void) => void): Promise<Result> {
    if (this.#isClosed) return Promise.reject(new SqliteFault('SQLITE_MISUSE', 'the connection is closed'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        start: done => start(
          result => { done(); resolve(result); },
          error => {
            const fault = sqliteFaultOf(error);
            if (endsTransaction(fault)) this.#haltedBy ??= fault;
            done();
            reject(fault);
          },
        ),
        refuse: reject,
      });
      this.#startNext();
    });
  }

  #startNext(): void {
    if (this.#isBusy) return;
    const next = this.#waiting.shift();
    if (!next) return;
    if (this.#haltedBy) {
      next.refuse(this.#haltedBy);
      return this.#startNext();
    }
    this.#isBusy = true;
    next.start(() => {
      this.#isBusy = false;
      this.#startNext();
    });
  }
}
