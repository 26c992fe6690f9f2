import type { CaseMatch } from '../../shared/cases.ts';
import type { Reading } from './case-reading.ts';
import { caseSynonyms } from './case-synonyms.ts';
import { meaningTerms, wordKey, type CaseTerms } from './case-terms.ts';
import type { CaseWords } from './case-words.ts';

export interface Reasons {
  matches: CaseMatch[];
  /**
   * How much of what went wrong the two have in common: a meaning of the trades or a telling word is one, what anybody tells
   * of anything (家人, 下雨) half; characters and neighbours are nothing.
   */
  ground: number;
}

/** What is a match of its own by `ground`. */
export const groundOfLikeness = 2;

const mostWords = 8;
const mostPairs = 6;
/** Words less telling are in every story. */
const telling = 0.6;

/** Why a case answers what was asked: words they share, then phrases that mean the same, in the order they were asked. */
export function reasonsOf(caseWords: CaseWords, asked: Reading, { strong, weak, phrases }: CaseTerms): Reasons {
  const { meanings } = caseSynonyms();
  const words = new Set<string>();
  const pairs = new Map<string, string>();
  const counted = new Set<string>();
  const holds = (term: string): boolean => strong.has(term) || weak.has(term);
  let ground = 0;
  for (const { meaning, phrase, isDenied } of asked.meanings) {
    const [term = '', wider = ''] = meaningTerms(meaning, isDenied);
    const found = phrases.get(term) ?? phrases.get(wider);
    if (found === undefined) continue;
    if (found === phrase || holds(`w${phrase}`)) words.add(phrase);
    else if (!pairs.has(phrase)) pairs.set(phrase, found);
    if (!counted.has(phrase) && !counted.has(term)) ground += meanings.get(meaning)?.isEveryday ? 0.5 : 1;
    counted.add(phrase).add(term);
  }
  for (const { word, isDenied } of asked.words) {
    const key = wordKey(word);
    const term = `${isDenied ? 'n' : 'w'}${key}`;
    if (key === null || counted.has(key) || !holds(term)) continue;
    counted.add(key);
    const isMeant = [...words, ...pairs.keys()].some(phrase => phrase.includes(key));
    words.add(key);
    pairs.delete(key);
    if (!isMeant && !/^\d{1,4}$/u.test(key)) ground += caseWords.telling(key) >= telling ? 1 : 0.5;
  }
  return { ground, matches: [...wordMatches(words), ...pairMatches(pairs)] };
}

/** The longest ones: 欠费停电 says that 停电 is there too. */
function wordMatches(words: ReadonlySet<string>): CaseMatch[] {
  const shown = [...words].filter(word => ![...words].some(longer => longer !== word && longer.includes(word))).slice(0, mostWords);
  return shown.length > 0 ? [{ by: 'words', words: shown }] : [];
}

function pairMatches(pairs: ReadonlyMap<string, string>): CaseMatch[] {
  return pairs.size > 0 ? [{ by: 'synonyms', pairs: Array.from(pairs, ([asked, found]) => ({ asked, found })).slice(0, mostPairs) }] : [];
}
