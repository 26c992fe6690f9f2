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
