import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { businessDate, commandId, instant, procedure, rowId, timeOfDay, words } from './command.ts';
import { shownNotice } from './notices.ts';

// ── The words of the queue ──────────────────────────────────────────────────────────────────────────────────────

export const ticketStates = ['waiting', 'called', 'serving', 'onHold', 'noShow', 'finished', 'cancelled', 'expired'] as const;
export const ticketState = z.enum(ticketStates);
export type TicketState = z.infer<typeof ticketState>;

/** ordinary; appointment; priority = elderly, disabled, pregnant, serviceman (老弱病残孕军); keyAccount = 大客户 */
export const customerClasses = ['ordinary', 'appointment', 'priority', 'keyAccount'] as const;
export const customerClass = z.enum(customerClasses);
export type CustomerClass = z.infer<typeof customerClass>;

export const ticketChanges = ['issue', 'call', 'recall', 'start', 'noShow', 'reinstate', 'hold', 'resume', 'transfer', 'finish', 'cancel', 'expire'] as const;
export const ticketChange = z.enum(ticketChanges);
export type TicketChange = z.infer<typeof ticketChange>;

/** Where a ticket comes back to in the queue. */
export const returnPosition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('front') }),
  z.object({ kind: z.literal('original') }),
  z.object({ kind: z.literal('after'), count: z.number().int().min(1).max(50) }),
]);
export type ReturnPosition = z.infer<typeof returnPosition>;

export const windowStates = ['open', 'paused', 'closed'] as const;
export const windowState = z.enum(windowStates);
export type WindowState = z.infer<typeof windowState>;
export const pauseReasons = ['lunch', 'training', 'equipment', 'other'] as const;
export const pauseReason = z.enum(pauseReasons);

/** own services come first; helping ones fill idle minutes or relieve a service above its target. */
export const servingKind = z.enum(['own', 'helping']);
export type ServingKind = z.infer<typeof servingKind>;

export const servicePrefix = z.string().regex(/^[A-Z]$/);

export const service = z.object({
  id: rowId,
  prefix: servicePrefix,
  nameZh: words(30),
  nameEn: words(60),
  targetWaitMinutes: z.number().int().min(1).max(240),
  targetServiceMinutes: z.number().int().min(1).max(240),
  requiredDocuments: z.array(z.object({ zh: words(60), en: words(120) })).max(20),
  opensAt: timeOfDay,
  closesAt: timeOfDay,
  isActive: z.boolean(),
});
export type Service = z.infer<typeof service>;

export const serviceWindow = z.object({
  id: rowId,
  number: z.number().int().min(1).max(999),
  nameZh: z.string().max(30),
  nameEn: z.string().max(60),
  state: windowState,
  pauseReason: pauseReason.nullable(),
  stateSince: instant,
  clerkId: rowId.nullable(),
  clerkName: z.string().nullable(),
  services: z.array(z.object({ serviceId: rowId, kind: servingKind })),
  isActive: z.boolean(),
});
export type ServiceWindow = z.infer<typeof serviceWindow>;

/** Why one ticket goes before another: facts for one sentence in the reader's language. */
export const callReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('earliest') }),
  z.object({ kind: z.literal('returned'), position: returnPosition }),
  z.object({ kind: z.literal('appointment'), appointmentAt: instant, ahead: z.string().nullable() }),
  z.object({ kind: z.literal('headStart'), customerClass, minutes: z.number().int(), ahead: z.string().nullable() }),
  z.object({ kind: z.literal('helpingIdle'), servicePrefix: z.string() }),
  z.object({ kind: z.literal('helpingOverdue'), servicePrefix: z.string(), waitMinutes: z.number().int(), targetMinutes: z.number().int() }),
  z.object({ kind: z.literal('forThisWindow') }),
]);
export type CallReason = z.infer<typeof callReason>;

export const ticket = z.object({
  id: rowId,
  number: z.string(),
  businessDate,
  serviceId: rowId,
  customerClass,
  state: ticketState,
  issuedAt: instant,
  appointmentAt: instant.nullable(),
  windowId: rowId.nullable().describe('where it is or was last called'),
  targetWindowId: rowId.nullable().describe('transferred to this window alone'),
  callCount: z.number().int(),
  firstCalledAt: instant.nullable(),
  lastCalledAt: instant.nullable(),
  servingAt: instant.nullable(),
  noShowAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
export type Ticket = z.infer<typeof ticket>;

export const waitRange = z.object({ fromMinutes: z.number().int(), toMinutes: z.number().int() });
export type WaitRange = z.infer<typeof waitRange>;

/** Whether the people in the hall could know of a call. */
export const delivery = z.object({
  displays: z.number().int().describe('hall displays connected'),
  shownAt: instant.nullable(),
  spokenAt: instant.nullable(),
  problem: z.enum(['noDisplay', 'notShownYet', 'speechFailed']).nullable(),
});
export type Delivery = z.infer<typeof delivery>;

// ── What the screens watch ──────────────────────────────────────────────────────────────────────────────────────

const hallCall = z.object({ eventId: rowId, number: z.string(), windowNumber: z.number().int(), calledAt: instant, recallCount: z.number().int() });

/** The public picture of the hall: no person in it. For the hall display, the kiosk and the desk's top line. */
export const hallView = z.object({
  branchName: z.string(),
  /** the branch's setting: hall displays speak each call in English too */
  announceInEnglish: z.boolean().default(false),
  businessDate,
  isDayClosed: z.boolean(),
  asOf: instant,
  /** newest first, at most six */
  calls: z.array(hallCall),
  services: z.array(z.object({
    serviceId: rowId, prefix: z.string(), nameZh: z.string(), nameEn: z.string(),
    waiting: z.number().int(), longestWaitMinutes: z.number().int(), targetWaitMinutes: z.number().int(),
    /** for a ticket taken now; null while no window serves it */
    waitRange: waitRange.nullable(),
    isOffered: z.boolean(), opensAt: z.string(), closesAt: z.string(),
    requiredDocuments: z.array(z.object({ zh: z.string(), en: z.string() })),
  })),
  windows: z.array(z.object({ number: z.number().int(), nameZh: z.string(), nameEn: z.string(), state: windowState, pauseReason: pauseReason.nullable(), servingNumber: z.string().nullable() })),
  /** what hangs in the hall now, the most urgent first */
  notices: z.object({ display: z.array(shownNotice), kiosk: z.array(shownNotice) }).default({ display: [], kiosk: [] }),
});
export type HallView = z.infer<typeof hallView>;

export const alarm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('serviceAboveTarget'), prefix: z.string(), waitMinutes: z.number().int(), targetMinutes: z.number().int() }),
  z.object({ kind: z.literal('ticketTwiceTarget'), number: z.string(), waitMinutes: z.number().int(), targetMinutes: z.number().int() }),
  z.object({ kind: z.literal('windowSilent'), windowNumber: z.number().int(), silentMinutes: z.number().int() }),
]);
export type Alarm = z.infer<typeof alarm>;

const listedTicket = ticket.pick({ id: true, number: true, serviceId: true, customerClass: true, issuedAt: true, appointmentAt: true, noShowAt: true, callCount: true })
  .extend({ waitMinutes: z.number().int() });
export type ListedTicket = z.infer<typeof listedTicket>;

/** All a clerk at one window needs to see of the queue. */
export const deskView = z.object({
  asOf: instant,
  businessDate,
  isDayClosed: z.boolean(),
  window: serviceWindow,
  waitingCount: z.number().int().describe('in the services this window serves, own and helping'),
  longestWaitMinutes: z.number().int(),
  /** called or serving here; null when idle */
  current: z.object({ ticket, delivery: delivery.nullable(), reason: callReason.nullable(), recallsLeft: z.number().int(), callsUntilNoShow: z.number().int() }).nullable(),
  /** in the order this window would call them, with the reason of each; at most 20 */
  next: z.array(listedTicket.extend({ reason: callReason, kind: servingKind })),
  onHold: z.array(listedTicket),
  noShows: z.array(listedTicket.extend({ reinstatableUntilAt: instant })),
  helping: z.array(z.object({ serviceId: rowId, prefix: z.string(), waiting: z.number().int(), longestWaitMinutes: z.number().int() })),
  alarms: z.array(alarm),
});
export type DeskView = z.infer<typeof deskView>;

export const ticketEvent = z.object({
  id: rowId, at: instant, change: ticketChange, fromState: ticketState.nullable(), toState: ticketState,
  staffName: z.string().nullable(), stationName: z.string().nullable(), windowNumber: z.number().int().nullable(), reason: z.string().nullable(),
});

// ── What may be asked ───────────────────────────────────────────────────────────────────────────────────────────

const clerk = { access: ['clerk', 'manager'] } as const;
const keeper = { access: ['administrator', 'manager'] } as const;
const atWindow = z.object({ commandId, windowId: rowId });
const why = z.string().trim().max(200);

export const issuedTicket = ticket.extend({ peopleAhead: z.number().int(), waitRange: waitRange.nullable() });

export const queueContract = {
  // Tickets
  issueTicket: procedure.meta({ access: 'station' })
    .input(z.object({ commandId, serviceId: rowId, customerClass: customerClass.default('ordinary'), appointmentAt: instant.optional() })).output(issuedTicket),
  /** The window's next ticket by the dispatch rule, or null when nobody waits for it. */
  callNext: procedure.meta(clerk).input(atWindow).output(z.object({ ticket, reason: callReason }).nullable()),
  recall: procedure.meta(clerk).input(atWindow).output(ticket),
  markNoShow: procedure.meta(clerk).input(atWindow).output(ticket),
  reinstate: procedure.meta(clerk).input(z.object({ commandId, ticketId: rowId, position: returnPosition.default({ kind: 'after', count: 3 }) })).output(ticket),
  hold: procedure.meta(clerk).input(atWindow.extend({ reason: why })).output(ticket),
  resume: procedure.meta(clerk).input(z.object({ commandId, ticketId: rowId, position: returnPosition.default({ kind: 'front' }) })).output(ticket),
  transfer: procedure.meta(clerk)
    .input(atWindow.extend({ toServiceId: rowId.optional(), toWindowId: rowId.optional(), position: returnPosition.default({ kind: 'original' }), reason: why })
      .refine(asked => asked.toServiceId !== undefined || asked.toWindowId !== undefined)).output(ticket),
  cancel: procedure.meta(clerk).input(z.object({ commandId, ticketId: rowId, reason: words(200) })).output(ticket),
  history: procedure.meta({ access: ['clerk', 'manager', 'auditor'] }).input(z.object({ ticketId: rowId })).output(z.array(ticketEvent)),

  // Windows at work
  openWindow: procedure.meta(clerk).input(atWindow).output(serviceWindow),
  pauseWindow: procedure.meta(clerk).input(atWindow.extend({ reason: pauseReason })).output(serviceWindow),
  closeWindow: procedure.meta(clerk).input(atWindow).output(serviceWindow),
  /** The manager frees a window whose clerk is gone; a ticket there stays there for whoever opens it next. */
  releaseWindow: procedure.meta({ access: ['manager'] }).input(atWindow).output(serviceWindow),

  // Live pictures: the present one at once, then each change
  watchHall: procedure.meta({ access: 'station' }).output(eventIterator(hallView)),
  watchDesk: procedure.meta(clerk).input(z.object({ windowId: rowId })).output(eventIterator(deskView)),
  /** What is going wrong anywhere in the hall; a desk's own picture tells what concerns its window. */
  watchAlarms: procedure.meta({ access: ['manager'] }).output(eventIterator(z.array(alarm))),
  /** A hall display tells what became of a call. */
  acknowledgeCall: procedure.meta({ access: 'station' })
    .input(z.object({ eventId: rowId, outcome: z.enum(['shown', 'spoken', 'speechFailed']) })).output(z.object({ taken: z.boolean() })),

  // Administration
  listServices: procedure.meta({ access: 'staff' }).output(z.array(service)),
  saveService: procedure.meta(keeper).input(service.extend({ commandId })).output(service),
  listWindows: procedure.meta({ access: 'staff' }).output(z.array(serviceWindow)),
  saveWindow: procedure.meta(keeper)
    .input(serviceWindow.pick({ id: true, number: true, nameZh: true, nameEn: true, services: true, isActive: true }).extend({ commandId })).output(serviceWindow),
};
