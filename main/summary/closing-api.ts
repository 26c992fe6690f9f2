import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { currentCheckpoint } from '../access-log/access-log-checkpoints-store.ts';
import { logSize } from '../access-log/access-log-tree-store.ts';
import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import { businessDateOf, wallClock } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import type { DaySummary, FrozenSummary, SummaryCheck } from '../../shared/summary.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { numbersUnprinted } from '../printing/print-jobs-store.ts';
import { listServices } from '../queue/catalogue-store.ts';
import { closeBusinessDate, findDateToClose, isDayClosed, numbersAtWindows } from '../queue/days-store.ts';
import { closingChecks } from './closing-checks.ts';
import { readDayFacts, spanOf, type DayAsked } from './day-facts-store.ts';
import { summarise } from './day-summary.ts';
import { sealed } from './freezing.ts';
import { changesBetween } from './summary-changes.ts';
import { countPrints, findSummary, hadTickets, insertPdf, insertPrint, insertSummary, listVersions, numbersLeft, pdfHashes, readPdf, summaryOf, type StoredSummary } from './summary-store.ts';
import { wallMinutes } from './wall-minutes.ts';

type Inputs = BranchInputs['summary'];
type Outputs = BranchOutputs['summary'];
type Manager = { staffId: string; staffName: string; stationId: string | null };

/** The end of a day: the checklist, closing and freezing together, corrections, prints. */
export function closingApi({ database, clock, branch, live }: Pick<BranchParts, 'database' | 'clock' | 'branch' | 'live'>) {
  return { closing, closeDay, closingDue, backUp, frozen, correct, recordPrint, keepPdf, pdf };

  function askedOf(businessDate: string): DayAsked {
    return { businessDate, branch: branch() ?? refuse('NOT_SET_UP'), nowMs: clock.now() };
  }

  function today(): string {
    return businessDateOf(clock.now(), (branch() ?? refuse('NOT_SET_UP')).timeZone);
  }

  async function closing(): Promise<Outputs['closing']> {
    return database.read(async reader => {
      const businessDate = await findDateToClose(reader, today());
      return { businessDate, isClosed: await isDayClosed(reader, businessDate), checks: await readChecks(reader, businessDate, false) };
    });
  }

  async function readChecks(reader: Queries, businessDate: string, isBoxEmptied: boolean): Promise<SummaryCheck[]> {
    const asked = askedOf(businessDate);
    const log = { size: await logSize(reader), signedSize: (await currentCheckpoint(reader))?.size ?? 0 };
    const { lastBackupAt } = database.state;
    return closingChecks({
      summary: await summaryNow(reader, asked), atWindows: await numbersAtWindows(reader), ...await numbersLeft(reader), unprinted: await numbersUnprinted(reader, businessDate), isBoxEmptied, log, lastBackupAt,
    }, spanOf(asked).fromAt);
  }

  async function closeDay(command: Command, { isBoxEmptied, words }: Inputs['closeDay'], manager: Manager): Promise<Outputs['closeDay']> {
    return database.write(command, async tx => {
      if (!isBoxEmptied) refuse('BOX_NOT_EMPTIED');
      const checks = await readChecks(tx, await findDateToClose(tx, today()), isBoxEmptied);
      const closed = await closeBusinessDate(tx, today(), clock.now(), manager);
      await freeze(tx, askedOf(closed.businessDate), { words, checks, by: manager });
      tx.afterCommit(() => live.publish('queue'));
      return closed;
    });
  }

  /** Only of a day that had tickets: a branch that stayed shut is not reminded. */
  async function closingDue(): Promise<Outputs['closingDue']> {
    const { timeZone } = branch() ?? refuse('NOT_SET_UP');
    return database.read(async reader => {
      const businessDate = await findDateToClose(reader, today());
      const { time } = wallClock(clock.now(), timeZone);
      const isOver = businessDate < today() || (await listServices(reader)).every(({ isActive, opensAt, closesAt }) => !isActive || (opensAt < closesAt && closesAt <= time));
      const isDue = isOver && !await isDayClosed(reader, businessDate) && await hadTickets(reader, businessDate);
      return { businessDate: isDue ? businessDate : null };
    });
  }

  async function backUp(command: Command): Promise<Outputs['backUp']> {
    await database.backup('request');
    return database.write(command, async () => ({ at: clock.now() }));
  }

  async function frozen({ businessDate }: Inputs['frozen']): Promise<Outputs['frozen']> {
    return database.read(async reader => {
      const versions = await listVersions(reader, businessDate);
      const [newest] = versions;
      const prints = await countPrints(reader, businessDate);
      const pdfs = await pdfHashes(reader, businessDate);
      return {
        versions: versions.map(stored => asFrozen(stored, prints.get(stored.id) ?? 0, pdfs.get(stored.id) ?? null)),
        changedSince: newest ? changesBetween(summaryOf(newest), await summaryNow(reader, askedOf(businessDate))) : [],
      };
    });
  }

  async function correct(command: Command, { businessDate, words }: Inputs['correct'], manager: Manager): Promise<Outputs['correct']> {
    return database.write(command, async tx => {
      const [newest] = await listVersions(tx, businessDate);
      if (!newest) refuse('DAY_NOT_FROZEN');
      const { version, changes } = await freeze(tx, askedOf(businessDate), { words, checks: [], by: manager });
      if (changes.length === 0) refuse('NOTHING_TO_CORRECT');
      return { version };
    });
  }

  async function recordPrint(command: Command, { summaryId }: Inputs['recordPrint'], by: Omit<Manager, 'stationId'>): Promise<Outputs['recordPrint']> {
    return database.write(command, async tx => {
      if (!await findSummary(tx, summaryId)) refuse('DAY_NOT_FROZEN');
      const printedAt = clock.now();
      const ordinal = await insertPrint(tx, { id: uuidv7(), summaryId, printedAt, byStaffId: by.staffId, byName: by.staffName });
      return { ordinal, printedAt, checkpointText: (await currentCheckpoint(tx))?.text ?? null };
    });
  }

  async function keepPdf(command: Command, { summaryId, pdf: file }: Inputs['keepPdf']): Promise<Outputs['keepPdf']> {
    const content = Buffer.from(await file.arrayBuffer());
    if (content.subarray(0, 5).toString('latin1') !== '%PDF-') refuse('NOT_A_PDF');
    return database.write(command, async tx => {
      if (!await findSummary(tx, summaryId)) refuse('DAY_NOT_FROZEN');
      const sha256 = createHash('sha256').update(content).digest('hex');
      await insertPdf(tx, { summaryId, sha256, byteLength: content.length, madeAt: clock.now() }, content);
      return { sha256 };
    });
  }

  async function pdf({ summaryId }: Inputs['pdf']): Promise<File> {
    return database.read(async reader => {
      const [content, stored] = [await readPdf(reader, summaryId), await findSummary(reader, summaryId)];
      if (!content || !stored) refuse('DAY_NOT_FROZEN');
      return new File([new Uint8Array(content)], `summary-${stored.businessDate}-${stored.version}.pdf`, { type: 'application/pdf' });
    });
  }
}

/** The figures of a day as the records are now. */
export async function summaryNow(reader: Queries, asked: DayAsked): Promise<DaySummary> {
  return summarise(await readDayFacts(reader, asked), wallMinutes(asked.branch.timeZone));
}

/** Freezes the figures of a day as its next version; `by` null: the service itself, provisionally when nobody closed the day. Answers the version and what changed. */
export async function freeze(tx: Transaction, asked: DayAsked, how: { words: string; checks: SummaryCheck[]; by: Manager | null; isProvisional?: boolean }): Promise<StoredSummary> {
  const [before] = await listVersions(tx, asked.businessDate);
  const summary = await summaryNow(tx, asked);
  const stored: StoredSummary = {
    id: uuidv7(), businessDate: asked.businessDate, version: (before?.version ?? 0) + 1, isProvisional: how.isProvisional ?? false, ...sealed(summary),
    frozenAt: asked.nowMs, frozenBy: how.by?.staffId ?? null, frozenByName: how.by?.staffName ?? null, words: how.words, checks: how.checks,
    changes: before ? changesBetween(summaryOf(before), summary) : [],
  };
  await insertSummary(tx, stored);
  return stored;
}

function asFrozen(stored: StoredSummary, prints: number, pdfSha256: string | null): FrozenSummary {
  const { id, version, isProvisional, sha256, frozenAt, frozenByName, words, checks, changes } = stored;
  return { id, version, isProvisional, summary: summaryOf(stored), sha256, frozenAt, frozenByName, words, checks, changes, prints, pdfSha256 };
}
