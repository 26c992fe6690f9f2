import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { lendingContract, type Destruction } from '../../shared/lending.ts';
import { currentCheckpoint } from '../access-log/access-log-checkpoints-store.ts';
import { appendEntries } from '../access-log/access-log-store.ts';
import { destroyDetailsOfFiles } from '../access-log/destroyed-details-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, type Caller } from '../branch/caller.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { nextOrdinal } from '../database/number-floor-store.ts';
import { archiveDestructions } from './destruction-schema.ts';
import { checkDestructible, checkIsOpen, checkMayCarryOut, stateAfterSignature } from './destruction-steps.ts';
import {
  eraseFiles, fileIdsOf, findDestruction, insertDestruction, listDestructible, listDestructions, readDestruction, storeCarriedOut, storeSignature,
} from './destruction-store.ts';
import { doneEntry, type Asked, type Looker } from './look-entries.ts';
import { lookerOf, refusalsAreLogged, todayOf } from './open-look-api.ts';
import { askedOfPaper, signInEach } from './paper-entries-api.ts';
import { paperNumber } from './paper-number.ts';
import { fileStandings, type FileStanding } from './papers-store.ts';
import { destroyScans } from './scan-content-store.ts';

type Inputs = BranchInputs['lending'];

/** Destruction 销毁: proposed, signed by three people in order, carried out before two witnesses. */
export function destructionHandlers(parts: BranchParts) {
  const { database, clock } = parts;
  const contract = implement(lendingContract).$context<Caller>();

  return {
    destructible: contract.destructible.handler(({ input: { limit = 200 } }) => database.read(reader => listDestructible(reader, todayOf(parts), limit))),
    proposeDestruction: contract.proposeDestruction.handler(call => propose(commandOf(call), lookerOf(call.context), call.input)),
    destructions: contract.destructions.handler(() => database.read(listDestructions)),
    destruction: contract.destruction.handler(call => database.read(reader => paperOf(reader, call.input.destructionId))),
    approveDestruction: contract.approveDestruction.handler(call => sign(commandOf(call), lookerOf(call.context), call.input)),
    withdrawDestruction: contract.withdrawDestruction.handler(call => withdraw(commandOf(call), lookerOf(call.context), call.input)),
    carryOutDestruction: contract.carryOutDestruction.handler(call => carryOut(commandOf(call), lookerOf(call.context), call.input)),
  };

  async function propose(command: Command, looker: Looker, { fileIds, reason }: Inputs['proposeDestruction']): Promise<Destruction> {
    return refusalsAreLogged(parts, looker, async () => askedOfPaper('proposeDestruction', { words: reason }), () => database.write(command, async tx => {
      const files = await standingsOf(tx, [...new Set(fileIds)]);
      const today = todayOf(parts);
      for (const file of files) checkDestructible(file, 'onShelf', today);
      const at = clock.now();
      const year = Number(today.slice(0, 4));
      const destruction = {
        id: uuidv7(), year, ordinal: await nextOrdinal(tx, archiveDestructions, year), reason, proposedAt: at, proposedBy: looker.staffId, proposedByName: looker.name,
        state: 'proposed' as const, carriedOutAt: null, method: null, carriedOutByName: null, witnessNames: null, logSeq: null,
      };
      await insertDestruction(tx, destruction, files);
      const asked = askedOfPaper('proposeDestruction', { words: reason, facts: { destruction: paperNumber('X', destruction), files: files.map(each => each.archiveNumber) } });
      await appendEntries(tx, [doneEntry(looker, asked, [], at)]);
      return paperOf(tx, destruction.id);
    }));
  }

  async function sign(command: Command, looker: Looker, input: Inputs['approveDestruction']): Promise<Destruction> {
    const { destructionId, step, isApproved, words } = input;
    return refusalsAreLogged(parts, looker, reader => askedOf(reader, destructionId, 'approve', { step }), async () => {
      const [signer = refuse('APPROVAL_NEEDED', { count: 1 })] = await signInEach(parts, [input.approver]);
      return database.write(command, async tx => {
        const destruction = await findDestruction(tx, destructionId) ?? refuse('DESTRUCTION_NOT_FOUND');
        const state = stateAfterSignature(destruction, { step, signer, isApproved });
        const at = clock.now();
        await storeSignature(tx, { id: uuidv7(), destructionId, step, staffId: signer.staffId, name: signer.name, at, isApproved, words }, state);
        const asked = await askedOf(tx, destructionId, 'approve', { step, isApproved });
        await appendEntries(tx, [doneEntry({ ...looker, ...signer }, { ...asked, detail: { ...asked.detail, words } }, [], at)]);
        return paperOf(tx, destructionId);
      });
    });
  }

  /** An approved list that a hold stops would keep its other files from everybody for as long. */
  async function withdraw(command: Command, looker: Looker, { destructionId, words }: Inputs['withdrawDestruction']): Promise<Destruction> {
    return refusalsAreLogged(parts, looker, reader => askedOf(reader, destructionId, 'proposeDestruction', { step: 'withdrawn' }), () => database.write(command, async tx => {
      const { state } = await findDestruction(tx, destructionId) ?? refuse('DESTRUCTION_NOT_FOUND');
      checkIsOpen(state);
      const at = clock.now();
      await storeSignature(tx, { id: uuidv7(), destructionId, step: 'withdrawal', staffId: looker.staffId, name: looker.name, at, isApproved: false, words }, 'withdrawn');
      const asked = await askedOf(tx, destructionId, 'proposeDestruction', { step: 'withdrawn' });
      await appendEntries(tx, [doneEntry(looker, { ...asked, detail: { ...asked.detail, words } }, [], at)]);
      return paperOf(tx, destructionId);
    }));
  }

  /** Everything at once or nothing: what people could read, what search finds, the keys of the scans, what the log said of it. */
  async function carryOut(command: Command, looker: Looker, { destructionId, method, witnesses: signIns }: Inputs['carryOutDestruction']): Promise<Destruction> {
    return refusalsAreLogged(parts, looker, reader => askedOf(reader, destructionId, 'destroy', { method }), async () => {
      const [one, other] = await signInEach(parts, signIns);
      if (!one || !other) return refuse('APPROVAL_NEEDED', { count: 2 });
      return database.write(command, async tx => {
        const destruction = await findDestruction(tx, destructionId) ?? refuse('DESTRUCTION_NOT_FOUND');
        checkMayCarryOut(destruction, looker, [one, other]);
        const files = await standingsOf(tx, await fileIdsOf(tx, destructionId));
        const today = todayOf(parts);
        // Holds are placed and terms prolonged while proposals go round.
        for (const file of files) checkDestructible(file, 'underReview', today);

        const at = clock.now();
        const ids = files.map(({ id }) => id);
        for (const id of ids) await destroyScans(parts, tx, id);
        await eraseFiles(tx, ids, at);
        await destroyDetailsOfFiles(tx, ids, at);
        const about = await askedOf(tx, destructionId, 'destroy', { method, witnesses: [one.staffId, other.staffId] });
        const [logSeq] = await appendEntries(tx, files.map(({ id, archiveNumber }) =>
          doneEntry(looker, { ...about, fileId: id, detail: { ...about.detail, fileNumber: archiveNumber } }, [], at)));
        await storeCarriedOut(tx, destructionId, {
          carriedOutAt: at, method, carriedOutByName: looker.name, witnessNames: [one.name, other.name], logSeq: logSeq ?? null,
        });
        return paperOf(tx, destructionId);
      });
    });
  }

  async function paperOf(reader: Queries, destructionId: string): Promise<Destruction> {
    return await readDestruction(reader, destructionId, (await currentCheckpoint(reader))?.text ?? null) ?? refuse('DESTRUCTION_NOT_FOUND');
  }
}

async function askedOf(reader: Queries, destructionId: string, action: 'proposeDestruction' | 'approve' | 'destroy', facts: Record<string, string | boolean | string[]>): Promise<Asked> {
  const destruction = await findDestruction(reader, destructionId);
  return askedOfPaper(action, { facts: { ...facts, destruction: destruction ? paperNumber('X', destruction) : '' } });
}

/** Errors: FILE_NOT_FOUND when one of them is not there. */
async function standingsOf(tx: Transaction, fileIds: readonly string[]): Promise<FileStanding[]> {
  const files = await fileStandings(tx, fileIds);
  return files.length === fileIds.length ? files : refuse('FILE_NOT_FOUND');
}
