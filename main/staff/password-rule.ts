import { commonPasswords, commonWords } from './common-passwords.ts';
import { asTyped } from './typed-secret.ts';

/** Length makes a password strong, not its mixture: NIST SP 800-63B forbids rules of composition, so there are none. */
export const shortestPassword = 10;
/** A login name shorter than this says nothing about the password that happens to contain it. */
const shortestTellingName = 3;
/** So many different characters at least, or it is a pattern. */
const fewestDifferent = 4;

const keyboardRuns = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '!@#$%^&*()'];

export type PasswordWeakness = 'tooShort' | 'containsLoginName' | 'tooCommon';

/**
 * What is wrong with a password, or null. Source: NIST SP 800-63B, "memorized secrets": long enough, no composition rules,
 * not among the commonly used, repetitive, sequential or context-specific ones. Characters are counted as people see
 * them (code points after NFKC), so ten Chinese characters are ten.
 */
export function weaknessOf(password: string, loginName: string): PasswordWeakness | null {
  const typed = asTyped(password).toLowerCase();
  if ([...typed].length < shortestPassword) return 'tooShort';
  if (loginName.length >= shortestTellingName && typed.includes(loginName.toLowerCase())) return 'containsLoginName';
  return isCommon(typed) ? 'tooCommon' : null;
}

function isCommon(typed: string): boolean {
  return commonPasswords.has(typed) || isPattern(typed) || isWordWithDigits(typed);
}

/** Few different characters, one piece repeated, or runs along the keyboard and the alphabet. */
function isPattern(typed: string): boolean {
  if (new Set(typed).size < fewestDifferent) return true;
  if (/^(.{1,6}?)\1+.{0,2}$/u.test(typed)) return true;
  return withoutRuns(typed).length <= 2;
}

/** The password without every stretch of three or more neighbours on the keyboard or in the alphabet, either way round. */
function withoutRuns(typed: string): string {
  const characters = [...typed];
  let rest = '';
  for (let start = 0; start < characters.length;) {
    const length = runLengthAt(characters, start);
    if (length < 3) rest += characters[start];
    start += length < 3 ? 1 : length;
  }
  return rest;
}

function runLengthAt(characters: readonly string[], start: number): number {
  let longest = 1;
  for (const run of keyboardRuns.flatMap(each => [each, [...each].reverse().join('')])) {
    let length = 1;
    while (start + length < characters.length && run.includes(characters.slice(start, start + length + 1).join(''))) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** password2026!, 123admin456: a common word dressed with digits and signs, and a telephone number or date alone. */
function isWordWithDigits(typed: string): boolean {
  const word = typed.replace(/[\d\s!@#$%^&*()._+=?~-]+/gu, '');
  if (commonWords.has(word)) return true;
  return word === '' && /^\d{10,11}$/u.test(typed) && (/^1[3-9]\d{9}$/u.test(typed) || /^(19|20)\d{8}$/u.test(typed));
}
