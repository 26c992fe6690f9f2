/**
 * Free text cut into what people search by: each Chinese character is one unit, a run of Latin letters or of digits is one.
 * Blanks and marks are nothing: 朝阳路 12号 and 朝阳路12号 are the same address.
 */
export function unitsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(/\d+|\p{Script=Latin}[\p{Script=Latin}\p{M}]*|[\p{L}\p{Co}\p{Cn}\p{So}]/gu) ?? [];
}

/** Text as it is compared: its units without anything between them. */
export function plainText(text: string): string {
  return unitsOf(text).join('');
}

/** An archive number as it is compared: `GH-2019-00123`, `gh 2019 00123` and `ＧＨ２０１９００１２３` are one number. */
export function plainNumber(archiveNumber: string): string {
  return archiveNumber.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Neighbours among units, two or three at a time. */
export function neighbours(units: readonly string[], size: 2 | 3): string[] {
  return units.slice(0, Math.max(units.length - size + 1, 0)).map((_, at) => units.slice(at, at + size).join(''));
}
