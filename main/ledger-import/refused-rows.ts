import type { FileLanguage, RefusedRow } from './ledger-rules.ts';

type Reasons = Readonly<Record<string, Record<FileLanguage, string>>>;

const headings: Record<FileLanguage, readonly [string, string]> = { 'zh-CN': ['行号', '原因'], en: ['Row', 'Reason'] };

/**
 * The refused rows as CSV for a spreadsheet program: row number and reason in front, then the cells as they were, UTF-8
 * with BOM so that Chinese shows. Cells a program would run as a formula get an apostrophe in front (OWASP, CSV injection);
 * reading such a file back takes it off again.
 */
export function refusedRowsFile(headers: readonly string[], refused: readonly RefusedRow[], reasons: Reasons, language: FileLanguage): string {
  const lines = [
    [...headings[language], ...headers],
    ...refused.map(({ row, problem }) => [String(row.rowNumber), reasons[problem]?.[language] ?? problem, ...row.cells]),
  ];
  return `\ufeff${lines.map(cells => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(cell: string): string {
  const harmless = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;\t]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
