import type { BranchParts } from '../branch/branch-parts.ts';
import type { Queries, Transaction } from '../database/database.ts';
import type { LedgerKind, Mapping } from './ledger-rules.ts';
import type { DescribedLedger, LedgerCounts } from './ledger-worker-messages.ts';

/** How far an import has come. */
export interface LedgerProgress extends LedgerCounts {
  importId: string;
  stage: 'receiving' | 'reading' | 'opened' | 'checking' | 'checked' | 'storing' | 'done' | 'cancelled' | 'failed';
  rowsDone: number;
  failure: string | null;
}

/** Where the rows of a kind of ledger go; `Progress` and `Opened` are what its contract answers. */
export interface LedgerDestination<Progress, Opened> {
  kind: LedgerKind;
  /** published once rows were stored */
  topic: Parameters<BranchParts['live']['publish']>[0];
  /** Takes what the thread said into the contract's words; throws for anything that is none of them. */
  progressOf(progress: LedgerProgress): Progress;
  openedOf(opened: DescribedLedger & { importId: string; fileName: string }): Opened;
  /** the fields a mapping lacks; empty when it will do */
  missingFields(mapping: Mapping): string[];
  /** what the check must know of the branch; plain values, for another thread */
  factsForCheck(reader: Queries): Promise<unknown>;
  /** Which rows the branch has already, as their places in `keys`, a JSON list. */
  findRowsInBranch(reader: Queries, keys: string): Promise<number[]>;
  /** Writes some rows (a JSON list) beside the branch's own, where nobody finds them yet. */
  stageRows(tx: Transaction, importId: string, rows: string): Promise<void>;
  /** The one step that makes the import true. Answers how many rows became the branch's own. */
  moveStagedRows(tx: Transaction, stored: { importId: string; fileName: string; rowCount: number; byStaffId: string; at: number }): Promise<number>;
  /** Clears some of what an import left behind; answers whether more is left. */
  clearStagedRows(tx: Transaction): Promise<boolean>;
}
