import type { OutageKind } from '../../shared/outages.ts';
import type { RecordsAsked, SummaryRecords } from '../../shared/summary.ts';
import { complaintsBehind } from './complaint-figures.ts';
import { countedHoursOf, targetsOf, type DayFacts } from './day-summary.ts';
import { outagesBehind } from './incident-figures.ts';
import { itemsBehind } from './item-figures.ts';
import { ticketsBehind } from './queue-figures.ts';
import { ticketsOf, type MinuteOfDay } from './ticket-parts.ts';

/** The records a figure was counted from: chosen by the same rules, so there are as many as it says. */
export function recordsBehind(asked: RecordsAsked, facts: DayFacts, minuteOfDay: MinuteOfDay): SummaryRecords {
  const found: SummaryRecords = { tickets: [], items: [], complaints: [], outages: [], offline: [], failedPrints: [], clockCorrections: [], appointments: [] };
  if (asked.of === 'tickets') {
    const { of: _, figure, ...scope } = asked;
    const numbers = new Map(facts.windows.map(({ id, number }) => [id, number]));
    found.tickets = ticketsBehind(figure, ticketsOf(facts.tickets, scope, minuteOfDay), targetsOf(facts.services))
      .map(({ windowId, ...ticket }) => ({ ...ticket, windowNumber: windowId === null ? null : numbers.get(windowId) ?? null }));
  } else if (asked.of === 'items') {
    found.items = itemsBehind(asked.figure, facts.items)
      .map(({ id, ticketNumber, nameZh, nameEn, result, reason, windowNumber, startedAt }) => ({ id, ticketNumber, nameZh, nameEn, result, reason, windowNumber, startedAt }));
  } else if (asked.of === 'complaints') {
    const day = asked.figure === 'overdue' ? { ...facts.day, untilAt: Math.min(facts.day.untilAt, facts.head.cutOffAt) } : facts.day;
    found.complaints = complaintsBehind(asked.figure, facts.complaints, day)
      .map(({ id, number, state, receivedAt, reopenedAt, closeDueAt, endedAt, handlerName }) => ({ id, number, state, receivedAt, reopenedAt, closeDueAt, endedAt, handlerName }));
  } else if (asked.of === 'outages') found.outages = outages('service', facts);
  else if (asked.of === 'offline') found.offline = facts.wasEnrolled ? outages('headquarters', facts) : [];
  else if (asked.of === 'appointments') found.appointments = [...facts.tomorrow.appointments];
  else if (asked.of === 'failedPrints') found.failedPrints = [...facts.failedPrints];
  else found.clockCorrections = [...facts.clockCorrections];
  return found;
}

function outages(kind: OutageKind, facts: DayFacts): SummaryRecords['outages'] {
  return outagesBehind(kind, facts.outages, countedHoursOf(facts)).map(({ kind: _, ...outage }) => outage);
}
