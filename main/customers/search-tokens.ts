import { readingsOf } from './name-readings.ts';

/**
 * The words one customer can be found by, each one term of the search index, so that every customary look-up reads one
 * list of the index and not many: that is what keeps it as fast at a million customers as at a hundred thousand.
 * A letter in front keeps the kinds apart:
 *
 * | | |
 * | --- | --- |
 * | `e张伟明` | the whole name |
 * | `h张` `h张伟` | how the name begins |
 * | `c伟` `b伟明` | any one, any two characters of it |
 * | `qzhangweiming` `izwm` | the whole name in pinyin, in initials |
 * | `jzhangw` `gzw` | how these begin |
 * | `pwei` | one syllable |
 * | `t13812346712` `u6712` | phone, its last four |
 * | `d…` `f…` | id number, its last four and last six |
 * | `a…` `z…` | account number, its last four |
 */
export interface Findable {
  name: string;
  phone: string | null;
  idNumber: string | null;
  accountNumber: string | null;
}

const longestName = 40;
const longestPinyin = 24;
const longestInitials = 8;

/** The terms of one customer, separated by blanks, ready for the index. */
export function searchTokensOf(customer: Findable): string {
  const tokens = new Set<string>();
  addName(tokens, plainName(customer.name));
  for (const syllables of readingsOf(customer.name)) addReading(tokens, syllables);
  const phone = plainCode(customer.phone);
  if (phone) add(tokens, `t${phone}`, phone.length > 4 && `u${phone.slice(-4)}`);
  const idNumber = plainCode(customer.idNumber);
  if (idNumber) add(tokens, `d${idNumber}`, idNumber.length > 4 && `f${idNumber.slice(-4)}`, idNumber.length > 6 && `f${idNumber.slice(-6)}`);
  const accountNumber = plainCode(customer.accountNumber);
  if (accountNumber) add(tokens, `a${accountNumber}`, accountNumber.length > 4 && `z${accountNumber.slice(-4)}`);
  return [...tokens].join(' ');
}

/** A name as it is compared: one width, lower case, nothing but its letters. Characters no table knows yet are kept. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, each => (isRareLetter(each) ? each : ''));
}

/** A number as it is compared: one width, lower case, ASCII letters and digits alone. */
export function plainCode(code: string | null): string {
  return (code ?? '').normalize('NFKC').toLowerCase().replace(/[^a-z0-9]/gu, '');
}

/** Old ledgers keep rare characters in the private area; newer ones may be younger than this machine's tables. */
function isRareLetter(letter: string): boolean {
  return /^[\p{Co}\p{Cn}]$/u.test(letter);
}

function addName(tokens: Set<string>, name: string): void {
  const letters = [...name].slice(0, longestName);
  if (letters.length === 0) return;
  add(tokens, `e${letters.join('')}`, `h${letters[0]}`);
  if (letters.length > 1) add(tokens, `h${letters[0]}${letters[1]}`);
  letters.forEach((letter, at) => {
    if (/^[a-z]$/u.test(letter)) return; // Latin letters are found as pinyin is
    add(tokens, `c${letter}`, at + 1 < letters.length && `b${letter}${letters[at + 1]}`);
  });
}

function addReading(tokens: Set<string>, syllables: string[]): void {
  const joined = syllables.join('').slice(0, longestPinyin);
  const initials = syllables.map(syllable => syllable[0]).join('').slice(0, longestInitials);
  add(tokens, `q${joined}`, `i${initials}`);
  for (let length = 1; length < joined.length; length += 1) add(tokens, `j${joined.slice(0, length)}`);
  for (let length = 1; length < initials.length; length += 1) add(tokens, `g${initials.slice(0, length)}`);
  for (const syllable of syllables.slice(1)) add(tokens, `p${syllable}`);
}

function add(tokens: Set<string>, ...more: (string | false)[]): void {
  for (const token of more) if (token) tokens.add(token);
}
