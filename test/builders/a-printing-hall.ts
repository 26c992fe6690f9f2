import { createRouterClient, implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { counterApi } from '../../main/counter/counter-api.ts';
import { printingApi } from '../../main/printing/printing-api.ts';
import { startPrinting } from '../../main/printing/print-work-api.ts';
import type { Patience } from '../../main/printing/printer-connection.ts';
import type { SystemPrinters } from '../../main/printing/system-printers.ts';
import { queueAndAppointments } from '../../main/queue/queue-api.ts';
import { branchContract } from '../../shared/branch-contract.ts';
import type { PaperWidth, PrinterLine, PrintJob } from '../../shared/printing.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { aHall } from './a-hall.ts';

/** Short, for tests that wait for it to run out. */
export const shortPatience: Patience = { connectMs: 300, answerMs: 150, writeMs: 300, printMs: 400 };

/** A hall with one service and one window, whose tickets are printed. */
export async function aPrintingHall({ patience = shortPatience, systemPrinters = null, hall: given = aHall().withService('A').withWindows(1) }: { patience?: Patience; systemPrinters?: SystemPrinters | null; hall?: ReturnType<typeof aHall> } = {}) {
  const hall = await given.open();
  const parts = hall.parts();
  const { printing, queue, counter, appointments } = branchContract;
  const connect = async () => {
    const work = await startPrinting(parts, { patience, systemPrinters });
    const router = implement({ printing, queue, counter, appointments }).$context<Caller>()
      .router({ printing: printingApi(parts, work), ...queueAndAppointments(parts, work.queueTicket), counter: counterApi(parts) });
    return { work, clientOf: (caller: Caller) => createRouterClient(router, { context: caller }) };
  };
  let service = await connect();
  const kiosk = await hall.caller('kiosk', null);
  const clerk = await hall.person('clerk', '李敏');
  const administrator = await hall.person('administrator', '赵强');

  /** The newest try for a ticket or a visit as soon as it is over. */
  async function outcomeOf(subjectId: string, isIt = (job: PrintJob) => job.state !== 'queued'): Promise<PrintJob> {
    const stop = new AbortController();
    try {
      for await (const { job } of await service.clientOf(kiosk).printing.watchPaper({ subjectId }, { signal: stop.signal })) if (job && isIt(job)) return job;
    } finally {
      stop.abort();
    }
    throw new Error('the live picture of the ticket ended');
  }

  return {
    hall,
    get work() { return service.work; },
    kiosk: () => service.clientOf(kiosk),
    clerk: () => service.clientOf(clerk),
    administrator: () => service.clientOf(administrator),
    clientOf: (caller: Caller) => service.clientOf(caller),
    kioskStationId: kiosk.connection.station?.id ?? null,
    outcomeOf,

    async addPrinter(line: PrinterLine, { widthMm = 80, stationId = null, name = '大厅打印机' }: { widthMm?: PaperWidth; stationId?: string | null; name?: string } = {}): Promise<string> {
      const id = uuidv7();
      await service.clientOf(administrator).printing.savePrinter({ commandId: uuidv7(), id, name, line, widthMm, stationId });
      return id;
    },

    /** A ticket from the kiosk. */
    async issue(client = service.clientOf(kiosk)) {
      hall.clock.advance(1000);
      return client.queue.issueTicket({ commandId: uuidv7(), serviceId: hall.serviceId('A') });
    },

    /** The service of printing begins anew on the same database, as after a kill. */
    async restart(): Promise<void> {
      service = await connect();
    },

    async close(): Promise<void> {
      await service.work.stop();
      await hall.close();
    },
  };
}
