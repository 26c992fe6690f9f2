import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import type { ChangesOfEpoch, RebuildExtent, RowsPage } from '../../shared/sync.ts';
import type { Queries } from './hq-database.ts';
import type { KnownBranch } from './known-branch-store.ts';
import { inBranches, type ProjectedTable, projectedTables, quoted, rowKeyOf } from './projection-tables.ts';

// What a machine that takes a lost one's place is given: the rows of its branch as the projection has them.

const rowsAtOnce = 2000;
/** A page ends early with the row that fills it: the branch takes no answer that is much longer. */
const mostPageCharacters = 8 * 1024 * 1024;
/** The projection is rarely further behind than this. */
const askAgainSeconds = 2;
/** A directive is told as taken a moment before its effects arrive: those taken so shortly before the last change are given again. */
const directiveMarginMs = 60_000;

/** How much there is. Errors: BRANCH_FENCED, SLOW_DOWN. */
export async function rebuildExtent({ $client }: Queries, branch: KnownBranch, now: number): Promise<RebuildExtent> {
  refusePlaceless(branch, now);
  const of = [branch.branchId];
  const { rows: [line] } = await $client.query<{ received: number; unprojected: number }>(
    `select coalesce(sum("receivedSeq"), 0)::bigint as received, coalesce(sum("receivedSeq" - "projectedSeq"), 0)::bigint as unprojected from hq.epochs where "branchId" = $1`, of);
  if (!line || line.unprojected > 0) return refuseAtHeadquarters('SLOW_DOWN', { seconds: askAgainSeconds });
  const { rows: tables } = await $client.query<{ table: string; rows: number }>(
    [...projectedTables.values()].map(table => `select '${table.name}' as "table", count(*)::bigint as rows from ${inBranches(table)} where "branchId" = $1`).join(' union all '), of);
  const { rows: [held] } = await $client.query<{ changes: number }>('select count(*)::bigint as changes from hq.quarantine where "branchId" = $1 and "solvedAt" is null', of);
  // Of each epoch the newest: the one before the present may have been a lost machine's.
  const { rows: [last] } = await $client.query<{ at: number | null }>(
    `select max(c.at) as at from hq.epochs e join hq.changes c on c."branchId" = e."branchId" and c.epoch = e.epoch and c.seq = e."receivedSeq" where e."branchId" = $1`, of);
  const lastChangeAt = last?.at ?? null;
  const { rows: [directive] } = await $client.query<{ number: number }>(
    `select coalesce((select min(number) - 1 from hq.directives where "branchId" = $1 and (outcome is null or "takenAt" >= $2)), b."lastDirective") as number from hq.branches b where b."branchId" = $1`,
    [branch.branchId, (lastChangeAt ?? 0) - directiveMarginMs]);
  const { rows: [witnessed] } = await $client.query<{ size: number; root: string }>('select size, root from hq.witnessed where "branchId" = $1 and size > 0', of);
  return { tables, heldChanges: held?.changes ?? 0, received: line.received, lastChangeAt, directive: directive?.number ?? 0, witnessed: witnessed ?? null };
}

/** The next rows of one table behind a key. Errors: TABLE_NOT_FOUND, BRANCH_FENCED, SLOW_DOWN. */
export async function rowsAfter({ $client }: Queries, branch: KnownBranch, { table: name, afterKey, from }: { table: string; afterKey: string | null; from: ChangesOfEpoch | null }, now: number): Promise<RowsPage> {
  refusePlaceless(branch, now);
  const table = projectedTables.get(name) ?? refuseAtHeadquarters('TABLE_NOT_FOUND');
  if (from) await awaitProjected($client, branch.branchId, from);
  const keys = table.keys.map(({ name: key }) => `t.${quoted(key)}`);
  const parts = afterKey === null ? [] : table.keys.length === 1 ? [afterKey] : afterKey.split('/');
  const values: unknown[] = [branch.branchId, ...parts];
  const behind = parts.length === 0 ? '' : ` and (${keys.join(', ')}) > (${table.keys.map(({ type }, index) => `$${index + 2}::${type}`).join(', ')})`;
  const only = from === null ? '' : ` and t."fromEpoch" = ${from.epoch} and t."fromSeq" between ${from.from} and ${from.to}`;
  const { rows } = await $client.query<{ key: string; row: string }>(
    `select ${rowKeyOf(table, 't')} as key, (select row_to_json(r)::text from (select ${columnsOf(table)}) r) as row
     from ${inBranches(table)} t where t."branchId" = $1${behind}${only} order by ${keys.join(', ')} limit ${rowsAtOnce}`, values);
  const { rows: gone } = from === null || afterKey !== null ? { rows: [] } : await $client.query<{ key: string }>(
    `select distinct c."rowKey" as key from hq.changes c where c."branchId" = $1 and c.epoch = $2 and c.seq between $3 and $4 and c."tableName" = $5 and c.operation = 'delete'
       and not exists (select 1 from ${inBranches(table)} t where t."branchId" = $1 and ${rowKeyOf(table, 't')} = c."rowKey") order by 1`,
    [branch.branchId, from.epoch, from.from, from.to, table.name]);
  const fitting = howManyFit(rows.map(({ row }) => row.length));
  const page = rows.slice(0, fitting);
  const isLast = rows.length < rowsAtOnce && fitting === rows.length;
  return { rows: page.map(({ key, row }) => ({ key, row: JSON.parse(row) as Record<string, unknown> })), gone: gone.map(({ key }) => key), nextKey: isLast ? null : page.at(-1)?.key ?? null };
}

/** What is not projected yet would look as if it had never been. Errors: SLOW_DOWN. */
async function awaitProjected($client: Queries['$client'], branchId: string, { epoch, to }: ChangesOfEpoch): Promise<void> {
  const { rows: [behind] } = await $client.query('select 1 from hq.epochs where "branchId" = $1 and epoch = $2 and "projectedSeq" < least($3, "receivedSeq")', [branchId, epoch, to]);
  if (behind) refuseAtHeadquarters('SLOW_DOWN', { seconds: askAgainSeconds });
}

/** Blobs as the journal writes them: hexadecimal, in capitals. */
function columnsOf({ columns }: ProjectedTable): string {
  return columns.map(({ name, type }) => type === 'bytea' ? `upper(encode(t.${quoted(name)}, 'hex')) as ${quoted(name)}` : `t.${quoted(name)}`).join(', ');
}

/** The first row always, however long. */
function howManyFit(lengths: readonly number[]): number {
  let characters = 0;
  const tooMuch = lengths.findIndex((length, index) => (characters += length) > mostPageCharacters && index > 0);
  return tooMuch < 0 ? lengths.length : tooMuch;
}

/** A machine whose place was taken has no say, and gets nothing, any more. */
export function refusePlaceless({ epoch, presentEpoch }: KnownBranch, now: number): void {
  if (epoch !== presentEpoch) refuseAtHeadquarters('BRANCH_FENCED', { epoch, at: now });
}
