import type { windowEvents } from '../../queue/queue-schema.ts';
import type { CatalogueService } from '../trade-catalogue.ts';
import type { HallIds } from './hall-rows.ts';
import { hallWindows, serviceDemand } from './power-hall.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { simulateDay } from './simulate-day.ts';
import type { DayPlan, SimulatedTicket } from './simulated-hall.ts';
import { simulateTellingDay } from './telling-day.ts';

const minute = 60_000;

/** How long the morning in progress has been going on, and how many came. Chosen together with the seed. */
export const morning = { lastsMinutes: 130, arrivals: 130, trainingForMinutes: 26 };
/** An earlier day: its last ticket is taken here, and two hours later the hall is empty. */
const earlierDay = { arrivals: 64, lastArrivalMinutes: 120, lastsMinutes: 240 };

/** The clerks sit down one after the other. */
export function windowOpensAt(hallOpensAt: number, windowNumber: number): number {
  return hallOpensAt + (windowNumber - 1) * 20_000;
}

/** The morning that is in progress at `now`. */
export function presentDay(services: CatalogueService[], now: number, seed: number): { tickets: SimulatedTicket[]; random: SeededRandom } {
  const opensAt = now - morning.lastsMinutes * minute;
  return simulateTellingDay({ ...planOf(services, opensAt), arrivals: morning.arrivals, lastArrivalAt: now - 20_000, endsAt: now }, seed);
}

/** A day that was played to its end: nobody waits, nobody is at a window. Chance that keeps somebody longer is tried anew. */
export function pastDay(services: CatalogueService[], opensAt: number, seed: number): { tickets: SimulatedTicket[]; random: SeededRandom } {
  const { arrivals, lastArrivalMinutes, lastsMinutes } = earlierDay;
  const plan = { ...planOf(services, opensAt), arrivals, lastArrivalAt: opensAt + lastArrivalMinutes * minute, endsAt: pastDayClosesAt(opensAt) };
  for (let tried = 0; tried < 20; tried += 1) {
    const random = seededRandom(seed + tried);
    const tickets = simulateDay(plan, random);
    if (tickets.every(ticket => ticket.state === 'finished' || ticket.state === 'noShow' || ticket.state === 'cancelled')) return { tickets, random };
  }
  throw new Error(`no day of the demonstration ended within ${lastsMinutes} minutes`);
}

export function pastDayClosesAt(opensAt: number): number {
  return opensAt + earlierDay.lastsMinutes * minute;
}

function planOf(services: CatalogueService[], opensAt: number): Pick<DayPlan, 'opensAt' | 'services' | 'windows'> {
  return {
    opensAt,
    services: services.map(({ prefix, targetWaitMinutes }) => {
      const demand = serviceDemand[prefix];
      if (!demand) throw new Error(`nobody asks for ${prefix}`);
      return { prefix, targetWaitMinutes, ...demand };
    }),
    windows: hallWindows.filter(window => window.clerk !== null && !window.isInTraining)
      .map(({ number, own, helping }) => ({ number, own, helping, opensAt: windowOpensAt(opensAt, number) })),
  };
}

/** Opening, training and closing of the windows on one day; `closesAt` null while it is in progress. */
export function windowEventsOf(
  hall: HallIds, businessDate: string, moments: { opensAt: number; trainingFromAt: number | null; closesAt: number | null }, random: SeededRandom,
): (typeof windowEvents.$inferInsert)[] {
  const { opensAt, trainingFromAt, closesAt } = moments;
  return hallWindows.flatMap(({ number, isInTraining }) => {
    const { id: windowId, clerkId } = hall.windowOf(number);
    if (clerkId === null) return [];
    const event = (at: number, state: 'open' | 'paused' | 'closed', reason: string | null = null) => ({
      id: random.id(at), windowId, at, businessDate, state, reason, clerkId: state === 'closed' ? null : clerkId, byStaffId: clerkId,
    });
    return [
      event(windowOpensAt(opensAt, number), 'open'),
      ...isInTraining && trainingFromAt !== null ? [event(trainingFromAt, 'paused', 'training')] : [],
      ...closesAt === null ? [] : [event(closesAt, 'closed')],
    ];
  });
}
