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
export interface CaseTerms { strong: ReadonlySet<string>; weak: ReadonlySet<string> }

export interface FindableCase {
  title: string; problem: string; keywords: readonly string[]; classId: string | null;
  cause: string; responsibleUnit: string; remedy: string; lesson: string; avoidance: string;
}

/** The `ascii` tokenizer parts terms at hyphens, so a key goes without. */
export const classTerm = (classId: string): string => `k${classId.replaceAll('-', '').toLowerCase()}`;

/** All a case is found by; what is strong is not weak as well. */
export function caseTermsOf(caseWords: CaseWords, found: FindableCase): CaseTerms {
  const strong = new Set(strongTexts(found).flatMap(text => termsOf(caseWords, readText(caseWords, text))));
  const weak = new Set(weakTexts(found).flatMap(text => termsOf(caseWords, readText(caseWords, text))));
  if (found.classId !== null) weak.add(classTerm(found.classId));
  for (const term of strong) weak.delete(term);
  return { strong, weak };
}

export const strongTexts = ({ title, problem, keywords }: FindableCase): string[] => [title, problem, ...keywords];
export const weakTexts = ({ cause, responsibleUnit, remedy, lesson, avoidance }: FindableCase): string[] => [cause, responsibleUnit, remedy, lesson, avoidance];

function termsOf(caseWords: CaseWords, reading: Reading): string[] {
  const terms: string[] = [];
  for (const { word, isDenied } of reading.words) {
    for (const each of [word, ...withinWord(caseWords, word)]) {
      const key = wordKey(each);
      if (key === null) continue;
      // A word is there whether it is denied or not; only its meaning is not.
      terms.push(`w${key}`);
      if (isDenied) terms.push(`n${key}`);
    }
  }
  for (const { meaning, isDenied } of reading.meanings) terms.push(...meaningTerms(meaning, isDenied));
  for (const [at, unit] of reading.units.entries()) {
    if (unit === '') continue;
    terms.push(`u${unit}`);
    const before = reading.units[at - 1];
    if (before) terms.push(`b${before}${unit}`);
  }
  return terms;
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
  return [...key].length < 2 || lightWords.has(key) || emptyWords.has(key) ? null : key;
}
