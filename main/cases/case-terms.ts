import { emptyWords, lightWords } from './case-light-words.ts';
import { readText, type Reading } from './case-reading.ts';
import { caseSynonyms } from './case-synonyms.ts';
import type { CaseWords } from './case-words.ts';

/**
 * What a case can be found by; the letter in front keeps the kinds apart:
 *
 * | | |
 * | --- | --- |
 * | `w停电` | a word, also one within a longer word |
 * | `c停电` | a meaning of the synonyms, and the wider one above it |
 * | `n停电` | a word or meaning that is denied |
 * | `b停电` | two neighbours, for words no dictionary knows |
 * | `u停` | one character |
 * | `k0198…` | the class |
 *
 * In the index another letter stands before these: `s` when the term is in title, problem or keywords, `x` when it is only in
 * the rest.
 */
export interface CaseTerms {
  strong: ReadonlySet<string>;
  weak: ReadonlySet<string>;
  /** for each meaning's term a phrase of the case that has it */
  phrases: ReadonlyMap<string, string>;
}

export interface FindableCase {
  title: string; problem: string; keywords: readonly string[]; classId: string | null;
  cause: string; responsibleUnit: string; remedy: string; lesson: string; avoidance: string;
}

/** The `ascii` tokenizer parts terms at hyphens, so a key goes without. */
export const classTerm = (classId: string): string => `k${classId.replaceAll('-', '').toLowerCase()}`;

/** All a case is found by; what is strong is not weak as well. */
export function caseTermsOf(caseWords: CaseWords, { title, problem, keywords, cause, responsibleUnit, remedy, lesson, avoidance, classId }: FindableCase): CaseTerms {
  const strong = new Set<string>();
  const weak = new Set<string>();
  const phrases = new Map<string, string>();
  // A mark between them: nothing spans two fields.
  addTerms(strong, phrases, caseWords, readText(caseWords, [title, problem, ...keywords].join('。')));
  addTerms(weak, phrases, caseWords, readText(caseWords, [cause, responsibleUnit, remedy, lesson, avoidance].join('。')));
  if (classId !== null) weak.add(classTerm(classId));
  for (const term of strong) weak.delete(term);
  return { strong, weak, phrases };
}

function addTerms(terms: Set<string>, phrases: Map<string, string>, caseWords: CaseWords, reading: Reading): void {
  for (const { word, isDenied } of reading.words) {
    addWord(terms, word, isDenied);
    for (const part of withinWord(caseWords, word)) addWord(terms, part, isDenied);
  }
  for (const { meaning, phrase, isDenied } of reading.meanings) {
    for (const term of meaningTerms(meaning, isDenied)) {
      terms.add(term);
      if (!phrases.has(term)) phrases.set(term, phrase);
    }
  }
  let before = '';
  for (const unit of reading.units) {
    if (unit !== '') {
      terms.add(`u${unit}`);
      if (before !== '') terms.add(`b${before}${unit}`);
    }
    before = unit;
  }
}

/** A word is there whether it is denied or not; only its meaning is not. */
function addWord(terms: Set<string>, word: string, isDenied: boolean): void {
  const key = wordKey(word);
  if (key === null) return;
  terms.add(`w${key}`);
  if (isDenied) terms.add(`n${key}`);
}

/** The terms of a meaning, the telling one first: the wider meaning is the second. */
export function meaningTerms(meaning: string, isDenied: boolean): string[] {
  const { meanings, denied } = caseSynonyms();
  if (isDenied) {
    const other = denied.get(meaning);
    return other === undefined ? [`n${meaning}`] : [`c${other}`];
  }
  const wider = meanings.get(meaning)?.wider;
  return [`c${meaning}`, ...wider ? [`c${wider}`] : []];
}

/** Words within a word; of one that is a denial in itself (未接, 没人通知) none. */
export function withinWord(caseWords: CaseWords, word: string): string[] {
  return word.length > 2 && !/^[不没未无]/u.test(word) ? caseWords.within(word) : [];
}

/** A word as a term holds it, or null: single characters and words every complaint has are none. */
export function wordKey(word: string): string | null {
  const key = word.replaceAll(/[^\p{L}\p{N}\p{M}\p{Co}\p{Cn}\p{So}]/gu, '');
  return key.length < 2 || [...key].length < 2 || lightWords.has(key) || emptyWords.has(key) ? null : key;
}
