import type { CallReason, CustomerClass, ReturnPosition, TicketChange, TicketState } from '../../../shared/queue.ts';

/** How often a service is asked for and how long it takes. */
export interface SimulatedService {
  prefix: string;
  /** of all arrivals; the shares need not sum to 1 */
  share: number;
  medianServiceMinutes: number;
  targetWaitMinutes: number;
}

export interface SimulatedWindow {
  number: number;
  own: string[];
  helping: string[];
  /** UTC ms */
  opensAt: number;
}

/** What happens on one day in the hall, before chance decides the rest. All times UTC ms. */
export interface DayPlan {
  opensAt: number;
  /** nothing later than this has happened yet */
  endsAt: number;
  lastArrivalAt: number;
  arrivals: number;
  services: SimulatedService[];
  windows: SimulatedWindow[];
}

export interface SimulatedChange {
  at: number;
  change: TicketChange;
  fromState: TicketState | null;
  toState: TicketState;
  windowNumber: number | null;
  reason: string | null;
}

/** One part of a ticket's service: at which window, for which service, from when until when. */
export interface SimulatedServing {
  windowNumber: number;
  servicePrefix: string;
  startedAt: number;
  endedAt: number | null;
}

export interface SimulatedTicket {
  /** how many arrived before it that day */
  arrival: number;
  prefix: string;
  ordinal: number;
  number: string;
  /** differs from `prefix` after a transfer */
  servicePrefix: string;
  customerClass: CustomerClass;
  state: TicketState;
  issuedAt: number;
  appointmentAt: number | null;
  waitsFromAt: number;
  originalOrder: number;
  queueOrder: number;
  returnedTo: ReturnPosition | null;
  windowNumber: number | null;
  callCount: number;
  firstCalledAt: number | null;
  lastCalledAt: number | null;
  callReason: CallReason | null;
  servingAt: number | null;
  noShowAt: number | null;
  finishedAt: number | null;
  toldFromMinutes: number;
  toldToMinutes: number;
  changes: SimulatedChange[];
  servings: SimulatedServing[];
}
