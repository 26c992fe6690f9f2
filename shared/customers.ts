import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { commandId, instant, procedure, rowId } from './command.ts';

/** Personal data leaves the service masked: 张*明, 138****6712, …7731. */
export const maskedCustomer = z.object({
  id: rowId,
  maskedName: z.string(),
  maskedPhone: z.string().nullable(),
  maskedIdNumber: z.string().nullable(),
  maskedAccountNumber: z.string().nullable(),
  maskedAddress: z.string().nullable(),
  isKeyAccount: z.boolean(),
});
export type MaskedCustomer = z.infer<typeof maskedCustomer>;

/** What the words typed were taken for. */
export const matchedBy = z.enum(['name', 'pinyin', 'initials', 'phone', 'idNumber', 'accountNumber']);
export type MatchedBy = z.infer<typeof matchedBy>;

export const ledgerFields = ['name', 'phone', 'idNumber', 'accountNumber', 'address', 'isKeyAccount'] as const;
export const ledgerField = z.enum(ledgerFields);
export type LedgerField = z.infer<typeof ledgerField>;

/** Which column (from 0) holds which field; a field left out is not in the ledger. */
export const columnMapping = z.partialRecord(ledgerField, z.number().int().min(0).max(199));
export type ColumnMapping = z.infer<typeof columnMapping>;

export const rowProblem = z.enum([
  'nameMissing', 'nameTooLong', 'phoneInvalid', 'idNumberInvalid', 'accountNumberInvalid', 'addressTooLong',
  'nothingToFindBy', 'duplicateInFile', 'duplicateInBranch', 'tooFewColumns',
]);
export type RowProblem = z.infer<typeof rowProblem>;

export const ledgerOpened = z.object({
  importId: rowId,
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.enum(['utf-8', 'gb18030', 'utf-16']).nullable(),
  sheetNames: z.array(z.string()),
  sheetName: z.string().nullable(),
  headers: z.array(z.string()),
  sampleRows: z.array(z.array(z.string())),
  rowCount: z.number().int(),
  suggestedMapping: columnMapping,
});
export type LedgerOpened = z.infer<typeof ledgerOpened>;

export const importProgress = z.object({
  importId: rowId,
  stage: z.enum(['receiving', 'reading', 'opened', 'checking', 'checked', 'storing', 'done', 'cancelled', 'failed']),
  rowsDone: z.number().int(),
  rowCount: z.number().int(),
  good: z.number().int(),
  duplicatesInFile: z.number().int(),
  duplicatesInBranch: z.number().int(),
  refused: z.number().int(),
  /** the first fifty, for the screen; all of them are in the file to fix */
  problems: z.array(z.object({ rowNumber: z.number().int(), problem: rowProblem, cell: z.string() })),
  failure: z.string().nullable().describe('an error code'),
});
export type ImportProgress = z.infer<typeof importProgress>;

/** A ledger travels in parts of at most this size: taking one apart holds up the service for a few milliseconds only. */
export const ledgerPartBytes = 512 * 1024;

const keeper = { access: ['manager', 'administrator'] } as const;

export const customersContract = {
  /** At most `limit` people, best first. Two characters of a name, pinyin, initials, or 4 digits are enough. */
  find: procedure.meta({ access: ['clerk', 'archivist', 'manager'], reveals: true })
    .input(z.object({ query: z.string().trim().min(1).max(60), limit: z.number().int().min(1).max(50).default(12) }))
    .output(z.object({ matches: z.array(maskedCustomer.extend({ matchedBy })), hasMore: z.boolean() })),
  get: procedure.meta({ access: ['clerk', 'archivist', 'manager'] }).input(z.object({ customerId: rowId })).output(maskedCustomer),

  // Import from a ledger: send it part by part, open it, map and check, store, fetch what was refused
  beginLedger: procedure.meta(keeper).input(z.object({ fileName: z.string().min(1).max(300), byteCount: z.number().int().min(0) })).output(z.object({ importId: rowId })),
  /** `at`: the bytes sent before this part. A part that came already changes nothing. Answers how many bytes are here. */
  addLedgerPart: procedure.meta(keeper).input(z.object({ importId: rowId, at: z.number().int().min(0), part: z.file().max(ledgerPartBytes) })).output(z.object({ receivedBytes: z.number().int() })),
  /** May be repeated with another sheet; one that cannot be read leaves the import at the sheet it had. */
  openLedger: procedure.meta(keeper).input(z.object({ importId: rowId, sheetName: z.string().max(100).optional() })).output(ledgerOpened),
  checkLedger: procedure.meta(keeper).input(z.object({ importId: rowId, mapping: columnMapping })).output(importProgress),
  storeLedger: procedure.meta(keeper).input(z.object({ commandId, importId: rowId })).output(importProgress),
  cancelImport: procedure.meta(keeper).input(z.object({ importId: rowId })).output(importProgress),
  watchImport: procedure.meta(keeper).input(z.object({ importId: rowId })).output(eventIterator(importProgress)),
  /** CSV in UTF-8 with BOM: the refused rows as they were, with row number and reason in front, to mend and import again. */
  refusedRows: procedure.meta(keeper).input(z.object({ importId: rowId, language: z.enum(['zh-CN', 'en']) })).output(z.file()),
  counts: procedure.meta(keeper).output(z.object({ customers: z.number().int(), lastImportAt: instant.nullable() })),
};
