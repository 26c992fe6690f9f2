import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { ConsoleOutputs } from '../../shared/headquarters-console.ts';
import type { DaySummary, PeriodDay, PeriodFigures } from '../../shared/summary.ts';
import { figuresOfPeriod } from '../summary/period-figures.ts';
import type { Period } from '../summary/periods.ts';
import type { StoredFigures } from './console-summaries-store.ts';
import { figuresOf } from './figure-columns.ts';
import { branchFigures } from './figures-schema.ts';
import type { Queries } from './hq-database.ts';
import { branches } from './hq-schema.ts';
import { readRows } from './read-rows.ts';

type Version = ConsoleOutputs['summaries']['day']['versions'][number];

/** Name, trade and time zone of a branch; null when there is none. */
export async function findBranch(queries: Queries, branchId: string): Promise<Pick<ConsoleOutputs['summaries']['day'], 'branchId' | 'name' | 'trade' | 'timeZone'> | null> {
  const [found] = await readRows<NonNullable<Awaited<ReturnType<typeof findBranch>>>>(queries, sql`select "branchId", name, trade, "timeZone" from ${branches} where "branchId" = ${branchId}`);
  return found ?? null;
}

/** The frozen days of a branch in a span, by date. */
export async function frozenDays(queries: Queries, branchId: string, { fromDate, toDate }: Period): Promise<PeriodDay[]> {
  const rows = await readRows<StoredFigures>(queries, sql`
    select * from ${branchFigures} where "branchId" = ${branchId} and by = 'day' and "fromDate" between ${fromDate} and ${toDate} order by "fromDate"`);
  return rows.map(row => ({
    businessDate: row.fromDate, dayKind: row.dayKind ?? 'workday', version: row.version ?? 1, isProvisional: row.provisionalDays > 0, medianWaitMs: row.medianWaitMs, p90WaitMs: row.worstP90Ms, figures: figuresOf(row),
  }));
}

/** The figures of a branch's week, month or year; all of them nothing where no day of it is frozen. */
export async function figuresOfSpan(queries: Queries, branchId: string, by: StoredFigures['by'], { fromDate }: Period): Promise<PeriodFigures> {
  const [row] = await readRows<StoredFigures>(queries, sql`select * from ${branchFigures} where "branchId" = ${branchId} and by = ${by} and "fromDate" = ${fromDate}`);
  return row ? figuresOf(row) : figuresOfPeriod([]);
}

/** The frozen versions of a day, the newest first, each with whether its figures are those that were hashed at the branch. */
export async function frozenVersions(queries: Queries, branchId: string, businessDate: string): Promise<Version[]> {
  const rows = await readRows<Omit<Version, 'summary' | 'isAsHashed'> & { data: string }>(queries, sql`
    select s.id, s.version, s."isProvisional" = 1 as "isProvisional", s.data, s.sha256, s."frozenAt", s."frozenByName", s.words, s.checks::jsonb as checks, s.changes::jsonb as changes,
      (select count(*) from branches.day_summary_prints p where p."branchId" = s."branchId" and p."summaryId" = s.id) as prints,
      (select p.sha256 from branches.day_summary_pdfs p where p."branchId" = s."branchId" and p."summaryId" = s.id) as "pdfSha256"
    from branches.day_summaries s where s."branchId" = ${branchId} and s."businessDate" = ${businessDate} order by s.version desc, s."frozenAt" desc, s.id desc`);
  return rows.map(({ data, ...row }) => ({ ...row, summary: JSON.parse(data) as DaySummary, isAsHashed: createHash('sha256').update(data, 'utf8').digest('hex') === row.sha256 }));
}
