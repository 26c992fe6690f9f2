import { wallClock } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import type { Service } from '../../shared/queue.ts';
import { isOfferedAt } from './opening-hours.ts';

/** What a place is held against. */
export interface PlaceGround {
  nowMs: number;
  timeZone: string;
  /** the last business date on which the slip holds that the customer was given */
  lastDay: string;
  /** when the hall is open on the place's business date, [from, until) in UTC ms, in order */
  hall: readonly { from: number; until: number }[];
  service: Pick<Service, 'opensAt' | 'closesAt' | 'isActive'>;
}

/**
 * Refuses a place nobody could come to: one that is past, after the slip's validity, or outside of the hours of the hall or of the
 * service. The moment something closes is outside.
 *
 * Errors: PLACE_PAST, PLACE_AFTER_SLIP, PLACE_OUTSIDE_HOURS.
 */
export function checkPlace({ appointmentAt, businessDate }: { appointmentAt: number; businessDate: string }, { nowMs, timeZone, lastDay, hall, service }: PlaceGround): void {
  if (appointmentAt <= nowMs) refuse('PLACE_PAST');
  if (businessDate > lastDay) refuse('PLACE_AFTER_SLIP', { lastDay });
  if (hall.length === 0) refuse('PLACE_OUTSIDE_HOURS', { reason: 'dayOff', businessDate, hours: [] });
  const clock = (at: number) => wallClock(at, timeZone).time;
  if (!hall.some(({ from, until }) => from <= appointmentAt && appointmentAt < until)) {
    refuse('PLACE_OUTSIDE_HOURS', { reason: 'hall', businessDate, hours: hall.map(({ from, until }) => `${clock(from)}–${clock(until)}`) });
  }
  if (!isOfferedAt(service, appointmentAt, timeZone)) refuse('PLACE_OUTSIDE_HOURS', { reason: 'service', businessDate, hours: [`${service.opensAt}–${service.closesAt}`] });
}
