import { implement } from '@orpc/server';
import { quarantineContract, replayOutcome, type ReplayOutcome } from '../../shared/console-quarantine.ts';
import type { ConsoleInputs } from '../../shared/headquarters-console.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { doneBefore, noteDone } from './audit-store.ts';
import { staffOf, type HeadquartersCaller, type SignedInStaff } from './caller.ts';
import { isBranch } from './console-branches-store.ts';
import { heldGroups } from './console-quarantine-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { awaitProjection } from './projection-store.ts';
import { dismissHeld, replayHeld } from './quarantine.ts';

type Inputs = ConsoleInputs['quarantine'];

/** Changes that could not be projected: seen, projected once more, given up. */
export function consoleQuarantineApi({ database, clock }: HeadquartersParts) {
  const contract = implement(quarantineContract).$context<HeadquartersCaller>();

  return {
    list: contract.list.handler(({ input }) => heldGroups(database.queries, input.branchId)),
    replay: contract.replay.handler(({ input, context }) => replay(input, staffOf(context))),
    dismiss: contract.dismiss.handler(({ input, context }) => dismiss(input, staffOf(context))),
  };

  function replay({ commandId, branchId, row }: Inputs['replay'], by: SignedInStaff): Promise<ReplayOutcome> {
    return database.transact(async tx => {
      // Two sendings of one command take turns, so that the second finds what the first has noted.
      await awaitProjection(tx, branchId);
      const before = await doneBefore(tx, commandId, 'heldReplayed');
      if (before) return replayOutcome.parse(before);
      if (!await isBranch(tx, branchId)) refuseAtHeadquarters('BRANCH_NOT_FOUND');
      const outcome = await replayHeld(tx, { branchId, ...row && { tableName: row.table, rowKey: row.key } }, by.name, clock.now());
      await noteDone(tx, { action: 'heldReplayed', by, branchId, detail: { table: row?.table, key: row?.key, ...outcome }, commandId, at: clock.now() });
      return outcome;
    });
  }

  function dismiss({ commandId, branchId, epoch, seq, reason }: Inputs['dismiss'], by: SignedInStaff): Promise<ReplayOutcome> {
    return database.transact(async tx => {
      await awaitProjection(tx, branchId);
      const before = await doneBefore(tx, commandId, 'heldDismissed');
      if (before) return replayOutcome.parse(before);
      const dismissed = await dismissHeld(tx, { branchId, epoch, seq }, by.name, clock.now()) ?? refuseAtHeadquarters('QUARANTINE_NOT_FOUND');
      await noteDone(tx, { action: 'heldDismissed', by, branchId, detail: { table: dismissed.tableName, key: dismissed.rowKey, epoch, seq, reason, ...dismissed.behind }, commandId, at: clock.now() });
      return dismissed.behind;
    });
  }
}
