import writeSheets from 'write-excel-file/universal';
import type { Share } from '../../../shared/summary.ts';

/** A cell as a spreadsheet takes it: text, a count, minutes with one digit, a share as a fraction of one, a moment of the wall clock, a day. */
export type SheetCell = null | string | number | { kind: 'minutes' | 'share' | 'number'; value: number } | { kind: 'moment' | 'day'; value: Date };
export interface Sheet { name: string; rows: SheetCell[][] }

const formats = { minutes: '0.0', share: '0.0%', number: '0.0', moment: 'yyyy-mm-dd hh:mm', day: 'yyyy-mm-dd' };

/** Without a font of its own a workbook is shown in whatever the program takes for one, headings in another than the rest. */
const font = { fontFamily: 'Microsoft YaHei', fontSize: 10 };

/**
 * The tables as an xlsx workbook, a sheet each, landscape: counts, minutes and shares as numbers, moments as dates; columns as wide
 * as what stands in them, the headings kept in sight.
 */
export async function asWorkbook(sheets: readonly Sheet[]): Promise<Blob> {
  return writeSheets(sheets.map(({ name, rows }) => ({
    sheet: name, stickyRowsCount: 1, orientation: 'landscape' as const, columns: (rows[0] ?? []).map((_, nth) => ({ width: widthOf(rows.map(row => row[nth] ?? null)) })),
    data: rows.map((row, at) => row.map((cell, nth) => (at === 0 && typeof cell === 'string' ? { value: cell, fontWeight: 'bold' as const, align: isNumeric(rows[1]?.[nth]) ? 'right' as const : 'left' as const } : asCell(cell)))),
  })), font).toBlob();
}

function isNumeric(cell: SheetCell | undefined): boolean {
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null);
}

/** In characters; a Chinese one is as wide as two. */
function widthOf(column: readonly SheetCell[]): number {
  const widths = column.map(cell => textOf(cell).replace(/[^\x00-\xff]/gu, '  ').length);
  return Math.min(64, Math.max(8, ...widths) + 2);
}

function asCell(cell: SheetCell) {
  if (cell === null || typeof cell === 'string' || typeof cell === 'number') return cell;
  return { value: cell.value, format: formats[cell.kind] };
}

/** The tables below one another as CSV (RFC 4180) with the mark by which spreadsheets know UTF-8, each under its name. */
export function asCsv(sheets: readonly Sheet[]): Blob {
  const lines = sheets.flatMap(({ name, rows }) => [[name], ...rows, []]);
  return new Blob([`\uFEFF${lines.map(row => `${row.map(csvCell).join(',')}\r\n`).join('')}`], { type: 'text/csv' });
}

/** Whatever a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection). */
function csvCell(cell: SheetCell): string {
  const text = textOf(cell);
  const plain = typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function textOf(cell: SheetCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  switch (cell.kind) {
    case 'day': return cell.value.toISOString().slice(0, 10);
    case 'moment': return cell.value.toISOString().slice(0, 16).replace('T', ' ');
    case 'share': return cell.value.toFixed(4);
    default: return cell.value.toFixed(1);
  }
}

export function minutesCell(ms: number | null): SheetCell {
  return ms === null ? null : { kind: 'minutes', value: ms / 60_000 };
}

export function shareCell({ part, of }: Share): SheetCell {
  return of <= 0 ? null : { kind: 'share', value: part / of };
}
