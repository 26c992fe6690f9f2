import { v7 as uuidv7 } from 'uuid';
import type { ColumnMapping } from '../../shared/customers.ts';
import type { FileLanguage, LedgerCounts } from './ledger-worker-messages.ts';
import type { Ledger } from './read-ledger.ts';
import { refusedRowsFile } from './refused-rows.ts';
import { checkRow, identityOf, type CheckedCustomer, type LedgerRow, type RefusedRow } from './row-check.ts';
import { searchTokensOf } from './search-tokens.ts';

const listedProblems = 50;
const rowsPerReport = 2000;

/** One ledger on the table: what of it is good, what is not. Plain values only, so that it works in any thread. */
export class LedgerDesk {
  readonly #ledger: Ledger;
  #good: { row: LedgerRow; customer: CheckedCustomer }[] = [];
  #refused: RefusedRow[] = [];

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Checks every row; the first of several rows of one customer is kept. `report` hears how many rows are done. */
  check(mapping: ColumnMapping, report: (rowsDone: number) => void): LedgerCounts {
    this.#good = [];
    this.#refused = [];
    const seen = new Set<string>();
    this.#ledger.rows.forEach((row, at) => {
      if (at % rowsPerReport === 0) report(at);
      const checked = checkRow(row, mapping);
      if ('refused' in checked) {
        this.#refused.push(checked.refused);
        return;
      }
      const identity = identityOf(checked.customer);
      if (seen.has(identity)) {
        this.#refused.push({ row, problem: 'duplicateInFile', cell: checked.customer.name });
        return;
      }
      seen.add(identity);
      this.#good.push({ row, customer: checked.customer });
    });
    return this.counts();
  }

  /** What tells the rows of the branch apart, as findRowsInBranch wants it. */
  keys(from: number, count: number): { keys: string; count: number } {
    const rows = this.#good.slice(from, from + count);
    return { keys: JSON.stringify(rows.map(({ customer }) => [customer.accountNumber, customer.idNumber, customer.name, customer.phone])), count: rows.length };
  }

  /** Sets aside the good rows the branch has already. */
  dropKnown(places: readonly number[]): LedgerCounts {
    const known = new Set(places);
    this.#refused.push(...this.#good.flatMap(({ row, customer }, at) => (known.has(at) ? [{ row, problem: 'duplicateInBranch' as const, cell: customer.name }] : [])));
    this.#good = this.#good.filter((_, at) => !known.has(at));
    this.#refused.sort((one, other) => one.row.rowNumber - other.row.rowNumber);
    return this.counts();
  }

  /** Good rows as stageRows wants them; cutting names into search terms is most of the work, and done here. */
  take(from: number, count: number): { rows: string; count: number } {
    const rows = this.#good.slice(from, from + count).map(({ customer }) => [
      uuidv7(), customer.name, customer.phone, customer.idNumber, customer.accountNumber, customer.address, customer.isKeyAccount ? 1 : 0, searchTokensOf(customer),
    ]);
    return { rows: JSON.stringify(rows), count: rows.length };
  }

  refusedFile(language: FileLanguage): string {
    return refusedRowsFile(this.#ledger.headers, this.#refused, language);
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
