import type { Deadline, DeadlineExtension, DeadlinePause, DeadlineTerm, TimeSpan } from '../../shared/deadlines.ts';
import type { DeadlineGround } from './deadline-ground.ts';
import { pausedStretches, type PausedStretch } from './deadline-pauses.ts';
import { amountFault } from './time-span.ts';
import { dayText } from '../../shared/zone-days.ts';

/** What a deadline depends on beside calendar, hours and zone. */
export interface DeadlineFacts {
  /** UTC ms */
  receivedAt: number;
  term: DeadlineTerm;
  pauses?: readonly DeadlinePause[];
  /** approved ones, in the order of their approval */
  extensions?: readonly DeadlineExtension[];
}

/** Where a stretch of counting ended: at a moment, or standing still in a pause. */
type Reached = { at: number } | { pausedSince: number; leftMs?: number; leftDays?: number };

const minuteMs = 60_000;

type ClockSpan = Extract<TimeSpan, { within: string }>;

/**
 * Reckons when a complaint's contact, answer or closing is due.
 *
 * Everything is half-open: counting begins at the receipt, and the due moment is the first one that is too late. A deadline in
 * days ends with its last day in the branch's time zone, one in hours when its last counted millisecond has passed.
 *
 * - Natural days 自然日 all count; working days 工作日 are those of the calendar.
 * - Of working days counted from the same day, the day of receipt counts unless the hall had closed already.
 * - A day counts when the deadline runs at its end: a pause from Monday to Wednesday costs Monday and Tuesday.
 * - Hours within hall hours run while the hall is open (lunch, nights and days off left out), or round the clock.
 * - An extension adds its span to the deadline as it stood, and nothing when it was approved too late.
 *
 * A deadline that passed through a year whose holidays are not announced names the year: reckon it anew with the calendar that
 * knows it. How days and hours are counted follows articles 200 to 204 of the Civil Code (民法典 期间计算).
 *
 * Throws a RangeError for a receipt that is no time between 1970 and 2200, an amount that is no whole positive number of a
 * reasonable size, a pause that ends before it begins, a calendar or hall in which the term can never end.
 */
export function reckonDeadline({ receivedAt, term, pauses = [], extensions = [] }: DeadlineFacts, ground: DeadlineGround): Deadline {
  checkMoment(receivedAt);
  const paused = pauses.length === 0 ? [] : pausedStretches(pauses);
  const firstDay = ground.zone.dayAt(receivedAt);
  const years: number[] = [];
  let reached = runSpan(term, startOfCounting(receivedAt, firstDay, term, ground), paused, ground);
  noteYears(years, term, firstDay, reached, ground);
  for (const { approvedAt, span, dueAtThen } of extensions) {
    if (!('at' in reached)) break;
    if (!isInTime(approvedAt, dueAtThen, reached.at)) continue;
    const lastDay = ground.zone.dayAt(reached.at - 1);
    reached = runSpan(span, { at: reached.at, day: lastDay }, paused, ground);
    noteYears(years, span, lastDay + 1, reached, ground);
  }
  if (!('at' in reached)) {
    const { pausedSince: since, ...left } = reached;
    return { dueAt: null, lastDay: null, paused: { since, ...left }, provisionalYears: years };
  }
  return { dueAt: reached.at, lastDay: dayText(ground.zone.dayAt(reached.at - 1)), paused: null, provisionalYears: years };
}

/** True when an extension was approved before the deadline it extends. */
export function isInTime(approvedAt: number, dueAtThen: number | null | undefined, dueAt: number): boolean {
  if (dueAtThen === null) return true;
  return approvedAt < (dueAtThen ?? dueAt);
}

/** Where counting begins: `at` for hours; for days `day` is the last one that does not count any more. */
export function startOfCounting(receivedAt: number, firstDay: number, term: DeadlineTerm, { zone, kinds, hours }: DeadlineGround): { at: number; day: number } {
  if (term.countedFrom === 'nextDay') return { at: zone.startOf(firstDay + 1), day: firstDay };
  if (term.unit !== 'workingDays' || !kinds.isWorkingDay(firstDay)) return { at: receivedAt, day: firstDay - 1 };
  const closing = hours.openOn(firstDay).at(-1)?.until;
  return { at: receivedAt, day: closing !== undefined && receivedAt >= closing ? firstDay : firstDay - 1 };
}

function runSpan(span: TimeSpan, from: { at: number; day: number }, paused: readonly PausedStretch[], ground: DeadlineGround): Reached {
  const fault = amountFault(span);
  if (fault) throw new RangeError(`an amount of ${span.unit} is a whole number from 1 to ${fault.most}`);
  const { kinds, zone } = ground;
  if (span.unit === 'workingDays') return runWorkingDays(from.day, span.amount, paused, ground);
  if (span.unit !== 'naturalDays') return runClock(span, from.at, paused, ground);
  const reached = runDays(from.day, span.amount, paused, ground, (after, until) => until - after, (after, count) => after + count);
  if (span.whenLastDayIsOff === 'stands' || !('at' in reached)) return reached;
  const lastDay = zone.dayAt(reached.at - 1);
  return kinds.isWorkingDay(lastDay) ? reached : runWorkingDays(lastDay, 1, paused, ground);
}

function runClock(span: ClockSpan, from: number, paused: readonly PausedStretch[], { hours }: DeadlineGround): Reached {
  const isInHall = span.within === 'hallHours';
  let at = from;
  let left = span.amount * (span.unit === 'hours' ? 60 * minuteMs : minuteMs);
  for (const pause of paused) {
    if (pause.until <= at) continue;
    if (pause.from > at) {
      const running = isInHall ? hours.openMsBetween(at, pause.from) : pause.from - at;
      if (running >= left) break;
      left -= running;
    }
    if (pause.until === Number.POSITIVE_INFINITY) return { pausedSince: pause.from, leftMs: left };
    at = pause.until;
  }
  return { at: isInHall ? hours.momentAfter(at, left) : at + left };
}

function runWorkingDays(after: number, count: number, paused: readonly PausedStretch[], ground: DeadlineGround): Reached {
  const { kinds } = ground;
  return runDays(after, count, paused, ground, kinds.workingDaysBetween, kinds.workingDayAfter);
}

function runDays(
  after: number, count: number, paused: readonly PausedStretch[], { zone }: DeadlineGround,
  countBetween: (after: number, until: number) => number, nthAfter: (after: number, nth: number) => number,
): Reached {
  let day = after;
  let left = count;
  for (const pause of paused) {
    // The days at whose end it is paused.
    const first = zone.dayAt(pause.from);
    const last = pause.until === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : zone.dayAt(pause.until) - 1;
    if (last <= day || last < first) continue;
    const running = countBetween(day, first - 1);
    if (running >= left) break;
    if (running > 0) left -= running;
    if (last === Number.POSITIVE_INFINITY) return { pausedSince: pause.from, leftDays: left };
    day = last;
  }
  return { at: zone.startOf(nthAfter(day, left) + 1) };
}

/** Bare natural days and hours round the clock need no calendar. */
function noteYears(years: number[], span: TimeSpan, firstDay: number, reached: Reached, { kinds, zone }: DeadlineGround): void {
  if (!needsCalendar(span)) return;
  const lastDay = zone.dayAt('at' in reached ? reached.at - 1 : reached.pausedSince);
  for (let year = yearOf(firstDay); year <= yearOf(lastDay); year += 1) if (!kinds.isAnnounced(year) && !years.includes(year)) years.push(year);
}

function needsCalendar(span: TimeSpan): boolean {
  if (span.unit === 'workingDays') return true;
  return span.unit === 'naturalDays' ? span.whenLastDayIsOff === 'movesOn' : span.within === 'hallHours';
}

function yearOf(day: number): number {
  return new Date(day * 24 * 60 * minuteMs).getUTCFullYear();
}

const latestMoment = Date.UTC(2200, 0);

function checkMoment(receivedAt: number): void {
  if (!Number.isInteger(receivedAt) || receivedAt < 0 || receivedAt >= latestMoment) throw new RangeError('the receipt is no time between 1970 and 2200');
}
