import type { LedgerFaultReason } from './ledger-fault.ts';
import type { FileLanguage, LedgerKind, Mapping } from './ledger-rules.ts';

/** What the thread is told when it starts. */
export interface LedgerWorkerData {
  kind: LedgerKind;
}

/** The first look at a ledger. */
export interface DescribedLedger {
  format: 'csv' | 'xlsx';
  encoding: 'utf-8' | 'gb18030' | 'utf-16' | null;
  sheetNames: string[];
  sheetName: string | null;
  headers: string[];
  sampleRows: string[][];
  rowCount: number;
  suggestedMapping: Record<string, number>;
}

/** What the branch service asks the thread that holds a ledger, and what it answers. */
export interface LedgerWork {
  /** the next bytes of the file */
  add: { asked: { part: ArrayBuffer }; answer: null };
  open: { asked: { sheetName?: string }; answer: DescribedLedger };
  check: { asked: { mapping: Mapping; facts: unknown }; answer: LedgerCounts };
  /** JSON of what tells each good row apart; empty when no rows are left */
  keys: { asked: { from: number; count: number }; answer: { keys: string; count: number } };
  /** places, among the good rows as counted by `keys`, that the branch has already */
  dropKnown: { asked: { places: number[] }; answer: LedgerCounts };
  /** JSON of the good rows ready to store, with what they are found by */
  take: { asked: { from: number; count: number }; answer: { rows: string; count: number } };
  refused: { asked: { language: FileLanguage }; answer: { csv: string } };
  /** the file of refused rows in each language, packed by gzip: all that is needed once the good rows are stored */
  refusedPacked: { asked: Record<string, never>; answer: Record<FileLanguage, Uint8Array> };
}

export type LedgerTask = keyof LedgerWork;

export interface LedgerCounts {
  rowCount: number;
  good: number;
  duplicatesInFile: number;
  duplicatesInBranch: number;
  refused: number;
  problems: { rowNumber: number; problem: string; cell: string }[];
}

export type ToLedgerWorker = { [Task in LedgerTask]: { id: number; task: Task; asked: LedgerWork[Task]['asked'] } }[LedgerTask];

export type FromLedgerWorker =
  | { id: number; answer: LedgerWork[LedgerTask]['answer'] }
  | { id: number; fault: LedgerFaultReason }
  | { id: number; error: string }
  | { rowsDone: number };
