import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { LedgerFault, ledgerLimits } from './ledger-fault.ts';

export interface LedgerTable {
  format: 'csv' | 'xlsx';
  encoding: 'utf-8' | 'gb18030' | 'utf-16' | null;
  sheetNames: string[];
  sheetName: string | null;
  rows: string[][];
}

/**
 * Reads separated text: UTF-8 with or without BOM, UTF-16 with BOM ("Unicode text" of spreadsheet programs), else GB18030.
 * Separator comma, semicolon or tab, whichever the first lines use. Throws LedgerFault.
 */
export function readCsv(bytes: Uint8Array): LedgerTable {
  const { text, encoding } = decode(bytes);
  // Text of any encoding holds hardly a control character; pictures and programs do.
  if (/[\0\u0001-\u0008\u000e-\u001f]/u.test(text)) throw new LedgerFault('notASpreadsheet');
  return { format: 'csv', encoding, sheetNames: [], sheetName: null, rows: parseRows(text) };
}

function decode(bytes: Uint8Array): { text: string; encoding: 'utf-8' | 'gb18030' | 'utf-16' } {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { text: new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes), encoding: 'utf-16' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    if (bytes.subarray(0, 4096).includes(0)) throw new LedgerFault('notASpreadsheet');
    const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'gb18030');
    // A few wrong bytes mean a damaged text or another encoding; many mean that it is no text at all.
    const wrong = text.length - text.replaceAll('\ufffd', '').length;
    if (wrong > 0) throw new LedgerFault(wrong > text.length / 50 ? 'notASpreadsheet' : 'encoding');
    return { text, encoding: 'gb18030' };
  }
}

function parseRows(text: string): string[][] {
  let rows: string[][];
  try {
    rows = parse(text, {
      delimiter: separatorOf(text), relax_column_count: true, relax_quotes: true, skip_empty_lines: false,
      // One more than allowed is enough to know, and an unclosed quote must not swallow the file into one cell.
      to: ledgerLimits.maxRows + 100, max_record_size: 100_000,
    });
  } catch (error) {
    throw new LedgerFault('damaged', { cause: error });
  }
  return rows;
}

/** The separator that most of the first lines have most of, outside quotes. */
function separatorOf(text: string): string {
  const start = text.slice(0, 20_000).replace(/"[^"]*"/gu, '');
  const lines = start.split(/\r\n|\n|\r/u).slice(0, 20);
  const score = (separator: string): number => lines.reduce((sum, line) => sum + Math.min(line.split(separator).length - 1, 50), 0);
  return ['\t', ';', ','].reduce((best, each) => (score(each) > score(best) ? each : best), ',');
}
