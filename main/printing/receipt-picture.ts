import { transform } from 'receiptline';
import { charactersPerLine, type PaperWidth } from '../../shared/printing.ts';
import type { ReceiptPicture } from './system-printers.ts';

/** Receipt printers have 203 dots to the inch; receiptline draws a dot as a pixel. */
const dotsPerMm = 8;
/** Below the last line, so that the cutter does not go through it. */
const feedMm = 12;

/** A receiptline document as a picture for a printer of the system: its driver has every character and draws what it is given. */
export function receiptPicture(document: string, widthMm: PaperWidth): ReceiptPicture {
  const svg = transform(document, { cpl: charactersPerLine[widthMm], encoding: 'gb18030', spacing: true, command: 'svg' });
  const heightDots = Number(/height="(\d+)px"/.exec(svg)?.[1] ?? 0);
  return { svg, widthMm, heightMm: Math.ceil(heightDots / dotsPerMm) + feedMm };
}
