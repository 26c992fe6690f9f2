import type { Alarm, Service, ServiceWindow } from '../../shared/queue.ts';
import { waitedMinutes } from './dispatch.ts';
import { linesOfWindow, longestWaitFrom, type LiveHall } from './live-hall.ts';

/** More would hide each other; the longest waits are named. */
const mostTicketsNamed = 5;

/** What is going wrong in the whole hall. */
export function alarmsInHall(hall: LiveHall): Alarm[] {
  return [...alarmsOfServices(hall, hall.services), ...hall.windows.flatMap(window => silenceOf(hall, window) ?? [])];
}

/**
 * What is going wrong, as far as it concerns one window: its services above their target wait, tickets of theirs above twice
 * the target, and the window itself when it is open and silent while people wait for it.
 *
 * Source: product rules, Queue, "Alarms".
 */
export function alarmsAtWindow(hall: LiveHall, window: ServiceWindow): Alarm[] {
  const served = hall.services.filter(service => window.services.some(each => each.serviceId === service.id));
  const silence = silenceOf(hall, window);
  return silence ? [...alarmsOfServices(hall, served), silence] : alarmsOfServices(hall, served);
}

function alarmsOfServices(hall: LiveHall, services: readonly Service[]): Alarm[] {
  const above: Alarm[] = [];
  const tickets: (Alarm & { kind: 'ticketTwiceTarget' })[] = [];
  for (const { id, prefix, targetWaitMinutes: targetMinutes } of services) {
    const line = hall.serviceLines.get(id);
    const longest = longestWaitFrom(line);
    if (!line || longest === null) continue;
    const waitMinutes = waitedMinutes(longest, hall.asOf);
    if (waitMinutes > targetMinutes) above.push({ kind: 'serviceAboveTarget', prefix, waitMinutes, targetMinutes });
    for (const { number, waitsFromAt } of line) {
      const waited = waitedMinutes(waitsFromAt, hall.asOf);
      if (waited > 2 * targetMinutes) tickets.push({ kind: 'ticketTwiceTarget', number, waitMinutes: waited, targetMinutes });
    }
  }
  tickets.sort((a, b) => b.waitMinutes - a.waitMinutes || (a.number < b.number ? -1 : 1));
  return [...above, ...tickets.slice(0, mostTicketsNamed)];
}

/** An open window with nobody at it for too long, while somebody waits whom it may call; null otherwise. */
function silenceOf(hall: LiveHall, window: ServiceWindow): (Alarm & { kind: 'windowSilent' }) | null {
  if (window.state !== 'open' || hall.inHand.has(window.id)) return null;
  const longest = longestWaitFrom(linesOfWindow(hall, window).flatMap(line => line.tickets));
  if (longest === null) return null;
  // It is silent only since there is somebody to call.
  const since = Math.max(window.stateSince, hall.recent.lastActiveAt.get(window.id) ?? 0, longest);
  const silentMinutes = waitedMinutes(since, hall.asOf);
  return silentMinutes >= hall.settings.windowSilentMinutes ? { kind: 'windowSilent', windowNumber: window.number, silentMinutes } : null;
}
