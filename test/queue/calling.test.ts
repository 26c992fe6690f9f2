import { describe, expect, test, vi } from 'vitest';
import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aHall, type Hall } from '../builders/a-hall.ts';
import { openHalls } from '../builders/open-halls.ts';

const opened = openHalls();

describe('calling', () => {
  test('two windows that press Call together never get the same ticket', async () => {
    const hall = await opened(aHall().withWindows(2).withWaiting('A', 2));
    const called = await Promise.all([hall.desk(1).callNext(), hall.desk(2).callNext()]);
    expect(called.map(call => call?.ticket.number).sort()).toEqual(['A001', 'A002']);
  });

  test('a hundred windows that press Call together get a hundred different tickets', async () => {
    const hall = await opened(aHall().withWindows(100).withWaiting('A', 60).withWaiting('B', 40));
    const called = await Promise.all(hall.windows.map(window => hall.desk(window.number).callNext()));
    expect(new Set(called.map(call => call?.ticket.id)).size).toBe(100);
    expect(called.filter(call => call === null)).toEqual([]);
  });

  test('fewer tickets than windows: every ticket is called once and the other windows are told that nobody waits', async () => {
    const hall = await opened(aHall().withWindows(10).withWaiting('A', 4));
    const called = await Promise.all(hall.windows.map(window => hall.desk(window.number).callNext()));
    expect(called.filter(call => call === null)).toHaveLength(6);
    expect(new Set(called.flatMap(call => call?.ticket.number ?? [])).size).toBe(4);
  });

  test('a repeated command gives the ticket that was called and calls nobody else', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 3));
    const { client, at } = hall.desk(1);
    const press = at();
    const [first, again] = await Promise.all([client.callNext(press), client.callNext(press)]);
    const later = await client.callNext(press);
    expect(again).toEqual(first);
    expect(later).toEqual(first);
    const called = await hall.database.read(reader => reader.all<{ n: number }>(sql`select count(*) as n from ticket_events where change = 'call'`));
    expect(called[0]?.n).toBe(1);
  });

  test('one window calls in the order of arrival', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 3));
    const { client, at, callNext } = hall.desk(1);
    const numbers: (string | undefined)[] = [];
    for (let customer = 0; customer < 3; customer += 1) {
      numbers.push((await callNext())?.ticket.number);
      for (let repeat = 0; repeat < 2; repeat += 1) await client.recall(at());
      await client.markNoShow(at());
    }
    expect(numbers).toEqual(['A001', 'A002', 'A003']);
  });

  test('a priority ticket goes before tickets up to fifteen minutes older, and the reason says whom it passes', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 2).withWaiting('A', 1, 'priority'));
    expect(await hall.desk(1).callNext()).toMatchObject({
      ticket: { number: 'A003' }, reason: { kind: 'headStart', customerClass: 'priority', minutes: 15, ahead: 'A001' },
    });
  });

  test('a helping window takes the other service when nobody of its own waits', async () => {
    const hall = await opened(aHall().withWindows(1, { A: 'own', B: 'helping' }).withWaiting('B', 1));
    expect(await hall.desk(1).callNext()).toMatchObject({ ticket: { number: 'B001' }, reason: { kind: 'helpingIdle', servicePrefix: 'B' } });
  });

  test('a helping window relieves a service above its target before its own newer tickets', async () => {
    const hall = await opened(aHall().withService('B', { targetWaitMinutes: 5 }).withWindows(1, { A: 'own', B: 'helping' }).withWaiting('B', 1));
    hall.clock.advance(4 * 60_000);
    await hall.issue('A');
    hall.clock.advance(3 * 60_000);
    expect(await hall.desk(1).callNext()).toMatchObject({ ticket: { number: 'B001' }, reason: { kind: 'helpingOverdue', servicePrefix: 'B', targetMinutes: 5 } });
  });

  test.each([
    ['a clerk who is not at the window', 'NOT_YOUR_WINDOW', async (hall: Hall) => hall.desk(2).client.callNext({ ...hall.desk(1).at() })],
    ['a window that does not exist', 'WINDOW_NOT_FOUND', async (hall: Hall) => hall.desk(1).client.callNext({ commandId: uuidv7(), windowId: uuidv7() })],
    ['a paused window', 'WINDOW_NOT_OPEN', async (hall: Hall) => {
      await hall.desk(1).client.pauseWindow({ ...hall.desk(1).at(), reason: 'lunch' });
      return hall.desk(1).callNext();
    }],
    ['a window with a ticket in hand', 'WINDOW_BUSY', async (hall: Hall) => {
      await hall.desk(1).callNext();
      return hall.desk(1).callNext();
    }],
  ])('refused for %s', async (_who, code, attempt) => {
    const hall = await opened(aHall().withWindows(2).withWaiting('A', 2));
    await expect(attempt(hall)).rejects.toMatchObject({ code });
  });

  test('a ticket called before a restart is still at its window afterwards, and the display still lists the call', async () => {
    const hall = await opened(aHall().withWindows(1).withWaiting('A', 2));
    await hall.desk(1).callNext();
    await hall.restart();
    await expect(hall.desk(1).callNext()).rejects.toMatchObject({ code: 'WINDOW_BUSY', data: { number: 'A001' } });
    for await (const view of await hall.kiosk().watchHall()) {
      expect(view.calls.map(call => [call.number, call.windowNumber])).toEqual([['A001', 1]]);
      break;
    }
  });
});

test('choosing the next ticket seeks in small indexes and scans no table', async () => {
  const hall = await opened(aHall().withWindows(1).withWaiting('A', 1));
  const { readWindowAtCall } = await import('../../main/queue/call-store.ts');
  const asked = vi.spyOn(SqliteConnection.prototype, 'all');
  const window = await hall.database.change(tx => readWindowAtCall(tx, hall.desk(1).id));
  const statement = asked.mock.calls.map(([text]) => text).find(text => text.includes('window_services')) ?? '';
  asked.mockRestore();
  expect(window?.lines).toHaveLength(1);
  const [before = '', after = ''] = statement.split('?');
  const steps = await hall.database.read(reader => reader.all<{ detail: string }>(sql`explain query plan ${sql.raw(before)}${hall.desk(1).id}${sql.raw(after)}`));
  const seen = steps.map(step => step.detail);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.filter(step => /^SCAN/.test(step))).toEqual([]);
  for (const index of ['tickets_waiting', 'tickets_longest_wait', 'tickets_for_window', 'tickets_at_window']) {
    expect(seen.join('\n')).toContain(index);
  }
});
