import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Jieba } from '@node-rs/jieba';

/** So many words of the dictionary are taken in at a time: a call of the hall that comes meanwhile waits for these alone. */
const wordsAtATime = 8000;

let loading: Promise<CaseWords> | null = null;

/** Parts Chinese text into words. Made by `loadCaseWords`. */
export interface CaseWords {
  /** words one after the other, marks and blanks among them */
  part(text: string): string[];
}

/** The dictionary of 350,000 words and those of the trades; loaded once, when the first case is written or looked for. */
export function loadCaseWords(): Promise<CaseWords> {
  return loading ??= load();
}

async function load(): Promise<CaseWords> {
  const { Jieba: Parting } = await import('@node-rs/jieba');
  const jieba: Jieba = new Parting();
  const lines = (await readFile(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'), 'utf8')).split('\n');
  for (let from = 0; from < lines.length; from += wordsAtATime) {
    jieba.loadDict(Buffer.from(`${lines.slice(from, from + wordsAtATime).join('\n')}\n`));
    await nextTurn();
  }
  return { part: text => jieba.cut(text, true) };
}
