/**
 * Bytes that are not what was sealed, or changes that are gone from the journal: somebody was at the database behind our back.
 * Nothing of it is sent; a person has to look.
 */
export class SealFault extends Error {
  constructor(readonly code: 'JOURNAL_GAP' | 'SEALED_BATCH_DIFFERS' | 'BATCH_CUT', readonly at: number) {
    super(`${code} at change ${at}`);
  }
}
