import type { CallReason } from '../../../shared/queue.ts';
import { chooseNextTicket, type Line, type WaitingTicket } from '../../queue/dispatch.ts';
import { comparePlaces } from '../../queue/queue-order.ts';
import type { SimulatedService, SimulatedTicket, SimulatedWindow } from './simulated-hall.ts';

/**
 * Who the window calls next at this moment, and why, by the hall's own dispatch rule: what the demonstration shows as
 * past is what the queue would have done. Null when nobody waits for it.
 */
export function callFromSimulatedHall(
  window: SimulatedWindow, waiting: readonly SimulatedTicket[], services: readonly SimulatedService[], now: number,
): { ticket: SimulatedTicket; reason: CallReason } | null {
  const lineOf = (kind: Line['kind']) => (prefix: string): Line[] => {
    const tickets = waiting.filter(ticket => ticket.servicePrefix === prefix).map(asWaiting).sort(comparePlaces);
    const [head] = tickets;
    const longest = tickets.toSorted((one, other) => one.waitsFromAt - other.waitsFromAt)[0];
    const service = services.find(each => each.prefix === prefix);
    return head && longest && service ? [{ kind, prefix, targetWaitMinutes: service.targetWaitMinutes, isForThisWindow: false, head, longest }] : [];
  };
  const choice = chooseNextTicket([...window.own.flatMap(lineOf('own')), ...window.helping.flatMap(lineOf('helping'))], now);
  const ticket = choice && waiting.find(each => each.number === choice.ticket.number);
  return choice && ticket ? { ticket, reason: choice.reason } : null;
}

/** The number of arrivals before it is the ticket's id here: it orders as ids do, by issue. */
function asWaiting(ticket: SimulatedTicket): WaitingTicket {
  const { number, arrival, customerClass, appointmentAt, waitsFromAt, originalOrder, queueOrder, returnedTo } = ticket;
  return { id: String(arrival).padStart(6, '0'), number, customerClass, appointmentAt, waitsFromAt, originalOrder, queueOrder, returnedTo };
}
