import { emptyWords, lightWords } from './case-light-words.ts';
import { readText, type Reading } from './case-reading.ts';
import { meaningTerms, withinWord, wordKey } from './case-terms.ts';
import type { CaseWords } from './case-words.ts';

/** One thing asked for. */
export interface Asked {
  term: string;
  /** what it is worth beside the others before it is known how rare it is */
  factor: number;
}

/** In how many cases a term stands. */
export interface TermCount { strong: number; weak: number }

/** What kinds of terms are worth. Chosen on pairs written for it (docs/decisions/0011-finding-cases.md). */
export const worth = {
  meaning: 1.1, wider: 0.5, denied: 0.8,
  word: 1, meantWord: 0.3, within: 0.3, number: 0.3, pair: 0.2, letter: 0.35,
  /** a term that stands only in cause, unit, remedy, lesson or avoidance */
  weakField: 0.7,
};

/** What is asked for with a text: each term once, with the most it is worth. */
export function askedOf(caseWords: CaseWords, text: string): { asked: Asked[]; reading: Reading } {
  const reading = readText(caseWords, text);
  const asked = new Map<string, number>();
  const add = (term: string, factor: number): void => { asked.set(term, Math.max(asked.get(term) ?? 0, factor)); };
  const meant = new Set(reading.meanings.map(({ phrase }) => phrase));
  const denied = reading.words.filter(({ isDenied }) => isDenied).map(({ word }) => word);
  for (const { meaning, phrase, isDenied } of reading.meanings) {
    const [term, wider] = meaningTerms(meaning, isDenied);
    const sure = 1 / Math.sqrt(caseWords.phrases.meanings.get(phrase)?.length ?? 1);
    if (term) add(term, (term.startsWith('n') ? worth.denied : worth.meaning) * sure);
    if (wider) add(wider, worth.wider * sure);
  }
  for (const { word, isDenied } of reading.words) {
    const key = wordKey(word);
    if (key !== null) add(isDenied ? `n${key}` : `w${key}`, isDenied ? worth.denied : /^\d{1,4}$/u.test(key) ? worth.number : meant.has(word) ? worth.meantWord : worth.word * caseWords.telling(word));
    if (!isDenied && !lightWords.has(word) && !emptyWords.has(word)) for (const letter of word) if (/\p{Script=Han}/u.test(letter)) add(`u${letter}`, worth.letter);
    if (!isDenied) for (const part of withinWord(caseWords, word)) if (wordKey(part) !== null) add(`w${part}`, worth.within * caseWords.telling(part));
  }
  for (const [at, unit] of reading.units.entries()) {
    const pair = `${reading.units[at - 1] ?? ''}${unit}`;
    if (!unit || !reading.units[at - 1] || asked.has(`w${pair}`) || emptyWords.has(pair) || lightWords.has(pair) || denied.some(word => word.includes(pair))) continue;
    add(`b${pair}`, worth.pair);
  }
  return { asked: Array.from(asked, ([term, factor]) => ({ term, factor })), reading };
}

/** How telling a term is: the rarer the more; the same in a library of ten cases as in one of ten thousand where it is known from nothing else. */
export function rarity(count: TermCount | undefined, library: number): number {
  const standsIn = count ? count.strong + count.weak : 0;
  return Math.min(8, Math.log(1 + (library + 50 - standsIn) / (standsIn + 1)));
}

/** Rows of lists that one search reads at most. */
export const mostPostings = 60_000;

export interface Weighed { term: string; weight: number; count: TermCount }

/** The terms whose lists are read: the most telling first, until `mostPostings` rows are. */
export function tellingTerms(asked: readonly Asked[], counts: ReadonlyMap<string, TermCount>, library: number): Weighed[] {
  const weighed = asked.flatMap(({ term, factor }) => {
    const count = counts.get(term);
    return count && count.strong + count.weak > 0 ? { term, count, weight: factor * rarity(count, library) } : [];
  }).toSorted((one, other) => other.weight - one.weight);
  let rows = 0;
  return weighed.filter(({ count }) => {
    rows += count.strong + count.weak;
    return rows <= mostPostings || rows === count.strong + count.weak;
  });
}
