import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Command } from '../database/database.ts';
import type { LedgerDestination } from './ledger-destination.ts';
import { clearAllStagedRows, LedgerImport, refuseTooLarge } from './ledger-import.ts';

/** An import that waits for its person longer than this may be put aside by somebody else. */
const abandonedAfterMs = 10 * 60_000;

/** The import of one kind on the table: one at a time, so that two people never bring in the same ledger. */
export class ImportTable<Progress, Opened> {
  readonly #parts: BranchParts;
  readonly #destination: LedgerDestination<Progress, Opened>;
  /** What a crash left of an import is gone before the next one begins; it never was the branch's. */
  readonly #cleared: Promise<void>;
  #present: LedgerImport<Progress, Opened> | null = null;

  constructor(parts: BranchParts, destination: LedgerDestination<Progress, Opened>) {
    this.#parts = parts;
    this.#destination = destination;
    this.#cleared = clearAllStagedRows(parts, destination);
  }

  /** Makes room for a new import. Errors: LEDGER_TOO_LARGE, IMPORT_ALREADY_RUNNING while somebody is at another one. */
  async begin(staffId: string, { fileName, byteCount }: { fileName: string; byteCount: number }): Promise<{ importId: string }> {
    refuseTooLarge(byteCount);
    if (this.#present && !this.#mayReplace(this.#present, staffId)) refuse('IMPORT_ALREADY_RUNNING');
    const replaced = this.#present;
    const opened = new LedgerImport(this.#parts, this.#destination, uuidv7(), staffId, fileName);
    this.#present = opened;
    await replaced?.dispose();
    await this.#cleared;
    return { importId: opened.id };
  }

  /** Errors: IMPORT_NOT_FOUND for one that is not on the table any more. */
  of(importId: string): LedgerImport<Progress, Opened> {
    return this.#present?.id === importId ? this.#present : refuse('IMPORT_NOT_FOUND');
  }

  async store(importId: string, command: Command, staffId: string): Promise<Progress> {
    if (this.#present?.id === importId) return this.#present.store(command, staffId);
    // After a restart the stored result of the same command still answers; anything else is not known any more.
    return this.#parts.database.write(command, async (): Promise<Progress> => refuse('IMPORT_NOT_FOUND'));
  }

  watch(importId: string, signal: AbortSignal | undefined): AsyncGenerator<Progress> {
    const watched = this.of(importId);
    return this.#parts.live.watch(`import:${importId}`, importId, async () => watched.progress, signal);
  }

  #mayReplace(earlier: LedgerImport<Progress, Opened>, staffId: string): boolean {
    if (earlier.isOver) return true;
    if (earlier.isBusy) return false;
    return earlier.ownerId === staffId || this.#parts.clock.now() - earlier.lastTouchedAt > abandonedAfterMs;
  }
}
