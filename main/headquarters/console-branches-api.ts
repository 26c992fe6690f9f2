import { implement } from '@orpc/server';
import { consoleBranchesContract } from '../../shared/console-branches.ts';
import type { ConsoleInputs } from '../../shared/headquarters-console.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { noteDone } from './audit-store.ts';
import { staffOf, type HeadquartersCaller, type SignedInStaff } from './caller.ts';
import { listBranches } from './console-branch-list-store.ts';
import { readBranch } from './console-branch-story-store.ts';
import { chooseBranches, confirmFence, isBranch, newestCodes, revokeBranch } from './console-branches-store.ts';
import { makeEnrolmentCode } from './enrol-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { keepLogFinding } from './log-finding-store.ts';

type Inputs = ConsoleInputs['branches'];

/** The branches: how they stand, and what an administrator may do about it. */
export function consoleBranchesApi({ database, clock, newestSchema, name, key }: HeadquartersParts) {
  const contract = implement(consoleBranchesContract).$context<HeadquartersCaller>();
  const now = () => ({ now: clock.now(), newestSchema });

  return {
    list: contract.list.handler(({ input }) => listBranches(database.queries, input, now())),
    one: contract.one.handler(async ({ input }) => await readBranch(database.queries, input.branchId, now()) ?? refuseAtHeadquarters('BRANCH_NOT_FOUND')),
    choose: contract.choose.handler(({ input }) => chooseBranches(database.queries, input.words)),
    codes: contract.codes.handler(() => newestCodes(database.queries)),
    makeCode: contract.makeCode.handler(({ input, context }) => makeCode(input, staffOf(context))),
    revoke: contract.revoke.handler(({ input, context }) => revoke(input, staffOf(context))),
    confirmFence: contract.confirmFence.handler(({ input, context }) => confirm(input, staffOf(context))),
    keepLogFinding: contract.keepLogFinding.handler(({ input, context }) => keepFinding(input, staffOf(context))),
  };

  function makeCode({ branchId, note }: Inputs['makeCode'], by: SignedInStaff) {
    return database.transact(async tx => {
      if (branchId !== null && !await isBranch(tx, branchId)) refuseAtHeadquarters('BRANCH_NOT_FOUND');
      const made = await makeEnrolmentCode(tx, { branchId, note, byName: by.name, now: clock.now() });
      await noteDone(tx, { action: 'codeMade', by, branchId, detail: { note, validUntil: made.validUntil }, at: clock.now() });
      return made;
    });
  }

  function revoke({ branchId, reason }: Inputs['revoke'], by: SignedInStaff) {
    return database.transact(async tx => {
      const revoked = await revokeBranch(tx, branchId, by.name, clock.now()) ?? refuseAtHeadquarters('BRANCH_NOT_FOUND');
      if (revoked.isNew) await noteDone(tx, { action: 'branchRevoked', by, branchId, detail: { reason }, at: clock.now() });
      return { revokedAt: revoked.revokedAt };
    });
  }

  function confirm({ branchId, epoch, words }: Inputs['confirmFence'], by: SignedInStaff) {
    return database.transact(async tx => {
      const confirmedAt = await confirmFence(tx, branchId, epoch, by.name, clock.now()) ?? refuseAtHeadquarters('EPOCH_NOT_FENCED');
      await noteDone(tx, { action: 'fenceConfirmed', by, branchId, detail: { epoch, words }, at: clock.now() });
      return { confirmedAt };
    });
  }

  function keepFinding({ commandId, branchId, seenAt, words }: Inputs['keepLogFinding'], by: SignedInStaff) {
    return database.transact(async tx => {
      const kept = await keepLogFinding(tx, { id: commandId, branchId, words, seenAt, by }, { name, key }, clock.now());
      if (kept === 'notRefused') return refuseAtHeadquarters('LOG_NOT_REFUSED');
      if (kept === 'refusedAgain') return refuseAtHeadquarters('LOG_REFUSED_AGAIN');
      const { at, isNew, reason, size, lineFrom } = kept;
      if (isNew) await noteDone(tx, { action: 'logLookedAt', by, branchId, detail: { reason, size, lineFrom, words }, at });
      return { at };
    });
  }
}
