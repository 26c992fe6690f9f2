import fc from 'fast-check';
import type { DeadlineExtension, DeadlinePause, DeadlineTerm, HallHours, HallSession, TimeSpan } from '../../shared/deadlines.ts';
import { deadlinePauseReasons } from '../../shared/deadlines.ts';
import { workCalendar, type CalendarDay } from '../../main/calendar/working-days.ts';
import { deadlineGround, type DeadlineGround } from '../../main/complaints/deadline-ground.ts';
import type { DeadlineFacts } from '../../main/complaints/deadlines.ts';

/** The world a deadline runs in, as plain lists: the rules take it through `groundOf`, the oracle reads it as it stands. */
export interface World {
  announcedYears: number[];
  days: CalendarDay[];
  hours: HallHours;
  timeZone: string;
}

export function groundOf({ announcedYears, days, hours, timeZone }: World): DeadlineGround {
  return deadlineGround({ calendar: workCalendar(announcedYears, days), hours, timeZone });
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Autumn 2025 to spring 2027: over two turns of the year and both changes of the clock. */
const firstDay = Date.UTC(2025, 8, 1);
const dayCount = 600;

/** Everything falls on a multiple of `stepMinutes`, so that the oracle may walk in such steps. */
export function anyWorld(stepMinutes: number, timeZones: readonly string[]): fc.Arbitrary<World> {
  const sessions = fc.uniqueArray(fc.integer({ min: 0, max: 24 * 60 / stepMinutes }), { minLength: 0, maxLength: 6 }).map((steps): HallSession[] => {
    const times = [...steps].sort((one, other) => one - other).map(step => textOf(step * stepMinutes));
    return Array.from({ length: Math.floor(times.length / 2) }, (_, nth) => ({ opensAt: times[2 * nth]!, closesAt: times[2 * nth + 1]! }));
  });
  // One day a week is open for certain: a hall that never opens is another test.
  const certainlyOpen = fc.constant<HallSession[]>([{ opensAt: '09:00', closesAt: '12:00' }, { opensAt: '13:30', closesAt: '17:30' }]);
  const hours = fc.record({
    weekdays: fc.tuple(sessions, certainlyOpen, sessions, sessions, sessions, sessions, sessions),
    holiday: fc.oneof({ weight: 3, arbitrary: fc.constant<HallSession[]>([]) }, sessions),
    makeUpWorkday: fc.oneof(certainlyOpen, sessions),
  });
  const days = fc.uniqueArray(fc.record({
    day: fc.integer({ min: 0, max: dayCount + 200 }).map(nth => new Date(firstDay + nth * dayMs).toISOString().slice(0, 10)),
    kind: fc.constantFrom<CalendarDay['kind'][]>('holiday', 'makeUpWorkday'),
  }), { selector: ({ day }) => day, maxLength: 120 });
  return fc.record({ announcedYears: fc.subarray([2025, 2026, 2027, 2028]), days, hours, timeZone: fc.constantFrom(...timeZones) });
}

export function anyFacts(stepMinutes: number, longestHours: number): fc.Arbitrary<DeadlineFacts & { pauses: DeadlinePause[]; extensions: DeadlineExtension[] }> {
  const moment = fc.integer({ min: 0, max: dayCount * 24 * 60 / stepMinutes }).map(step => firstDay + step * stepMinutes * minuteMs);
  return moment.chain(receivedAt => {
    // Near the receipt, where they matter.
    const near = fc.integer({ min: -5 * 24 * 60 / stepMinutes, max: 40 * 24 * 60 / stepMinutes }).map(step => receivedAt + step * stepMinutes * minuteMs);
    const pause = fc.record({
      reason: fc.constantFrom(...deadlinePauseReasons), from: near,
      steps: fc.option(fc.integer({ min: 0, max: 6 * 24 * 60 / stepMinutes }), { freq: 15 }),
    }).map(({ reason, from, steps }): DeadlinePause => ({ reason, from, until: steps === null ? null : from + steps * stepMinutes * minuteMs }));
    return fc.record({
      receivedAt: fc.constant(receivedAt), term: anyTerm(stepMinutes, longestHours),
      pauses: fc.array(pause, { maxLength: 5 }),
      extensions: fc.array(fc.record({ approvedAt: near, span: anySpan(stepMinutes, longestHours) }), { maxLength: 2 })
        .map(all => [...all].sort((one, other) => one.approvedAt - other.approvedAt)),
    });
  });
}

export function anySpan(stepMinutes: number, longestHours: number): fc.Arbitrary<TimeSpan> {
  const within = fc.constantFrom('roundTheClock' as const, 'hallHours' as const);
  const days = fc.integer({ min: 1, max: 40 });
  return fc.oneof(
    fc.record({ unit: fc.constant('minutes' as const), amount: fc.integer({ min: 1, max: 600 / stepMinutes }).map(steps => steps * stepMinutes), within }),
    fc.record({ unit: fc.constant('hours' as const), amount: fc.integer({ min: 1, max: longestHours }), within }),
    fc.record({ unit: fc.constant('naturalDays' as const), amount: days, whenLastDayIsOff: fc.constantFrom('stands' as const, 'movesOn' as const) }),
    fc.record({ unit: fc.constant('workingDays' as const), amount: days }),
  );
}

function anyTerm(stepMinutes: number, longestHours: number): fc.Arbitrary<DeadlineTerm> {
  return fc.tuple(anySpan(stepMinutes, longestHours), fc.constantFrom('sameDay' as const, 'nextDay' as const)).map(([span, countedFrom]) => ({ ...span, countedFrom }));
}

function textOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
