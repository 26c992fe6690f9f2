import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Ticket, WindowState } from '../../shared/queue.ts';
import type { Transaction } from '../database/database.ts';
import type { Choice, Line, WaitingTicket } from './dispatch.ts';
import { tickets } from './queue-schema.ts';
import { storeChange, type Doer } from './tickets-store.ts';

/** A window and the heads of its lines: all that a call needs to know. */
export interface WindowAtCall {
  state: WindowState;
  clerkId: string | null;
  /** number of the ticket called or served here, or null */
  inHand: string | null;
  lines: Line[];
}

interface CallRow {
  state: WindowState;
  clerkId: string | null;
  inHand: string | null;
  serviceLines: string;
  forThisWindow: string | null;
}

const waitingTicket = sql.raw(`json_object('id', t.id, 'number', t.number, 'customerClass', t.customerClass, 'appointmentAt', t.appointmentAt,
  'waitsFromAt', t.waitsFromAt, 'originalOrder', t.originalOrder, 'queueOrder', t.queueOrder, 'returnedTo', json(t.returnedTo))`);
const longestWaiting = sql.raw(`json_object('id', t.id, 'number', t.number, 'waitsFromAt', t.waitsFromAt)`);

/**
 * Reads what choosing the next ticket needs, in one statement: this runs in the writer while every other window waits.
 * Each line costs two seeks in a partial index that holds the waiting alone, so neither a full hall nor years of past
 * tickets slow it. Written as SQL, because the conditions must stand as the indexes have them. Null: no such window.
 */
export async function readWindowAtCall(tx: Transaction, windowId: string): Promise<WindowAtCall | null> {
  const row = await tx.get<CallRow | undefined>(sql`select w.state as state, w.clerkId as clerkId,
    (select t.number from tickets t where t.windowId = w.id and t.state in ('called', 'serving')) as inHand,
    (select json_group_array(json_object('kind', ws.kind, 'prefix', s.prefix, 'targetWaitMinutes', s.targetWaitMinutes,
        'head', (select ${waitingTicket} from tickets t
          where t.serviceId = s.id and t.state = 'waiting' and t.targetWindowId is null order by t.queueOrder, t.id limit 1),
        'longest', (select ${longestWaiting} from tickets t
          where t.serviceId = s.id and t.state = 'waiting' and t.targetWindowId is null order by t.waitsFromAt, t.id limit 1)))
      from window_services ws join services s on s.id = ws.serviceId where ws.windowId = w.id) as serviceLines,
    (select json_object('head', ${waitingTicket}, 'targetWaitMinutes', s.targetWaitMinutes, 'prefix', s.prefix,
        'longest', (select ${longestWaiting} from tickets t
          where t.targetWindowId = w.id and t.state = 'waiting' and t.targetWindowId is not null order by t.waitsFromAt, t.id limit 1))
      from tickets t join services s on s.id = t.serviceId
      where t.targetWindowId = w.id and t.state = 'waiting' and t.targetWindowId is not null order by t.queueOrder, t.id limit 1) as forThisWindow
    from windows w where w.id = ${windowId} and w.isActive`);
  if (!row) return null;
  const { state, clerkId, inHand } = row;
  return { state, clerkId, inHand, lines: linesOf(row) };
}

function linesOf({ serviceLines, forThisWindow }: CallRow): Line[] {
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
  const ticket = await storeChange(tx, { id: choice.ticket.id, state: 'waiting' }, 'called', {
    windowId, callCount: 1, lastCalledAt: at, lastCallEventId: eventId, callReason: choice.reason,
    firstCalledAt: sql`coalesce(${tickets.firstCalledAt}, ${at})`,
  }, { ...doer, eventId, at, change: 'call', windowId });
  return { ticket, eventId };
}
