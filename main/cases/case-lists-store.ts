import { and, count, desc, eq, inArray, isNotNull, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Queries } from '../database/database.ts';
import { isReviewer, type CasePerson } from './case-path.ts';
import type { FoundCase } from './case-search-store.ts';
import { cases } from './cases-schema.ts';

/** The lists beside what is published, which case-search-store.ts reads. */
export type CaseList = 'mine' | 'toReview' | 'toCheck' | 'retired';
export interface CaseListQuery {
  which: CaseList;
  /** null: of every class */
  classIds: readonly string[] | null;
  /** `nextAfter` of the page before; anything else begins at the beginning */
  after: string;
  limit: number;
  reader: CasePerson;
  /** UTC ms */
  now: number;
}

/** One page of a list, the newest change first, and from where the next goes on; null: there is none. */
export async function listCases(reader: Queries, query: CaseListQuery): Promise<{ found: FoundCase[]; nextAfter: string | null }> {
  const { which, classIds, limit } = query;
  const [, at, id] = /^(\d{1,16})\.([0-9a-f-]{36})$/u.exec(query.after) ?? [];
  const rows = await reader.select().from(cases).where(and(
    belongsTo(which, query), classIds === null ? undefined : inArray(cases.classId, [...classIds]),
    at && id ? sql`(${cases.changedAt}, ${cases.id}) < (${Number(at)}, ${id})` : undefined,
  )).orderBy(desc(cases.changedAt), desc(cases.id)).limit(limit + 1);
  const last = rows[limit - 1];
  return { found: rows.slice(0, limit).map(row => ({ row, matches: [] })), nextAfter: rows.length > limit && last ? `${last.changedAt}.${last.id}` : null };
}

/** What the tabs of the library count for this reader. */
export async function countLists(reader: Queries, who: Pick<CaseListQuery, 'reader' | 'now'>): Promise<Record<'mine' | 'toReview' | 'toCheck', number>> {
  const countOf = async (which: CaseList) => (await reader.select({ found: count() }).from(cases).where(belongsTo(which, who)))[0]?.found ?? 0;
  return { mine: await countOf('mine'), toReview: await countOf('toReview'), toCheck: await countOf('toCheck') };
}

/** What waits for review is listed for those who may read it; a reviewer's own waits for somebody else. */
function belongsTo(which: CaseList, { reader, now }: Pick<CaseListQuery, 'reader' | 'now'>): SQL | undefined {
  const readsAll = isReviewer(reader) || reader.roles.includes('auditor');
  switch (which) {
    case 'mine': return eq(cases.authorId, reader.staffId);
    case 'toReview': return readsAll ? and(eq(cases.state, 'inReview'), ne(cases.authorId, reader.staffId)) : sql`false`;
    case 'toCheck': return and(eq(cases.state, 'published'), lte(cases.nextCheckAt, now));
    case 'retired': return and(eq(cases.state, 'retired'), readsAll ? undefined : or(isNotNull(cases.publishedAt), eq(cases.authorId, reader.staffId)));
  }
}
