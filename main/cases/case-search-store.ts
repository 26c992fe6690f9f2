import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { CaseMatch } from '../../shared/cases.ts';
import type { ComplaintChannel } from '../../shared/complaints.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { quoteTerm } from '../text/name-terms.ts';
import { caseTermsOf, termsOf } from './case-terms.ts';
import { loadCaseWords } from './case-words.ts';
import { cases } from './cases-schema.ts';

export type StoredCase = typeof cases.$inferSelect;
/** A case and why it was found. */
export interface FoundCase { row: StoredCase; matches: CaseMatch[] }

/**
 * Lets a case be found: what publishing does, in its transaction. `loadCaseWords()` before the transaction begins, so that
 * nobody waits for the dictionary inside of it.
 */
export async function indexCase(tx: Transaction, row: StoredCase): Promise<void> {
  const { strong, weak } = caseTermsOf(await loadCaseWords(), row);
  await tx.run(sql`insert into case_search (rowid, strong, weak) values (${row.searchId}, ${strong.join(' ')}, ${weak.join(' ')})`);
}

/** Lets it be found no more, before its text is changed. One that is not in the index stays out of it. */
export async function unindexCase(tx: Transaction, searchId: number): Promise<void> {
  await tx.run(sql`delete from case_search where rowid = ${searchId}`);
}

/**
 * Published cases by words, best first; without words the newest first. `classId`: and what lies under it. `after` is the
 * `nextAfter` of the page before; null: there are no more.
 */
export async function searchCases(
  reader: Queries, { words, classId, after, limit }: { words: string; classId?: string; after?: string; limit: number },
): Promise<{ found: FoundCase[]; nextAfter: string | null }> {
  if (words.trim() === '') return newestCases(reader, { classId, after, limit });
  const number = /^\s*l?\s*(\d{4})\s*-\s*(\d{1,6})\s*$/iu.exec(words.normalize('NFKC'));
  if (number) {
    const rows = await reader.select().from(cases).where(and(eq(cases.state, 'published'), eq(cases.year, Number(number[1])), eq(cases.ordinal, Number(number[2]))));
    return { found: rows.map(row => ({ row, matches: [{ by: 'number' }] })), nextAfter: null };
  }
  const from = Number(after ?? 0) || 0;
  const rows = await ranked(reader, words, from + limit + 1);
  return { found: rows.slice(from, from + limit), nextAfter: rows.length > from + limit ? String(from + limit) : null };
}

/** Published cases like what is being typed, at most `limit`, best first. What only has a class in common is not one. */
export async function similarCases(
  reader: Queries, { what }: { what: string; remedySought: string; classId: string | null; channel: ComplaintChannel | null }, limit = 5,
): Promise<FoundCase[]> {
  return ranked(reader, what, limit);
}

async function newestCases(reader: Queries, { after, limit }: { classId?: string; after?: string; limit: number }): Promise<{ found: FoundCase[]; nextAfter: string | null }> {
  const [at, id] = (after ?? '').split('.');
  const older = at && id ? or(lt(cases.publishedAt, Number(at)), and(eq(cases.publishedAt, Number(at)), lt(cases.id, id))) : undefined;
  const rows = await reader.select().from(cases).where(and(eq(cases.state, 'published'), older)).orderBy(desc(cases.publishedAt), desc(cases.id)).limit(limit + 1);
  const last = rows[limit - 1];
  return { found: rows.slice(0, limit).map(row => ({ row, matches: [] })), nextAfter: rows.length > limit && last ? `${last.publishedAt}.${last.id}` : null };
}

async function ranked(reader: Queries, words: string, limit: number): Promise<FoundCase[]> {
  const terms = [...new Set(termsOf(await loadCaseWords(), words))].slice(0, 60);
  if (terms.length === 0) return [];
  const hits = await reader.all<{ searchId: number }>(sql`select rowid as searchId from case_search where case_search match ${terms.map(quoteTerm).join(' OR ')} order by bm25(case_search, 2.0, 1.0) limit ${limit}`);
  const rows = new Map((await reader.select().from(cases).where(inArray(cases.searchId, hits.map(({ searchId }) => searchId)))).map(row => [row.searchId, row]));
  return hits.flatMap(({ searchId }) => rows.get(searchId) ?? []).map(row => ({ row, matches: [{ by: 'words', words: terms.filter(term => term.startsWith('w') && row.problem.includes(term.slice(1))).map(term => term.slice(1)) }] }));
}
