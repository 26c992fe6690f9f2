import type { HalfHour } from '../../shared/summary.ts';
import type { DayTicket } from './queue-figures.ts';
import { halfHourOf, type MinuteOfDay } from './ticket-parts.ts';

/**
 * Arrivals and waiting by half hour, in tickets, from the first half hour with a ticket to the last in which somebody came,
 * waited or was called, none left out. A wait ends with the first call, or when the ticket ended uncalled; one that has not
 * ended goes on to the last of them. Of a half hour the clock shows twice both are one. Source: product rules, Daily summary, 1.
 */
export function byHalfHour(tickets: readonly DayTicket[], minuteOfDay: MinuteOfDay): HalfHour[] {
  const issued = new Map<number, number>();
  const waits: { from: number; until: number | null }[] = [];
  let last = 0;
  for (const { issuedAt, firstCalledAt, endedAt } of tickets) {
    const from = halfHourOf(minuteOfDay(issuedAt));
    const endsAt = firstCalledAt ?? endedAt;
    const until = endsAt === null ? null : halfHourOf(minuteOfDay(endsAt));
    issued.set(from, (issued.get(from) ?? 0) + 1);
    waits.push({ from, until });
    last = Math.max(last, from, until ?? 0);
  }
  if (tickets.length === 0) return [];
  const waiting = new Map<number, number>();
  for (const { from, until } of waits) for (let slot = from; slot < (until ?? last + 30); slot += 30) waiting.set(slot, (waiting.get(slot) ?? 0) + 1);
  const first = Math.min(...issued.keys());
  return Array.from({ length: (last - first) / 30 + 1 }, (_, nth) => first + nth * 30)
    .map(startsAt => ({ startsAt, issued: issued.get(startsAt) ?? 0, waitingAtEnd: waiting.get(startsAt) ?? 0 }));
}

/** The half hour with most arrivals, the earliest of equals; null on a day without tickets. Source: product rules, Daily summary, 1. */
export function peakHalfHour(halfHours: readonly HalfHour[]): HalfHour | null {
  return halfHours.reduce<HalfHour | null>((peak, each) => peak === null || each.issued > peak.issued ? each : peak, null);
}
