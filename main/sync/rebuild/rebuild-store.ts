import { asc, eq, getTableColumns } from 'drizzle-orm';
import type { RebuildExtent, RowsPage } from '../../../shared/sync.ts';
import type { Queries, Transaction } from '../../database/database.ts';
import { staff } from '../../staff/staff-schema.ts';
import { syncRebuild } from '../sync-schema.ts';
import { forgetChangesOf, putRows, tablesInOrder } from './fetched-rows-store.ts';

export type StoredRebuild = typeof syncRebuild.$inferSelect;
type Begun = Omit<StoredRebuild, 'id' | 'extent' | 'tableName' | 'afterKey' | 'rowsHere' | 'branchRow' | 'completeAt'>;

/** There is one. */
const rebuildId = 'rebuild';
/** The branch's own row goes in last: until then this machine is no branch. */
const branchTable = 'branch';
const atTheBeginning = { tableName: tablesInOrder[0]!, afterKey: null, rowsHere: 0, branchRow: null, completeAt: null };

/** How far this machine is in taking a lost one's place; null when it is not about that. */
export async function readRebuild(reader: Queries): Promise<StoredRebuild | null> {
  return (await reader.select(getTableColumns(syncRebuild)).from(syncRebuild))[0] ?? null;
}

/** Headquarters has given this machine the place. What an earlier try fetched stays, and is looked through anew. */
export async function beginRebuild(tx: Transaction, begun: Begun): Promise<void> {
  await tx.delete(syncRebuild);
  await tx.insert(syncRebuild).values({ id: rebuildId, ...begun, extent: null, ...atTheBeginning });
}

/** Keeps what there is to be fetched, and begins with the first table. */
export async function keepExtent(tx: Transaction, extent: RebuildExtent): Promise<void> {
  await tx.update(syncRebuild).set({ extent, ...atTheBeginning }).where(eq(syncRebuild.id, rebuildId));
}

/** Puts a page in and goes on behind it, in one transaction: after a cut the next page is asked for. Headquarters hears nothing of these rows. */
export async function takePage(tx: Transaction, table: string, { rowsHere, branchRow }: StoredRebuild, { rows, nextKey }: RowsPage): Promise<void> {
  const isBranch = table === branchTable;
  if (rows.length > 0 && !isBranch) {
    await putRows(tx, table, rows);
    await forgetChangesOf(tx, table, rows.map(({ key }) => key));
  }
  const next = nextKey !== null ? table : tablesInOrder[tablesInOrder.indexOf(table) + 1] ?? null;
  await tx.update(syncRebuild).set({ tableName: next, afterKey: nextKey, rowsHere: rowsHere + rows.length, branchRow: isBranch ? rows[0]?.row ?? null : branchRow }).where(eq(syncRebuild.id, rebuildId));
}

/** Every row is here. */
export async function keepComplete(tx: Transaction, at: number): Promise<void> {
  await tx.update(syncRebuild).set({ completeAt: at }).where(eq(syncRebuild.id, rebuildId));
}

/** Puts the branch's own row in, and forgets that anything was rebuilt. */
export async function endRebuild(tx: Transaction, row: Record<string, unknown>): Promise<void> {
  const key = String(row['id']);
  await putRows(tx, branchTable, [{ key, row }]);
  await forgetChangesOf(tx, branchTable, [key]);
  await tx.delete(syncRebuild);
}

/** Who may hand out passwords once the branch is open. */
export async function listAdministrators(reader: Queries): Promise<{ staffId: string; loginName: string; name: string }[]> {
  const rows = await reader.select({ staffId: staff.id, loginName: staff.loginName, name: staff.name, roles: staff.roles }).from(staff).where(eq(staff.isActive, true)).orderBy(asc(staff.loginName));
  return rows.filter(({ roles }) => roles.includes('administrator')).map(({ roles: _, ...person }) => person);
}
