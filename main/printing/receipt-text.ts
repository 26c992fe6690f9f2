import iconv from 'iconv-lite';

/** Printed for a character that the printer has no glyph for: the typesetter's sign for a missing piece of type. */
export const missingGlyph = '〓';

/**
 * Plain words as text of a receiptline document: its special characters lose their meaning, so that nothing typed by a
 * person draws rules, cuts the paper or sends commands to the printer.
 */
export function plain(words: string): string {
  return words.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/[\\|{}\-=~_"`^]/g, special => `\\${special}`);
}

/**
 * The same text with every character replaced that a receipt printer cannot have: their fonts hold the two-byte part of
 * GB18030 (䶮 is there), and they print the four bytes of 𠮷 as two other characters.
 */
export function withPrintableCharacters(text: string): string {
  return Array.from(text, character => (iconv.encode(character, 'gb18030').length > 2 ? missingGlyph : character)).join('');
}

/**
 * Words at the left edge, as lines of a receiptline document no wider than `characters`; receiptline by itself would break
 * English words anywhere. A Chinese character is two wide, and a line may end after each.
 */
export function atLeft(words: string, characters: number, indent = 0): string[] {
  const room = characters - indent;
  const lines: string[] = [];
  let line = '';
  for (const piece of words.match(/[\u0021-\u007e]+|./gu) ?? []) {
    if (widthOf(line) + widthOf(piece) > room && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = '';
    }
    if (line !== '' || piece.trim() !== '') line += piece;
  }
  lines.push(line.trimEnd());
  return lines.map(each => `|${'~'.repeat(indent)}${plain(each)}`);
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character <= '\u007e' ? 1 : 2;
  return width;
}
