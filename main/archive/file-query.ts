import type { FileMatchedBy, FileState } from '../../shared/archive.ts';
import { headAndInitials, letterStages, wholeNameStages } from '../text/name-stages.ts';
import { quoteTerm as quote } from '../text/name-terms.ts';
import { hasOtherThanLatin, plainCode, plainName } from '../text/plain-text.ts';
import { markTerm, stateTerm } from './file-terms.ts';
import { neighbours, plainNumber, plainText, unitsOf } from './file-units.ts';

/** One try at the index of files; tries come best first. */
export interface FileStage {
  matchedBy: FileMatchedBy;
  /** an FTS5 expression of quoted terms alone: nothing typed can become its syntax */
  match: string;
  /** characters that must stand together there, where the index only knows that all of them are in it */
  contains?: { in: 'name' | 'address' | 'title'; text: string };
}

export interface FileQuery {
  stages: FileStage[];
  /** the beginning of an archive number as numbers are stored, when enough of it was typed */
  numberBegins: string | null;
}

/** What a search is narrowed by; `categoryIds` with all that lies under the chosen one. */
export interface FileNarrowing {
  categoryIds?: readonly string[];
  levelId?: string;
  shelfId?: string;
  year?: number;
  state?: FileState;
}

const longestQuery = 60;
const mostWords = 4;
/** Fewer would begin too many numbers. */
const shortestBeginning = 4;

/**
 * Takes typed words for a search by archive number, name, pinyin, initials, account, address or words of the title, or for
 * several of them ("张伟 过户"), and says in which order to ask. Nothing usable typed: no stage. Never throws.
 */
export function parseFileQuery(typed: string, narrowing: FileNarrowing = {}): FileQuery {
  const text = typed.normalize('NFKC').slice(0, longestQuery).trim();
  const words = text.split(/\s+/u).filter(word => plainNumber(word) !== '' || plainName(word) !== '').slice(0, mostWords);
  const [first, ...others] = words;
  const whole = words.length > 1 ? stagesOf(text) : [];
  const narrowed = first === undefined ? [] : others.length === 0 ? stagesOf(first) : [...numberStages(text), ...narrowBy(stagesOf(first), others), ...whole];
  const marks = marksOf(narrowing);
  const number = storedNumber(text);
  return {
    stages: unique(narrowed).map(stage => ({ ...stage, match: [stage.match, ...marks].join(' AND ') })),
    numberBegins: /\d/u.test(number) && plainNumber(number).length >= shortestBeginning ? number : null,
  };
}

/** An archive number as it is stored: one width, upper case, single blanks. */
export function storedNumber(archiveNumber: string): string {
  return archiveNumber.normalize('NFKC').toUpperCase().replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/\s+/gu, ' ').trim();
}

/** Everything one word, or the whole line, may stand for. */
function stagesOf(word: string): FileStage[] {
  const plain = plainName(word);
  const numbers = /\d/u.test(word) ? numberStages(word) : [];
  if (!hasOtherThanLatin(word)) return [...numbers, ...(/\d/u.test(word) ? [] : letterStages(word)), ...wordStages(word)];
  return [...numbers, ...nameStages(plain), ...wordStages(word)];
}

function numberStages(word: string): FileStage[] {
  const number = plainNumber(word);
  const account = plainCode(word);
  if (!/\d/u.test(number)) return [];
  const isEnding = (number.length === 4 || number.length === 6) && /^\d+x?$/u.test(number);
  return [
    { matchedBy: 'archiveNumber', match: quote(`n${number}`) },
    ...(account === '' || hasOtherThanLatin(word) ? [] : [{ matchedBy: 'accountNumber', match: quote(`a${account}`) }] as const),
    ...(isEnding ? [{ matchedBy: 'archiveNumber', match: quote(`o${number}`) }] as const : []),
    ...(isEnding && account.length === 4 ? [{ matchedBy: 'accountNumber', match: quote(`z${account}`) }] as const : []),
  ];
}

function nameStages(plain: string): FileStage[] {
  const asStage = ({ matchedBy, match, nameContains }: ReturnType<typeof wholeNameStages>[number]): FileStage =>
    ({ matchedBy, match, ...(nameContains === undefined ? {} : { contains: { in: 'name', text: nameContains } as const }) });
  // "张wm": the beginning as it is written, the rest by initials.
  const mixed = /^([^a-z\d]+)([a-z]+)$/u.exec(plain);
  return [...mixed?.[1] && mixed[2] ? headAndInitials(mixed[1], mixed[2]) : [], ...wholeNameStages(plain)].map(asStage);
}

/** Words of the address, then of the title: three neighbours where there are three, because pairs are in too many rows. */
function wordStages(word: string): FileStage[] {
  const units = unitsOf(word);
  const plain = plainText(word);
  if (units.length === 0) return [];
  if (units.length === 1) return /^[a-z\d]{2,}$/u.test(plain) ? [{ matchedBy: 'title', match: quote(`x${plain}`) }] : [];
  const size = units.length === 2 ? 2 : 3;
  const terms = [...new Set(neighbours(units, size))].slice(0, 12);
  const all = (kind: string): string => terms.map(term => quote(kind + term)).join(' AND ');
  const together = units.length > size;
  return ([['address', size === 2 ? 'r' : 's'], ['title', size === 2 ? 'w' : 'v']] as const).map(([matchedBy, kind]): FileStage => ({
    matchedBy, match: all(kind), ...(together ? { contains: { in: matchedBy, text: plain } } : {}),
  }));
}

/** Each further word must be found too, as whatever it is. */
function narrowBy(stages: readonly FileStage[], others: readonly string[]): FileStage[] {
  const further = others.map(word => unique(stagesOf(word)).map(({ match }) => `(${match})`).join(' OR ')).filter(Boolean).map(any => `(${any})`);
  return stages.map(stage => ({ ...stage, match: [`(${stage.match})`, ...further].join(' AND ') }));
}

function marksOf({ categoryIds, levelId, shelfId, year, state }: FileNarrowing): string[] {
  const away = state !== undefined && stateTerm(state);
  return [
    ...(categoryIds ? [`(${categoryIds.map(id => quote(markTerm('k', id))).join(' OR ')})`] : []),
    ...(levelId ? [quote(markTerm('l', levelId))] : []),
    ...(shelfId ? [quote(markTerm('m', shelfId))] : []),
    ...(year === undefined ? [] : [quote(`y${year}`)]),
    ...(away ? [quote(away)] : []),
  ];
}

function unique(stages: readonly FileStage[]): FileStage[] {
  return [...new Map(stages.map(stage => [stage.match, stage] as const).toReversed()).values()].toReversed();
}
