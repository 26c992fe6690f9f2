import { plainCaseText } from './case-letters.ts';
import { denials, lightWords, passedOver } from './case-light-words.ts';
import { longestPhrase } from './case-phrases.ts';
import type { CaseWords } from './case-words.ts';

/** A word as it stands in a text. */
export interface ReadWord { word: string; isDenied: boolean }
/** A phrase that has a meaning: 没人接 in 电话一直没人接 means 电话打不通. `outOf`: how many meanings the phrase has. */
export interface ReadMeaning { meaning: string; phrase: string; isDenied: boolean; outOf: number }

export interface Reading {
  words: ReadWord[];
  meanings: ReadMeaning[];
  /** single characters, runs of Latin letters, runs of digits, in order; an empty one is a gap that nothing spans */
  units: string[];
}

const something = /[\p{L}\p{N}\p{Co}\p{Cn}\p{So}]/u;
const unit = /\d+|\p{Script=Latin}[\p{Script=Latin}\p{M}]*|[\p{L}\p{Co}\p{Cn}\p{So}]/gu;

/**
 * Reads a text: its words, what its phrases mean, and which of both it denies (没有停电 does not tell of an outage). A phrase
 * begins and ends where words do, so that 通过户主 holds no 过户; the longest one counts. A denial reaches to the next word of
 * weight, never past a mark.
 */
export function readText(caseWords: CaseWords, text: string): Reading {
  const plain = plainCaseText(text);
  const reading: Reading = { words: [], meanings: [], units: [] };
  let clause: string[] = [];
  for (const word of [...caseWords.part(plain), '。']) {
    if (something.test(word)) clause.push(word);
    else if (word.trim() !== '') {
      readClause(caseWords, clause, reading);
      clause = [];
    }
  }
  for (const part of plain.split(/[^\p{L}\p{N}\p{M}\p{Co}\p{Cn}\p{So}\s]+/u)) reading.units.push(...part.match(unit) ?? [], '');
  return reading;
}

function readClause(caseWords: CaseWords, clause: readonly string[], { words, meanings }: Reading): void {
  let isDenied = false;
  for (let at = 0; at < clause.length;) {
    const met = longestPhrase(caseWords.phrases, clause, at);
    const taken = clause.slice(at, at + (met?.length ?? 1));
    const mean = (phrase: string, all: readonly string[] = []): void => { for (const meaning of all) meanings.push({ meaning, phrase, isDenied, outOf: all.length }); };
    const [word = ''] = taken;
    if (met) mean(taken.join(''), met.meanings);
    // 残疾证 is no word of the synonyms, the 残疾 in it is one.
    else if (word.length > 2) for (const part of caseWords.within(word)) mean(part, caseWords.phrases.meanings.get(part));
    if (!met && denials.has(word)) isDenied = true;
    else {
      for (const each of taken) words.push({ word: each, isDenied });
      if (met || !(passedOver.has(word) || lightWords.has(word))) isDenied = false;
    }
    at += taken.length;
  }
}
