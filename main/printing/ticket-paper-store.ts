import { eq } from 'drizzle-orm';
import { wallClock } from '../../shared/business-date.ts';
import type { Queries } from '../database/database.ts';
import { noticesInHall } from '../notices/notices-store.ts';
import { services, tickets } from '../queue/queue-schema.ts';
import type { StoredJob } from './print-jobs-store.ts';
import type { TicketPaper } from './ticket-paper.ts';

/** What stands on the paper of a ticket's print job; null when there is no such ticket. */
export async function readTicketPaper(reader: Queries, job: StoredJob, branch: { name: string; timeZone: string }): Promise<TicketPaper | null> {
  const [found] = await reader.select({ ticket: tickets, service: services }).from(tickets).innerJoin(services, eq(services.id, tickets.serviceId)).where(eq(tickets.id, job.subjectId));
  if (!found) return null;
  const { ticket, service } = found;
  const [notice] = (await noticesInHall(reader, ticket.businessDate)).kiosk;
  const issued = wallClock(ticket.issuedAt, branch.timeZone);
  return {
    branchName: branch.name,
    ticketId: ticket.id,
    number: ticket.number,
    nameZh: service.nameZh,
    nameEn: service.nameEn,
    customerClass: ticket.customerClass,
    peopleAhead: job.peopleAhead,
    waitMinutes: ticket.toldFromMinutes === null || ticket.toldToMinutes === null ? null : { from: ticket.toldFromMinutes, to: ticket.toldToMinutes },
    issuedAt: `${issued.date.slice(5)} ${issued.time}`,
    appointmentAt: ticket.appointmentAt === null ? null : wallClock(ticket.appointmentAt, branch.timeZone).time,
    requiredDocuments: service.requiredDocuments,
    notice: notice ? { zh: notice.titleZh, en: notice.titleEn } : null,
    attempt: job.attempt,
  };
}
