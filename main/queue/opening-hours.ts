import { wallClock } from '../../shared/business-date.ts';

/**
 * True while a service may be asked for: from `opensAt` up to, not including, `closesAt`, in the branch's time zone.
 * Equal times mean round the clock; a closing time before the opening time lies on the next day.
 */
export function isOfferedAt(service: { opensAt: string; closesAt: string; isActive: boolean }, nowMs: number, timeZone: string): boolean {
  if (!service.isActive) return false;
  const { opensAt, closesAt } = service;
  if (opensAt === closesAt) return true;
  const { time } = wallClock(nowMs, timeZone);
  return opensAt < closesAt ? opensAt <= time && time < closesAt : opensAt <= time || time < closesAt;
}
