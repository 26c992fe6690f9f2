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

/** In how many cases a term stands: in title, problem or keywords, and only in the rest. */
export interface TermCount { strong: number; weak: number }

/** A term that some case holds, and what it is worth now that it is known how rare it is. */
export interface Weighed { term: string; weight: number; count: TermCount }

/** What kinds of terms are worth beside each other: chosen on pairs of complaint and case (docs/decisions/0011-finding-cases.md). */
const worth = {
  meaning: 1.3, wider: 0.5, denied: 0.8,
  /** a word; one whose meaning counts already; one within a longer word; a number */
  word: 1, meantWord: 0.3, within: 0.3, number: 0.3,
  /** two neighbours, one character: for words no dictionary knows, and words of one stem (赔款, 赔付) */
  pair: 0.2, letter: 0.25,
};
/** A term that stands only in cause, unit, remedy, lesson or avoidance. */
export const weakWorth = 0.5;
/** As if the library had so many cases more: in a young one two cases that share a word prove nothing. */
const foundation = 50;
const mostRarity = 8;
/** Words beyond these add nothing a machine at the counter has time for. */
const mostAsked = 220;
/** So many numbers of cases one search reads at most. */
const mostRead = 120_000;

/** What a text asks for: each term once, with the most it is worth. Of a text of one or two characters they are all there is. */
export function askedOf(caseWords: CaseWords, reading: Reading): Asked[] {
  const asked = new Map<string, number>();
  const add = (term: string, factor: number): void => { asked.set(term, Math.max(asked.get(term) ?? 0, factor)); };
  const meant = new Set(reading.meanings.map(({ phrase }) => phrase));
  const denied = reading.words.filter(({ isDenied }) => isDenied).map(({ word }) => word);
  for (const { meaning, isDenied, outOf } of reading.meanings) {
    const [term = '', wider] = meaningTerms(meaning, isDenied);
    // Of a phrase with several meanings only one was meant.
    const sure = 1 / Math.sqrt(outOf);
    add(term, (term.startsWith('n') ? worth.denied : worth.meaning) * sure);
    if (wider) add(wider, worth.wider * sure);
  }
  for (const { word, isDenied } of reading.words) {
    const key = wordKey(word);
    if (key !== null) add(isDenied ? `n${key}` : `w${key}`, isDenied ? worth.denied : isShortNumber(key) ? worth.number : meant.has(word) ? worth.meantWord : worth.word * caseWords.telling(word));
    if (isDenied || lightWords.has(word) || emptyWords.has(word)) continue;
    for (const part of withinWord(caseWords, word)) if (wordKey(part) !== null) add(`w${part}`, worth.within * caseWords.telling(part));
    for (const letter of word.match(/\p{Script=Han}/gu) ?? []) add(`u${letter}`, worth.letter);
  }
  const units = reading.units.filter(Boolean);
  const isShort = units.length <= 2;
  for (const [at, unit] of reading.units.entries()) {
    const before = reading.units[at - 1];
    if (!before || !unit) continue;
    const pair = before + unit;
    if (isShort) add(`b${pair}`, worth.word);
    else if (!asked.has(`w${pair}`) && !emptyWords.has(pair) && !lightWords.has(pair) && !denied.some(word => word.includes(pair))) add(`b${pair}`, worth.pair);
  }
  if (units.length === 1) add(`u${units[0]}`, worth.word);
  return Array.from(asked, ([term, factor]) => ({ term, factor })).toSorted((one, other) => other.factor - one.factor).slice(0, mostAsked);
}

/** The terms some case holds, the most telling first. `library`: how many cases there are. */
export function weigh(asked: readonly Asked[], counts: ReadonlyMap<string, TermCount>, library: number): Weighed[] {
  return asked.flatMap(({ term, factor }) => {
    const count = counts.get(term);
    return count && sizeOf(count) > 0 ? { term, count, weight: factor * rarity(sizeOf(count), library) } : [];
  }).toSorted((one, other) => other.weight - one.weight);
}

/** The terms whose lists are read: the most telling ones, as far as `mostRead` numbers go; one is always among them. */
export function tellingTerms(weighed: readonly Weighed[]): Weighed[] {
  let read = 0;
  return weighed.filter(({ count }, at) => {
    const size = sizeOf(count);
    if (at > 0 && read + size > mostRead) return false;
    read += size;
    return true;
  });
}

/** How telling it is that a case holds a term which `standsIn` of `library` cases hold. */
function rarity(standsIn: number, library: number): number {
  return Math.min(mostRarity, Math.log(1 + (library + foundation - standsIn) / (standsIn + 1)));
}

const sizeOf = ({ strong, weak }: TermCount): number => strong + weak;

/** An amount, a day, an hour: people name them in passing. */
const isShortNumber = (word: string): boolean => /^\d{1,4}$/u.test(word);

export function readQuery(caseWords: CaseWords, text: string): { reading: Reading; asked: Asked[] } {
  const reading = readText(caseWords, text);
  return { reading, asked: askedOf(caseWords, reading) };
}
