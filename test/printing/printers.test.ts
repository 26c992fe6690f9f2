import { afterEach, expect, it } from 'vitest';
import { isLocalAddress, type WatchedPrinter } from '../../shared/printing.ts';
import { aPrintingHall } from '../builders/a-printing-hall.ts';
import { aReceiptPrinter } from '../builders/a-receipt-printer.ts';
import { newCommandId, refusalOf } from '../builders/a-staffed-branch.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open() {
  const [hall, printer] = [await aPrintingHall(), await aReceiptPrinter()];
  closing.push(() => hall.close(), () => printer.unplug());
  return { hall, printer };
}

/** The printers as the administrator's page sees them, as soon as they are so. */
async function printersOnce(hall: Awaited<ReturnType<typeof aPrintingHall>>, areSo: (printers: WatchedPrinter[]) => boolean): Promise<WatchedPrinter[]> {
  const stop = new AbortController();
  try {
    for await (const printers of await hall.administrator().printing.watchPrinters(undefined, { signal: stop.signal })) if (areSo(printers)) return printers;
  } finally {
    stop.abort();
  }
  throw new Error('the live picture of the printers ended');
}

it('a printer that is added is asked how it is, without anything being printed', async () => {
  const { hall, printer } = await open();
  await hall.addPrinter(printer.line);
  await printersOnce(hall, ([first]) => first?.standing?.problem === null);
  printer.mood.coverOpen = true;
  const [open_] = await printersOnce(hall, ([first]) => first?.standing?.problem === 'coverOpen');
  expect(open_?.standing?.sinceAt).toBe(hall.hall.clock.now());
  await printer.unplug();
  await printersOnce(hall, ([first]) => first?.standing?.problem === 'notReachable');
  expect(printer.papers).toEqual([]);
});

it('a test page is printed, and the page tells what became of it', async () => {
  const { hall, printer } = await open();
  const printerId = await hall.addPrinter(printer.line, { widthMm: 58, name: '一号' });
  await hall.administrator().printing.printTestPage({ commandId: newCommandId(), printerId });
  await printersOnce(hall, ([first]) => first?.lastTest?.state === 'printed');
  expect(printer.papers[0]?.lines).toEqual(expect.arrayContaining(['一号', '58 mm · 每行 32 个字符']));
  printer.mood.outOfPaper = true;
  await hall.administrator().printing.printTestPage({ commandId: newCommandId(), printerId });
  const [printerNow] = await printersOnce(hall, ([first]) => first?.lastTest?.state === 'failed');
  expect(printerNow).toMatchObject({ standing: { problem: 'outOfPaper' }, lastTest: { attempt: 2, problem: 'outOfPaper' } });
});

it('a printer that is removed prints no more; papers on their way to it fail', async () => {
  const { hall, printer } = await open();
  printer.mood.slowMs = 100;
  const printerId = await hall.addPrinter(printer.line);
  const [, second] = [await hall.issue(), await hall.issue()];
  await hall.administrator().printing.removePrinter({ commandId: newCommandId(), printerId });
  expect(await hall.outcomeOf(second.id)).toMatchObject({ state: 'failed', problem: 'printerRemoved' });
  expect(await refusalOf(hall.administrator().printing.printTestPage({ commandId: newCommandId(), printerId }))).toMatchObject({ code: 'PRINTER_NOT_FOUND' });
  expect(await refusalOf(hall.clerk().printing.reprint({ commandId: newCommandId(), ticketId: second.id }))).toMatchObject({ code: 'NO_PRINTER' });
});

it('only addresses of this machine and of private networks are taken', () => {
  const taken = ['10.1.2.3', '172.16.0.9', '172.31.255.1', '192.168.1.100', '169.254.7.7', '127.0.0.1'];
  const refused = ['8.8.8.8', '172.32.0.1', '172.15.0.1', '192.169.1.1', '100.64.0.1', '0.0.0.0', '10.0.0.256', 'printer.local', '[::1]', '127.1', '0x7f000001', '10.0.0.1/x', ''];
  expect([...taken, ...refused].filter(isLocalAddress)).toEqual(taken);
});

it('a printer elsewhere or on a port of the system is refused at the edge', async () => {
  const { hall } = await open();
  for (const line of [{ address: '8.8.8.8', port: 9100 }, { address: '192.168.1.5', port: 22 }, { address: '192.168.1.5', port: 65_536 }]) {
    expect(await refusalOf(hall.addPrinter({ kind: 'tcp', ...line }))).toMatchObject({ code: 'BAD_REQUEST' });
  }
});
