import { and, asc, eq, gt, inArray, notInArray, sql } from 'drizzle-orm';
import type { Queries, Transaction } from '../database/database.ts';
import { quoteTerm } from '../text/name-terms.ts';
import { weakWorth, type TermCount, type Weighed } from './case-query.ts';
import { bestOf, type Candidate } from './case-scores.ts';
import { caseTermsOf, classTerm, type CaseTerms } from './case-terms.ts';
import { loadCaseWords } from './case-words.ts';
import { cases } from './cases-schema.ts';

export type StoredCase = typeof cases.$inferSelect;

/**
 * Lets a case be found: what publishing does, in its transaction. `loadCaseWords()` before the transaction begins, so that
 * nobody waits for the dictionary inside of it.
 */
export async function indexCase(tx: Transaction, row: StoredCase): Promise<void> {
  await indexCases(tx, [row]);
}

/** Lets cases be found, with two statements. */
export async function indexCases(tx: Transaction, rows: readonly StoredCase[]): Promise<void> {
  const caseWords = await loadCaseWords();
  const terms = rows.map(row => caseTermsOf(caseWords, row));
  const lines = terms.map(({ strong, weak }, at) => [rows[at]?.searchId, [...Array.from(strong, term => `s${term}`), ...Array.from(weak, term => `x${term}`)].join(' ')]);
  await tx.run(sql`insert into case_search (rowid, terms) select value ->> 0, value ->> 1 from json_each(${JSON.stringify(lines)})`);
  await count(tx, terms, 1);
}

/** Lets a case be found no more, before its text is changed. One that is not in the index stays out of it. */
export async function unindexCase(tx: Transaction, searchId: number): Promise<void> {
  const [row] = await tx.select().from(cases).where(eq(cases.searchId, searchId));
  const { changes } = await tx.run(sql`delete from case_search where rowid = ${searchId}`);
  if (row && changes > 0) await count(tx, [caseTermsOf(await loadCaseWords(), row)], -1);
}

/** What the index was made by; undefined: nothing is in it. */
export async function indexMark(reader: Queries): Promise<string | undefined> {
  return (await reader.all<{ mark: string }>(sql`select mark from case_index_mark`))[0]?.mark;
}

/** Lets no case be found any more. */
export async function clearCaseIndex(tx: Transaction): Promise<void> {
  await tx.run(sql`insert into case_search (case_search) values ('delete-all')`);
  await tx.run(sql`delete from case_term_counts`);
}

export async function markCaseIndex(tx: Transaction, mark: string): Promise<void> {
  await tx.run(sql`delete from case_index_mark`);
  await tx.run(sql`insert into case_index_mark (mark) values (${mark})`);
}

/** Published cases behind `after` that nobody can find yet, by their row in the index. */
export function publishedNotIndexed(reader: Queries, after: number, most: number): Promise<StoredCase[]> {
  return reader.select().from(cases)
    .where(and(eq(cases.state, 'published'), gt(cases.searchId, after), notInArray(cases.searchId, sql`(select rowid from case_search where rowid > ${after})`)))
    .orderBy(asc(cases.searchId)).limit(most);
}

/** Lets published cases among these be found, whose rows came from elsewhere; none of them is in the index. */
export async function indexCasesAnew(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  const rows = await tx.select().from(cases).where(and(inArray(cases.id, [...caseIds]), eq(cases.state, 'published')));
  if (rows.length > 0) await indexCases(tx, rows);
}

/** Lets none of these be found, before their rows are replaced. */
export async function unindexCases(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  const rows = await tx.select({ searchId: cases.searchId }).from(cases).where(inArray(cases.id, [...caseIds]));
  for (const { searchId } of rows) await unindexCase(tx, searchId);
}

/** Counts terms that came (1) or went (-1). */
async function count(tx: Transaction, terms: readonly CaseTerms[], step: 1 | -1): Promise<void> {
  const counts = new Map<string, TermCount>([['', { strong: terms.length * step, weak: 0 }]]);
  const add = (term: string, strength: keyof TermCount): void => {
    const counted = counts.get(term) ?? { strong: 0, weak: 0 };
    counted[strength] += step;
    counts.set(term, counted);
  };
  for (const { strong, weak } of terms) {
    for (const term of strong) add(term, 'strong');
    for (const term of weak) add(term, 'weak');
  }
  await tx.run(sql`
    insert into case_term_counts (term, strong, weak)
    select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(Array.from(counts, ([term, { strong, weak }]) => [term, strong, weak]))}) where true
    on conflict (term) do update set strong = strong + excluded.strong, weak = weak + excluded.weak`);
}

/** In how many cases each term stands, and how many cases there are. */
export async function countTerms(reader: Queries, terms: readonly string[]): Promise<{ counts: Map<string, TermCount>; library: number }> {
  const rows = await reader.all<TermCount & { term: string }>(sql`
    select term, strong, weak from case_term_counts where term in (select value from json_each(${JSON.stringify(['', ...terms])}))`);
  const counts = new Map(rows.map(({ term, strong, weak }) => [term, { strong, weak }]));
  return { counts, library: counts.get('')?.strong ?? 0 };
}

/**
 * The cases that hold most of `terms`, at most `most`, best first; of `classIds` alone when they are given. Each term's list
 * comes as one string in one row: adding them up here costs a fraction of what a ranking or a grouping by SQLite does.
 */
export async function casesWithMost(reader: Queries, terms: readonly Weighed[], most: number, classIds?: readonly string[]): Promise<Candidate[]> {
  const wanted = terms.flatMap(({ term, weight, count: { strong, weak } }) => [
    ...strong > 0 ? [{ term: `s${term}`, weight }] : [],
    ...weak > 0 ? [{ term: `x${term}`, weight: weight * weakWorth }] : [],
  ]);
  const asked = [...wanted.map(({ term }) => term), ...(classIds ?? []).map(id => `x${classTerm(id)}`)].map(quoteTerm);
  const lists = await reader.all<{ at: number; list: string | null }>(sql`
    select key as at, (select group_concat(rowid) from case_search where case_search match value) as list from json_each(${JSON.stringify(asked)})`);
  const postings = lists.flatMap(({ at, list }) => list === null || at >= wanted.length ? [] : { list, weight: wanted[at]?.weight ?? 0 });
  return bestOf(postings, most, classIds && lists.flatMap(({ at, list }) => list !== null && at >= wanted.length ? list : []));
}
