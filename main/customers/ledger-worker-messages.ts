import type { ColumnMapping, LedgerOpened, RowProblem } from '../../shared/customers.ts';
import type { LedgerFaultReason } from './ledger-fault.ts';

/** What the branch service asks the thread that holds a ledger, and what it answers. */
export interface LedgerWork {
  open: { asked: { file: ArrayBuffer; sheetName?: string }; answer: Omit<LedgerOpened, 'importId' | 'fileName'> };
  check: { asked: { mapping: ColumnMapping }; answer: LedgerCounts };
  /** JSON of [accountNumber, idNumber, name, phone] per good row; empty when no rows are left */
  keys: { asked: { from: number; count: number }; answer: { keys: string; count: number } };
  /** places, among the good rows as counted by `keys`, that the branch has already */
  dropKnown: { asked: { places: number[] }; answer: LedgerCounts };
  /** JSON of the good rows ready to store, with what they are found by */
  take: { asked: { from: number; count: number }; answer: { rows: string; count: number } };
  /** from here on only the refused rows are needed */
  forgetGood: { asked: Record<string, never>; answer: null };
  refused: { asked: { language: 'zh-CN' | 'en' }; answer: { csv: string } };
}

export type LedgerTask = keyof LedgerWork;

export interface LedgerCounts {
  rowCount: number;
  good: number;
  duplicatesInFile: number;
  duplicatesInBranch: number;
  refused: number;
  problems: { rowNumber: number; problem: RowProblem; cell: string }[];
}

export type ToLedgerWorker = { [Task in LedgerTask]: { id: number; task: Task; asked: LedgerWork[Task]['asked'] } }[LedgerTask];

export type FromLedgerWorker =
  | { id: number; answer: LedgerWork[LedgerTask]['answer'] }
  | { id: number; fault: LedgerFaultReason }
  | { id: number; error: string }
  | { rowsDone: number };
