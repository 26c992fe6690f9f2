import * as z from 'zod';
import { commandId, instant, procedure, rowId, words } from './command.ts';
import { role } from './staff.ts';

// ── The words of the access log 查阅日志 ──────────────────────────────────────────────────────────────────────────

/** What was done. Every one of these is an entry; product rules, "Access log". */
export const logActions = [
  'search', 'view', 'viewScan', 'unmask', 'print', 'export', 'lend', 'renew', 'takeBack', 'approve', 'refuse', 'breakGlass', 'reviewBreakGlass',
  'file', 'change', 'changeLevel', 'release', 'hold', 'quarterlyReview', 'proposeDestruction', 'destroy', 'traceShown',
  'readLog', 'exportLog', 'verifyLog', 'checkpoint', 'clearFlag', 'clockWentBack',
] as const;
export const logAction = z.enum(logActions);
export type LogAction = z.infer<typeof logAction>;

/** done: it happened · refused: somebody asked and was not let */
export const logOutcome = z.enum(['done', 'refused']);

/** What a look rests on: the ticket being served, a change form, a complaint, a written order, or the archivist's register. */
export const basisKinds = ['ticket', 'changeForm', 'complaint', 'writtenOrder', 'register'] as const;
export const basisKind = z.enum(basisKinds);
export type BasisKind = z.infer<typeof basisKind>;

/** The personal part of an entry. The entry holds only its salted commitment, so that it can be destroyed and stays provable. */
export const logDetail = z.object({
  staffName: z.string().optional(),
  fileNumber: z.string().optional(),
  /** masked */
  customerName: z.string().optional(),
  query: z.string().optional(),
  basisWords: z.string().optional(),
  /** free words: a reason, a finding, who it was registered for */
  words: z.string().optional(),
  /** codes and numbers only this action has, for instance the code of a refusal */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
});
export type LogDetail = z.infer<typeof logDetail>;

/** One entry as people read it. Its stored bytes are the canonical JSON described in docs/access-log-format.md. */
export const logEntry = z.object({
  /** its place in the tree, from 0 */
  seq: z.number().int().nonnegative(),
  at: instant,
  staffId: rowId.nullable(),
  role: z.union([role, z.literal('system')]),
  stationId: rowId.nullable(),
  windowId: rowId.nullable(),
  action: logAction,
  outcome: logOutcome,
  fileId: rowId.nullable(),
  customerId: rowId.nullable(),
  /** code of the purpose */
  purpose: z.string().nullable(),
  basis: z.object({ kind: basisKind, id: z.string().nullable() }).nullable(),
  /** names of the fields that were opened */
  fields: z.array(z.string()),
  /** null: destroyed; its commitment remains in the entry */
  detail: logDetail.nullable(),
});
export type LogEntry = z.infer<typeof logEntry>;

// ── Verification ────────────────────────────────────────────────────────────────────────────────────────────────

/** pass · fail · unknown: what was given does not suffice to tell, for instance no witness was ever asked */
export const verdict = z.enum(['pass', 'fail', 'unknown']);
/** What the verifier found wrong, with the entry where it can be named. Codes have words in both languages. */
export const verifierFinding = z.object({
  code: z.enum([
    'notALog', 'entryUnreadable', 'sequenceGap', 'sequenceRepeated', 'rootDiffers', 'detailDiffers', 'detailMissing', 'checkpointMissing', 'checkpointUnsigned',
    'checkpointOtherKey', 'checkpointAhead', 'checkpointInconsistent', 'entriesUnsigned', 'witnessUnsigned', 'witnessOtherKey', 'witnessInconsistent',
    'knownCheckpointInconsistent', 'knownCheckpointAhead', 'clockWentBack', 'clockAhead', 'clockGap',
  ]),
  seq: z.number().int().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type VerifierFinding = z.infer<typeof verifierFinding>;

export const verification = z.object({
  branchName: z.string(),
  origin: z.string(),
  /** whose signatures were believed; a key that came with the log itself shows only that one hand signed all of it */
  key: z.object({ id: z.string().describe('base64 of 4 bytes, as in the checkpoints'), isFromElsewhere: z.boolean() }),
  size: z.number().int(),
  rootHash: z.string().describe('base64 of SHA-256'),
  /** entries are what was signed */
  unchanged: verdict,
  /** nothing is missing between the first entry and the newest checkpoint, nor behind a checkpoint known from elsewhere */
  complete: verdict,
  witnessed: z.object({ verdict, size: z.number().int().describe('entries a witness has signed'), at: instant.nullable() }),
  clock: verdict,
  findings: z.array(verifierFinding),
  findingCount: z.number().int(),
  checkpoints: z.array(z.object({ size: z.number().int(), at: instant, isWitnessed: z.boolean() })).describe('at most the newest 500'),
});
export type Verification = z.infer<typeof verification>;

// ── Reading, review, dashboards ─────────────────────────────────────────────────────────────────────────────────

export const logFilter = z.object({
  staffId: rowId.optional(),
  fileId: rowId.optional(),
  customerId: rowId.optional(),
  action: logAction.optional(),
  outcome: logOutcome.optional(),
  fromAt: instant.optional(),
  untilAt: instant.optional().describe('before this moment'),
});
export type LogFilter = z.infer<typeof logFilter>;

/** Where the log stands and who has seen it so. */
export const logState = z.object({
  size: z.number().int(),
  checkpoint: z.object({ size: z.number().int(), rootHash: z.string(), at: instant, text: z.string() }).nullable(),
  witness: z.object({ name: z.string(), size: z.number().int(), at: instant, sinceAt: instant.nullable().describe('since when it witnesses a new line, which does not continue what it had witnessed before') }).nullable(),
  /** since when entries are known to no witness; null when all of them are, or there are none */
  unwitnessedSince: instant.nullable(),
  /** the log is shorter than, or another than, what this machine remembers outside of the database */
  anchor: z.enum(['fits', 'shorter', 'differs', 'none']),
});
export type LogState = z.infer<typeof logState>;

/** Why a look-up was flagged for the manager; the rules are in main/access-log/flag-rules.ts. */
export const flagRules = ['colleague', 'sameSurnameAndAddress', 'noBusinessThatDay', 'afterHours', 'manyFiles', 'samePersonAgain'] as const;
export const flagRule = z.enum(flagRules);
export type FlagRule = z.infer<typeof flagRule>;

export const flag = z.object({
  id: rowId,
  rule: flagRule,
  /** what the rule saw: counts, times, ids; words are made by the screen */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  raisedAt: instant,
  entry: logEntry,
  staffName: z.string(),
  finding: z.object({ words: z.string(), verdict: z.enum(['proper', 'improper', 'toFollowUp']), byStaffName: z.string(), at: instant }).nullable(),
});
export type Flag = z.infer<typeof flag>;

/** One look at a customer's file as the customer may be told: the office, never a staff member's private data. */
export const personTraceLine = z.object({
  seq: z.number().int(), at: instant, staffName: z.string(), role: z.string(), action: logAction, outcome: logOutcome,
  fileNumber: z.string().nullable(), purpose: z.string().nullable(), basisWords: z.string().nullable(), fields: z.array(z.string()),
});

/** Entries one file of the kinds that are made in memory may hold. */
export const longestLogExport = 50_000;

const auditor = { access: ['auditor'] } as const;
const reviewer = { access: ['manager', 'auditor'] } as const;

export const accessLogContract = {
  /** For everybody who opens files: is the log whole, who has witnessed it. */
  state: procedure.meta({ access: 'staff' }).output(logState),
  /** Signs what the log holds now. Repeats with nothing new answer the newest one. `text` is what its QR code says. */
  makeCheckpoint: procedure.meta({ access: ['manager', 'auditor', 'archivist'] }).output(z.object({ size: z.number().int(), rootHash: z.string(), at: instant, text: z.string() })),
  /** Newest first, below `beforeSeq`. The reading itself becomes an entry. */
  entries: procedure.meta({ ...auditor, reveals: true })
    .input(logFilter.extend({ beforeSeq: z.number().int().optional(), limit: z.number().int().min(1).max(200).default(50) }))
    .output(z.object({ entries: z.array(logEntry), hasMore: z.boolean(), windowNumbers: z.record(z.string(), z.number().int()).describe('by id') })),
  /** csv and fhir: the entries that pass the filter, for people and programs; at most `longestLogExport`, else LOG_EXPORT_TOO_LARGE. log: the whole log, for the verifier. */
  export: procedure.meta({ ...auditor, reveals: true })
    .input(logFilter.extend({ format: z.enum(['csv', 'fhirAuditEvent', 'log']), language: z.enum(['zh-CN', 'en']) })).output(z.file()),
  /** Verifies the log of this branch as it is now, beside the service's other work. */
  verify: procedure.meta({ access: ['auditor', 'manager'] }).output(verification),
  /** Entries per day and the checkpoints over time, for drawing. */
  growth: procedure.meta(reviewer).input(z.object({ days: z.number().int().min(7).max(400).default(60) }))
    .output(z.object({
      days: z.array(z.object({ date: z.iso.date(), entries: z.number().int(), size: z.number().int() })),
      checkpoints: z.array(z.object({ size: z.number().int(), at: instant, isWitnessed: z.boolean() })),
    })),
  /** Figures for the auditor: no names of customers in it. */
  dashboard: procedure.meta(reviewer).input(z.object({ fromAt: instant, untilAt: instant }))
    .output(z.object({
      byAction: z.array(z.object({ action: logAction, outcome: logOutcome, count: z.number().int() })),
      byStaff: z.array(z.object({ staffId: rowId, staffName: z.string(), looks: z.number().int(), refused: z.number().int(), flagged: z.number().int() })),
      byHour: z.array(z.number().int()).length(24),
      byPurpose: z.array(z.object({ purpose: z.string(), count: z.number().int() })),
      flags: z.object({ open: z.number().int(), cleared: z.number().int(), improper: z.number().int(), oldestOpenAt: instant.nullable() }),
    })),
  flags: procedure.meta({ ...reviewer, reveals: true }).input(z.object({ which: z.enum(['open', 'cleared']), limit: z.number().int().min(1).max(200).default(50) }))
    .output(z.object({ flags: z.array(flag), openCount: z.number().int() })),
  /** Nobody clears a flag raised on their own look: FLAG_OWN_LOOK. */
  clearFlag: procedure.meta({ access: ['manager'] })
    .input(z.object({ commandId, flagId: rowId, verdict: z.enum(['proper', 'improper', 'toFollowUp']), words: words(500) })).output(flag),
  /** "谁看过我的档案": every look at one customer, for the customer. */
  whoLooked: procedure.meta({ access: ['archivist', 'manager'], reveals: true }).input(z.object({ customerId: rowId }))
    .output(z.object({ customerName: z.string().describe('masked'), lines: z.array(personTraceLine), checkpointText: z.string().nullable() })),
  /** The last looks at one file, beside the opened file. Reading them is an entry, as every reading of the log. */
  traceOfFile: procedure.meta({ access: ['archivist', 'manager', 'auditor', 'clerk'], reveals: true }).input(z.object({ fileId: rowId, limit: z.number().int().min(1).max(100).default(20) }))
    .output(z.array(personTraceLine)),
};
