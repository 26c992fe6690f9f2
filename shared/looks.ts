import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { basisKind } from './access-log.ts';
import { medium, scan } from './archive.ts';
import { commandId, instant, procedure, rowId, words } from './command.ts';
import { loginName, password } from './staff.ts';

// Looking: 查阅. A look opens some fields of one file or one customer, for a purpose, on a basis, for some minutes.

/** What a look may open. Of a customer: the first five. Of a file: all of them; `change` lets the archivist correct the entry. */
export const lookFields = ['name', 'phone', 'idNumber', 'accountNumber', 'address', 'title', 'scans', 'change'] as const;
export const lookField = z.enum(lookFields);
export type LookField = z.infer<typeof lookField>;

/** One purpose of the list 查阅目的. */
export const purpose = z.object({
  id: rowId,
  code: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{1,29}$/),
  nameZh: words(30), nameEn: words(60),
  /** what it may rest on; never empty */
  bases: z.array(basisKind).min(1),
  fields: z.array(lookField).min(1),
  minutes: z.number().int().min(1).max(240),
  isActive: z.boolean(),
});
export type Purpose = z.infer<typeof purpose>;

/** What a look rests on, as the caller gives it. */
export const basis = z.discriminatedUnion('kind', [
  /** the ticket served now at the caller's window, of this very customer */
  z.object({ kind: z.literal('ticket'), ticketId: rowId }),
  z.object({ kind: z.literal('changeForm'), number: words(40) }),
  z.object({ kind: z.literal('complaint'), number: words(40) }),
  /** a written order 书面指令: number, who ordered, valid until (a day); an expired one is refused */
  z.object({ kind: z.literal('writtenOrder'), number: words(40), orderedBy: words(60), validUntil: z.iso.date() }),
  /** the archivist registers somebody from outside customer service */
  z.object({ kind: z.literal('register'), visitorName: words(40), visitorUnit: words(80), visitorContact: words(40), reason: words(200) }),
]);
export type Basis = z.infer<typeof basis>;

/** A second person who signs in on the spot. Never the caller. */
export const approval = z.object({ loginName, password });

export const openedLook = z.object({
  lookId: rowId,
  /** number of its log entry: stands in the watermark */
  logSeq: z.number().int(),
  openedAt: instant,
  expiresAt: instant,
  /** the service's time of this answer: a station's own clock may be minutes off, so it only measures what has passed since */
  asOf: instant,
  fields: z.array(lookField),
  purpose: purpose.pick({ code: true, nameZh: true, nameEn: true }),
  watermark: z.object({ staffName: z.string(), at: instant, purposeZh: z.string(), purposeEn: z.string(), logSeq: z.number().int() }),
  file: z.object({
    id: rowId, archiveNumber: z.string(), title: z.string().nullable(), subjectName: z.string().nullable(), subjectIdNumber: z.string().nullable(),
    subjectAccountNumber: z.string().nullable(), subjectAddress: z.string().nullable(), year: z.number().int(), pages: z.number().int(), medium,
    scans: z.array(scan),
  }).nullable(),
  customer: z.object({
    id: rowId, name: z.string().nullable(), phone: z.string().nullable(), idNumber: z.string().nullable(), accountNumber: z.string().nullable(), address: z.string().nullable(),
  }).nullable(),
});
export type OpenedLook = z.infer<typeof openedLook>;

/** Exactly one of the two. */
const subject = z.union([z.object({ fileId: rowId }), z.object({ customerId: rowId })]);

export const breakGlassLook = z.object({
  lookId: rowId, logSeq: z.number().int(), openedAt: instant, staffName: z.string(), archiveNumber: z.string(), reason: z.string(),
  /** the end of the second working day after; provisional when the calendar of that year is not announced */
  reviewDueOn: z.iso.date(), isOverdue: z.boolean(), isProvisional: z.boolean(),
  review: z.object({ at: instant, byName: z.string(), isJustified: z.boolean(), words: z.string() }).nullable(),
});
export type BreakGlassLook = z.infer<typeof breakGlassLook>;

const looker = { access: ['clerk', 'archivist', 'manager'] } as const;

export const looksContract = {
  purposes: procedure.meta({ access: 'staff' }).output(z.array(purpose)),
  savePurpose: procedure.meta({ access: ['manager'] }).input(purpose.extend({ commandId })).output(purpose),
  /** What the caller may choose here: purposes with the fields they open, the ticket being served, the approvals the level needs. */
  options: procedure.meta(looker).input(subject).output(z.object({
    purposes: z.array(purpose),
    ticket: z.object({ ticketId: rowId, number: z.string() }).nullable().describe('the ticket served now at the window of the caller, if it is of this person'),
    approvalsNeeded: z.number().int().min(0).max(2),
    mayBreakGlass: z.boolean(),
  })),
  /**
   * Opens. The log entry is committed before anything is read.
   * Errors: PURPOSE_NOT_FOUND, BASIS_NOT_ALLOWED, BASIS_EXPIRED, BASIS_NOT_FOUND, APPROVAL_NEEDED, APPROVER_SAME_PERSON, APPROVER_NOT_ALLOWED,
   * WRONG_CREDENTIALS, FILE_NOT_FOUND, FILE_DESTROYED, CUSTOMER_NOT_FOUND, LOG_UNAVAILABLE. Every refusal is an entry of its own.
   */
  open: procedure.meta({ ...looker, reveals: true })
    .input(z.intersection(subject, z.object({ purposeCode: z.string().max(30), basis, approvals: z.array(approval).max(2).default([]) }))).output(openedLook),
  /** The manager opens at once, with a reason; others are told and review within 2 working days. */
  breakGlass: procedure.meta({ access: ['manager'], reveals: true }).input(z.object({ fileId: rowId, reason: words(300) })).output(openedLook),
  /** The look as it was opened, while it runs: for a page that was loaded again. LOOK_ENDED afterwards. */
  opened: procedure.meta({ ...looker, reveals: true }).input(z.object({ lookId: rowId })).output(openedLook),
  /** One scan, decrypted, after its own entry. */
  scan: procedure.meta({ ...looker, reveals: true }).input(z.object({ lookId: rowId, scanId: rowId, as: z.enum(['page', 'thumbnail']) })).output(z.file()),
  /** Before anything opened goes to a printer: an entry, and what the watermark of the paper says. */
  print: procedure.meta({ ...looker, reveals: true }).input(z.object({ lookId: rowId, scanIds: z.array(rowId).max(50) }))
    .output(z.object({ logSeq: z.number().int(), at: instant, staffName: z.string(), checkpointText: z.string().nullable() })),
  /** Ends it early. */
  close: procedure.meta(looker).input(z.object({ lookId: rowId })).output(z.object({ closedAt: instant })),
  mine: procedure.meta(looker).output(z.array(z.object({ lookId: rowId, fileId: rowId.nullable(), archiveNumber: z.string().nullable(), expiresAt: instant }))),

  /** For managers and auditors, on whatever page they are: break-glass looks that wait for their review. */
  watchBreakGlass: procedure.meta({ access: ['manager', 'auditor'] })
    .output(eventIterator(z.object({ open: z.number().int(), overdue: z.number().int(), newest: breakGlassLook.nullable() }))),
  breakGlassLooks: procedure.meta({ access: ['manager', 'auditor'] }).input(z.object({ which: z.enum(['open', 'all']) })).output(z.array(breakGlassLook)),
  /** Never by the one who broke the glass: OWN_REVIEW. Errors: ALREADY_REVIEWED, LOOK_ENDED when there is no such look. */
  reviewBreakGlass: procedure.meta({ access: ['manager', 'auditor'] })
    .input(z.object({ commandId, lookId: rowId, isJustified: z.boolean(), words: words(500) })).output(breakGlassLook),
};
