import type { CustomerClass, WaitRange } from '../../shared/queue.ts';
import type { LiveHall, LiveTicket } from './live-hall.ts';
import { orderAtIssue } from './queue-order.ts';
import { estimateWaits, type ForecastHall } from './wait-estimate.ts';

/** The present hall in the form the simulation plays forward. */
export function forecastHallOf(hall: LiveHall): ForecastHall {
  const serviceIndex = new Map(hall.services.map((service, index) => [service.id, index]));
  const asWaiting = (ticket: LiveTicket) => ({ id: ticket.id, queueOrder: ticket.queueOrder, waitsFromAt: ticket.waitsFromAt, service: serviceIndex.get(ticket.serviceId) ?? 0 });
  const services = hall.services.map(service => {
    const recent = hall.recent.durationsMs.get(service.id) ?? [];
    return { targetWaitMinutes: service.targetWaitMinutes, recentDurationsMs: recent.length > 0 ? recent : [service.targetServiceMinutes * 60_000] };
  });
  const lines = hall.services.map(service => ({
    targetWaitMinutes: service.targetWaitMinutes,
    tickets: (hall.serviceLines.get(service.id) ?? []).map(asWaiting),
  }));
  const windows = hall.windows.filter(window => window.isActive && window.state === 'open').map(window => {
    const seats = window.services.flatMap(({ serviceId, kind }) => {
      const line = serviceIndex.get(serviceId);
      return line === undefined ? [] : [{ line, kind }];
    });
    const forThisWindow = hall.windowLines.get(window.id);
    if (forThisWindow) {
      lines.push({ targetWaitMinutes: 0, tickets: forThisWindow.map(asWaiting) });
      seats.push({ line: lines.length - 1, kind: 'own' });
    }
    const inHand = hall.inHand.get(window.id);
    return {
      lines: seats,
      busyWith: inHand ? { service: serviceIndex.get(inHand.serviceId) ?? 0, sinceAt: inHand.lastCalledAt ?? hall.asOf } : null,
    };
  });
  return { nowMs: hall.asOf, services, lines, windows };
}

/** The wait to expect in each service for an ordinary ticket taken now, by service id; null while no open window serves it. */
export function forecastWaits(hall: LiveHall, random: () => number): Map<string, WaitRange | null> {
  const order = hall.asOf - hall.settings.headStartMinutes.ordinary * 60_000;
  const ranges = estimateWaits(forecastHallOf(hall), hall.services.map((_, service) => ({ service, queueOrder: order })), random);
  return new Map(hall.services.map((service, index) => [service.id, ranges[index] ?? null]));
}

/** A ticket that somebody is about to take. */
export interface AskedTicket {
  serviceId: string;
  customerClass: CustomerClass;
  appointmentAt: number | null;
}

/** The wait to expect for one ticket taken now; null while no open window serves it. */
export function forecastTicket(hall: LiveHall, ticket: AskedTicket, random: () => number): WaitRange | null {
  const service = hall.services.findIndex(each => each.id === ticket.serviceId);
  if (service < 0) return null;
  const queueOrder = orderAtIssue({ ...ticket, arrivedAt: hall.asOf }, hall.settings.headStartMinutes);
  return estimateWaits(forecastHallOf(hall), [{ service, queueOrder }], random)[0] ?? null;
}
