import type { ServingKind, WaitRange } from '../../shared/queue.ts';
import { chooseLine, longestFromEach, type LineStanding } from './dispatch.ts';

interface Waiting {
  id: string;
  queueOrder: number;
  waitsFromAt: number;
  /** which of `services` it asks for */
  service: number;
}

/** The present hall, as far as the future depends on it. */
export interface ForecastHall {
  nowMs: number;
  /** how long customers of each service took lately, call to finish, in ms; never empty */
  services: readonly { targetWaitMinutes: number; recentDurationsMs: readonly number[] }[];
  /** lines[i] for i < services.length is the line of that service; further ones wait for one window alone. In queue order. */
  lines: readonly { targetWaitMinutes: number; tickets: readonly Waiting[] }[];
  /** windows that are open */
  windows: readonly { lines: readonly { line: number; kind: ServingKind }[]; busyWith: { service: number; sinceAt: number } | null }[];
}

/** A ticket that might be taken now. */
export interface AskedTicket {
  service: number;
  queueOrder: number;
}

/** Steps of simulation allowed for one estimate: about ten milliseconds of work. */
const stepBudget = 16_000;
const mostRuns = 60;
/** In a hall that large chance evens out within one run. */
const fewestRuns = 2;
/** Sorts behind every id: a ticket not taken yet loses every tie. */
const afterAllIds = '\uffff';
const nobody = { id: afterAllIds, queueOrder: 0, waitsFromAt: 0 };

/**
 * How long each asked ticket would wait until its call: the 15th to the 85th percentile, whole minutes, the lower rounded
 * down and the upper up; null where no open window serves its service. Found by playing the present hall forward with the real
 * dispatch rule and recent service times; asked tickets do not delay each other. Later arrivals with a head start are not
 * foreseen. The work is bounded: a larger hall is played fewer times.
 */
export function estimateWaits(hall: ForecastHall, asked: readonly AskedTicket[], random: () => number): (WaitRange | null)[] {
  const size = hall.windows.length + hall.lines.reduce((sum, line) => sum + line.tickets.length, 0);
  const runs = Math.max(fewestRuns, Math.min(mostRuns, Math.floor(stepBudget / (size + 1))));
  const longest = hall.lines.map(line => longestFromEach(line.tickets));
  const waits: number[][] = asked.map(() => []);
  for (let run = 0; run < runs; run += 1) {
    playForward(hall, longest, asked, random).forEach((waitMs, index) => {
      if (waitMs !== null) waits[index]?.push(waitMs);
    });
  }
  return waits.map(rangeOf);
}

function rangeOf(waits: number[]): WaitRange | null {
  if (waits.length === 0) return null;
  waits.sort((a, b) => a - b);
  const rank = (share: number) => (waits[Math.max(0, Math.ceil(share * waits.length) - 1)] ?? 0) / 60_000;
  return { fromMinutes: Math.floor(rank(0.15)), toMinutes: Math.ceil(rank(0.85)) };
}

interface Seat extends LineStanding {
  line: number;
}

/** One possible future: the wait in ms of each asked ticket, null when nobody would ever call it. */
function playForward(hall: ForecastHall, longest: readonly Waiting[][], asked: readonly AskedTicket[], random: () => number): (number | null)[] {
  const { nowMs } = hall;
  const next = hall.lines.map(() => 0);
  const waits: (number | null)[] = asked.map(() => null);
  const earliestAsked = asked.reduce((earliest, ticket) => Math.min(earliest, ticket.queueOrder), Number.POSITIVE_INFINITY);
  let unanswered = asked.length;
  const windows = hall.windows.map(window => ({
    freeAt: window.busyWith ? nowMs + remainingMs(hall, window.busyWith, random) : nowMs,
    lines: window.lines,
    // Made once and filled in anew at each step: thousands of steps would make thousands of objects.
    seats: window.lines.map(({ line, kind }): Seat => ({ line, kind, targetWaitMinutes: hall.lines[line]?.targetWaitMinutes ?? 0, head: nobody, longest: nobody })),
  }));
  const present: Seat[] = [];

  while (windows.length > 0 && unanswered > 0) {
    let soonest = 0;
    let freeAt = Number.POSITIVE_INFINITY;
    for (let index = 0; index < windows.length; index += 1) {
      const each = windows[index] as (typeof windows)[number];
      if (each.freeAt < freeAt) {
        freeAt = each.freeAt;
        soonest = index;
      }
    }
    const window = windows[soonest] as (typeof windows)[number];
    present.length = 0;
    for (const seat of window.seats) {
      const at = next[seat.line] ?? 0;
      const head = hall.lines[seat.line]?.tickets[at];
      if (!head) continue;
      seat.head = head;
      seat.longest = longest[seat.line]?.[at] ?? head;
      present.push(seat);
    }
    const chosen = chooseLine(present, freeAt);
    // The usual case, decided without asking the rule again: somebody of the window's own goes before all who ask.
    if (chosen?.kind !== 'own' || chosen.head.queueOrder > earliestAsked) {
      for (let index = 0; index < asked.length; index += 1) {
        const ticket = asked[index] as AskedTicket;
        if (waits[index] !== null || !wouldBeCalled(hall, ticket, window.lines, present, freeAt)) continue;
        waits[index] = freeAt - nowMs;
        unanswered -= 1;
      }
    }
    if (!chosen) {
      // Nobody is left for this window, and in this future nobody comes.
      windows.splice(soonest, 1);
      continue;
    }
    const ticket = hall.lines[chosen.line]?.tickets[next[chosen.line] ?? 0];
    next[chosen.line] = (next[chosen.line] ?? 0) + 1;
    window.freeAt = freeAt + drawDurationMs(hall, ticket?.service ?? 0, random);
  }
  return waits;
}

/** True when the window, free at this moment, would call the asked ticket if it stood in its line. */
function wouldBeCalled(
  hall: ForecastHall, ticket: AskedTicket, lines: readonly { line: number; kind: ServingKind }[], present: readonly Seat[], at: number,
): boolean {
  const serving = lines.find(each => each.line === ticket.service);
  if (!serving) return false;
  const itsLine = present.find(seat => seat.line === ticket.service);
  if (itsLine && itsLine.head.queueOrder <= ticket.queueOrder) return false;
  const asHead: Seat = {
    line: ticket.service, kind: serving.kind, targetWaitMinutes: hall.services[ticket.service]?.targetWaitMinutes ?? 0,
    head: { id: afterAllIds, queueOrder: ticket.queueOrder }, longest: itsLine?.longest ?? { waitsFromAt: hall.nowMs },
  };
  return chooseLine([...present.filter(seat => seat !== itsLine), asHead], at) === asHead;
}

function drawDurationMs(hall: ForecastHall, service: number, random: () => number): number {
  const durations = hall.services[service]?.recentDurationsMs ?? [];
  return durations[Math.floor(random() * durations.length)] ?? 0;
}

/** What is left of a customer's time at the window, given how long it has been already. */
function remainingMs(hall: ForecastHall, busyWith: { service: number; sinceAt: number }, random: () => number): number {
  const elapsedMs = hall.nowMs - busyWith.sinceAt;
  const durations = hall.services[busyWith.service]?.recentDurationsMs ?? [];
  const longer = durations.filter(each => each > elapsedMs);
  // Longer than anybody lately: it may end any moment, or take as long again as is usual.
  if (longer.length === 0) return random() * (durations.reduce((sum, each) => sum + each, 0) / Math.max(1, durations.length));
  return (longer[Math.floor(random() * longer.length)] ?? 0) - elapsedMs;
}
