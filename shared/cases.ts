import * as z from 'zod';
import { commandId, instant, procedure, rowId, words } from './command.ts';
import { complaintChannel } from './complaints.ts';
import { callBackOutcome } from './complaint-steps.ts';

// The case library 案例库: what complaints taught, reviewed before everybody reads it, found again in Chinese, and checked
// later for whether it was avoided.

/** draft 草稿, inReview 待审, published 已发布; retired 停用: no longer found, still there. */
export const caseStates = ['draft', 'inReview', 'published', 'retired'] as const;
export const caseState = z.enum(caseStates);
export type CaseState = z.infer<typeof caseState>;

const long = z.string().trim().max(2000);

/** What its author writes. A draft may be half filled; `submit` wants all but `keywords` and `photoIds`. */
export const caseForm = z.object({
  title: z.string().trim().max(80),
  classId: rowId.nullable().describe('a class of complaints'),
  channel: complaintChannel.nullable(),
  problem: long, cause: long, responsibleUnit: z.string().trim().max(80), remedy: long.describe('what was done'),
  lesson: long, avoidance: long.describe('how it must be avoided from now on'),
  keywords: z.array(words(20)).max(12),
  photoIds: z.array(rowId).max(12).describe('of the complaint it came from, in the order they are shown'),
});
export type CaseForm = z.infer<typeof caseForm>;

/** Where people would look a second time before they publish: what looks like personal data, by its field. */
export const personalTrace = z.object({ field: z.enum(['title', 'problem', 'cause', 'responsibleUnit', 'remedy', 'lesson', 'avoidance', 'keywords']), kind: z.enum(['phone', 'idNumber', 'account', 'name', 'address']) });
export type PersonalTrace = z.infer<typeof personalTrace>;

/** avoided 已避免: looked for and not found again; recurred 再次发生. */
export const caseCheckOutcome = z.enum(['avoided', 'recurred']);
export const caseCheck = z.object({
  id: rowId, at: instant, byName: z.string(), outcome: caseCheckOutcome, words: z.string(),
  complaint: z.object({ id: rowId, number: z.string() }).nullable().describe('in which it recurred'),
});
export type CaseCheck = z.infer<typeof caseCheck>;

/** What happened with a case itself, in order; only ever added to. */
export const caseEventKinds = ['written', 'submitted', 'sentBack', 'published', 'reopened', 'retired'] as const;
export type CaseEventKind = (typeof caseEventKinds)[number];
export const caseEvent = z.object({ id: rowId, kind: z.enum(caseEventKinds), at: instant, byName: z.string(), words: z.string() });

/** A case in a list. Nobody's personal data is in it: that is what its review is for. */
export const listedCase = z.object({
  id: rowId, number: z.string().describe('L2026-0001'), state: caseState, title: z.string(), problem: z.string().describe('its beginning'),
  classId: rowId.nullable(), authorName: z.string(), changedAt: instant, publishedAt: instant.nullable(),
  outcome: callBackOutcome.nullable().describe('how satisfied the customer was with what was done; null: not known'),
  avoidedCount: z.number().int(), recurredCount: z.number().int(),
  nextCheckAt: instant.nullable(), isCheckDue: z.boolean(),
});
export type ListedCase = z.infer<typeof listedCase>;

export const caseRecord = listedCase.extend({
  form: caseForm,
  complaint: z.object({ id: rowId, number: z.string(), reopenedAt: instant.nullable().describe('the last time; null: it never was') }).nullable().describe('it came from'),
  photos: z.array(z.object({ id: rowId, title: z.string(), widthPx: z.number().int(), heightPx: z.number().int() })),
  events: z.array(caseEvent), checks: z.array(caseCheck),
  personalTraces: z.array(personalTrace),
  /** a save says which state of the text it changes: CASE_CHANGED when somebody else was faster */
  version: z.number().int(),
  /** `review`: publish; `sendBack` also one's own, which takes it back */
  may: z.object({ write: z.boolean(), submit: z.boolean(), review: z.boolean(), sendBack: z.boolean(), retire: z.boolean(), reopen: z.boolean(), check: z.boolean() }),
});
export type CaseRecord = z.infer<typeof caseRecord>;

/** Why a case was found: words of it that were asked for, words of it that mean the same, the same class or its parent. */
export const caseMatch = z.discriminatedUnion('by', [
  z.object({ by: z.literal('words'), words: z.array(z.string()) }),
  z.object({ by: z.literal('synonyms'), pairs: z.array(z.object({ asked: z.string(), found: z.string() })) }),
  z.object({ by: z.literal('class'), classId: rowId, isSame: z.boolean().describe('false: the class above both') }),
  z.object({ by: z.literal('channel') }),
  z.object({ by: z.literal('number') }),
]);
export type CaseMatch = z.infer<typeof caseMatch>;

/** A closed matter like the one at hand: why it matches, what was done, how satisfied the customer was. */
export const similarCase = listedCase.extend({ matches: z.array(caseMatch).min(1), remedy: z.string(), avoidance: z.string() });
export type SimilarCase = z.infer<typeof similarCase>;

const readers = { access: ['clerk', 'archivist', 'manager', 'auditor'] } as const;
const writers = { access: ['clerk', 'archivist', 'manager'] } as const;
const reviewers = { access: ['archivist', 'manager'] } as const;
const changed = { commandId, caseId: rowId, version: z.number().int() };

export const casesContract = {
  /** Published ones by words, best first; without words the newest first. `which` others: the newest change first. At most 20 a page. */
  search: procedure.meta(readers)
    .input(z.object({ words: z.string().trim().max(200).default(''), which: z.enum(['published', 'mine', 'toReview', 'toCheck', 'retired']).default('published'), classId: rowId.optional(), cursor: z.string().max(80).optional() }))
    .output(z.object({ cases: z.array(listedCase.extend({ matches: z.array(caseMatch) })), nextCursor: z.string().nullable(), counts: z.object({ mine: z.number().int(), toReview: z.number().int(), toCheck: z.number().int() }) })),
  /** Published cases like what is being typed, at most five, best first; what only has a class in common is not one. */
  similar: procedure.meta(readers)
    .input(z.object({ what: z.string().trim().max(2000), remedySought: z.string().trim().max(300).default(''), classId: rowId.nullable(), channel: complaintChannel.nullable() })).output(z.array(similarCase)),
  /** Errors: CASE_NOT_FOUND (a draft is shown to its author, reviewers and auditors only). */
  get: procedure.meta(readers).input(z.object({ caseId: rowId })).output(caseRecord),
  /** The case that came from this complaint, or null. */
  ofComplaint: procedure.meta(readers).input(z.object({ complaintId: rowId })).output(listedCase.nullable()),
  /** Only one that the case shows. Of an unpublished case after its entry of the access log. Errors: CASE_NOT_FOUND, PHOTO_NOT_FOUND. */
  photo: procedure.meta({ ...readers, reveals: true }).input(z.object({ caseId: rowId, photoId: rowId, as: z.enum(['page', 'thumbnail']) })).output(z.file()),
  /** In one step: what happened, cause, unit, remedy and lesson are taken over without names, phones, addresses and accounts; a repeat answers the one there is. Errors: COMPLAINT_NOT_FOUND, COMPLAINT_NOT_CLOSED, NOT_YOUR_CASE (somebody else's draft). */
  fromComplaint: procedure.meta(writers).input(z.object({ commandId, complaintId: rowId })).output(caseRecord),
  /** One without a complaint, hence without photos. */
  begin: procedure.meta(writers).input(z.object({ commandId, form: caseForm })).output(caseRecord),
  /** A draft's text, by its author or a reviewer. Errors: CASE_NOT_DRAFT, CASE_CHANGED, PHOTO_NOT_FOUND, COMPLAINT_CLASS_NOT_FOUND, NOT_YOUR_CASE. */
  save: procedure.meta(writers).input(z.object({ ...changed, form: caseForm })).output(caseRecord),
  /** Errors: CASE_INCOMPLETE (fields), CASE_NOT_DRAFT, CASE_CHANGED. */
  submit: procedure.meta(writers).input(z.object(changed)).output(caseRecord),
  /** By somebody who did not write it: OWN_CASE (its author, and whoever saved it last). Published with traces of persons, or with photos, only when the reviewer says that it names nobody: CASE_NAMES_PEOPLE (fields, `photos` among them). */
  publish: procedure.meta(reviewers).input(z.object({ ...changed, words: z.string().trim().max(500), namesNobody: z.boolean() })).output(caseRecord),
  sendBack: procedure.meta(reviewers).input(z.object({ ...changed, words: words(500) })).output(caseRecord),
  /** A published or retired one back to its author; it is not found until it is published again. */
  reopen: procedure.meta(reviewers).input(z.object({ ...changed, words: words(500) })).output(caseRecord),
  /** A published one, or a draft nobody needs. */
  retire: procedure.meta(reviewers).input(z.object({ ...changed, words: words(500) })).output(caseRecord),
  /** Whether what the case teaches was heeded. The next check is due three months later, after a recurrence one. Errors: CASE_NOT_PUBLISHED, COMPLAINT_NOT_FOUND. */
  check: procedure.meta(reviewers).input(z.object({ commandId, caseId: rowId, outcome: caseCheckOutcome, words: words(500), complaintNumber: z.string().trim().max(20).nullable() })).output(caseRecord),
};
