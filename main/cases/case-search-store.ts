import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { CaseMatch } from '../../shared/cases.ts';
import type { ComplaintChannel } from '../../shared/complaints.ts';
import { listClasses } from '../complaints/complaint-classes-store.ts';
import type { Queries } from '../database/database.ts';
import { casesWithMost, countTerms, type StoredCase } from './case-index-store.ts';
import { classNearness, classesUnder, nearnessWorth, sameChannelWorth } from './case-nearness.ts';
import { readQuery, tellingTerms, weigh, type Weighed } from './case-query.ts';
import type { Reading } from './case-reading.ts';
import { groundOfLikeness, reasonsOf } from './case-reasons.ts';
import { caseTermsOf } from './case-terms.ts';
import { loadCaseWords, type CaseWords } from './case-words.ts';
import { cases } from './cases-schema.ts';

export { indexCase, indexCases, unindexCase, type StoredCase } from './case-index-store.ts';
export { loadCaseWords } from './case-words.ts';

/** A case and why it was found. */
export interface FoundCase { row: StoredCase; matches: CaseMatch[] }

/** So many of the best by words alone are compared by class, channel and length. */
const candidateCount = 60;
/** And so many of these, at most, are read again for what they have in common. */
const mostCompared = 12;
/** A search gives no more, however long one pages. */
const mostFound = 200;
/** What holds less of what was asked than this part of the best one's is no answer any more. */
const leastShare = 0.3;
/** How much of a long case's score is put down to its length (b of BM25). */
const lengthShare = 0.2;

/**
 * Published cases by words or number, best first; without words the newest first. `classId`: and what lies under it. `after` is
 * the `nextAfter` of the page before; null: there are no more.
 */
export async function searchCases(
  reader: Queries, { words, classId, after, limit }: { words: string; classId?: string; after?: string; limit: number },
): Promise<{ found: FoundCase[]; nextAfter: string | null }> {
  const classIds = classId === undefined ? undefined : classesUnder(await listClasses(reader), classId);
  if (words.trim() === '') return newestCases(reader, classIds, after, limit);
  const number = caseNumber(words);
  if (number) {
    const rows = await reader.select().from(cases).where(and(eq(cases.state, 'published'), eq(cases.year, number.year), eq(cases.ordinal, number.ordinal), classIds && inArray(cases.classId, classIds)));
    return { found: rows.map(row => ({ row, matches: [{ by: 'number' }] })), nextAfter: null };
  }
  const caseWords = await loadCaseWords();
  const { reading, weighed } = await weighedQuery(reader, caseWords, words);
  // Single characters help to rank what is alike; as an answer to words they are noise, unless one is all that was typed.
  const telling = weighed.filter(({ term }) => !term.startsWith('u'));
  const best = await casesWithMost(reader, tellingTerms(isOneCharacter(reading) ? weighed : telling), mostFound, classIds);
  const least = (best[0]?.score ?? 0) * leastShare;
  const answers = best.filter(({ score }) => score >= least);
  const from = Math.max(0, Number.parseInt(after ?? '0', 10) || 0);
  const page = answers.slice(from, from + limit);
  const rows = await rowsOf(reader, page.map(({ searchId }) => searchId));
  return {
    found: page.flatMap(({ searchId }) => {
      const row = rows.get(searchId);
      return row ? { row, matches: reasonsOf(caseWords, reading, caseTermsOf(caseWords, row)).matches } : [];
    }),
    nextAfter: answers.length > from + limit ? String(from + limit) : null,
  };
}

/**
 * Published cases like what is being typed, at most `limit`, best first. What only has a class, or a single word, in common is
 * not one: a matter nobody has met before finds nothing.
 */
export async function similarCases(
  reader: Queries, { what, remedySought, classId, channel }: { what: string; remedySought: string; classId: string | null; channel: ComplaintChannel | null }, limit = 5,
): Promise<FoundCase[]> {
  const caseWords = await loadCaseWords();
  const { reading, weighed } = await weighedQuery(reader, caseWords, `${what}\n${remedySought}`);
  const best = await casesWithMost(reader, tellingTerms(weighed), candidateCount);
  if (best.length === 0) return [];
  const [rows, classes] = await Promise.all([rowsOf(reader, best.map(({ searchId }) => searchId)), classId === null ? [] : listClasses(reader)]);
  const parentOf = new Map(classes.map(({ id, parentId }) => [id, parentId]));
  const most = best[0]?.score ?? 0;
  const meanLength = [...rows.values()].reduce((sum, row) => sum + lengthOf(row), 0) / rows.size;
  const ranked = best.flatMap(({ searchId, score }) => {
    const row = rows.get(searchId);
    if (!row) return [];
    const nearness = classNearness(parentOf, classId, row.classId);
    const sameChannel = channel !== null && row.channel === channel;
    const closeness = score / (1 - lengthShare + lengthShare * lengthOf(row) / meanLength) + most * ((nearness ? nearnessWorth[nearness] : 0) + (sameChannel ? sameChannelWorth : 0));
    return { row, nearness, sameChannel, closeness };
  }).toSorted((one, other) => other.closeness - one.closeness);

  const alike: FoundCase[] = [];
  for (const { row, nearness, sameChannel } of ranked.slice(0, Math.max(limit, mostCompared))) {
    if (alike.length === limit) break;
    const { ground, matches } = reasonsOf(caseWords, reading, caseTermsOf(caseWords, row));
    if (ground < groundOfLikeness) continue;
    alike.push({ row, matches: [
      ...matches,
      ...nearness && row.classId !== null ? [{ by: 'class' as const, classId: row.classId, isSame: nearness === 'same' }] : [],
      ...sameChannel ? [{ by: 'channel' as const }] : [],
    ] });
  }
  return alike;
}

async function weighedQuery(reader: Queries, caseWords: CaseWords, text: string): Promise<{ reading: Reading; weighed: Weighed[] }> {
  const { reading, asked } = readQuery(caseWords, text);
  if (asked.length === 0) return { reading, weighed: [] };
  const { counts, library } = await countTerms(reader, asked.map(({ term }) => term));
  return { reading, weighed: weigh(asked, counts, library) };
}

/** Newest first; `after` is the last one's moment of publication and id. */
async function newestCases(reader: Queries, classIds: readonly string[] | undefined, after: string | undefined, limit: number): Promise<{ found: FoundCase[]; nextAfter: string | null }> {
  const [at, id] = (after ?? '').split('.');
  const older = at && id ? sql`(${cases.publishedAt}, ${cases.id}) < (${Number(at)}, ${id})` : undefined;
  const rows = await reader.select().from(cases).where(and(eq(cases.state, 'published'), classIds && inArray(cases.classId, classIds), older))
    .orderBy(desc(cases.publishedAt), desc(cases.id)).limit(limit + 1);
  const last = rows[limit - 1];
  return { found: rows.slice(0, limit).map(row => ({ row, matches: [] })), nextAfter: rows.length > limit && last ? `${last.publishedAt}.${last.id}` : null };
}

/** `L2026-0001` as people type it, or null. */
function caseNumber(words: string): { year: number; ordinal: number } | null {
  const [, year, ordinal] = /^l?\s*(\d{4})\s*[-–—]\s*(\d{1,9})$/iu.exec(words.normalize('NFKC').trim()) ?? [];
  return year && ordinal ? { year: Number(year), ordinal: Number(ordinal) } : null;
}

const isOneCharacter = ({ units }: Reading): boolean => units.filter(Boolean).length === 1;

async function rowsOf(reader: Queries, searchIds: readonly number[]): Promise<Map<number, StoredCase>> {
  if (searchIds.length === 0) return new Map();
  const rows = await reader.select().from(cases).where(inArray(cases.searchId, [...searchIds]));
  return new Map(rows.map(row => [row.searchId, row]));
}

const lengthOf = ({ title, problem, cause, remedy, lesson, avoidance }: StoredCase): number => title.length + problem.length + cause.length + remedy.length + lesson.length + avoidance.length;
