import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isRefusal, refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Command } from '../database/database.ts';
import { LedgerFault, ledgerLimits } from './ledger-fault.ts';
import { LedgerThread } from './ledger-thread.ts';
import type { FileLanguage, Mapping } from './ledger-rules.ts';
import type { LedgerDestination, LedgerProgress } from './ledger-destination.ts';
import type { LedgerCounts } from './ledger-worker-messages.ts';

/** Rows per step: a step holds the writer for a few milliseconds, so a call in the hall fits between any two. */
const rowsPerStep = 250;
/** Keys compared per reading; readers never hold up the hall. */
const keysPerReading = 5000;
const reportEveryMs = 200;

/** A ledger nobody goes on with is let go after this, with the memory it takes. */
const longestIdleMs = 30 * 60_000;

const nothingYet: Omit<LedgerCounts, 'rowCount'> = { good: 0, duplicatesInFile: 0, duplicatesInBranch: 0, refused: 0, problems: [] };

class Cancelled extends Error {}

/** One ledger on its way into the branch: opened, checked, stored or given up. */
export class LedgerImport<Progress, Opened> {
  readonly id: string;
  readonly ownerId: string;
  readonly #parts: BranchParts;
  readonly #destination: LedgerDestination<Progress, Opened>;
  readonly #thread: LedgerThread;
  readonly #fileName: string;
  #receivedBytes = 0;
  /** the refused rows of an import that is done: gzip of a CSV in each language */
  #refusedPacked: Record<FileLanguage, Uint8Array> | null = null;
  #letGo: NodeJS.Timeout | null = null;
  #progress: LedgerProgress;
  #lastReportAt = 0;
  #lastTouchedAt: number;
  #isCancelled = false;
  /** from here on it can no longer be cancelled */
  #isMoving = false;
  #tidied: Promise<void> = Promise.resolve();
  #storing: { commandId: string; result: Promise<Progress> } | null = null;

  constructor(parts: BranchParts, destination: LedgerDestination<Progress, Opened>, id: string, ownerId: string, fileName: string) {
    this.id = id;
    this.ownerId = ownerId;
    this.#fileName = fileName.slice(0, 200);
    this.#parts = parts;
    this.#destination = destination;
    this.#lastTouchedAt = parts.clock.now();
    this.#thread = new LedgerThread(parts.ledgerWorker, destination.kind, rowsDone => this.#report({ rowsDone }));
    this.#progress = { importId: id, stage: 'receiving', rowsDone: 0, rowCount: 0, ...nothingYet, failure: null };
    this.#waitForSomebody();
  }

  get progress(): Progress {
    return this.#destination.progressOf(this.#progress);
  }

  /** True while the machine is at work on it, not a person. */
  get isBusy(): boolean {
    return ['reading', 'checking', 'storing'].includes(this.#progress.stage);
  }

  /** True once nothing more will happen to it. */
  get isOver(): boolean {
    return ['done', 'cancelled', 'failed'].includes(this.#progress.stage);
  }

  /** UTC ms of the last step somebody took. */
  get lastTouchedAt(): number {
    return this.#lastTouchedAt;
  }

  /** Takes the next part of the file; answers the bytes received. Errors: LEDGER_TOO_LARGE, IMPORT_NOT_FOUND when a part is missing. */
  async addPart(at: number, part: File): Promise<number> {
    refuseTooLarge(at + part.size);
    const bytes = await part.arrayBuffer();
    // From here to the thread without a pause: two parts under way at once must not change places.
    if (this.#progress.stage !== 'receiving' || at > this.#receivedBytes) refuse('IMPORT_NOT_FOUND');
    if (at < this.#receivedBytes) return this.#receivedBytes;
    this.#receivedBytes += bytes.byteLength;
    return this.#step(async () => {
      await this.#thread.ask('add', { part: bytes }, [bytes]);
      return this.#receivedBytes;
    });
  }

  /** Reads the file that was sent, or another sheet of it. Errors: LEDGER_UNREADABLE, LEDGER_TOO_LARGE, LEDGER_EMPTY. */
  async open(sheetName?: string): Promise<Opened> {
    if (this.isBusy) refuse('IMPORT_ALREADY_RUNNING');
    if (this.isOver) refuse('IMPORT_NOT_FOUND');
    const earlier = this.#progress;
    return this.#step(async () => {
      this.#report({ stage: 'reading' }, true);
      const opened = await this.#thread.ask('open', { sheetName }).catch((error: unknown) => {
        // Another sheet was asked for and is none: the one before stays on the table.
        if (!(error instanceof LedgerFault) || earlier.stage === 'receiving') throw error;
        return error;
      });
      if (opened instanceof LedgerFault) {
        this.#report(earlier, true);
        return () => refuseFault(opened);
      }
      this.#report({ stage: 'opened', rowCount: opened.rowCount, rowsDone: 0, ...nothingYet }, true);
      return () => this.#destination.openedOf({ importId: this.id, fileName: this.#fileName, ...opened });
    }).then(answer => answer());
  }

  /** Checks every row, also against the branch. May be repeated with another mapping. Errors: LEDGER_MAPPING_INCOMPLETE. */
  async check(mapping: Mapping): Promise<Progress> {
    const missing = this.#destination.missingFields(mapping);
    if (missing.length > 0) refuse('LEDGER_MAPPING_INCOMPLETE', { fields: missing });
    if (this.isBusy) refuse('IMPORT_ALREADY_RUNNING');
    if (this.isOver || this.#progress.stage === 'receiving') refuse('IMPORT_NOT_FOUND');
    return this.#step(async () => {
      this.#report({ stage: 'checking', rowsDone: 0, ...nothingYet }, true);
      const facts = await this.#parts.database.read(reader => this.#destination.factsForCheck(reader));
      let counts = await this.#thread.ask('check', { mapping, facts });
      this.#report(counts);
      const places: number[] = [];
      for (let from = 0; ; from += keysPerReading) {
        this.#stopIfCancelled();
        const { keys, count } = await this.#thread.ask('keys', { from, count: keysPerReading });
        if (count === 0) break;
        const known = await this.#parts.database.read(reader => this.#destination.findRowsInBranch(reader, keys));
        places.push(...known.map(place => from + place));
      }
      if (places.length > 0) counts = await this.#thread.ask('dropKnown', { places });
      this.#report({ ...counts, stage: 'checked', rowsDone: counts.rowCount }, true);
      return this.progress;
    });
  }

  /** Stores all good rows or none. A repeat under the same commandId waits for the same result. */
  store(command: Command, byStaffId: string): Promise<Progress> {
    if (this.#storing?.commandId === command.commandId) return this.#storing.result;
    if (this.#storing || this.isBusy) refuse('IMPORT_ALREADY_RUNNING');
    if (this.isOver) refuse('IMPORT_NOT_FOUND');
    if (this.#progress.stage !== 'checked' || this.#progress.good === 0) return Promise.resolve(this.progress);
    const result = this.#step(() => this.#store(command, byStaffId));
    this.#storing = { commandId: command.commandId, result };
    void result.catch(() => { this.#storing = null; });
    return result;
  }

  async #store(command: Command, byStaffId: string): Promise<Progress> {
    const { database, clock, live } = this.#parts;
    const destination = this.#destination;
    const { good, rowCount } = this.#progress;
    this.#report({ stage: 'storing', rowsDone: 0 }, true);
    try {
      for (let from = 0; from < good; from += rowsPerStep) {
        this.#stopIfCancelled();
        const { rows, count } = await this.#thread.ask('take', { from, count: rowsPerStep });
        await database.change(tx => destination.stageRows(tx, this.id, rows));
        this.#report({ rowsDone: from + count });
      }
      const refusedPacked = await this.#thread.ask('refusedPacked', {});
      this.#stopIfCancelled();
      this.#isMoving = true;
      const done = await database.write(command, async (tx): Promise<LedgerProgress> => {
        const stored = await destination.moveStagedRows(tx, { importId: this.id, fileName: this.#fileName, rowCount, byStaffId, at: clock.now() });
        tx.afterCommit(() => live.publish(destination.topic));
        // Somebody may have brought one of them in since the check.
        return { ...this.#progress, stage: 'done', rowsDone: good, good: stored, duplicatesInBranch: this.#progress.duplicatesInBranch + good - stored, problems: [] };
      });
      this.#report({ ...done, problems: this.#progress.problems }, true);
      this.#refusedPacked = refusedPacked;
      await this.#thread.end();
    } finally {
      this.#isMoving = false;
      this.#tidied = clearAllStagedRows(this.#parts, destination);
    }
    return this.progress;
  }

  /** Gives the import up, unless its rows are just becoming the branch's own or already are. */
  async cancel(): Promise<Progress> {
    if (this.#isMoving || this.isOver) return this.progress;
    this.#isCancelled = true;
    if (!this.isBusy) this.#report({ stage: 'cancelled' }, true);
    else await this.#storing?.result.catch(() => undefined);
    await this.#thread.end();
    if (!this.isOver) this.#report({ stage: 'cancelled' }, true);
    return this.progress;
  }

  /** CSV of the rows that were not taken. Errors: IMPORT_NOT_FOUND once it was given up. */
  async refusedRows(language: FileLanguage): Promise<File> {
    if (this.#progress.stage === 'cancelled' || this.#progress.stage === 'failed') refuse('IMPORT_NOT_FOUND');
    const csv = this.#refusedPacked ? await unpack(this.#refusedPacked[language]) : (await this.#thread.ask('refused', { language })).csv;
    const base = this.#fileName.replace(/\.[^.]*$/u, '');
    return new File([csv], `${base}-${language === 'en' ? 'to-mend' : '待修改'}.csv`, { type: 'text/csv' });
  }

  /** Ends the thread and forgets the ledger; nothing of it is left beside the branch's rows afterwards. */
  async dispose(): Promise<void> {
    if (this.#letGo) clearTimeout(this.#letGo);
    await this.#thread.end();
    await this.#tidied;
  }

  /** Runs one step; whatever goes wrong ends as a refusal the screen has words for, and the import is over. */
  async #step<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#lastTouchedAt = this.#parts.clock.now();
    if (this.#letGo) clearTimeout(this.#letGo);
    try {
      const result = await work();
      this.#waitForSomebody();
      return result;
    } catch (error) {
      if (this.#isCancelled) {
        this.#report({ stage: 'cancelled' }, true);
        return refuse('IMPORT_NOT_FOUND');
      }
      this.#report({ stage: 'failed', failure: error instanceof LedgerFault ? codeOf(error) : isRefusal(error) ? error.code : 'FAULT' }, true);
      await this.#thread.end();
      if (error instanceof LedgerFault) refuseFault(error);
      throw error;
    }
  }

  /** From here on a person is waited for, not for ever: a ledger in memory is a burden for the whole hall. */
  #waitForSomebody(): void {
    if (this.#letGo) clearTimeout(this.#letGo);
    this.#letGo = setTimeout(() => { if (!this.isBusy) void this.cancel(); }, longestIdleMs).unref();
  }

  #stopIfCancelled(): void {
    if (this.#isCancelled) throw new Cancelled('the import was given up');
  }

  /** Watchers hear at most a few times a second, and of every change of stage. */
  #report(change: Partial<LedgerProgress>, isStage = false): void {
    this.#progress = { ...this.#progress, ...change };
    const now = performance.now();
    if (!isStage && now - this.#lastReportAt < reportEveryMs) return;
    this.#lastReportAt = now;
    this.#parts.live.publish(`import:${this.id}`);
  }
}

/**
 * Clears what an import left beside the branch's rows, in steps the hall does not notice. Never rejects: nobody can find those
 * rows, and the next start tries again.
 */
export async function clearAllStagedRows({ database, log }: Pick<BranchParts, 'database' | 'log'>, { clearStagedRows }: Pick<LedgerDestination<unknown, unknown>, 'clearStagedRows'>): Promise<void> {
  try {
    while (await database.change(clearStagedRows)) { /* until nothing is left */ }
  } catch (error) {
    log.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'rows of an unfinished import could not be cleared yet');
  }
}

/** Errors: LEDGER_TOO_LARGE. */
export function refuseTooLarge(byteCount: number): void {
  if (byteCount > ledgerLimits.maxMegabytes * 1024 * 1024) refuse('LEDGER_TOO_LARGE', { maxMegabytes: ledgerLimits.maxMegabytes, maxRows: ledgerLimits.maxRows });
}

const inflate = promisify(gunzip);

async function unpack(packed: Uint8Array): Promise<string> {
  return (await inflate(packed)).toString('utf8');
}

function codeOf({ reason }: LedgerFault): string {
  if (reason === 'tooLarge') return 'LEDGER_TOO_LARGE';
  return reason === 'empty' ? 'LEDGER_EMPTY' : 'LEDGER_UNREADABLE';
}

function refuseFault({ reason }: LedgerFault): never {
  if (reason === 'tooLarge') return refuse('LEDGER_TOO_LARGE', { maxMegabytes: ledgerLimits.maxMegabytes, maxRows: ledgerLimits.maxRows });
  if (reason === 'empty') return refuse('LEDGER_EMPTY');
  return refuse('LEDGER_UNREADABLE', { reason });
}
