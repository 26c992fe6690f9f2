import type { WindowState } from '../../shared/queue.ts';
import type { WindowFigures } from '../../shared/summary.ts';
import { groupBy } from './group-by.ts';
import { spreadOf } from './order-statistics.ts';

/** A stretch in which a ticket was being served at a window. Times in UTC ms; `to` is the cut-off while it goes on. */
export interface ServingStretch { ticketId: string; windowId: string; from: number; to: number }

/** A window that opened, paused or closed; the first of a window may be how the day found it. */
export interface WindowChange { windowId: string; at: number; state: WindowState; clerkId: string | null }

/** At which window each served ticket was finished, by ticket id; null when its history does not say. */
export type ServedAt = ReadonlyMap<string, string | null>;

/**
 * The day of each window that was open, served, or is among `windowIds`; in their order. Served: tickets that were finished
 * here. Service time of a ticket = its serving stretches here together; one that goes on after a hold counts once. Open = from
 * opening to closing or the cut-off, breaks included; utilisation = serving ÷ (open − breaks) follows from the three sums.
 * Serving outside the open time (a window released by the manager) counts as serving. A stretch that ends before it begins, by a
 * wrong clock, lasts no time. Durations in ms. Source: product rules, Daily summary, 2.
 */
export function windowFigures(windowIds: readonly string[], stretches: readonly ServingStretch[], changes: readonly WindowChange[], servedAt: ServedAt, cutOffAt: number): WindowFigures[] {
  const ofWindows = groupBy(stretches, ({ windowId }) => windowId);
  const changesOf = groupBy(changes, ({ windowId }) => windowId);
  const served = groupBy(servedAt.values(), windowId => windowId);
  return [...new Set([...windowIds, ...changesOf.keys(), ...ofWindows.keys()])].map(windowId => {
    const ofTickets = new Map<string, number>();
    for (const { ticketId, from, to } of ofWindows.get(windowId) ?? []) ofTickets.set(ticketId, (ofTickets.get(ticketId) ?? 0) + Math.max(0, to - from));
    const times = [...ofTickets.values()];
    const servingMs = times.reduce((sum, each) => sum + each, 0);
    return {
      windowId, served: served.get(windowId)?.length ?? 0, meanServiceMs: times.length > 0 ? servingMs / times.length : null, service: spreadOf(times),
      ...openTime(changesOf.get(windowId) ?? [], cutOffAt), servingMs,
    };
  });
}

function openTime(changes: readonly WindowChange[], cutOffAt: number): { openMs: number; breakMs: number } {
  let openMs = 0;
  let breakMs = 0;
  for (const [nth, change] of changes.entries()) {
    const lastsMs = Math.max(0, (changes[nth + 1]?.at ?? cutOffAt) - change.at);
    if (change.state !== 'closed') openMs += lastsMs;
    if (change.state === 'paused') breakMs += lastsMs;
  }
  return { openMs, breakMs };
}
