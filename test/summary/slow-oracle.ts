import { sql } from 'drizzle-orm';
import type { Queries } from '../../main/database/database.ts';

const minute = 60_000;

interface RawEvent { ticketId: string; at: number; change: string; toState: string; windowId: string | null }

/**
 * The figures of a day from nothing but its raw events, minute by minute, in the plainest way there is. Every time of the day
 * must be a whole minute. Knows no store and no rule of the summary.
 */
export async function slowSummary(reader: Queries, businessDate: string, span: { fromAt: number; untilAt: number }, targets: Record<string, number>) {
  const events = await reader.all<RawEvent & { serviceId: string; customerClass: string }>(sql`
    select e.ticketId, e.at, e.change, e.toState, e.windowId, t.serviceId, t.customerClass from ticket_events e join tickets t on t.id = e.ticketId where t.businessDate = ${businessDate} order by e.at, e.rowid`);
  const windowEvents = await reader.all<{ windowId: string; at: number; state: string }>(sql`select windowId, at, state from window_events where at < ${span.untilAt} order by at, rowid`);
  const ticketIds = [...new Set(events.map(({ ticketId }) => ticketId))];
  const historyOf = (ticketId: string) => events.filter(event => event.ticketId === ticketId);
  const stateAt = (ticketId: string, at: number) => historyOf(ticketId).filter(event => event.at <= at).at(-1);

  const tickets = ticketIds.map(ticketId => {
    const history = historyOf(ticketId);
    const issuedAt = history[0]!.at;
    const calledAt = history.find(({ change }) => change === 'call')?.at ?? null;
    const last = history.at(-1)!;
    const isServed = last.toState === 'finished';
    const isGone = last.toState === 'noShow' || last.toState === 'cancelled';
    const target = targets[history[0]!.serviceId]! * minute;
    const wait = calledAt === null ? null : calledAt - issuedAt;
    return {
      wait, isServed, isGone, goneAtOnce: isGone && last.at - issuedAt <= 2 * minute, servedIn: isServed && wait !== null && wait <= target,
      missed: (isServed && wait !== null && wait > target) || (isGone && last.at - issuedAt > target),
    };
  });
  const waits = tickets.flatMap(({ wait }) => (wait === null ? [] : [wait])).sort((one, other) => one - other);
  /** the smallest value that at least this share of the values does not exceed */
  const atLeast = (share: number) => waits.find(value => waits.filter(each => each <= value).length >= share * waits.length) ?? null;
  const lower = waits.find(value => waits.filter(each => each <= value).length * 2 >= waits.length) ?? null;
  const upper = waits.findLast(value => waits.filter(each => each >= value).length * 2 >= waits.length) ?? null;

  const serving = new Map<string, number>();
  const open = new Map<string, number>();
  const paused = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string) => sums.set(key, (sums.get(key) ?? 0) + minute);
  for (let at = span.fromAt; at < span.untilAt; at += minute) {
    for (const ticketId of ticketIds) {
      const now = stateAt(ticketId, at);
      if (now?.toState === 'serving' && now.windowId !== null) add(serving, now.windowId);
    }
    for (const windowId of new Set(windowEvents.map(event => event.windowId))) {
      const state = windowEvents.filter(event => event.windowId === windowId && event.at <= at).at(-1)?.state;
      if (state === 'open' || state === 'paused') add(open, windowId);
      if (state === 'paused') add(paused, windowId);
    }
  }
  const steps = await reader.all<{ complaintId: string; at: number; kind: string }>(sql`select complaintId, at, kind from complaint_steps where kind in ('received', 'closed', 'reopened') order by complaintId, seenBranch`);
  const openBefore = (at: number) => [...new Set(steps.map(({ complaintId }) => complaintId))].filter(complaintId => {
    const last = steps.findLast(step => step.complaintId === complaintId && step.at < at);
    return last !== undefined && last.kind !== 'closed';
  }).length;
  const endOfDay = span.fromAt + 24 * 60 * minute;
  const taken = (kind: string) => steps.filter(step => step.kind === kind && step.at >= span.fromAt && step.at < endOfDay).length;
  const outages = await reader.all<{ kind: string; beganAt: number; endedAt: number }>(sql`select kind, beganAt, endedAt from outages`);
  const [special] = await reader.all<{ kind: string }>(sql`select kind from calendar_days where day = ${businessDate}`);
  const worksToday = special ? special.kind === 'makeUpWorkday' : ![0, 6].includes(new Date(`${businessDate}T12:00:00Z`).getUTCDay());
  /** nine to twelve and half past one to half past five, by the minutes since the day began */
  const isOpen = (at: number) => [[540, 720], [810, 1050]].some(([from = 0, until = 0]) => worksToday && at >= span.fromAt + from * minute && at < span.fromAt + until * minute);
  const incidents = (kind: string) => {
    const lengths = outages.filter(outage => outage.kind === kind).map(({ beganAt, endedAt }) => {
      let length = 0;
      for (let at = span.fromAt; at < span.untilAt; at += minute) if (at >= beganAt && at < endedAt && isOpen(at)) length += minute;
      return length;
    }).filter(length => length > 0);
    return { count: lengths.length, totalMs: lengths.reduce((sum, each) => sum + each, 0), longestMs: lengths.length === 0 ? null : Math.max(...lengths) };
  };
  const count = (isSo: (ticket: (typeof tickets)[number]) => boolean) => tickets.filter(isSo).length;
  return {
    queue: {
      issued: tickets.length, served: count(({ isServed }) => isServed), abandoned: count(({ isGone }) => isGone), unserved: count(({ isServed, isGone }) => !isServed && !isGone), abandonedAtOnce: count(({ goneAtOnce }) => goneAtOnce),
      wait: { n: waits.length, median: lower === null || upper === null ? null : (lower + upper) / 2, p90: atLeast(0.9), max: waits.at(-1) ?? null },
      withinTarget: { part: count(({ servedIn }) => servedIn), of: count(({ servedIn, missed }) => servedIn || missed) },
    },
    complaints: { openBefore: openBefore(span.fromAt), received: taken('received'), reopened: taken('reopened'), ended: taken('closed'), openAfter: openBefore(endOfDay) },
    incidents: { outages: incidents('service'), offline: incidents('headquarters') },
    windows: (windowId: string) => ({ servingMs: serving.get(windowId) ?? 0, openMs: open.get(windowId) ?? 0, breakMs: paused.get(windowId) ?? 0 }),
    /** arrivals and those who wait, by the start of a half hour, from the day's first minute */
    halfHour: (startsAt: number) => ({
      issued: events.filter(({ change, at }) => change === 'issue' && at >= startsAt && at < startsAt + 30 * minute).length,
    }),
  };
}
