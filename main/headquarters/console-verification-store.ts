import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { ConsoleOutputs } from '../../shared/headquarters-console.ts';
import { partDiffers } from './comparison-store.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { comparisonRounds, comparisons, directives, type DifferingRow } from './hq-schema.ts';

type Outputs = ConsoleOutputs['verification'];

const mostDays = 500;
const mostRows = 500;

const differs = sql<boolean>`${sql.raw(partDiffers)}`;
const rowsHow = (operator: '=' | '<>') => sql.raw(`(select count(*) from jsonb_array_elements(differing) row where row->>'how' ${operator} 'fromEarlierEpoch')`);
const countOf = (what: ReturnType<typeof sql>) => sql<number>`${what}`.mapWith(Number);

/** What was compared of a branch, table by table, and what it was asked to do about it. */
export async function readComparedTables(queries: Queries, branchId: string): Promise<Outputs['tables']> {
  const [tables, [ended], open] = await Promise.all([
    queries.select({
      table: comparisons.tableName, comparedAt: countOf(sql`max(${comparisons.at})`), upToSeq: countOf(sql`max(${comparisons.upToSeq})`), oldestAt: countOf(sql`min(${comparisons.at})`), days: countOf(sql`count(*)`),
      rowsAtBranch: countOf(sql`sum(${comparisons.rowsAtBranch})`), rowsHere: countOf(sql`sum(${comparisons.rowsHere})`), differingDays: countOf(sql`count(*) filter (where ${differs})`),
      differingRows: sql<number | null>`case when bool_or(${differs} and ${comparisons.differing} is null) then null else coalesce(sum(${rowsHow('<>')}) filter (where ${differs}), 0) end`.mapWith(Number),
      earlierRows: countOf(sql`coalesce(sum(${rowsHow('=')}), 0)`),
    }).from(comparisons).where(eq(comparisons.branchId, branchId)).groupBy(comparisons.tableName).orderBy(desc(sql`bool_or(${differs})`), asc(comparisons.tableName)),
    queries.select({ at: comparisonRounds.endedAt }).from(comparisonRounds).where(and(eq(comparisonRounds.branchId, branchId), isNotNull(comparisonRounds.endedAt))).orderBy(desc(comparisonRounds.endedAt)).limit(1),
    queries.select({ kind: directives.kind, count: countOf(sql`count(*)`) }).from(directives).where(sql`${directives.branchId} = ${branchId} and ${directives.kind} in ('repair', 'recheck') and ${directives.outcome} is null`).groupBy(directives.kind),
  ]);
  const countOpen = (kind: string) => open.find(each => each.kind === kind)?.count ?? 0;
  return { tables, endedAt: ended?.at ?? null, repairsOpen: countOpen('repair'), recheckOpen: countOpen('recheck') > 0 };
}

/** The parts of a table: those that differ, then the newest. */
export async function readComparedDays(queries: Queries, branchId: string, table: string): Promise<Outputs['days']> {
  const rows = await queries.select({
    day: comparisons.day, at: comparisons.at, upToSeq: comparisons.upToSeq, rowsAtBranch: comparisons.rowsAtBranch, rowsHere: comparisons.rowsHere,
    digestAtBranch: comparisons.digestAtBranch, digestHere: comparisons.digestHere, differingRows: sql<number | null>`case when differing is not null then ${rowsHow('<>')} end`.mapWith(Number), earlierRows: countOf(sql`coalesce(${rowsHow('=')}, 0)`), found: countOf(sql`count(*) over ()`),
  }).from(comparisons).where(and(eq(comparisons.branchId, branchId), eq(comparisons.tableName, table)))
    .orderBy(desc(differs), desc(sql`length(${comparisons.day})`), desc(comparisons.day)).limit(mostDays);
  return { days: rows.map(({ found: _, ...day }) => day), found: rows[0]?.found ?? 0 };
}

/** The rows of one part that differ, by their keys. */
export async function readDifferingRows(queries: Queries, branchId: string, table: string, day: string): Promise<Outputs['rows']> {
  const [found] = await queries.select({ differing: comparisons.differing }).from(comparisons).where(and(eq(comparisons.branchId, branchId), eq(comparisons.tableName, table), eq(comparisons.day, day)));
  const rows = found?.differing ?? [];
  return { rows: rows.slice(0, mostRows), found: rows.length };
}

/** The keys that differ, table by table; of one table, or with null of all. */
export async function differingKeys(tx: Transaction, branchId: string, table: string | null): Promise<Map<string, string[]>> {
  const found = await tx.select({ table: comparisons.tableName, differing: comparisons.differing }).from(comparisons)
    .where(and(eq(comparisons.branchId, branchId), differs, table === null ? undefined : eq(comparisons.tableName, table))).orderBy(asc(comparisons.tableName), asc(comparisons.day));
  const keys = new Map<string, string[]>();
  for (const { table: name, differing } of found) {
    // Rows of an earlier epoch are what is left of that machine: they are not taken away.
    const ofTable = (differing ?? []).filter(({ how }: DifferingRow) => how !== 'fromEarlierEpoch').map(({ key }) => key);
    if (ofTable.length > 0) keys.set(name, [...keys.get(name) ?? [], ...ofTable]);
  }
  return keys;
}
