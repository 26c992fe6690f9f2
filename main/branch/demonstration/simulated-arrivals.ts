import type { CustomerClass } from '../../../shared/queue.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { orderAtIssue, waitsFrom } from '../../queue/queue-order.ts';
import { formatTicketNumber } from '../../queue/ticket-numbers.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { DayPlan, SimulatedTicket } from './simulated-hall.ts';

const minute = 60_000;

/** When people take a ticket: some stand at the door at opening, then more and more towards the end of the morning. */
export function arrivalTimes(plan: DayPlan, random: SeededRandom): number[] {
  const length = plan.lastArrivalAt - plan.opensAt;
  return Array.from({ length: plan.arrivals }, (_, index) => {
    const share = index < 6 ? random.fraction() * 0.02 : random.fraction() ** 0.85;
    return Math.round(plan.opensAt + share * length);
  }).sort((one, other) => one - other);
}

/** The next number of a service somebody asks for now, waiting at the place its class gives it. */
export function issueSimulatedTicket(plan: DayPlan, tickets: SimulatedTicket[], now: number, random: SeededRandom): SimulatedTicket {
  const service = random.pickWeighted(plan.services.map(each => [each, each.share] as const));
  const customerClass = classOf(service.prefix, random);
  // Appointments are for a quarter of an hour; people come a little before or after it.
  const quarter = 15 * minute;
  const appointmentAt = customerClass === 'appointment' ? Math.round((now + random.between(-3, 12) * minute) / quarter) * quarter : null;
  const order = orderAtIssue({ arrivedAt: now, appointmentAt, customerClass }, defaultSettings.headStartMinutes);
  const ordinal = tickets.filter(each => each.prefix === service.prefix).length + 1;
  const ahead = tickets.filter(each => each.state === 'waiting' && each.servicePrefix === service.prefix && each.queueOrder <= order).length;
  const windows = Math.max(0.8, plan.windows.filter(each => each.own.includes(service.prefix)).length * 0.7);
  const expectedMinutes = (ahead + 0.6) * service.medianServiceMinutes / windows;

  return {
    arrival: tickets.length, prefix: service.prefix, ordinal, number: formatTicketNumber(service.prefix, ordinal),
    servicePrefix: service.prefix, customerClass, state: 'waiting',
    issuedAt: now, appointmentAt, waitsFromAt: waitsFrom(now, appointmentAt), originalOrder: order, queueOrder: order, returnedTo: null,
    windowNumber: null, callCount: 0, firstCalledAt: null, lastCalledAt: null, callReason: null,
    servingAt: null, noShowAt: null, finishedAt: null,
    toldFromMinutes: Math.floor(expectedMinutes * 0.35), toldToMinutes: Math.ceil(expectedMinutes * 1.3) + 4,
    changes: [], servings: [],
  };
}

function classOf(prefix: string, random: SeededRandom): CustomerClass {
  if (prefix === 'H') return 'keyAccount';
  return random.pickWeighted<CustomerClass>([['ordinary', 84], ['appointment', 7], ['priority', 9]]);
}
