import type { DayDigest, TableDay } from '../../shared/sync.ts';
import { planComparison, type ComparedTable } from './comparison-plan.ts';
import { boundsOf, kindOf, partDigestsSql, partOfChange, rowHashesSql, wholeDigestsSql } from './digest-sql.ts';
import type { Queries, Transaction } from './hq-database.ts';
import type { DifferingRow } from './hq-schema.ts';
import { projectedTables, type ProjectedTable } from './projection-tables.ts';

// What both sides hold, compared. Everything here is reckoned in one snapshot of the database, taken when the transaction began:
// the changes that are projected in it and the rows belong together, and nobody has to wait for that.

/** SHA-256 of nothing: the digest of a part without rows. */
const digestOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const roundsKept = 20;
/** Keys that are kept of one part: where more differ, all of them are repaired bit by bit. */
const mostDiffering = 20_000;

interface OfBranch { branchId: string; epoch: number }

/** Makes the transaction see one moment. To be called first. */
export async function seeOneMoment({ $client }: Transaction): Promise<void> {
  await $client.query('set transaction isolation level repeatable read');
}

/** Up to which change of this epoch the typed tables are made. */
export async function projectedUpTo({ $client }: Queries | Transaction, { branchId, epoch }: OfBranch): Promise<number> {
  const { rows: [row] } = await $client.query<{ seq: number }>('select "projectedSeq" as seq from hq.epochs where "branchId" = $1 and epoch = $2', [branchId, epoch]);
  return row?.seq ?? 0;
}

/** What this branch is asked to compare next. */
export async function readPlan({ $client }: Queries, { branchId, epoch }: OfBranch): Promise<{ whole: string[]; parts: TableDay[] }> {
  const { rows: [last] } = await $client.query<{ upToSeq: number }>(
    'select "upToSeq" from hq.comparison_rounds where "branchId" = $1 and epoch = $2 and "endedAt" is not null order by "endedAt" desc limit 1', [branchId, epoch]);
  const [changed, differing, compared] = await Promise.all([
    last ? changedParts($client, { branchId, epoch }, last.upToSeq) : null,
    $client.query<TableDay>('select "tableName" as "table", day from hq.comparisons where "branchId" = $1 and "digestAtBranch" <> "digestHere"', [branchId]),
    $client.query<ComparedTable>('select "tableName" as "table", sum("rowsHere")::bigint as rows, min(at) as "oldestAt" from hq.comparisons where "branchId" = $1 group by 1', [branchId]),
  ]);
  return planComparison({ tables: [...projectedTables.keys()], compared: compared.rows, changed, differing: differing.rows });
}

/** Parts with a change behind `after`. */
async function changedParts($client: Queries['$client'] | Transaction['$client'], { branchId, epoch }: OfBranch, after: number): Promise<TableDay[]> {
  const { rows } = await $client.query<TableDay>(
    `select distinct "tableName" as "table", ${partOfChange} as day from hq.changes where "branchId" = $1 and epoch = $2 and seq > $3`, [branchId, epoch, after]);
  return rows;
}

/** Parts that say nothing of equality now: changed after `upTo`, or with a change that waits in quarantine. */
async function partsUnderWay($client: Transaction['$client'], of: OfBranch, upTo: number): Promise<Set<string>> {
  const { rows: held } = await $client.query<TableDay>(
    `select distinct "tableName" as "table", ${partOfChange} as day from hq.quarantine where "branchId" = $1 and "solvedAt" is null`, [of.branchId]);
  return new Set([...await changedParts($client, of, upTo), ...held].map(nameOf));
}

export interface Compared extends OfBranch { round: string; upTo: number; digests: readonly DayDigest[]; whole: readonly string[]; isLast: boolean; now: number }

/** Compares digests with what is here, and keeps what was found. The tables are known; the snapshot has all changes up to `upTo`. */
export async function compareDigests({ $client }: Transaction, compared: Compared): Promise<{ differing: TableDay[]; underWay: TableDay[] }> {
  const { branchId, upTo, whole, now } = compared;
  const underWay = await partsUnderWay($client, compared, upTo);
  const found: (DayDigest & { rowsHere: number; digestHere: string })[] = [];
  const skipped: TableDay[] = [];
  for (const name of new Set([...compared.digests.map(({ table }) => table), ...whole])) {
    const table = tableOf(name);
    const sent = compared.digests.filter(({ table: of }) => of === name);
    const here = new Map((await digestsHere($client, table, branchId, whole.includes(name) ? null : sent.map(({ day }) => day))).map(each => [each.part, each]));
    const byDay = new Map(sent.map(each => [each.day, each]));
    for (const day of new Set([...byDay.keys(), ...here.keys()])) {
      if (underWay.has(nameOf({ table: name, day }))) {
        skipped.push({ table: name, day });
        continue;
      }
      const { rows, digest } = byDay.get(day) ?? { rows: 0, digest: digestOfNothing };
      const own = here.get(day);
      found.push({ table: name, day, rows, digest, rowsHere: own?.rows ?? 0, digestHere: own?.digest ?? digestOfNothing });
    }
  }
  await keepFound($client, compared, found);
  // Of a part that neither side has any more nothing is left to say.
  if (whole.length > 0) {
    await $client.query(`delete from hq.comparisons c where "branchId" = $1 and "tableName" = any($2) and round <> $3
      and not exists (select 1 from json_to_recordset($4::json) as u("table" text, day text) where u."table" = c."tableName" and u.day = c.day)`, [branchId, whole, compared.round, JSON.stringify(skipped)]);
  }
  await keepRound($client, compared, now);
  return { differing: found.filter(({ digest, digestHere }) => digest !== digestHere).map(({ table, day }) => ({ table, day })), underWay: skipped };
}

async function digestsHere($client: Transaction['$client'], table: ProjectedTable, branchId: string, days: readonly string[] | null): Promise<{ part: string; rows: number; digest: string }[]> {
  if (days === null) return (await $client.query<{ part: string; rows: number; digest: string }>(wholeDigestsSql(table), [branchId])).rows;
  const bounds = days.map(day => boundsOf(day, kindOf(table)));
  return (await $client.query<{ part: string; rows: number; digest: string }>(partDigestsSql(table), [branchId, days, bounds.map(({ low }) => low), bounds.map(({ high }) => high)])).rows;
}

async function keepFound($client: Transaction['$client'], { branchId, round, upTo, now }: Compared, found: readonly object[]): Promise<void> {
  await $client.query(`
    insert into hq.comparisons ("branchId", "tableName", day, round, at, "upToSeq", "rowsAtBranch", "digestAtBranch", "rowsHere", "digestHere")
    select $1, f."table", f.day, $2, $3, $4, f.rows, f.digest, f."rowsHere", f."digestHere"
    from json_to_recordset($5::json) as f("table" text, day text, rows bigint, digest text, "rowsHere" bigint, "digestHere" text)
    on conflict ("branchId", "tableName", day) do update set round = excluded.round, at = excluded.at, "upToSeq" = excluded."upToSeq", "rowsAtBranch" = excluded."rowsAtBranch",
      "digestAtBranch" = excluded."digestAtBranch", "rowsHere" = excluded."rowsHere", "digestHere" = excluded."digestHere", differing = null`, [branchId, round, now, upTo, JSON.stringify(found)]);
  await $client.query('delete from hq.comparisons where "branchId" = $1 and "rowsAtBranch" = 0 and "rowsHere" = 0', [branchId]);
}

async function keepRound($client: Transaction['$client'], { branchId, epoch, round, upTo, isLast }: Compared, now: number): Promise<void> {
  await $client.query(`
    insert into hq.comparison_rounds ("branchId", round, epoch, "beganAt", "endedAt", "upToSeq") values ($1, $2, $3, $4, $5, $6)
    on conflict ("branchId", round) do update set "endedAt" = coalesce(excluded."endedAt", hq.comparison_rounds."endedAt"), "upToSeq" = least(hq.comparison_rounds."upToSeq", excluded."upToSeq")`,
  [branchId, round, epoch, now, isLast ? now : null, upTo]);
  if (isLast) await $client.query('delete from hq.comparison_rounds where "branchId" = $1 and round not in (select round from hq.comparison_rounds where "branchId" = $1 order by "beganAt" desc limit $2)', [branchId, roundsKept]);
}

/**
 * That a row only headquarters has is one that a machine before this one sent: late, after this one had fetched what there was, or
 * one that did not fit beside what was done since. It is of that change, which nobody can add afterwards. $8: epoch, $10: table.
 */
const cameEarlier = `exists (select 1 from hq.changes c where c."branchId" = $1 and c.epoch = here."fromEpoch" and c.epoch < $8 and c.seq = here."fromSeq" and c."tableName" = $10 and c."rowKey" = here.key and c.operation <> 'delete')`;

/** As a condition on hq.comparisons: the two hold different rows, or may. Rows of an earlier epoch that only headquarters has are no difference. */
export const partDiffers = `("digestAtBranch" <> "digestHere" and (differing is null or jsonb_path_exists(differing, '$[*] ? (@.how != "fromEarlierEpoch")')))`;

export interface ComparedRows extends OfBranch, TableDay { upTo: number; after: string | null; through: string | null; rows: readonly { key: string; hash: string }[] }

/** Compares the rows of a piece of one part, and keeps which of them differ. Rows changed after `upTo` or held in quarantine do not count. */
export async function compareRows({ $client }: Transaction, { branchId, epoch, table: name, day, upTo, after, through, rows }: ComparedRows): Promise<DifferingRow[]> {
  const table = tableOf(name);
  const { low, high } = boundsOf(day, kindOf(table));
  const { rows: differing } = await $client.query<DifferingRow>(`
    with here as (${rowHashesSql(table)}), theirs as (select * from json_to_recordset($7::json) as s(key text, hash text))
    select coalesce(theirs.key, here.key) as key, case when here.key is null then 'notAtHeadquarters' when theirs.key is not null then 'otherwise' when ${cameEarlier} then 'fromEarlierEpoch' else 'onlyAtHeadquarters' end as how
    from theirs full join here on here.key = theirs.key
    where here.hash is distinct from theirs.hash
      and not exists (select 1 from hq.changes c where c."branchId" = $1 and c.epoch = $8 and c.seq > $9 and c."tableName" = $10 and c."rowKey" = coalesce(theirs.key, here.key))
      and not exists (select 1 from hq.quarantine q where q."branchId" = $1 and q."tableName" = $10 and q."rowKey" = coalesce(theirs.key, here.key) and q."solvedAt" is null)
    order by 1 limit $11`,
  [branchId, day, low, high, after, through, JSON.stringify(rows), epoch, upTo, name, mostDiffering]);
  await $client.query(`update hq.comparisons set differing = case when $4 then $5::jsonb when jsonb_array_length(coalesce(differing, '[]')) >= $6 then differing else coalesce(differing, '[]') || $5::jsonb end
    where "branchId" = $1 and "tableName" = $2 and day = $3`, [branchId, name, day, after === null, JSON.stringify(differing), mostDiffering]);
  return differing;
}

function tableOf(name: string): ProjectedTable {
  const table = projectedTables.get(name);
  if (!table) throw new Error('the edge lets no unknown table in');
  return table;
}

const nameOf = ({ table, day }: TableDay): string => `${table} ${day}`;
