import * as z from 'zod';
import type { fileLedgerField, fileRowProblem, medium } from '../../shared/archive.ts';
import { addMonths } from '../../shared/calendar.ts';
import { cleanCode, cleanText, restoreDigits } from '../ledger-import/cell-text.ts';
import type { LedgerRow, Mapping, RefusedRow } from '../ledger-import/ledger-rules.ts';
import { hasStarMark, retentionEnd } from './catalogue-rules.ts';
import { storedNumber } from './file-query.ts';
import { byWord, plainWord, type FileLedgerFacts } from './ledger-facts.ts';

export type FileRowProblem = z.infer<typeof fileRowProblem>;
type Field = z.infer<typeof fileLedgerField>;
type Medium = z.infer<typeof medium>;

/** A file as a ledger tells it, with the catalogue's keys in place of its words. */
export interface LedgerFile {
  archiveNumber: string;
  title: string;
  subjectName: string;
  subjectAccountNumber: string | null;
  subjectAddress: string | null;
  subjectIdNumber: string | null;
  categoryId: string;
  year: number;
  pages: number;
  medium: Medium;
  shelfId: string | null;
  place: string;
  retentionClassId: string;
  retentionEndsOn: string | null;
  levelId: string;
  levelEndsOn: string | null;
}

class RowRefused extends Error {
  constructor(readonly problem: FileRowProblem, readonly field: Field) { super(problem); }
}

const longest: Partial<Record<Field, number>> = { archiveNumber: 40, title: 200, subjectName: 60, subjectAccountNumber: 40, subjectAddress: 200, subjectIdNumber: 30, place: 40 };

const mediumWords: Record<Medium, string[]> = {
  paper: ['纸质', '纸', '纸质档案', 'paper'], electronic: ['电子', '电子档案', '电子文件', 'electronic'],
  paperAndElectronic: ['纸质与电子', '纸质和电子', '纸质+电子', '纸质电子', '双套', '双套制', 'paperandelectronic'], microfilm: ['缩微', '缩微胶片', '胶片', 'microfilm'],
};
const mediumOf = new Map(Object.entries(mediumWords).flatMap(([each, words]) => words.map(word => [plainWord(word), each as Medium])));

/**
 * Reads one file out of a row, or says the first thing that is wrong with it. What a ledger leaves out is taken so that
 * nothing is lost by it: no level is the lowest, no retention is for ever, no medium is paper, no year is the one in the number.
 */
export function fileRowChecker(mapping: Mapping, facts: FileLedgerFacts): (row: LedgerRow) => { good: LedgerFile } | { refused: RefusedRow<FileRowProblem> } {
  const categories = byWord(facts.categories);
  const shelves = byWord(facts.shelves);
  const levels = byWord(facts.levels);
  const classes = byWord(facts.retentionClasses);
  const lowest = facts.levels.toSorted((one, other) => one.rank - other.rank)[0];
  const forEver = facts.retentionClasses.find(each => each.years === null) ?? facts.retentionClasses.toSorted((one, other) => (other.years ?? 0) - (one.years ?? 0))[0];

  return row => {
    const cell = (field: Field): string => row.cells[mapping[field] ?? -1] ?? '';
    try {
      if (row.cells.length <= Math.max(mapping.archiveNumber ?? 0, mapping.subjectName ?? 0)) throw new RowRefused('tooFewColumns', 'archiveNumber');
      return { good: read(cell) };
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      return { refused: { row, problem: error.problem, cell: cell(error.field).slice(0, 100) } };
    }
  };

  function read(cell: (field: Field) => string): LedgerFile {
    const text = (field: Field): string => within(field, cleanText(cell(field)));
    const archiveNumber = storedNumber(within('archiveNumber', restoreDigits(cleanCode(cell('archiveNumber'))) ?? fail('tooLong', 'archiveNumber')));
    if (archiveNumber === '') fail('archiveNumberMissing', 'archiveNumber');
    const subjectName = text('subjectName');
    if (subjectName === '') fail('nameMissing', 'subjectName');
    const category = categories.get(plainWord(cell('category'))) ?? categories.get(plainWord(cell('category').split(/[/／>\\-]/u).at(-1) ?? '')) ?? fail('categoryUnknown', 'category');
    const year = readYear(cell('year'), archiveNumber);
    const retention = wordOr(classes, cell('retentionClass'), forEver) ?? fail('retentionUnknown', 'retentionClass');
    if (hasStarMark(cell('level'))) fail('starMark', 'level');
    const level = wordOr(levels, cell('level'), lowest) ?? fail('levelUnknown', 'level');
    return {
      archiveNumber, subjectName, title: text('title') || `${subjectName}${category.nameZh}`,
      subjectAccountNumber: code(cell, 'subjectAccountNumber'), subjectAddress: text('subjectAddress') || null, subjectIdNumber: code(cell, 'subjectIdNumber'),
      categoryId: category.id, year, pages: readPages(cell('pages')), medium: cell('medium').trim() === '' ? 'paper' : mediumOf.get(plainWord(cell('medium'))) ?? fail('mediumUnknown', 'medium'),
      shelfId: cell('shelf').trim() === '' ? null : (shelves.get(plainWord(cell('shelf'))) ?? fail('shelfUnknown', 'shelf')).id, place: text('place'),
      retentionClassId: retention.id, retentionEndsOn: retentionEnd(year, retention.years),
      levelId: level.id, levelEndsOn: readTerm(cell('levelEndsOn'), level.longestTermMonths),
    };
  }

  function readTerm(words: string, months: number | null): string | null {
    if (months === null) return null;
    const day = readDay(words);
    return day !== null && day >= facts.today && day <= addMonths(facts.today, months) ? day : fail('levelTermInvalid', 'levelEndsOn');
  }
}

/** A number as it is written, digits that a spreadsheet made a number of put back; refused when it threw some away. */
function code(cell: (field: Field) => string, field: Field): string | null {
  return within(field, restoreDigits(cleanCode(cell(field))) ?? fail('tooLong', field)).replaceAll(' ', '').toUpperCase() || null;
}

function within(field: Field, value: string): string {
  return [...value].length > (longest[field] ?? Infinity) ? fail('tooLong', field) : value;
}

function fail(problem: FileRowProblem, field: Field): never {
  throw new RowRefused(problem, field);
}

function wordOr<Row>(rows: Map<string, Row | null>, words: string, otherwise: Row | undefined): Row | null | undefined {
  return words.trim() === '' ? otherwise : rows.get(plainWord(words));
}

/** `2019`, `2019.0`, `2019年`, a date of that year, or the year in the archive number. */
function readYear(words: string, archiveNumber: string): number {
  const found = cleanCode(words) === '' ? /(?<!\d)(?:19|20)\d{2}(?!\d)/u.exec(archiveNumber)?.[0] : /^(\d{4})(?:\.0+)?(?:年.*|[-/.]\d.*)?$/u.exec(cleanCode(words))?.[1];
  const year = Number(found);
  return year >= 1900 && year <= 2200 ? year : fail('yearInvalid', 'year');
}

function readPages(words: string): number {
  const pages = Number(/^(\d{1,6})(?:\.0+)?\s*(?:页|張|张|pages?)?$/iu.exec(cleanCode(words) || '0')?.[1] ?? Number.NaN);
  return pages <= 100_000 ? pages : fail('pagesInvalid', 'pages');
}

/** `2028-12-31`, `2028/12/31`, `2028.12.31`, `2028年12月31日`, `20281231`, or the day number of a spreadsheet; null otherwise. */
function readDay(words: string): string | null {
  const plain = cleanCode(words);
  const serial = /^([3-9]\d{4})(?:\.0+)?$/u.exec(plain)?.[1];
  if (serial) return new Date(Date.UTC(1899, 11, 30) + Number(serial) * 86_400_000).toISOString().slice(0, 10);
  const [, year, month = '', date = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:\s.*)?$/u.exec(plain) ?? [];
  const day = year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return z.iso.date().safeParse(day).success ? day : null;
}
