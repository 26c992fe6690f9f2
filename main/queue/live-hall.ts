import type { CallReason, CustomerClass, HallView, Service, ServiceWindow, TicketState } from '../../shared/queue.ts';
import type { BranchSettings } from '../../shared/settings.ts';
import type { WaitingTicket, WholeLine } from './dispatch.ts';
import { comparePlaces } from './queue-order.ts';

/** A ticket that is still somewhere in the hall. */
export interface LiveTicket extends WaitingTicket {
  businessDate: string;
  serviceId: string;
  customerClass: CustomerClass;
  state: TicketState;
  issuedAt: number;
  windowId: string | null;
  targetWindowId: string | null;
  callCount: number;
  firstCalledAt: number | null;
  lastCalledAt: number | null;
  lastCallEventId: string | null;
  callReason: CallReason | null;
  servingAt: number | null;
  noShowAt: number | null;
  finishedAt: number | null;
}

export interface HallCall {
  eventId: string;
  number: string;
  windowNumber: number;
  calledAt: number;
  recallCount: number;
}

/** One reading of the hall as it is now; every picture is made from it. */
export interface HallReading {
  asOf: number;
  businessDate: string;
  isDayClosed: boolean;
  services: Service[];
  windows: ServiceWindow[];
  /** waiting, called, serving, on hold, and no-shows who may still come back; in no order */
  tickets: LiveTicket[];
  /** newest first */
  calls: HallCall[];
}

/** The reading with what belongs to it, and who waits sorted into lines. */
export interface LiveHall extends HallReading {
  branchName: string;
  timeZone: string;
  settings: BranchSettings;
  /** durations in ms per service id, and per window id when it last called or finished; a minute old at most */
  recent: RecentWork;
  /** in queue order, by service id; tickets for one window alone are not in them */
  serviceLines: ReadonlyMap<string, LiveTicket[]>;
  /** in queue order, by window id */
  windowLines: ReadonlyMap<string, LiveTicket[]>;
  /** called or served, by window id */
  inHand: ReadonlyMap<string, LiveTicket>;
  /** what hangs in the hall on displays and kiosks */
  notices: HallView['notices'];
}

/** What finished tickets of late tell. */
export interface RecentWork {
  durationsMs: ReadonlyMap<string, number[]>;
  lastActiveAt: ReadonlyMap<string, number>;
}

/** Sorts one reading into lines. */
export function arrangeHall(reading: HallReading, present: Pick<LiveHall, 'branchName' | 'timeZone' | 'settings' | 'recent' | 'notices'>): LiveHall {
  const serviceLines = new Map<string, LiveTicket[]>();
  const windowLines = new Map<string, LiveTicket[]>();
  const inHand = new Map<string, LiveTicket>();
  for (const ticket of reading.tickets) {
    if (ticket.state === 'waiting') {
      if (ticket.targetWindowId === null) addTo(serviceLines, ticket.serviceId, ticket);
      else addTo(windowLines, ticket.targetWindowId, ticket);
    } else if ((ticket.state === 'called' || ticket.state === 'serving') && ticket.windowId !== null) {
      inHand.set(ticket.windowId, ticket);
    }
  }
  for (const lines of [serviceLines, windowLines]) for (const line of lines.values()) line.sort(comparePlaces);
  return { ...reading, ...present, serviceLines, windowLines, inHand };
}

function addTo(lines: Map<string, LiveTicket[]>, key: string, ticket: LiveTicket): void {
  const line = lines.get(key);
  if (line) line.push(ticket);
  else lines.set(key, [ticket]);
}

/** The lines a window may call from, own and helping, and those who wait for it alone. */
export function linesOfWindow(hall: LiveHall, window: Pick<ServiceWindow, 'id' | 'services'>): (WholeLine & { tickets: readonly LiveTicket[] })[] {
  const servicesById = new Map(hall.services.map(service => [service.id, service]));
  const lines: (WholeLine & { tickets: readonly LiveTicket[] })[] = window.services.flatMap(({ serviceId, kind }) => {
    const service = servicesById.get(serviceId);
    const tickets = hall.serviceLines.get(serviceId);
    return service && tickets ? [{ kind, prefix: service.prefix, targetWaitMinutes: service.targetWaitMinutes, isForThisWindow: false, tickets }] : [];
  });
  const forThisWindow = hall.windowLines.get(window.id);
  const headService = servicesById.get(forThisWindow?.[0]?.serviceId ?? '');
  if (forThisWindow && headService) {
    lines.push({ kind: 'own', prefix: headService.prefix, targetWaitMinutes: headService.targetWaitMinutes, isForThisWindow: true, tickets: forThisWindow });
  }
  return lines;
}

/** From when the one who waits longest has waited, UTC ms; null for an empty line. */
export function longestWaitFrom(line: readonly Pick<LiveTicket, 'waitsFromAt'>[] | undefined): number | null {
  if (!line || line.length === 0) return null;
  return line.reduce((earliest, ticket) => Math.min(earliest, ticket.waitsFromAt), Number.POSITIVE_INFINITY);
}
