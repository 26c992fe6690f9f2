import { readingsOf } from './name-readings.ts';
import { plainName } from './plain-text.ts';

const longestName = 40;
export const longestPinyin = 24;
export const longestInitials = 8;

/**
 * The terms a name can be found by; the letter in front keeps the kinds apart:
 *
 * | | |
 * | --- | --- |
 * | `e张伟明` | the whole name |
 * | `h张` `h张伟` | how the name begins |
 * | `c伟` `b伟明` | any one, any two characters of it |
 * | `qzhangweiming` `izwm` | the whole name in pinyin, in initials |
 * | `jzhangw` `gzw` | how these begin |
 * | `pwei` | one syllable |
 */
export function addNameTerms(tokens: Set<string>, name: string): void {
  addName(tokens, plainName(name));
  for (const syllables of readingsOf(name)) addReading(tokens, syllables);
}

/** Adds terms to a row's set; what is not there is left out. */
export function addTerms(tokens: Set<string>, ...more: (string | false)[]): void {
  for (const token of more) if (token) tokens.add(token);
}

/** One term of an FTS5 expression. Terms hold no quote, blank or control character; should one ever come, it is doubled or dropped. */
export function quoteTerm(term: string): string {
  return `"${term.replaceAll('"', '""').replaceAll('\0', '')}"`;
}

function addName(tokens: Set<string>, name: string): void {
  const letters = [...name].slice(0, longestName);
  if (letters.length === 0) return;
  addTerms(tokens, `e${letters.join('')}`, `h${letters[0]}`);
  if (letters.length > 1) addTerms(tokens, `h${letters[0]}${letters[1]}`);
  letters.forEach((letter, at) => {
    if (/^[a-z]$/u.test(letter)) return; // Latin letters are found as pinyin is
    addTerms(tokens, `c${letter}`, at + 1 < letters.length && `b${letter}${letters[at + 1]}`);
  });
}

function addReading(tokens: Set<string>, syllables: string[]): void {
  const joined = syllables.join('').slice(0, longestPinyin);
  const initials = syllables.map(syllable => syllable[0]).join('').slice(0, longestInitials);
  addTerms(tokens, `q${joined}`, `i${initials}`);
  for (let length = 1; length < joined.length; length += 1) addTerms(tokens, `j${joined.slice(0, length)}`);
  for (let length = 1; length < initials.length; length += 1) addTerms(tokens, `g${initials.slice(0, length)}`);
  for (const syllable of syllables.slice(1)) addTerms(tokens, `p${syllable}`);
}
