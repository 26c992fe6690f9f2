import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { startServing } from '../../main/queue/queue-store.ts';
import { aHall, type Hall } from '../builders/a-hall.ts';
import { openHalls } from '../builders/open-halls.ts';

const opened = openHalls();

const staffIdAt = (hall: Hall, window: number) => hall.desk(window).clerk.connection.session?.staffId ?? '';
const statesOf = (hall: Hall) => hall.database.read(reader => reader.all<{ number: string; state: string }>(sql`select number, state from tickets order by number`));
async function callAndSeat(hall: Hall, window: number) {
  await hall.desk(window).callNext();
  const at = hall.clock.now();
  return hall.database.change(tx => startServing(tx, { windowId: hall.desk(window).id, staffId: staffIdAt(hall, window), stationId: null, at }));
}

describe('one clerk at one window', () => {
  test('a taken window says by whom', async () => {
    const hall = await opened(aHall().withWindows(1).withClosedWindows(1));
    await expect(hall.desk(2).client.openWindow(hall.desk(1).at())).rejects.toMatchObject({ code: 'WINDOW_TAKEN', data: { clerkName: '柜员1' } });
  });

  test('a clerk who sits elsewhere is told where', async () => {
    const hall = await opened(aHall().withWindows(1).withClosedWindows(1));
    await expect(hall.desk(1).client.openWindow(hall.desk(2).at())).rejects.toMatchObject({ code: 'CLERK_AT_OTHER_WINDOW', data: { windowNumber: 1 } });
  });

  test('two clerks who open the same window together: one sits, the other is refused', async () => {
    const hall = await opened(aHall().withClosedWindows(2));
    const windowId = hall.desk(1).id;
    const tries = await Promise.allSettled([1, 2].map(clerk => hall.desk(clerk).client.openWindow({ commandId: uuidv7(), windowId })));
    expect(tries.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a clerk whose station dropped comes back to the same window with the ticket, and no second opening is recorded', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 1));
    await callAndSeat(hall, 1);
    await hall.restart();
    expect(await hall.desk(1).client.openWindow(hall.desk(1).at())).toMatchObject({ state: 'open', clerkName: '柜员1' });
    const [events] = await hall.database.read(reader => reader.all<{ n: number }>(sql`select count(*) as n from window_events`));
    expect(events?.n).toBe(1);
    for await (const view of await hall.desk(1).client.watchDesk({ windowId: hall.desk(1).id })) {
      expect(view.current?.ticket).toMatchObject({ number: 'A001', state: 'serving' });
      break;
    }
  });

  test('pause and close wait until the customer is done', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 1));
    const { client, at } = hall.desk(1);
    await hall.desk(1).callNext();
    await expect(client.pauseWindow({ ...at(), reason: 'lunch' })).rejects.toMatchObject({ code: 'WINDOW_BUSY', data: { number: 'A001' } });
    await expect(client.closeWindow(at())).rejects.toMatchObject({ code: 'WINDOW_BUSY' });
  });

  test('a pause keeps the seat and its reason; opening again ends it', async () => {
    const hall = await opened(aHall().withWindows(1));
    const { client, at } = hall.desk(1);
    expect(await client.pauseWindow({ ...at(), reason: 'lunch' })).toMatchObject({ state: 'paused', pauseReason: 'lunch', clerkName: '柜员1' });
    expect(await client.openWindow(at())).toMatchObject({ state: 'open', pauseReason: null });
    const events = await hall.database.read(reader => reader.all<{ state: string; reason: string | null }>(sql`select state, reason from window_events order by id`));
    expect(events).toEqual([{ state: 'open', reason: null }, { state: 'paused', reason: 'lunch' }, { state: 'open', reason: null }]);
  });

  test('who closes the window frees the seat, and may open another one', async () => {
    const hall = await opened(aHall().withWindows(1).withClosedWindows(1));
    expect(await hall.desk(1).client.closeWindow(hall.desk(1).at())).toMatchObject({ state: 'closed', clerkId: null });
    expect(await hall.desk(1).client.openWindow(hall.desk(2).at())).toMatchObject({ state: 'open', number: 2 });
  });

  test('nobody waits for a closed door: tickets for a window alone go back to their service when it closes', async () => {
    const hall = await opened(aHall().withWindows(2).withWaiting('A', 1));
    await callAndSeat(hall, 1);
    const { id } = await hall.desk(1).client.transfer({ ...hall.desk(1).at(), toWindowId: hall.desk(2).id, reason: '' });
    await hall.desk(2).client.closeWindow(hall.desk(2).at());
    expect((await hall.desk(1).callNext())?.ticket.number).toBe('A001');
    expect((await hall.manager().history({ ticketId: id })).map(event => event.reason)).toContain('windowClosed');
  });

  test('the manager frees a window whose clerk is gone; its ticket stays for whoever opens it next', async () => {
    const hall = await opened(aHall().withWindows(1).withClosedWindows(1).withWaiting('A', 1));
    await callAndSeat(hall, 1);
    const windowId = hall.desk(1).id;
    expect(await hall.manager().releaseWindow({ commandId: uuidv7(), windowId })).toMatchObject({ state: 'closed', clerkId: null });
    await hall.desk(2).client.openWindow({ commandId: uuidv7(), windowId });
    expect(await hall.desk(2).client.hold({ commandId: uuidv7(), windowId, reason: '' })).toMatchObject({ number: 'A001', state: 'onHold' });
  });
});

describe('the end of the day', () => {
  test('is refused while somebody is called or served, with the numbers', async () => {
    const hall = await opened(aHall().withWindows(2).withWaiting('A', 3));
    await hall.desk(1).callNext();
    await callAndSeat(hall, 2);
    await expect(hall.closeDay()).rejects.toMatchObject({ code: 'DAY_HAS_OPEN_TICKETS', data: { numbers: ['A001', 'A002'] } });
    expect((await statesOf(hall)).map(each => each.state)).toEqual(['called', 'serving', 'waiting']);
  });

  test('expires what waits or is on hold, with an event each, closes the windows, and ends issuing', async () => {
    const hall = await opened(aHall().withWindows(2).withWaiting('A', 4));
    await callAndSeat(hall, 1);
    await hall.desk(1).client.hold({ ...hall.desk(1).at(), reason: '' });
    await callAndSeat(hall, 2);
    await hall.desk(2).client.transfer({ ...hall.desk(2).at(), toWindowId: hall.desk(1).id, reason: '' });
    expect(await hall.closeDay()).toEqual({ businessDate: '2026-03-02', expired: 4 });
    expect((await statesOf(hall)).map(each => each.state)).toEqual(['expired', 'expired', 'expired', 'expired']);
    const [events] = await hall.database.read(reader => reader.all<{ n: number }>(sql`select count(*) as n from ticket_events where change = 'expire' and reason = 'dayClosed'`));
    expect(events?.n).toBe(4);
    const clerk = hall.clientOf(await hall.person('clerk', '赵敏'));
    expect((await clerk.listWindows()).map(window => [window.state, window.clerkId])).toEqual([['closed', null], ['closed', null]]);
    await expect(hall.issue('A')).rejects.toMatchObject({ code: 'DAY_CLOSED', data: { businessDate: '2026-03-02' } });
    await expect(hall.closeDay()).rejects.toMatchObject({ code: 'DAY_CLOSED' });
  });

  test('after the closing a no-show cannot come back to a queue that nobody calls', async () => {
    const hall = await opened(aHall().withSettings({ noShowAfterCalls: 1 }).withWindows(1).withWaiting('A', 1));
    const called = await hall.desk(1).callNext();
    await hall.desk(1).client.markNoShow(hall.desk(1).at());
    await hall.closeDay();
    await expect(hall.manager().reinstate({ commandId: uuidv7(), ticketId: called?.ticket.id ?? '' })).rejects.toMatchObject({ code: 'DAY_CLOSED' });
  });

  test('a day left open ends by itself with the first ticket of the next', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 2));
    hall.clock.advance(24 * 60 * 60_000);
    const fresh = await hall.issue('A');
    expect(fresh.peopleAhead).toBe(0);
    expect((await statesOf(hall)).map(each => `${each.number} ${each.state}`)).toEqual(['A001 expired', 'A001 waiting', 'A002 expired']);
    const events = await hall.database.read(reader => reader.all<{ reason: string }>(sql`select reason from ticket_events where change = 'expire'`));
    expect(events.map(event => event.reason)).toEqual(['dayEnded', 'dayEnded']);
    expect((await hall.desk(1).callNext())?.ticket.id).toBe(fresh.id);
  });

  test('a manager who closes after midnight closes yesterday, and today is not lost', async () => {
    const hall = await opened(aHall().withService('A', { opensAt: '00:00', closesAt: '00:00' }).withWindows(1).withWaiting('A', 1));
    hall.clock.set(Date.parse('2026-03-02T16:10:00Z'));
    expect(await hall.closeDay()).toEqual({ businessDate: '2026-03-02', expired: 1 });
    expect((await hall.issue('A')).businessDate).toBe('2026-03-03');
  });
});

describe('services and windows', () => {
  test('a prefix belongs to one service, a number to one window', async () => {
    const hall = await opened(aHall().withService('A').withWindows(1));
    await expect(hall.manager().saveService({ ...(await hall.saveService('A')), id: uuidv7(), commandId: uuidv7() })).rejects.toMatchObject({ code: 'PREFIX_TAKEN', data: { prefix: 'A' } });
    await expect(hall.manager().saveWindow({ commandId: uuidv7(), id: uuidv7(), number: 1, nameZh: '', nameEn: '', isActive: true, services: [] }))
      .rejects.toMatchObject({ code: 'WINDOW_NUMBER_TAKEN', data: { number: 1 } });
  });

  test('a service is neither switched off nor given another prefix while somebody waits for it', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 2));
    await expect(hall.saveService('A', { isActive: false })).rejects.toMatchObject({ code: 'SERVICE_IN_USE', data: { waiting: 2 } });
    await expect(hall.saveService('A', { prefix: 'Q' })).rejects.toMatchObject({ code: 'SERVICE_IN_USE' });
    expect(await hall.saveService('A', { nameZh: '电费' })).toMatchObject({ nameZh: '电费' });
  });

  test('a window at work is not switched off; its services change at once', async () => {
    const hall = await opened(aHall().withWindows(1, { A: 'own' }).withWaiting('B', 1));
    const { id } = hall.desk(1);
    const save = (change: object) => hall.manager().saveWindow({
      commandId: uuidv7(), id, number: 1, nameZh: '', nameEn: '', isActive: true, services: [{ serviceId: hall.serviceId('A'), kind: 'own' }], ...change,
    });
    await expect(save({ isActive: false })).rejects.toMatchObject({ code: 'WINDOW_IN_USE', data: { number: 1 } });
    await expect(save({ services: [{ serviceId: uuidv7(), kind: 'own' }] })).rejects.toMatchObject({ code: 'SERVICE_NOT_FOUND' });
    expect(await hall.desk(1).callNext()).toBeNull();
    const saved = await save({ services: [{ serviceId: hall.serviceId('A'), kind: 'helping' }, { serviceId: hall.serviceId('B'), kind: 'own' }] });
    expect(saved).toMatchObject({ state: 'open', clerkName: '柜员1', services: [{ kind: 'helping' }, { kind: 'own' }] });
    expect((await hall.desk(1).callNext())?.ticket.number).toBe('B001');
    await expect(save({ number: 9 })).rejects.toMatchObject({ code: 'WINDOW_IN_USE' });
  });
});
