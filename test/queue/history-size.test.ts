import { sql, type SQL } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, expect, test } from 'vitest';
import { type Bound, SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { finishServing, startServing } from '../../main/queue/queue-store.ts';
import { aHall, type Hall } from '../builders/a-hall.ts';
import { openHalls } from '../builders/open-halls.ts';

const opened = openHalls();
const { all, run } = SqliteConnection.prototype;
afterEach(() => { Object.assign(SqliteConnection.prototype, { all, run }); });

/** Keeps every statement that reaches SQLite from now on. */
function recordStatements(): { sql: string; bound: Bound[] }[] {
  const statements: { sql: string; bound: Bound[] }[] = [];
  SqliteConnection.prototype.all = function (text, bound = []) { statements.push({ sql: text, bound }); return all.call(this, text, bound); };
  SqliteConnection.prototype.run = function (text, bound = []) { statements.push({ sql: text, bound }); return run.call(this, text, bound); };
  return statements;
}

/** Past tickets with their events, in sets. */
async function addPast(hall: Hall, count: number): Promise<void> {
  const serviceId = hall.serviceId('A');
  const windowId = hall.desk(1).id;
  const oneTo = sql`(with recursive n(value) as (select 1 union all select value + 1 from n where value < ${count}) select value from n)`;
  await hall.database.change(async tx => {
    await tx.run(sql`insert into tickets (id, businessDate, prefix, ordinal, number, serviceId, customerClass, state, issuedAt, waitsFromAt, originalOrder, queueOrder, windowId, callCount, firstCalledAt, lastCalledAt, lastCallEventId, servingAt, noShowAt, finishedAt)
      select printf('00000000-0000-7000-c000-%012d', value), '2020-01-02', 'A', value, 'A' || value, ${serviceId}, 'ordinary', iif(value % 20 = 0, 'noShow', 'finished'), value, value, value, value, ${windowId}, 1, value, value, printf('00000000-0000-7000-d000-%012d', value), value, iif(value % 20 = 0, value, null), iif(value % 20 = 0, null, value) from ${oneTo}`);
    await tx.run(sql`insert into ticket_events (id, ticketId, at, change, fromState, toState)
      select printf('00000000-0000-7000-e000-%012d', value), printf('00000000-0000-7000-c000-%012d', value), value, 'issue', null, 'waiting' from ${oneTo}`);
  });
}

/** One clerk's work, from opening to closing the day. */
async function aMorning(hall: Hall): Promise<void> {
  const { client, at, id, clerk, callNext } = hall.desk(1);
  const who = { windowId: id, staffId: clerk.connection.session?.staffId ?? '', stationId: null, at: hall.clock.now() };
  for (let index = 0; index < 4; index += 1) await hall.issue('A');
  for await (const _ of await hall.kiosk().watchHall()) break;
  for await (const _ of await client.watchDesk({ windowId: id })) break;
  const held = await callNext();
  await hall.database.change(tx => startServing(tx, who));
  await client.hold({ ...at(), reason: '' });
  const ticketId = held?.ticket.id ?? '';
  await client.resume({ commandId: uuidv7(), ticketId, position: { kind: 'after', count: 1 } });
  await callNext();
  await client.recall(at());
  await hall.database.change(tx => startServing(tx, who));
  await client.transfer({ ...at(), toWindowId: id, reason: '' });
  await callNext();
  await hall.database.change(tx => startServing(tx, who));
  await hall.database.change(tx => finishServing(tx, who));
  await client.pauseWindow({ ...at(), reason: 'lunch' });
  await client.openWindow(at());
  await client.history({ ticketId });
  await hall.saveService('A', { nameZh: '电费' });
  await client.closeWindow(at());
  await hall.closeDay();
}

test('no statement of a morning reads through the past: each seeks in an index, or reads one that holds the living alone', async () => {
  const hall = await opened(aHall().withWindows(1));
  await addPast(hall, 2000);
  const statements = recordStatements();
  await aMorning(hall);
  Object.assign(SqliteConnection.prototype, { all, run });

  const plans = new Map<string, string[]>();
  for (const { sql: text, bound } of statements) {
    if (!/^\s*(select|with|insert|update|delete)/i.test(text) || plans.has(text)) continue;
    const steps = await hall.database.read(reader => reader.all<{ detail: string }>(sql`explain query plan ${withValues(text, bound)}`));
    plans.set(text, steps.map(step => step.detail));
  }
  expect(plans.size).toBeGreaterThan(30);
  const throughThePast = [...plans].filter(([, steps]) => steps.some(step =>
    /^SCAN (tickets|t|ticket_events|window_events|journal)\b/.test(step) && !/USING (COVERING )?INDEX tickets_(waiting|for_window|on_hold|at_window|longest_wait)\b/.test(step)));
  expect(throughThePast).toEqual([]);
});

/** The statement with its values bound as they were: with a value written in, the planner would use indexes that it cannot use. */
function withValues(text: string, bound: readonly Bound[]): SQL {
  const parts = text.split('?');
  return sql.join(parts.flatMap((part, index) => (index < parts.length - 1 ? [sql.raw(part), sql`${bound[index]}`] : [sql.raw(part)])));
}

test('a call takes three statements: one to choose, two to store', async () => {
  const hall = await opened(aHall().withWindows(1).withWaiting('A', 2));
  const statements = recordStatements();
  await hall.desk(1).callNext();
  const own = statements.filter(({ sql: text }) => !/command_results/.test(text) && /tickets|ticket_events|windows/.test(text));
  expect(own.slice(0, 3).map(({ sql: text }) => /^\s*\w+/.exec(text)?.[0]?.trim())).toEqual(['with', 'update', 'insert']);
  expect(own).toHaveLength(3);
});
