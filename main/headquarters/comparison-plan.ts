import type { TableDay } from '../../shared/sync.ts';

/** So many rows are compared beside those that have changed, so that in some days everything is. */
const rowsInTurn = 200_000;

/** How a table stood at its newest comparisons: `oldestAt` since when all of its parts have been compared. */
export interface ComparedTable { table: string; rows: number; oldestAt: number }

/**
 * What is compared next: what has changed since the last comparison and what differed then, and beside it whole tables, those that
 * have waited longest. A whole table also shows rows that only one side has, and those that were changed behind everybody's back.
 */
export function planComparison({ tables, compared, changed, differing }: { tables: readonly string[]; compared: readonly ComparedTable[]; changed: readonly TableDay[] | null; differing: readonly TableDay[] }): { whole: string[]; parts: TableDay[] } {
  if (changed === null) return { whole: [...tables], parts: [] };
  const known = new Map(compared.map(each => [each.table, each]));
  // A table without rows costs nothing to look at.
  const whole = new Set(tables.filter(table => !known.has(table)));
  let rows = 0;
  for (const each of compared.toSorted((one, other) => one.oldestAt - other.oldestAt)) {
    if (!tables.includes(each.table) || (rows > 0 && rows + each.rows > rowsInTurn)) continue;
    rows += each.rows;
    whole.add(each.table);
  }
  const parts = new Map([...changed, ...differing].filter(({ table }) => tables.includes(table) && !whole.has(table)).map(part => [`${part.table} ${part.day}`, part]));
  return { whole: [...whole], parts: [...parts.values()] };
}
