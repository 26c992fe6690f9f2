import type { LedgerCounts } from './ledger-worker-messages.ts';
import type { FileLanguage, LedgerRow, LedgerRules, Mapping, RefusedRow } from './ledger-rules.ts';
import type { Ledger } from './read-ledger.ts';
import { refusedRowsFile } from './refused-rows.ts';

const listedProblems = 50;
const rowsPerReport = 2000;

/** One ledger on the table: what of it is good, what is not. Plain values only, so that it works in any thread. */
export class LedgerDesk<Good> {
  readonly #ledger: Ledger;
  readonly #rules: LedgerRules<Good>;
  #good: { row: LedgerRow; good: Good }[] = [];
  #refused: RefusedRow[] = [];

  constructor(ledger: Ledger, rules: LedgerRules<Good>) {
    this.#ledger = ledger;
    this.#rules = rules;
  }

  /** Checks every row; the first of several rows that are the same is kept. `report` hears how many rows are done. */
  check(mapping: Mapping, facts: unknown, report: (rowsDone: number) => void): LedgerCounts {
    this.#good = [];
    this.#refused = [];
    const seen = new Set<string>();
    const check = this.#rules.checkerOf(mapping, facts);
    this.#ledger.rows.forEach((row, at) => {
      if (at % rowsPerReport === 0) report(at);
      const checked = check(row);
      if ('refused' in checked) {
        this.#refused.push(checked.refused);
        return;
      }
      const identity = this.#rules.identityOf(checked.good);
      if (seen.has(identity)) {
        this.#refused.push({ row, problem: 'duplicateInFile', cell: this.#rules.nameOf(checked.good) });
        return;
      }
      seen.add(identity);
      this.#good.push({ row, good: checked.good });
    });
    return this.counts();
  }

  /** What tells the rows of the branch apart, as the branch compares it. */
  keys(from: number, count: number): { keys: string; count: number } {
    const rows = this.#good.slice(from, from + count);
    return { keys: JSON.stringify(rows.map(({ good }) => this.#rules.keyOf(good))), count: rows.length };
  }

  /** Sets aside the good rows the branch has already. */
  dropKnown(places: readonly number[]): LedgerCounts {
    const known = new Set(places);
    this.#refused.push(...this.#good.flatMap(({ row, good }, at) => (known.has(at) ? [{ row, problem: 'duplicateInBranch', cell: this.#rules.nameOf(good) }] : [])));
    this.#good = this.#good.filter((_, at) => !known.has(at));
    this.#refused.sort((one, other) => one.row.rowNumber - other.row.rowNumber);
    return this.counts();
  }

  /** Good rows as the branch stores them. */
  take(from: number, count: number): { rows: string; count: number } {
    const rows = this.#good.slice(from, from + count).map(({ good }) => this.#rules.stagedOf(good));
    return { rows: JSON.stringify(rows), count: rows.length };
  }

  refusedFile(language: FileLanguage): string {
    return refusedRowsFile(this.#ledger.headers, this.#refused, this.#rules.reasons, language);
  }

  counts(): LedgerCounts {
    const count = (problem: string): number => this.#refused.filter(each => each.problem === problem).length;
    const duplicatesInFile = count('duplicateInFile');
    const duplicatesInBranch = count('duplicateInBranch');
    return {
      rowCount: this.#ledger.rows.length, good: this.#good.length, duplicatesInFile, duplicatesInBranch,
      refused: this.#refused.length - duplicatesInFile - duplicatesInBranch,
      problems: this.#refused.slice(0, listedProblems).map(({ row, problem, cell }) => ({ rowNumber: row.rowNumber, problem, cell })),
    };
  }
}
