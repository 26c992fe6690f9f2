import type { ReturnPosition, TicketChange, TicketState } from '../../../shared/queue.ts';
import { placeReturn } from '../../queue/queue-order.ts';
import { spokenReasons } from './power-hall.ts';
import type { SeededRandom } from './seeded-random.ts';
import { callFromSimulatedHall } from './simulated-dispatch.ts';
import { arrivalTimes, issueSimulatedTicket } from './simulated-arrivals.ts';
import type { DayPlan, SimulatedTicket, SimulatedWindow } from './simulated-hall.ts';

const second = 1000;
const minute = 60 * second;
const longestCallSeconds = 45;

type Happening = () => void;

/**
 * Plays a day of the hall by chance, event by event, and answers its tickets as they stand at `plan.endsAt`. Times can
 * only grow and a window has one ticket at a time, because it happens here in the order in which it would in the hall.
 */
export function simulateDay(plan: DayPlan, random: SeededRandom): SimulatedTicket[] {
  const tickets: SimulatedTicket[] = [];
  const agenda: { at: number; order: number; happen: Happening }[] = [];
  const idle = new Set<SimulatedWindow>();
  let now = plan.opensAt;
  let planned = 0;

  const at = (time: number, happen: Happening) => {
    agenda.push({ at: Math.round(time), order: planned, happen });
    planned += 1;
  };
  const inSeconds = (from: number, to: number, happen: Happening) => at(now + random.between(from * second, to * second), happen);
  const waiting = () => tickets.filter(ticket => ticket.state === 'waiting');

  for (const window of plan.windows) at(window.opensAt, () => takeNext(window));
  for (const time of arrivalTimes(plan, random)) at(time, arrive);

  for (;;) {
    agenda.sort((one, other) => one.at - other.at || one.order - other.order);
    const next = agenda.shift();
    if (!next || next.at > plan.endsAt) return tickets;
    now = next.at;
    next.happen();
  }

  function arrive() {
    const ticket = issueSimulatedTicket(plan, tickets, now, random);
    tickets.push(ticket);
    record(ticket, 'issue', 'waiting', null, null);
    wakeIdleWindow(ticket);
    if (random.chance(0.05)) at(now + random.between(12, 25) * minute, () => {
      if (ticket.state === 'waiting' && ticket.servings.length === 0) record(ticket, 'cancel', 'cancelled', null, random.pick(spokenReasons.cancel));
    });
  }

  function takeNext(window: SimulatedWindow) {
    const choice = callFromSimulatedHall(window, waiting(), plan.services, now);
    if (!choice) {
      idle.add(window);
      return;
    }
    const { ticket, reason } = choice;
    ticket.callReason = reason;
    ticket.callCount = 0;
    call(window, ticket, 'call');
  }

  function call(window: SimulatedWindow, ticket: SimulatedTicket, change: 'call' | 'recall') {
    ticket.windowNumber = window.number;
    ticket.callCount += 1;
    ticket.firstCalledAt ??= now;
    ticket.lastCalledAt = now;
    record(ticket, change, 'called', window, null);
    const hasBeenHere = ticket.servings.length > 0;
    if (hasBeenHere || random.chance(ticket.callCount === 1 ? 0.88 : 0.25)) inSeconds(12, longestCallSeconds, () => start(window, ticket));
    else if (ticket.callCount < 3) inSeconds(longestCallSeconds, 60, () => call(window, ticket, 'recall'));
    else inSeconds(longestCallSeconds, 60, () => markNoShow(window, ticket));
  }

  function start(window: SimulatedWindow, ticket: SimulatedTicket) {
    record(ticket, 'start', 'serving', window, null);
    const isFirst = ticket.servings.length === 0;
    ticket.servingAt = now;
    ticket.servings.push({ windowNumber: window.number, servicePrefix: ticket.servicePrefix, startedAt: now, endedAt: null });
    const median = plan.services.find(service => service.prefix === ticket.servicePrefix)?.medianServiceMinutes ?? 10;
    const lasts = Math.min(random.spread(median, 0.4), median * 3) * minute;
    const ending = isFirst ? random.pickWeighted([[finish, 88], [hold, 7], [transfer, 5]]) : finish;
    at(now + lasts * (ending === finish ? 1 : 0.4), () => ending(window, ticket));
  }

  function finish(window: SimulatedWindow, ticket: SimulatedTicket) {
    record(ticket, 'finish', 'finished', window, null);
    ticket.finishedAt = now;
    leaveWindow(window, ticket);
  }

  function hold(window: SimulatedWindow, ticket: SimulatedTicket) {
    record(ticket, 'hold', 'onHold', window, random.pick(spokenReasons.hold));
    leaveWindow(window, ticket);
    at(now + random.between(9, 24) * minute, () => comeBack(ticket, 'resume', { kind: 'front' }, window));
  }

  function transfer(window: SimulatedWindow, ticket: SimulatedTicket) {
    const others = plan.services.filter(service => service.prefix !== ticket.servicePrefix && service.prefix !== 'H');
    comeBack(ticket, 'transfer', { kind: 'original' }, window, random.pick(spokenReasons.transfer), random.pick(others).prefix);
    leaveWindow(window, ticket);
  }

  function markNoShow(window: SimulatedWindow, ticket: SimulatedTicket) {
    record(ticket, 'noShow', 'noShow', window, null);
    ticket.noShowAt = now;
    leaveWindow(window, ticket);
    if (random.chance(0.3)) at(now + random.between(3, 14) * minute, () => comeBack(ticket, 'reinstate', { kind: 'after', count: 3 }, window));
  }

  function comeBack(
    ticket: SimulatedTicket, change: TicketChange, position: ReturnPosition, window: SimulatedWindow,
    reason: string | null = null, toService = ticket.servicePrefix,
  ) {
    record(ticket, change, 'waiting', window, reason);
    ticket.servicePrefix = toService;
    ticket.returnedTo = position;
    ticket.waitsFromAt = now;
    ticket.noShowAt = null;
    const line = waiting().filter(each => each !== ticket && each.servicePrefix === toService);
    const { queueOrder, moved } = placeReturn(position, ticket, line.map(each => ({ id: each.number, queueOrder: each.queueOrder })));
    ticket.queueOrder = queueOrder;
    for (const place of moved) for (const each of line) if (each.number === place.id) each.queueOrder = place.queueOrder;
    wakeIdleWindow(ticket);
  }

  function leaveWindow(window: SimulatedWindow, ticket: SimulatedTicket) {
    const serving = ticket.servings.at(-1);
    if (serving && serving.endedAt === null) serving.endedAt = now;
    // The clerk puts papers away before the next one is called.
    inSeconds(8, 40, () => takeNext(window));
  }

  function wakeIdleWindow(ticket: SimulatedTicket) {
    const window = [...idle].find(each => each.own.includes(ticket.servicePrefix)) ?? [...idle].find(each => each.helping.includes(ticket.servicePrefix));
    if (!window) return;
    idle.delete(window);
    inSeconds(3, 15, () => takeNext(window));
  }

  function record(ticket: SimulatedTicket, change: TicketChange, toState: TicketState, window: SimulatedWindow | null, reason: string | null) {
    ticket.changes.push({ at: now, change, fromState: change === 'issue' ? null : ticket.state, toState, windowNumber: window?.number ?? null, reason });
    ticket.state = toState;
  }
}
