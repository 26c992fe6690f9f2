/** Why a file cannot be read as a ledger, in the words of the contract's error codes. */
export type LedgerFaultReason = 'notASpreadsheet' | 'otherFormat' | 'encrypted' | 'encoding' | 'damaged' | 'tooManyColumns' | 'expandsTooFar' | 'tooLarge' | 'empty';

export class LedgerFault extends Error {
  readonly reason: LedgerFaultReason;

  constructor(reason: LedgerFaultReason, options?: ErrorOptions) {
    super(`the ledger cannot be read: ${reason}`, options);
    this.name = 'LedgerFault';
    this.reason = reason;
  }
}

/** What a ledger may hold. A branch's largest real one has about 100,000 rows and 8 MB. */
export const ledgerLimits = {
  maxMegabytes: 50,
  maxRows: 200_000,
  maxColumns: 200,
  /** the parts of a workbook together, unpacked */
  maxUnpackedMegabytes: 256,
} as const;
