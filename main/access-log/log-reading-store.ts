import { and, desc, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';
import type { LogDetail, LogEntry, LogFilter, personTraceLine } from '../../shared/access-log.ts';
import type * as z from 'zod';
import type { Queries, Transaction } from '../database/database.ts';
import { windows } from '../queue/queue-schema.ts';
import { staff } from '../staff/staff-schema.ts';
import { accessLogCheckpoints, accessLogDetails, accessLogEntries } from './access-log-schema.ts';
import type { CommittedEntry } from './access-log-store.ts';
import { readEntryBytes } from './entry-reading.ts';

export type TraceLine = z.infer<typeof personTraceLine>;

const entryColumns = { seq: accessLogEntries.seq, bytes: accessLogEntries.bytes, content: accessLogDetails.content };

/**
 * Entries below `beforeSeq`, newest first: as they came, or, with a filter, by their time, because that is how its index
 * lies. Each page reads no more rows than it shows, except for an outcome without anything else beside it.
 */
export async function readEntries(
  reader: Queries, _committed: CommittedEntry, filter: LogFilter, { beforeSeq, limit }: { beforeSeq: number; limit: number },
): Promise<LogEntry[]> {
  const rows = await entryRows(reader)
    .where(and(...conditionsOf(filter), await below(reader, filter, beforeSeq)))
    .orderBy(...orderOf(filter)).limit(limit);
  return rows.map(asEntry);
}

/** How many entries pass the filter, counted up to `most` and one more. */
export async function countEntries(reader: Queries, filter: LogFilter, most: number): Promise<number> {
  const passing = reader.select({ seq: accessLogEntries.seq }).from(accessLogEntries).where(and(...conditionsOf(filter))).limit(most + 1).as('passing');
  const [counted] = await reader.select({ count: sql<number>`count(*)` }).from(passing);
  return counted?.count ?? 0;
}

/** Entries by number, inside a write job: its answer leaves after its own entry is committed. */
export async function entriesBySeq(queries: Transaction, seqs: readonly number[]): Promise<Map<number, LogEntry>>;
/** Entries by number, after the reading was committed. */
export async function entriesBySeq(queries: Queries, seqs: readonly number[], committed: CommittedEntry): Promise<Map<number, LogEntry>>;
export async function entriesBySeq(queries: Queries, seqs: readonly number[], _committed?: CommittedEntry): Promise<Map<number, LogEntry>> {
  const rows = seqs.length === 0 ? [] : await entryRows(queries).where(inArray(accessLogEntries.seq, [...seqs]));
  return new Map(rows.map(row => [row.seq, asEntry(row)]));
}

/**
 * Everything that was done with a customer's data, newest first, at most `limit`. The customer gets this on paper: who came
 * from outside and had themselves registered is named to the auditor, not to them.
 */
export async function traceOfCustomer(reader: Queries, _committed: CommittedEntry, customerId: string, limit: number): Promise<TraceLine[]> {
  const rows = await traceRows(reader, eq(accessLogEntries.customerId, customerId), limit);
  return rows.map(({ line, basis }) => (basis?.kind === 'register' ? { ...line, basisWords: null } : line));
}

/** The last things done with a file, newest first: who, in which office, when and what for; nothing of what the file holds. */
export async function traceOfFile(reader: Queries, _committed: CommittedEntry, fileId: string, limit: number): Promise<TraceLine[]> {
  return (await traceRows(reader, eq(accessLogEntries.fileId, fileId), limit)).map(({ line }) => line);
}

/** The newest signed state of the log as it is printed and shown to a witness; null before there is one. */
export async function newestCheckpointText(reader: Queries): Promise<string | null> {
  const [newest] = await reader.select({ note: accessLogCheckpoints.note }).from(accessLogCheckpoints).orderBy(desc(accessLogCheckpoints.size)).limit(1);
  return newest?.note ?? null;
}

/** Numbers of the windows that entries name by id. */
export async function windowNumbers(reader: Queries): Promise<Map<string, number>> {
  return new Map((await reader.select({ id: windows.id, number: windows.number }).from(windows)).map(({ id, number }) => [id, number]));
}

function entryRows(reader: Queries) {
  return reader.select(entryColumns).from(accessLogEntries).leftJoin(accessLogDetails, eq(accessLogDetails.seq, accessLogEntries.seq)).$dynamic();
}

async function traceRows(reader: Queries, condition: SQL, limit: number): Promise<{ line: TraceLine; basis: LogEntry['basis'] }[]> {
  const rows = await reader.select({ ...entryColumns, staffName: staff.name }).from(accessLogEntries)
    .leftJoin(accessLogDetails, eq(accessLogDetails.seq, accessLogEntries.seq))
    .leftJoin(staff, eq(staff.id, accessLogEntries.staffId))
    .where(condition).orderBy(desc(accessLogEntries.at), desc(accessLogEntries.seq)).limit(limit);
  return rows.map(({ staffName, ...row }) => {
    const { seq, at, role, action, outcome, purpose, basis, fields, detail } = asEntry(row);
    const line = {
      seq, at, role, action, outcome, purpose, fields,
      staffName: detail?.staffName ?? staffName ?? '', fileNumber: detail?.fileNumber ?? null, basisWords: detail?.basisWords ?? null,
    };
    return { line, basis };
  });
}

function conditionsOf({ staffId, fileId, customerId, action, outcome, fromAt, untilAt }: LogFilter): (SQL | undefined)[] {
  return [
    staffId === undefined ? undefined : eq(accessLogEntries.staffId, staffId),
    fileId === undefined ? undefined : eq(accessLogEntries.fileId, fileId),
    customerId === undefined ? undefined : eq(accessLogEntries.customerId, customerId),
    action === undefined ? undefined : eq(accessLogEntries.action, action),
    outcome === undefined ? undefined : outcome === 'refused' ? isRefused : sql`not (${isRefused})`,
    fromAt === undefined ? undefined : gte(accessLogEntries.at, fromAt),
    untilAt === undefined ? undefined : lt(accessLogEntries.at, untilAt),
  ];
}

/** Literally the condition of the index of refusals. */
const isRefused = sql`${accessLogEntries.bytes} ->> '$.outcome' = 'refused'`;

const isUnfiltered = (filter: LogFilter): boolean => Object.values(filter).every(value => value === undefined);

function orderOf(filter: LogFilter): SQL[] {
  return isUnfiltered(filter) ? [desc(accessLogEntries.seq)] : [desc(accessLogEntries.at), desc(accessLogEntries.seq)];
}

/** The clock may have gone back, so a place in the order of time is a time and a number. */
async function below(reader: Queries, filter: LogFilter, beforeSeq: number): Promise<SQL | undefined> {
  if (beforeSeq === Number.MAX_SAFE_INTEGER) return undefined;
  if (isUnfiltered(filter)) return lt(accessLogEntries.seq, beforeSeq);
  const [last] = await reader.select({ at: accessLogEntries.at }).from(accessLogEntries).where(eq(accessLogEntries.seq, beforeSeq));
  if (!last) return lt(accessLogEntries.seq, beforeSeq);
  return sql`(${accessLogEntries.at}, ${accessLogEntries.seq}) < (${last.at}, ${beforeSeq})`;
}

function asEntry({ bytes, content }: { bytes: string; content: string | null }): LogEntry {
  return { ...readEntryBytes(bytes), detail: content === null ? null : JSON.parse(content) as LogDetail };
}
