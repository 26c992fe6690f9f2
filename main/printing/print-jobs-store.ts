import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { FailedPaper, PrintJob, PrintProblem } from '../../shared/printing.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { tickets } from '../queue/queue-schema.ts';
import { printers, printJobs } from './printing-schema.ts';

export type StoredJob = typeof printJobs.$inferSelect;

/** What the contract shows of a job. */
const jobColumns = {
  id: printJobs.id, paper: printJobs.paper, number: printJobs.number, attempt: printJobs.attempt, state: printJobs.state,
  problem: printJobs.problem, queuedAt: printJobs.queuedAt, endedAt: printJobs.endedAt,
} satisfies Record<keyof PrintJob, unknown>;

/** Stores a new try. The caller hands it to the printer's line after the commit. */
export async function insertJob(tx: Transaction, job: Omit<typeof printJobs.$inferInsert, 'state'>): Promise<PrintJob> {
  const [queued] = await tx.insert(printJobs).values({ ...job, state: 'queued' }).returning(jobColumns);
  if (!queued) throw new Error('the new print job was not stored');
  return queued;
}

export async function findJob(reader: Queries, jobId: string): Promise<StoredJob | null> {
  const [found] = await reader.select().from(printJobs).where(eq(printJobs.id, jobId));
  return found ?? null;
}

/** The newest try for a subject with all its columns, or null when it was never printed. */
export async function newestJob(reader: Queries, subjectId: string): Promise<StoredJob | null> {
  const [found] = await reader.select().from(printJobs).where(eq(printJobs.subjectId, subjectId)).orderBy(desc(printJobs.attempt)).limit(1);
  return found ?? null;
}

/** A stored job as the contract shows it. */
export function asJob({ id, paper, number, attempt, state, problem, queuedAt, endedAt }: StoredJob): PrintJob {
  return { id, paper, number, attempt, state, problem, queuedAt, endedAt };
}

/** The newest try of each of these subjects that has one. */
export async function newestJobs(reader: Queries, subjectIds: readonly string[]): Promise<Map<string, PrintJob>> {
  const found = await reader.select({ ...jobColumns, subjectId: printJobs.subjectId }).from(printJobs)
    .where(and(inArray(printJobs.subjectId, [...subjectIds]), isNewest)).orderBy(asc(printJobs.id));
  return new Map(found.map(({ subjectId, ...job }) => [subjectId, job]));
}

const isNewest = sql`not exists (select 1 from print_jobs later where later.subjectId = ${printJobs.subjectId} and later.attempt > ${printJobs.attempt})`;

/** Writes what became of queued jobs: printed when there was no problem. A job that is not queued any more keeps its state. */
export async function storeOutcome(tx: Transaction, jobIds: readonly string[], problem: PrintProblem | null, at: number): Promise<void> {
  await tx.update(printJobs).set({ state: problem === null ? 'printed' : 'failed', problem, endedAt: at })
    .where(and(inArray(printJobs.id, [...jobIds]), sql`${printJobs.state} = 'queued'`));
}

/** Jobs that no printer's line holds any more: the service ended before they did. Answers how many. */
export async function failLeftQueued(tx: Transaction, at: number): Promise<number> {
  const left = await tx.update(printJobs).set({ state: 'failed', problem: 'serviceStopped', endedAt: at }).where(sql`${printJobs.state} = 'queued'`).returning({ id: printJobs.id });
  return left.length;
}

/** A failed job whose ticket was cancelled for it. */
export async function storeVoid(tx: Transaction, jobId: string): Promise<PrintJob> {
  const [voided] = await tx.update(printJobs).set({ state: 'voided' }).where(eq(printJobs.id, jobId)).returning(jobColumns);
  if (!voided) throw new Error('a print job vanished between reading and voiding it');
  return voided;
}

/** The condition of the partial index, literally: see the schema. */
const wentWrongOn = (businessDate: string) => and(eq(printJobs.businessDate, businessDate), sql`${printJobs.problem} is not null`);

/** Every try to print a ticket or a slip of this date that did not come out, in order. */
export async function listFailedPrints(reader: Queries, businessDate: string): Promise<{ id: string; number: string; printerName: string | null; problem: PrintProblem; failedAt: number | null }[]> {
  return reader
    .select({ id: printJobs.id, number: printJobs.number, printerName: printers.name, problem: sql<PrintProblem>`${printJobs.problem}`, failedAt: printJobs.endedAt })
    .from(printJobs).leftJoin(printers, eq(printers.id, printJobs.printerId))
    .where(and(wentWrongOn(businessDate), ne(printJobs.paper, 'test'))).orderBy(asc(printJobs.queuedAt), asc(printJobs.id));
}

/** Numbers of this date's papers that are still to come out: waiting tickets and slips whose newest print failed. */
export async function numbersUnprinted(reader: Queries, businessDate: string): Promise<string[]> {
  const found = await reader.select({ number: printJobs.number }).from(printJobs).leftJoin(tickets, eq(tickets.id, printJobs.subjectId))
    .where(and(wentWrongOn(businessDate), eq(printJobs.state, 'failed'), sql`(${printJobs.paper} = 'slip' or ${tickets.state} = 'waiting')`, isNewest))
    .orderBy(asc(printJobs.id));
  return found.map(({ number }) => number);
}

/** Tickets of this date that still wait and whose newest print failed, oldest first. */
export async function listFailed(reader: Queries, businessDate: string): Promise<FailedPaper[]> {
  return reader
    .select({ ticketId: tickets.id, number: printJobs.number, problem: sql<PrintProblem>`${printJobs.problem}`, printerName: printers.name, failedAt: sql<number>`${printJobs.endedAt}` })
    .from(printJobs).innerJoin(tickets, eq(tickets.id, printJobs.subjectId)).leftJoin(printers, eq(printers.id, printJobs.printerId))
    .where(and(wentWrongOn(businessDate), eq(printJobs.state, 'failed'), eq(tickets.state, 'waiting'), isNewest))
    .orderBy(asc(printJobs.endedAt), asc(printJobs.id));
}
