import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { LedgerDesk } from './ledger-desk.ts';
import { LedgerFault } from './ledger-fault.ts';
import type { FromLedgerWorker, LedgerTask, LedgerWork, ToLedgerWorker } from './ledger-worker-messages.ts';
import { describeLedger, readLedger } from './read-ledger.ts';

// The thread that reads, checks and prepares a ledger, so that a call in the hall never waits for it.

let desk: LedgerDesk | null = null;
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
    const ledger = await readLedger(file, message.asked.sheetName).finally(() => { parts = desk ? [file] : []; });
    if (ledger.table.sheetNames.length > 1) parts = [file];
    desk = new LedgerDesk(ledger);
    return describeLedger(ledger);
  }
  if (!desk) throw new Error('a ledger must be opened first');
  switch (message.task) {
    case 'check': return desk.check(message.asked.mapping, rowsDone => post({ rowsDone }));
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
