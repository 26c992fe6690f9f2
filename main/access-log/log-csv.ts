import type { LogEntry } from '../../shared/access-log.ts';
import { wallClock } from '../../shared/business-date.ts';
import { actionWord, basisWord, columnWord, destroyedWord, outcomeWord, roleWord, type Language, type LogColumn } from './log-words.ts';

/** What a row says that the entry itself holds only as ids. */
export interface CsvSurroundings {
  timeZone: string;
  /** by id */
  windowNumbers: ReadonlyMap<string, number>;
  stationNames: ReadonlyMap<string, string>;
  staffNames: ReadonlyMap<string, string>;
}

const columns: readonly LogColumn[] = [
  'seq', 'at', 'utc', 'staff', 'role', 'station', 'window', 'action', 'outcome', 'file', 'customer', 'purpose', 'basis', 'basisWords', 'fields', 'query', 'words', 'facts', 'content',
];

/** The first line, with the mark by which spreadsheets know UTF-8. */
export function csvHead(language: Language): string {
  return `\uFEFF${line(columns.map(column => columnWord(column, language)))}`;
}

/** One entry as one line, ended as RFC 4180 has it. */
export function csvRow(entry: LogEntry, language: Language, around: CsvSurroundings): string {
  const { seq, at, staffId, role, stationId, windowId, action, outcome, purpose, basis, fields, detail } = entry;
  const { date, time } = wallClock(at, around.timeZone);
  const seconds = new Date(at).toISOString().slice(17, 19);
  const cells: Record<LogColumn, string> = {
    seq: String(seq), at: `${date} ${time}:${seconds}`, utc: new Date(at).toISOString(),
    staff: detail?.staffName ?? (staffId && around.staffNames.get(staffId)) ?? '', role: roleWord(role, language),
    station: (stationId && around.stationNames.get(stationId)) ?? '', window: windowId ? String(around.windowNumbers.get(windowId) ?? '') : '',
    action: actionWord(action, language), outcome: outcomeWord(outcome, language),
    file: detail?.fileNumber ?? '', customer: detail?.customerName ?? '', purpose: purpose ?? '',
    basis: basis ? basisWord(basis.kind, language) : '', basisWords: detail?.basisWords ?? '', fields: fields.join(' '),
    query: detail?.query ?? '', words: detail?.words ?? '', facts: detail?.facts ? JSON.stringify(detail.facts) : '',
    content: detail === null ? destroyedWord(language) : '',
  };
  return line(columns.map(column => cells[column]));
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * One cell. Whatever a spreadsheet would take for a formula gets an apostrophe in front, so that nothing typed into a search
 * field runs on the auditor's machine (OWASP, CSV injection); tab and carriage return begin a formula for some of them too.
 */
export function cell(text: string): string {
  const plain = /^[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
