import { afterEach, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { ReceiptPicture, SystemPrinters } from '../../main/printing/system-printers.ts';
import { aHall } from '../builders/a-hall.ts';
import { aPrintingHall } from '../builders/a-printing-hall.ts';
import { aReceiptPrinter, qrWords, type PrinterMood } from '../builders/a-receipt-printer.ts';
import { newCommandId, refusalOf } from '../builders/a-staffed-branch.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(...given: Parameters<typeof aPrintingHall>) {
  const hall = await aPrintingHall(...given);
  closing.push(() => hall.close());
  return hall;
}

async function aPrinter(mood: Partial<PrinterMood> = {}) {
  const printer = await aReceiptPrinter(mood);
  closing.push(() => printer.unplug());
  return printer;
}

it('a ticket from the kiosk is printed with what its taker was told', async () => {
  const hall = await open();
  const printer = await aPrinter();
  await hall.addPrinter(printer.line, { widthMm: 58 });
  await hall.issue();
  const ticket = await hall.issue();
  expect(await hall.outcomeOf(ticket.id)).toMatchObject({ state: 'printed', number: 'A002', attempt: 1, problem: null });
  const paper = printer.papers.at(-1);
  expect(paper?.lines).toContain('A002');
  expect(paper?.lines.join('\n')).toContain('前面 1 人');
  expect(paper && await qrWords(paper)).toEqual([ticket.id]);
  expect(paper?.isCut).toBe(true);
});

it('without a printer a ticket is issued as ever, and has no paper', async () => {
  const hall = await open();
  const ticket = await hall.issue();
  const [first] = await firstOf(await hall.kiosk().printing.watchPaper({ subjectId: ticket.id }));
  expect(first).toEqual({ job: null });
  expect(await refusalOf(hall.clerk().printing.reprint({ commandId: newCommandId(), ticketId: ticket.id }))).toMatchObject({ code: 'PAPER_NOT_FOUND' });
});

it.each<[string, Partial<PrinterMood>, string]>([
  ['has no paper', { outOfPaper: true }, 'outOfPaper'],
  ['stands open', { coverOpen: true }, 'coverOpen'],
  ['hangs up in the middle', { hangsUpAfterBytes: 200 }, 'brokeOff'],
  ['runs out of paper on the way', { endsOnTheWay: true }, 'outOfPaper'],
])('a printer that %s fails the print, and says why', async (_what, mood, problem) => {
  const hall = await open();
  const printer = await aPrinter(mood);
  await hall.addPrinter(printer.line);
  expect(await hall.outcomeOf((await hall.issue()).id)).toMatchObject({ state: 'failed', problem });
});

it('an absent printer fails the print, also while it is asked how it is', async () => {
  const hall = await open();
  const printer = await aPrinter();
  await printer.unplug();
  await hall.addPrinter(printer.line);
  expect(await hall.outcomeOf((await hall.issue()).id)).toMatchObject({ state: 'failed', problem: 'notReachable' });
});

it('a printer that never answers counts as having printed what it took; one that used to answer does not', async () => {
  const hall = await open();
  const mute = await aPrinter({ answers: false });
  await hall.addPrinter(mute.line);
  expect(await hall.outcomeOf((await hall.issue()).id)).toMatchObject({ state: 'printed' });
  expect(mute.papers).toHaveLength(1);

  const second = await open();
  const printer = await aPrinter();
  await second.addPrinter(printer.line);
  expect(await second.outcomeOf((await second.issue()).id)).toMatchObject({ state: 'printed' });
  printer.mood.hangs = true;
  expect(await second.outcomeOf((await second.issue()).id)).toMatchObject({ state: 'failed', problem: 'silent' });
});

it('a failed paper is reprinted with the same number, marked as a reprint, and no number is used up by it', async () => {
  const hall = await open();
  const printer = await aPrinter({ outOfPaper: true });
  await hall.addPrinter(printer.line);
  const ticket = await hall.issue();
  await hall.outcomeOf(ticket.id);
  printer.mood.outOfPaper = false;
  await hall.kiosk().printing.reprint({ commandId: newCommandId(), ticketId: ticket.id });
  expect(await hall.outcomeOf(ticket.id)).toMatchObject({ state: 'printed', number: 'A001', attempt: 2 });
  expect(printer.papers.map(({ lines }) => lines.filter(line => line === 'A001' || line.startsWith('补打')))).toEqual([['A001', '补打 Reprint 2']]);
  expect((await hall.issue()).number).toBe('A002');
});

it('a void cancels the ticket with its reason, and its number is not given again', async () => {
  const hall = await open();
  const printer = await aPrinter({ outOfPaper: true });
  await hall.addPrinter(printer.line);
  const ticket = await hall.issue();
  await hall.outcomeOf(ticket.id);
  expect(await hall.kiosk().printing.voidTicket({ commandId: newCommandId(), ticketId: ticket.id, reason: '号票未打出' })).toMatchObject({ state: 'voided', problem: 'outOfPaper' });
  const events = await hall.clerk().queue.history({ ticketId: ticket.id });
  expect(events.at(-1)).toMatchObject({ change: 'cancel', toState: 'cancelled', reason: '号票未打出' });
  expect(await hall.hall.desk(1).callNext()).toBeNull();
  expect((await hall.issue()).number).toBe('A002');
});

it('failed papers are shown to clerks at once, and go when the ticket is reprinted, voided or called', async () => {
  const hall = await open();
  const printer = await aPrinter({ outOfPaper: true });
  await hall.addPrinter(printer.line);
  const tickets = [await hall.issue(), await hall.issue(), await hall.issue()] as const;
  for (const { id } of tickets) await hall.outcomeOf(id);
  const failures = async () => (await firstOf(await hall.clerk().printing.watchFailures()))[0]?.map(({ number, problem, printerName }) => `${number} ${problem} ${printerName}`);
  expect(await failures()).toEqual(['A001 outOfPaper 大厅打印机', 'A002 outOfPaper 大厅打印机', 'A003 outOfPaper 大厅打印机']);
  printer.mood.outOfPaper = false;
  await hall.clerk().printing.reprint({ commandId: newCommandId(), ticketId: tickets[1].id });
  await hall.outcomeOf(tickets[1].id);
  await hall.clerk().printing.voidTicket({ commandId: newCommandId(), ticketId: tickets[2].id, reason: '作废' });
  expect(await failures()).toEqual(['A001 outOfPaper 大厅打印机']);
  await hall.hall.desk(1).callNext();
  expect(await failures()).toEqual([]);
});

it('a printer of the system prints in the desktop application, and nowhere else', async () => {
  const pictures: { picture: ReceiptPicture; deviceName: string }[] = [];
  const systemPrinters: SystemPrinters = {
    list: async () => ['XP-80C'],
    print: async (picture, deviceName) => { pictures.push({ picture, deviceName }); return deviceName === 'XP-80C'; },
  };
  const desktop = await open({ systemPrinters });
  expect(await desktop.administrator().printing.systemPrinters()).toEqual(['XP-80C']);
  const printerId = await desktop.addPrinter({ kind: 'system', deviceName: 'XP-80C' });
  expect(await desktop.outcomeOf((await desktop.issue()).id)).toMatchObject({ state: 'printed' });
  expect(pictures[0]).toMatchObject({ deviceName: 'XP-80C', picture: { widthMm: 80 } });
  expect(pictures[0]?.picture.svg).toContain('<svg');
  expect(pictures[0]?.picture.heightMm).toBeGreaterThan(60);
  await desktop.administrator().printing.removePrinter({ commandId: newCommandId(), printerId });
  await desktop.addPrinter({ kind: 'system', deviceName: 'gone' });
  expect(await desktop.outcomeOf((await desktop.issue()).id)).toMatchObject({ state: 'failed', problem: 'refused' });

  const browser = await open();
  expect(await browser.administrator().printing.systemPrinters()).toBeNull();
  await browser.addPrinter({ kind: 'system', deviceName: 'XP-80C' });
  expect(await browser.outcomeOf((await browser.issue()).id)).toMatchObject({ state: 'failed', problem: 'noDesktop' });
});

it('a station without staff may act on its own failed papers alone', async () => {
  const hall = await open();
  const printer = await aPrinter();
  await hall.addPrinter(printer.line);
  const printed = await hall.issue();
  await hall.outcomeOf(printed.id);
  printer.mood.outOfPaper = true;
  const failed = await hall.issue();
  await hall.outcomeOf(failed.id);
  const other = hall.clientOf(await hall.hall.caller('kiosk', null));
  const ask = (client: typeof other, ticketId: string) => refusalOf(client.printing.reprint({ commandId: newCommandId(), ticketId }));
  expect(await ask(other, failed.id)).toMatchObject({ code: 'PAPER_OF_OTHER_STATION' });
  expect(await refusalOf(other.printing.voidTicket({ commandId: newCommandId(), ticketId: failed.id, reason: 'x' }))).toMatchObject({ code: 'PAPER_OF_OTHER_STATION' });
  expect(await ask(hall.kiosk(), printed.id)).toMatchObject({ code: 'PAPER_NOT_FAILED' });
  expect(await refusalOf(hall.clerk().printing.voidTicket({ commandId: newCommandId(), ticketId: printed.id, reason: 'x' }))).toMatchObject({ code: 'PAPER_NOT_FAILED' });
  expect(await ask(hall.clerk(), printed.id)).toBeNull();
});

it('each station prints where it should: at its own printer, else at the one for all', async () => {
  const hall = await open();
  const [shared, own] = [await aPrinter(), await aPrinter()];
  await hall.addPrinter(shared.line, { name: '共用' });
  await hall.addPrinter(own.line, { name: '取号机', stationId: hall.kioskStationId });
  await hall.outcomeOf((await hall.issue()).id);
  await hall.outcomeOf((await hall.issue(hall.clerk())).id);
  expect([own, shared].map(({ papers }) => papers.map(({ lines }) => lines.find(line => /^A\d{3}$/.test(line))))).toEqual([['A001'], ['A002']]);
});

it('papers come out in the order of issue, one at a time, each once', async () => {
  const hall = await open();
  const printer = await aPrinter({ slowMs: 20 });
  await hall.addPrinter(printer.line);
  const tickets = await Promise.all(Array.from({ length: 6 }, () => hall.issue()));
  for (const { id } of tickets) expect(await hall.outcomeOf(id)).toMatchObject({ state: 'printed' });
  expect(printer.papers.map(({ lines }) => lines.find(line => /^A\d{3}$/.test(line)))).toEqual(['A001', 'A002', 'A003', 'A004', 'A005', 'A006']);
  expect(printer.mostAtOnce).toBe(1);
});

it('while a printer hangs, tickets are issued and called as fast as without one, and what waits behind fails with it', async () => {
  const patience = { connectMs: 2000, answerMs: 2000, writeMs: 2000, printMs: 2000 };
  const hall = await open({ patience, hall: aHall().withService('A').withWindows(1) });
  const printer = await aPrinter();
  await hall.addPrinter(printer.line);
  await hall.outcomeOf((await hall.issue()).id);
  printer.mood.hangs = true;
  const startedMs = performance.now();
  const tickets = [];
  for (let count = 0; count < 20; count += 1) tickets.push(await hall.issue());
  expect(await hall.hall.desk(1).callNext()).toMatchObject({ ticket: { number: 'A001' } });
  // The printer is waited for two seconds; twenty-one commands together took less.
  expect(performance.now() - startedMs).toBeLessThan(2000);
  expect(await hall.outcomeOf(tickets[0]?.id ?? '')).toMatchObject({ state: 'failed', problem: 'silent' });
  expect(await hall.outcomeOf(tickets[19]?.id ?? '')).toMatchObject({ state: 'failed', problem: 'silent' });
  // One wait for all of them, not one each.
  expect(performance.now() - startedMs).toBeLessThan(6000);
});

it('papers under way when the service ended are failed at the next start, not printed again', async () => {
  const patience = { connectMs: 2000, answerMs: 60_000, writeMs: 2000, printMs: 2000 };
  const hall = await open({ patience });
  const printer = await aPrinter({ hangs: true });
  await hall.addPrinter(printer.line);
  const ticket = await hall.issue();
  printer.mood.hangs = false;
  await hall.restart();
  expect(await hall.outcomeOf(ticket.id)).toMatchObject({ state: 'failed', problem: 'serviceStopped', attempt: 1 });
  expect(printer.papers).toEqual([]);
});

it('a repeated issue, after a lost answer, prints once', async () => {
  const hall = await open();
  const printer = await aPrinter();
  await hall.addPrinter(printer.line);
  const command = { commandId: uuidv7(), serviceId: hall.hall.serviceId('A') };
  const ticket = await hall.kiosk().queue.issueTicket(command);
  await hall.outcomeOf(ticket.id);
  expect(await hall.kiosk().queue.issueTicket(command)).toEqual(ticket);
  const next = await hall.issue();
  await hall.outcomeOf(next.id);
  expect(printer.papers).toHaveLength(2);
});

async function firstOf<Picture>(pictures: AsyncIterable<Picture>): Promise<Picture[]> {
  for await (const picture of pictures) return [picture];
  return [];
}
