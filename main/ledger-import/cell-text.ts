/** One width of blanks, none at the ends, no control characters. */
export function cleanText(cell: string): string {
  return cell.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, each => (/\s/u.test(each) ? ' ' : '')).replace(/[\p{Z}\s]+/gu, ' ').trim();
}

/** As `cleanText`, and letters and digits of full width as plain ones: for numbers, never for names. */
export function cleanCode(cell: string): string {
  return cleanText(cell).normalize('NFKC').replace(/^'/u, '');
}

/**
 * Digits a spreadsheet made a number of, put back: `13812346712.0` and `1.3812346712E10` lose nothing. Null when the
 * spreadsheet already threw digits away (`1.38E+10`, or more than the 15 it keeps).
 */
export function restoreDigits(cell: string): string | null {
  const plain = /^(\d+)\.0+$/u.exec(cell);
  if (plain?.[1]) return plain[1];
  const scientific = /^(\d)(?:\.(\d+))?e\+?(\d{1,2})$/iu.exec(cell);
  if (!scientific) return cell;
  const [, first = '', fraction = '', exponent = ''] = scientific;
  return fraction.length === Number(exponent) && Number(exponent) < 15 ? first + fraction : null;
}
