import { and, eq, max } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Queries, Transaction } from './database.ts';
import { numberFloors } from './database-schema.ts';

/** A table that gives out numbers: an ordinal within a year. Its rows are never deleted. */
export type NumberedTable = SQLiteTable & { year: SQLiteColumn; ordinal: SQLiteColumn };

/** The next ordinal of a year, from 1: behind every number the table has, and above the floor that was set for it. */
export async function nextOrdinal(tx: Queries, table: NumberedTable, year: number): Promise<number> {
  const [last] = await tx.select({ ordinal: max(table.ordinal) }).from(table).where(eq(table.year, year));
  const [floor] = await tx.select({ ordinal: numberFloors.ordinal }).from(numberFloors)
    .where(and(eq(numberFloors.tableName, getTableConfig(table).name), eq(numberFloors.year, year)));
  return Math.max(Number(last?.ordinal ?? 0), floor?.ordinal ?? 0) + 1;
}

/** No number of this year is given again up to `ahead` beyond the last one the table has. */
export async function raiseFloor(tx: Transaction, table: NumberedTable, year: number, ahead: number): Promise<void> {
  const floor = { ordinal: await nextOrdinal(tx, table, year) - 1 + ahead };
  await tx.insert(numberFloors).values({ tableName: getTableConfig(table).name, year, ...floor })
    .onConflictDoUpdate({ target: [numberFloors.tableName, numberFloors.year], set: floor });
}
