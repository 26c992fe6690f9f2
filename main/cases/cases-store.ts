import { and, asc, desc, eq, max, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { CaseCheck, CaseEventKind, CaseForm, ListedCase } from '../../shared/cases.ts';
import type { CallBackOutcome } from '../../shared/complaint-steps.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { nextOrdinal } from '../database/number-floor-store.ts';
import { beginningOf } from './case-text.ts';
import { caseChecks, caseEvents, casePhotos, cases } from './cases-schema.ts';

export type StoredCase = typeof cases.$inferSelect;
export type StoredEvent = typeof caseEvents.$inferSelect;
export type StoredCheck = typeof caseChecks.$inferSelect;
/** Whoever does something with a case. */
export interface CaseHand { staffId: string; staffName: string }

/** L2026-0001 */
export function caseNumber({ year, ordinal }: Pick<StoredCase, 'year' | 'ordinal'>): string {
  return `L${year}-${String(ordinal).padStart(4, '0')}`;
}

export async function findCase(reader: Queries, caseId: string): Promise<StoredCase | null> {
  return (await reader.select().from(cases).where(eq(cases.id, caseId)))[0] ?? null;
}

export async function findCaseOfComplaint(reader: Queries, complaintId: string): Promise<StoredCase | null> {
  return (await reader.select().from(cases).where(eq(cases.complaintId, complaintId)))[0] ?? null;
}

/** How many cases have each class, whatever their state. */
export async function countCasesByClass(reader: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.select({ classId: cases.classId, found: sql<number>`count(*)` }).from(cases).where(sql`${cases.classId} is not null`).groupBy(cases.classId);
  return new Map(rows.flatMap(({ classId, found }) => classId === null ? [] : [[classId, found]]));
}

/** What a case begins as. `at`: UTC ms; `year`: of the business date. */
export interface NewCase { complaintId: string | null; outcome: CallBackOutcome | null; form: CaseForm; author: CaseHand; at: number; year: number }

/** Adds a draft under the next number. Answers its id. */
export async function insertCase(tx: Transaction, { complaintId, outcome, form, author, at, year }: NewCase, newId: () => string = uuidv7): Promise<string> {
  const [indexed] = await tx.select({ searchId: max(cases.searchId) }).from(cases);
  const { photoIds, ...text } = form;
  const id = newId();
  await tx.insert(cases).values({
    id, searchId: (indexed?.searchId ?? 0) + 1, year, ordinal: await nextOrdinal(tx, cases, year), state: 'draft', version: 1, complaintId, outcome, ...text,
    authorId: author.staffId, authorName: author.staffName, changedAt: at, publishedAt: null, nextCheckAt: null, avoidedCount: 0, recurredCount: 0,
  });
  await storePhotos(tx, id, photoIds);
  await addEvent(tx, id, { kind: 'written', by: author, at, words: '' }, newId);
  return id;
}

/**
 * Replaces a draft's text and photos. Its history says who wrote it when another hand goes on writing: a line for every save
 * would hide the rest.
 */
export async function storeText(tx: Transaction, { id, version }: Pick<StoredCase, 'id' | 'version'>, { photoIds, ...text }: CaseForm, by: CaseHand, at: number): Promise<void> {
  await tx.update(cases).set({ ...text, version: version + 1, changedAt: at }).where(eq(cases.id, id));
  await tx.delete(casePhotos).where(eq(casePhotos.caseId, id));
  await storePhotos(tx, id, photoIds);
  if ((await lastWriter(tx, id)).byStaffId !== by.staffId) await addEvent(tx, id, { kind: 'written', by, at, words: '' });
}

async function storePhotos(tx: Transaction, caseId: string, photoIds: readonly string[]): Promise<void> {
  const once = [...new Set(photoIds)];
  if (once.length > 0) await tx.insert(casePhotos).values(once.map((photoId, position) => ({ caseId, photoId, position })));
}

/** Changes what follows from where a case stands. */
export async function changeCase(tx: Transaction, caseId: string, change: Partial<Pick<StoredCase, 'state' | 'changedAt' | 'publishedAt' | 'nextCheckAt' | 'avoidedCount' | 'recurredCount'>>): Promise<void> {
  await tx.update(cases).set(change).where(eq(cases.id, caseId));
}

export async function addEvent(tx: Transaction, caseId: string, { kind, by, at, words }: { kind: CaseEventKind; by: CaseHand; at: number; words: string }, newId: () => string = uuidv7): Promise<void> {
  await tx.insert(caseEvents).values({ id: newId(), caseId, kind, at, byStaffId: by.staffId, byName: by.staffName, words });
}

export async function addCheck(tx: Transaction, caseId: string, { outcome, words, complaintId, by, at }: { outcome: CaseCheck['outcome']; words: string; complaintId: string | null; by: CaseHand; at: number }, newId: () => string = uuidv7): Promise<void> {
  await tx.insert(caseChecks).values({ id: newId(), caseId, at, byStaffId: by.staffId, byName: by.staffName, outcome, words, complaintId });
}

/** Who saved the text of a case last. */
export async function lastWriter(reader: Queries, caseId: string): Promise<Pick<StoredEvent, 'byStaffId' | 'byName'>> {
  const [last] = await reader.select({ byStaffId: caseEvents.byStaffId, byName: caseEvents.byName }).from(caseEvents)
    .where(and(eq(caseEvents.caseId, caseId), eq(caseEvents.kind, 'written'))).orderBy(desc(caseEvents.at), desc(caseEvents.id)).limit(1);
  if (!last) throw new Error('a case that nobody wrote');
  return last;
}

export async function eventsOf(reader: Queries, caseId: string): Promise<StoredEvent[]> {
  return reader.select().from(caseEvents).where(eq(caseEvents.caseId, caseId)).orderBy(asc(caseEvents.at), asc(caseEvents.id));
}

export async function checksOf(reader: Queries, caseId: string): Promise<StoredCheck[]> {
  return reader.select().from(caseChecks).where(eq(caseChecks.caseId, caseId)).orderBy(asc(caseChecks.at), asc(caseChecks.id));
}

/** Ids of the photos a case shows, in the order they are shown. */
export async function photoIdsOf(reader: Queries, caseId: string): Promise<string[]> {
  return (await reader.select({ photoId: casePhotos.photoId }).from(casePhotos).where(eq(casePhotos.caseId, caseId)).orderBy(asc(casePhotos.position))).map(({ photoId }) => photoId);
}

/** A case as lists show it. `now`: UTC ms. */
export function asListed(stored: StoredCase, now: number): ListedCase {
  const { id, state, title, problem, classId, authorName, changedAt, publishedAt, outcome, avoidedCount, recurredCount, nextCheckAt } = stored;
  return {
    id, number: caseNumber(stored), state, title, problem: beginningOf(problem), classId, authorName, changedAt, publishedAt, outcome, avoidedCount, recurredCount,
    nextCheckAt, isCheckDue: nextCheckAt !== null && nextCheckAt <= now,
  };
}
