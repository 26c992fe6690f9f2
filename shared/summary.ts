import * as z from 'zod';
import { businessDate, commandId, instant, procedure, rowId } from './command.ts';
import { complaintStates } from './complaints.ts';
import { itemResult } from './counter.ts';
import { deadlineKinds } from './deadlines.ts';
import { outageCauses } from './outages.ts';
import { printProblem } from './printing.ts';
import { customerClass, ticketState } from './queue.ts';
import { callBackCounts, satisfactionCounts } from './satisfaction.ts';

const count = z.number().int().nonnegative();
const durationMs = z.number().nonnegative();

/** `part` of `of`; both are always told, so that 1 of 1 is not taken for 100 of 100. */
export const share = z.object({ part: count, of: count });
export type Share = z.infer<typeof share>;

/** How a quantity is spread: `n` values, and in the unit of the values their median, 90th percentile and largest; null when there is none. */
export const spread = z.object({ n: count, median: z.number().nullable(), p90: z.number().nullable(), max: z.number().nullable() });
export type Spread = z.infer<typeof spread>;

/** Where tickets went; T = S + A + U. */
export const queueCounts = z.object({ issued: count, served: count, abandoned: count, unserved: count });
export type QueueCounts = z.infer<typeof queueCounts>;

/** What is told of any part of the day's tickets: all of them, a service, a class, the lunch hours. Waits in ms. */
export const queueFigures = queueCounts.extend({ abandonedAtOnce: count, wait: spread, withinTarget: share });
export type QueueFigures = z.infer<typeof queueFigures>;

export const halfHour = z.object({
  startsAt: count.describe('minutes since midnight on the wall clock'), issued: count, waitingAtEnd: count.describe('tickets that waited for their first call at its end'),
});
export type HalfHour = z.infer<typeof halfHour>;

export const windowFigures = z.object({
  windowId: rowId, served: count, meanServiceMs: durationMs.nullable(), service: spread,
  openMs: durationMs, breakMs: durationMs, servingMs: durationMs,
});
export type WindowFigures = z.infer<typeof windowFigures>;

export const dayKinds = ['workday', 'weekend', 'holiday', 'makeUpWorkday'] as const;

/** Sums that must agree, by how much they do not, and the numbers of the tickets or complaints at fault. */
export const failedIdentity = z.object({ identity: z.enum(['tickets', 'windows', 'complaints']), left: count, right: count, records: z.array(z.string()) });
export type FailedIdentity = z.infer<typeof failedIdentity>;

/** Stretches in which something was missing, as far as they lie within the hall's hours; ms. `longestMs` null: of none it is known how long. */
export const interruptions = z.object({ count, totalMs: durationMs, longestMs: durationMs.nullable() });
export type Interruptions = z.infer<typeof interruptions>;

/** A stretch in which something was missing, as it is counted. */
const outage = z.object({
  id: z.string(), beganAt: instant, endedAt: instant.nullable().describe('null: still going on'), cause: z.enum(outageCauses), countedMs: durationMs.nullable().describe('null: a wrong clock, nobody knows how long'),
});
export type Outage = z.infer<typeof outage>;

const named = { nameZh: z.string(), nameEn: z.string() };

/** The figures of one business date. Durations in ms, moments UTC ms; docs/user-guide/summary.md has every formula. */
export const daySummary = z.object({
  businessDate,
  branchName: z.string(),
  dayKind: z.enum(dayKinds),
  isProvisionalKind: z.boolean().describe('the holidays of its year are not announced yet'),
  cutOffAt: instant.describe('up to when it is counted: the closing, the end of the day, or the moment of reading'),
  isOver: z.boolean().describe('the day was closed, or is past'),
  firstOpenAt: instant.nullable().describe('when the first window opened'),
  lastClosedAt: instant.nullable().describe('when the last window closed; null while one is open'),
  clerks: count.describe('people who sat at a window'),
  changesWaiting: count.nullable().describe('changes headquarters does not have yet; null: the branch is not enrolled'),

  queue: queueFigures,
  impossibleWaits: count.describe('tickets called before they were issued, or a day after: a clock was wrong; left out of the waits'),
  halfHours: z.array(halfHour),
  peak: halfHour.nullable(),
  lunch: queueFigures.describe('issued from 11:30 until 13:30'),
  keyAccounts: queueFigures,
  others: queueFigures,
  services: z.array(queueFigures.extend({ serviceId: rowId, prefix: z.string(), ...named, targetWaitMinutes: count })),

  windows: z.array(windowFigures.extend({ number: count })),

  doneInOneVisit: share,
  returnedForDocuments: share,

  complaints: z.object({
    openBefore: count, received: count, reopened: count, ended: count, openAfter: count, onTime: share, repeats: share, perThousandServed: z.number().nullable(),
    overdue: z.array(z.object({
      complaintId: rowId, number: z.string(), state: z.enum(complaintStates), handlerName: z.string().nullable(), nextKind: z.enum(deadlineKinds), nextDueAt: instant,
    })).describe('at the cut-off, with whom and what comes next'),
  }),

  satisfaction: satisfactionCounts,
  callBacks: callBackCounts,

  archive: z.object({
    looks: count, unmaskings: count, refused: count, flagged: count, lent: count, returned: count, loansOut: count, loansOverdue: count,
    logSize: count, witnessedUpTo: count,
  }),
  cases: z.object({ published: count, avoided: count, recurred: count }),
  incidents: z.object({
    outages: interruptions.describe('停机: the branch service did not run'),
    stoppages: z.array(outage).describe('those outages, in order'),
    offline: interruptions.nullable().describe('离线: it ran and headquarters did not answer; null: the branch was not enrolled'),
    failedPrints: count.describe('tries to print a ticket or a slip that failed'),
    clockCorrections: count.describe('times the clock of this machine was found to have gone back'),
  }),
  tomorrow: z.object({ businessDate, dayKind: z.enum(dayKinds), complaintsDue: count, loansDue: count, appointments: count.describe('places kept until the end of that day'), windowsProposed: count.nullable().describe('for the arrivals of that weekday a week before at the service time of this day; null: neither is known') }),

  failedIdentities: z.array(failedIdentity),
});
export type DaySummary = z.infer<typeof daySummary>;

/** Figures that open tickets, pieces of business, or complaints. The others open the page where their records are kept. */
export const ticketFigures = ['issued', 'served', 'abandoned', 'abandonedAtOnce', 'unserved', 'waited', 'withinTarget', 'missedTarget', 'impossibleWaits'] as const;
export const itemFigures = ['completed', 'doneInOneVisit', 'cameBack', 'decided', 'returnedForDocuments'] as const;
export const complaintFigures = ['openBefore', 'received', 'reopened', 'ended', 'openAfter', 'due', 'onTime', 'repeats', 'overdue'] as const;
export const incidentFigures = ['outages', 'offline', 'failedPrints', 'clockCorrections'] as const;
export type TicketFigure = (typeof ticketFigures)[number];
export type ItemFigure = (typeof itemFigures)[number];
export type ComplaintFigure = (typeof complaintFigures)[number];
export type IncidentFigure = (typeof incidentFigures)[number];

/** Which part of the tickets: of one service, one window, one half hour (minutes since midnight). */
const ticketScope = z.object({ serviceId: rowId, windowId: rowId, halfHour: count, part: z.enum(['lunch', 'keyAccounts', 'others']) }).partial();
export type TicketScope = z.infer<typeof ticketScope>;

export const recordsAsked = z.discriminatedUnion('of', [
  ticketScope.extend({ of: z.literal('tickets'), figure: z.enum(ticketFigures) }),
  z.object({ of: z.literal('items'), figure: z.enum(itemFigures) }),
  z.object({ of: z.literal('complaints'), figure: z.enum(complaintFigures) }),
  z.object({ of: z.enum(incidentFigures) }),
  z.object({ of: z.literal('appointments') }),
]);
export type RecordsAsked = z.infer<typeof recordsAsked>;

/** The records behind a figure, as many as it says. No person of the customers' side is in them. */
export const records = z.object({
  tickets: z.array(z.object({
    id: rowId, number: z.string(), serviceId: rowId, customerClass, state: ticketState, windowNumber: count.nullable(),
    issuedAt: instant, firstCalledAt: instant.nullable(), endedAt: instant.nullable(),
  })),
  items: z.array(z.object({ id: rowId, ticketNumber: z.string(), ...named, result: itemResult, reason: z.string().nullable(), windowNumber: count, startedAt: instant })),
  complaints: z.array(z.object({ id: rowId, number: z.string(), state: z.enum(complaintStates), receivedAt: instant, reopenedAt: instant.nullable().describe('the beginning of a later handling; null: of the first'), closeDueAt: instant.nullable(), endedAt: instant.nullable(), handlerName: z.string().nullable() })),
  outages: z.array(outage),
  offline: z.array(outage),
  failedPrints: z.array(z.object({ id: rowId, number: z.string(), printerName: z.string().nullable().describe('null: it was removed'), problem: printProblem, failedAt: instant.nullable() })),
  appointments: z.array(z.object({ id: rowId, appointmentAt: instant, ...named })),
  clockCorrections: z.array(z.object({ id: z.string(), seq: count.describe('its entry of the access log'), before: instant.nullable(), after: instant })),
});
export type SummaryRecords = z.infer<typeof records>;

/** What is looked at before the day is closed. `count`: how many are in the way. */
export const checkKinds = ['openVisits', 'waiting', 'heldTickets', 'unprintedPapers', 'suggestionBox', 'overdue', 'sums', 'logCheckpoint', 'backup'] as const;
export const summaryCheck = z.object({
  kind: z.enum(checkKinds), isMet: z.boolean(), count, names: z.array(z.string()).describe('numbers of tickets, slips or complaints'),
});
export type SummaryCheck = z.infer<typeof summaryCheck>;

/** A figure that is other than it was frozen: its place in the figures, and both values as JSON. */
export const summaryChange = z.object({ figure: z.string(), before: z.string(), after: z.string() });
export type SummaryChange = z.infer<typeof summaryChange>;

/** One version of a day's frozen summary. */
export const frozenSummary = z.object({
  id: rowId, version: z.number().int().min(1), isProvisional: z.boolean(), summary: daySummary, sha256: z.string(), frozenAt: instant, frozenByName: z.string().nullable(),
  words: z.string(), checks: z.array(summaryCheck), changes: z.array(summaryChange), prints: count,
  pdfSha256: z.string().nullable().describe('of its PDF, when a desk of the desktop application has made one'),
});
export type FrozenSummary = z.infer<typeof frozenSummary>;

const frozenDay = z.object({
  versions: z.array(frozenSummary).describe('the newest first'),
  changedSince: z.array(summaryChange).describe('what the records say now, other than the newest version'),
});

/** A page and its lists take a tenth of it. */
const longestPdfBytes = 8_000_000;

export const periodKinds = ['week', 'month', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** Figures of several days. */
export const periodFigures = queueCounts.extend({
  days: count, withinTarget: share, longestWaitMs: durationMs.nullable(), worstP90Ms: durationMs.nullable(),
  openMs: durationMs, breakMs: durationMs, servingMs: durationMs, doneInOneVisit: share, returnedForDocuments: share,
  complaints: z.object({ openBefore: count, received: count, reopened: count, ended: count, openAfter: count, onTime: share, repeats: share }),
  satisfied: share, rated: share, looks: count, flagged: count,
  incidents: z.object({ outages: interruptions, offline: interruptions.nullable(), failedPrints: count, clockCorrections: count }),
});
export type PeriodFigures = z.infer<typeof periodFigures>;

/** A frozen day of a period, by its newest version. */
export const periodDay = z.object({
  businessDate, dayKind: z.enum(dayKinds), version: z.number().int(), isProvisional: z.boolean(), medianWaitMs: durationMs.nullable(), p90WaitMs: durationMs.nullable(), figures: periodFigures,
});
export type PeriodDay = z.infer<typeof periodDay>;

/** How a service kept its target over several days; `targetWaitMinutes` of the last of them, waits in ms. */
export const periodService = z.object({
  serviceId: rowId, prefix: z.string(), ...named, targetWaitMinutes: count, issued: count, served: count,
  withinTarget: share, withinTargetBefore: share.describe('in the period before'), worstP90Ms: durationMs.nullable(), longestWaitMs: durationMs.nullable(),
});
export type PeriodService = z.infer<typeof periodService>;

const span = z.object({ fromDate: businessDate, toDate: businessDate });
const period = span.extend({
  before: span, figures: periodFigures, figuresBefore: periodFigures, services: z.array(periodService),
  days: z.array(periodDay).describe('the frozen ones, by date'),
});

const fraction = z.number().nullable();
const comparedFigures = z.object({
  issued: z.number().nonnegative(), abandonedShare: fraction, medianWaitMs: durationMs.nullable(), p90WaitMs: durationMs.nullable(), withinTarget: fraction, doneInOneVisit: fraction, satisfied: fraction,
});
const dayComparison = z.object({
  until: count.nullable().describe('of a day that goes on, tickets are counted up to there: minutes since midnight'),
  dayBefore: z.object({ businessDate, dayKind: z.enum(dayKinds), figures: comparedFigures }).nullable().describe('the last day of business before it'),
  usual: z.object({
    dates: z.array(businessDate).describe('the newest first; none: there is no such day'),
    leftOut: z.array(z.object({ businessDate, why: z.enum(['notFrozen', 'otherKind', 'notOpened']) })),
    figures: comparedFigures.nullable(),
    halfHours: z.array(halfHour.extend({ issued: z.number(), waitingAtEnd: z.number() })),
  }).describe('medians of the last four days of the same weekday and kind'),
});
export type DayComparison = z.infer<typeof dayComparison>;

const reader = { access: ['manager', 'auditor'] } as const;
const manager = { access: ['manager'] } as const;
const remarks = z.string().trim().max(600);

export const summaryContract = {
  /** The figures of a day as the records are now; today's up to this moment. Errors: DAY_NOT_YET for a day that has not begun. */
  figures: procedure.meta(reader).input(z.object({ businessDate: businessDate.nullable().describe('null: today') })).output(daySummary),
  /** What a day is held against, from frozen days alone. Errors: DAY_NOT_YET. */
  comparison: procedure.meta(reader).input(z.object({ businessDate: businessDate.nullable().describe('null: today') })).output(dayComparison),
  /** What is behind one of them. */
  records: procedure.meta(reader).input(z.object({ businessDate, asked: recordsAsked })).output(records),
  /** The week from Monday, month or year a day lies in, from the newest versions of its frozen days, beside the one before. */
  period: procedure.meta(reader).input(z.object({ by: z.enum(periodKinds), day: businessDate })).output(period),
  /** What stands in the way of closing, for the day that would be closed now. */
  closing: procedure.meta(reader).output(z.object({ businessDate, isClosed: z.boolean(), checks: z.array(summaryCheck) })),
  /**
   * Ends the day in the hall (what waits or is on hold expires, windows close) and freezes its summary, together.
   * Errors: DAY_CLOSED, DAY_HAS_OPEN_TICKETS, BOX_NOT_EMPTIED.
   */
  closeDay: procedure.meta(manager).input(z.object({ commandId, isBoxEmptied: z.boolean(), words: remarks })).output(z.object({ businessDate, expired: count })),
  /** The business date whose hours are over while it is not closed; null: none. */
  closingDue: procedure.meta(manager).output(z.object({ businessDate: businessDate.nullable() })),
  /** A copy of the database now, for the checklist. */
  backUp: procedure.meta(manager).input(z.object({ commandId })).output(z.object({ at: instant })),
  /** The frozen versions of a day; none while it is open. */
  frozen: procedure.meta(reader).input(z.object({ businessDate })).output(frozenDay),
  /** Freezes what the records say now as the next version 更正版, with what changed and why. Errors: DAY_NOT_FROZEN, NOTHING_TO_CORRECT. */
  correct: procedure.meta(manager).input(z.object({ commandId, businessDate, words: remarks.min(1) })).output(z.object({ version: z.number().int() })),
  /** The number of the next print, to stand on the paper. Errors: DAY_NOT_FROZEN. */
  recordPrint: procedure.meta(reader).input(z.object({ commandId, summaryId: rowId })).output(z.object({ ordinal: z.number().int(), printedAt: instant, checkpointText: z.string().nullable() })),
  /** Keeps the PDF of a version; the first one stays. Errors: DAY_NOT_FROZEN, NOT_A_PDF. */
  keepPdf: procedure.meta(reader).input(z.object({ commandId, summaryId: rowId, pdf: z.file().max(longestPdfBytes) })).output(z.object({ sha256: z.string() })),
  /** Errors: DAY_NOT_FROZEN when there is none. */
  pdf: procedure.meta(reader).input(z.object({ summaryId: rowId })).output(z.file()),
};
