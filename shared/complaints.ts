import * as z from 'zod';
import { commandId, instant, procedure, rowId, words } from './command.ts';
import { complaintClass, complaintClassForm } from './complaint-classes.ts';
import { letterTemplateIds } from './complaint-letters.ts';
import { complaintStep, extensionAnswer, refusalReason, reopeningReason, returnReason, withdrawalReason, moveKinds, callBackOutcome, closing } from './complaint-steps.ts';
import { deadline, deadlineKinds, deadlineLine, deadlinePauseReasons } from './deadlines.ts';

// Complaints 投诉: taken in, followed along a guarded path, answered, called back, closed with what was learned.

/** counter 柜台, hall manager 大堂经理, suggestion box 意见箱, phone 电话, letter 来信, 12345 transfer 转办, headquarters 上级交办 */
export const complaintChannels = ['counter', 'hallManager', 'suggestionBox', 'phone', 'letter', 'hotline12345', 'headquarters'] as const;
export const complaintChannel = z.enum(complaintChannels);
export type ComplaintChannel = z.infer<typeof complaintChannel>;

/**
 * received 受理, assessed 初审, dispatched 派单, inHand 办理, answered 答复, calledBack 回访, closed 办结; refused 不予受理 and
 * withdrawn 撤回 end it as well. A returned one 退单 is assessed again, a dissatisfied call-back puts it in hand again, and so does
 * reopening 重开 what was closed.
 */
export const complaintStates = ['received', 'assessed', 'dispatched', 'inHand', 'answered', 'calledBack', 'closed', 'refused', 'withdrawn'] as const;
export const complaintState = z.enum(complaintStates);
export type ComplaintState = z.infer<typeof complaintState>;

/** The states in which something is still to be done, in the order of the path. */
export const openComplaintStates = ['received', 'assessed', 'dispatched', 'inHand', 'answered', 'calledBack'] as const satisfies readonly ComplaintState[];
export type OpenComplaintState = (typeof openComplaintStates)[number];

/** Three grades each; severity is their product, 1 to 9. */
const grade = z.number().int().min(1).max(3);
export const severity = z.object({ urgency: grade, impact: grade });

const person = {
  /** empty: anonymous */
  complainantName: z.string().trim().max(40),
  complainantPhone: z.string().trim().max(30),
  address: z.string().trim().max(120),
  agentName: z.string().trim().max(40),
};

/** What the intake form holds; a draft may be half filled, `receive` wants `what`, `classId` and, unless anonymous, name and phone. */
export const complaintForm = z.object({
  channel: complaintChannel,
  isAnonymous: z.boolean(),
  ...person,
  customerId: rowId.nullable(),
  accountNumber: z.string().trim().max(30),
  ticketId: rowId.nullable().describe('the ticket served when it was taken in'),
  visitId: rowId.nullable(),
  classId: rowId.nullable(),
  ...severity.shape,
  aboutServiceId: rowId.nullable(), aboutWindowId: rowId.nullable(),
  aboutStaffIds: z.array(rowId).max(10).describe('people complained about: never its handler 回避'),
  aboutProduct: z.string().trim().max(80),
  what: z.string().trim().max(2000), happenedAt: instant.nullable(), where: z.string().trim().max(120),
  remedySought: z.string().trim().max(300),
  photoIds: z.array(rowId).max(12),
});
export type ComplaintForm = z.infer<typeof complaintForm>;

/** What headquarters took in from elsewhere and entrusts to a branch 交办: who is complained about at the branch, and what was found, it does not know. */
export const entrustedChannels = ['hotline12345', 'headquarters', 'phone', 'letter'] as const satisfies readonly ComplaintChannel[];
export const entrustedForm = complaintForm
  .pick({ isAnonymous: true, complainantName: true, complainantPhone: true, address: true, accountNumber: true, urgency: true, impact: true, aboutProduct: true, what: true, happenedAt: true, where: true, remedySought: true })
  .extend({ channel: z.enum(entrustedChannels), classId: rowId, what: words(2000) });
export type EntrustedForm = z.infer<typeof entrustedForm>;

/** A form that was not sent yet; one per clerk and window of work, survives a crash. */
export const complaintDraft = z.object({ id: rowId, form: complaintForm, savedAt: instant });

export const complaintPhoto = z.object({
  id: rowId, title: z.string(), kind: z.enum(['photo', 'paper']), byteCount: z.number().int(), widthPx: z.number().int(), heightPx: z.number().int(),
  sha256: z.string().describe('hex, of the content as it is kept, after metadata was stripped'), addedAt: instant, addedByName: z.string(),
});
export type ComplaintPhoto = z.infer<typeof complaintPhoto>;
export const largestPhotoBytes = 20 * 1024 * 1024;
/** a telephone takes 12 to 50 million pixels; decoding this many takes a few hundred megabytes for a moment */
export const mostPhotoPixels = 60_000_000;

export const complaintDeadlines = z.object({ firstContact: deadline.nullable(), answer: deadline.nullable(), close: deadline.nullable() });

/** A complaint in a list: nothing personal but what is masked. */
export const listedComplaint = z.object({
  id: rowId, number: z.string().describe('T2026-0001'), state: complaintState, channel: complaintChannel,
  classId: rowId, classNameZh: z.string(), classNameEn: z.string(), severity: z.number().int(),
  maskedName: z.string().nullable().describe('null: anonymous'), summary: z.string().describe('the beginning of what happened, personal data left out'),
  receivedAt: instant, handlerId: rowId.nullable(), handlerName: z.string().nullable(),
  /** what is promised next, and when; null: nothing is due any more, or it stands still */
  next: z.object({ kind: z.enum(deadlineKinds), dueAt: instant, isOverdue: z.boolean(), isProvisional: z.boolean() }).nullable(),
  isPaused: z.boolean(), redoCount: z.number().int(), returnCount: z.number().int(), reopenCount: z.number().int(),
  headquartersSteps: z.number().int().describe('steps of headquarters in it: supervised, instructed, entrusted'),
});
export type ListedComplaint = z.infer<typeof listedComplaint>;

/** What the caller may do now; `whyNot` is the code of the refusal that would come. */
export const possibleMove = z.object({ move: z.enum(moveKinds), isAllowed: z.boolean(), whyNot: z.string().nullable() });
export type PossibleMove = z.infer<typeof possibleMove>;

/** One complaint as a story: where it came from, its steps in order, what is due, what may be done. Personal data masked. */
export const complaintStory = listedComplaint.extend({
  form: complaintForm.omit({ complainantName: true, complainantPhone: true, address: true, agentName: true, photoIds: true, accountNumber: true }).extend({
    maskedName: z.string().nullable(), maskedPhone: z.string().nullable(), maskedAddress: z.string().nullable(), maskedAgentName: z.string().nullable(), maskedAccountNumber: z.string().nullable(),
  }),
  takenInByName: z.string(),
  aboutStaffNames: z.array(z.string()),
  ticket: z.object({ number: z.string(), serviceNameZh: z.string(), serviceNameEn: z.string(), issuedAt: instant, calledAt: instant.nullable(), waitMinutes: z.number().int().nullable() }).nullable(),
  steps: z.array(complaintStep),
  /** what a mover sends back as `expectedSteps` */
  stepCount: z.number().int(),
  photos: z.array(complaintPhoto),
  deadlines: complaintDeadlines,
  /** the extension that may be asked for next; null: the rule of this complaint has none left */
  nextExtension: z.object({ id: z.string(), nameZh: z.string(), nameEn: z.string() }).nullable(),
  moves: z.array(possibleMove),
});
export type ComplaintStory = z.infer<typeof complaintStory>;

/** An earlier complaint that may be the same matter, and by what. */
export const repeatedComplaint = listedComplaint.extend({ matchedBy: z.array(z.enum(['customer', 'phone', 'account', 'address', 'meaning'])) });
export type RepeatedComplaint = z.infer<typeof repeatedComplaint>;

/** The open ones by state, the overdue, and those that wait for the caller. */
const boardCounts = { counts: z.record(complaintState, z.number().int()), overdue: z.number().int(), mine: z.number().int() };
export const boardColumnLength = 20;

const takers = { access: ['clerk', 'manager', 'archivist'] } as const;
const readers = { access: ['clerk', 'archivist', 'manager', 'auditor'] } as const;
const manager = { access: ['manager'] } as const;

/**
 * Every move carries `expectedSteps`, the number of steps its caller has seen: when somebody else moved meanwhile it is refused
 * with COMPLAINT_MOVED (who, when, to which state) and nothing is lost. An illegal one is refused with COMPLAINT_MOVE_REFUSED.
 */
const move = { commandId, complaintId: rowId, expectedSteps: z.number().int().min(1) };
const note = z.string().trim().max(1000);
/** The letter that goes out with a move; an anonymous complainant gets none. Errors: LETTER_UNFINISHED with the places still to be written. */
const letter = z.string().trim().max(4000);

export const complaintsContract = {
  // Intake
  /** The caller's own, newest first: nobody is shown more than they typed themselves. */
  drafts: procedure.meta(takers).output(z.array(complaintDraft)),
  saveDraft: procedure.meta(takers).input(z.object({ draftId: rowId, form: complaintForm })).output(z.object({ savedAt: instant })),
  discardDraft: procedure.meta(takers).input(z.object({ commandId, draftId: rowId })).output(z.object({ draftId: rowId })),
  /** Strips EXIF with GPS, turns upright, hashes and stamps. Errors: PHOTO_REFUSED, PHOTO_TOO_LARGE. */
  addPhoto: procedure.meta(takers).input(z.object({ photoId: rowId, title: words(100), kind: z.enum(['photo', 'paper']), content: z.file().max(largestPhotoBytes) })).output(complaintPhoto),
  /** The content, after its entry of the access log. */
  photo: procedure.meta({ ...readers, reveals: true }).input(z.object({ photoId: rowId, as: z.enum(['page', 'thumbnail']) })).output(z.file()),
  /** Earlier complaints by person, phone, account, address and meaning, newest first; at most 8. Asked while typing. By more than meaning it is a search for a person, with its entry. */
  repeats: procedure.meta({ ...takers, reveals: true })
    .input(complaintForm.pick({ customerId: true, complainantPhone: true, accountNumber: true, address: true, what: true })).output(z.array(repeatedComplaint)),
  /** What would be promised, for the form as it is. */
  promises: procedure.meta(takers).input(z.object({ channel: complaintChannel, classId: rowId })).output(complaintDeadlines),
  /** Takes it in and ends its draft; of a known customer, name, contact and account are taken over where they are empty. Errors: COMPLAINT_INCOMPLETE, COMPLAINT_CLASS_NOT_FOUND, VISIT_NOT_FOUND. */
  receive: procedure.meta(takers).input(z.object({ commandId, draftId: rowId, form: complaintForm })).output(complaintStory),

  // Reading
  /** By state, overdue first, then by what is due next; closed ones only with `which: ended`. `cursor` from the last answer. */
  board: procedure.meta(readers)
    .input(z.object({ which: z.enum(['open', 'mine', 'overdue', 'ended']), state: complaintState.optional(), words: z.string().trim().max(60).default(''), cursor: z.string().max(80).optional() }))
    .output(z.object({ complaints: z.array(listedComplaint), nextCursor: z.string().nullable(), ...boardCounts })),
  /** The open ones side by side by state, overdue first: of each state at most `boardColumnLength`, and how many there are. */
  boardColumns: procedure.meta(readers)
    .input(z.object({ which: z.enum(['open', 'mine', 'overdue']), words: z.string().trim().max(60).default('') }))
    .output(z.object({ columns: z.record(z.enum(openComplaintStates), z.object({ complaints: z.array(listedComplaint), total: z.number().int() })), ...boardCounts })),
  story: procedure.meta(readers).input(z.object({ complaintId: rowId })).output(complaintStory),
  /** Who may be complained about, and who may handle: everybody with an account. */
  people: procedure.meta(readers).output(z.array(z.object({ id: rowId, name: z.string(), mayHandle: z.boolean() }))),
  byNumber: procedure.meta(readers).input(z.object({ number: words(20) })).output(listedComplaint.nullable()),
  ofCustomer: procedure.meta(readers).input(z.object({ customerId: rowId })).output(z.array(listedComplaint)),
  /** Why one deadline falls when it falls, line by line. */
  explain: procedure.meta(readers).input(z.object({ complaintId: rowId, kind: z.enum(deadlineKinds) })).output(z.object({ deadline: deadline.nullable(), lines: z.array(deadlineLine), sourceZh: z.string(), sourceEn: z.string() })),
  /** Name, phone and address in full, after an entry of the access log with the complaint as its basis. Handler, who took it in, manager. */
  reveal: procedure.meta({ ...takers, reveals: true }).input(z.object({ complaintId: rowId, why: z.enum(['contact', 'letter', 'intakePaper', 'callBack']) }))
    .output(z.object({ ...person, logSeq: z.number().int(), accountNumber: z.string() })),

  // The guarded path
  assess: procedure.meta(manager).input(z.object({ ...move, classId: rowId, ...severity.shape, words: note })).output(complaintStory),
  /** With the letter 不予受理告知书; to an anonymous complainant with `words` in its place. */
  refuse: procedure.meta(manager).input(z.object({ ...move, reason: refusalReason, words: note, text: letter.optional() })).output(complaintStory),
  /** Errors: HANDLER_CONCERNED (complained about), STAFF_NOT_FOUND. */
  dispatch: procedure.meta(manager).input(z.object({ ...move, handlerId: rowId, words: note })).output(complaintStory),
  take: procedure.meta(takers).input(z.object(move)).output(complaintStory),
  /** Back to the manager, at most twice (a setting): RETURNED_TOO_OFTEN. */
  giveBack: procedure.meta(takers).input(z.object({ ...move, reason: returnReason, words: words(500) })).output(complaintStory),
  contact: procedure.meta(takers).input(z.object({ ...move, how: z.enum(['phone', 'visit', 'counter', 'letter']), words: words(1000) })).output(complaintStory),
  note: procedure.meta(takers).input(z.object({ ...move, words: words(2000), photoIds: z.array(rowId).max(12) })).output(complaintStory),
  pause: procedure.meta(takers).input(z.object({ ...move, reason: z.enum(deadlinePauseReasons), words: words(500) })).output(complaintStory),
  resume: procedure.meta(takers).input(z.object({ ...move, words: note })).output(complaintStory),
  /** Before the deadline: EXTENSION_TOO_LATE afterwards. */
  askExtension: procedure.meta(takers).input(z.object({ ...move, ruleId: z.string().max(60), reason: words(500) })).output(complaintStory),
  /** Approved, with the letter 延期告知书. */
  decideExtension: procedure.meta(manager).input(z.object({ ...move, ...extensionAnswer.shape, text: letter.optional() })).output(complaintStory),
  /** The letter as far as it can be written; its number is given when it goes out. Why it is refused or withdrawn, once that is known. */
  letterDraft: procedure.meta(takers).input(z.object({ complaintId: rowId, templateId: z.enum(letterTemplateIds), refusal: refusalReason.optional(), withdrawal: withdrawalReason.optional() })).output(z.object({ text: z.string() })),
  answer: procedure.meta(takers).input(z.object({ ...move, templateId: z.enum(letterTemplateIds), text: words(4000), how: z.enum(['letter', 'phone', 'counter', 'message']) })).output(complaintStory),
  /** By somebody other than the handler. Dissatisfied: in hand again. */
  callBack: procedure.meta(takers).input(z.object({ ...move, outcome: callBackOutcome, words: note })).output(complaintStory),
  close: procedure.meta(manager).input(z.object({ ...move, ...closing.shape })).output(complaintStory),
  /** In hand again, with a new handler and all deadlines anew; what closed it stays in the story. Errors: STAFF_NOT_FOUND, HANDLER_CONCERNED, REOPENING_TOO_LATE after a term (a setting). */
  reopen: procedure.meta(manager).input(z.object({ ...move, reason: reopeningReason, handlerId: rowId, words: words(500) })).output(complaintStory),
  /** With the letter 撤回确认书, unless it was taken in by mistake: then nobody has withdrawn anything. */
  withdraw: procedure.meta(takers).input(z.object({ ...move, reason: withdrawalReason, words: words(500), text: letter.optional() })).output(complaintStory),

  // Classes
  classes: procedure.meta({ access: 'staff' }).output(z.array(complaintClass)),
  saveClass: procedure.meta(manager).input(complaintClassForm.extend({ commandId })).output(complaintClass),
  /** Errors: COMPLAINT_CLASS_IN_USE (how many complaints have it): retire it with `saveClass` instead. */
  removeClass: procedure.meta(manager).input(z.object({ commandId, classId: rowId })).output(z.object({ classId: rowId })),
};
