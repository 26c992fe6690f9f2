import { idNumberText, type Checked } from './ledger-values.ts';

// GB 11643-1999: weights of the 17 digits, and the check character by the sum modulo 11.
const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const citizenChecks = '10X98765432';
// GB 32100-2015: the unified social credit code's alphabet (no I, O, S, V, Z) and weights, modulo 31.
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * The number of an identity paper: a resident identity card of 18 characters with its check character (GB 11643) or the
 * former 15, an organisation's unified social credit code (GB 32100), or the shapes of passports and travel permits.
 * idNumberInvalid for anything else, and for digits a spreadsheet lost.
 */
export function checkIdNumber(cell: string): Checked<string | null> {
  const text = idNumberText(cell);
  if (text === '') return { value: null };
  if (text !== null && (isCitizenNumber(text) || isFormerCitizenNumber(text) || isCreditCode(text) || isForeignPaper(text))) return { value: text };
  return { problem: 'idNumberInvalid' };
}

/** True for 18 characters of GB 11643 with a real date of birth and the right check character. */
export function isCitizenNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/u.test(text)) return false;
  if (!isDate(text.slice(6, 10), text.slice(10, 12), text.slice(12, 14))) return false;
  return citizenCheckOf(text) === text.at(-1);
}

/** The check character that belongs behind the first 17 digits. */
export function citizenCheckOf(first17: string): string {
  const sum = citizenWeights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return citizenChecks[sum % 11] ?? '';
}

function isFormerCitizenNumber(text: string): boolean {
  return /^[1-9]\d{14}$/u.test(text) && isDate(`19${text.slice(6, 8)}`, text.slice(8, 10), text.slice(10, 12));
}

function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/u.test(text)) return false;
  const sum = creditWeights.reduce((total, weight, at) => total + weight * creditAlphabet.indexOf(text[at] ?? ''), 0);
  return creditAlphabet[(31 - (sum % 31)) % 31] === text.at(-1);
}

/** Passports and permits for Hong Kong, Macau, Taiwan and foreign residents: letters, then digits. */
function isForeignPaper(text: string): boolean {
  return /^[A-Z]{1,2}\d{7,10}$/u.test(text) || /^[A-Z]{3}\d{12}$/u.test(text) || /^\d{8}(?:\d{2}[A-Z])?$/u.test(text);
}

function isDate(year: string, month: string, day: string): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return Number(year) >= 1850 && Number(year) < 2200 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
