import { sql, type SQL } from 'drizzle-orm';
import type { Database, Queries } from '../../main/database/database.ts';

const ticketsPerStatement = 50_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

interface Past {
  tickets: number;
  /** tickets of one day, over all services */
  perDay?: number;
  /** UTC ms, an instant at which the hall opens; the past ends the day before, and nothing else lies there */
  before: number;
}

/**
 * Fills the database with finished tickets of past days, four events each, as a branch holds them after years: headquarters
 * has long had them and their journal is pruned, so nothing is written to it. Needs at least one service and one window;
 * takes well under a minute for a million tickets.
 */
export async function fillPast(database: Database, { tickets, perDay = 800, before }: Past): Promise<void> {
  await database.change(async tx => {
    const { services, windows } = await readHall(tx);
    await withoutJournal(tx, ['tickets', 'ticket_events', 'business_days'], async () => {
      for (let from = 0; from < tickets; from += ticketsPerStatement) {
        const count = Math.min(ticketsPerStatement, tickets - from);
        const chunk = { from, count, perDay, before, services, windows };
        await insertTickets(tx, chunk);
        await insertEvents(tx, chunk);
      }
      await tx.run(sql`
        insert or ignore into business_days (businessDate, closedAt, closedBy, expired)
        select businessDate, max(finishedAt) + ${minuteMs}, 'past', 0 from tickets where issuedAt < ${before} group by businessDate`);
      await tx.run(sql`
        insert or ignore into ticket_numbers (businessDate, prefix, lastOrdinal)
        select businessDate, prefix, max(ordinal) from tickets where issuedAt < ${before} group by businessDate, prefix`);
    });
  });
  // Statistics as a branch has them that has run for long; without them the planner of a filled database knows nothing.
  await database.change(async tx => { await tx.run(sql`analyze`); });
}

interface Chunk { from: number; count: number; perDay: number; before: number; services: number; windows: number }

/**
 * Ticket n is number n % perDay of day n / perDay, counted backwards from `before`; service and window follow from n, so
 * that prefix and ordinal never repeat on one date.
 */
function placedTickets({ from, count, perDay, before }: Chunk): SQL {
  const minutesBetween = Math.floor(8 * 60 * minuteMs / perDay);
  return sql`
    counted(n) as (select ${from} union all select n + 1 from counted where n + 1 < ${from + count}),
    placed as (select n, n % ${perDay} as nth, ${before} - (n / ${perDay} + 1) * ${dayMs} + (n % ${perDay}) * ${minutesBetween} as issued from counted)`;
}

/** A UUIDv7 of this instant whose random part is a number of our own. */
function uuidOf(at: SQL, number: SQL): SQL {
  return sql`printf('%08x-%04x-7000-8000-%012x', (${at}) >> 16, (${at}) & 65535, ${number})`;
}

const calledAfter = 7 * minuteMs;
const servedAfter = calledAfter + 30_000;
const finishedAfter = servedAfter + 9 * minuteMs;
const ticketId = uuidOf(sql`issued`, sql`n`);
const callEventId = uuidOf(sql`issued + ${sql.raw(String(calledAfter))}`, sql`n * 4 + 1`);

async function insertTickets(tx: Queries, chunk: Chunk): Promise<void> {
  const { perDay, before, services, windows } = chunk;
  await tx.run(sql`
    insert into tickets (id, businessDate, prefix, ordinal, number, serviceId, customerClass, state, issuedAt, waitsFromAt, originalOrder, queueOrder,
      windowId, callCount, firstCalledAt, lastCalledAt, lastCallEventId, callReason, servingAt, finishedAt, toldFromMinutes, toldToMinutes)
    with recursive ${placedTickets(chunk)},
    known_services as (select id, prefix, row_number() over (order by prefix) - 1 as position from services),
    known_windows as (select id, row_number() over (order by number) - 1 as position from windows)
    select ${ticketId}, date(${before} / 1000 - (n / ${perDay} + 1) * 86400, 'unixepoch'), s.prefix, nth / ${services} + 1,
      s.prefix || substr('00' || (nth / ${services} + 1), -3), s.id, 'ordinary', 'finished', issued, issued, issued, issued,
      w.id, 1, issued + ${calledAfter}, issued + ${calledAfter}, ${callEventId}, '{"kind":"earliest"}', issued + ${servedAfter}, issued + ${finishedAfter}, 5, 12
    from placed join known_services s on s.position = nth % ${services} join known_windows w on w.position = n % ${windows}`);
}

async function insertEvents(tx: Queries, chunk: Chunk): Promise<void> {
  await tx.run(sql`
    insert into ticket_events (id, ticketId, at, change, fromState, toState, windowId)
    with recursive ${placedTickets(chunk)},
    known_windows as (select id, row_number() over (order by number) - 1 as position from windows),
    changes(nth, change, fromState, toState, after) as (values
      (0, 'issue', null, 'waiting', 0), (1, 'call', 'waiting', 'called', ${calledAfter}),
      (2, 'start', 'called', 'serving', ${servedAfter}), (3, 'finish', 'serving', 'finished', ${finishedAfter}))
    select ${uuidOf(sql`issued + after`, sql`n * 4 + changes.nth`)}, ${ticketId}, issued + after, change, fromState, toState, iif(changes.nth = 0, null, w.id)
    from placed join changes join known_windows w on w.position = n % ${chunk.windows}`);
}

async function readHall(tx: Queries): Promise<{ services: number; windows: number }> {
  const [hall] = await tx.all<{ services: number; windows: number }>(sql`select (select count(*) from services) as services, (select count(*) from windows) as windows`);
  if (!hall?.services || !hall.windows) throw new Error('a past needs a hall: at least one service and one window');
  return hall;
}

/** Takes the journal's triggers of these tables away while `work` runs, and puts the same ones back, in one transaction. */
async function withoutJournal(tx: Queries, tables: string[], work: () => Promise<void>): Promise<void> {
  const triggers = await tx.all<{ name: string; sql: string }>(sql`
    select name, sql from sqlite_master where type = 'trigger' and tbl_name in (select value from json_each(${JSON.stringify(tables)}))`);
  for (const { name } of triggers) await tx.run(sql.raw(`drop trigger "${name}"`));
  await work();
  for (const trigger of triggers) await tx.run(sql.raw(trigger.sql));
}
