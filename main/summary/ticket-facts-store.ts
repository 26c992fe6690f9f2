import { sql } from 'drizzle-orm';
import type { Queries } from '../database/database.ts';
import type { DayTicket } from './queue-figures.ts';
import type { TicketStep } from './ticket-histories.ts';
import type { WindowChange } from './window-figures.ts';

// A day of ten thousand tickets is read as a few long texts: a row each would cost more than all the figures.

/** The tickets of a business date, by number. */
export async function readDayTickets(reader: Queries, businessDate: string): Promise<DayTicket[]> {
  const rows = await readTuples<[string, string, string, DayTicket['customerClass'], DayTicket['state'], string | null, number, number | null, number | null]>(reader, sql`
    select json_group_array(json_array(id, number, serviceId, customerClass, state, windowId, issuedAt, firstCalledAt,
      case state when 'finished' then finishedAt when 'noShow' then noShowAt
        when 'cancelled' then (select max(at) from ticket_events where ticketId = t.id and toState = 'cancelled')
        when 'expired' then (select max(at) from ticket_events where ticketId = t.id and toState = 'expired') end) order by prefix, ordinal) as tuples
    from tickets t where businessDate = ${businessDate}`);
  return rows.map(([id, number, serviceId, customerClass, state, windowId, issuedAt, firstCalledAt, endedAt]) => ({ id, number, serviceId, customerClass, state, windowId, issuedAt, firstCalledAt, endedAt }));
}

/** Of each of those tickets: its issue, each start of serving and what ended it, in the order they were written. */
export async function readTicketSteps(reader: Queries, businessDate: string): Promise<TicketStep[]> {
  // Row numbers stand for ids, which would be most of the text: of one snapshot they are as good.
  const ids = new Map(await readTuples<[number, string]>(reader, sql`select json_group_array(json_array(rowid, id)) as tuples from tickets where businessDate = ${businessDate}`));
  const windowIds = new Map(await readTuples<[number, string]>(reader, sql`select json_group_array(json_array(rowid, id)) as tuples from windows`));
  const rows = await readTuples<[number, number, TicketStep['change'], TicketStep['toState'], number | null]>(reader, sql`
    select json_group_array(json_array(t.rowid, e.at, e.change, e.toState, w.rowid) order by t.rowid, e.rowid) as tuples
    from tickets t join ticket_events e on e.ticketId = t.id left join windows w on w.id = e.windowId
    where t.businessDate = ${businessDate} and (e.change = 'issue' or e.toState = 'serving' or e.fromState = 'serving')`);
  return rows.map(([ticket, at, change, toState, window]) => ({ ticketId: ids.get(ticket) ?? '', at, change, toState, windowId: window === null ? null : windowIds.get(window) ?? null }));
}

/** When the tickets of a business date were issued. */
export async function readIssueTimes(reader: Queries, businessDate: string): Promise<number[]> {
  return readTuples(reader, sql`select json_group_array(issuedAt) as tuples from tickets where businessDate = ${businessDate}`);
}

/** What the windows did in [fromAt, untilAt), by time; first how each was found, unless it was closed. */
export async function readWindowChanges(reader: Queries, fromAt: number, untilAt: number): Promise<WindowChange[]> {
  return reader.all<WindowChange>(sql`
    select w.id as windowId, ${fromAt} as at, e.state, e.clerkId from windows w
      join window_events e on e.id = (select id from window_events where windowId = w.id and at < ${fromAt} order by at desc, rowid desc limit 1)
      where e.state <> 'closed'
    union all
    select windowId, at, state, clerkId from (
      select e.windowId, e.at, e.state, e.clerkId from windows w join window_events e on e.windowId = w.id and e.at >= ${fromAt} and e.at < ${untilAt} order by e.at, e.rowid)`);
}

async function readTuples<Tuple>(reader: Queries, query: ReturnType<typeof sql>): Promise<Tuple[]> {
  const [row] = await reader.all<{ tuples: string }>(query);
  return JSON.parse(row?.tuples ?? '[]') as Tuple[];
}
