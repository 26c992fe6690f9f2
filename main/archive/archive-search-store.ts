import { sql } from 'drizzle-orm';
import type { FileMatchedBy, FileState, MaskedFile } from '../../shared/archive.ts';
import type { CommittedEntry } from '../access-log/access-log-store.ts';
import type { Queries } from '../database/database.ts';
import { maskStored, readFiles, type CountedFile } from './archive-store.ts';
import type { FileNarrowing, FileQuery } from './file-query.ts';
import { plainText } from './file-units.ts';
import { plainName } from '../text/plain-text.ts';

/** Rows a term's list may give beyond the limit, where characters apart from each other must be sorted out afterwards. */
const spareRows = 24;
/** So many numbers with the same beginning are looked at when a search is narrowed. */
const longestRun = 500;

export type FoundFile = MaskedFile & { matchedBy: FileMatchedBy };

/**
 * Files found by the tries of a query, masked, each once, in the order of the tries and inside of one in the order they came
 * to the branch: at most `limit`, and whether there are more. Every try reads a bounded number of rows: the index alone,
 * then the rows of what it found. `committed`: the entry of the search is on disk.
 */
export async function findFiles(
  reader: Queries, { stages, numberBegins }: FileQuery, narrowed: FileNarrowing & { state?: FileState }, limit: number, _committed: CommittedEntry,
): Promise<{ found: FoundFile[]; hasMore: boolean }> {
  const tries = [
    ...(numberBegins === null ? [] : [numbersThatBegin(numberBegins, narrowed, limit)]),
    ...stages.map(({ match, contains }, at) => sql`
      select * from (
        select ${at + 1} as stage, archive_search.rowid as searchId from archive_search
        where archive_search match ${match}${ofState(narrowed.state)} order by archive_search.rowid limit ${limit + 1 + (contains ? spareRows : 0)}
      )`),
  ];
  if (tries.length === 0) return { found: [], hasMore: false };
  const hits = await reader.all<{ stage: number; searchId: number }>(sql.join(tries, sql` union all `));
  const stageOf = new Map<number, number[]>();
  for (const { stage, searchId } of hits) stageOf.set(searchId, [...stageOf.get(searchId) ?? [], stage]);

  const rows = await readFiles(reader, sql`f.searchId in (select value from json_each(${JSON.stringify([...stageOf.keys()])}))`);
  const passed = rows.flatMap(row => {
    const stage = stageOf.get(row.searchId)?.toSorted((one, other) => one - other).find(at => at === 0 || holds(row, stages[at - 1]));
    return stage === undefined ? [] : [{ row, stage }];
  });
  passed.sort((one, other) => one.stage - other.stage || one.row.searchId - other.row.searchId);
  return {
    found: passed.slice(0, limit).map(({ row, stage }) => ({ ...maskStored(row), matchedBy: stages[stage - 1]?.matchedBy ?? 'archiveNumber' })),
    hasMore: passed.length > limit,
  };
}

/**
 * Files whose number begins so, from the index of numbers: the search index would have to read every number with that
 * beginning first. Narrowed, it looks at the first `longestRun` of them.
 */
function numbersThatBegin(begins: string, { categoryIds, levelId, shelfId, year, state }: FileNarrowing & { state?: FileState }, limit: number) {
  const conditions = [
    ...(categoryIds ? [sql`categoryId in (select value from json_each(${JSON.stringify(categoryIds)}))`] : []),
    ...(levelId ? [sql`levelId = ${levelId}`] : []),
    ...(shelfId ? [sql`shelfId = ${shelfId}`] : []),
    ...(year === undefined ? [] : [sql`year = ${year}`]),
    ...(state ? [sql`state = ${state}`] : []),
  ];
  const run = sql`select * from archive_files where archiveNumber >= ${begins} and archiveNumber < ${`${begins}\u{10ffff}`} order by archiveNumber limit ${conditions.length > 0 ? longestRun : limit + 1}`;
  return conditions.length === 0 ? sql`select 0 as stage, searchId from (${run})`
    : sql`select * from (select 0 as stage, searchId from (${run}) where ${sql.join(conditions, sql` and `)} limit ${limit + 1})`;
}

/**
 * Nearly every file is on its shelf, so that is looked up row by row; few are not, so those are listed first. The plus keeps
 * SQLite from asking the search index once for each of them.
 */
function ofState(state: FileState | undefined) {
  if (state === undefined) return sql``;
  return state === 'onShelf'
    ? sql` and exists (select 1 from archive_files f where f.searchId = archive_search.rowid and f.state = 'onShelf')`
    : sql` and +archive_search.rowid in (select searchId from archive_files where state = ${state})`;
}

function holds(row: CountedFile, stage: FileQuery['stages'][number] | undefined): boolean {
  if (!stage?.contains) return true;
  const { in: where, text } = stage.contains;
  if (where === 'name') return plainName(row.subjectName).includes(text);
  return plainText(where === 'address' ? row.subjectAddress ?? '' : row.title).includes(text);
}
