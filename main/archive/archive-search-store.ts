import { sql } from 'drizzle-orm';
import type { FileMatchedBy, MaskedFile } from '../../shared/archive.ts';
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
  reader: Queries, { stages, numberBegins }: FileQuery, narrowed: FileNarrowing, limit: number, _committed: CommittedEntry,
): Promise<{ found: FoundFile[]; hasMore: boolean }> {
  const tries = [
    ...(numberBegins === null ? [] : [numbersThatBegin(numberBegins, narrowed, limit)]),
    ...stages.map(({ match, contains }, at) => sql`
      select * from (
        select ${at + 1} as stage, archive_search.rowid as searchId from archive_search
        where archive_search match ${match}${narrowed.state === 'onShelf' ? onShelf : sql``} order by archive_search.rowid limit ${limit + 1 + (contains ? spareRows : 0)}
      )`),
  ];
  if (tries.length === 0) return { found: [], hasMore: false };
  const hits = await reader.all<{ stage: number; searchId: number }>(sql.join(tries, sql` union all `));
  hits.sort((one, other) => one.stage - other.stage);
  const rows = new Map<number, CountedFile>();
  const passed = new Map<number, FoundFile>();
  // The best tries mostly fill the page: the rows of the others need not be read.
  for (let from = 0; from < hits.length && passed.size <= limit; from += limit + 1) {
    const some = hits.slice(from, from + limit + 1);
    const ids = some.map(({ searchId }) => searchId).filter(searchId => !rows.has(searchId));
    for (const row of await readFiles(reader, sql`f.searchId in (select value from json_each(${JSON.stringify(ids)}))`)) rows.set(row.searchId, row);
    for (const { stage, searchId } of some) {
      const row = rows.get(searchId);
      const attempt = stages[stage - 1];
      if (row && !passed.has(searchId) && holds(row, attempt)) passed.set(searchId, { ...maskStored(row), matchedBy: attempt?.matchedBy ?? 'archiveNumber' });
    }
  }
  return { found: [...passed.values()].slice(0, limit), hasMore: passed.size > limit };
}

/**
 * Files whose number begins so, from the index of numbers: the search index would have to read every number with that
 * beginning first. Narrowed, it looks at the first `longestRun` of them.
 */
function numbersThatBegin(begins: string, { categoryIds, levelId, shelfId, year, state }: FileNarrowing, limit: number) {
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

/** Nearly every file is on its shelf, so that is looked up row by row; of the other states the index has terms. */
const onShelf = sql` and exists (select 1 from archive_files f where f.searchId = archive_search.rowid and f.state = 'onShelf')`;

function holds(row: CountedFile, stage: FileQuery['stages'][number] | undefined): boolean {
  if (!stage?.contains) return true;
  const { in: where, text } = stage.contains;
  if (where === 'name') return plainName(row.subjectName).includes(text);
  return plainText(where === 'address' ? row.subjectAddress ?? '' : row.title).includes(text);
}
