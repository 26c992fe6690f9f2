import * as z from 'zod';
import { maskedFile } from './archive.ts';
import { commandId, instant, procedure, rowId, words } from './command.ts';
import { approval } from './looks.ts';

// Lending 借阅, quarterly review 季度核定, destruction 销毁, change of level 密级变更: with their papers.

const day = z.iso.date();
const fileOnPaper = maskedFile.pick({ id: true, archiveNumber: true, maskedTitle: true, maskedName: true, year: true, pages: true, levelId: true, shelfId: true, place: true, state: true });

/** What the borrowing card 借阅登记表 says. */
export const loan = z.object({
  id: rowId, number: z.string().describe('J2026-0001'),
  file: fileOnPaper,
  borrowerName: z.string(), borrowerUnit: z.string(), borrowerContact: z.string(), isOutsideCompany: z.boolean(),
  reason: z.string(), limits: z.string().describe('what the approval allows: no copies, these pages only, …'),
  approvedByName: z.string().nullable(), lentByName: z.string(),
  lentAt: instant, dueOn: day, isDueProvisional: z.boolean(), renewals: z.number().int(), isOverdue: z.boolean(), overdueDays: z.number().int(),
  lastRemindedAt: instant.nullable(),
  returned: z.object({ at: instant, condition: z.enum(['good', 'damaged', 'incomplete']), words: z.string(), receivedByName: z.string() }).nullable(),
  /** what the QR code on the card says: the newest checkpoint of the access log */
  checkpointText: z.string().nullable(),
});
export type Loan = z.infer<typeof loan>;

export const reviewFinding = z.enum(['unchecked', 'onShelf', 'explained', 'missing', 'incompleteData']);
export const reviewItem = z.object({
  id: rowId, file: fileOnPaper, finding: reviewFinding, words: z.string(),
  isOverdueLoan: z.boolean(), levelEndsSoon: z.boolean(), dataIncomplete: z.boolean(), idDocumentExpired: z.boolean(),
});
export const reviewSheet = z.object({
  id: rowId, quarter: z.string().regex(/^\d{4}Q[1-4]$/), shelfId: rowId, startedAt: instant, startedByName: z.string(),
  total: z.number().int(), unchecked: z.number().int(), missing: z.number().int(), onShelf: z.number().int(), explained: z.number().int(),
  signed: z.object({ at: instant, counterName: z.string(), checkerName: z.string() }).nullable(),
});
export type ReviewItem = z.infer<typeof reviewItem>;
export type ReviewSheet = z.infer<typeof reviewSheet>;

/** The three who approve in this order, three different people; then two witnesses see it done. */
export const destructionSteps = ['informationSupervisor', 'serviceManager', 'generalManager'] as const;
export const destructionStep = z.enum(destructionSteps);
export type DestructionStep = z.infer<typeof destructionStep>;
export const destruction = z.object({
  id: rowId, number: z.string().describe('X2026-0001'), reason: z.string(), proposedAt: instant, proposedByName: z.string(),
  state: z.enum(['proposed', 'approved', 'rejected', 'withdrawn', 'carriedOut']),
  nextStep: destructionStep.nullable(),
  approvals: z.array(z.object({ step: destructionStep, name: z.string(), at: instant, isApproved: z.boolean(), words: z.string() })),
  withdrawn: z.object({ at: instant, name: z.string(), words: z.string() }).nullable(),
  files: z.array(fileOnPaper.extend({ retentionEndsOn: day.nullable() })),
  carriedOut: z.object({ at: instant, method: z.string(), byName: z.string(), witnessNames: z.tuple([z.string(), z.string()]), logSeq: z.number().int() }).nullable(),
  checkpointText: z.string().nullable(),
});
export type Destruction = z.infer<typeof destruction>;

export const levelChange = z.object({
  id: rowId, file: fileOnPaper, fromLevelId: rowId, toLevelId: rowId, endsOn: day.nullable(), at: instant, byName: z.string(),
  kind: z.enum(['changed', 'extended', 'released']), reason: z.string(), approvedByNames: z.array(z.string()),
});
export type LevelChange = z.infer<typeof levelChange>;

const keeper = { access: ['archivist', 'manager'] } as const;
const reader = { access: ['archivist', 'manager', 'auditor'] } as const;
const archivist = { access: ['archivist'] } as const;

export const lendingContract = {
  // Lending
  /** When it would have to be back, by its level and the work calendar. */
  proposeDue: procedure.meta(keeper).input(z.object({ fileId: rowId })).output(z.object({ dueOn: day, isProvisional: z.boolean(), days: z.number().int(), daysAre: z.enum(['natural', 'working']), approvalsNeeded: z.number().int() })),
  /** Outside the company only with the manager's approval. Errors: FILE_NOT_ON_SHELF, FILE_ON_HOLD, DAY_PAST, LOAN_TOO_LONG, APPROVAL_NEEDED, APPROVER_SAME_PERSON, APPROVER_NOT_ALLOWED, WRONG_CREDENTIALS. */
  lend: procedure.meta(archivist).input(z.object({
    commandId, fileId: rowId, borrowerName: words(40), borrowerUnit: words(80), borrowerContact: words(40), isOutsideCompany: z.boolean(), reason: words(300),
    limits: z.string().trim().max(300), dueOn: day, approvals: z.array(approval).max(2).default([]),
  })).output(loan),
  renew: procedure.meta(archivist).input(z.object({ commandId, loanId: rowId, dueOn: day, reason: words(300) })).output(loan),
  takeBack: procedure.meta(archivist).input(z.object({ commandId, loanId: rowId, condition: z.enum(['good', 'damaged', 'incomplete']), words: z.string().trim().max(300) })).output(loan),
  noteReminder: procedure.meta(archivist).input(z.object({ commandId, loanId: rowId })).output(loan),
  /** One file's alone with `fileId`. */
  loans: procedure.meta(reader).input(z.object({ fileId: rowId.optional(), which: z.enum(['out', 'overdue', 'dueSoon', 'returned']), limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.object({ loans: z.array(loan), counts: z.object({ out: z.number().int(), overdue: z.number().int(), dueToday: z.number().int(), dueSoon: z.number().int().describe('today and the next three days') }) })),
  loan: procedure.meta(reader).input(z.object({ loanId: rowId })).output(loan),

  // Quarterly review
  startReview: procedure.meta(keeper).input(z.object({ commandId, shelfId: rowId })).output(reviewSheet),
  reviews: procedure.meta(reader).output(z.array(reviewSheet)),
  reviewItems: procedure.meta(reader).input(z.object({ reviewId: rowId })).output(z.object({ sheet: reviewSheet, items: z.array(reviewItem), checkpointText: z.string().nullable() })),
  /** A scanned label marks its file as on the shelf; what is explained says how. Errors: REVIEW_NOT_FOUND, REVIEW_SIGNED, FILE_NOT_FOUND, FILE_ON_OTHER_SHELF. */
  checkItem: procedure.meta(keeper).input(z.object({ commandId, reviewId: rowId, archiveNumber: words(40), finding: reviewFinding, words: z.string().trim().max(300) })
    .refine(({ finding, words }) => finding !== 'explained' || words !== '', { path: ['words'] })).output(reviewItem),
  /** By the counter; the checker signs in on the spot. Errors: REVIEW_UNFINISHED, REVIEW_SIGNED, APPROVER_SAME_PERSON. */
  signReview: procedure.meta(archivist).input(z.object({ commandId, reviewId: rowId, checker: approval })).output(reviewSheet),

  // Destruction
  /** Files past their retention, not on hold, not lent: what a proposal may hold. */
  destructible: procedure.meta(reader).input(z.object({ limit: z.number().int().min(1).max(500).default(200) })).output(z.array(fileOnPaper.extend({ retentionEndsOn: day.nullable() }))),
  proposeDestruction: procedure.meta(archivist).input(z.object({ commandId, fileIds: z.array(rowId).min(1).max(500), reason: words(300) })).output(destruction),
  destructions: procedure.meta(reader).output(z.array(destruction.omit({ files: true, checkpointText: true }).extend({ fileCount: z.number().int() }))),
  destruction: procedure.meta(reader).input(z.object({ destructionId: rowId })).output(destruction),
  /** The next step in order, by somebody who signs in on the spot; never the proposer, never twice the same person. */
  approveDestruction: procedure.meta(keeper)
    .input(z.object({ commandId, destructionId: rowId, step: destructionStep, approver: approval, isApproved: z.boolean(), words: z.string().trim().max(300) })).output(destruction),
  /** Before it is carried out, for instance because a court asks for one of the files; all of them are free again. Errors: DESTRUCTION_NOT_FOUND, DESTRUCTION_OVER. */
  withdrawDestruction: procedure.meta(keeper).input(z.object({ commandId, destructionId: rowId, words: words(300) })).output(destruction),
  /** Before two witnesses who sign in; the content keys are destroyed with it. Cannot be undone. */
  carryOutDestruction: procedure.meta(archivist)
    .input(z.object({ commandId, destructionId: rowId, method: words(100), witnesses: z.tuple([approval, approval]) })).output(destruction),

  // Levels
  /** Up, down or extended before the end of the term; the approvals of the higher of the two levels. */
  changeLevel: procedure.meta(archivist)
    .input(z.object({ commandId, fileId: rowId, levelId: rowId, endsOn: day.nullable(), reason: words(300), approvals: z.array(approval).max(2).default([]) })).output(levelChange),
  levelChanges: procedure.meta(reader).input(z.object({ fileId: rowId.optional(), limit: z.number().int().min(1).max(200).default(50) })).output(z.array(levelChange)),
  /** Levels that end within 60 days, so that an extension can be decided before. */
  levelsEnding: procedure.meta(reader).output(z.array(fileOnPaper.extend({ levelEndsOn: day }))),
};
