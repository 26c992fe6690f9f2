import type { WindowFigures } from '../../shared/summary.ts';
import { halfHourOf, type MinuteOfDay } from './ticket-parts.ts';

const halfHourMs = 30 * 60_000;

/**
 * How many windows the busiest half hour needs: arrivals in it × mean service time of this day ÷ half an hour, rounded up. Null
 * when there were no arrivals to go by, or nobody was served. Source: product rules, Daily summary, 9.
 */
export function windowsFor(arrivals: readonly number[], windows: readonly Pick<WindowFigures, 'service' | 'servingMs'>[], minuteOfDay: MinuteOfDay): number | null {
  const services = windows.reduce((sum, { service }) => sum + service.n, 0);
  if (arrivals.length === 0 || services === 0) return null;
  const meanMs = windows.reduce((sum, { servingMs }) => sum + servingMs, 0) / services;
  const byStart = new Map<number, number>();
  for (const at of arrivals) byStart.set(halfHourOf(minuteOfDay(at)), (byStart.get(halfHourOf(minuteOfDay(at))) ?? 0) + 1);
  return Math.ceil(Math.max(...byStart.values()) * meanMs / halfHourMs);
}
