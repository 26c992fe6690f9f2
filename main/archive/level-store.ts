import { and, asc, desc, eq, gte, isNotNull, lt, lte, ne, sql } from 'drizzle-orm';
import type { LevelChange } from '../../shared/lending.ts';
import { addDays } from '../../shared/calendar.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { archiveFiles, archiveLevels } from './archive-schema.ts';
import { changeFiles } from './archive-store.ts';
import { archiveLevelChanges } from './level-schema.ts';
import { endsSoonWithinDays } from './level-terms.ts';
import { asOnPaper, paperColumns, type FileOnPaper } from './papers-store.ts';

export type StoredLevelChange = typeof archiveLevelChanges.$inferSelect;
export type StoredLevel = typeof archiveLevels.$inferSelect;

export async function findLevel(reader: Queries, levelId: string): Promise<StoredLevel | null> {
  const [found] = await reader.select().from(archiveLevels).where(eq(archiveLevels.id, levelId));
  return found ?? null;
}

/** The level a file falls to when its term ends: the lowest in use. Null in an archive without levels. */
export async function findLowestLevel(reader: Queries): Promise<StoredLevel | null> {
  const [found] = await reader.select().from(archiveLevels).where(eq(archiveLevels.isActive, true)).orderBy(asc(archiveLevels.rank)).limit(1);
  return found ?? null;
}

/** Gives these files one level, the same for all, and notes it of each. */
export async function storeLevelChanges(tx: Transaction, changes: readonly StoredLevelChange[], nowMs: number): Promise<void> {
  const [first] = changes;
  if (!first) return;
  await changeFiles(tx, changes.map(({ fileId }) => fileId), { levelId: first.toLevelId, levelEndsOn: first.endsOn }, nowMs);
  await tx.insert(archiveLevelChanges).values([...changes]).run();
}

/** Files above the lowest level whose last day is over, at most `limit`, those that ended first before the others. */
export async function filesToRelease(reader: Queries, today: string, lowestLevelId: string, limit: number) {
  return reader
    .select({ id: archiveFiles.id, archiveNumber: archiveFiles.archiveNumber, customerId: archiveFiles.customerId, levelId: archiveFiles.levelId, levelEndsOn: archiveFiles.levelEndsOn })
    .from(archiveFiles)
    .where(and(isNotNull(archiveFiles.levelEndsOn), lt(archiveFiles.levelEndsOn, today), ne(archiveFiles.levelId, lowestLevelId), ne(archiveFiles.state, 'destroyed')))
    .orderBy(asc(archiveFiles.levelEndsOn)).limit(limit);
}

/** Changes newest first, of one file or of all. */
export async function listLevelChanges(reader: Queries, narrowed: { fileId?: string; changeId?: string }, limit: number): Promise<LevelChange[]> {
  const { fileId, changeId } = narrowed;
  const rows = await reader.select({ change: archiveLevelChanges, file: paperColumns }).from(archiveLevelChanges)
    .innerJoin(archiveFiles, eq(archiveFiles.id, archiveLevelChanges.fileId))
    .where(and(fileId === undefined ? undefined : eq(archiveLevelChanges.fileId, fileId), changeId === undefined ? undefined : eq(archiveLevelChanges.id, changeId)))
    .orderBy(desc(archiveLevelChanges.at), desc(archiveLevelChanges.id)).limit(limit);
  return rows.map(({ change: { id, fromLevelId, toLevelId, endsOn, at, byName, kind, reason, approvedByNames }, file }) => ({
    id, file: asOnPaper(file), fromLevelId, toLevelId, endsOn, at, byName, kind, reason, approvedByNames,
  }));
}

/** At most this many are shown: those that end first. */
const endingShown = 500;

/** Files whose level ends within 60 days, the last days first. */
export async function listLevelsEnding(reader: Queries, today: string): Promise<(FileOnPaper & { levelEndsOn: string })[]> {
  const rows = await reader.select({ file: paperColumns, levelEndsOn: sql<string>`${archiveFiles.levelEndsOn}` }).from(archiveFiles)
    .where(and(gte(archiveFiles.levelEndsOn, today), lte(archiveFiles.levelEndsOn, addDays(today, endsSoonWithinDays)), ne(archiveFiles.state, 'destroyed')))
    .orderBy(asc(archiveFiles.levelEndsOn), asc(archiveFiles.archiveNumber)).limit(endingShown);
  return rows.map(({ file, levelEndsOn }) => ({ ...asOnPaper(file), levelEndsOn }));
}

