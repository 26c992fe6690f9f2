import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { finishServing, startServing, ticketAtWindow } from '../../main/queue/queue-store.ts';
import type { ReturnPosition } from '../../shared/queue.ts';
import { aHall, type Hall } from '../builders/a-hall.ts';
import { openHalls } from '../builders/open-halls.ts';

const opened = openHalls();
const minute = 60_000;

/** The customer called to a window sits down. */
async function seat(hall: Hall, window: number) {
  const { id, clerk } = hall.desk(window);
  const staffId = clerk.connection.session?.staffId ?? '';
  const at = hall.clock.now();
  return hall.database.change(tx => startServing(tx, { windowId: id, staffId, stationId: null, at }));
}
async function finish(hall: Hall, window: number) {
  const { id, clerk } = hall.desk(window);
  const staffId = clerk.connection.session?.staffId ?? '';
  const at = hall.clock.now();
  return hall.database.change(tx => finishServing(tx, { windowId: id, staffId, stationId: null, at }));
}
async function callAndSeat(hall: Hall, window: number) {
  const call = await hall.desk(window).callNext();
  await seat(hall, window);
  if (!call) throw new Error('nobody waited');
  return call.ticket;
}
async function numbersInOrder(hall: Hall, window: number): Promise<string[]> {
  for await (const view of await hall.desk(window).client.watchDesk({ windowId: hall.desk(window).id })) return view.next.map(each => each.number);
  throw new Error('no picture came');
}

describe('issuing', () => {
  test('numbers run on per prefix and start anew the next day', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 2).withWaiting('B', 1));
    expect((await hall.issue('A')).number).toBe('A003');
    expect((await hall.issue('B')).number).toBe('B002');
    hall.clock.advance(24 * 60 * minute);
    const next = await hall.issue('A');
    expect([next.number, next.businessDate]).toEqual(['A001', '2026-03-03']);
  });

  test('tickets asked for together get consecutive numbers, none twice', async () => {
    const hall = await opened(aHall().withWindows(1).withService('A'));
    const issued = await Promise.all(Array.from({ length: 30 }, () => hall.kiosk().issueTicket({ commandId: uuidv7(), serviceId: hall.serviceId('A') })));
    expect(issued.map(ticket => ticket.number).sort()).toEqual(Array.from({ length: 30 }, (_, index) => `A${String(index + 1).padStart(3, '0')}`));
  });

  test('a repeated command gives the same ticket', async () => {
    const hall = await opened(aHall().withWindows(1).withService('A'));
    const press = { commandId: uuidv7(), serviceId: hall.serviceId('A') };
    const [first, again] = await Promise.all([hall.kiosk().issueTicket(press), hall.kiosk().issueTicket(press)]);
    expect(again).toEqual(first);
    expect((await hall.issue('A')).number).toBe('A002');
  });

  test('the ticket tells how many go before it: a priority ticket goes before the ordinary ones', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 3));
    expect((await hall.issue('A')).peopleAhead).toBe(3);
    expect((await hall.issue('A', { customerClass: 'priority' })).peopleAhead).toBe(0);
    expect((await hall.issue('A', { customerClass: 'priority' })).peopleAhead).toBe(1);
  });

  test('the wait that was told is kept with the ticket; without an open window nothing is promised', async () => {
    const hall = await opened(aHall().withClosedWindows(1).withService('A'));
    expect((await hall.issue('A')).waitRange).toBeNull();
    await hall.desk(1).client.openWindow(hall.desk(1).at());
    const told = await hall.issue('A');
    expect(told.waitRange).toEqual({ fromMinutes: 10, toMinutes: 10 });
    const [row] = await hall.database.read(reader => reader.all<{ f: number; t: number }>(sql`select toldFromMinutes as f, toldToMinutes as t from tickets where number = 'A002'`));
    expect(row).toEqual({ f: 10, t: 10 });
  });

  test('a service is offered in its hours only', async () => {
    const hall = await opened(aHall().withService('A', { opensAt: '08:30', closesAt: '17:30' }));
    hall.clock.set(Date.parse('2026-03-02T09:30:00Z') - 2000);
    expect((await hall.issue('A')).number).toBe('A001');
    await expect(hall.issue('A')).rejects.toMatchObject({ code: 'SERVICE_NOT_OFFERED', data: { opensAt: '08:30', closesAt: '17:30' } });
  });

  test('an appointment on another day is refused', async () => {
    const hall = await opened(aHall().withService('A'));
    await expect(hall.issue('A', { appointmentAt: hall.clock.now() + 24 * 60 * minute })).rejects.toMatchObject({ code: 'APPOINTMENT_NOT_TODAY' });
  });

  test('an unknown or a deactivated service is refused', async () => {
    const hall = await opened(aHall().withService('A'));
    await expect(hall.issue('Z')).rejects.toMatchObject({ code: 'SERVICE_NOT_FOUND' });
    await hall.saveService('A', { isActive: false });
    await expect(hall.issue('A')).rejects.toMatchObject({ code: 'SERVICE_NOT_FOUND' });
  });
});

describe('from call to finish', () => {
  test('called, served, finished, with who, when and where of every step', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 1));
    const { id } = await callAndSeat(hall, 1);
    hall.clock.advance(5 * minute);
    expect(await finish(hall, 1)).toMatchObject({ state: 'finished', finishedAt: hall.clock.now() });
    const events = await hall.manager().history({ ticketId: id });
    expect(events.map(event => [event.change, event.staffName, event.windowNumber])).toEqual([
      ['issue', null, null], ['call', '柜员1', 1], ['start', '柜员1', 1], ['finish', '柜员1', 1],
    ]);
    expect(events[0]?.stationName).toContain('kiosk');
    expect(await hall.database.read(reader => ticketAtWindow(reader, hall.desk(1).id))).toBeNull();
  });

  test('the counter is refused for another clerk, for an empty window, and for a ticket in the wrong state', async () => {
    const hall = await opened(aHall().withWindows(2).withWaiting('A', 1));
    const at = hall.clock.now();
    const start = (window: number, as: number) => hall.database.change(tx => startServing(tx, {
      windowId: hall.desk(window).id, staffId: hall.desk(as).clerk.connection.session?.staffId ?? '', stationId: null, at,
    }));
    await expect(start(1, 2)).rejects.toMatchObject({ code: 'NOT_YOUR_WINDOW' });
    await expect(start(1, 1)).rejects.toMatchObject({ code: 'TICKET_NOT_FOUND' });
    await hall.desk(1).callNext();
    await expect(finish(hall, 1)).rejects.toMatchObject({ code: 'ILLEGAL_TICKET_CHANGE', data: { number: 'A001', state: 'called', change: 'finish' } });
    await start(1, 1);
    await expect(start(1, 1)).rejects.toMatchObject({ code: 'ILLEGAL_TICKET_CHANGE' });
  });

  test('recall repeats the call up to the limit', async () => {
    const hall = await opened(aHall().withSettings({ longestRecalls: 2 }).withWindows(1).withWaiting('A', 1));
    const { client, at } = hall.desk(1);
    await expect(client.recall(at())).rejects.toMatchObject({ code: 'TICKET_NOT_FOUND' });
    await hall.desk(1).callNext();
    await client.recall(at());
    expect((await client.recall(at())).callCount).toBe(3);
    await expect(client.recall(at())).rejects.toMatchObject({ code: 'RECALL_LIMIT', data: { max: 2 } });
  });

  test('a no-show needs its calls, comes back after three others within half an hour, and is called anew', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 6));
    const { client, at, callNext } = hall.desk(1);
    const called = await callNext();
    await expect(client.markNoShow(at())).rejects.toMatchObject({ code: 'NO_SHOW_TOO_EARLY', data: { calls: 1, needed: 3 } });
    await client.recall(at());
    await client.recall(at());
    await client.markNoShow(at());
    hall.clock.advance(29 * minute);
    await client.reinstate({ commandId: uuidv7(), ticketId: called?.ticket.id ?? '' });
    expect(await numbersInOrder(hall, 1)).toEqual(['A002', 'A003', 'A004', 'A001', 'A005', 'A006']);
    for (let customer = 0; customer < 3; customer += 1) {
      await callAndSeat(hall, 1);
      await finish(hall, 1);
    }
    expect(await callNext()).toMatchObject({ ticket: { number: 'A001', callCount: 1 }, reason: { kind: 'returned', position: { kind: 'after', count: 3 } } });
  });

  test('a no-show who comes after half an hour takes a new ticket', async () => {
    const hall = await opened(aHall().withSettings({ noShowAfterCalls: 1 }).withWindows(1).withWaiting('A', 1));
    const called = await hall.desk(1).callNext();
    await hall.desk(1).client.markNoShow(hall.desk(1).at());
    hall.clock.advance(31 * minute);
    await expect(hall.desk(1).client.reinstate({ commandId: uuidv7(), ticketId: called?.ticket.id ?? '' })).rejects.toMatchObject({ code: 'REINSTATE_TOO_LATE', data: { minutes: 30 } });
  });

  test.each<[ReturnPosition, string[]]>([
    [{ kind: 'front' }, ['A001', 'A002', 'A003']],
    [{ kind: 'original' }, ['A001', 'A002', 'A003']],
    [{ kind: 'after', count: 1 }, ['A002', 'A001', 'A003']],
    [{ kind: 'after', count: 9 }, ['A002', 'A003', 'A001']],
  ])('a ticket on hold resumes at the chosen place: %o', async (position, order) => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 3));
    const { client, at } = hall.desk(1);
    const ticket = await callAndSeat(hall, 1);
    await client.hold({ ...at(), reason: '回家取材料' });
    await client.resume({ commandId: uuidv7(), ticketId: ticket.id, position });
    expect(await numbersInOrder(hall, 1)).toEqual(order);
  });

  test('room is made among tickets of the same millisecond', async () => {
    const hall = await opened(aHall().withWindows(1).withService('A'));
    await Promise.all(Array.from({ length: 5 }, () => hall.kiosk().issueTicket({ commandId: uuidv7(), serviceId: hall.serviceId('A') })));
    const ticket = await callAndSeat(hall, 1);
    await hall.desk(1).client.hold({ ...hall.desk(1).at(), reason: '' });
    await hall.desk(1).client.resume({ commandId: uuidv7(), ticketId: ticket.id, position: { kind: 'after', count: 2 } });
    expect(await numbersInOrder(hall, 1)).toEqual(['A002', 'A003', 'A001', 'A004', 'A005']);
  });

  test('a transfer to another service keeps number and original place', async () => {
    const hall = await opened(aHall().withWindows(1, { A: 'own' }).withWindows(1, { B: 'own' }).withWaiting('A', 1).withWaiting('B', 2));
    await callAndSeat(hall, 1);
    const moved = await hall.desk(1).client.transfer({ ...hall.desk(1).at(), toServiceId: hall.serviceId('B'), reason: '转过户' });
    expect(moved).toMatchObject({ number: 'A001', state: 'waiting', serviceId: hall.serviceId('B'), targetWindowId: null });
    expect(await numbersInOrder(hall, 2)).toEqual(['A001', 'B001', 'B002']);
  });

  test('a ticket transferred to one window is called there and nowhere else', async () => {
    const hall = await opened(aHall().withWindows(3).withWaiting('A', 1));
    await callAndSeat(hall, 1);
    await hall.desk(1).client.transfer({ ...hall.desk(1).at(), toWindowId: hall.desk(2).id, reason: '' });
    expect(await hall.desk(1).callNext()).toBeNull();
    expect(await hall.desk(3).callNext()).toBeNull();
    expect(await hall.desk(2).callNext()).toMatchObject({ ticket: { number: 'A001' }, reason: { kind: 'forThisWindow' } });
  });

  test('a transfer needs a goal that is there', async () => {
    const hall = await opened(aHall().withWindows(1).withClosedWindows(1).withWaiting('A', 1));
    await callAndSeat(hall, 1);
    const transfer = (to: object) => hall.desk(1).client.transfer({ ...hall.desk(1).at(), reason: '', ...to });
    await expect(transfer({})).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(transfer({ toServiceId: uuidv7() })).rejects.toMatchObject({ code: 'SERVICE_NOT_FOUND' });
    await expect(transfer({ toWindowId: uuidv7() })).rejects.toMatchObject({ code: 'WINDOW_NOT_FOUND' });
    await expect(transfer({ toWindowId: hall.desk(2).id })).rejects.toMatchObject({ code: 'WINDOW_NOT_OPEN', data: { state: 'closed' } });
  });

  test('only a waiting ticket is cancelled, with a reason', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 2));
    const first = await hall.desk(1).callNext();
    const cancel = (ticketId: string) => hall.desk(1).client.cancel({ commandId: uuidv7(), ticketId, reason: '顾客离开' });
    await expect(cancel(first?.ticket.id ?? '')).rejects.toMatchObject({ code: 'ILLEGAL_TICKET_CHANGE' });
    await expect(cancel(uuidv7())).rejects.toMatchObject({ code: 'TICKET_NOT_FOUND' });
    const [waiting] = await hall.database.read(reader => reader.all<{ id: string }>(sql`select id from tickets where number = 'A002'`));
    expect(await cancel(waiting?.id ?? '')).toMatchObject({ state: 'cancelled' });
    const events = await hall.manager().history({ ticketId: waiting?.id ?? '' });
    expect(events.at(-1)).toMatchObject({ change: 'cancel', reason: '顾客离开', staffName: '柜员1' });
  });
});
