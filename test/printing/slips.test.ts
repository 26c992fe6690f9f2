import { afterEach, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { addDays } from '../../shared/calendar.ts';
import { aPrintingHall } from '../builders/a-printing-hall.ts';
import { aReceiptPrinter } from '../builders/a-receipt-printer.ts';
import { newCommandId, refusalOf } from '../builders/a-staffed-branch.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A visit in hand at window 1, with one business of the service. */
async function aVisit() {
  const hall = await aPrintingHall();
  closing.push(() => hall.close());
  const typeId = uuidv7();
  await hall.clientOf(await hall.hall.person('manager', '陈静')).counter.saveBusinessType({ commandId: newCommandId(), id: typeId, serviceId: hall.hall.serviceId('A'), nameZh: '过户', nameEn: 'Transfer', isActive: true });
  const { clerk, id: windowId } = hall.hall.desk(1);
  const desk = hall.clientOf(clerk);
  await hall.issue();
  await desk.queue.callNext({ commandId: newCommandId(), windowId });
  const { id: visitId } = await desk.counter.startServing({ commandId: newCommandId(), windowId });
  const { items: [item] } = await desk.counter.addItem({ commandId: newCommandId(), visitId, businessTypeId: typeId });
  return {
    hall, desk, visitId,
    decide: (result: 'incompleteDocuments' | 'completed', reason: string | null) => desk.counter.decideItem({ commandId: newCommandId(), visitId, itemId: item?.id ?? '', result, reason }),
    print: (client = desk) => client.printing.printSlip({ commandId: newCommandId(), visitId }),
  };
}

it('what a customer was told is missing is printed on a numbered slip, and again as a reprint with the same number', async () => {
  const { hall, visitId, decide, print } = await aVisit();
  const printer = await aReceiptPrinter({ outOfPaper: true });
  closing.push(() => printer.unplug());
  await hall.addPrinter(printer.line, { widthMm: 58 });
  await decide('incompleteDocuments', '缺：房产证');
  await print();
  expect(await hall.outcomeOf(visitId)).toMatchObject({ paper: 'slip', state: 'failed', problem: 'outOfPaper' });
  printer.mood.outOfPaper = false;
  await print();
  const { number } = await hall.outcomeOf(visitId);
  expect(number).toMatch(/^\d{8}-A001$/);
  expect(printer.papers.map(({ lines }) => lines)).toEqual([expect.arrayContaining(['一次性告知书', `编号 No. ${number}`, '补打 Reprint 2', '过户 Transfer', '缺：房产证'])]);
});

it('a slip holds for as many days after its visit as is set, thirty unless set otherwise, and a reprint the day after prolongs nothing', async () => {
  const { hall, visitId, decide, print } = await aVisit();
  const printer = await aReceiptPrinter({});
  closing.push(() => printer.unplug());
  await hall.addPrinter(printer.line, { widthMm: 58 });
  await decide('incompleteDocuments', '缺：房产证');
  await print();
  const { number } = await hall.outcomeOf(visitId);
  hall.hall.clock.advance(24 * 60 * 60_000);
  await print();
  await expect.poll(() => printer.papers.length).toBe(2);
  const day = `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
  expect(printer.papers.map(({ lines }) => lines.filter(line => line.startsWith('有效期至')))).toEqual(Array.from({ length: 2 }, () => [`有效期至 Valid until ${addDays(day, 30)}`]));
});

it('nothing to tell, no printer, somebody else\'s visit: each is refused with its own words', async () => {
  const { hall, decide, print } = await aVisit();
  expect(await refusalOf(print())).toMatchObject({ code: 'SLIP_EMPTY' });
  await decide('incompleteDocuments', '缺：房产证');
  expect(await refusalOf(print())).toMatchObject({ code: 'NO_PRINTER' });
  expect(await refusalOf(print(hall.clerk()))).toMatchObject({ code: 'NOT_YOUR_VISIT' });
});

it('a slip is no ticket: nobody reprints it or makes it void as one', async () => {
  const { hall, visitId, decide, print } = await aVisit();
  const printer = await aReceiptPrinter();
  closing.push(() => printer.unplug());
  await hall.addPrinter(printer.line);
  await decide('incompleteDocuments', '缺：房产证');
  await print();
  await hall.outcomeOf(visitId);
  expect(await refusalOf(hall.clerk().printing.reprint({ commandId: newCommandId(), ticketId: visitId }))).toMatchObject({ code: 'PAPER_NOT_FOUND' });
});
