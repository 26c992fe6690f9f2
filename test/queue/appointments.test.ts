import { afterEach, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { addPackagedYears } from '../../main/calendar/calendar-store.ts';
import { insertCustomers } from '../../main/customers/customers-store.ts';
import { aCustomer } from '../builders/a-customer.ts';
import { aHall } from '../builders/a-hall.ts';
import { aPrintingHall } from '../builders/a-printing-hall.ts';
import { aReceiptPrinter } from '../builders/a-receipt-printer.ts';
import { newCommandId, refusalOf } from '../builders/a-staffed-branch.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** UTC ms of a time in Shanghai; the hall stands on Monday 2 March 2026, and is open from Monday to Friday, 9 to 12 and 13:30 to 17:30. */
const at = (time: string, date = '2026-03-02') => Date.parse(`${date}T${time}:00+08:00`);
const tuesday = '2026-03-03';

/** A customer at window 1 at 9:30 who lacks a document, in a hall whose service A is offered from 8:30 to 16:00. */
async function aCustomerToReturn() {
  const hall = await aPrintingHall({ hall: aHall().withSettings({ slipValidDays: 39 }).withService('A', { opensAt: '08:30', closesAt: '16:00' }).withService('B').withWindows(2) });
  closing.push(() => hall.close());
  hall.hall.clock.set(at('09:30'));
  await hall.hall.database.change(tx => addPackagedYears(tx, at('09:00')));
  const typeId = uuidv7();
  const manager = hall.clientOf(await hall.hall.person('manager', '陈静'));
  await manager.counter.saveBusinessType({ commandId: newCommandId(), id: typeId, serviceId: hall.hall.serviceId('A'), nameZh: '过户', nameEn: 'Transfer', isActive: true });
  const desk = hall.clientOf(hall.hall.desk(1).clerk);
  const windowId = hall.hall.desk(1).id;

  async function visit(customerName: string | null = null) {
    await hall.issue();
    await desk.queue.callNext({ commandId: newCommandId(), windowId });
    const { id: visitId } = await desk.counter.startServing({ commandId: newCommandId(), windowId });
    if (customerName !== null) {
      const [customerId] = await hall.hall.database.change(tx => insertCustomers(tx, [aCustomer({ name: customerName, createdAt: hall.hall.clock.now() })]));
      await desk.counter.identify({ commandId: newCommandId(), visitId, customerId: customerId ?? null, identityMethod: 'cardSeen' });
    }
    const { items: [item] } = await desk.counter.addItem({ commandId: newCommandId(), visitId, businessTypeId: typeId });
    await desk.counter.decideItem({ commandId: newCommandId(), visitId, itemId: item?.id ?? '', result: 'incompleteDocuments', reason: '缺：房产证' });
    return { visitId, finish: () => desk.counter.finish({ commandId: newCommandId(), visitId }) };
  }
  const { visitId, finish } = await visit('张伟明');
  const keep = (appointmentAt: number, { client = desk, prefix = 'A', of = visitId } = {}) =>
    client.appointments.keepPlace({ commandId: newCommandId(), visitId: of, serviceId: hall.hall.serviceId(prefix), appointmentAt });
  const arrive = (appointmentId: string, client = desk) => client.appointments.arrive({ commandId: newCommandId(), appointmentId });
  return { hall, clock: hall.hall.clock, desk, other: hall.clientOf(hall.hall.desk(2).clerk), visitId, visit, finish, keep, arrive };
}

describe('keeping a place', () => {
  test('a place kept for the customer\'s return stands in its day\'s list, with the slip\'s number and the name masked', async () => {
    const { desk, keep, visitId } = await aCustomerToReturn();
    const kept = await keep(at('10:15', tuesday));
    expect(kept).toMatchObject({ visitId, businessDate: tuesday, appointmentAt: at('10:15', tuesday), standing: 'booked', slipNumber: '20260302-A001', maskedName: '张*明', ticketNumber: null });
    expect(await desk.appointments.list({ businessDate: tuesday })).toEqual([kept]);
    expect(await desk.appointments.list({ businessDate: null })).toEqual([]);
    expect(await desk.appointments.keptFor({ visitId })).toEqual(kept);
  });

  test('a place can be kept for later today', async () => {
    const { desk, keep } = await aCustomerToReturn();
    const kept = await keep(at('15:45'));
    expect(await desk.appointments.list({ businessDate: null })).toEqual([kept]);
  });

  test('one visit has one place: keeping another moves it, to another service as well', async () => {
    const { hall, desk, keep } = await aCustomerToReturn();
    const first = await keep(at('10:15', tuesday));
    const moved = await keep(at('17:00', '2026-03-04'), { prefix: 'B' });
    expect(moved).toEqual({ ...first, businessDate: '2026-03-04', appointmentAt: at('17:00', '2026-03-04'), serviceId: hall.hall.serviceId('B') });
    expect(await desk.appointments.list({ businessDate: tuesday })).toEqual([]);
  });

  test('pressed twice with one command, one place is kept; two presses at once keep one too', async () => {
    const { hall, desk, visitId, keep } = await aCustomerToReturn();
    const press = { commandId: newCommandId(), visitId, serviceId: hall.hall.serviceId('A'), appointmentAt: at('10:15', tuesday) };
    const [one, again] = [await desk.appointments.keepPlace(press), await desk.appointments.keepPlace(press)];
    expect(again).toEqual(one);
    await Promise.all([keep(at('10:30', tuesday)), keep(at('10:45', tuesday))]);
    expect(await desk.appointments.list({ businessDate: tuesday })).toHaveLength(1);
  });

  test.each([
    ['a time that is past', '09:30', '2026-03-02', { code: 'PLACE_PAST' }],
    ['Saturday, when the hall is closed', '10:00', '2026-03-07', { code: 'PLACE_OUTSIDE_HOURS', data: { reason: 'dayOff', businessDate: '2026-03-07', hours: [] } }],
    ['a holiday on a Monday', '10:00', '2026-04-06', { code: 'PLACE_OUTSIDE_HOURS', data: { reason: 'dayOff', businessDate: '2026-04-06', hours: [] } }],
    ['noon, when the hall closes for lunch', '12:00', tuesday, { code: 'PLACE_OUTSIDE_HOURS', data: { reason: 'hall', businessDate: tuesday, hours: ['09:00–12:00', '13:30–17:30'] } }],
    ['a time at which the service is offered no more', '16:00', tuesday, { code: 'PLACE_OUTSIDE_HOURS', data: { reason: 'service', businessDate: tuesday, hours: ['08:30–16:00'] } }],
    ['the day after the slip ends', '10:00', '2026-04-11', { code: 'PLACE_AFTER_SLIP', data: { lastDay: '2026-04-10' } }],
  ])('%s is refused', async (_, time, date, refusal) => {
    const { desk, keep, visitId } = await aCustomerToReturn();
    expect(await refusalOf(keep(at(time, date)))).toMatchObject(refusal);
    expect(await desk.appointments.keptFor({ visitId })).toBeNull();
  });

  test('the slip\'s last day is still good, and the first quarter hour after lunch', async () => {
    const { keep } = await aCustomerToReturn();
    expect(await keep(at('13:30', '2026-04-10'))).toMatchObject({ standing: 'booked' });
  });

  test('no quarter hour, another clerk\'s visit, no visit, no such service, a day that was closed: each is refused', async () => {
    const { hall, keep, other } = await aCustomerToReturn();
    expect(await refusalOf(keep(at('10:20', tuesday)))).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await refusalOf(keep(at('10:15', tuesday), { client: other }))).toMatchObject({ code: 'NOT_YOUR_VISIT' });
    expect(await refusalOf(keep(at('10:15', tuesday), { of: uuidv7() }))).toMatchObject({ code: 'VISIT_NOT_FOUND' });
    expect(await refusalOf(keep(at('10:15', tuesday), { prefix: 'Z' }))).toMatchObject({ code: 'SERVICE_NOT_FOUND' });
    await hall.hall.saveService('B', { isActive: false });
    expect(await refusalOf(keep(at('10:15', tuesday), { prefix: 'B' }))).toMatchObject({ code: 'SERVICE_NOT_FOUND' });
  });

  test('nothing is kept on a day that was closed', async () => {
    const { hall, finish, keep } = await aCustomerToReturn();
    await finish();
    await hall.hall.closeDay();
    expect(await refusalOf(keep(at('15:00')))).toMatchObject({ code: 'DAY_CLOSED', data: { businessDate: '2026-03-02' } });
  });

  test('a cancelled place is kept no more; it is cancelled once, and another can be kept', async () => {
    const { desk, keep, visitId, arrive } = await aCustomerToReturn();
    const kept = await keep(at('10:15', tuesday));
    const cancel = () => desk.appointments.cancel({ commandId: newCommandId(), appointmentId: kept.id });
    expect(await cancel()).toEqual({ ...kept, standing: 'cancelled' });
    expect(await desk.appointments.keptFor({ visitId })).toBeNull();
    expect(await refusalOf(cancel())).toMatchObject({ code: 'APPOINTMENT_CANCELLED' });
    expect(await refusalOf(arrive(kept.id))).toMatchObject({ code: 'APPOINTMENT_CANCELLED' });
    expect((await keep(at('10:15', tuesday))).id).not.toBe(kept.id);
  });

  test('the slip says when the place is, and says the new time once it has moved', async () => {
    const { hall, desk, keep, visitId } = await aCustomerToReturn();
    const printer = await aReceiptPrinter();
    closing.push(() => printer.unplug());
    await hall.addPrinter(printer.line, { widthMm: 58 });
    const print = async (count: number) => {
      await desk.printing.printSlip({ commandId: newCommandId(), visitId });
      await expect.poll(() => printer.papers.length).toBe(count);
      return printer.papers[count - 1]?.lines;
    };
    expect((await print(1))?.filter(line => line.startsWith('为您保留'))).toEqual([]);
    await keep(at('10:15', tuesday));
    expect(await print(2)).toEqual(expect.arrayContaining(['为您保留 Kept 2026-03-03 10:15', '业务A Service A']));
    await keep(at('11:00', tuesday));
    expect(await print(3)).toEqual(expect.arrayContaining(['为您保留 Kept 2026-03-03 11:00']));
  });
});

describe('the customer is here', () => {
  test('whoever comes for a kept place gets a ticket with the appointment\'s time, and goes before who came earlier by the head start', async () => {
    const { hall, clock, desk, finish, keep, arrive } = await aCustomerToReturn();
    const { id } = await keep(at('10:15', tuesday));
    await finish();
    clock.set(at('10:04', tuesday));
    await hall.issue();
    clock.set(at('10:06', tuesday));
    await hall.issue();
    clock.set(at('10:10', tuesday));
    const ticket = await arrive(id);
    // Ten minutes before 10:15: behind who came at 10:04, before who came at 10:06.
    expect(ticket).toMatchObject({ number: 'A003', customerClass: 'appointment', appointmentAt: at('10:15', tuesday), state: 'waiting', peopleAhead: 1 });
    expect(await desk.appointments.list({ businessDate: null })).toMatchObject([{ id, standing: 'arrived', ticketNumber: 'A003' }]);
  });

  test('a second time is refused with the number the customer has; the same press again answers the same ticket', async () => {
    const { hall, clock, desk, keep, arrive, other } = await aCustomerToReturn();
    const { id } = await keep(at('15:00'));
    const press = { commandId: newCommandId(), appointmentId: id };
    const ticket = await desk.appointments.arrive(press);
    expect(await desk.appointments.arrive(press)).toEqual(ticket);
    expect(await refusalOf(arrive(id, other))).toMatchObject({ code: 'APPOINTMENT_ARRIVED', data: { number: ticket.number } });
    expect(await refusalOf(desk.appointments.cancel({ commandId: newCommandId(), appointmentId: id }))).toMatchObject({ code: 'APPOINTMENT_ARRIVED' });
    clock.advance(1000);
    expect((await hall.issue()).number).toBe('A003');
  });

  test('two clerks who check the same customer in together issue one ticket', async () => {
    const { keep, arrive, desk, other } = await aCustomerToReturn();
    const { id } = await keep(at('15:00'));
    const tries = await Promise.allSettled([arrive(id, desk), arrive(id, other), arrive(id, desk)]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(tries.flatMap(each => (each.status === 'rejected' ? [(each.reason as { code: string }).code] : []))).toEqual(['APPOINTMENT_ARRIVED', 'APPOINTMENT_ARRIVED']);
    expect((await desk.appointments.list({ businessDate: null }))[0]?.ticketNumber).toBe('A002');
  });

  test('a place of another day, of a service not offered now, of a closed day, or none at all: no ticket, and the place stays', async () => {
    const { hall, clock, desk, finish, keep, arrive } = await aCustomerToReturn();
    const { id } = await keep(at('10:15', tuesday));
    expect(await refusalOf(arrive(id))).toMatchObject({ code: 'APPOINTMENT_OTHER_TIME', data: { businessDate: tuesday, appointmentAt: at('10:15', tuesday) } });
    expect(await refusalOf(arrive(uuidv7()))).toMatchObject({ code: 'APPOINTMENT_NOT_FOUND' });
    await finish();
    clock.set(at('08:00', tuesday));
    expect(await refusalOf(arrive(id))).toMatchObject({ code: 'SERVICE_NOT_OFFERED' });
    clock.set(at('15:00', tuesday));
    expect(await desk.appointments.list({ businessDate: null })).toMatchObject([{ standing: 'booked' }]);
    // Monday, which was left open, and then Tuesday.
    await hall.hall.closeDay();
    await hall.hall.closeDay();
    expect(await refusalOf(arrive(id))).toMatchObject({ code: 'DAY_CLOSED' });
    expect(await desk.appointments.list({ businessDate: null })).toMatchObject([{ standing: 'missed' }]);
  });

  test('nobody came: the place was missed once its day is past, and stays in its list', async () => {
    const { clock, desk, keep, arrive } = await aCustomerToReturn();
    const { id } = await keep(at('10:15', tuesday));
    clock.set(at('09:00', '2026-03-04'));
    expect(await desk.appointments.list({ businessDate: tuesday })).toMatchObject([{ id, standing: 'missed' }]);
    expect(await refusalOf(arrive(id))).toMatchObject({ code: 'APPOINTMENT_OTHER_TIME' });
  });

  test('the list goes by time, whoever was first to keep a place', async () => {
    const { desk, keep, finish, visit } = await aCustomerToReturn();
    await keep(at('14:00', tuesday));
    await finish();
    const { visitId } = await visit();
    await keep(at('09:15', tuesday), { of: visitId });
    expect((await desk.appointments.list({ businessDate: tuesday })).map(({ slipNumber, maskedName }) => [slipNumber, maskedName])).toEqual([['20260302-A002', null], ['20260302-A001', '张*明']]);
  });
});
