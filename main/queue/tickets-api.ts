import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../shared/errors.ts';
import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import type { ReturnPosition, Ticket } from '../../shared/queue.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Command, Transaction } from '../database/database.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { readWindowAtCall, storeCall } from './call-store.ts';
import { findService } from './catalogue-store.ts';
import { expireTickets, isDayClosed } from './days-store.ts';
import { chooseNextTicket } from './dispatch.ts';
import { presentBranch, type LiveApi } from './live-api.ts';
import type { NumberMark } from './number-mark.ts';
import { findLastOrdinal, storeLastOrdinal } from './numbers-store.ts';
import { isOfferedAt } from './opening-hours.ts';
import { orderAtIssue, placeReturn, waitsFrom } from './queue-order.ts';
import { cancelTicket, ticketOfClerk } from './queue-store.ts';
import { formatTicketNumber } from './ticket-numbers.ts';
import { changeTicket, checkNoShow, checkRecall, checkReinstate } from './ticket-states.ts';
import {
  countAhead, findTicket, insertTicket, listTicketEvents, placesForWindow, placesInService, storeChange, storePlaces, type Doer, type StoredTicket,
} from './tickets-store.ts';
import { findWindow } from './windows-store.ts';

type Inputs = BranchInputs['queue'];
/** Has the paper of a new ticket printed, as part of its issue; the printer itself gets it after the commit. */
export type QueuePaper = (tx: Transaction, ticket: { id: string; number: string; peopleAhead: number }, doer: Doer) => Promise<void>;
type Clerk = Doer & { staffId: string };
type IssuedTicket = BranchOutputs['queue']['issueTicket'];
interface Issued { ticket: IssuedTicket; prefix: string; ordinal: number }

export type TicketsApi = ReturnType<typeof ticketsApi>;

/** What may be done with tickets. */
export function ticketsApi(parts: BranchParts, hall: LiveApi, numbers: NumberMark, queuePaper: QueuePaper) {
  const { database, clock, live } = parts;
  const publishAfter = (tx: Transaction) => tx.afterCommit(() => live.publish('queue'));

  return { issueTicket, issueWithin, callNext, recall, markNoShow, reinstate, hold, resume, transfer, cancel, history };

  async function issueTicket(command: Command, input: Inputs['issueTicket'], doer: Doer): Promise<IssuedTicket> {
    return issueWithin(command, input, doer, async (_tx, issue) => issue());
  }

  /** Issues a ticket inside of `job`, which may refuse before it, and store beside the ticket what belongs to it: together, or nothing. */
  async function issueWithin(
    command: Command, input: Omit<Inputs['issueTicket'], 'commandId'>, doer: Doer, job: (tx: Transaction, issue: () => Promise<Issued>) => Promise<Issued>,
  ): Promise<IssuedTicket> {
    const { timeZone, settings } = presentBranch(parts);
    const { serviceId, customerClass = 'ordinary', appointmentAt = null } = input;
    // Before the write job: the simulation takes milliseconds, and the writer is everybody's.
    const waitRange = await hall.forecastFor({ serviceId, customerClass, appointmentAt });

    const issued = await database.write(command, tx => job(tx, async () => {
      const at = clock.now();
      const businessDate = businessDateOf(at, timeZone);
      const [service, isClosed] = await Promise.all([findService(tx, serviceId), isDayClosed(tx, businessDate)]);
      if (!service?.isActive) refuse('SERVICE_NOT_FOUND');
      if (isClosed) refuse('DAY_CLOSED', { businessDate });
      if (!isOfferedAt(service, at, timeZone)) refuse('SERVICE_NOT_OFFERED', { opensAt: service.opensAt, closesAt: service.closesAt });
      if (appointmentAt !== null && businessDateOf(appointmentAt, timeZone) !== businessDate) refuse('APPOINTMENT_NOT_TODAY');

      const lastOrdinal = await findLastOrdinal(tx, businessDate, service.prefix);
      // The first ticket of a date finds whoever was left over from the days before.
      if (lastOrdinal === 0) await expireTickets(tx, at, { staffId: null, stationId: null }, 'dayEnded', businessDate);
      const ordinal = await numbers.nextOrdinal(businessDate, service.prefix, lastOrdinal);
      const queueOrder = orderAtIssue({ arrivedAt: at, appointmentAt, customerClass }, settings.headStartMinutes);
      const id = uuidv7();
      const [peopleAhead, , ticket] = await Promise.all([
        countAhead(tx, serviceId, { id, queueOrder }),
        storeLastOrdinal(tx, businessDate, service.prefix, ordinal),
        insertTicket(tx, {
          id, businessDate, prefix: service.prefix, ordinal, number: formatTicketNumber(service.prefix, ordinal), serviceId, customerClass,
          state: 'waiting', issuedAt: at, appointmentAt, waitsFromAt: waitsFrom(at, appointmentAt), originalOrder: queueOrder, queueOrder,
          callCount: 0, toldFromMinutes: waitRange?.fromMinutes ?? null, toldToMinutes: waitRange?.toMinutes ?? null,
        }, doer),
      ]);
      await queuePaper(tx, { id, number: ticket.number, peopleAhead }, doer);
      publishAfter(tx);
      return { ticket: { ...ticket, peopleAhead, waitRange }, prefix: service.prefix, ordinal };
    }));
    await numbers.keepGiven(issued.ticket.businessDate, issued.prefix, issued.ordinal);
    return issued.ticket;
  }

  async function callNext(command: Command, windowId: string, clerk: Clerk): Promise<BranchOutputs['queue']['callNext']> {
    return database.write(command, async tx => {
      const window = await readWindowAtCall(tx, windowId);
      if (!window) refuse('WINDOW_NOT_FOUND');
      if (window.clerkId !== clerk.staffId) refuse('NOT_YOUR_WINDOW');
      if (window.state !== 'open') refuse('WINDOW_NOT_OPEN', { state: window.state });
      if (window.inHand !== null) refuse('WINDOW_BUSY', { number: window.inHand });
      const at = clock.now();
      const choice = chooseNextTicket(window.lines, at);
      if (!choice) return null;
      const { ticket, eventId } = await storeCall(tx, windowId, choice, clerk, at);
      tx.afterCommit(() => hall.announceCall(eventId, at));
      return { ticket, reason: choice.reason };
    });
  }

  async function recall(command: Command, windowId: string, clerk: Clerk): Promise<Ticket> {
    const { longestRecalls } = presentBranch(parts).settings;
    return database.write(command, async tx => {
      const ticket = await ticketOfClerk(tx, windowId, clerk.staffId);
      checkRecall(ticket, longestRecalls);
      const at = clock.now();
      const eventId = uuidv7();
      const values = { callCount: ticket.callCount + 1, lastCalledAt: at, lastCallEventId: eventId };
      tx.afterCommit(() => hall.announceCall(eventId, at));
      return storeChange(tx, ticket, 'called', values, { ...clerk, eventId, at, change: 'recall', windowId });
    });
  }

  async function markNoShow(command: Command, windowId: string, clerk: Clerk): Promise<Ticket> {
    const { noShowAfterCalls } = presentBranch(parts).settings;
    return database.write(command, async tx => {
      const ticket = await ticketOfClerk(tx, windowId, clerk.staffId);
      checkNoShow(ticket, noShowAfterCalls);
      const at = clock.now();
      publishAfter(tx);
      return storeChange(tx, ticket, 'noShow', { noShowAt: at }, { ...clerk, at, change: 'noShow', windowId });
    });
  }

  async function reinstate(command: Command, { ticketId, position = { kind: 'after', count: 3 } }: Inputs['reinstate'], doer: Doer): Promise<Ticket> {
    const { settings } = presentBranch(parts);
    return database.write(command, async tx => {
      const ticket = await findTicket(tx, ticketId) ?? refuse('TICKET_NOT_FOUND');
      checkReinstate(ticket, settings.reinstateWithinMinutes, clock.now());
      return comeBack(tx, ticket, 'reinstate', position, doer);
    });
  }

  async function hold(command: Command, { windowId, reason }: Inputs['hold'], clerk: Clerk): Promise<Ticket> {
    return database.write(command, async tx => {
      const ticket = await ticketOfClerk(tx, windowId, clerk.staffId);
      const toState = changeTicket(ticket, 'hold');
      publishAfter(tx);
      return storeChange(tx, ticket, toState, {}, { ...clerk, at: clock.now(), change: 'hold', windowId, reason: reason || null });
    });
  }

  async function resume(command: Command, { ticketId, position = { kind: 'front' } }: Inputs['resume'], doer: Doer): Promise<Ticket> {
    return database.write(command, async tx => {
      const ticket = await findTicket(tx, ticketId) ?? refuse('TICKET_NOT_FOUND');
      changeTicket(ticket, 'resume');
      return comeBack(tx, ticket, 'resume', position, doer);
    });
  }

  /** Back to the line it came from: that of its service, or of the one window it was transferred to, if somebody works there. */
  async function comeBack(tx: Transaction, ticket: StoredTicket, change: 'reinstate' | 'resume', position: ReturnPosition, doer: Doer): Promise<Ticket> {
    const { timeZone } = presentBranch(parts);
    const at = clock.now();
    // After closing nobody would ever call it.
    const businessDate = businessDateOf(at, timeZone);
    if (await isDayClosed(tx, businessDate)) refuse('DAY_CLOSED', { businessDate });
    const target = ticket.targetWindowId === null ? null : await findWindow(tx, ticket.targetWindowId);
    const targetWindowId = target && target.state !== 'closed' ? target.id : null;
    const values = { ...await takePlace(tx, ticket, position, { serviceId: ticket.serviceId, targetWindowId }), targetWindowId, waitsFromAt: at };
    publishAfter(tx);
    return storeChange(tx, ticket, 'waiting', values, { ...doer, at, change, details: { position } });
  }

  async function transfer(command: Command, input: Inputs['transfer'], clerk: Clerk): Promise<Ticket> {
    const { windowId, toServiceId, toWindowId, position = { kind: 'original' }, reason } = input;
    return database.write(command, async tx => {
      const ticket = await ticketOfClerk(tx, windowId, clerk.staffId);
      const toState = changeTicket(ticket, 'transfer');
      const serviceId = toServiceId ?? ticket.serviceId;
      const targetWindowId = toWindowId ?? null;
      if (toServiceId !== undefined && !(await findService(tx, toServiceId))?.isActive) refuse('SERVICE_NOT_FOUND');
      if (targetWindowId !== null) {
        const target = await findWindow(tx, targetWindowId);
        if (!target?.isActive) refuse('WINDOW_NOT_FOUND');
        if (target.state === 'closed') refuse('WINDOW_NOT_OPEN', { state: target.state });
      }
      const at = clock.now();
      const place = await takePlace(tx, ticket, position, { serviceId, targetWindowId });
      publishAfter(tx);
      return storeChange(tx, ticket, toState, { ...place, serviceId, targetWindowId, waitsFromAt: at }, {
        ...clerk, at, change: 'transfer', windowId, reason: reason || null, details: { fromServiceId: ticket.serviceId, toServiceId: serviceId, toWindowId: targetWindowId, position },
      });
    });
  }

  async function cancel(command: Command, { ticketId, reason }: Inputs['cancel'], doer: Doer): Promise<Ticket> {
    return database.write(command, async tx => {
      publishAfter(tx);
      return cancelTicket(tx, ticketId, { ...doer, at: clock.now(), reason });
    });
  }

  async function history(ticketId: string): Promise<BranchOutputs['queue']['history']> {
    const events = await database.read(reader => listTicketEvents(reader, ticketId));
    return events.length > 0 ? events : refuse('TICKET_NOT_FOUND');
  }
}

/** Finds the returning ticket's place in a line, and moves others where that needs room. */
async function takePlace(tx: Transaction, ticket: StoredTicket, position: ReturnPosition, line: { serviceId: string; targetWindowId: string | null }) {
  const places = line.targetWindowId === null ? await placesInService(tx, line.serviceId) : await placesForWindow(tx, line.targetWindowId);
  const { queueOrder, moved } = placeReturn(position, ticket, places);
  await storePlaces(tx, moved);
  return { queueOrder, returnedTo: position };
}
