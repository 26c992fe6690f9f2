import { transform } from 'receiptline';
import { charactersPerLine, type PaperWidth } from '../../shared/printing.ts';
import { withPrintableCharacters } from './receipt-text.ts';

/**
 * A receiptline document as ESC/POS: text in GB18030, the QR code as a picture (many printers draw none themselves), a cut,
 * and at the end the question for the paper sensor (GS r), which a printer answers when it has come that far.
 */
export function receiptBytes(document: string, widthMm: PaperWidth): Buffer {
  const commands = transform(withPrintableCharacters(document), { cpl: charactersPerLine[widthMm], encoding: 'gb18030', spacing: true, cutting: true, command: 'generic' });
  return Buffer.from(commands, 'binary');
}
