import type sqlite3 from 'sqlite3';

const maxStatements = 300;

/** The prepared statements of one connection, least recently used first. Bounded: an IN list of each length is a statement. */
export class StatementCache {
  readonly #statements = new Map<string, sqlite3.Statement>();

  /** Hands the prepared statement of `sql` to `ready`, or the reason why there is none to `failed`. Only while nothing else runs. */
  use(handle: sqlite3.Database, sql: string, failed: (error: Error) => void, ready: (statement: sqlite3.Statement) => void): void {
    const known = this.#statements.get(sql);
    if (known) {
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return ready(known);
    }
    // It would end the whole group's transaction, and what follows would commit on its own.
    if (/\bor\s+rollback\b/i.test(sql)) return failed(new Error('a statement must not say OR ROLLBACK'));
    const statement = handle.prepare(sql, (error: Error | null) => {
      if (error) return failed(error);
      this.#statements.set(sql, statement);
      this.#forgetOldest();
      ready(statement);
    });
  }

  clear(): void {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#statements.clear();
  }

  #forgetOldest(): void {
    if (this.#statements.size <= maxStatements) return;
    const [sql, oldest] = this.#statements.entries().next().value!;
    this.#statements.delete(sql);
    oldest.finalize();
  }
}
