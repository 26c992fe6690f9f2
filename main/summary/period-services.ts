import type { DaySummary, PeriodService, Share } from '../../shared/summary.ts';

/**
 * How each service kept its target over a period, by prefix: counts and both sides of the share are sums of its days', waits the
 * longest of all and the worst day's P90, the target that of its last day. `days` in the order of their dates; beside it the
 * share of `daysBefore`. A service that nobody took a ticket for on any day is left out.
 */
export function servicesOfPeriod(days: readonly DaySummary[], daysBefore: readonly DaySummary[]): PeriodService[] {
  const before = new Map<string, Share>();
  for (const { serviceId, withinTarget } of daysBefore.flatMap(({ services }) => services)) before.set(serviceId, added(before.get(serviceId) ?? noShare, withinTarget));
  const found = new Map<string, PeriodService>();
  for (const { serviceId, prefix, nameZh, nameEn, targetWaitMinutes, issued, served, withinTarget, wait } of days.flatMap(({ services }) => services)) {
    const sum = found.get(serviceId);
    found.set(serviceId, {
      serviceId, prefix, nameZh, nameEn, targetWaitMinutes, issued: issued + (sum?.issued ?? 0), served: served + (sum?.served ?? 0),
      withinTarget: added(withinTarget, sum?.withinTarget ?? noShare), withinTargetBefore: before.get(serviceId) ?? noShare,
      worstP90Ms: greater(wait.p90, sum?.worstP90Ms ?? null), longestWaitMs: greater(wait.max, sum?.longestWaitMs ?? null),
    });
  }
  return [...found.values()].filter(({ issued }) => issued > 0).toSorted((one, other) => one.prefix.localeCompare(other.prefix));
}

const noShare: Share = { part: 0, of: 0 };

function added(one: Share, other: Share): Share {
  return { part: one.part + other.part, of: one.of + other.of };
}

function greater(one: number | null, other: number | null): number | null {
  return one === null || other === null ? one ?? other : Math.max(one, other);
}
