import * as z from 'zod';
import { commandId, instant, words } from './command.ts';
import { anyRole, consoleProcedure, forAdministrator } from './console-session.ts';

// Quarantine 待处理变更: changes of a branch that could not be projected, and what is done with them. Nothing of what the rows say
// is shown: tables, keys and reasons are enough to mend what was wrong.

const heldChange = z.object({
  epoch: z.number().int(), seq: z.number().int(), key: z.string(), detail: z.string(), heldAt: instant,
  waitingBehind: z.number().int().describe('later changes of the same row, which wait for this one'),
});
export type HeldChange = z.infer<typeof heldChange>;

/** Changes of one table that are held for one reason. */
const heldGroup = z.object({
  table: z.string(), reason: z.string(), oldestAt: instant, count: z.number().int(), waitingBehind: z.number().int(),
  changes: z.array(heldChange).describe('the oldest 100'),
});
export type HeldGroup = z.infer<typeof heldGroup>;

const branchId = z.string().max(60);
export const replayOutcome = z.object({ replayed: z.number().int(), stillHeld: z.number().int() });
export type ReplayOutcome = z.infer<typeof replayOutcome>;

export const quarantineContract = {
  /** The largest groups first. */
  list: consoleProcedure.meta(anyRole).input(z.object({ branchId })).output(z.array(heldGroup)),
  /** Projects held changes once more, with what waits behind them: all of the branch, or those of one row. Errors: BRANCH_NOT_FOUND. */
  replay: consoleProcedure.meta(forAdministrator).input(z.object({ commandId, branchId, row: z.object({ table: z.string().max(60), key: z.string().max(800) }).nullable() })).output(replayOutcome),
  /** Gives up one change for good; what waits behind it is projected. Errors: QUARANTINE_NOT_FOUND. */
  dismiss: consoleProcedure.meta(forAdministrator).input(z.object({ commandId, branchId, epoch: z.number().int(), seq: z.number().int(), reason: words(200) })).output(replayOutcome),
};
