import { refuse } from '../../shared/errors.ts';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import type { ServiceWindow } from '../../shared/queue.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { expireTickets } from './days-store.ts';
import { presentBranch } from './live-api.ts';
import { findTicketAtWindow, type Doer } from './tickets-store.ts';
import { findWindow, findWindowOfClerk, freeTicketsForWindow, readWindow, storeWindowState, type StoredWindow } from './windows-store.ts';

type Inputs = BranchInputs['queue'];
type Clerk = Doer & { staffId: string };

/** Windows at work: who sits where. */
export function windowsApi(parts: BranchParts) {
  const { database, clock, live } = parts;
  const today = () => businessDateOf(clock.now(), presentBranch(parts).timeZone);
  const publishAfter = (tx: Transaction) => tx.afterCommit(() => live.publish('queue'));

  return { openWindow, pauseWindow, closeWindow, releaseWindow };

  /** Takes the seat, or goes on after a pause; coming back to one's own open window changes nothing. */
  async function openWindow(command: Command, windowId: string, clerk: { staffId: string; staffName: string }, doer: Doer): Promise<ServiceWindow> {
    return database.write(command, async tx => {
      const window = await findWindow(tx, windowId);
      if (!window?.isActive) refuse('WINDOW_NOT_FOUND');
      if (window.clerkId !== null && window.clerkId !== clerk.staffId) refuse('WINDOW_TAKEN', { clerkName: window.clerkName ?? '' });
      const seat = await findWindowOfClerk(tx, clerk.staffId);
      if (seat && seat.id !== windowId) refuse('CLERK_AT_OTHER_WINDOW', { windowNumber: seat.number });
      if (window.state === 'open' && seat) return readWindow(tx, windowId);

      const at = clock.now();
      const businessDate = today();
      await expireTickets(tx, at, { staffId: null, stationId: doer.stationId }, 'dayEnded', businessDate);
      const { staffId: clerkId, staffName: clerkName } = clerk;
      await storeWindowState(tx, windowId, { state: 'open', pauseReason: null, clerkId, clerkName }, { at, businessDate, reason: null, clerkId, byStaffId: clerkId });
      publishAfter(tx);
      return readWindow(tx, windowId);
    });
  }

  async function pauseWindow(command: Command, { windowId, reason }: Inputs['pauseWindow'], clerk: Clerk): Promise<ServiceWindow> {
    return database.write(command, async tx => {
      const { clerkId, clerkName } = await idleWindowOfClerk(tx, windowId, clerk.staffId);
      await storeWindowState(tx, windowId, { state: 'paused', pauseReason: reason, clerkId, clerkName }, {
        at: clock.now(), businessDate: today(), reason, clerkId, byStaffId: clerk.staffId,
      });
      publishAfter(tx);
      return readWindow(tx, windowId);
    });
  }

  async function closeWindow(command: Command, windowId: string, clerk: Clerk): Promise<ServiceWindow> {
    return database.write(command, async tx => {
      const window = await idleWindowOfClerk(tx, windowId, clerk.staffId);
      return leave(tx, window, null, clerk);
    });
  }

  async function releaseWindow(command: Command, windowId: string, manager: Clerk): Promise<ServiceWindow> {
    return database.write(command, async tx => {
      const window = await findWindow(tx, windowId);
      if (!window?.isActive) refuse('WINDOW_NOT_FOUND');
      if (window.state === 'closed') return readWindow(tx, windowId);
      return leave(tx, window, 'released', manager);
    });
  }

  async function leave(tx: Transaction, window: StoredWindow, reason: 'released' | null, by: Clerk): Promise<ServiceWindow> {
    const at = clock.now();
    await freeTicketsForWindow(tx, window.id, at, by);
    await storeWindowState(tx, window.id, { state: 'closed', pauseReason: null, clerkId: null, clerkName: null }, {
      at, businessDate: today(), reason, clerkId: window.clerkId, byStaffId: by.staffId,
    });
    publishAfter(tx);
    return readWindow(tx, window.id);
  }
}

/** The clerk's own window with nobody at it. Errors: WINDOW_NOT_FOUND, NOT_YOUR_WINDOW, WINDOW_BUSY. */
async function idleWindowOfClerk(reader: Queries, windowId: string, staffId: string): Promise<StoredWindow> {
  const [window, inHand] = await Promise.all([findWindow(reader, windowId), findTicketAtWindow(reader, windowId)]);
  if (!window?.isActive) refuse('WINDOW_NOT_FOUND');
  if (window.clerkId !== staffId) refuse('NOT_YOUR_WINDOW');
  if (inHand) refuse('WINDOW_BUSY', { number: inHand.number });
  return window;
}
