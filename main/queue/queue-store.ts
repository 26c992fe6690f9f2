import { eq } from 'drizzle-orm';
import { refuse } from '../../shared/errors.ts';
import type { Ticket } from '../../shared/queue.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { windows } from './queue-schema.ts';
import { changeTicket } from './ticket-states.ts';
import { findTicket, findTicketAtWindow, storeChange, type Doer, type StoredTicket } from './tickets-store.ts';

// What other domains may ask of the queue.

/** Who works at a window now. */
export interface ClerkAtWindow {
  windowId: string;
  staffId: string;
  stationId: string | null;
  /** UTC ms */
  at: number;
}

/** The ticket called or served at this window, or null. */
export async function ticketAtWindow(reader: Queries, windowId: string): Promise<Ticket | null> {
  const found = await findTicketAtWindow(reader, windowId);
  return found && asTicket(found);
}

/**
 * The called customer is here: called → serving. Answers the ticket. The caller publishes 'queue' after the commit.
 *
 * Errors: WINDOW_NOT_FOUND, NOT_YOUR_WINDOW, TICKET_NOT_FOUND (nobody was called to this window), ILLEGAL_TICKET_CHANGE.
 */
export async function startServing(tx: Transaction, { windowId, staffId, stationId, at }: ClerkAtWindow): Promise<Ticket> {
  const ticket = await ticketOfClerk(tx, windowId, staffId);
  const toState = changeTicket(ticket, 'start');
  return storeChange(tx, ticket, toState, { servingAt: at }, { at, change: 'start', staffId, stationId, windowId });
}

/**
 * The customer has been served: serving → finished. Answers the ticket. The caller publishes 'queue' after the commit.
 *
 * Errors: WINDOW_NOT_FOUND, NOT_YOUR_WINDOW, TICKET_NOT_FOUND (nobody is at this window), ILLEGAL_TICKET_CHANGE.
 */
export async function finishServing(tx: Transaction, { windowId, staffId, stationId, at }: ClerkAtWindow): Promise<Ticket> {
  const ticket = await ticketOfClerk(tx, windowId, staffId);
  const toState = changeTicket(ticket, 'finish');
  return storeChange(tx, ticket, toState, { finishedAt: at }, { at, change: 'finish', staffId, stationId, windowId });
}

/**
 * Takes a waiting ticket out of the queue for good: waiting → cancelled; its number is not given again. Answers the ticket. The
 * caller publishes 'queue' after the commit.
 *
 * Errors: TICKET_NOT_FOUND, ILLEGAL_TICKET_CHANGE (it does not wait any more).
 */
export async function cancelTicket(tx: Transaction, ticketId: string, why: Doer & { at: number; reason: string }): Promise<Ticket> {
  const ticket = await findTicket(tx, ticketId) ?? refuse('TICKET_NOT_FOUND');
  const toState = changeTicket(ticket, 'cancel');
  return storeChange(tx, ticket, toState, {}, { ...why, change: 'cancel' });
}

/**
 * The ticket called or served at the clerk's own window.
 *
 * Errors: WINDOW_NOT_FOUND, NOT_YOUR_WINDOW, TICKET_NOT_FOUND.
 */
export async function ticketOfClerk(reader: Queries, windowId: string, staffId: string): Promise<StoredTicket> {
  const [window] = await reader.select({ clerkId: windows.clerkId }).from(windows).where(eq(windows.id, windowId));
  if (!window) refuse('WINDOW_NOT_FOUND');
  if (window.clerkId !== staffId) refuse('NOT_YOUR_WINDOW');
  const ticket = await findTicketAtWindow(reader, windowId);
  if (!ticket) refuse('TICKET_NOT_FOUND');
  return ticket;
}

/** A stored ticket as the contract shows it. */
export function asTicket(stored: StoredTicket): Ticket {
  const {
    id, number, businessDate, serviceId, customerClass, state, issuedAt, appointmentAt, windowId, targetWindowId, callCount,
    firstCalledAt, lastCalledAt, servingAt, noShowAt, finishedAt,
  } = stored;
  return {
    id, number, businessDate, serviceId, customerClass, state, issuedAt, appointmentAt, windowId, targetWindowId, callCount,
    firstCalledAt, lastCalledAt, servingAt, noShowAt, finishedAt,
  };
}
