import type { MatchedBy } from '../../shared/customers.ts';
import { headAndInitials, letterStages, wholeNameStages } from '../text/name-stages.ts';
import { quoteTerm as quote } from '../text/name-terms.ts';
import { hasOtherThanLatin, plainCode, plainName } from '../text/plain-text.ts';

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
  const hasOther = hasOtherThanLatin(text);
  if (!hasOther && /\d/u.test(code)) return numberStages(code, text);
  if (!hasOther) return letterStages(text);
  return nameStages(text);
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
