import { ledgerPartBytes, type LedgerOpened } from '../../shared/customers.ts';
import type { BranchClient } from '../../shared/branch-contract.ts';

/**
 * Sends a file part after part and opens it as a ledger. `onSent` hears the share that is there, 0 to 1.
 * Errors: LEDGER_TOO_LARGE before anything is sent, LEDGER_UNREADABLE, LEDGER_EMPTY, IMPORT_ALREADY_RUNNING.
 */
export async function sendLedger(customers: Pick<BranchClient['customers'], 'beginLedger' | 'addLedgerPart' | 'openLedger'>, file: File, onSent?: (share: number) => void): Promise<LedgerOpened> {
  const { importId } = await customers.beginLedger({ fileName: file.name, byteCount: file.size });
  for (let at = 0; at < file.size; at += ledgerPartBytes) {
    // Read here: a slice of a file on a disk is opened anew by each layer that only passes it on.
    const bytes = await file.slice(at, at + ledgerPartBytes).arrayBuffer();
    await customers.addLedgerPart({ importId, at, part: new File([bytes], 'part') });
    onSent?.(Math.min((at + bytes.byteLength) / file.size, 1));
  }
  return customers.openLedger({ importId });
}
