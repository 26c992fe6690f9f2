import type { MatchedBy } from '../../shared/customers.ts';
import { plainLetters, readingsOf } from './name-readings.ts';
import { plainCode, plainName } from './search-tokens.ts';

/** One try at the index; tries come best first and stop when enough people are found. */
export interface SearchStage {
  matchedBy: MatchedBy;
  /** an FTS5 expression of quoted terms alone: nothing typed can become its syntax */
  match: string;
  /** characters that must stand together in the name, where the index only knows that all of them are there */
  nameContains?: string;
}

const longestQuery = 60;
const letter = /[a-z]/u;

/**
 * Takes typed words for a look-up by name, pinyin, initials, phone, id number or account number, or several of them
 * ("张伟 6712", "张wm"), and says in which order to ask the index. Empty when nothing usable was typed. Never throws.
 */
export function parseQuery(typed: string): SearchStage[] {
  const text = typed.normalize('NFKC').toLowerCase().slice(0, longestQuery);
  const code = plainCode(text);
  const hasOther = /[^\p{ASCII}]/u.test(withoutMarks(plainName(text)));
  if (!hasOther && /\d/u.test(code)) return numberStages(code, text);
  if (!hasOther) return letterStages(text);
  return nameStages(text);
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function numberStages(code: string, text: string): SearchStage[] {
  const words = text.split(/\s+/u).map(word => plainCode(word)).filter(Boolean);
  // "zw 6712": initials or pinyin, narrowed by four digits.
  const [first, second] = words;
  if (words.length === 2 && first && second && /^[a-z]+$/u.test(first) && /^\d{4}x?$/u.test(second)) {
    return letterStages(first).flatMap(stage => [`u${second}`, `z${second}`, `f${second}`].map(ending => ({ ...stage, match: `${stage.match} AND ${quote(ending)}` })));
  }
  const exact: SearchStage[] = [
    { matchedBy: 'phone', match: quote(`t${code}`) },
    { matchedBy: 'accountNumber', match: quote(`a${code}`) },
    { matchedBy: 'idNumber', match: quote(`d${code}`) },
  ];
  const isEnding = code.length === 4 || code.length === 6;
  const endings: SearchStage[] = isEnding && /^\d+x?$/u.test(code) ? [
    ...(code.length === 4 ? [{ matchedBy: 'phone', match: quote(`u${code}`) }, { matchedBy: 'accountNumber', match: quote(`z${code}`) }] as const : []),
    { matchedBy: 'idNumber', match: quote(`f${code}`) },
  ] : [];
  // Fewer digits begin too many numbers: reading all of them would grow with the branch.
  const beginnings: SearchStage[] = code.length >= 8 ? [
    { matchedBy: 'phone', match: `${quote(`t${code}`)} *` },
    { matchedBy: 'accountNumber', match: `${quote(`a${code}`)} *` },
    { matchedBy: 'idNumber', match: `${quote(`d${code}`)} *` },
  ] : [];
  return [...exact, ...endings, ...beginnings];
}

function letterStages(text: string): SearchStage[] {
  const words = text.split(/[^\p{L}\p{M}]+/u).map(plainLetters).filter(Boolean);
  const joined = words.join('');
  if (!joined) return [];
  const stages: SearchStage[] = [
    { matchedBy: 'pinyin', match: quote(`q${joined.slice(0, 24)}`) },
    { matchedBy: 'initials', match: quote(`i${joined.slice(0, 8)}`) },
    { matchedBy: 'initials', match: quote(`g${joined.slice(0, 8)}`) },
    { matchedBy: 'pinyin', match: quote(`j${joined.slice(0, 24)}`) },
    { matchedBy: 'pinyin', match: quote(`p${joined}`) },
  ];
  if (joined.length > 8) return stages.filter(stage => stage.matchedBy === 'pinyin');
  return stages;
}

function nameStages(text: string): SearchStage[] {
  const plain = plainName(text);
  const runs = [...plain.matchAll(/[a-z]+|\d+x?|[^a-z\d]+/gu)].map(([run]) => run);
  const names = runs.filter(run => !/^[a-z\d]/u.test(run));
  const name = names[0] ?? '';
  if (runs.length === 1) return wholeNameStages(name);
  const others = runs.filter(run => /^[a-z\d]/u.test(run));
  // One name with one thing beside it is narrowed; anything more mixed is a company's name as it is written.
  const [other] = others;
  if (names.length === 1 && others.length === 1 && other) {
    if (/^\d{4}x?$/u.test(other)) {
      return ['u', 'z', 'f']
        .flatMap(kind => wholeNameStages(name).slice(0, 3).map(stage => ({ ...stage, match: `${stage.match} AND ${quote(kind + other)}` })))
        .concat(wholeNameStages(plain));
    }
    if (letter.test(other) && runs[0] === name) return [...headAndInitials(name, other), ...wholeNameStages(plain)];
  }
  return wholeNameStages(plain);
}

/** "张wm": a name that begins so, and whose initials go on so. */
function headAndInitials(name: string, letters: string): SearchStage[] {
  const head = [...name];
  const start = quote(`h${head.slice(0, 2).join('')}`);
  return readingsOf(name).slice(0, 2).flatMap(syllables => {
    const initials = (syllables.map(syllable => syllable[0]).join('') + letters).slice(0, 8);
    return ['i', 'g'].map((kind): SearchStage => ({
      matchedBy: 'initials', match: `${start} AND ${quote(kind + initials)}`, ...(head.length > 2 ? { nameContains: name } : {}),
    }));
  });
}

function wholeNameStages(plain: string): SearchStage[] {
  const letters = [...plain].slice(0, 40);
  if (letters.length === 0) return [];
  const exact: SearchStage = { matchedBy: 'name', match: quote(`e${letters.join('')}`) };
  if (letters.length <= 2) {
    const kind = letters.length === 1 ? 'c' : 'b';
    return [exact, { matchedBy: 'name', match: quote(`h${plain}`) }, { matchedBy: 'name', match: quote(`${kind}${plain}`) }];
  }
  const pairs = letters.slice(0, -1).map((each, at) => each + letters[at + 1]).filter(pair => !letter.test(pair[0] ?? ''));
  const all = [...new Set(pairs)].map(pair => quote(`b${pair}`)).join(' AND ');
  return all ? [exact, { matchedBy: 'name', match: all, nameContains: plain }] : [exact];
}

/** One term of the index. Terms hold no quote, blank or control character; should one ever come, it is doubled or dropped. */
function quote(term: string): string {
  return `"${term.replaceAll('"', '""').replaceAll('\0', '')}"`;
}
