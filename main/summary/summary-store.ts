import { and, asc, between, count, desc, eq, gt, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { DaySummary } from '../../shared/summary.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { daySummaries, daySummaryPdfContents, daySummaryPdfs, daySummaryPrints } from './summary-schema.ts';

export type StoredSummary = typeof daySummaries.$inferSelect;

/** The versions of a day, the newest first. */
export async function listVersions(reader: Queries, businessDate: string): Promise<StoredSummary[]> {
  return reader.select().from(daySummaries).where(eq(daySummaries.businessDate, businessDate)).orderBy(desc(daySummaries.version));
}

/** The newest version of each frozen day of a span, by date. */
export async function newestVersions(reader: Queries, { fromDate, toDate }: { fromDate: string; toDate: string }): Promise<StoredSummary[]> {
  const later = alias(daySummaries, 'later');
  return reader.select().from(daySummaries).where(and(
    between(daySummaries.businessDate, fromDate, toDate),
    notExists(reader.select({ id: later.id }).from(later).where(and(eq(later.businessDate, daySummaries.businessDate), gt(later.version, daySummaries.version)))),
  )).orderBy(asc(daySummaries.businessDate));
}

/** The frozen summary with this id, or null. */
export async function findSummary(reader: Queries, summaryId: string): Promise<StoredSummary | null> {
  const [found] = await reader.select().from(daySummaries).where(eq(daySummaries.id, summaryId));
  return found ?? null;
}

export async function insertSummary(tx: Transaction, frozen: StoredSummary): Promise<void> {
  await tx.insert(daySummaries).values(frozen).run();
}

/** The figures a frozen summary holds. */
export function summaryOf({ data }: Pick<StoredSummary, 'data'>): DaySummary {
  return JSON.parse(data) as DaySummary;
}

/** How often each version of a day was printed, by id. */
export async function countPrints(reader: Queries, businessDate: string): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.select({ id: daySummaryPrints.summaryId, prints: count() }).from(daySummaryPrints)
    .innerJoin(daySummaries, eq(daySummaries.id, daySummaryPrints.summaryId)).where(eq(daySummaries.businessDate, businessDate)).groupBy(daySummaryPrints.summaryId);
  return new Map(rows.map(({ id, prints }) => [id, prints]));
}

export async function insertPrint(tx: Transaction, print: Omit<typeof daySummaryPrints.$inferSelect, 'ordinal'>): Promise<number> {
  const [last] = await tx.select({ prints: count() }).from(daySummaryPrints).where(eq(daySummaryPrints.summaryId, print.summaryId));
  const ordinal = (last?.prints ?? 0) + 1;
  await tx.insert(daySummaryPrints).values({ ...print, ordinal }).run();
  return ordinal;
}

/** Of these business dates those that had tickets and have no frozen summary, with when each was closed. */
export async function unfrozenDates(reader: Queries, dates: readonly string[]): Promise<{ businessDate: string; closedAt: number | null }[]> {
  return reader.all(sql`select value as businessDate, (select closedAt from business_days where businessDate = value) as closedAt from json_each(${JSON.stringify(dates)})
    where exists (select 1 from tickets where businessDate = value) and not exists (select 1 from day_summaries where businessDate = value) order by value`);
}

/** Whether anybody took a ticket on this business date. */
export async function hadTickets(reader: Queries, businessDate: string): Promise<boolean> {
  return (await reader.all(sql`select 1 from tickets where businessDate = ${businessDate} limit 1`)).length > 0;
}

/** The numbers of the tickets that wait, and of those on hold. */
export async function numbersLeft(reader: Queries): Promise<{ waiting: string[]; onHold: string[] }> {
  const left = await reader.all<{ number: string; state: string }>(sql`select number, state from tickets where state = 'waiting' and targetWindowId is null
    union all select number, state from tickets where state = 'waiting' and targetWindowId is not null union all select number, state from tickets where state = 'onHold'`);
  const of = (state: string) => left.filter(each => each.state === state).map(({ number }) => number).sort();
  return { waiting: of('waiting'), onHold: of('onHold') };
}

/** The hash of the PDF of each version of a day that has one, by id. */
export async function pdfHashes(reader: Queries, businessDate: string): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.select({ id: daySummaryPdfs.summaryId, sha256: daySummaryPdfs.sha256 }).from(daySummaryPdfs)
    .innerJoin(daySummaries, eq(daySummaries.id, daySummaryPdfs.summaryId)).where(eq(daySummaries.businessDate, businessDate));
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}

/** Keeps the first PDF of a version; another changes nothing. */
export async function insertPdf(tx: Transaction, pdf: typeof daySummaryPdfs.$inferInsert, content: Buffer): Promise<void> {
  const { changes } = await tx.insert(daySummaryPdfs).values(pdf).onConflictDoNothing().run();
  if (changes > 0) await tx.insert(daySummaryPdfContents).values({ summaryId: pdf.summaryId, content }).run();
}

/** The PDF of a version, or null. */
export async function readPdf(reader: Queries, summaryId: string): Promise<Buffer | null> {
  const [found] = await reader.select({ content: daySummaryPdfContents.content }).from(daySummaryPdfContents).where(eq(daySummaryPdfContents.summaryId, summaryId));
  return found?.content ?? null;
}
