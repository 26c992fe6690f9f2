import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { CaseMatch } from '../../shared/cases.ts';
import type { ComplaintChannel } from '../../shared/complaints.ts';
import { listClasses } from '../complaints/complaint-classes-store.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { quoteTerm } from '../text/name-terms.ts';
import { askedOf, tellingTerms, worth, type Asked, type TermCount } from './case-query.ts';
import type { Reading } from './case-reading.ts';
import { wordReasons } from './case-reasons.ts';
import { bestOf, type Candidate } from './case-scores.ts';
import { caseTermsOf } from './case-terms.ts';
import { loadCaseWords, type CaseWords } from './case-words.ts';
import { cases } from './cases-schema.ts';

export type StoredCase = typeof cases.$inferSelect;
/** A case and why it was found. */
export interface FoundCase { row: StoredCase; matches: CaseMatch[] }

/** So many of the best by words alone are looked at more closely. */
const candidateCount = 60;

/**
 * Lets cases be found: what publishing does, in its transaction. `loadCaseWords()` before the transaction begins, so that
 * nobody waits for the dictionary inside of it.
 */
export async function indexCases(tx: Transaction, rows: readonly StoredCase[]): Promise<void> {
  const caseWords = await loadCaseWords();
  const indexed = rows.map(row => {
    const { strong, weak } = caseTermsOf(caseWords, row);
    return { row, strong, weak };
  });
  await tx.run(sql`
    insert into case_search (rowid, terms) select value ->> 0, value ->> 1
    from json_each(${JSON.stringify(indexed.map(({ row, strong, weak }) => [row.searchId, [...Array.from(strong, term => `s${term}`), ...Array.from(weak, term => `x${term}`)].join(' ')]))})`);
  await count(tx, indexed, 1);
}

/** Lets one case be found. */
export async function indexCase(tx: Transaction, row: StoredCase): Promise<void> {
  await indexCases(tx, [row]);
}

/** Lets it be found no more, before its text is changed. One that is not in the index stays out of it. */
export async function unindexCase(tx: Transaction, searchId: number): Promise<void> {
  const [row] = await tx.select().from(cases).where(eq(cases.searchId, searchId));
  const { changes } = await tx.run(sql`delete from case_search where rowid = ${searchId}`);
  if (row && changes > 0) await count(tx, [caseTermsOf(await loadCaseWords(), row)], -1);
}

async function count(tx: Transaction, indexed: readonly { strong: ReadonlySet<string>; weak: ReadonlySet<string> }[], step: 1 | -1): Promise<void> {
  const counts = new Map<string, TermCount>([['', { strong: indexed.length * step, weak: 0 }]]);
  const at = (term: string): TermCount => {
    const known = counts.get(term) ?? { strong: 0, weak: 0 };
    counts.set(term, known);
    return known;
  };
  for (const { strong, weak } of indexed) {
    for (const term of strong) at(term).strong += step;
    for (const term of weak) at(term).weak += step;
  }
  await tx.run(sql`
    insert into case_term_counts (term, strong, weak) select value ->> 0, value ->> 1, value ->> 2
    from json_each(${JSON.stringify(Array.from(counts, ([term, { strong, weak }]) => [term, strong, weak]))}) where true
    on conflict (term) do update set strong = strong + excluded.strong, weak = weak + excluded.weak`);
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
  const caseWords = await loadCaseWords();
  const { asked, reading } = askedOf(caseWords, words);
  const from = Number(after ?? 0) || 0;
  const { best } = await ranked(reader, asked, 200);
  const some = best.slice(from, from + limit);
  const rows = await rowsOf(reader, some);
  return {
    found: some.flatMap(({ searchId }) => rows.get(searchId) ?? []).map(row => ({ row, matches: wordReasons(caseWords, reading, row) })),
    nextAfter: best.length > from + limit ? String(from + limit) : null,
  };
}

/** Published cases like what is being typed, at most `limit`, best first. What only has a class in common is not one. */
export async function similarCases(
  reader: Queries, { what, remedySought, classId, channel }: { what: string; remedySought: string; classId: string | null; channel: ComplaintChannel | null }, limit = 5,
): Promise<FoundCase[]> {
  const caseWords = await loadCaseWords();
  const { asked, reading } = askedOf(caseWords, `${what}\n${remedySought}`);
  const { best, most } = await ranked(reader, asked, candidateCount);
  const [rows, classes] = await Promise.all([rowsOf(reader, best), classId === null ? [] : listClasses(reader)]);
  const parentOf = new Map(classes.map(({ id, parentId }) => [id, parentId]));
  const nearness = (row: StoredCase): 'same' | 'near' | null => {
    if (classId === null || row.classId === null) return null;
    if (row.classId === classId) return 'same';
    const parent = parentOf.get(classId) ?? classId;
    return row.classId === parent || parentOf.get(row.classId) === parent || parentOf.get(row.classId) === classId ? 'near' : null;
  };
  return best.flatMap(({ searchId, score }) => {
    const row = rows.get(searchId);
    if (!row) return [];
    const near = nearness(row);
    return { row, near, score: score + most * ((near === 'same' ? 0.05 : near === 'near' ? 0.02 : 0) + (channel !== null && row.channel === channel ? 0.01 : 0)) };
  }).toSorted((one, other) => other.score - one.score).slice(0, limit).map(({ row, near }) => ({ row, matches: reasonsOf(caseWords, reading, row, near, channel) }));
}

function reasonsOf(caseWords: CaseWords, reading: Reading, row: StoredCase, near: 'same' | 'near' | null, channel: ComplaintChannel | null): CaseMatch[] {
  return [
    ...wordReasons(caseWords, reading, row),
    ...near !== null && row.classId !== null ? [{ by: 'class' as const, classId: row.classId, isSame: near === 'same' }] : [],
    ...channel !== null && row.channel === channel ? [{ by: 'channel' as const }] : [],
  ];
}

async function newestCases(reader: Queries, { after, limit }: { classId?: string; after?: string; limit: number }): Promise<{ found: FoundCase[]; nextAfter: string | null }> {
  const [at, id] = (after ?? '').split('.');
  const older = at && id ? or(lt(cases.publishedAt, Number(at)), and(eq(cases.publishedAt, Number(at)), lt(cases.id, id))) : undefined;
  const rows = await reader.select().from(cases).where(and(eq(cases.state, 'published'), older)).orderBy(desc(cases.publishedAt), desc(cases.id)).limit(limit + 1);
  const last = rows[limit - 1];
  return { found: rows.slice(0, limit).map(row => ({ row, matches: [] })), nextAfter: rows.length > limit && last ? `${last.publishedAt}.${last.id}` : null };
}

/** The cases that hold most of what was asked, best first, and the most one could hold. Two statements, whatever was typed. */
async function ranked(reader: Queries, asked: readonly Asked[], most: number): Promise<{ best: Candidate[]; most: number }> {
  if (asked.length === 0) return { best: [], most: 0 };
  const counted = await reader.all<TermCount & { term: string }>(sql`
    select term, strong, weak from case_term_counts where term in (select value from json_each(${JSON.stringify(['', ...asked.map(({ term }) => term)])}))`);
  const counts = new Map(counted.map(({ term, strong, weak }) => [term, { strong, weak }]));
  const telling = tellingTerms(asked, counts, counts.get('')?.strong ?? 0);
  if (telling.length === 0) return { best: [], most: 0 };
  const lists = telling.flatMap(({ term, weight, count: { strong, weak } }) => [
    ...strong > 0 ? [{ match: quoteTerm(`s${term}`), weight }] : [],
    ...weak > 0 ? [{ match: quoteTerm(`x${term}`), weight: weight * worth.weakField }] : [],
  ]);
  const read = await reader.all<{ at: number; list: string | null }>(sql`
    select key as at, (select group_concat(rowid) from case_search where case_search match value) as list from json_each(${JSON.stringify(lists.map(({ match }) => match))})`);
  const postings = read.flatMap(({ at, list }) => list === null ? [] : { list, weight: lists[at]?.weight ?? 0 });
  return { best: bestOf(postings, most), most: telling.reduce((sum, { weight }) => sum + weight, 0) };
}

async function rowsOf(reader: Queries, best: readonly Candidate[]): Promise<Map<number, StoredCase>> {
  const rows = await reader.select().from(cases).where(inArray(cases.searchId, best.map(({ searchId }) => searchId)));
  return new Map(rows.map(row => [row.searchId, row]));
}
