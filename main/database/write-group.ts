import type { SqliteConnection } from './sqlite-connection.ts';
import type { StatementRunner } from './sqlite-driver.ts';
import { endsTransaction } from './sqlite-fault.ts';

/**
 * One transaction of the writer, shared by several jobs, each inside a savepoint.
 *
 * Control statements are not awaited: the connection keeps the order, and the first fault is remembered. A savepoint is
 * opened with a job's first change only, together with the release of the one before; a job that only reads, or that is
 * refused before it changed anything, costs none.
 */
export class WriteGroup {
  /** The first fault after which the transaction as a whole is not to be trusted. Later ones only follow from it. */
  fault: unknown = null;
  /** Whether a job of it changed anything, be it taken back since. */
  hasChanged = false;
  readonly #connection: SqliteConnection;
  #hasBegun = false;
  #isSavepointOpen = false;
  #hasJobChanged = false;
  readonly #watching = new Set<Promise<void>>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  begin(): void {
    this.#hasBegun = true;
    this.watch(this.#connection.exec('begin immediate'));
  }

  /** Where the next job's statements go. */
  startJob(): StatementRunner {
    this.#hasJobChanged = false;
    return {
      all: (sql, bound, changesData) => this.#guard(changesData, () => this.#connection.all(sql, bound)),
      run: (sql, bound) => this.#guard(true, () => this.#connection.run(sql, bound)),
    };
  }

  /** Throws the group's fault: a job that went on after one is not to be kept. */
  keepJob(): void {
    this.#throwFault();
  }

  /** Undoes what the job changed, and nothing else. Throws the group's fault. */
  async undoJob(): Promise<void> {
    this.#throwFault();
    if (!this.#hasJobChanged) return;
    this.#isSavepointOpen = false;
    await this.#watched(this.#connection.exec('rollback to job; release job'));
    this.#throwFault();
  }

  /** Makes the group durable. Throws its fault. */
  async commit(): Promise<void> {
    // Nothing may be committed over a fault that is still on its way.
    await Promise.all(this.#watching);
    this.#throwFault();
    await this.#watched(this.#connection.exec('commit'));
    this.#throwFault();
  }

  async rollBack(): Promise<void> {
    if (!this.#hasBegun) return;
    this.#connection.resume();
    // SQLite may have rolled back by itself; then there is nothing to do, and its complaint would mask the first fault.
    await this.#connection.exec('rollback').catch(() => undefined);
  }

  /** Follows a statement of the group itself: a fault of it is a fault of the group. */
  watch(statement: Promise<unknown>): void {
    const watched = this.#watched(statement).finally(() => this.#watching.delete(watched));
    this.#watching.add(watched);
  }

  async #watched(statement: Promise<unknown>): Promise<void> {
    try {
      await statement;
    } catch (error) {
      this.fault ??= error;
    }
  }

  async #guard<Result>(changesData: boolean, start: () => Promise<Result>): Promise<Result> {
    this.#throwFault();
    if (changesData && !this.#hasJobChanged) {
      this.#hasJobChanged = true;
      this.hasChanged = true;
      this.watch(this.#connection.exec(this.#isSavepointOpen ? 'release job; savepoint job' : 'savepoint job'));
      this.#isSavepointOpen = true;
    }
    try {
      return await start();
    } catch (error) {
      if (endsTransaction(error)) this.fault ??= error;
      throw error;
    }
  }

  #throwFault(): void {
    if (this.fault !== null) throw this.fault;
  }
}
