import { asc } from 'drizzle-orm';
import type { DeadlineRow } from '../../shared/deadlines.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { complaintDeadlineRows } from './complaint-catalogue-schema.ts';
import { defaultDeadlineTable, type Trade } from './deadline-defaults.ts';

/** The deadline table as it holds now. */
export async function readDeadlineTable(reader: Queries): Promise<DeadlineRow[]> {
  return (await reader.select({ row: complaintDeadlineRows.row }).from(complaintDeadlineRows).orderBy(asc(complaintDeadlineRows.position))).map(({ row }) => row);
}

/** Puts a table in the place of the one that holds. */
export async function replaceDeadlineTable(tx: Transaction, rows: readonly DeadlineRow[]): Promise<void> {
  await tx.delete(complaintDeadlineRows);
  if (rows.length > 0) await tx.insert(complaintDeadlineRows).values(rows.map((row, position) => ({ id: row.id, position, row })));
}

/** The table a branch of this trade begins with. */
export async function insertDefaultDeadlineTable(tx: Transaction, trade: Trade, reportClassId: string): Promise<void> {
  await replaceDeadlineTable(tx, defaultDeadlineTable(trade, { suggestionBoxChannel: 'suggestionBox', reportClassId }));
}
