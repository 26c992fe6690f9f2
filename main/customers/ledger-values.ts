import type { RowProblem } from '../../shared/customers.ts';
import { cleanCode, cleanText, restoreDigits } from '../ledger-import/cell-text.ts';

/** A cell after checking: its value to store (null when empty), or why it cannot be stored. */
export type Checked<Value> = { value: Value } | { problem: RowProblem };

const longestName = 80;
const longestAddress = 200;
const longestAccountNumber = 40;

/** nameMissing, nameTooLong (over 80 characters). */
export function checkName(cell: string): Checked<string> {
  const name = cleanText(cell);
  if (name === '') return { problem: 'nameMissing' };
  return [...name].length > longestName ? { problem: 'nameTooLong' } : { value: name };
}

/**
 * A mobile number, a landline with area code, 400/800, or an international number with +, as bare digits. The country code
 * 86 in front is dropped. phoneInvalid otherwise: two numbers in one cell, too few digits, digits a spreadsheet lost.
 */
export function checkPhone(cell: string): Checked<string | null> {
  const restored = restoreDigits(cleanCode(cell));
  if (restored === '') return { value: null };
  const digits = (restored ?? '').replace(/[\s()\-.–—]/gu, '').replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)/u, '');
  const isPhone = /^1[3-9]\d{9}$/u.test(digits) || /^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/u.test(digits)
    || /^[48]00\d{7}$/u.test(digits) || /^\+(?!86)\d{8,15}$/u.test(digits);
  return isPhone ? { value: digits } : { problem: 'phoneInvalid' };
}

/** Letters, digits and - _ / . # up to 40, upper case; accountNumberInvalid otherwise. */
export function checkAccountNumber(cell: string): Checked<string | null> {
  const restored = restoreDigits(cleanCode(cell));
  if (restored === '') return { value: null };
  const account = (restored ?? '').replaceAll(' ', '').toUpperCase();
  return account.length <= longestAccountNumber && /^[\p{Script=Han}A-Z0-9_/.#-]*[A-Z0-9][\p{Script=Han}A-Z0-9_/.#-]*$/u.test(account)
    ? { value: account } : { problem: 'accountNumberInvalid' };
}

/** addressTooLong over 200 characters. */
export function checkAddress(cell: string): Checked<string | null> {
  const address = cleanText(cell);
  if ([...address].length > longestAddress) return { problem: 'addressTooLong' };
  return { value: address === '' ? null : address };
}

/** A tick, a yes, or the word itself. */
export function readIsKeyAccount(cell: string): boolean {
  return /^(?:是|有|对|√|✓|✔|☑|y|yes|true|1|大客户|重要(?:客户)?|vip|key)$/iu.test(cleanCode(cell));
}

/** Cleans and restores a cell that holds the number of an identity paper. */
export function idNumberText(cell: string): string | null {
  return restoreDigits(cleanCode(cell))?.replace(/[\s-]/gu, '').toUpperCase() ?? null;
}
