import type { CallBackCounts, SatisfactionCounts } from '../../shared/satisfaction.ts';
import type { DaySummary, SummaryRecords } from '../../shared/summary.ts';
import { complaintsBehind, countComplaints, perThousandServed, type DayComplaint, type DaySpan } from './complaint-figures.ts';
import { byHalfHour, peakHalfHour } from './half-hours.ts';
import { failedIdentities } from './identities.ts';
import { interruptions, outagesBehind, type CountedHours, type DayOutage, type OpenStretch } from './incident-figures.ts';
import { itemShares, type DayItem } from './item-figures.ts';
import { queueFigures, ticketsBehind, type DayTicket, type TargetOf } from './queue-figures.ts';
import { windowsFor } from './staffing.ts';
import { readHistories, type TicketStep } from './ticket-histories.ts';
import { ticketsOf, type MinuteOfDay } from './ticket-parts.ts';
import { windowFigures, type WindowChange } from './window-figures.ts';

/** What a day is worked out from, as it was read. Times in UTC ms. */
export interface DayFacts {
  head: Pick<DaySummary, 'businessDate' | 'branchName' | 'dayKind' | 'isProvisionalKind' | 'cutOffAt' | 'isOver' | 'changesWaiting'>;
  day: DaySpan;
  tickets: readonly DayTicket[];
  steps: readonly TicketStep[];
  services: readonly { id: string; prefix: string; nameZh: string; nameEn: string; targetWaitMinutes: number; isActive: boolean }[];
  windows: readonly { id: string; number: number; isActive: boolean }[];
  windowChanges: readonly WindowChange[];
  items: readonly DayItem[];
  complaints: readonly DayComplaint[];
  satisfaction: SatisfactionCounts;
  callBacks: CallBackCounts;
  archive: DaySummary['archive'];
  cases: DaySummary['cases'];
  /** with the stretch in which headquarters does not answer now; of whichever of them touches the day */
  outages: readonly DayOutage[];
  /** when the hall is open on this business date, in order */
  hallHours: readonly OpenStretch[];
  /** whether there was a line to headquarters on this day that could be away */
  wasEnrolled: boolean;
  failedPrints: SummaryRecords['failedPrints'];
  clockCorrections: SummaryRecords['clockCorrections'];
  tomorrow: Omit<DaySummary['tomorrow'], 'windowsProposed' | 'appointments'> & {
    appointments: SummaryRecords['appointments'];
    /** issue times of the tickets of that weekday a week before */
    arrivals: readonly number[];
  };
}

/** The figures of a day from its facts. Nothing else works a figure out: what is shown live, frozen, printed and exported comes from here. */
export function summarise(facts: DayFacts, minuteOfDay: MinuteOfDay): DaySummary {
  const { head, day, tickets, complaints } = facts;
  const targetOf = targetsOf(facts.services);
  const { issuedIds, servedAt, stretches } = readHistories(facts.steps, head.cutOffAt);
  const queue = queueFigures(tickets, targetOf);
  const counted = countComplaints(complaints, day);
  const halfHours = byHalfHour(tickets, minuteOfDay);
  const part = (of: 'lunch' | 'keyAccounts' | 'others') => queueFigures(ticketsOf(tickets, { part: of }, minuteOfDay), targetOf);
  const { arrivals, appointments, ...tomorrow } = facts.tomorrow;
  const windows = windowsOfDay(facts, windowFigures(facts.windows.filter(({ isActive }) => isActive).map(({ id }) => id), stretches, facts.windowChanges, servedAt, head.cutOffAt));
  return {
    ...head, ...hoursOf(facts.windowChanges, day),
    queue, impossibleWaits: ticketsBehind('impossibleWaits', tickets, targetOf).length,
    halfHours, peak: peakHalfHour(halfHours), lunch: part('lunch'), keyAccounts: part('keyAccounts'), others: part('others'),
    services: facts.services.flatMap(({ id: serviceId, prefix, nameZh, nameEn, targetWaitMinutes, isActive }) => {
      const figures = queueFigures(ticketsOf(tickets, { serviceId }, minuteOfDay), targetOf);
      return isActive || figures.issued > 0 ? [{ serviceId, prefix, nameZh, nameEn, targetWaitMinutes, ...figures }] : [];
    }),
    windows,
    ...itemShares(facts.items),
    complaints: {
      ...counted, perThousandServed: perThousandServed(counted.received, facts.satisfaction.served),
      overdue: complaintsBehind('overdue', complaints, { ...day, untilAt: Math.min(day.untilAt, head.cutOffAt) }).flatMap(({ id, number, state, handlerName, nextKind, nextDueAt }) =>
        nextKind === null || nextDueAt === null ? [] : [{ complaintId: id, number, state, handlerName, nextKind, nextDueAt }]),
    },
    satisfaction: facts.satisfaction, callBacks: facts.callBacks, archive: facts.archive, cases: facts.cases, incidents: incidentsOf(facts),
    tomorrow: { ...tomorrow, appointments: appointments.length, windowsProposed: windowsFor(arrivals, windows, minuteOfDay) },
    failedIdentities: failedIdentities(queue, counted, { tickets, issuedIds, servedAt, complaints, day }),
  };
}

/** What went wrong: outages and time offline within the hall's hours, prints that failed, clocks that went back. */
function incidentsOf(facts: DayFacts): DaySummary['incidents'] {
  const hours = countedHoursOf(facts);
  return {
    outages: interruptions('service', facts.outages, hours), stoppages: outagesBehind('service', facts.outages, hours).map(({ kind: _, ...stoppage }) => stoppage),
    offline: facts.wasEnrolled ? interruptions('headquarters', facts.outages, hours) : null,
    failedPrints: facts.failedPrints.length, clockCorrections: facts.clockCorrections.length,
  };
}

/** Which part of an outage the day counts. */
export function countedHoursOf({ hallHours, head: { cutOffAt } }: DayFacts): CountedHours {
  return { open: hallHours, cutOffAt };
}

/** The target wait of each service, ms; a service that is gone has none to miss. */
export function targetsOf(services: DayFacts['services']): TargetOf {
  const targets = new Map(services.map(({ id, targetWaitMinutes }) => [id, targetWaitMinutes * 60_000]));
  return serviceId => targets.get(serviceId) ?? Infinity;
}

function windowsOfDay({ windows }: DayFacts, figures: ReturnType<typeof windowFigures>): DaySummary['windows'] {
  const numbers = new Map(windows.map(({ id, number }) => [id, number]));
  return figures.map(each => ({ ...each, number: numbers.get(each.windowId) ?? 0 })).sort((one, other) => one.number - other.number);
}

/** From the first opening to the last closing, and how many people sat at a window. */
function hoursOf(changes: readonly WindowChange[], { fromAt }: DaySpan): Pick<DaySummary, 'firstOpenAt' | 'lastClosedAt' | 'clerks'> {
  const opened = changes.filter(({ state }) => state === 'open');
  const lastOf = new Map(changes.map(change => [change.windowId, change]));
  const areClosed = [...lastOf.values()].every(({ state }) => state === 'closed');
  const closedAt = changes.filter(({ state }) => state === 'closed').map(({ at }) => at);
  return {
    firstOpenAt: opened.length > 0 ? Math.max(fromAt, Math.min(...opened.map(({ at }) => at))) : null,
    lastClosedAt: areClosed && closedAt.length > 0 ? Math.max(...closedAt) : null,
    clerks: new Set(opened.flatMap(({ clerkId }) => clerkId ?? [])).size,
  };
}
