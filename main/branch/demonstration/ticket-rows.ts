import type { ticketEvents, ticketNumbers, tickets } from '../../queue/queue-schema.ts';
import type { HallIds } from './hall-rows.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedTicket } from './simulated-hall.ts';

export interface TicketRows {
  /** `simulated` beside its stored row: visits are made from both */
  tickets: { simulated: SimulatedTicket; row: typeof tickets.$inferInsert & { id: string } }[];
  events: (typeof ticketEvents.$inferInsert)[];
  numbers: (typeof ticketNumbers.$inferInsert)[];
}

/** A simulated day's tickets as the queue stores them: each with every event that made it what it is. */
export function ticketRowsOf(day: SimulatedTicket[], businessDate: string, hall: HallIds, random: SeededRandom): TicketRows {
  const rows: TicketRows = { tickets: [], events: [], numbers: [] };
  const lastOrdinals = new Map<string, number>();

  for (const simulated of day) {
    const ticketId = random.id(simulated.issuedAt);
    const { changes, prefix, ordinal, number } = simulated;
    lastOrdinals.set(prefix, Math.max(ordinal, lastOrdinals.get(prefix) ?? 0));
    let lastCallEventId: string | null = null;

    for (const { at, change, fromState, toState, windowNumber, reason } of changes) {
      const window = windowNumber === null ? null : hall.windowOf(windowNumber);
      const id = random.id(at);
      if (change === 'call' || change === 'recall') lastCallEventId = id;
      rows.events.push({
        id, ticketId, at, change, fromState, toState, reason,
        windowId: window?.id ?? null,
        // Numbers come from the kiosk; who cancels without a window is the clerk at the enquiries.
        staffId: window?.clerkId ?? (change === 'cancel' ? hall.windowOf(hall.enquiriesWindow).clerkId : null),
        stationId: change === 'issue' ? hall.kioskId : null,
        details: change === 'call' && simulated.callReason && lastOf(changes, 'call') === at ? { reason: simulated.callReason } : null,
      });
    }

    const { customerClass, state, issuedAt, appointmentAt, waitsFromAt, originalOrder, queueOrder, returnedTo } = simulated;
    const { callCount, firstCalledAt, lastCalledAt, callReason, servingAt, noShowAt, finishedAt, toldFromMinutes, toldToMinutes } = simulated;
    rows.tickets.push({
      simulated,
      row: {
        id: ticketId, businessDate, prefix, ordinal, number, serviceId: hall.serviceId(simulated.servicePrefix), customerClass, state,
        issuedAt, appointmentAt, waitsFromAt, originalOrder, queueOrder, returnedTo,
        windowId: simulated.windowNumber === null ? null : hall.windowOf(simulated.windowNumber).id, targetWindowId: null,
        callCount, firstCalledAt, lastCalledAt, lastCallEventId, callReason, servingAt, noShowAt, finishedAt, toldFromMinutes, toldToMinutes,
      },
    });
  }
  rows.numbers = [...lastOrdinals].map(([prefix, lastOrdinal]) => ({ businessDate, prefix, lastOrdinal }));
  return rows;
}

function lastOf(changes: SimulatedTicket['changes'], change: SimulatedTicket['changes'][number]['change']): number | undefined {
  return changes.findLast(each => each.change === change)?.at;
}
