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
const fewestRuns = 6;
/** Sorts behind every id: a ticket not taken yet loses every tie. */
const afterAllIds = '\uffff';

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
  let unanswered = asked.length;
  const windows = hall.windows.map(window => ({
    freeAt: window.busyWith ? nowMs + remainingMs(hall, window.busyWith, random) : nowMs,
    lines: window.lines,
  }));

  while (windows.length > 0 && unanswered > 0) {
    let soonest = 0;
    for (let index = 1; index < windows.length; index += 1) {
      if ((windows[index]?.freeAt ?? 0) < (windows[soonest]?.freeAt ?? 0)) soonest = index;
    }
    const window = windows[soonest];
    if (!window) break;
    const { freeAt } = window;
    const seats: Seat[] = [];
    for (const { line, kind } of window.lines) {
      const seat = seatOf(line, kind);
      if (seat) seats.push(seat);
    }
    const chosen = chooseLine(seats, freeAt);
    for (let index = 0; index < asked.length; index += 1) {
      const ticket = asked[index];
      if (!ticket || waits[index] !== null || !wouldBeCalled(ticket, window.lines, seats, chosen, freeAt)) continue;
      waits[index] = freeAt - nowMs;
      unanswered -= 1;
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

  function seatOf(line: number, kind: ServingKind): Seat | null {
    const at = next[line] ?? 0;
    const head = hall.lines[line]?.tickets[at];
    const longestHere = longest[line]?.[at];
    return head && longestHere ? { line, kind, targetWaitMinutes: hall.lines[line]?.targetWaitMinutes ?? 0, head, longest: longestHere } : null;
  }

  function wouldBeCalled(ticket: AskedTicket, lines: readonly { line: number; kind: ServingKind }[], seats: Seat[], chosen: Seat | null, at: number): boolean {
    // The usual case, decided without asking the rule again: somebody of the window's own goes before it.
    if (chosen?.kind === 'own' && chosen.head.queueOrder <= ticket.queueOrder) return false;
    const serving = lines.find(each => each.line === ticket.service);
    if (!serving) return false;
    const present = seats.find(seat => seat.line === ticket.service);
    if (present && present.head.queueOrder <= ticket.queueOrder) return false;
    const asHead: Seat = {
      line: ticket.service, kind: serving.kind, targetWaitMinutes: hall.services[ticket.service]?.targetWaitMinutes ?? 0,
      head: { id: afterAllIds, queueOrder: ticket.queueOrder }, longest: present?.longest ?? { waitsFromAt: nowMs },
    };
    return chooseLine([...seats.filter(seat => seat !== present), asHead], at) === asHead;
  }
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
