import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../shared/errors.ts';
import type { LookField, OpenedLook, Purpose } from '../../shared/looks.ts';
import type { CommittedEntry } from '../access-log/access-log-store.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { maskName } from '../text/masking.ts';
import { archiveFiles, archiveLevels } from './archive-schema.ts';
import { timeLeft } from './look-times.ts';
import { archiveLooks, archivePurposes } from './looks-schema.ts';
import { defaultPurposes } from './purposes.ts';
import { scansOf } from './scan-store.ts';

export type StoredLook = typeof archiveLooks.$inferSelect;

/** A look that runs, and how long it still may. */
export type RunningLook = StoredLook & { endsInMs: number };

/**
 * The look, when it is this person's and still runs: by the wall clock (`nowMs`, UTC) and by the process's own time, whichever
 * ends first.
 *
 * Errors: LOOK_ENDED, also for a look that is somebody else's or was never opened.
 */
export async function openLookOf(reader: Queries, lookId: string, staffId: string, nowMs: number, steadyMs = performance.now()): Promise<RunningLook> {
  const [look] = await reader.select().from(archiveLooks).where(and(eq(archiveLooks.id, lookId), eq(archiveLooks.staffId, staffId)));
  if (!look) refuse('LOOK_ENDED');
  const endsInMs = timeLeft(look.id, look, nowMs, steadyMs);
  if (endsInMs <= 0) refuse('LOOK_ENDED');
  return { ...look, endsInMs };
}

/** Refuses unless the look opens this field. Errors: LOOK_DOES_NOT_OPEN. */
export function checkOpens(look: Pick<StoredLook, 'fields'>, field: LookField): void {
  if (!look.fields.includes(field)) refuse('LOOK_DOES_NOT_OPEN', { field });
}

/** The looks of a person that were not closed and whose time by the wall clock is not over, newest first. */
export async function listRunningLooks(reader: Queries, staffId: string, nowMs: number): Promise<(StoredLook & { archiveNumber: string | null })[]> {
  const rows = await reader.select({ look: archiveLooks, archiveNumber: archiveFiles.archiveNumber }).from(archiveLooks)
    .leftJoin(archiveFiles, eq(archiveFiles.id, archiveLooks.fileId))
    .where(and(eq(archiveLooks.staffId, staffId), isNull(archiveLooks.closedAt), gt(archiveLooks.expiresAt, nowMs)))
    .orderBy(desc(archiveLooks.openedAt));
  return rows.map(({ look, archiveNumber }) => ({ ...look, archiveNumber }));
}

export async function insertLook(tx: Transaction, look: StoredLook): Promise<void> {
  await tx.insert(archiveLooks).values(look);
}

/** Ends the look of this person now; answers when it was closed, or null when there is no such look. A second closing changes nothing. */
export async function closeLook(tx: Transaction, lookId: string, staffId: string, nowMs: number): Promise<number | null> {
  await tx.update(archiveLooks).set({ closedAt: nowMs })
    .where(and(eq(archiveLooks.id, lookId), eq(archiveLooks.staffId, staffId), isNull(archiveLooks.closedAt)));
  const [look] = await tx.select({ closedAt: archiveLooks.closedAt }).from(archiveLooks).where(and(eq(archiveLooks.id, lookId), eq(archiveLooks.staffId, staffId)));
  return look?.closedAt ?? null;
}

/** What decides whether a file opens, and what its entry calls it. Null when there is no such file. */
export async function findFileStanding(reader: Queries, fileId: string) {
  const [found] = await reader
    .select({
      archiveNumber: archiveFiles.archiveNumber, customerId: archiveFiles.customerId, state: archiveFiles.state,
      approval: archiveLevels.approval, subjectName: archiveFiles.subjectName,
    })
    .from(archiveFiles).innerJoin(archiveLevels, eq(archiveLevels.id, archiveFiles.levelId)).where(eq(archiveFiles.id, fileId));
  if (!found) return null;
  const { subjectName, ...standing } = found;
  return { ...standing, maskedName: maskName(subjectName) };
}

/** The look with this id, whosever and however old; null when there is none. */
export async function findLook(reader: Queries, lookId: string): Promise<StoredLook | null> {
  const [look] = await reader.select().from(archiveLooks).where(eq(archiveLooks.id, lookId));
  return look ?? null;
}

/**
 * The fields of a file that a look opens; every other one is null, and is not even read. `committed` is the proof that the
 * look's entry is on disk. Errors: FILE_NOT_FOUND.
 */
export async function revealLookedAtFile(reader: Queries, fileId: string, fields: readonly LookField[], _committed: CommittedEntry): Promise<NonNullable<OpenedLook['file']>> {
  const onlyIf = <Column extends SQLiteColumn>(field: LookField, column: Column) =>
    fields.includes(field) ? column : sql<null>`null`;
  const [file] = await reader
    .select({
      id: archiveFiles.id, archiveNumber: archiveFiles.archiveNumber, year: archiveFiles.year, pages: archiveFiles.pages, medium: archiveFiles.medium,
      title: onlyIf('title', archiveFiles.title), subjectName: onlyIf('name', archiveFiles.subjectName),
      subjectIdNumber: onlyIf('idNumber', archiveFiles.subjectIdNumber), subjectAccountNumber: onlyIf('accountNumber', archiveFiles.subjectAccountNumber),
      subjectAddress: onlyIf('address', archiveFiles.subjectAddress),
    })
    .from(archiveFiles).where(eq(archiveFiles.id, fileId));
  if (!file) refuse('FILE_NOT_FOUND');
  return { ...file, scans: fields.includes('scans') ? await scansOf(reader, fileId) : [] };
}

/** True when every scan is one of this file and was not removed. */
export async function areScansOf(reader: Queries, fileId: string, scanIds: readonly string[]): Promise<boolean> {
  const present = new Set((await scansOf(reader, fileId)).map(({ id }) => id));
  return scanIds.every(scanId => present.has(scanId));
}

// ── Purposes ────────────────────────────────────────────────────────────────────────────────────────────────────

/** All purposes, also those no longer in use, in the order they were made. */
export async function listPurposes(reader: Queries): Promise<Purpose[]> {
  return reader.select().from(archivePurposes).orderBy(asc(archivePurposes.id));
}

export async function findPurpose(reader: Queries, code: string): Promise<Purpose | null> {
  const [found] = await reader.select().from(archivePurposes).where(eq(archivePurposes.code, code));
  return found ?? null;
}

/**
 * Adds the purpose, or changes the one with this id. Answers it as stored: a purpose that is there keeps its code, because
 * entries of the access log name it by that.
 *
 * Errors: PURPOSE_CODE_TAKEN.
 */
export async function savePurpose(tx: Transaction, { id, code, ...values }: Purpose): Promise<Purpose> {
  const [present] = await tx.select().from(archivePurposes).where(eq(archivePurposes.id, id));
  if (present) {
    await tx.update(archivePurposes).set(values).where(eq(archivePurposes.id, id));
    return { id, code: present.code, ...values };
  }
  if (await findPurpose(tx, code)) refuse('PURPOSE_CODE_TAKEN', { code });
  await tx.insert(archivePurposes).values({ id, code, ...values });
  return { id, code, ...values };
}

/** The purposes a branch of this trade begins with. */
export async function insertDefaultPurposes(tx: Transaction, trade: Parameters<typeof defaultPurposes>[0]): Promise<void> {
  await tx.insert(archivePurposes).values(defaultPurposes(trade).map(purpose => ({ id: uuidv7(), ...purpose, isActive: true })));
}

// ── Break-glass ─────────────────────────────────────────────────────────────────────────────────────────────────

export interface StoredBreakGlass {
  look: StoredLook;
  staffName: string;
  archiveNumber: string;
  reviewerName: string | null;
}

/** Break-glass looks, newest first: those without a review, or the newest 500 of all. Or the one with this id. */
export async function listBreakGlass(reader: Queries, which: 'open' | 'all' | { lookId: string }): Promise<StoredBreakGlass[]> {
  const narrowed = which === 'all' ? undefined : which === 'open' ? isNull(archiveLooks.reviewedAt) : eq(archiveLooks.id, which.lookId);
  return reader
    .select({
      look: archiveLooks, archiveNumber: sql<string>`coalesce(${archiveFiles.archiveNumber}, '')`, staffName: nameOf(archiveLooks.staffId),
      reviewerName: sql<string | null>`(select s.name from staff s where s.id = ${archiveLooks.reviewedBy})`,
    })
    .from(archiveLooks).leftJoin(archiveFiles, eq(archiveFiles.id, archiveLooks.fileId))
    .where(and(sql`${archiveLooks.isBreakGlass} = 1`, narrowed)).orderBy(desc(archiveLooks.openedAt)).limit(500);
}

const nameOf = (staffId: typeof archiveLooks.staffId) => sql<string>`coalesce((select s.name from staff s where s.id = ${staffId}), '')`;

export async function storeReview(tx: Transaction, lookId: string, review: { reviewedAt: number; reviewedBy: string; isJustified: boolean; reviewWords: string }): Promise<void> {
  await tx.update(archiveLooks).set(review).where(eq(archiveLooks.id, lookId));
}
