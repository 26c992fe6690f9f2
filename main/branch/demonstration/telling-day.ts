import type { TicketState } from '../../../shared/queue.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { simulateDay } from './simulate-day.ts';
import type { DayPlan, SimulatedTicket } from './simulated-hall.ts';

const minute = 60_000;
const mostTries = 400;

/**
 * A morning that shows what a hall can show: people waiting for most services and of more than one class, tickets called,
 * served, on hold, gone and just missed, nobody forgotten. Chance gives such a morning every now and then: the first one
 * after `seed` is taken, so the same seed and time give the same morning.
 */
export function simulateTellingDay(plan: DayPlan, seed: number): { tickets: SimulatedTicket[]; random: SeededRandom } {
  let best: { tickets: SimulatedTicket[]; random: SeededRandom; lacks: number } | null = null;
  for (let tried = 0; tried < mostTries; tried += 1) {
    const random = seededRandom(seed + tried);
    const tickets = simulateDay(plan, random);
    const lacks = countLacking(tickets, plan);
    if (!best || lacks < best.lacks) best = { tickets, random, lacks };
    if (lacks === 0) break;
  }
  if (!best) throw new Error('no day was simulated');
  return best;
}

/** How much of what a visitor should find is not there; what would only be nice counts little. */
function countLacking(tickets: SimulatedTicket[], plan: DayPlan): number {
  const now = plan.endsAt;
  const waitOf = (ticket: SimulatedTicket) => now - ticket.waitsFromAt;
  const targetOf = (ticket: SimulatedTicket) => minute * (plan.services.find(service => service.prefix === ticket.servicePrefix)?.targetWaitMinutes ?? 0);
  const inState = (state: TicketState) => tickets.filter(ticket => ticket.state === state);
  const waiting = inState('waiting');
  const needed = [
    waiting.length >= 20 && waiting.length <= 30,
    new Set(waiting.map(ticket => ticket.servicePrefix)).size >= 6,
    waiting.filter(ticket => ticket.customerClass === 'priority' || ticket.customerClass === 'appointment').length >= 2,
    waiting.some(ticket => ticket.customerClass === 'keyAccount'),
    waiting.every(ticket => now - ticket.issuedAt < 36 * minute),
    inState('called').length >= 1,
    inState('serving').length >= 4,
    inState('onHold').length >= 1,
    inState('cancelled').length >= 1,
    inState('noShow').some(ticket => now - (ticket.noShowAt ?? 0) < 20 * minute),
  ];
  const wished = [
    // Some alarms, so that they can be seen; not so many that the hall looks out of hand.
    new Set(waiting.filter(ticket => waitOf(ticket) > targetOf(ticket)).map(ticket => ticket.servicePrefix)).size <= 4,
    waiting.filter(ticket => waitOf(ticket) > 2 * targetOf(ticket)).length <= 2,
  ];
  const missing = (found: boolean[]) => found.filter(isThere => !isThere).length;
  return missing(needed) * 10 + missing(wished);
}
