import type { BranchInputs } from '../../shared/branch-contract.ts';
import type { Hold } from '../../shared/archive.ts';
import { refuse } from '../../shared/errors.ts';
import { appendEntries } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Caller } from '../branch/caller.ts';
import type { Command, Transaction } from '../database/database.ts';
import { findFile } from './archive-store.ts';
import { nothingAsked, presentFile } from './file-api.ts';
import { insertHold, listHolds, storeLift } from './hold-store.ts';
import { doneEntry } from './look-entries.ts';
import { lookerOf } from './open-look-api.ts';

type Inputs = BranchInputs['archive'];

/** Legal holds 封存: while one is in force the file is not destroyed, whatever its retention says. */
export function holdHandlers({ database, clock }: BranchParts) {
  return { holds, placeHold, liftHold };

  async function holds({ fileId }: Inputs['holds']): Promise<Hold[]> {
    return database.read(reader => listHolds(reader, { fileId }));
  }

  /** Errors: FILE_NOT_FOUND, FILE_DESTROYED. */
  async function placeHold(caller: Caller, command: Command, { fileId, reason, authority }: Inputs['placeHold']): Promise<Hold> {
    const looker = lookerOf(caller);
    return database.write(command, async tx => {
      const { archiveNumber, customerId } = await presentFile(tx, fileId);
      const at = clock.now();
      const holdId = await insertHold(tx, { fileId, reason, authority, placedAt: at, placedBy: looker.staffId });
      await appendEntries(tx, [doneEntry(looker, { ...nothingAsked, action: 'hold', fileId, customerId, detail: { fileNumber: archiveNumber, words: reason, facts: { step: 'placed', authority } } }, [], at)]);
      return oneHold(tx, holdId);
    });
  }

  /** Errors: HOLD_NOT_FOUND, HOLD_LIFTED. */
  async function liftHold(caller: Caller, command: Command, { holdId, reason }: Inputs['liftHold']): Promise<Hold> {
    const looker = lookerOf(caller);
    return database.write(command, async tx => {
      const hold = await oneHold(tx, holdId);
      if (hold.lifted) refuse('HOLD_LIFTED');
      const at = clock.now();
      const file = await findFile(tx, hold.fileId);
      await storeLift(tx, holdId, { liftedAt: at, liftedBy: looker.staffId, liftReason: reason });
      await appendEntries(tx, [doneEntry(looker, {
        ...nothingAsked, action: 'hold', fileId: hold.fileId, customerId: file?.customerId ?? null, detail: { fileNumber: file?.archiveNumber, words: reason, facts: { step: 'lifted' } },
      }, [], at)]);
      return oneHold(tx, holdId);
    });
  }
}

async function oneHold(tx: Transaction, holdId: string): Promise<Hold> {
  return (await listHolds(tx, { holdId }))[0] ?? refuse('HOLD_NOT_FOUND');
}
