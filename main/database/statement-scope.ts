import type { Bound, Row } from './sqlite-connection.ts';
import type { StatementRunner } from './sqlite-driver.ts';

/**
 * Lends a runner for the time of one job or one read. Afterwards its statements are refused: they would run inside
 * somebody else's transaction.
 */
export class StatementScope implements StatementRunner {
  readonly #runner: StatementRunner;
  readonly #pending = new Set<Promise<unknown>>();
  #hasEnded = false;

  constructor(runner: StatementRunner) {
    this.#runner = runner;
  }

  all(sql: string, bound: Bound[], changesData: boolean): Promise<Row[]> {
    return this.#lend(() => this.#runner.all(sql, bound, changesData));
  }

  run(sql: string, bound: Bound[]): Promise<{ changes: number }> {
    return this.#lend(() => this.#runner.run(sql, bound));
  }

  /** Ends the loan; answers when statements that nobody awaited have settled. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    if (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }

  /** Throws once the loan has ended. */
  checkOpen(): void {
    if (this.#hasEnded) throw tooLate();
  }

  #lend<Result>(start: () => Promise<Result>): Promise<Result> {
    if (this.#hasEnded) return Promise.reject(tooLate());
    const result = start();
    this.#pending.add(result);
    const forget = () => { this.#pending.delete(result); };
    result.then(forget, forget);
    return result;
  }
}

function tooLate(): Error {
  return new Error('a statement came after its job had ended: a query was not awaited, or the transaction was kept');
}
