import { asc, eq } from 'drizzle-orm';
import { hallHours, type DeadlineRow, type HallHours } from '../../shared/deadlines.ts';
import { settings } from '../branch/branch-schema.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { complaintDeadlineRows } from './complaint-catalogue-schema.ts';
import { defaultDeadlineTable, type Trade } from './deadline-defaults.ts';
import { defaultHallHours } from './deadline-ground.ts';

const hallHoursKey = 'hallHours';

/** The deadline table as it holds now. */
export async function readDeadlineTable(reader: Queries): Promise<DeadlineRow[]> {
  return (await reader.select({ row: complaintDeadlineRows.row }).from(complaintDeadlineRows).orderBy(asc(complaintDeadlineRows.position))).map(({ row }) => row);
}

/** Puts a table in the place of the one that holds. */
export async function replaceDeadlineTable(tx: Transaction, rows: readonly DeadlineRow[]): Promise<void> {
  await tx.delete(complaintDeadlineRows);
  if (rows.length > 0) await tx.insert(complaintDeadlineRows).values(rows.map((row, position) => ({ id: row.id, position, row })));
}

/** When the hall is open, for terms in hours of the hall; the customary hours for a branch that has set none. */
export async function readHallHours(reader: Queries): Promise<HallHours> {
  const [stored] = await reader.select({ value: settings.value }).from(settings).where(eq(settings.id, hallHoursKey));
  const read = hallHours.safeParse(stored?.value);
  return read.success ? read.data : defaultHallHours;
}

export async function storeHallHours(tx: Transaction, hours: HallHours, nowMs: number): Promise<void> {
  const values = { value: hours, changedAt: nowMs };
  await tx.insert(settings).values({ id: hallHoursKey, ...values }).onConflictDoUpdate({ target: settings.id, set: values });
}

/** The table a branch of this trade begins with. */
export async function insertDefaultDeadlineTable(tx: Transaction, trade: Trade, reportClassId: string): Promise<void> {
  await replaceDeadlineTable(tx, defaultDeadlineTable(trade, { suggestionBoxChannel: 'suggestionBox', reportClassId }));
}
