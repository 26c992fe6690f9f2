import * as z from 'zod';
import { commandId, instant, words } from './command.ts';
import { anyRole, consoleProcedure, forAdministrator } from './console-session.ts';
import { trades } from './staff.ts';
import { branchVersions, directiveKinds } from './sync.ts';

// The branches as headquarters sees them: the worst first, and one told in sentences.

/**
 * What may be wrong with a branch, the worst first: fenced 隔离, its access log rewritten 日志被改写, changes in quarantine 待处理变更,
 * silent 失联, lagging 积压, differing 数据不一致, a directive refused 下发被拒, a rewritten log that was looked at and of which no
 * checkpoint was signed since 日志已核查, clock off 时钟偏差, an old version 版本过旧.
 */
export const troubleKinds = ['fenced', 'logRewritten', 'quarantine', 'silent', 'lagging', 'differing', 'refused', 'logLookedAt', 'clockOff', 'oldVersion'] as const;
export type TroubleKind = (typeof troubleKinds)[number];

const listedBranch = z.object({
  id: z.string(), name: z.string(), trade: z.enum(trades), enrolledAt: instant, revokedAt: instant.nullable(), epoch: z.number().int(),
  troubles: z.array(z.enum(troubleKinds)),
  lastContactAt: instant.nullable(), clockOffsetMs: z.number().int().nullable(), versions: branchVersions.nullable(),
  waitingChanges: z.number().int().nullable().describe('as the branch said; null: it never reported'), oldestWaitingAt: instant.nullable(), waitingFiles: z.number().int().nullable(),
  held: z.number().int().describe('changes in quarantine'), differingDays: z.number().int(), refusedDirectives: z.number().int(), waitingDirectives: z.number().int(),
  witnessedAt: instant.nullable(),
});
export type ListedBranch = z.infer<typeof listedBranch>;

/** forked: two machines wrote different changes under the same numbers. */
export const fenceReasons = ['forked'] as const;

const epochOf = z.object({
  epoch: z.number().int(), why: z.enum(['enrolled', 'replaced', 'restoredBackup', 'headquartersPutBack', 'fenced']), beganAt: instant,
  receivedSeq: z.number().int(), durableSeq: z.number().int(), projectedSeq: z.number().int(), receivedAt: instant.nullable(),
  fencedAt: instant.nullable(), fencedWhy: z.enum(fenceReasons).nullable(), fenceConfirmedAt: instant.nullable(), fenceConfirmedByName: z.string().nullable(),
});

/** A checkpoint that was not signed, with its proof. */
const refusedCheckpoint = z.object({ at: instant, reason: z.string(), note: z.string(), proof: z.array(z.string()) });
const witnessedState = z.object({ size: z.number().int(), root: z.string(), at: instant, note: z.string() });

/** A refused access log that somebody looked at. */
const logFinding = z.object({
  id: z.string(), at: instant, byName: z.string(), words: z.string(), witnessed: witnessedState, refused: refusedCheckpoint,
  lineFrom: z.number().int().nullable().describe('with how many entries a new line of checkpoints began; null: the log went on as it had been witnessed'),
});
export type LogFinding = z.infer<typeof logFinding>;

/** Everything headquarters knows of one branch. Lists are the newest or the worst of each. */
const branchStory = listedBranch.extend({
  timeZone: z.string(), revokedByName: z.string().nullable(), writtenSeq: z.number().int().nullable(),
  epochs: z.array(epochOf),
  forks: z.array(z.object({ epoch: z.number().int(), at: instant, firstSeq: z.number().int(), lastSeq: z.number().int(), sha256: z.string() })),
  batches: z.array(z.object({ epoch: z.number().int(), firstSeq: z.number().int(), lastSeq: z.number().int(), byteCount: z.number().int(), receivedAt: instant, archivedAt: instant.nullable() })),
  directives: z.object({
    last: z.number().int(), taken: z.number().int(),
    open: z.array(z.object({ number: z.number().int(), kind: z.enum(directiveKinds), title: z.string().nullable(), publishedAt: instant, publishedByName: z.string(), outcome: z.enum(['taken', 'refused']).nullable(), code: z.string().nullable() })),
  }),
  heldSinceAt: instant.nullable().describe('of the oldest change in quarantine'),
  comparison: z.object({ at: instant, upToSeq: z.number().int(), tables: z.number().int(), days: z.number().int(), differingDays: z.number().int() }).nullable(),
  witness: witnessedState.extend({
    sinceAt: instant.nullable().describe('since when this is a new line, which does not continue what was witnessed before'),
    refused: refusedCheckpoint.extend({
      newestAt: instant.describe('of the newest refusal'), newestSize: z.number().int().nullable().describe('entries of the log as the branch has it now; null: it went on as it had been witnessed'),
    }).nullable(),
    findings: z.array(logFinding),
  }).nullable(),
  files: z.object({ count: z.number().int(), byteCount: z.number().int(), newestAt: instant.nullable() }),
});
export type BranchStory = z.infer<typeof branchStory>;

const enrolmentCode = z.object({
  note: z.string(), branchName: z.string().nullable().describe('null: for a new branch'), madeAt: instant, madeByName: z.string(), validUntil: instant, usedAt: instant.nullable(), usedByName: z.string().nullable(),
});

const branchId = z.string().max(60);
const ofBranch = z.object({ branchId });

export const consoleBranchesContract = {
  /** 100 a page, the worst first; `counts` are of all branches. */
  list: consoleProcedure.meta(anyRole)
    .input(z.object({ words: z.string().trim().max(60), only: z.enum([...troubleKinds, 'all', 'troubled', 'revoked']), page: z.number().int().min(0).max(10_000) }))
    .output(z.object({ branches: z.array(listedBranch), found: z.number().int(), counts: z.object({ all: z.number().int(), troubled: z.number().int(), revoked: z.number().int(), of: z.record(z.enum(troubleKinds), z.number().int()) }), at: instant })),
  one: consoleProcedure.meta(anyRole).input(ofBranch).output(branchStory),
  /** For choosing branches: by name or id, at most 50. */
  choose: consoleProcedure.meta(anyRole).input(z.object({ words: z.string().trim().max(60) })).output(z.array(z.object({ id: z.string(), name: z.string(), trade: z.enum(trades) }))),
  /** The newest 100 codes. The codes themselves are shown once, when they are made. */
  codes: consoleProcedure.meta(forAdministrator).output(z.array(enrolmentCode)),
  /** `branchId`: a new machine is to take the place of that branch's lost one. */
  makeCode: consoleProcedure.meta(forAdministrator).input(z.object({ commandId, branchId: branchId.nullable(), note: words(80) })).output(z.object({ code: z.string(), validUntil: instant })),
  revoke: consoleProcedure.meta(forAdministrator).input(z.object({ commandId, branchId, reason: words(200) })).output(z.object({ revokedAt: instant })),
  /** Somebody has looked at the two histories of a fenced epoch. Errors: EPOCH_NOT_FENCED. */
  confirmFence: consoleProcedure.meta(forAdministrator).input(z.object({ commandId, branchId, epoch: z.number().int(), words: words(500) })).output(z.object({ confirmedAt: instant })),
  /**
   * Somebody has looked at a refused access log: what was found. `seenAt`: of the newest refusal they saw. Where the log does not go on
   * as it had been witnessed, a new line of checkpoints begins with it as the branch has it now. Errors: LOG_NOT_REFUSED,
   * LOG_REFUSED_AGAIN (after what they saw).
   */
  keepLogFinding: consoleProcedure.meta({ access: ['administrator', 'auditor'] }).input(z.object({ commandId, branchId, seenAt: instant, words: words(500) })).output(z.object({ at: instant })),
};
