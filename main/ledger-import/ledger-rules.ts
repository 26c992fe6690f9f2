/** Which column (from 0) holds which field; a field left out is not in the ledger. */
export type Mapping = Readonly<Record<string, number | undefined>>;

/** One line of a ledger as its file has it; `rowNumber` is what the spreadsheet program shows beside it, from 1. */
export interface LedgerRow {
  rowNumber: number;
  cells: readonly string[];
}

/** Why a row is not taken, with the cell that is to blame. */
export interface RefusedRow<Problem extends string = string> {
  row: LedgerRow;
  problem: Problem;
  cell: string;
}

export type FileLanguage = 'zh-CN' | 'en';

/** What tells one kind of ledger from another, for the thread that reads and checks it. Pure. */
export interface LedgerRules<Good, Problem extends string = string> {
  /** the words people write over the columns of each field, likeliest first; compared without blanks, marks and case */
  customaryHeaders: Readonly<Record<string, readonly string[]>>;
  /** Reads one row, or says the first thing that is wrong with it. `facts`: what the branch told of itself for the check. */
  checkerOf(mapping: Mapping, facts: unknown): (row: LedgerRow) => { good: Good } | { refused: RefusedRow<Problem> };
  /** what makes two rows of one ledger the same */
  identityOf(good: Good): string;
  /** the cell that is shown for a row that is there twice */
  nameOf(good: Good): string;
  /** what the branch compares with its own rows */
  keyOf(good: Good): unknown[];
  /** what the branch stores, with what it is found by: cutting it into search terms is most of the work, and done here */
  stagedOf(good: Good): unknown[];
  /** the reasons as they stand in the file to mend: it is read outside the application */
  reasons: Readonly<Record<Problem | CommonProblem, Record<FileLanguage, string>>>;
}

/** Problems every kind of ledger has. */
export type CommonProblem = 'duplicateInFile' | 'duplicateInBranch';

/** The kinds a branch can bring in; main/ledger-worker.ts has the rules of each. */
export type LedgerKind = 'customers' | 'files';
