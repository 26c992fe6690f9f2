import { inArray } from 'drizzle-orm';
import { complaintNumber } from '../../shared/complaint-number.ts';
import type { ComplaintStory, ListedComplaint, PossibleMove } from '../../shared/complaints.ts';
import { findTicket } from '../queue/tickets-store.ts';
import { findService } from '../queue/catalogue-store.ts';
import type { Queries } from '../database/database.ts';
import { staff } from '../staff/staff-schema.ts';
import { maskAccountNumber, maskAddress, maskName, maskPhone } from '../text/masking.ts';
import { listClasses, type StoredClass } from './complaint-classes-store.ts';
import { deadlinesOf } from './complaint-due.ts';
import { askingFault, decidingFault, nextExtension, type Extending } from './complaint-extensions.ts';
import { follow, inOrder, type Standing } from './complaint-path.ts';
import { photosOf } from './complaint-photos-store.ts';
import { summaryOf } from './complaint-summary.ts';
import { countHeadquartersSteps, readSteps, type StoredComplaint } from './complaints-store.ts';
import type { DeadlineRules } from './deadline-rules.ts';

/** Complaints as lists show them: masked. `now`: UTC ms. */
export async function asListed(reader: Queries, found: readonly StoredComplaint[], now: number): Promise<ListedComplaint[]> {
  if (found.length === 0) return [];
  const classes = new Map((await listClasses(reader)).map(each => [each.id, each]));
  const ofHeadquarters = await countHeadquartersSteps(reader, found.map(({ id }) => id));
  return found.map(complaint => listed(complaint, classes.get(complaint.classId), ofHeadquarters.get(complaint.id) ?? 0, now));
}

function listed(complaint: StoredComplaint, itsClass: StoredClass | undefined, headquartersSteps: number, now: number): ListedComplaint {
  const { id, state, channel, classId, severity, receivedAt, handlerId, handlerName, nextKind, nextDueAt, isProvisional, isPaused, redoCount, returnCount, reopenCount } = complaint;
  return {
    id, number: complaintNumber(complaint), state, channel, classId, classNameZh: itsClass?.nameZh ?? '', classNameEn: itsClass?.nameEn ?? '', severity,
    maskedName: complaint.isAnonymous ? null : maskName(complaint.complainantName), summary: summaryOf(complaint),
    receivedAt, handlerId, handlerName,
    next: nextKind === null || nextDueAt === null ? null : { kind: nextKind, dueAt: nextDueAt, isOverdue: nextDueAt <= now, isProvisional },
    isPaused, redoCount, returnCount, reopenCount, headquartersSteps,
  };
}

/** One complaint from its ticket to where it stands, masked. `movesOf` says what its reader may do now. */
export async function readStory(
  reader: Queries, complaint: StoredComplaint, { rules, now, movesOf }: { rules: DeadlineRules; now: number; movesOf: (standing: Standing) => PossibleMove[] },
): Promise<ComplaintStory> {
  const [inList] = await asListed(reader, [complaint], now);
  if (!inList) throw new Error('a complaint was lost on its way to a list');
  const steps = await readSteps(reader, complaint.id);
  const { standing, overtaken } = follow(steps);
  const { complainantName, complainantPhone, address, agentName, accountNumber } = complaint;
  const { channel, isAnonymous, customerId, ticketId, visitId, urgency, impact, aboutServiceId, aboutWindowId, aboutStaffIds, aboutProduct, what, happenedAt, where, remedySought, receivedAt } = complaint;
  const row = rules.rowFor(complaint);
  const extending: Extending = { receivedAt, row, standing, ground: rules.ground, now };
  const next = nextExtension(extending);
  return {
    ...inList,
    form: {
      channel, isAnonymous, customerId, ticketId, visitId, classId: complaint.intakeClassId, urgency, impact, aboutServiceId, aboutWindowId, aboutStaffIds, aboutProduct, what, happenedAt, where, remedySought,
      maskedName: maskedOr(complainantName, maskName), maskedPhone: maskedOr(complainantPhone, maskPhone), maskedAddress: maskedOr(address, maskAddress),
      maskedAgentName: maskedOr(agentName, maskName), maskedAccountNumber: maskedOr(accountNumber, maskAccountNumber),
    },
    takenInByName: complaint.takenInByName,
    aboutStaffNames: await staffNames(reader, aboutStaffIds),
    ticket: ticketId === null ? null : await ticketOf(reader, ticketId),
    steps: inOrder(steps).map(step => ({ ...step, isOvertaken: overtaken.has(step.id) })),
    stepCount: steps.length,
    photos: await photosOf(reader, complaint.id),
    deadlines: deadlinesOf({ receivedAt, row }, standing, rules.ground),
    nextExtension: next && { id: next.id, nameZh: next.nameZh, nameEn: next.nameEn },
    moves: movesOf(standing).map(each => withFault(each, extending)),
  };
}

/** Whether there is more time to ask for, or to decide on, follows from the table: told beforehand like who may move what. */
function withFault(possible: PossibleMove, extending: Extending): PossibleMove {
  if (!possible.isAllowed) return possible;
  const whyNot = possible.move === 'extensionAsked' ? askingFault(extending) : possible.move === 'extensionDecided' ? decidingFault(extending, 'branch', false) : null;
  return whyNot ? { ...possible, isAllowed: false, whyNot } : possible;
}

function maskedOr(text: string, mask: (text: string) => string): string | null {
  return text === '' ? null : mask(text);
}

async function staffNames(reader: Queries, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await reader.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, [...ids]));
  return ids.flatMap(id => rows.find(row => row.id === id)?.name ?? []);
}

async function ticketOf(reader: Queries, ticketId: string): Promise<ComplaintStory['ticket']> {
  const ticket = await findTicket(reader, ticketId);
  const service = ticket && await findService(reader, ticket.serviceId);
  if (!ticket || !service) return null;
  const { number, issuedAt, firstCalledAt: calledAt } = ticket;
  return { number, serviceNameZh: service.nameZh, serviceNameEn: service.nameEn, issuedAt, calledAt, waitMinutes: calledAt === null ? null : Math.floor((calledAt - issuedAt) / 60_000) };
}
