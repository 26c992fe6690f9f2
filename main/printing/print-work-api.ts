import { v7 as uuidv7 } from 'uuid';
import { businessDateOf, wallClock } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import type { PaperKind, PrinterStanding, PrintJob, PrintProblem } from '../../shared/printing.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Transaction } from '../database/database.ts';
import { choosePrinter } from './choose-printer.ts';
import { keepPrintLines } from './print-lines.ts';
import { failLeftQueued, findJob, insertJob, storeOutcome, type StoredJob } from './print-jobs-store.ts';
import { askPrinter, printOn, usualPatience, type Met, type Patience } from './printer-connection.ts';
import { listPrinters, noteAnswering, type StoredPrinter } from './printers-store.ts';
import { receiptPicture } from './receipt-picture.ts';
import { receiptBytes } from './receipt-bytes.ts';
import type { SystemPrinters } from './system-printers.ts';
import { testPaper } from './test-paper.ts';
import { readSlipPaper } from './slip-paper-store.ts';
import { slipPaper } from './slip-paper.ts';
import { readTicketPaper } from './ticket-paper-store.ts';
import { ticketPaper } from './ticket-paper.ts';

/** A paper somebody wants; `paper`, `number` and the rest as in the table. */
export interface WantedPaper {
  paper: PaperKind;
  subjectId: string;
  number: string;
  attempt: number;
  peopleAhead: number | null;
  stationId: string | null;
  staffId: string | null;
}

export type PrintWork = Awaited<ReturnType<typeof startPrinting>>;

/**
 * The printers at work, beside the writer and never in its way: a job is stored with whatever asked for it, handed to its
 * printer's line after the commit, and its outcome is written when the printer is done.
 *
 * Jobs the last run of the service left behind are failed first: whether their papers came out nobody knows, and printing them
 * again unasked would put two papers with one number into the hall.
 */
export async function startPrinting(
  { database, clock, live, log, branch }: BranchParts,
  { patience = usualPatience, systemPrinters = null }: { patience?: Patience; systemPrinters?: SystemPrinters | null } = {},
) {
  const left = await database.change(tx => failLeftQueued(tx, clock.now()));
  if (left > 0) log.warn({ left }, 'papers were under way when the service ended');
  let printers = await database.read(listPrinters);
  const standings = new Map<string, NonNullable<PrinterStanding>>();
  const lines = keepPrintLines(print, report);

  return {
    /** The printer of a station, or null. */
    printerFor: (stationId: string | null): StoredPrinter | null => choosePrinter(printers, stationId),
    printer: (printerId: string): StoredPrinter | null => printerOf(printerId),
    standingOf: (printerId: string): PrinterStanding => standings.get(printerId) ?? null,
    queuePaper,

    /** The paper of a ticket just issued; none where the station has no printer. */
    async queueTicket(tx: Transaction, { id, number, peopleAhead }: { id: string; number: string; peopleAhead: number }, { stationId, staffId }: { stationId: string | null; staffId: string | null }): Promise<void> {
      const printer = choosePrinter(printers, stationId);
      if (printer) await queuePaper(tx, printer.id, { paper: 'ticket', subjectId: id, number, attempt: 1, peopleAhead, stationId, staffId });
    },

    /** The names of the system's printers; null where the desktop application is not. */
    systemPrinters: async (): Promise<string[] | null> => (systemPrinters ? systemPrinters.list() : null),

    /** Reads the printers anew, after one was changed. */
    async reload(): Promise<void> {
      printers = await database.read(listPrinters);
      for (const id of standings.keys()) if (!printerOf(id)) standings.delete(id);
      live.publish('printing');
    },

    /** Asks every printer that is not at work how it is. */
    askAll(): void {
      for (const { id } of printers) lines.whenFree(id, () => ask(id));
    },

    stop: () => lines.stop(),
  };

  /** Stores a job of this printer in the transaction; after its commit the printer gets it. */
  async function queuePaper(tx: Transaction, printerId: string, wanted: WantedPaper): Promise<PrintJob> {
    const { timeZone } = branch() ?? refuse('NOT_SET_UP');
    const at = clock.now();
    const job = await insertJob(tx, { ...wanted, id: uuidv7(), printerId, businessDate: businessDateOf(at, timeZone), queuedAt: at });
    tx.afterCommit(() => {
      lines.add(printerId, job.id);
      live.publish('printing');
    });
    return job;
  }

  async function print(printerId: string, jobId: string): Promise<PrintProblem | null> {
    try {
      const printer = printerOf(printerId);
      if (!printer) return 'printerRemoved';
      const document = await documentOf(printer, jobId);
      return document === null ? 'refused' : await meet(printer, await printOut(printer, document));
    } catch (error) {
      log.error({ err: error, jobId }, 'a paper could not be printed');
      return 'refused';
    }
  }

  async function printOut({ line, widthMm, answersStatus }: StoredPrinter, document: string): Promise<Met> {
    if (line.kind === 'system') {
      if (!systemPrinters) return { problem: 'noDesktop', answers: false };
      return { problem: await systemPrinters.print(receiptPicture(document, widthMm), line.deviceName) ? null : 'refused', answers: false };
    }
    return printOn({ ...line, answersStatus }, receiptBytes(document, widthMm), patience);
  }

  async function documentOf({ name, widthMm }: StoredPrinter, jobId: string): Promise<string | null> {
    const present = branch() ?? refuse('NOT_SET_UP');
    const { name: branchName, timeZone } = present;
    return database.read(async reader => {
      const job = await findJob(reader, jobId);
      if (!job) return null;
      if (job.paper === 'test') return testPaper({ branchName, printerName: name, printedAt: momentOf(job, timeZone) }, widthMm);
      if (job.paper === 'slip') {
        const slip = await readSlipPaper(reader, job, present);
        return slip && slipPaper(slip, widthMm);
      }
      const paper = await readTicketPaper(reader, job, { name: branchName, timeZone });
      return paper && ticketPaper(paper, widthMm);
    });
  }

  async function ask(printerId: string): Promise<void> {
    const printer = printerOf(printerId);
    if (printer?.line.kind !== 'tcp') return;
    await meet(printer, await askPrinter({ ...printer.line, answersStatus: printer.answersStatus }, patience));
    live.publish('printing');
  }

  /** Remembers how a printer was met, and since when it has been like that. */
  async function meet(printer: StoredPrinter, { problem, answers }: Met): Promise<PrintProblem | null> {
    if (standings.get(printer.id)?.problem !== problem) standings.set(printer.id, { problem, sinceAt: clock.now() });
    if (answers && !printer.answersStatus) {
      printer.answersStatus = true;
      await database.change(tx => noteAnswering(tx, printer.id)).catch((error: unknown) => log.error({ err: error }, 'that a printer answers could not be noted'));
    }
    return problem;
  }

  async function report(jobIds: string[], problem: PrintProblem | null): Promise<void> {
    if (problem !== null) log.warn({ jobIds, problem }, 'papers were not printed');
    await database.change(tx => storeOutcome(tx, jobIds, problem, clock.now()))
      .catch((error: unknown) => log.error({ err: error, jobIds }, 'what became of papers could not be stored'));
    live.publish('printing');
  }

  function printerOf(printerId: string): StoredPrinter | null {
    return printers.find(each => each.id === printerId) ?? null;
  }
}

function momentOf({ queuedAt }: StoredJob, timeZone: string): string {
  const { date, time } = wallClock(queuedAt, timeZone);
  return `${date} ${time}`;
}
