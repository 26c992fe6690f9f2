import type { Queries } from './database.ts';
import { SqliteQueries } from './sqlite-driver.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { throwForCaller } from './sqlite-fault.ts';
import { StatementScope } from './statement-scope.ts';

/**
 * Read-only connections, each lent to one read at a time.
 *
 * A free reader waits inside a transaction that has read nothing yet: in WAL mode such a transaction holds no snapshot, it
 * takes one with its first SELECT. So a read sees one moment of the database and yet pays for no BEGIN.
 */
export class Readers {
  readonly #file: string;
  readonly #free: SqliteConnection[] = [];
  readonly #all = new Set<SqliteConnection>();
  readonly #waiting: ((reader: SqliteConnection) => void)[] = [];
  #isClosed = false;

  private constructor(file: string) {
    this.#file = file;
  }

  static async open(file: string, count: number): Promise<Readers> {
    const readers = new Readers(file);
    for (let index = 0; index < count; index += 1) readers.#free.push(await readers.#openReader());
    return readers;
  }

  /** Runs `query` on a snapshot. Errors: refusals for faults of the disk. */
  async read<Result>(query: (reader: Queries) => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new Error('the database is closed');
    const reader = this.#free.pop() ?? await new Promise<SqliteConnection>(resolve => this.#waiting.push(resolve));
    const scope = new StatementScope(reader);
    try {
      return await query(new SqliteQueries(scope));
    } catch (error) {
      return throwForCaller(error);
    } finally {
      void this.#giveBack(reader, scope);
    }
  }

  /** Waits for reads under way, then closes. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#free.length < this.#all.size) {
      const reader = await new Promise<SqliteConnection>(resolve => this.#waiting.push(resolve));
      this.#free.push(reader);
    }
    await Promise.all([...this.#all].map(reader => reader.close()));
  }

  async #giveBack(reader: SqliteConnection, scope: StatementScope): Promise<void> {
    await scope.end();
    let fit = reader;
    try {
      await reader.exec('commit; begin');
    } catch {
      // Rolled back by itself, or worse: a new connection is cheaper than finding out.
      this.#all.delete(reader);
      await reader.close().catch(() => undefined);
      try {
        fit = await this.#openReader();
      } catch {
        // The file cannot be opened now. Keep the closed one: whoever reads next meets the fault and tries again.
        this.#all.add(reader);
        fit = reader;
      }
    }
    const next = this.#waiting.shift();
    if (next) next(fit);
    else this.#free.push(fit);
  }

  async #openReader(): Promise<SqliteConnection> {
    const reader = await SqliteConnection.open(this.#file, 'readOnly');
    await reader.exec('pragma query_only = on; pragma trusted_schema = off; begin');
    this.#all.add(reader);
    return reader;
  }
}
