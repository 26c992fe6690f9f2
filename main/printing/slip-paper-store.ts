import { and, asc, eq, inArray } from 'drizzle-orm';
import { wallClock } from '../../shared/business-date.ts';
import { lastDayOfSlip, slipNumberOf } from '../../shared/slips.ts';
import type { PresentBranch } from '../branch/branch-parts.ts';
import { businessTypes, visitItems, visits } from '../counter/counter-schema.ts';
import type { Queries } from '../database/database.ts';
import { findPlaceOf } from '../queue/appointments-store.ts';
import { findService } from '../queue/catalogue-store.ts';
import { services, tickets, windows } from '../queue/queue-schema.ts';
import type { StoredJob } from './print-jobs-store.ts';
import type { SlipPaper } from './slip-paper.ts';

const toldResults = ['incompleteDocuments', 'refused'] as const;

/** Whose visit it is, the number its slip has, and how many of its items a slip would tell; null when there is no such visit. */
export async function readSlipStanding(reader: Queries, visitId: string): Promise<{ staffId: string; number: string; told: number } | null> {
  const [visit] = await reader.select({ staffId: visits.staffId, ticketNumber: tickets.number, businessDate: tickets.businessDate })
    .from(visits).innerJoin(tickets, eq(tickets.id, visits.ticketId)).where(eq(visits.id, visitId));
  if (!visit) return null;
  const told = await reader.select({ id: visitItems.id }).from(visitItems).where(toldOf(visitId));
  return { staffId: visit.staffId, number: slipNumberOf(visit.businessDate, visit.ticketNumber), told: told.length };
}

/**
 * What stands on the slip of a print job; null when there is no such visit. It holds for so many natural days after the day of the
 * visit, which is also that of its number: printing it again does not prolong it.
 */
export async function readSlipPaper(reader: Queries, job: StoredJob, branch: Pick<PresentBranch, 'name' | 'timeZone' | 'settings'>): Promise<SlipPaper | null> {
  const [found] = await reader.select({ ticketId: visits.ticketId, windowNumber: windows.number, businessDate: tickets.businessDate })
    .from(visits).innerJoin(windows, eq(windows.id, visits.windowId)).innerJoin(tickets, eq(tickets.id, visits.ticketId)).where(eq(visits.id, job.subjectId));
  if (!found) return null;
  const { businessDate, ...visit } = found;
  const items = await reader
    .select({ nameZh: businessTypes.nameZh, nameEn: businessTypes.nameEn, result: visitItems.result, reason: visitItems.reason, requiredDocuments: services.requiredDocuments })
    .from(visitItems)
    .innerJoin(businessTypes, eq(businessTypes.id, visitItems.businessTypeId))
    .innerJoin(services, eq(services.id, businessTypes.serviceId))
    .where(toldOf(job.subjectId))
    .orderBy(asc(visitItems.startedAt), asc(visitItems.id));
  const { date, time } = wallClock(job.queuedAt, branch.timeZone);
  return {
    branchName: branch.name, number: job.number, ...visit, toldAt: `${date} ${time}`, validUntil: lastDayOfSlip(businessDate, branch.settings.slipValidDays), attempt: job.attempt,
    place: await readPlace(reader, job.subjectId, branch.timeZone),
    items: items.map(({ result, reason, ...item }) => ({ ...item, result: result === 'refused' ? result : 'incompleteDocuments', reason: reason ?? '' })),
  };
}

/** The place kept for the return from this visit as it is now: printed again after it moved, the slip says the new one. */
async function readPlace(reader: Queries, visitId: string, timeZone: string): Promise<SlipPaper['place']> {
  const place = await findPlaceOf(reader, visitId);
  const service = place && await findService(reader, place.serviceId);
  if (!service) return null;
  const { date, time } = wallClock(place.appointmentAt, timeZone);
  return { at: `${date} ${time}`, nameZh: service.nameZh, nameEn: service.nameEn };
}

function toldOf(visitId: string) {
  return and(eq(visitItems.visitId, visitId), inArray(visitItems.result, [...toldResults]));
}
