import { eq, inArray, sql } from 'drizzle-orm';
import type { MaskedFile } from '../../shared/archive.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { archiveFiles, archiveLevels } from './archive-schema.ts';
import { changeFiles } from './archive-store.ts';
import { maskNames, maskTitle } from './file-masking.ts';

// What borrowing cards, worksheets and registers say of a file: masked, as everybody may see it.

export type FileOnPaper = Pick<MaskedFile, 'id' | 'archiveNumber' | 'maskedTitle' | 'maskedName' | 'year' | 'pages' | 'levelId' | 'shelfId' | 'place' | 'state'>;

/** To be selected for `asOnPaper`; never handed out as it is. */
export const paperColumns = {
  id: archiveFiles.id, archiveNumber: archiveFiles.archiveNumber, title: archiveFiles.title, subjectName: archiveFiles.subjectName,
  subjectAccountNumber: archiveFiles.subjectAccountNumber, subjectIdNumber: archiveFiles.subjectIdNumber, subjectAddress: archiveFiles.subjectAddress,
  year: archiveFiles.year, pages: archiveFiles.pages, levelId: archiveFiles.levelId, shelfId: archiveFiles.shelfId, place: archiveFiles.place, state: archiveFiles.state,
};

type PaperRow = Omit<FileOnPaper, 'maskedTitle' | 'maskedName'>
  & Pick<typeof archiveFiles.$inferSelect, 'title' | 'subjectName' | 'subjectAccountNumber' | 'subjectIdNumber' | 'subjectAddress'>;

export function asOnPaper({ title, subjectName, subjectAccountNumber, subjectIdNumber, subjectAddress, ...open }: PaperRow): FileOnPaper {
  return {
    ...open,
    maskedTitle: maskTitle(title, { subjectName, subjectAddress, numbers: [subjectAccountNumber, subjectIdNumber] }),
    maskedName: maskNames(subjectName),
  };
}

/** The files with these ids, masked, by id. */
export async function filesOnPaper(reader: Queries, fileIds: readonly string[]): Promise<Map<string, FileOnPaper>> {
  if (fileIds.length === 0) return new Map();
  const rows = await reader.select(paperColumns).from(archiveFiles).where(inArray(archiveFiles.id, [...fileIds]));
  return new Map(rows.map(row => [row.id, asOnPaper(row)]));
}

/** Holds in force of the file of the surrounding query. In bare SQL, because drizzle drops the table's name in a query of one table. */
export const holdsInForce = sql<number>`(select count(*) from archive_holds where archive_holds.fileId = archive_files.id and archive_holds.liftedAt is null)`;

export type FileStanding = Awaited<ReturnType<typeof fileStandings>>[number];

/** What decides whether a file may be lent, destroyed or get another level: nothing of it is personal. In the order of the archive numbers. */
export async function fileStandings(reader: Queries, fileIds: readonly string[]) {
  return reader
    .select({
      id: archiveFiles.id, archiveNumber: archiveFiles.archiveNumber, customerId: archiveFiles.customerId, state: archiveFiles.state,
      levelId: archiveFiles.levelId, levelEndsOn: archiveFiles.levelEndsOn, retentionEndsOn: archiveFiles.retentionEndsOn, holdCount: holdsInForce,
      level: {
        rank: archiveLevels.rank, approval: archiveLevels.approval, loanDays: archiveLevels.loanDays, loanDaysAre: archiveLevels.loanDaysAre,
        longestTermMonths: archiveLevels.longestTermMonths,
      },
    })
    .from(archiveFiles).innerJoin(archiveLevels, eq(archiveLevels.id, archiveFiles.levelId))
    .where(inArray(archiveFiles.id, [...fileIds])).orderBy(archiveFiles.archiveNumber);
}

/** The standing of one file, or null. */
export async function findStanding(reader: Queries, fileId: string): Promise<FileStanding | null> {
  const [found] = await fileStandings(reader, [fileId]);
  return found ?? null;
}

/** Moves files between their states. Not for destruction, which takes more. */
export async function setFileState(tx: Transaction, fileIds: readonly string[], state: Exclude<FileOnPaper['state'], 'destroyed'>, nowMs: number): Promise<void> {
  await changeFiles(tx, fileIds, { state }, nowMs);
}
