import { oc } from '@orpc/contract';
import * as z from 'zod';
import { instant, rowId, words } from './command.ts';
import { headquartersErrors, type HeadquartersMeta } from './headquarters-errors.ts';
import { trades } from './staff.ts';

// What a branch and headquarters say to each other. How: docs/sync-protocol.md. Batches travel beside this contract, as plain
// HTTP: /sync/v1/batches.

/** Raised only when an older side could no longer understand. */
export const syncProtocol = 1;
export const mostBatchBytes = 4 * 1024 * 1024;
export const mostBatchChanges = 20_000;
/** In one call: all parts of the largest table, and the rows of a piece of a part. */
export const mostDigests = 10_000;
export const mostRowHashes = 5000;

/** How a row differs between the two. `fromEarlierEpoch`: only headquarters has it, and it came from a machine before this one: nothing is wrong with it. */
export const differences = ['notAtHeadquarters', 'onlyAtHeadquarters', 'otherwise', 'fromEarlierEpoch'] as const;

const base64 = (bytes: number) => z.base64().refine(text => atob(text).length === bytes);
const sequence = z.number().int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const rowKey = z.string().max(800);

export const branchVersions = z.object({ protocol: z.number().int(), schema: z.number().int(), application: z.string().max(40) });

/** What headquarters has of a branch's epoch. */
export const receipts = z.object({
  received: sequence.describe('in headquarters’ database up to here'),
  durable: sequence.describe('in its archive too: the branch may forget it'),
  newestDirective: sequence,
});
export type Receipts = z.infer<typeof receipts>;

/** As headquarters' people see a machine: how far it is, what waits, whether its clock is right. */
export const branchReport = z.object({
  epoch: z.number().int().positive(),
  versions: branchVersions,
  clock: instant.describe('UTC ms at the branch when it asked'),
  written: sequence.describe('the newest change in its journal'),
  waiting: z.number().int().nonnegative(), oldestWaitingAt: instant.nullable(),
  directive: sequence.describe('taken up to here'),
  files: z.object({ waiting: z.number().int().nonnegative() }),
});
export type BranchReport = z.infer<typeof branchReport>;

/** Why a directive could not be taken. */
export const directiveTake = z.object({ number: sequence, outcome: z.enum(['taken', 'refused']), code: z.string().max(60).nullable(), at: instant });
export type DirectiveTake = z.infer<typeof directiveTake>;

/**
 * services 业务目录, staff 人员, calendarYear 工作日历, notice and noticeWithdrawn 通告, complaintClasses 投诉分类, deadlineTable 时限表,
 * complaintSteps 上级环节, entrustedComplaint 交办投诉, settings 参数 (with locks), cosignature 见证, repair 校验修复, recheck (send digests now).
 * The shapes of their bodies are in shared/directives.ts.
 */
export const directiveKinds = ['services', 'staff', 'calendarYear', 'notice', 'noticeWithdrawn', 'complaintClasses', 'deadlineTable', 'complaintSteps', 'entrustedComplaint', 'settings', 'repair', 'recheck'] as const;
export const directive = z.object({ number: sequence, kind: z.enum(directiveKinds), body: z.unknown(), publishedAt: instant, publishedByName: z.string() });
export type Directive = z.infer<typeof directive>;

/** So many rows that are known by a whole number make one part. */
export const numberedRowsInPart = 4096;
/** A part of a table: a day, UTC, or of rows that are numbered so many, `#n`; what has another key is in `0`. */
export const tableDay = z.object({ table: z.string().max(60), day: z.string().regex(/^(\d{4}-\d{2}-\d{2}|#\d{1,12}|0)$/) });
export type TableDay = z.infer<typeof tableDay>;
export const dayDigest = tableDay.extend({ rows: z.number().int().nonnegative(), digest: hash });
export type DayDigest = z.infer<typeof dayDigest>;

/** photo: of a complaint, as it is kept · scan: of an archive file, sealed · key: of an archive file's scans, wrapped by the branch's secret */
export const fileKinds = ['photo', 'scan', 'key'] as const;
/** A scan of the longest kind, sealed. */
export const mostFileBytes = 64 * 1024 * 1024;
const fileName = z.string().regex(/^[a-z]{3,10}\/[0-9a-zA-Z.-]{1,80}$/);

/** A file as a branch names it. `sha256`: of the bytes that travel. */
export const branchFile = z.object({ name: fileName, kind: z.enum(fileKinds), sha256: hash, byteCount: z.number().int().positive().max(mostFileBytes) });
export type BranchFile = z.infer<typeof branchFile>;

/** What headquarters has of a branch. */
export const rebuildExtent = z.object({
  tables: z.array(z.object({ table: z.string(), rows: sequence })),
  heldChanges: sequence.describe('in quarantine: what they would have changed is not in the rows'),
  received: sequence.describe('changes of all epochs: more at the end of a rebuild than at its beginning means that the lost machine was heard of'),
  lastChangeAt: instant.nullable().describe('when the newest change was made that headquarters has'),
  directive: sequence.describe('the effects of all up to this one are in the rows'),
  witnessed: z.object({ size: sequence, root: base64(32) }).nullable().describe('the newest state of the access log that headquarters signed'),
});
export type RebuildExtent = z.infer<typeof rebuildExtent>;

/** Changes `from` to `to` of one epoch. */
export const changesOfEpoch = z.object({ epoch: z.number().int().positive(), from: sequence, to: sequence });
export type ChangesOfEpoch = z.infer<typeof changesOfEpoch>;

export const rowsPage = z.object({ rows: z.array(z.object({ key: z.string(), row: z.record(z.string(), z.unknown()) })), gone: z.array(z.string()), nextKey: z.string().nullable() });
export type RowsPage = z.infer<typeof rowsPage>;

/** Why a machine goes on in another epoch: its database was put back, headquarters' was put back from before the present one, two machines wrote. */
const epochReason = z.enum(['restoredBackup', 'headquartersPutBack', 'fenced']);
export type EpochReason = z.infer<typeof epochReason>;

const procedure = oc.errors(headquartersErrors).$meta<HeadquartersMeta>({ access: [] });
const anyone = { access: 'anyone' } as const;
const branch = { access: 'branch' } as const;

export const syncContract = {
  /**
   * A one-time code makes a branch known, or gives a new machine the place of a lost one (the code says which).
   * Errors: CODE_UNKNOWN, CODE_USED, BRANCH_KNOWN (this id is enrolled with another code), HEADQUARTERS_OLDER.
   */
  enrol: procedure.meta(anyone)
    .input(z.object({
      code: z.string().min(16).max(64), publicKey: base64(32), checkpointPublicKey: base64(32), versions: branchVersions,
      /** null: a machine that takes the place of the branch its code names */
      branch: z.object({ id: rowId, name: words(60), trade: z.enum(trades), timeZone: z.string().max(64) }).nullable(),
    }))
    .output(z.object({
      branch: z.object({ id: rowId, name: z.string(), trade: z.enum(trades), timeZone: z.string() }), epoch: z.number().int().positive(), token: z.string(),
      headquarters: z.object({ name: z.string(), publicKey: base64(32).describe('signs receipts on paper and bundles, and witnesses') }),
    })),
  /** First of every round. A token older than a day is replaced: `token` then holds the new one, the old one goes on until the new one is used. Errors: HEADQUARTERS_OLDER, PROTOCOL_TOO_OLD, BRANCH_REVOKED, BRANCH_FENCED. */
  report: procedure.meta(branch).input(branchReport).output(receipts.extend({
    token: z.string().nullable(), clock: instant,
    untoldFrom: sequence.nullable().describe('the first directive, of those the branch has taken, whose answer headquarters does not know: after it was put back'),
  })),
  /** The same machine begins the next epoch, with the same token. Its database is of `epoch` and has of that what stands up to `keptUpTo`; what headquarters has beyond is answered by `missed`. A repeat answers the same epoch. */
  beginEpoch: procedure.meta(branch).input(z.object({ epoch: z.number().int().positive(), keptUpTo: sequence, why: epochReason })).output(z.object({ epoch: z.number().int().positive(), missed: z.object({ from: sequence, to: sequence }).nullable() })),
  pull: procedure.meta(branch).input(z.object({ after: sequence, takes: z.array(directiveTake).max(500) })).output(receipts.extend({ directives: z.array(directive).max(100) })),
  /**
   * What headquarters has of this branch, for a machine that takes the place of a lost one. Errors: BRANCH_FENCED for a machine
   * whose own place was taken; SLOW_DOWN while what was received is not projected yet.
   */
  extent: procedure.meta(branch).output(rebuildExtent),
  /**
   * Rows of one table as headquarters has them, in the order of their keys, each as the journal writes it: blobs in hexadecimal. A page has at most
   * 2,000. `from`: only rows that came with these changes of an older epoch; with the first page
   * `gone` names the rows that these changes deleted. Errors: TABLE_NOT_FOUND, BRANCH_FENCED, SLOW_DOWN.
   */
  rows: procedure.meta(branch).input(z.object({ table: z.string().max(60), afterKey: z.string().max(800).nullable(), from: changesOfEpoch.nullable() })).output(rowsPage),
  /**
   * Tells of files, and of names that are no more. Answers the contents that are not here, and whether a part of each is; those
   * come by tus at /sync/v1/files, each under its hash. Errors: BRANCH_FENCED for a machine whose place was taken.
   */
  offerFiles: procedure.meta(branch).input(z.object({ files: z.array(branchFile).max(500), gone: z.array(fileName).max(500) }))
    .output(z.object({ missing: z.array(z.object({ sha256: hash, isBegun: z.boolean() })), held: sequence.describe('names it knows of this branch now') })),
  /** The files that are here, by name, at most 1,000 at once: for a new machine, which then asks GET /sync/v1/files/HASH. Errors: BRANCH_FENCED. */
  listFiles: procedure.meta(branch).input(z.object({ afterName: fileName.nullable() })).output(z.object({ files: z.array(branchFile), nextName: z.string().nullable() })),
  /** What headquarters would like to have compared: tables as a whole, and of the others parts. It knows what has changed since. */
  toCompare: procedure.meta(branch).output(z.object({ whole: z.array(z.string()), parts: z.array(tableDay) })),
  /**
   * Compares digests of one moment of the branch, after change `upTo`; answers where the two differ. `whole`: all parts of these
   * tables are in this call. `underWay`: not compared, because of changes since then or of changes held in quarantine.
   * Errors: TABLE_NOT_FOUND; SLOW_DOWN while `upTo` is not projected yet: to be sent again as it is.
   */
  compare: procedure.meta(branch).input(z.object({ round: rowId, upTo: sequence, digests: z.array(dayDigest).max(mostDigests), whole: z.array(z.string().max(60)).max(200), isLast: z.boolean() }))
    .output(z.object({ differing: z.array(tableDay), underWay: z.array(tableDay) })),
  /** Compares the rows of one part with keys behind `after` up to `through`, in the order of the keys' bytes. Answers those that differ. Errors as `compare`. */
  compareRows: procedure.meta(branch).input(tableDay.extend({ upTo: sequence, after: rowKey.nullable(), through: rowKey.nullable(), rows: z.array(z.object({ key: rowKey, hash })).max(mostRowHashes) }))
    .output(z.object({ differing: z.array(z.object({ key: z.string(), how: z.enum(differences) })) })),
  /** Cosigns a checkpoint of the access log after a consistency proof. Errors: WITNESS_REFUSED (reason): a fork is kept as evidence. */
  witness: procedure.meta(branch).input(z.object({ note: z.string().max(4000), size: sequence, proof: z.array(base64(32)).max(64) }))
    .output(z.object({ line: z.string(), witnessName: z.string(), witnessedAt: instant })),
  /** Up to which size headquarters has signed: the proof must begin there. */
  witnessed: procedure.meta(branch).output(z.object({ size: sequence })),
};
