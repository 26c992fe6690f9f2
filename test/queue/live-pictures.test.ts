import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { DeskView, HallView } from '../../shared/queue.ts';
import { finishServing, startServing } from '../../main/queue/queue-store.ts';
import { aHall, type Hall } from '../builders/a-hall.ts';
import { openHalls } from '../builders/open-halls.ts';

const opened = openHalls();
const minute = 60_000;

async function deskOf(hall: Hall, window: number): Promise<DeskView> {
  for await (const view of await hall.desk(window).client.watchDesk({ windowId: hall.desk(window).id })) return view;
  throw new Error('no picture came');
}
async function hallOf(hall: Hall): Promise<HallView> {
  for await (const view of await hall.kiosk().watchHall()) return view;
  throw new Error('no picture came');
}
async function alarmsOf(hall: Hall) {
  for await (const alarms of await hall.manager().watchAlarms()) return alarms;
  throw new Error('no picture came');
}
/** Reads pictures until one is as wanted; the test's own time limit ends a wait in vain. */
async function until<Picture>(pictures: AsyncIterator<Picture>, isWanted: (picture: Picture) => boolean): Promise<Picture> {
  for (;;) {
    const { value, done } = await pictures.next();
    if (done) throw new Error('the pictures ended');
    if (isWanted(value)) return value;
  }
}

describe('the hall', () => {
  test('shows who waits, how long, and where somebody is served', async () => {
    const hall = await opened(aHall().withWindows(1, { A: 'own' }).withClosedWindows(1).withWaiting('A', 3).withService('B', { opensAt: '13:00', closesAt: '14:00' }));
    await hall.desk(1).callNext();
    hall.clock.advance(7 * minute);
    const view = await hallOf(hall);
    expect(view).toMatchObject({
      branchName: '城东营业厅', businessDate: '2026-03-02', isDayClosed: false,
      services: [{ prefix: 'A', waiting: 2, longestWaitMinutes: 7, isOffered: true }, { prefix: 'B', waiting: 0, waitRange: null, isOffered: false }],
      windows: [{ number: 1, state: 'open', servingNumber: 'A001' }, { number: 2, state: 'closed', servingNumber: null }],
    });
    expect(view.services[0]?.waitRange).toMatchObject({ fromMinutes: expect.any(Number) as number });
    expect(JSON.stringify(view)).not.toContain('柜员');
  });

  test('lists the last six calls, the newest first; a recalled ticket is in it once', async () => {
    const hall = await opened(aHall().withWindows(8).withWaiting('A', 8));
    for (let window = 1; window <= 8; window += 1) {
      hall.clock.advance(1000);
      await hall.desk(window).callNext();
    }
    hall.clock.advance(1000);
    await hall.desk(2).client.recall(hall.desk(2).at());
    const { calls } = await hallOf(hall);
    expect(calls.map(call => call.number)).toEqual(['A002', 'A008', 'A007', 'A006', 'A005', 'A004']);
    expect(calls[0]).toMatchObject({ windowNumber: 2, recallCount: 1 });
    hall.clock.advance(24 * 60 * minute);
    expect((await hallOf(hall)).calls).toEqual([]);
  });

  test('a watcher sees a call after its commit, without asking again', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 1));
    const pictures = (await hall.kiosk().watchHall())[Symbol.asyncIterator]();
    await until(pictures, view => view.services[0]?.waiting === 1);
    const called = until(pictures, view => view.windows[0]?.servingNumber === 'A001');
    await hall.desk(1).callNext();
    expect((await called).services[0]?.waiting).toBe(0);
    await pictures.return?.();
  });
});

describe('the desk', () => {
  test('lists who is next with the reason, and Call gives the first of the list', async () => {
    const hall = await opened(aHall().withWindows(1, { A: 'own', B: 'helping' }).withWaiting('B', 1).withWaiting('A', 2).withWaiting('A', 1, 'keyAccount'));
    const view = await deskOf(hall, 1);
    expect(view.next.map(each => [each.number, each.kind, each.reason.kind])).toEqual([
      ['A003', 'own', 'headStart'], ['A001', 'own', 'earliest'], ['A002', 'own', 'earliest'], ['B001', 'helping', 'helpingIdle'],
    ]);
    expect(view).toMatchObject({ waitingCount: 4, current: null, helping: [{ prefix: 'B', waiting: 1 }] });
    const call = await hall.desk(1).callNext();
    expect(call?.ticket.number).toBe('A003');
    expect(call?.reason).toEqual(view.next[0]?.reason);
  });

  test('says what may still be done with the called ticket', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 1));
    await hall.desk(1).callNext();
    expect((await deskOf(hall, 1)).current).toMatchObject({ ticket: { number: 'A001', state: 'called' }, reason: { kind: 'earliest' }, recallsLeft: 5, callsUntilNoShow: 2 });
    await hall.desk(1).client.recall(hall.desk(1).at());
    expect((await deskOf(hall, 1)).current).toMatchObject({ recallsLeft: 4, callsUntilNoShow: 1 });
  });

  test('lists who is on hold and who may still come back, and forgets them in time', async () => {
    const hall = await opened(aHall().withSettings({ noShowAfterCalls: 1 }).withWindows(1).withWaiting('A', 2));
    const { client, at, id, clerk } = hall.desk(1);
    await hall.desk(1).callNext();
    await client.markNoShow(at());
    await hall.desk(1).callNext();
    const now = hall.clock.now();
    await hall.database.change(tx => startServing(tx, { windowId: id, staffId: clerk.connection.session?.staffId ?? '', stationId: null, at: now }));
    await client.hold({ ...at(), reason: '' });
    const view = await deskOf(hall, 1);
    expect(view.onHold.map(each => each.number)).toEqual(['A002']);
    expect(view.noShows).toMatchObject([{ number: 'A001', reinstatableUntilAt: now + 30 * minute }]);
    hall.clock.advance(30 * minute + 1);
    expect((await deskOf(hall, 1)).noShows).toEqual([]);
  });

  test('of a window that does not exist is refused', async () => {
    const hall = await opened(aHall().withWindows(1));
    await expect((async () => {
      for await (const _ of await hall.desk(1).client.watchDesk({ windowId: uuidv7() })) break;
    })()).rejects.toMatchObject({ code: 'WINDOW_NOT_FOUND' });
  });
});

describe('alarms', () => {
  test('a service above its target, a ticket above twice the target, a silent window; at the desk those of its own services', async () => {
    const hall = await opened(aHall().withService('A', { targetWaitMinutes: 10 }).withService('B', { targetWaitMinutes: 30 }).withWindows(1, { A: 'own' }).withWindows(1, { B: 'own' }).withWaiting('A', 1).withWaiting('B', 1));
    hall.clock.advance(9 * minute);
    expect(await alarmsOf(hall)).toEqual([]);
    hall.clock.advance(2 * minute);
    expect(await alarmsOf(hall)).toEqual([
      { kind: 'serviceAboveTarget', prefix: 'A', waitMinutes: 11, targetMinutes: 10 },
      { kind: 'windowSilent', windowNumber: 1, silentMinutes: 11 }, { kind: 'windowSilent', windowNumber: 2, silentMinutes: 11 },
    ]);
    expect((await deskOf(hall, 2)).alarms).toEqual([{ kind: 'windowSilent', windowNumber: 2, silentMinutes: 11 }]);
    hall.clock.advance(10 * minute);
    expect((await deskOf(hall, 1)).alarms).toContainEqual({ kind: 'ticketTwiceTarget', number: 'A001', waitMinutes: 21, targetMinutes: 10 });
  });

  test('a window that has just served somebody is not silent', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 2));
    hall.clock.advance(9 * minute);
    await hall.desk(1).callNext();
    const { id, clerk } = hall.desk(1);
    const who = { windowId: id, staffId: clerk.connection.session?.staffId ?? '', stationId: null };
    await hall.database.change(tx => startServing(tx, { ...who, at: hall.clock.now() }));
    hall.clock.advance(3 * minute);
    await hall.database.change(tx => finishServing(tx, { ...who, at: hall.clock.now() }));
    hall.clock.advance(minute);
    expect((await alarmsOf(hall)).filter(alarm => alarm.kind === 'windowSilent')).toEqual([]);
  });
});

describe('whether a call reached the hall', () => {
  test('without a display the clerk is told at once', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 1));
    await hall.desk(1).callNext();
    expect((await deskOf(hall, 1)).current?.delivery).toEqual({ displays: 0, shownAt: null, spokenAt: null, problem: 'noDisplay' });
  });

  test('a display shows and speaks it, and the clerk sees when; one that stays silent is named after three seconds', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 1));
    const display = hall.clientOf(await hall.caller('hall', null));
    const screen = (await display.watchHall())[Symbol.asyncIterator]();
    await screen.next();
    const desk = (await hall.desk(1).client.watchDesk({ windowId: hall.desk(1).id }))[Symbol.asyncIterator]();
    await hall.desk(1).callNext();
    const calledAt = hall.clock.now();
    const called = await until(desk, view => view.current !== null);
    expect(called.current?.delivery).toEqual({ displays: 1, shownAt: null, spokenAt: null, problem: null });
    hall.clock.advance(3000);
    hall.live.publish('queue');
    expect((await until(desk, view => view.asOf > calledAt)).current?.delivery?.problem).toBe('notShownYet');

    const { calls } = await until(screen, view => view.calls.length > 0);
    const eventId = calls[0]?.eventId ?? '';
    expect(await display.acknowledgeCall({ eventId, outcome: 'shown' })).toEqual({ taken: true });
    expect((await until(desk, view => view.current?.delivery?.shownAt !== null)).current?.delivery?.problem).toBeNull();
    await display.acknowledgeCall({ eventId, outcome: 'speechFailed' });
    expect((await until(desk, view => view.current?.delivery?.problem === 'speechFailed')).current?.delivery?.spokenAt).toBeNull();
    await display.acknowledgeCall({ eventId, outcome: 'spoken' });
    await until(desk, view => view.current?.delivery?.spokenAt === hall.clock.now() && view.current.delivery.problem === null);

    await screen.return?.();
    await until(desk, view => view.current?.delivery?.displays === 0);
    await desk.return?.();
  });

  test('a desk with a second screen counts as a display once it acknowledges', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 1));
    const secondScreen = hall.clientOf(await hall.caller('desk', null));
    const screen = (await secondScreen.watchHall())[Symbol.asyncIterator]();
    await hall.desk(1).callNext();
    const { calls } = await until(screen, view => view.calls.length > 0);
    expect((await deskOf(hall, 1)).current?.delivery?.displays).toBe(0);
    await secondScreen.acknowledgeCall({ eventId: calls[0]?.eventId ?? '', outcome: 'shown' });
    expect((await deskOf(hall, 1)).current?.delivery).toMatchObject({ displays: 1, problem: null });
    await screen.return?.();
  });

  test('an acknowledgement of a call nobody made is not taken', async () => {
    const hall = await opened(aHall().withWindows(1));
    expect(await hall.kiosk().acknowledgeCall({ eventId: uuidv7(), outcome: 'shown' })).toEqual({ taken: false });
  });
});
