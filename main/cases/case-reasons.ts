import type { CaseMatch } from '../../shared/cases.ts';
import type { Reading } from './case-reading.ts';
import { readText } from './case-reading.ts';
import { meaningTerms, strongTexts, weakTexts, wordKey, type FindableCase } from './case-terms.ts';
import type { CaseWords } from './case-words.ts';

const mostWords = 8;
const mostPairs = 6;

/** Why a case answers what was asked: words they share, then phrases that mean the same, in the order they were asked. */
export function wordReasons(caseWords: CaseWords, asked: Reading, found: FindableCase): CaseMatch[] {
  const readings = [...strongTexts(found), ...weakTexts(found)].map(text => readText(caseWords, text));
  const text = [...strongTexts(found), ...weakTexts(found)].join('\n').normalize('NFKC').toLowerCase();
  const phrases = new Map<string, string>();
  for (const { meaning, phrase, isDenied } of readings.flatMap(({ meanings }) => meanings)) {
    for (const term of meaningTerms(meaning, isDenied)) if (!phrases.has(term)) phrases.set(term, phrase);
  }
  const words = new Set<string>();
  for (const { word, isDenied } of asked.words) {
    const key = wordKey(word);
    if (key !== null && !isDenied && text.includes(key)) words.add(key);
  }
  const pairs = new Map<string, string>();
  for (const { meaning, phrase, isDenied } of asked.meanings) {
    const [term, wider] = meaningTerms(meaning, isDenied);
    const other = phrases.get(term ?? '') ?? phrases.get(wider ?? '');
    if (other === undefined || pairs.has(phrase)) continue;
    if (text.includes(phrase)) words.add(phrase);
    else if (!words.has(other)) pairs.set(phrase, other);
  }
  const shared = [...words].filter(word => ![...words].some(longer => longer !== word && longer.includes(word))).slice(0, mostWords);
  return [
    ...shared.length > 0 ? [{ by: 'words' as const, words: shared }] : [],
    ...pairs.size > 0 ? [{ by: 'synonyms' as const, pairs: Array.from(pairs, ([one, other]) => ({ asked: one, found: other })).slice(0, mostPairs) }] : [],
  ];
}
