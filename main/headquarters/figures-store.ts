import { createHash } from 'node:crypto';
import { figureColumns } from './figure-columns.ts';
import type { Transaction } from './hq-database.ts';
import type { ChangeSet } from './projection-sql.ts';

// hq.branch_figures, made from the frozen summaries in branches.day_summaries: never changed by anything else, so that what is in it
// is the same in whatever order, and however often, summaries arrive.

const names = Object.keys(figureColumns) as (keyof typeof figureColumns)[];
const quotedNames = names.map(name => `"${name}"`).join(', ');
const spans = `
  select distinct span.by, span."fromDate", span."toDate" from unnest($2::text[]) date cross join lateral (values
    ('day', date, date),
    ('week', to_char(date_trunc('week', date::date), 'YYYY-MM-DD'), to_char(date_trunc('week', date::date) + interval '6 days', 'YYYY-MM-DD')),
    ('month', left(date, 7) || '-01', left(date, 7) || '-31'),
    ('year', left(date, 4) || '-01-01', left(date, 4) || '-12-31')) span(by, "fromDate", "toDate")`;

const forgetSpans = `delete from hq.branch_figures f using (${spans}) span where f."branchId" = $1 and f.by = span.by and f."fromDate" = span."fromDate"`;

/** Versions of one day that two epochs gave the same number: the one that was frozen later. */
const addDays = `
  with newest as (
    select distinct on (s."businessDate") s.* from branches.day_summaries s where s."branchId" = $1 and s."businessDate" = any($2)
    order by s."businessDate", s.version desc nulls last, s."frozenAt" desc nulls last, s.id desc),
  parsed as materialized (select id, "businessDate", version, "isProvisional", data::jsonb as d from newest)
  insert into hq.branch_figures ("branchId", by, "fromDate", days, "provisionalDays", "summaryId", version, "dayKind", "medianWaitMs", ${quotedNames})
  select $1, 'day', "businessDate", 1, "isProvisional", id, version, d ->> 'dayKind', (d #>> '{queue,wait,median}')::double precision, ${names.map(name => figureColumns[name].ofDay).join(', ')} from parsed`;

const addPeriods = `
  insert into hq.branch_figures ("branchId", by, "fromDate", days, "provisionalDays", ${quotedNames})
  select $1, span.by, span."fromDate", sum(f.days), sum(f."provisionalDays"), ${names.map(overDaysSql).join(', ')}
  from (${spans}) span join hq.branch_figures f on f."branchId" = $1 and f.by = 'day' and f."fromDate" between span."fromDate" and span."toDate"
  where span.by <> 'day' group by span.by, span."fromDate"`;

/** Another text of the statements is another meaning of the figures. */
const meaning = createHash('sha256').update(`${addDays}${addPeriods}`).digest('hex');

/** Makes the figures of the days anew that these changes of a branch's day_summaries are of. To be called when they have been projected. */
export async function followSummaries(tx: Transaction, { branchId, epoch }: { branchId: string; epoch: number }, { where, values }: ChangeSet): Promise<void> {
  await lockFigures(tx, branchId);
  // A summary that is gone, or is of another day now, has left its old day in the figures.
  const { rows: [touched] } = await tx.$client.query<{ dates: string[] | null }>(
    `with keys as materialized (select distinct c."rowKey" as key from hq.changes c where c."branchId" = $1 and c.epoch = $2 and ${where} and c."tableName" = 'day_summaries')
     select array_agg(date) as dates from (
       select s."businessDate" as date from branches.day_summaries s join keys on s.id = key where s."branchId" = $1 and s."businessDate" is not null
       union select f."fromDate" from hq.branch_figures f join keys on f."summaryId" = key where f."branchId" = $1 and f.by = 'day') touched`, [branchId, epoch, ...values]);
  await makeFigures(tx, branchId, touched?.dates ?? []);
}

/** Makes all figures anew when they were made by a program to which they meant something else, or by none. */
export async function makeFiguresAnew(tx: Transaction): Promise<void> {
  const { rows: [made] } = await tx.$client.query<{ value: string }>(`select value from hq.secrets where name = 'branchFigures'`);
  if (made?.value === meaning) return;
  const { rows } = await tx.$client.query<{ branchId: string; dates: string[] }>(
    `select "branchId", array_agg(distinct "businessDate") as dates from branches.day_summaries where "businessDate" is not null group by 1`);
  await tx.$client.query('delete from hq.branch_figures');
  for (const { branchId, dates } of rows) {
    await lockFigures(tx, branchId);
    await makeFigures(tx, branchId, dates);
  }
  await tx.$client.query(`insert into hq.secrets values ('branchFigures', $1) on conflict (name) do update set value = excluded.value`, [meaning]);
}

/** Two epochs of a branch may be projected at once: who comes second sees what the first has written. No epoch has the number 0. */
async function lockFigures({ $client }: Transaction, branchId: string): Promise<void> {
  await $client.query('select pg_advisory_xact_lock(hashtext($1), 0)', [branchId]);
}

async function makeFigures({ $client }: Transaction, branchId: string, dates: readonly string[]): Promise<void> {
  if (dates.length === 0) return;
  for (const statement of [forgetSpans, addDays, addPeriods]) await $client.query(statement, [branchId, dates]);
}

function overDaysSql(name: keyof typeof figureColumns): string {
  const column = `f."${name}"`;
  switch (figureColumns[name].overDays) {
    case 'sum': return `sum(${column})`;
    case 'greatest': return `max(${column})`;
    case 'ofFirst': return `(array_agg(${column} order by f."fromDate"))[1]`;
    default: return `(array_agg(${column} order by f."fromDate" desc))[1]`;
  }
}
