import * as z from 'zod';

// Deadlines of complaints 时限: what a table promises, what may hold it up, and the lines that explain it.

/** first contact 首次联系, answer 答复, close 办结 */
export const deadlineKinds = ['firstContact', 'answer', 'close'] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

const day = z.iso.date();
/** UTC ms */
const moment = z.number().int();
// A whole positive number; not asked for here, because a table with a wrong one is answered with the list of all its problems.
const amount = z.number();

const clockSpan = z.object({ unit: z.enum(['minutes', 'hours']), amount, within: z.enum(['roundTheClock', 'hallHours']) });
const naturalDaysSpan = z.object({
  unit: z.literal('naturalDays'), amount,
  /** what happens when the last day is a day off: it stands, or the next working day is the last */
  whenLastDayIsOff: z.enum(['stands', 'movesOn']),
});
const workingDaysSpan = z.object({ unit: z.literal('workingDays'), amount });

/** A stretch of time as a table or an extension gives it. */
export const timeSpan = z.discriminatedUnion('unit', [clockSpan, naturalDaysSpan, workingDaysSpan]);
export type TimeSpan = z.infer<typeof timeSpan>;

/** `sameDay`: the day of receipt is the first one counted, hours run from the moment; `nextDay`: both begin with the day after. */
const countedFrom = z.object({ countedFrom: z.enum(['sameDay', 'nextDay']) });
export const deadlineTerm = z.discriminatedUnion('unit', [
  clockSpan.extend(countedFrom.shape), naturalDaysSpan.extend(countedFrom.shape), workingDaysSpan.extend(countedFrom.shape),
]);
export type DeadlineTerm = z.infer<typeof deadlineTerm>;

/** Who allows more time: the manager 网点经理 or headquarters 上级. */
export const extensionApprovers = ['manager', 'headquarters'] as const;

/** More time that a row of the table allows, in the order it may be asked for. */
export const extensionRule = z.object({ id: z.string(), nameZh: z.string(), nameEn: z.string(), extends: z.array(z.enum(deadlineKinds)), span: timeSpan, approvedBy: z.enum(extensionApprovers) });
export type ExtensionRule = z.infer<typeof extensionRule>;

export const deadlineRow = z.object({
  id: z.string(),
  /** null: every channel */
  channel: z.string().nullable(),
  /** a class with everything below it in the tree; null: every class */
  classId: z.string().nullable(),
  /** complaints received from this day on; null: always. A later row of the same channel and class takes the earlier's place. */
  fromDay: day.nullable(),
  /** null: nothing is promised */
  firstContact: deadlineTerm.nullable(),
  answer: deadlineTerm.nullable(),
  close: deadlineTerm.nullable(),
  extensions: z.array(extensionRule),
  /** the rule it comes from */
  sourceZh: z.string(),
  sourceEn: z.string(),
});
export type DeadlineRow = z.infer<typeof deadlineRow>;

/** What is wrong with a deadline table, and in which rows. `channel` and `classId` null: every one. */
export const deadlineTableProblem = z.discriminatedUnion('code', [
  /** no row for this channel and class (and what is below it) on the day; `day` null: from the beginning */
  z.object({ code: z.literal('hole'), channel: z.string().nullable(), classId: z.string().nullable(), day: day.nullable() }),
  /** several rows fit equally well, first for this channel and class on the day */
  z.object({ code: z.literal('overlap'), rowIds: z.array(z.string()), channel: z.string(), classId: z.string(), day: day.nullable() }),
  z.object({ code: z.literal('rowTwice'), rowIds: z.array(z.string()) }),
  z.object({ code: z.literal('unknownChannel'), rowIds: z.array(z.string()), channel: z.string() }),
  z.object({ code: z.literal('unknownClass'), rowIds: z.array(z.string()), classId: z.string() }),
  z.object({ code: z.literal('notADay'), rowIds: z.array(z.string()) }),
  /** not a whole positive number, or beyond `most` of its unit; `at` says whose amount */
  z.object({ code: z.literal('wrongAmount'), rowIds: z.array(z.string()), at: z.string(), most: z.number() }),
]);
export type DeadlineTableProblem = z.infer<typeof deadlineTableProblem>;

const session = z.object({ opensAt: z.string(), closesAt: z.string() });
/** A stretch of a day the hall is open, `HH:MM` on its wall clock, `24:00` for the day's end. Lunch is the gap between two. */
export type HallSession = z.infer<typeof session>;

export const hallHours = z.object({
  /** Sunday first */
  weekdays: z.tuple([z.array(session), z.array(session), z.array(session), z.array(session), z.array(session), z.array(session), z.array(session)]),
  /** on a holiday 节假日, whatever its weekday */
  holiday: z.array(session),
  /** on a make-up workday 调休, whatever its weekday */
  makeUpWorkday: z.array(session),
});
export type HallHours = z.infer<typeof hallHours>;

/** Monday to Friday 9 to 12 and 13:30 to 17:30, the same on make-up workdays: for a branch that has set nothing. */
const officeHours = [{ opensAt: '09:00', closesAt: '12:00' }, { opensAt: '13:30', closesAt: '17:30' }];
export const defaultHallHours: HallHours = {
  weekdays: [[], officeHours, officeHours, officeHours, officeHours, officeHours, []], holiday: [], makeUpWorkday: officeHours,
};

/** Why a deadline may stand still; nothing else is a reason. */
export const deadlinePauseReasons = ['awaitingCustomer', 'awaitingAppraisal', 'awaitingAuthority', 'inCourt', 'forceMajeure'] as const;
export type DeadlinePauseReason = (typeof deadlinePauseReasons)[number];

/** [from, until) in UTC ms; `until` null: still paused */
export const deadlinePause = z.object({ reason: z.enum(deadlinePauseReasons), from: moment, until: moment.nullable() });
export type DeadlinePause = z.infer<typeof deadlinePause>;

/** More time that was approved. */
export const deadlineExtension = z.object({
  approvedAt: moment, span: timeSpan,
  /**
   * the deadline as it stood when this was approved, so that a calendar which arrives afterwards does not undo it; null: it
   * stood still; left out: it is judged by the deadline as it is reckoned now
   */
  dueAtThen: moment.nullable().optional(),
});
export type DeadlineExtension = z.infer<typeof deadlineExtension>;

export const deadline = z.object({
  /** UTC ms; what is done before it is in time, what is done at it is late. Null while it is paused. */
  dueAt: moment.nullable(),
  /** the last business day in which it can be met; null while it is paused */
  lastDay: day.nullable(),
  /** since when it stands still, and what is left of the stretch that was running */
  paused: z.object({ since: moment, leftMs: z.number().optional(), leftDays: z.number().optional() }).nullable(),
  /** years it was reckoned in whose holidays are not announced: not empty means provisional 暂定 */
  provisionalYears: z.array(z.number().int()),
});
export type Deadline = z.infer<typeof deadline>;

/** Why a stretch of time or a day does not count; `restOfDay`: an extension in days begins with the day after. */
export const skipReasons = ['dayOfReceipt', 'afterClosing', 'restOfDay', 'weekend', 'holiday', 'pause', 'lunch', 'closed'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** [from, until) in UTC ms, and the business days it touches */
const stretch = { from: moment, until: moment, firstDay: day, lastDay: day };

/**
 * The lines of a deadline, in order. The stretches `countedDays`, `countedTime`, `skipped` and `movedOn` follow each other without
 * a gap from the receipt to the due moment, and what they count adds up to the term with its extensions.
 */
export const deadlineLine = z.discriminatedUnion('code', [
  /** where counting begins: the receipt, the call-back that sent it back, the reopening */
  z.object({ code: z.enum(['received', 'redone', 'reopened']), at: moment, day }),
  z.object({ code: z.literal('countingStarts'), at: moment, day, term: deadlineTerm }),
  /** `dayKind` anyDay: natural days */
  z.object({ code: z.literal('countedDays'), ...stretch, days: z.number(), dayKind: z.enum(['anyDay', 'workday', 'makeUpWorkday']) }),
  /** a run of days in one line counts less than it lasts: nights and lunch are left out of `ms` */
  z.object({ code: z.literal('countedTime'), ...stretch, ms: z.number() }),
  z.object({ code: z.literal('skipped'), ...stretch, why: z.enum(skipReasons), pauseReasons: z.array(z.enum(deadlinePauseReasons)) }),
  /** days off, and the working day after them which is now the last */
  z.object({ code: z.literal('movedOn'), ...stretch }),
  z.object({ code: z.literal('extended'), approvedAt: moment, span: timeSpan, dueAtThen: moment.nullable() }),
  /** approved when the deadline had passed: adds nothing */
  z.object({ code: z.literal('extensionTooLate'), approvedAt: moment, span: timeSpan, dueAtThen: moment }),
  z.object({ code: z.literal('stillPaused'), since: moment, reasons: z.array(z.enum(deadlinePauseReasons)), leftMs: z.number().optional(), leftDays: z.number().optional() }),
  z.object({ code: z.literal('provisional'), years: z.array(z.number().int()) }),
  z.object({ code: z.literal('due'), at: moment, lastDay: day }),
]);
export type DeadlineLine = z.infer<typeof deadlineLine>;
