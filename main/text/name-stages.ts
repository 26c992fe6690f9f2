import { plainLetters, readingsOf } from './name-readings.ts';
import { longestInitials, longestPinyin, quoteTerm as quote } from './name-terms.ts';

/** One try at an index of names (name-terms.ts). */
export interface NameStage {
  matchedBy: 'name' | 'pinyin' | 'initials';
  /** an FTS5 expression of quoted terms alone: nothing typed can become its syntax */
  match: string;
  /** characters that must stand together in the name, where the index only knows that all of them are there */
  nameContains?: string;
}

const letter = /[a-z]/u;

/** Letters alone: pinyin or initials, whole or as a name begins. */
export function letterStages(text: string): NameStage[] {
  const words = text.split(/[^\p{L}\p{M}]+/u).map(plainLetters).filter(Boolean);
  const joined = words.join('');
  if (!joined) return [];
  const stages: NameStage[] = [
    { matchedBy: 'pinyin', match: quote(`q${joined.slice(0, longestPinyin)}`) },
    { matchedBy: 'initials', match: quote(`i${joined.slice(0, longestInitials)}`) },
    { matchedBy: 'initials', match: quote(`g${joined.slice(0, longestInitials)}`) },
    { matchedBy: 'pinyin', match: quote(`j${joined.slice(0, longestPinyin)}`) },
    { matchedBy: 'pinyin', match: quote(`p${joined}`) },
  ];
  if (joined.length > longestInitials) return stages.filter(stage => stage.matchedBy === 'pinyin');
  return stages;
}

/** "张wm": a name that begins so, and whose initials go on so. */
export function headAndInitials(name: string, letters: string): NameStage[] {
  const head = [...name];
  const start = quote(`h${head.slice(0, 2).join('')}`);
  return readingsOf(name).slice(0, 2).flatMap(syllables => {
    const initials = (syllables.map(syllable => syllable[0]).join('') + letters).slice(0, longestInitials);
    return ['i', 'g'].map((kind): NameStage => ({
      matchedBy: 'initials', match: `${start} AND ${quote(kind + initials)}`, ...(head.length > 2 ? { nameContains: name } : {}),
    }));
  });
}

/** A name, or any part of it, as it is written; `plain` is what `plainName` made of it. */
export function wholeNameStages(plain: string): NameStage[] {
  const letters = [...plain].slice(0, 40);
  if (letters.length === 0) return [];
  const exact: NameStage = { matchedBy: 'name', match: quote(`e${letters.join('')}`) };
  if (letters.length <= 2) {
    const kind = letters.length === 1 ? 'c' : 'b';
    return [exact, { matchedBy: 'name', match: quote(`h${plain}`) }, { matchedBy: 'name', match: quote(`${kind}${plain}`) }];
  }
  const pairs = letters.slice(0, -1).map((each, at) => each + letters[at + 1]).filter(pair => !letter.test(pair[0] ?? ''));
  const all = [...new Set(pairs)].map(pair => quote(`b${pair}`)).join(' AND ');
  return all ? [exact, { matchedBy: 'name', match: all, nameContains: plain }] : [exact];
}
