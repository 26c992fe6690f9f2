import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { lendingContract, type LevelChange } from '../../shared/lending.ts';
import { appendEntries } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, type Caller } from '../branch/caller.ts';
import type { Command } from '../database/database.ts';
import { checkApprovers } from './approvals-needed.ts';
import { findLevel, listLevelChanges, listLevelsEnding, storeLevelChanges } from './level-store.ts';
import { kindOfLevelChange, levelEnd } from './level-terms.ts';
import { approvedEntry, doneEntry, type Looker } from './look-entries.ts';
import { lookerOf, refusalsAreLogged, todayOf } from './open-look-api.ts';
import { askedOfFile, signInEach } from './paper-entries-api.ts';
import { findStanding } from './papers-store.ts';

/** Secrecy levels of files 密级: changed or extended with approval, before their term ends. */
export function levelHandlers(parts: BranchParts) {
  const { database, clock } = parts;
  const contract = implement(lendingContract).$context<Caller>();

  return {
    changeLevel: contract.changeLevel.handler(call => changeLevel(commandOf(call), lookerOf(call.context), call.input)),
    levelChanges: contract.levelChanges.handler(({ input: { fileId, limit = 50 } }) => database.read(reader => listLevelChanges(reader, { fileId }, limit))),
    levelsEnding: contract.levelsEnding.handler(() => database.read(reader => listLevelsEnding(reader, todayOf(parts)))),
  };

  /** Who may see the file at the higher of the two levels must agree: neither is a secret made nor given away by one alone. */
  async function changeLevel(command: Command, looker: Looker, input: BranchInputs['lending']['changeLevel']): Promise<LevelChange> {
    const { fileId, levelId, reason } = input;
    return refusalsAreLogged(parts, looker, reader => askedOfFile(reader, looker, fileId, 'changeLevel', { words: reason, facts: { to: levelId } }), async () => {
      const approvers = await signInEach(parts, input.approvals ?? []);
      return database.write(command, async tx => {
        const file = await findStanding(tx, fileId) ?? refuse('FILE_NOT_FOUND');
        if (file.state === 'destroyed') refuse('FILE_DESTROYED', { archiveNumber: file.archiveNumber });
        const level = await findLevel(tx, levelId);
        if (!level?.isActive) refuse('LEVEL_NOT_FOUND');
        const today = todayOf(parts);
        const kind = kindOfLevelChange(file, levelId, today);
        const endsOn = levelEnd(level, input.endsOn, today);
        checkApprovers(level.rank > file.level.rank ? level.approval : file.level.approval, looker, approvers);

        const at = clock.now();
        const changeId = uuidv7();
        await storeLevelChanges(tx, [{
          id: changeId, fileId, fromLevelId: file.levelId, toLevelId: levelId, endsOn, at, kind, byStaffId: looker.staffId, byName: looker.name, reason,
          approvedByNames: approvers.map(({ name }) => name),
        }], at);
        const asked = await askedOfFile(tx, looker, fileId, 'changeLevel', { words: reason, facts: { kind, from: file.levelId, to: levelId, endsOn: endsOn ?? '' } });
        await appendEntries(tx, [...approvers.map(approver => approvedEntry(approver, looker, asked, at)), doneEntry(looker, asked, [], at)]);
        const [change] = await listLevelChanges(tx, { changeId }, 1);
        if (!change) throw new Error('a change of level that was just stored is not there');
        return change;
      });
    });
  }
}
