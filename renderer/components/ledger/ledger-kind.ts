import type { QueryKey, UseQueryOptions } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ImportProgress, LedgerOpened } from '../../../shared/customers.ts';
import type { LedgerTaker } from './send-ledger.ts';

/** Which column (from 0) holds which field; the fields are the kind's own. */
export type Mapping = Partial<Record<string, number>>;
export type Opened = Omit<LedgerOpened, 'suggestedMapping'> & { suggestedMapping: Mapping };
export type Progress = Omit<ImportProgress, 'problems'> & { problems: { rowNumber: number; problem: string; cell: string }[] };

/** What of a contract brings a ledger in, from its first part to the rows that were refused. */
export interface LedgerRoad extends LedgerTaker<Opened> {
  checkLedger(input: { importId: string; mapping: Mapping }): Promise<Progress>;
  storeLedger(input: { commandId: string; importId: string }): Promise<Progress>;
  cancelImport(input: { importId: string }): Promise<Progress>;
  refusedRows(input: { importId: string; language: 'zh-CN' | 'en' }): Promise<File>;
}

/** Customers and archive files come in by the same steps; what differs between them is here. */
export interface LedgerKind {
  /** the namespace whose `import` texts name this kind's fields, problems and results */
  namespace: 'customers' | 'catalogue';
  fields: readonly string[];
  /** marked as required */
  required: readonly string[];
  /** key under `import.map` of what the mapping still lacks; null when rows can be checked */
  lacks(mapping: Mapping): string | null;
  road: LedgerRoad;
  watch(importId: string): UseQueryOptions<Progress>;
  /** read anew once rows were stored */
  changes: QueryKey[];
  /** what can be done next with what came in */
  next?: (result: Progress) => ReactNode;
}
