import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { commandId, instant, procedure, rowId, words } from './command.ts';
import { importProgress as customerImportProgress } from './customers.ts';

// ── The words of the archive 档案 ───────────────────────────────────────────────────────────────────────────────

export const fileStates = ['onShelf', 'lent', 'underReview', 'destroyed'] as const;
export const fileState = z.enum(fileStates);
export type FileState = z.infer<typeof fileState>;

export const media = ['paper', 'electronic', 'paperAndElectronic', 'microfilm'] as const;
export const medium = z.enum(media);

/** What a file of a level needs before it opens: nothing more, the manager, or the manager and a second named approver. */
export const levelApprovals = ['none', 'manager', 'managerAndSecond'] as const;
export const levelApproval = z.enum(levelApprovals);
export type LevelApproval = z.infer<typeof levelApproval>;

/** Day on the branch's calendar, `YYYY-MM-DD`. */
const day = z.iso.date();

export const category = z.object({ id: rowId, parentId: rowId.nullable(), code: words(20), nameZh: words(40), nameEn: words(80), isActive: z.boolean() });
export type Category = z.infer<typeof category>;

export const shelf = z.object({ id: rowId, code: words(20), room: words(40), isActive: z.boolean() });
export type Shelf = z.infer<typeof shelf>;

/** Secrecy levels of the company (商业秘密), in order of rank. The mark ★ belongs to state secrets alone and is refused. */
export const level = z.object({
  id: rowId, rank: z.number().int().min(0).max(20), nameZh: words(20), nameEn: words(40),
  longestTermMonths: z.number().int().min(1).max(600).nullable().describe('null: no term, it does not end'),
  approval: levelApproval,
  loanDays: z.number().int().min(1).max(365), loanDaysAre: z.enum(['natural', 'working']),
  isActive: z.boolean(),
});
export type Level = z.infer<typeof level>;

/** How long a file is kept. */
export const retentionClass = z.object({ id: rowId, nameZh: words(20), nameEn: words(40), years: z.number().int().min(1).max(200).nullable().describe('null: for ever'), isActive: z.boolean() });
export type RetentionClass = z.infer<typeof retentionClass>;

/** A file as anybody who may search sees it: personal data masked. */
export const maskedFile = z.object({
  id: rowId,
  archiveNumber: z.string(),
  maskedTitle: z.string(),
  maskedName: z.string(),
  maskedAccountNumber: z.string().nullable(),
  maskedAddress: z.string().nullable(),
  customerId: rowId.nullable(),
  categoryId: rowId,
  year: z.number().int(),
  pages: z.number().int(),
  medium,
  shelfId: rowId.nullable(),
  /** where on the shelf: 层-格-盒 as written */
  place: z.string(),
  retentionClassId: rowId,
  retentionEndsOn: day.nullable(),
  levelId: rowId,
  levelEndsOn: day.nullable(),
  state: fileState,
  documentCount: z.number().int(),
  holdCount: z.number().int().describe('legal holds in force'),
});
export type MaskedFile = z.infer<typeof maskedFile>;

/** A label on a file's back names nobody. */
export const fileLabel = maskedFile.pick({ id: true, archiveNumber: true, shelfId: true, place: true });
export type FileLabel = z.infer<typeof fileLabel>;
/** Ten sheets of 24. */
export const mostLabels = 240;

export const fileMatchedBy = z.enum(['archiveNumber', 'name', 'pinyin', 'initials', 'accountNumber', 'address', 'title']);
export type FileMatchedBy = z.infer<typeof fileMatchedBy>;

/** What is written down of a new or changed file, as on its cover. */
export const fileForm = z.object({
  archiveNumber: words(40),
  title: words(200),
  /** whom it is about, as written on the cover */
  subjectName: words(60),
  subjectAccountNumber: z.string().trim().max(40).nullable(),
  subjectAddress: z.string().trim().max(200).nullable(),
  subjectIdNumber: z.string().trim().max(30).nullable(),
  customerId: rowId.nullable(),
  categoryId: rowId,
  year: z.number().int().min(1900).max(2200),
  pages: z.number().int().min(0).max(100_000),
  medium,
  shelfId: rowId.nullable(),
  place: z.string().trim().max(40),
  retentionClassId: rowId,
  levelId: rowId,
  /** required when the level has a term; never longer than its longest term */
  levelEndsOn: day.nullable(),
});
export type FileForm = z.infer<typeof fileForm>;

export const hold = z.object({
  id: rowId, fileId: rowId, reason: z.string(), authority: z.string(), placedAt: instant, placedByName: z.string(),
  lifted: z.object({ at: instant, reason: z.string(), byName: z.string() }).nullable(),
});
export type Hold = z.infer<typeof hold>;

// ── Scans ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const scanKinds = ['pdf', 'jpeg', 'png'] as const;
export const scanKind = z.enum(scanKinds);
export const scan = z.object({
  id: rowId, fileId: rowId, title: z.string(), kind: scanKind, byteCount: z.number().int(), pageCount: z.number().int(),
  sha256: z.string().describe('hex, of the content as it was taken in, after metadata was stripped'), addedAt: instant, addedByName: z.string(), hasThumbnail: z.boolean(),
});
export type Scan = z.infer<typeof scan>;
export const scanPartBytes = 512 * 1024;
export const longestScanBytes = 60 * 1024 * 1024;

// ── Import of file ledgers ──────────────────────────────────────────────────────────────────────────────────────

export const fileLedgerFields = [
  'archiveNumber', 'title', 'subjectName', 'subjectAccountNumber', 'subjectAddress', 'subjectIdNumber', 'category', 'year', 'pages', 'medium', 'shelf', 'place', 'retentionClass', 'level', 'levelEndsOn',
] as const;
export const fileLedgerField = z.enum(fileLedgerFields);
export const fileColumnMapping = z.partialRecord(fileLedgerField, z.number().int().min(0).max(199));
export const fileRowProblem = z.enum([
  'archiveNumberMissing', 'nameMissing', 'tooLong', 'yearInvalid', 'pagesInvalid', 'categoryUnknown', 'shelfUnknown', 'levelUnknown', 'levelTermInvalid',
  'retentionUnknown', 'mediumUnknown', 'duplicateInFile', 'duplicateInBranch', 'tooFewColumns', 'starMark',
]);
export const fileImportProgress = customerImportProgress.omit({ problems: true }).extend({
  problems: z.array(z.object({ rowNumber: z.number().int(), problem: fileRowProblem, cell: z.string() })),
});

export const fileLedgerOpened = z.object({
  importId: rowId, fileName: z.string(), format: z.enum(['csv', 'xlsx']), encoding: z.enum(['utf-8', 'gb18030', 'utf-16']).nullable(), sheetNames: z.array(z.string()),
  sheetName: z.string().nullable(), headers: z.array(z.string()), sampleRows: z.array(z.array(z.string())), rowCount: z.number().int(), suggestedMapping: fileColumnMapping,
});

const finder = { access: ['clerk', 'archivist', 'manager'] } as const;
const keeper = { access: ['archivist', 'manager'] } as const;
const archivist = { access: ['archivist'] } as const;
const reader = { access: ['clerk', 'archivist', 'manager', 'auditor'] } as const;

export const archiveContract = {
  // Catalogue
  catalogue: procedure.meta(reader).output(z.object({
    categories: z.array(category), shelves: z.array(shelf), levels: z.array(level), retentionClasses: z.array(retentionClass),
    counts: z.object({ files: z.number().int(), lent: z.number().int(), onHold: z.number().int(), destroyed: z.number().int() }),
  })),
  saveCategory: procedure.meta(keeper).input(category.extend({ commandId })).output(category),
  saveShelf: procedure.meta(keeper).input(shelf.extend({ commandId })).output(shelf),
  saveLevel: procedure.meta({ access: ['manager'] }).input(level.extend({ commandId })).output(level),
  saveRetentionClass: procedure.meta({ access: ['manager'] }).input(retentionClass.extend({ commandId })).output(retentionClass),

  /** Masked and ranked. Two characters of a name, pinyin, initials, number, account, address or words of the title. Becomes a log entry. */
  search: procedure.meta({ ...finder, reveals: true })
    .input(z.object({
      query: z.string().trim().min(1).max(60), categoryId: rowId.optional(), levelId: rowId.optional(), state: fileState.optional(), shelfId: rowId.optional(),
      year: z.number().int().optional(), limit: z.number().int().min(1).max(100).default(20),
    }))
    .output(z.object({ matches: z.array(maskedFile.extend({ matchedBy: fileMatchedBy })), hasMore: z.boolean() })),
  /** Masked: for a scanned label or a link. */
  get: procedure.meta(reader).input(z.object({ fileId: rowId })).output(maskedFile),
  byNumber: procedure.meta(finder).input(z.object({ archiveNumber: words(40) })).output(maskedFile.nullable()),
  ofCustomer: procedure.meta({ ...finder, reveals: true }).input(z.object({ customerId: rowId })).output(z.array(maskedFile)),
  /** The number a new file of the category and year would follow with: CODE-YEAR-0001 and on. A proposal, nothing is kept for it. */
  proposeNumber: procedure.meta(archivist).input(z.object({ categoryId: rowId, year: fileForm.shape.year })).output(z.object({ archiveNumber: z.string() })),
  /** What labels say, in order of numbers, destroyed files left out: from one number to another, or everything of one import. */
  labels: procedure.meta(keeper)
    .input(z.union([z.object({ fromNumber: words(40), untilNumber: words(40) }), z.object({ importId: rowId })]))
    .output(z.object({ labels: z.array(fileLabel), hasMore: z.boolean() })),
  add: procedure.meta(archivist).input(fileForm.extend({ commandId })).output(maskedFile),
  /** Needs an open look of the caller at this file with `change` among its fields: `lookId`. The level is changed by `lending.changeLevel`. */
  change: procedure.meta(archivist).input(fileForm.omit({ levelId: true, levelEndsOn: true }).partial().extend({ commandId, fileId: rowId, lookId: rowId, reason: words(300) })).output(maskedFile),

  // Legal holds
  holds: procedure.meta(reader).input(z.object({ fileId: rowId })).output(z.array(hold)),
  placeHold: procedure.meta(keeper).input(z.object({ commandId, fileId: rowId, reason: words(300), authority: words(100) })).output(hold),
  liftHold: procedure.meta({ access: ['manager'] }).input(z.object({ commandId, holdId: rowId, reason: words(300) })).output(hold),

  // Scans
  /** What the file has, its titles masked: contents and full titles are for a look. */
  scans: procedure.meta(reader).input(z.object({ fileId: rowId })).output(z.array(scan)),
  beginScan: procedure.meta(archivist).input(z.object({ fileId: rowId, title: words(100), byteCount: z.number().int().min(1) })).output(z.object({ uploadId: rowId })),
  addScanPart: procedure.meta(archivist).input(z.object({ uploadId: rowId, at: z.number().int().min(0), part: z.file().max(scanPartBytes) })).output(z.object({ receivedBytes: z.number().int() })),
  /** Looks at what came, whatever its name says; `thumbnail` is the first page of a PDF as a JPEG, made by the page that sent it. */
  storeScan: procedure.meta(archivist).input(z.object({ commandId, uploadId: rowId, thumbnail: z.file().max(256 * 1024).optional() })).output(scan),
  /** Errors: SCAN_NOT_FOUND, FILE_ON_HOLD. */
  removeScan: procedure.meta(archivist).input(z.object({ commandId, scanId: rowId, reason: words(300) })).output(z.object({ scanId: rowId })),

  // Import from a ledger: as for customers
  beginLedger: procedure.meta(keeper).input(z.object({ fileName: z.string().min(1).max(300), byteCount: z.number().int().min(0) })).output(z.object({ importId: rowId })),
  addLedgerPart: procedure.meta(keeper).input(z.object({ importId: rowId, at: z.number().int().min(0), part: z.file().max(scanPartBytes) })).output(z.object({ receivedBytes: z.number().int() })),
  openLedger: procedure.meta(keeper).input(z.object({ importId: rowId, sheetName: z.string().max(100).optional() })).output(fileLedgerOpened),
  checkLedger: procedure.meta(keeper).input(z.object({ importId: rowId, mapping: fileColumnMapping })).output(fileImportProgress),
  storeLedger: procedure.meta(keeper).input(z.object({ commandId, importId: rowId })).output(fileImportProgress),
  cancelImport: procedure.meta(keeper).input(z.object({ importId: rowId })).output(fileImportProgress),
  watchImport: procedure.meta(keeper).input(z.object({ importId: rowId })).output(eventIterator(fileImportProgress)),
  refusedRows: procedure.meta(keeper).input(z.object({ importId: rowId, language: z.enum(['zh-CN', 'en']) })).output(z.file()),
};
