import { sql, type SQL } from 'drizzle-orm';
import type { FigureOrder, FigureSpan, ListedFigures, SpanFigures } from '../../shared/console-summaries.ts';
import type { ConsoleInputs, ConsoleOutputs } from '../../shared/headquarters-console.ts';
import { figuresOfPeriod } from '../summary/period-figures.ts';
import type { Period } from '../summary/periods.ts';
import { figureColumns, figuresOf, type FigureRow } from './figure-columns.ts';
import { branchFigures } from './figures-schema.ts';
import type { Queries } from './hq-database.ts';
import { branches } from './hq-schema.ts';
import { readRows } from './read-rows.ts';

type List = ConsoleOutputs['summaries']['list'];
type Asked = Pick<ConsoleInputs['summaries']['list'], 'by' | 'words' | 'only' | 'sort' | 'isDescending' | 'page' | 'pageSize'>;
/** Which spans stand side by side. */
export interface ComparedSpans { present: Period; before: Period; lastWeek: Period | null }

/** One row of hq.branch_figures. */
export type StoredFigures = typeof branchFigures.$inferSelect;

const share = (part: string, of: string) => sql.raw(`f."${part}"::double precision / nullif(f."${of}", 0)`);
const figure = (name: string) => sql.raw(`f."${name}"`);
/** Null, where there is nothing to order by, comes last either way. */
const orders: Record<Exclude<FigureOrder, 'name'>, SQL> = {
  days: figure('days'), issued: figure('issued'), served: figure('served'), abandonedShare: share('abandoned', 'issued'), withinTarget: share('withinTargetPart', 'withinTargetOf'),
  worstP90Ms: figure('worstP90Ms'), longestWaitMs: figure('longestWaitMs'), utilisation: sql`f."servingMs" / nullif(greatest(f."openMs" - f."breakMs", 0), 0)`,
  doneInOneVisit: share('doneInOneVisitPart', 'doneInOneVisitOf'), returnedForDocuments: share('returnedForDocumentsPart', 'returnedForDocumentsOf'),
  received: figure('received'), openAfter: figure('openAfter'), onTime: share('onTimePart', 'onTimeOf'), satisfied: share('satisfied', 'rated'), flagged: figure('flagged'), outageMs: figure('outageMs'), offlineMs: figure('offlineMs'), failedPrints: figure('failedPrints'),
};

/** The newest day that any branch has frozen, up to this one; null when there is none. A branch whose clock is ahead does not count. */
export async function newestFrozenDay(queries: Queries, upTo: string): Promise<string | null> {
  const [row] = await readRows<{ day: string | null }>(queries, sql`select max("fromDate") as day from ${branchFigures} where by = 'day' and "fromDate" <= ${upTo}`);
  return row?.day ?? null;
}

/** One page of the branches side by side, with the totals of all that the words leave. `now`: UTC ms. */
export async function listFigures(queries: Queries, asked: Asked, spans: ComparedSpans, now: number): Promise<Pick<List, 'branches' | 'found' | 'counts' | 'total'>> {
  const { by, words, only, sort, isDescending, page: pageNumber, pageSize } = asked;
  const named = words === '' ? sql`true` : sql`(b.name ilike ${`%${words.replaceAll(/[\\%_]/g, each => `\\${each}`)}%`} or b."branchId" = ${words})`;
  // A branch that has been revoked, or came later, is listed where it has figures all the same.
  const listed = sql`
    from ${branches} b left join ${branchFigures} f on f."branchId" = b."branchId" and f.by = ${by} and f."fromDate" = ${spans.present.fromDate}
    where ${named} and (f."branchId" is not null or (b."revokedAt" is null and b."enrolledAt" < extract(epoch from (${spans.present.toDate}::date + 1)::timestamp at time zone b."timeZone") * 1000))`;
  const narrowed = { all: sql`true`, withoutDays: sql`f."branchId" is null`, provisional: sql`f."provisionalDays" > 0` }[only];
  const direction = sql.raw(isDescending ? 'desc' : 'asc');
  const order = sort === 'name' ? sql`b.name ${direction}` : sql`${orders[sort]} ${direction} nulls last, b.name`;

  const [page, [counted], totals] = await Promise.all([
    readRows<Pick<ListedFigures, 'branchId' | 'name' | 'trade'>>(queries, sql`
      select b."branchId", b.name, b.trade ${listed} and ${narrowed} order by ${order}, b."branchId" limit ${pageSize} offset ${pageNumber * pageSize}`),
    readRows<List['counts']>(queries, sql`
      select count(*) as all, count(*) filter (where f."branchId" is null) as "withoutDays", count(*) filter (where f."provisionalDays" > 0) as provisional ${listed}`),
    totalsOf(queries, by, spans, named),
  ]);
  const ids = page.map(({ branchId }) => branchId);
  const [stored, missing] = await Promise.all([figuresAt(queries, by, ids, spans), missingDays(queries, ids, spans.present, now)]);
  const at = (branchId: string, span: Period | null) => asSpan(stored.find(each => each.branchId === branchId && each.fromDate === span?.fromDate));
  const counts = counted ?? { all: 0, withoutDays: 0, provisional: 0 };
  return {
    branches: page.map(branch => ({
      ...branch, present: at(branch.branchId, spans.present), before: at(branch.branchId, spans.before), lastWeek: at(branch.branchId, spans.lastWeek),
      missingDays: missing.filter(({ branchId }) => branchId === branch.branchId).length,
    })),
    found: counts[only], counts,
    total: { present: totals(spans.present), before: totals(spans.before), lastWeek: spans.lastWeek && totals(spans.lastWeek) },
  };
}

/** The working days of a span, by the branch's own calendar, that are over, since it was enrolled, of which headquarters has no summary. */
export async function missingDays(queries: Queries, branchIds: readonly string[], { fromDate, toDate }: Period, now: number): Promise<{ branchId: string; day: string }[]> {
  if (branchIds.length === 0) return [];
  const localDay = (at: SQL) => sql`(to_timestamp(${at} / 1000.0) at time zone b."timeZone")::date`;
  return readRows(queries, sql`
    select d."branchId", d.day from ${branches} b
    cross join lateral (
      select b."branchId", to_char(each, 'YYYY-MM-DD') as day, extract(isodow from each) < 6 as "isWeekday"
      from generate_series(greatest(${fromDate}::date, ${localDay(sql`b."enrolledAt"`)}), least(${toDate}::date, ${localDay(sql`${now}::bigint`)} - 1), interval '1 day') each) d
    left join branches.calendar_days c on c."branchId" = d."branchId" and c.day = d.day
    left join ${branchFigures} f on f."branchId" = d."branchId" and f.by = 'day' and f."fromDate" = d.day
    where b."branchId" in ${[...branchIds]} and b."revokedAt" is null and f."branchId" is null and coalesce(c.kind = 'makeUpWorkday', d."isWeekday") order by 1, 2`);
}

/** The figures and, of a day, which version they are by; null when there are none. */
function asSpan(row: StoredFigures | undefined): SpanFigures | null {
  if (!row) return null;
  const { version, dayKind, medianWaitMs, provisionalDays } = row;
  return { figures: figuresOf(row), provisionalDays, day: version === null || dayKind === null ? null : { version, dayKind, medianWaitMs } };
}

async function figuresAt(queries: Queries, by: FigureSpan, ids: readonly string[], spans: ComparedSpans): Promise<StoredFigures[]> {
  return ids.length === 0 ? [] : readRows(queries, sql`select * from ${branchFigures} where "branchId" in ${[...ids]} and by = ${by} and "fromDate" in ${datesOf(spans)}`);
}

function datesOf({ present, before, lastWeek }: ComparedSpans): string[] {
  return [present, before, lastWeek ?? before].map(({ fromDate }) => fromDate);
}

/** Over branches everything is added, also what stood open at the ends; the longest waits are the longest of all. */
async function totalsOf(queries: Queries, by: FigureSpan, spans: ComparedSpans, named: SQL): Promise<(span: Period) => List['total']['present']> {
  const sums = Object.entries(figureColumns).map(([name, { overDays }]) => sql.raw(`${overDays === 'greatest' ? 'max' : 'sum'}(f."${name}") as "${name}"`));
  const rows = await readRows<FigureRow & { fromDate: string; branches: number; provisionalDays: number }>(queries, sql`
    select f."fromDate", count(*) as branches, sum(f.days) as days, sum(f."provisionalDays") as "provisionalDays", ${sql.join(sums, sql`, `)}
    from ${branchFigures} f join ${branches} b on b."branchId" = f."branchId"
    where f.by = ${by} and f."fromDate" in ${datesOf(spans)} and ${named} group by 1`);
  return ({ fromDate }) => {
    const row = rows.find(each => each.fromDate === fromDate);
    return row ? { branches: row.branches, provisionalDays: row.provisionalDays, figures: figuresOf(row) } : { branches: 0, provisionalDays: 0, figures: figuresOfPeriod([]) };
  };
}
