import { ledgerPartBytes } from '../../../shared/customers.ts';

/** What of a contract takes a ledger in; customers and archive files have each their own. */
export interface LedgerTaker<Opened> {
  beginLedger(input: { fileName: string; byteCount: number }): Promise<{ importId: string }>;
  addLedgerPart(input: { importId: string; at: number; part: File }): Promise<{ receivedBytes: number }>;
  openLedger(input: { importId: string; sheetName?: string }): Promise<Opened>;
}

/**
 * Sends a file part after part and opens it as a ledger. `onSent` hears the share that is there, 0 to 1.
 * Errors: LEDGER_TOO_LARGE before anything is sent, LEDGER_UNREADABLE, LEDGER_EMPTY, IMPORT_ALREADY_RUNNING.
 */
export async function sendLedger<Opened>(taker: LedgerTaker<Opened>, file: File, onSent?: (share: number) => void): Promise<Opened> {
  const { importId } = await taker.beginLedger({ fileName: file.name, byteCount: file.size });
  for (let at = 0; at < file.size; at += ledgerPartBytes) {
    // Read here: a slice of a file on a disk is opened anew by each layer that only passes it on.
    const bytes = await file.slice(at, at + ledgerPartBytes).arrayBuffer();
    await taker.addLedgerPart({ importId, at, part: new File([bytes], 'part') });
    onSent?.(Math.min((at + bytes.byteLength) / file.size, 1));
  }
  return taker.openLedger({ importId });
}
