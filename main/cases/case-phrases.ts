import { lightWords } from './case-light-words.ts';
import type { Synonyms } from './case-synonyms.ts';

/** The phrases of the synonyms, ready to be met in a text that is parted into words. */
export interface PhraseTable {
  /** the meanings of a phrase */
  meanings: ReadonlyMap<string, readonly string[]>;
  /** how phrases begin, so that a text is left early where none can follow */
  beginnings: ReadonlySet<string>;
}

export interface MetPhrase { phrase: string; meanings: readonly string[]; /** words of the text it takes */ length: number }

/** No phrase spans more words of a text, light ones among them. */
const longestSpan = 9;

/** `part` cuts a phrase as it cuts the texts: so it is also known without its light words. */
export function phraseTable({ meanings }: Synonyms, part: (text: string) => string[]): PhraseTable {
  const table = new Map<string, string[]>();
  const beginnings = new Set<string>();
  const add = (phrase: string, meaning: string): void => {
    const known = table.get(phrase);
    if (known?.includes(meaning)) return;
    if (known) known.push(meaning);
    else table.set(phrase, [meaning]);
    for (let length = 1; length <= phrase.length; length += 1) beginnings.add(phrase.slice(0, length));
  };
  for (const { name, words } of meanings.values()) for (const word of words) add(word, name);
  const written = new Set(table.keys());
  for (const { name, words } of meanings.values()) {
    for (const word of words) {
      const short = part(word).filter(each => !lightWords.has(each)).join('');
      // 到得慢 without its light words is 慢, which says less; 又停电 is 停电, which says something else.
      if (short.length > 1 && !written.has(short)) add(short, name);
    }
  }
  return { meanings: table, beginnings };
}

/** The longest phrase that begins with the word at `at`; light words between its own are overlooked. */
export function longestPhrase({ meanings, beginnings }: PhraseTable, words: readonly string[], at: number): MetPhrase | null {
  let longest: MetPhrase | null = null;
  let begun = [words[at]!];
  for (let length = 1; begun.length > 0; length += 1) {
    for (const phrase of begun) {
      const met = meanings.get(phrase);
      if (met && phrase.length > (longest?.phrase.length ?? 0)) longest = { phrase, meanings: met, length };
    }
    const next = words[at + length];
    if (next === undefined || length === longestSpan) break;
    const goesOn = begun.filter(phrase => beginnings.has(phrase));
    begun = goesOn.map(phrase => phrase + next);
    if (lightWords.has(next)) begun.push(...goesOn);
  }
  return longest;
}
