import * as z from 'zod';
import { commandId, instant } from './command.ts';
import { anyRole, consoleProcedure, forAdministrator } from './console-session.ts';
import { differences, tableDay } from './sync.ts';

// Whether both sides hold the same: what was compared, where they differ down to the row's key, repair, and the signed paper of it.

const comparedTable = z.object({
  table: z.string(),
  comparedAt: instant.describe('the newest comparison of a part of it'), upToSeq: z.number().int().describe('the change up to which that was'), oldestAt: instant.describe('since when every part has been compared'),
  days: z.number().int(), rowsAtBranch: z.number().int(), rowsHere: z.number().int(), differingDays: z.number().int(),
  differingRows: z.number().int().nullable().describe('null: the rows of some part have not been compared yet'),
  earlierRows: z.number().int().describe('rows of an earlier epoch that only headquarters has: no difference'),
});
export type ComparedTable = z.infer<typeof comparedTable>;

const comparedDay = z.object({
  day: z.string(), at: instant, upToSeq: z.number().int(), rowsAtBranch: z.number().int(), rowsHere: z.number().int(), digestAtBranch: z.string(), digestHere: z.string(),
  differingRows: z.number().int().nullable(), earlierRows: z.number().int(),
});
export type ComparedDay = z.infer<typeof comparedDay>;

const certified = z.object({
  /** the text that is signed and its signature, as they may be kept in a file and checked by anybody */
  note: z.string(), keyName: z.string(), keyId: z.string(), publicKey: z.string(),
  madeAt: instant, branch: z.object({ id: z.string(), name: z.string(), epoch: z.number().int() }),
  comparedFrom: instant, comparedTo: instant, firstUpTo: z.number().int(), lastUpTo: z.number().int(), held: z.number().int(),
  witnessed: z.object({ size: z.number().int(), root: z.string(), at: instant, sinceAt: instant.nullable() }).nullable(), refused: z.object({ reason: z.string(), at: instant }).nullable(),
  tables: z.array(z.object({ table: z.string(), rowsAtBranch: z.number().int(), digestAtBranch: z.string(), rowsHere: z.number().int(), digestHere: z.string(), isSame: z.boolean() })),
});
export type ComparisonCertificate = z.infer<typeof certified>;

const ofBranch = z.object({ branchId: z.string().max(60) });

export const consoleVerificationContract = {
  /** Every table that was compared, the differing ones first. `repairsOpen` and `recheckOpen`: sent to the branch and not taken yet. */
  tables: consoleProcedure.meta(anyRole).input(ofBranch).output(z.object({ tables: z.array(comparedTable), endedAt: instant.nullable(), repairsOpen: z.number().int(), recheckOpen: z.boolean() })),
  /** The parts of a table, the differing ones first, then the newest; at most 500. */
  days: consoleProcedure.meta(anyRole).input(ofBranch.extend({ table: tableDay.shape.table })).output(z.object({ days: z.array(comparedDay), found: z.number().int() })),
  /** The keys of rows that differ; at most 500. */
  rows: consoleProcedure.meta(anyRole).input(ofBranch.extend(tableDay.shape)).output(z.object({ rows: z.array(z.object({ key: z.string(), how: z.enum(differences) })), found: z.number().int() })),
  /** Has the branch write the differing rows once more, of one table or of all. Errors: BRANCH_NOT_FOUND, NOTHING_TO_REPAIR. */
  repair: consoleProcedure.meta(forAdministrator).input(ofBranch.extend({ commandId, table: tableDay.shape.table.nullable() })).output(z.object({ rows: z.number().int() })),
  /** Has the branch compare everything. Errors: BRANCH_NOT_FOUND. */
  recheck: consoleProcedure.meta({ access: ['administrator', 'auditor'] }).input(ofBranch.extend({ commandId })).output(z.object({ number: z.number().int() })),
  /** What was compared, signed by headquarters. Leaves an entry in the audit trail. Errors: BRANCH_NOT_FOUND, NEVER_COMPARED. */
  certify: consoleProcedure.meta(anyRole).input(ofBranch).output(certified),
};
