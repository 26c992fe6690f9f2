import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Jieba } from '@node-rs/jieba';
import { caseTradeWords } from './case-trade-words.ts';
import { phraseTable, type PhraseTable } from './case-phrases.ts';
import { caseSynonyms, synonymWords } from './case-synonyms.ts';

/** So much of the dictionary is taken in at a time: a call of the hall that comes meanwhile waits for this alone. */
const bytesAtATime = 80 * 1024;
/** Longer words of the synonyms are phrases, found word by word. */
const longestTradeWord = 3;
/** As often as a middling word: more than chance puts its characters beside each other, less than everyday words take. */
const tradeWordFrequency = 3000;

let loading: Promise<CaseWords> | null = null;

/** Parts Chinese text into words. Made by `loadCaseWords`. */
export interface CaseWords {
  /** words one after the other, marks and blanks among them */
  part(text: string): string[];
  /** shorter words a long one is made of: 营业 in 营业厅; itself is not among them */
  within(word: string): string[];
  phrases: PhraseTable;
  /** how much a word tells by itself, 0 to 1: one that everybody uses of everything tells little, however rare it is in the library */
  telling(word: string): number;
}

/** The dictionary of 350,000 words and those of the trades; loaded once, when the first case is written or looked for. */
export function loadCaseWords(): Promise<CaseWords> {
  return loading ??= load();
}

async function load(): Promise<CaseWords> {
  const { Jieba: Parting } = await import('@node-rs/jieba');
  const jieba: Jieba = new Parting();
  const dictionary = await readFile(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'));
  const everyday = new Map<string, number>();
  for (let from = 0; from < dictionary.length;) {
    const to = dictionary.indexOf(lineEnd, Math.min(from + bytesAtATime, dictionary.length - 1)) + 1 || dictionary.length;
    const some = dictionary.subarray(from, to);
    jieba.loadDict(some);
    for (const [, word = '', times, kind = ''] of some.toString().matchAll(everydayLine)) everyday.set(word, tellingOf(Number(times), kind));
    from = to;
    await nextTurn();
  }
  const ours = [...caseTradeWords.split(/\s+/u), ...synonymWords()].filter(word => word.length > 1 && word.length <= longestTradeWord);
  jieba.loadDict(Buffer.from([...new Set(ours)].map(word => `${word} ${tradeWordFrequency} n\n`).join('')));
  const part = (text: string): string[] => jieba.cut(text, false);
  return {
    part, phrases: phraseTable(caseSynonyms(), part),
    within: word => jieba.cutForSearch(word, false).filter(part => part !== word && [...part].length > 1),
    telling: word => everyday.get(word) ?? 1,
  };
}

/** A word that everybody uses: often, or one of those that hold sentences together. */
const everydayLine = /^(\S{2,}) (\d{4,}|\d+(?= (?:[drcpuymtfqe]|zg|ad))) (\S+)$/gmu;
const lineEnd = '\n'.charCodeAt(0);

/** `times`: how often it stands in the texts the dictionary was made from; `kind`: its part of speech. */
function tellingOf(times: number, kind: string): number {
  const holdsTogether = /^(?:[drcpuymtfqe]|zg|ad)/u.test(kind);
  return (holdsTogether ? 0.35 : 1) * Math.min(1, Math.max(0.3, 1 - 0.35 * Math.log10(Math.max(times, 1) / 1500)));
}
