import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Ticket, WindowState } from '../../shared/queue.ts';
import type { Transaction } from '../database/database.ts';
import { prepareQuery } from '../database/prepared-query.ts';
import type { Choice, Line, WaitingTicket } from './dispatch.ts';
import { tickets, windows } from './queue-schema.ts';
import { recordEvent, ticketColumns, type Doer } from './tickets-store.ts';

/** A window and the heads of its lines: all that a call needs to know. */
export interface WindowAtCall {
  state: WindowState;
  clerkId: string | null;
  /** number of the ticket called or served here, or null */
  inHand: string | null;
  lines: Line[];
}

const waitingTicket = sql.raw(`json_object('id', t.id, 'number', t.number, 'customerClass', t.customerClass, 'appointmentAt', t.appointmentAt,
  'waitsFromAt', t.waitsFromAt, 'originalOrder', t.originalOrder, 'queueOrder', t.queueOrder, 'returnedTo', json(t.returnedTo))`);
const longestWaiting = sql.raw(`json_object('id', t.id, 'number', t.number, 'waitsFromAt', t.waitsFromAt)`);

// Built once, because this is what every window sends at the same moment (prepared-query.ts). Partly raw SQL: the conditions
// must stand as the indexes have them.
const windowAtCall = prepareQuery(queries => queries.select({
  state: windows.state, clerkId: windows.clerkId,
  inHand: sql<string | null>`(select t.number from tickets t where t.windowId = windows.id and t.state in ('called', 'serving'))`,
  serviceLines: sql<string>`(select json_group_array(json_object('kind', ws.kind, 'prefix', s.prefix, 'targetWaitMinutes', s.targetWaitMinutes,
      'head', (select ${waitingTicket} from tickets t
        where t.serviceId = s.id and t.state = 'waiting' and t.targetWindowId is null order by t.queueOrder, t.id limit 1),
      'longest', (select ${longestWaiting} from tickets t
        where t.serviceId = s.id and t.state = 'waiting' and t.targetWindowId is null order by t.waitsFromAt, t.id limit 1)))
    from window_services ws join services s on s.id = ws.serviceId where ws.windowId = windows.id)`,
  forThisWindow: sql<string | null>`(select json_object('head', ${waitingTicket}, 'targetWaitMinutes', s.targetWaitMinutes, 'prefix', s.prefix,
      'longest', (select ${longestWaiting} from tickets t
        where t.targetWindowId = windows.id and t.state = 'waiting' and t.targetWindowId is not null order by t.waitsFromAt, t.id limit 1))
    from tickets t join services s on s.id = t.serviceId
    where t.targetWindowId = windows.id and t.state = 'waiting' and t.targetWindowId is not null order by t.queueOrder, t.id limit 1)`,
}).from(windows).where(sql`windows.id = ${sql.placeholder('windowId')} and windows.isActive`).prepare());

const callTicket = prepareQuery(queries => queries.update(tickets).set({
  state: 'called', callCount: 1, windowId: sql`${sql.placeholder('windowId')}`, lastCalledAt: sql`${sql.placeholder('at')}`,
  lastCallEventId: sql`${sql.placeholder('eventId')}`, callReason: sql`${sql.placeholder('reasonAsJson')}`,
  firstCalledAt: sql`coalesce(${tickets.firstCalledAt}, ${sql.placeholder('at')})`,
}).where(eq(tickets.id, sql.placeholder('ticketId'))).returning(ticketColumns).prepare());

/**
 * Reads what choosing the next ticket needs, in one statement: this runs in the writer while every other window waits.
 * Each line costs two seeks in a partial index that holds the waiting alone, so neither a full hall nor years of past
 * tickets slow it. Null: no such window.
 */
export async function readWindowAtCall(tx: Transaction, windowId: string): Promise<WindowAtCall | null> {
  const row = await windowAtCall.on(tx).get({ windowId });
  if (!row) return null;
  const { state, clerkId, inHand } = row;
  return { state, clerkId, inHand, lines: linesOf(row) };
}

function linesOf({ serviceLines, forThisWindow }: { serviceLines: string; forThisWindow: string | null }): Line[] {
  const lines: Line[] = [];
  for (const line of JSON.parse(serviceLines) as (Omit<Line, 'isForThisWindow' | 'head'> & { head: WaitingTicket | null })[]) {
    if (line.head) lines.push({ ...line, head: line.head, isForThisWindow: false });
  }
  if (forThisWindow) {
    const line = JSON.parse(forThisWindow) as Pick<Line, 'head' | 'longest' | 'prefix' | 'targetWaitMinutes'>;
    lines.push({ ...line, kind: 'own', isForThisWindow: true });
  }
  return lines;
}

/** Stores the call that was chosen, with its event (`eventId`, by which displays acknowledge). Answers the ticket. */
export async function storeCall(tx: Transaction, windowId: string, choice: Choice, doer: Doer, at: number): Promise<{ ticket: Ticket; eventId: string }> {
  const eventId = uuidv7();
  const ticketId = choice.ticket.id;
  const ticket = await callTicket.on(tx).get({ ticketId, windowId, at, eventId, reasonAsJson: JSON.stringify(choice.reason) });
  if (!ticket) throw new Error('a ticket vanished between choosing and calling it');
  recordEvent(tx, { ...doer, eventId, at, change: 'call', windowId, ticketId, fromState: 'waiting', toState: 'called' });
  return { ticket, eventId };
}
