import * as z from 'zod';
import { instant, rowId, words } from './command.ts';
import { deadlinePauseReasons, timeSpan } from './deadlines.ts';

// The steps of a complaint's history: only ever added, each by one side, branch 网点 or headquarters 上级.

export const complaintSides = ['branch', 'headquarters'] as const;
export type ComplaintSide = (typeof complaintSides)[number];

export const refusalReason = z.enum(['notOurs', 'inCourt', 'settledBefore', 'noFacts', 'duplicate']);
export const returnReason = z.enum(['notOurs', 'concerned', 'factsMissing', 'wrongClass']);
export type RefusalReason = z.infer<typeof refusalReason>;
export const withdrawalReason = z.enum(['settled', 'mistake', 'noLongerWanted']);
export type WithdrawalReason = z.infer<typeof withdrawalReason>;
export const reopeningReason = z.enum(['newFacts', 'recurred', 'notCarriedOut', 'closedTooEarly', 'instructed']);
/** verySatisfied 很满意 to veryDissatisfied 很不满意; notReached 未接通; unreachable 多次未接通, or anonymous: nobody to ask */
export const callBackOutcome = z.enum(['verySatisfied', 'satisfied', 'neutral', 'dissatisfied', 'veryDissatisfied', 'notReached', 'unreachable']);
export type CallBackOutcome = z.infer<typeof callBackOutcome>;
export const extensionAnswer = z.object({ isApproved: z.boolean(), words: words(500) });

/** What closing cannot do without: a lesson, or why there is none. */
export const closing = z.object({
  isJustified: z.boolean().describe('投诉属实'),
  cause: words(1000), responsibleUnit: words(80), remedy: words(1000),
  lesson: z.string().trim().max(1000), noLessonBecause: z.string().trim().max(300),
});

const note = z.object({ words: z.string() });
/** The letter that went out with a step, and its number of the register; left out: none did, as to an anonymous complainant. */
const withLetter = { letterNumber: z.string().optional(), text: z.string().optional() };

/** What each kind of step says beside who and when. */
export const stepFacts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('received') }),
  note.extend({ kind: z.literal('assessed'), classId: rowId, urgency: z.number().int(), impact: z.number().int() }),
  note.extend({ kind: z.literal('refused'), reason: refusalReason, ...withLetter }),
  note.extend({ kind: z.literal('dispatched'), handlerId: rowId, handlerName: z.string() }),
  z.object({ kind: z.literal('taken') }),
  note.extend({ kind: z.literal('returned'), reason: returnReason }),
  note.extend({ kind: z.literal('contacted'), how: z.string() }),
  note.extend({ kind: z.literal('noted'), photoIds: z.array(rowId) }),
  note.extend({ kind: z.literal('paused'), reason: z.enum(deadlinePauseReasons) }),
  note.extend({ kind: z.literal('resumed') }),
  z.object({ kind: z.literal('extensionAsked'), ruleId: z.string(), span: timeSpan, reason: z.string() }),
  note.extend({ kind: z.literal('extensionDecided'), isApproved: z.boolean(), span: timeSpan, dueAtThen: z.partialRecord(z.enum(['firstContact', 'answer', 'close']), instant.nullable()), ...withLetter }),
  z.object({ kind: z.literal('answered'), letterNumber: z.string(), templateId: z.string(), text: z.string(), how: z.string() }),
  note.extend({ kind: z.literal('calledBack'), outcome: callBackOutcome }),
  closing.extend({ kind: z.literal('closed') }),
  /** `closeDueAtThen`: by when it was to be closed before; null: nothing was promised. What holds from now on is reckoned anew. */
  note.extend({ kind: z.literal('reopened'), reason: reopeningReason, handlerId: rowId, handlerName: z.string(), closeDueAtThen: instant.nullable() }),
  note.extend({ kind: z.literal('withdrawn'), reason: withdrawalReason, ...withLetter }),
  /** the ladder: urged 催办, noticed 通报, supervised 督办 */
  z.object({ kind: z.literal('urged'), overdue: z.enum(['firstContact', 'answer', 'close']) }),
  z.object({ kind: z.literal('noticed'), overdue: z.enum(['firstContact', 'answer', 'close']) }),
  note.extend({ kind: z.literal('supervised') }),
  /** headquarters' alone: entrusted 交办 with what it comes from, as 12345 and its number there; instructed 上级指示, also the answer to what a branch asked */
  note.extend({ kind: z.literal('entrusted'), source: z.string() }),
  note.extend({ kind: z.literal('instructed') }),
]);
export type StepFacts = z.infer<typeof stepFacts>;
export type StepKind = StepFacts['kind'];

/** What people ask for; the ladder's steps come by themselves. */
export const moveKinds = ['assessed', 'refused', 'dispatched', 'taken', 'returned', 'contacted', 'noted', 'paused', 'resumed', 'extensionAsked', 'extensionDecided', 'answered', 'calledBack', 'closed', 'reopened', 'withdrawn'] as const satisfies readonly StepKind[];
export type MoveKind = (typeof moveKinds)[number];
/** What people of headquarters ask for: 延期审批, 督办, 上级指示. What only they can do stands first. */
export const headquartersMoveKinds = ['extensionDecided', 'supervised', 'instructed'] as const satisfies readonly StepKind[];
export type HeadquartersMoveKind = (typeof headquartersMoveKinds)[number];

export const complaintStep = z.object({
  id: rowId, side: z.enum(complaintSides),
  /** how many steps of each side its author had seen, itself included: gives all sides the same order */
  seen: z.object({ branch: z.number().int(), headquarters: z.number().int() }),
  at: instant,
  /** null: the service itself */
  byName: z.string().nullable(), byStaffId: rowId.nullable(),
  facts: stepFacts,
  /** true: it came when its place in the path was gone; it stays in the story and moves nothing */
  isOvertaken: z.boolean(),
});
export type ComplaintStep = z.infer<typeof complaintStep>;
