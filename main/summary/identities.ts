import type { FailedIdentity, QueueCounts } from '../../shared/summary.ts';
import { beganAt, complaintsBehind, type ComplaintCounts, type DayComplaint, type DaySpan } from './complaint-figures.ts';
import type { DayTicket } from './queue-figures.ts';
import type { ServedAt } from './window-figures.ts';

/** What the sums are checked with, beside the figures themselves. */
export interface IdentityGround {
  tickets: readonly DayTicket[];
  /** ids of tickets whose history says they were issued */
  issuedIds: ReadonlySet<string>;
  /** where each ticket was finished, by its history */
  servedAt: ServedAt;
  complaints: readonly DayComplaint[];
  day: DaySpan;
}

/**
 * The day's identities that fail, with the records at fault: T = S + A + U, the windows' served = S, B₁ = B₀ + received + reopened − ended.
 * One side of the first two is counted from the histories of the tickets, the other from the tickets: a ticket whose history
 * says something else than the ticket shows here. A complaint that ended before it was received or reopened was dated by a wrong clock.
 * Source: product rules, Daily summary, 1, 2 and 4.
 */
export function failedIdentities(queue: QueueCounts, complaints: ComplaintCounts, ground: IdentityGround): FailedIdentity[] {
  const { tickets, issuedIds, servedAt, day } = ground;
  const sums: FailedIdentity[] = [
    {
      identity: 'tickets', left: issuedIds.size, right: queue.served + queue.abandoned + queue.unserved,
      records: tickets.filter(({ id }) => !issuedIds.has(id)).map(({ number }) => number),
    },
    {
      identity: 'windows', left: [...servedAt.values()].filter(windowId => windowId !== null).length, right: queue.served,
      records: tickets.filter(({ id, state }) => (servedAt.get(id) ?? null) === null === (state === 'finished')).map(({ number }) => number),
    },
    {
      identity: 'complaints', left: complaints.openAfter, right: Math.max(0, complaints.openBefore + complaints.received + complaints.reopened - complaints.ended),
      records: complaintsBehind('ended', ground.complaints, day).filter(handling => handling.endedAt !== null && handling.endedAt < beganAt(handling)).map(({ number }) => number),
    },
  ];
  return sums.filter(({ left, right, records }) => left !== right || records.length > 0);
}
