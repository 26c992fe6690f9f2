import { implement } from '@orpc/server';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import { printingContract, type FailedPaper, type PrintJob, type WatchedPrinter } from '../../shared/printing.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import type { Command, Queries } from '../database/database.ts';
import { cancelTicket } from '../queue/queue-store.ts';
import { asJob, listFailed, newestJob, newestJobs, storeVoid, type StoredJob } from './print-jobs-store.ts';
import type { PrintWork } from './print-work-api.ts';
import { readSlipStanding } from './slip-paper-store.ts';
import { deletePrinter, listPrinters, storePrinter } from './printers-store.ts';

type Inputs = BranchInputs['printing'];

const askEveryMs = 10_000;

/** Printing: what became of a ticket's paper, reprint and void, and the printers themselves. */
export function printingApi({ database, clock, live, branch }: BranchParts, work: PrintWork) {
  const contract = implement(printingContract).$context<Caller>();
  return {
    watchPaper: contract.watchPaper.handler(({ input, signal }) => watchPaper(input.subjectId, signal)),
    reprint: contract.reprint.handler(call => reprint(commandOf(call), call.input.ticketId, call.context)),
    voidTicket: contract.voidTicket.handler(call => voidTicket(commandOf(call), call.input, call.context)),
    printSlip: contract.printSlip.handler(call => printSlip(commandOf(call), call.input.visitId, call.context)),
    watchFailures: contract.watchFailures.handler(({ signal }) => live.watch('printing', 'printing.failures', () => database.read(readFailures), signal)),
    watchPrinters: contract.watchPrinters.handler(({ signal }) => watchPrinters(signal)),
    systemPrinters: contract.systemPrinters.handler(() => work.systemPrinters()),
    savePrinter: contract.savePrinter.handler(call => savePrinter(commandOf(call), call.input)),
    removePrinter: contract.removePrinter.handler(call => removePrinter(commandOf(call), call.input.printerId)),
    printTestPage: contract.printTestPage.handler(call => printTestPage(commandOf(call), call.input.printerId, call.context)),
  };

  async function* watchPaper(subjectId: string, signal: AbortSignal | undefined): AsyncGenerator<{ job: PrintJob | null }> {
    const read = () => database.read(async reader => {
      const job = await newestJob(reader, subjectId);
      return { job: job && asJob(job) };
    });
    yield* live.watch('printing', `printing.paper.${subjectId}`, read, signal);
  }

  async function reprint(command: Command, ticketId: string, caller: Caller): Promise<PrintJob> {
    return database.write(command, async tx => {
      const job = await paperOf(tx, ticketId, caller);
      const { stationId, staffId } = doerOf(caller);
      const printer = work.printerFor(stationId) ?? work.printer(job.printerId) ?? refuse('NO_PRINTER');
      const { paper, subjectId, number, attempt, peopleAhead } = job;
      return work.queuePaper(tx, printer.id, { paper, subjectId, number, attempt: attempt + 1, peopleAhead, stationId, staffId });
    });
  }

  async function voidTicket(command: Command, { ticketId, reason }: Inputs['voidTicket'], caller: Caller): Promise<PrintJob> {
    return database.write(command, async tx => {
      const job = await paperOf(tx, ticketId, caller);
      if (job.state !== 'failed') refuse('PAPER_NOT_FAILED', { number: job.number });
      await cancelTicket(tx, ticketId, { ...doerOf(caller), at: clock.now(), reason });
      tx.afterCommit(() => {
        live.publish('queue');
        live.publish('printing');
      });
      return storeVoid(tx, job.id);
    });
  }

  async function printSlip(command: Command, visitId: string, caller: Caller): Promise<PrintJob> {
    return database.write(command, async tx => {
      const visit = await readSlipStanding(tx, visitId) ?? refuse('VISIT_NOT_FOUND');
      if (visit.staffId !== staffOf(caller).staffId) refuse('NOT_YOUR_VISIT');
      if (visit.told === 0) refuse('SLIP_EMPTY');
      const { stationId, staffId } = doerOf(caller);
      const printer = work.printerFor(stationId) ?? refuse('NO_PRINTER');
      const earlier = await newestJob(tx, visitId);
      if (earlier?.state === 'queued') refuse('PAPER_UNDER_WAY', { number: earlier.number });
      return work.queuePaper(tx, printer.id, { paper: 'slip', subjectId: visitId, number: visit.number, attempt: (earlier?.attempt ?? 0) + 1, peopleAhead: null, stationId, staffId });
    });
  }

  /**
   * The newest job of a ticket, when the caller may act on it: clerks and managers on any that is done, a station by itself
   * only on a failed one that it asked for.
   *
   * Errors: PAPER_NOT_FOUND, PAPER_UNDER_WAY, PAPER_OF_OTHER_STATION, PAPER_NOT_FAILED.
   */
  async function paperOf(reader: Queries, ticketId: string, { connection: { session, station } }: Caller): Promise<StoredJob> {
    const job = await newestJob(reader, ticketId);
    if (job?.paper !== 'ticket') refuse('PAPER_NOT_FOUND');
    if (job.state === 'queued') refuse('PAPER_UNDER_WAY', { number: job.number });
    const isClerk = session !== null && !session.isLocked && session.roles.some(role => role === 'clerk' || role === 'manager');
    if (isClerk) return job;
    if (job.stationId === null || job.stationId !== station?.id) refuse('PAPER_OF_OTHER_STATION');
    if (job.state !== 'failed') refuse('PAPER_NOT_FAILED', { number: job.number });
    return job;
  }

  async function readFailures(reader: Queries): Promise<FailedPaper[]> {
    const { timeZone } = branch() ?? refuse('NOT_SET_UP');
    return listFailed(reader, businessDateOf(clock.now(), timeZone));
  }

  async function* watchPrinters(signal: AbortSignal | undefined): AsyncGenerator<WatchedPrinter[]> {
    const asking = setInterval(() => work.askAll(), askEveryMs);
    work.askAll();
    try {
      yield* live.watch('printing', 'printing.printers', () => database.read(readPrinters), signal);
    } finally {
      clearInterval(asking);
    }
  }

  async function readPrinters(reader: Queries): Promise<WatchedPrinter[]> {
    const printers = await listPrinters(reader);
    const tests = await newestJobs(reader, printers.map(({ id }) => id));
    return printers.map(({ id, name, line, widthMm, stationId }) => ({ id, name, line, widthMm, stationId, standing: work.standingOf(id), lastTest: tests.get(id) ?? null }));
  }

  async function savePrinter(command: Command, { commandId: _, ...printer }: Inputs['savePrinter']) {
    await database.write(command, tx => storePrinter(tx, printer, clock.now()));
    await work.reload();
    work.askAll();
    return printer;
  }

  async function removePrinter(command: Command, printerId: string): Promise<{ removed: boolean }> {
    const removed = await database.write(command, tx => deletePrinter(tx, printerId));
    await work.reload();
    return { removed };
  }

  async function printTestPage(command: Command, printerId: string, caller: Caller): Promise<PrintJob> {
    return database.write(command, async tx => {
      const printer = work.printer(printerId) ?? refuse('PRINTER_NOT_FOUND');
      const attempt = ((await newestJob(tx, printerId))?.attempt ?? 0) + 1;
      return work.queuePaper(tx, printerId, { paper: 'test', subjectId: printerId, number: printer.name, attempt, peopleAhead: null, ...doerOf(caller) });
    });
  }
}

function doerOf({ connection: { session, station } }: Caller): { staffId: string | null; stationId: string | null } {
  return { staffId: session?.staffId ?? null, stationId: station?.id ?? null };
}
