import { bankSynonyms } from './synonyms/bank.ts';
import { everydaySynonyms } from './synonyms/everyday.ts';
import { insuranceSynonyms } from './synonyms/insurance.ts';
import { powerSynonyms } from './synonyms/power.ts';
import { propertySynonyms } from './synonyms/property.ts';
import { conductSynonyms } from './synonyms/conduct.ts';

/**
 * Words of one meaning. In the files of main/cases/synonyms a line is one meaning, its name first, and its name is one of its
 * words:
 *
 * | | |
 * | --- | --- |
 * | `停电：断电 没电` | these mean the same |
 * | two blanks in front | narrower than the line above that has none: who asks for the wider finds it too |
 * | `停电 ↔ 复电` | these contradict: no word may be in both |
 * | `告知 → 未告知` | so do these, and the first denied is the second |
 * | `# …` | a heading |
 *
 * A word of several words is written as people say it; 很, 了, 都 and the like between them are overlooked (case-light-words.ts).
 */
export interface Meaning {
  name: string;
  words: readonly string[];
  /** the wider meaning it is a kind of */
  wider: string | null;
  /** of people, times and things anybody tells of: it says little of what went wrong */
  isEveryday: boolean;
}

export interface Synonyms {
  meanings: ReadonlyMap<string, Meaning>;
  contradictions: readonly (readonly [string, string])[];
  /** what a denied meaning means */
  denied: ReadonlyMap<string, string>;
}

const written = [conductSynonyms, powerSynonyms, bankSynonyms, insuranceSynonyms, propertySynonyms];
let read: Synonyms | null = null;

/** All that is written in the table, as text. */
export const writtenSynonyms = [...written, everydaySynonyms].join('\n');

/** The synonyms of all trades, read once. */
export function caseSynonyms(): Synonyms {
  return read ??= readSynonyms(written, [everydaySynonyms]);
}

/** Every word of them. */
export function synonymWords(): string[] {
  return [...caseSynonyms().meanings.values()].flatMap(({ words }) => words);
}

/** Reads lines as they are written in main/cases/synonyms. Throws on a line it does not understand: the table ships with the program. */
export function readSynonyms(texts: readonly string[], everyday: readonly string[] = []): Synonyms {
  const meanings = new Map<string, Meaning>();
  const contradictions: [string, string][] = [];
  const denied = new Map<string, string>();
  let wide: string | null = null;
  const lines = [...texts.map(text => ({ text, isEveryday: false })), ...everyday.map(text => ({ text, isEveryday: true }))]
    .flatMap(({ text, isEveryday }) => text.split('\n').map(line => ({ line, isEveryday })));
  for (const { line, isEveryday } of lines) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const pair = /^(\S+) (↔|→) (\S+)$/u.exec(line);
    const meaning = /^( {2})?([^\s：]+)：(\S.*)$/u.exec(line);
    if (pair?.[1] && pair[3]) {
      contradictions.push([pair[1], pair[3]]);
      if (pair[2] === '→') denied.set(pair[1], pair[3]);
    } else if (meaning?.[2] && meaning[3]) {
      const name = meaning[2];
      if (meanings.has(name)) throw new Error(`two lines are named ${name}`);
      meanings.set(name, { name, words: [...new Set([name, ...meaning[3].trim().split(/\s+/u)])], wider: meaning[1] ? wide : null, isEveryday });
      if (!meaning[1]) wide = name;
    } else throw new Error(`a line of synonyms that cannot be read: ${line}`);
  }
  return { meanings, contradictions, denied };
}
