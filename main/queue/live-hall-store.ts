import { and, desc, eq, gt, gte, sql } from 'drizzle-orm';
import type { CallReason } from '../../shared/queue.ts';
import type { Queries } from '../database/database.ts';
import { listServices } from './catalogue-store.ts';
import { isDayClosed } from './days-store.ts';
import type { HallCall, HallReading, LiveTicket, RecentWork } from './live-hall.ts';
import { tickets, windows } from './queue-schema.ts';
import { countRecalls } from './ticket-states.ts';
import { isAtWindow, isInServiceLine, isInWindowLine, ticketColumns } from './tickets-store.ts';
import { listWindows } from './windows-store.ts';

const dayMs = 86_400_000;
const callsListed = 6;
const durationsPerService = 30;

const liveColumns = {
  ...ticketColumns,
  waitsFromAt: tickets.waitsFromAt, originalOrder: tickets.originalOrder, queueOrder: tickets.queueOrder, returnedTo: tickets.returnedTo,
  lastCallEventId: tickets.lastCallEventId, callReason: tickets.callReason,
};

/**
 * The hall as it is now, in a handful of statements on sets, each through an index that holds the living alone: as large as
 * the hall, however long the history. No-shows are read from `noShowsFromAt` on.
 */
export async function readHall(reader: Queries, at: { nowMs: number; businessDate: string; noShowsFromAt: number }): Promise<HallReading> {
  const living = (condition: ReturnType<typeof sql> | ReturnType<typeof and>) => reader.select(liveColumns).from(tickets).where(condition);
  const [isClosed, services, allWindows, calls, ...sets] = await Promise.all([
    isDayClosed(reader, at.businessDate),
    listServices(reader),
    listWindows(reader),
    readLastCalls(reader, at),
    living(isInServiceLine),
    living(isInWindowLine),
    living(isAtWindow),
    living(sql`${tickets.state} = 'onHold'`),
    living(and(sql`${tickets.state} = 'noShow'`, gte(tickets.noShowAt, at.noShowsFromAt))),
  ]);
  const live = sets.flat().map((ticket): LiveTicket => ({ ...ticket, callReason: ticket.callReason as CallReason | null }));
  return { asOf: at.nowMs, businessDate: at.businessDate, isDayClosed: isClosed, services, windows: allWindows, tickets: live, calls };
}

/** The newest calls of the business date, one per ticket; looks back a day at most. */
async function readLastCalls(reader: Queries, { nowMs, businessDate }: { nowMs: number; businessDate: string }): Promise<HallCall[]> {
  const rows = await reader
    .select({ eventId: tickets.lastCallEventId, number: tickets.number, windowNumber: windows.number, calledAt: tickets.lastCalledAt, callCount: tickets.callCount })
    .from(tickets).innerJoin(windows, eq(windows.id, tickets.windowId))
    .where(and(sql`${tickets.lastCalledAt} is not null`, gt(tickets.lastCalledAt, nowMs - dayMs), eq(tickets.businessDate, businessDate)))
    .orderBy(desc(tickets.lastCalledAt)).limit(callsListed);
  return rows.flatMap(({ eventId, calledAt, callCount, ...call }) =>
    eventId === null || calledAt === null ? [] : [{ ...call, eventId, calledAt, recallCount: countRecalls(callCount) }]);
}

/** How long each service's newest tickets took, call to finish, and when each window was last active; looks back a day at most. */
export async function readRecentWork(reader: Queries, nowMs: number): Promise<RecentWork> {
  const [durations, active] = await Promise.all([
    reader.all<{ serviceId: string; durations: string }>(sql`select s.id as serviceId, (select json_group_array(duration) from
        (select finishedAt - lastCalledAt as duration from tickets t where t.serviceId = s.id and t.state = 'finished'
          order by t.finishedAt desc limit ${durationsPerService}) where duration between 1000 and ${4 * 3_600_000}) as durations
      from services s`),
    reader.all<{ windowId: string; at: number }>(sql`select windowId, max(max(lastCalledAt, coalesce(finishedAt, 0), coalesce(noShowAt, 0))) as at
      from tickets where lastCalledAt is not null and lastCalledAt > ${nowMs - dayMs} and windowId is not null group by windowId`),
  ]);
  return {
    durationsMs: new Map(durations.map(row => [row.serviceId, JSON.parse(row.durations) as number[]])),
    lastActiveAt: new Map(active.map(row => [row.windowId, row.at])),
  };
}
