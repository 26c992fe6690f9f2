import type { Delivery, DeskView, ListedTicket, ServiceWindow, Ticket } from '../../shared/queue.ts';
import { alarmsAtWindow } from './alarms.ts';
import { rankNextTickets, waitedMinutes } from './dispatch.ts';
import { linesOfWindow, longestWaitFrom, type LiveHall, type LiveTicket } from './live-hall.ts';
import { countRecalls, reinstatableUntil } from './ticket-states.ts';

const mostNextListed = 20;

/** All a clerk at one window needs to see of the queue; null when there is no such window. `deliveryOf` knows what became of a call. */
export function deskPicture(hall: LiveHall, windowId: string, deliveryOf: (eventId: string) => Delivery): DeskView | null {
  const { asOf, businessDate, isDayClosed } = hall;
  const window = hall.windows.find(each => each.id === windowId);
  if (!window) return null;
  const lines = linesOfWindow(hall, window);
  const everybody = lines.flatMap(line => line.tickets);
  const byId = new Map(everybody.map(ticket => [ticket.id, ticket]));
  return {
    asOf, businessDate, isDayClosed, window,
    waitingCount: everybody.length,
    longestWaitMinutes: waitedMinutes(longestWaitFrom(everybody) ?? asOf, asOf),
    current: currentAt(hall, window, deliveryOf),
    next: rankNextTickets(lines, asOf, mostNextListed).flatMap(({ ticket, reason, line }) => {
      const whole = byId.get(ticket.id);
      return whole ? [{ ...listed(whole, asOf), reason, kind: line.kind }] : [];
    }),
    onHold: concerning(hall, window, 'onHold').map(ticket => listed(ticket, asOf)),
    noShows: concerning(hall, window, 'noShow').flatMap(ticket => {
      const reinstatableUntilAt = reinstatableUntil(ticket.noShowAt ?? 0, hall.settings.reinstateWithinMinutes);
      return reinstatableUntilAt >= asOf ? [{ ...listed(ticket, asOf), reinstatableUntilAt }] : [];
    }),
    helping: hall.services.flatMap(({ id: serviceId, prefix }) => {
      if (!window.services.some(each => each.serviceId === serviceId && each.kind === 'helping')) return [];
      const line = hall.serviceLines.get(serviceId);
      return [{ serviceId, prefix, waiting: line?.length ?? 0, longestWaitMinutes: waitedMinutes(longestWaitFrom(line) ?? asOf, asOf) }];
    }),
    alarms: alarmsAtWindow(hall, window),
  };
}

function currentAt(hall: LiveHall, window: ServiceWindow, deliveryOf: (eventId: string) => Delivery): DeskView['current'] {
  const ticket = hall.inHand.get(window.id);
  if (!ticket) return null;
  const { noShowAfterCalls, longestRecalls } = hall.settings;
  return {
    ticket: asTicket(ticket),
    delivery: ticket.state === 'called' && ticket.lastCallEventId !== null ? deliveryOf(ticket.lastCallEventId) : null,
    reason: ticket.callReason,
    recallsLeft: Math.max(0, longestRecalls - countRecalls(ticket.callCount)),
    callsUntilNoShow: Math.max(0, noShowAfterCalls - ticket.callCount),
  };
}

/** Tickets that are not in the queue and may come back here: last seen at this window, or of a service it serves. */
function concerning(hall: LiveHall, window: ServiceWindow, state: 'onHold' | 'noShow'): LiveTicket[] {
  return hall.tickets
    .filter(ticket => ticket.state === state && (ticket.windowId === window.id || window.services.some(each => each.serviceId === ticket.serviceId)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function listed(ticket: LiveTicket, asOf: number): ListedTicket {
  const { id, number, serviceId, customerClass, issuedAt, appointmentAt, noShowAt, callCount, waitsFromAt } = ticket;
  return { id, number, serviceId, customerClass, issuedAt, appointmentAt, noShowAt, callCount, waitMinutes: waitedMinutes(waitsFromAt, asOf) };
}

function asTicket(live: LiveTicket): Ticket {
  const { waitsFromAt: _, originalOrder: __, queueOrder: ___, returnedTo: ____, lastCallEventId: _____, callReason: ______, ...ticket } = live;
  return ticket;
}
