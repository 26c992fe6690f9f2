import { findHeaderRow, suggestMapping } from './column-mapping.ts';
import { readCsv, type LedgerTable } from './ledger-csv.ts';
import { LedgerFault, ledgerLimits } from './ledger-fault.ts';
import { readXlsx } from './ledger-xlsx.ts';
import type { LedgerRow, LedgerRules } from './ledger-rules.ts';
import type { DescribedLedger } from './ledger-worker-messages.ts';

export interface Ledger {
  table: Omit<LedgerTable, 'rows'>;
  /** empty strings when the ledger has no header row */
  headers: string[];
  /** without the header, without empty rows */
  rows: LedgerRow[];
}

const sampleRows = 8;

/** Reads a file by what it is, whatever its name says. Throws LedgerFault. */
export async function readLedger(bytes: Uint8Array, { customaryHeaders }: Pick<LedgerRules<unknown>, 'customaryHeaders'>, sheetName?: string): Promise<Ledger> {
  if (bytes.length > ledgerLimits.maxMegabytes * 1024 * 1024) throw new LedgerFault('tooLarge');
  if (bytes.length === 0) throw new LedgerFault('empty');
  refuseOtherKinds(bytes);
  const { rows: read, ...table } = isZip(bytes) ? await readXlsx(bytes, sheetName) : readCsv(bytes);
  return { table, ...splitHeader(read, customaryHeaders) };
}

/** The page's first look at the ledger. */
export function describeLedger({ table, headers, rows }: Ledger, { customaryHeaders }: Pick<LedgerRules<unknown>, 'customaryHeaders'>): DescribedLedger {
  return {
    ...table, headers, rowCount: rows.length,
    sampleRows: rows.slice(0, sampleRows).map(({ cells }) => headers.map((_, column) => (cells[column] ?? '').slice(0, 200))),
    suggestedMapping: suggestMapping(headers, customaryHeaders),
  };
}

function splitHeader(read: string[][], customaryHeaders: LedgerRules<unknown>['customaryHeaders']): Pick<Ledger, 'headers' | 'rows'> {
  const headerAt = findHeaderRow(read, customaryHeaders);
  const rows: LedgerRow[] = [];
  let columns = 0;
  read.forEach((cells, at) => {
    if (at <= headerAt || cells.every(cell => cell.trim() === '')) return;
    rows.push({ rowNumber: at + 1, cells });
    columns = Math.max(columns, lastFilled(cells));
  });
  const header = headerAt < 0 ? [] : read[headerAt] ?? [];
  columns = Math.max(columns, lastFilled(header));
  if (columns > ledgerLimits.maxColumns) throw new LedgerFault('tooManyColumns');
  if (rows.length > ledgerLimits.maxRows) throw new LedgerFault('tooLarge');
  if (rows.length === 0) throw new LedgerFault('empty');
  return { headers: Array.from({ length: columns }, (_, column) => (header[column] ?? '').trim().slice(0, 100)), rows };
}

function lastFilled(cells: readonly string[]): number {
  return cells.findLastIndex(cell => cell.trim() !== '') + 1;
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 8;
}

/** Files that are something else, told apart by how they begin, so that the refusal can say what to do. */
function refuseOtherKinds(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512));
  const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
  if (start.subarray(0, 4).equals(ole)) {
    // Both the old .xls and a workbook with a password come in this container; the stream's name tells them apart.
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    throw new LedgerFault(all.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'otherFormat');
  }
  const known = ['\x89PNG', '\xff\xd8\xff', 'GIF8', '%PDF', 'MZ', 'Rar!', '7z\xbc\xaf', '\x1f\x8b', 'SQLite format 3\0', '\x7fELF'];
  if (known.some(each => start.toString('latin1').startsWith(each))) throw new LedgerFault('notASpreadsheet');
  // Tables in HTML or XML that programs save under the name .xls.
  if (/^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype|html|table|\?xml|meta|head)/iu.test(start.toString('latin1'))) throw new LedgerFault('otherFormat');
}
