import { parentPort, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { fileLedger } from './archive/file-ledger.ts';
import { customerLedger } from './customers/customer-ledger.ts';
import { LedgerDesk } from './ledger-import/ledger-desk.ts';
import type { LedgerRules } from './ledger-import/ledger-rules.ts';
import { LedgerFault } from './ledger-import/ledger-fault.ts';
import type { FromLedgerWorker, LedgerTask, LedgerWork, LedgerWorkerData, ToLedgerWorker } from './ledger-import/ledger-worker-messages.ts';
import { describeLedger, readLedger, type Ledger } from './ledger-import/read-ledger.ts';

// The thread that reads, checks and prepares a ledger, so that a call in the hall never waits for it.

const { kind } = workerData as LedgerWorkerData;
const { customaryHeaders, deskOf } = kind === 'files' ? kindOf(fileLedger) : kindOf(customerLedger);

let desk: ReturnType<typeof deskOf> | null = null;
let parts: Uint8Array[] = [];

parentPort?.on('message', (message: ToLedgerWorker) => {
  void answer(message).then(
    reply => post({ id: message.id, answer: reply }),
    (error: unknown) => post(error instanceof LedgerFault
      ? { id: message.id, fault: error.reason }
      // The name and place only: a message could quote a cell, and cells are personal data.
      : { id: message.id, error: error instanceof Error ? `${error.name} ${error.stack?.split('\n').slice(1, 4).join(' ') ?? ''}` : 'unknown' }),
  );
});

async function answer(message: ToLedgerWorker): Promise<LedgerWork[LedgerTask]['answer']> {
  if (message.task === 'add') {
    parts.push(new Uint8Array(message.asked.part));
    return null;
  }
  if (message.task === 'open') {
    const file = Buffer.concat(parts);
    // Only a workbook with several sheets may be opened again, at another one.
    parts = [];
    const ledger = await readLedger(file, { customaryHeaders }, message.asked.sheetName).finally(() => { parts = desk ? [file] : []; });
    if (ledger.table.sheetNames.length > 1) parts = [file];
    desk = deskOf(ledger);
    return describeLedger(ledger, { customaryHeaders });
  }
  if (!desk) throw new Error('a ledger must be opened first');
  switch (message.task) {
    case 'check': return desk.check(message.asked.mapping, message.asked.facts, rowsDone => post({ rowsDone }));
    case 'keys': return desk.keys(message.asked.from, message.asked.count);
    case 'dropKnown': return desk.dropKnown(message.asked.places);
    case 'take': return desk.take(message.asked.from, message.asked.count);
    case 'refused': return { csv: desk.refusedFile(message.asked.language) };
    case 'refusedPacked': return { 'zh-CN': gzipSync(desk.refusedFile('zh-CN')), en: gzipSync(desk.refusedFile('en')) };
  }
}

function post(message: FromLedgerWorker): void {
  parentPort?.postMessage(message);
}

/** The rules of one kind, without its type: one thread holds one ledger of one kind. */
function kindOf<Good>(rules: LedgerRules<Good>): { customaryHeaders: LedgerRules<Good>['customaryHeaders']; deskOf(ledger: Ledger): Pick<LedgerDesk<unknown>, keyof LedgerDesk<unknown>> } {
  return { customaryHeaders: rules.customaryHeaders, deskOf: ledger => new LedgerDesk(ledger, rules) };
}
