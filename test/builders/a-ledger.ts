import { deflateRawSync } from 'node:zlib';
import { sendLedger, type LedgerTaker } from '../../renderer/components/ledger/send-ledger.ts';
import type { LedgerOpened } from '../../shared/customers.ts';
import iconv from 'iconv-lite';
import { packPlain } from '../../main/ledger-import/unpack-workbook.ts';

/** Rows as separated text. */
export function aCsv(rows: readonly (readonly string[])[], { separator = ',', encoding = 'utf-8', name = '台账.csv' } = {}): File {
  const text = rows.map(cells => cells.map(cell => (/[",;\t\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)).join('\r\n');
  const bytes = encoding === 'utf-8-bom' ? iconv.encode(text, 'utf-8', { addBOM: true })
    : encoding === 'utf-16' ? iconv.encode(text, 'utf-16le', { addBOM: true }) : iconv.encode(text, encoding);
  return new File([new Uint8Array(bytes)], name);
}

export type XlsxCell = string | { raw: string };

/** Rows as a workbook; `{ raw }` is a number cell with exactly this text in the file. */
export function anXlsx(sheets: Record<string, readonly (readonly XlsxCell[])[]>, { name = '台账.xlsx' } = {}): File {
  return new File([new Uint8Array(zipOf(workbookParts(sheets)))], name);
}

/** The parts of a workbook, to be bent before packing. */
export function workbookParts(sheets: Record<string, readonly (readonly XlsxCell[])[]>): { path: string; bytes: Buffer }[] {
  const names = Object.keys(sheets);
  const strings: string[] = [];
  const places = new Map<string, number>();
  const shared = (text: string): number => {
    if (!places.has(text)) places.set(text, strings.push(text) - 1);
    return places.get(text)!;
  };
  const sheetXml = (rows: readonly (readonly XlsxCell[])[]): string => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((cells, row) =>
    `<row r="${row + 1}">${cells.map((cell, column) => {
      const at = `${columnLetters(column)}${row + 1}`;
      return typeof cell === 'string' ? `<c r="${at}" t="s"><v>${shared(cell)}</v></c>` : `<c r="${at}"><v>${cell.raw}</v></c>`;
    }).join('')}</row>`).join('')}</sheetData></worksheet>`;
  const sheetParts = names.map((each, at) => part(`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheets[each]!)));
  return [
    part('xl/workbook.xml', `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.map((each, at) => `<sheet name="${escapeXml(each)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`),
    part('xl/_rels/workbook.xml.rels', `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`),
    ...sheetParts,
    part('xl/sharedStrings.xml', `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings.map(text => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`),
  ];
}

/** Packs parts as spreadsheet programs do: deflated. */
export function zipOf(parts: readonly { path: string; bytes: Buffer }[]): Buffer {
  const zip = packPlain(parts.map(({ path, bytes }) => ({ path, bytes: deflateRawSync(bytes) })));
  // packPlain writes "stored" and the packed size in both size fields; here the method becomes 8 in both headers.
  for (const signature of [Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from([0x50, 0x4b, 1, 2])]) {
    for (let at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 4)) zip.writeUInt16LE(8, at + (signature[2] === 3 ? 8 : 10));
  }
  return zip;
}

export function part(path: string, text: string): { path: string; bytes: Buffer } {
  return { path, bytes: Buffer.from(text) };
}

function columnLetters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnLetters(Math.floor(column / 26) - 1) + columnLetters(column % 26);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Sends a ledger as the page does and opens it, at a sheet of it if one is named. */
export async function openLedger(client: LedgerTaker<LedgerOpened>, { file, sheetName }: { file: File; sheetName?: string }): Promise<LedgerOpened> {
  const opened = await sendLedger(client, file);
  return sheetName === undefined ? opened : client.openLedger({ importId: opened.importId, sheetName });
}
