import { readSheet, type CellValue } from 'read-excel-file/node';
import type { LedgerTable } from './ledger-csv.ts';
import { LedgerFault, ledgerLimits } from './ledger-fault.ts';
import { packPlain, unpackWorkbook } from './unpack-workbook.ts';

interface Sheet {
  name: string;
  path: string;
}

type Rows = (CellValue<string> | null)[][];

/** Covers and instructions come before the ledger; nobody puts more than this before it. */
const deepestFirstSheet = 10;

/**
 * Reads one sheet of an Office Open XML workbook: the named one, else the first that has rows below a header. The reader
 * package trusts what a file says of its size and fills every gap up to the last cell, so it only gets parts that were
 * unpacked within a bound and a sheet whose cells were counted before. Throws LedgerFault.
 */
export async function readXlsx(bytes: Uint8Array, sheetName?: string): Promise<LedgerTable> {
  const parts = unpackWorkbook(bytes);
  const textOf = (path: string): string => parts.find(part => part.path === path)?.bytes.toString('utf8') ?? '';
  const sheets = listSheets(textOf('xl/workbook.xml'), textOf('xl/_rels/workbook.xml.rels'));
  // A zip without a workbook of this kind: .ods, .xlsb, or no spreadsheet at all.
  if (sheets.length === 0) throw new LedgerFault(parts.some(({ path }) => path === 'content.xml' || path.startsWith('xl/')) ? 'otherFormat' : 'notASpreadsheet');
  const named = sheets.filter(({ name }) => name === sheetName).slice(0, 1);
  for (const sheet of named.length > 0 ? named : sheets.slice(0, deepestFirstSheet)) {
    checkExtent(textOf(sheet.path));
    const otherSheets = new Set(sheets.filter(other => other !== sheet).map(({ path }) => path));
    const rows = await readRows(packPlain(parts.filter(({ path }) => !otherSheets.has(path))), sheets.indexOf(sheet) + 1);
    fillMergedCells(rows, textOf(sheet.path));
    if (named.length === 0 && rows.filter(row => row.some(cell => cell !== null)).length < 2) continue;
    return { format: 'xlsx', encoding: null, sheetNames: sheets.map(({ name }) => name), sheetName: sheet.name, rows: rows.map(row => row.map(cellText)) };
  }
  throw new LedgerFault('empty');
}

async function readRows(workbook: Buffer, sheetNumber: number): Promise<Rows> {
  try {
    // Numbers stay the text they are in the file: a phone or id number must not pass through a float.
    return await readSheet(workbook, sheetNumber, { parseNumber: text => text, trim: false });
  } catch (error) {
    throw new LedgerFault('damaged', { cause: error });
  }
}

function listSheets(workbook: string, relations: string): Sheet[] {
  const targets = new Map([...relations.matchAll(/<(?:\w+:)?Relationship\b[^<>]*>/gu)].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target')]));
  return [...workbook.matchAll(/<(?:\w+:)?sheet\b[^<>]*>/gu)].flatMap(([tag]) => {
    const target = targets.get(attribute(tag, '\\w+:id'));
    return target ? [{ name: attribute(tag, 'name'), path: target.startsWith('/') ? target.slice(1) : `xl/${target}` }] : [];
  });
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(tag);
  return (value?.[1] ?? value?.[2] ?? '')
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/giu, (_, hex?: string, decimal?: string) => String.fromCodePoint(Math.min(Number(hex ? `0x${hex}` : decimal), 0x10ffff)))
    .replace(/&lt;/gu, '<').replace(/&gt;/gu, '>').replace(/&quot;/gu, '"').replace(/&apos;/gu, "'").replace(/&amp;/gu, '&');
}

/** Refuses a sheet whose filled cells reach farther than a ledger may, before anything fills the gaps between them. */
function checkExtent(sheet: string): void {
  for (const [tag, column = '', row = ''] of sheet.matchAll(/<(?:\w+:)?c\s(?:[^<>]*\s)?r="([A-Z]+)(\d+)"[^<>]*>/gu)) {
    if (tag.endsWith('/>')) continue; // only a colour or a border
    if (columnNumber(column) > ledgerLimits.maxColumns) throw new LedgerFault('tooManyColumns');
    if (Number(row) > ledgerLimits.maxRows + 100) throw new LedgerFault('tooLarge');
  }
  for (const [, row = ''] of sheet.matchAll(/<(?:\w+:)?row\s(?:[^<>]*\s)?r="(\d+)"/gu)) {
    if (Number(row) > 1_048_576) throw new LedgerFault('damaged'); // the format's own end
  }
}

/** Merged cells that reach farther than this together are an attack, not a ledger. */
const mostFilledCells = 2_000_000;

/**
 * What stands in a merged area holds for each row of it: a category or a year written once beside many files. A spreadsheet
 * program keeps it in the first cell alone. Only downwards: beside, one cell over several columns is a title.
 */
function fillMergedCells(rows: Rows, sheet: string): void {
  let filled = 0;
  for (const [, column = '', first = '', last = ''] of sheet.matchAll(/<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/gu)) {
    const at = columnNumber(column) - 1;
    const value = rows[Number(first) - 1]?.[at] ?? null;
    if (value === null || at >= ledgerLimits.maxColumns) continue;
    for (let row = Number(first); row < Math.min(Number(last), rows.length); row += 1) {
      filled += 1;
      if (filled > mostFilledCells) throw new LedgerFault('expandsTooFar');
      const cells = rows[row];
      if (cells && (cells[at] ?? null) === null) cells[at] = value;
    }
  }
}

function columnNumber(letters: string): number {
  return letters.length > 3 ? Infinity : [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellText(value: CellValue<string> | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  const whatever: unknown = value; // the package's type says `typeof Date` where it gives dates
  return whatever instanceof Date ? whatever.toISOString().slice(0, 10) : String(whatever);
}
