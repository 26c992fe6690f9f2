import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { quarterOf } from '../../shared/calendar.ts';
import { refuse } from '../../shared/errors.ts';
import { lendingContract, type ReviewSheet } from '../../shared/lending.ts';
import { currentCheckpoint } from '../access-log/access-log-checkpoints-store.ts';
import { appendEntries } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, type Caller } from '../branch/caller.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { storedNumber } from './file-query.ts';
import { doneEntry, type Looker } from './look-entries.ts';
import { lookerOf, refusalsAreLogged, todayOf } from './open-look-api.ts';
import { askedOfPaper, signInEach } from './paper-entries-api.ts';
import {
  findByNumber, findReview, findShelf, hasReview, insertReview, listReviewItems, listReviews, signReview, storeFinding, type ReviewItem, type StoredReview,
} from './review-store.ts';

type Inputs = BranchInputs['lending'];

/** Quarterly review 季度核定: a worksheet per shelf, its files found or explained one by one, signed by two people. */
export function reviewHandlers(parts: BranchParts) {
  const { database, clock } = parts;
  const contract = implement(lendingContract).$context<Caller>();

  return {
    startReview: contract.startReview.handler(call => startReview(commandOf(call), lookerOf(call.context), call.input)),
    reviews: contract.reviews.handler(() => database.read(reader => listReviews(reader))),
    reviewItems: contract.reviewItems.handler(call => database.read(reader => sheetWithItems(reader, call.input.reviewId))),
    checkItem: contract.checkItem.handler(call => checkItem(commandOf(call), lookerOf(call.context), call.input)),
    signReview: contract.signReview.handler(call => sign(commandOf(call), lookerOf(call.context), call.input)),
  };

  async function startReview(command: Command, looker: Looker, { shelfId }: Inputs['startReview']): Promise<ReviewSheet> {
    return database.write(command, async tx => {
      const shelf = await findShelf(tx, shelfId) ?? refuse('SHELF_NOT_FOUND');
      const today = todayOf(parts);
      const quarter = quarterOf(today);
      if (await hasReview(tx, quarter, shelfId)) refuse('REVIEW_EXISTS', { quarter });
      const at = clock.now();
      const id = uuidv7();
      const files = await insertReview(tx, {
        id, quarter, shelfId, startedAt: at, startedBy: looker.staffId, startedByName: looker.name, signedAt: null, counterName: null, checkerName: null, signedCounts: null,
      }, today);
      const asked = askedOfPaper('quarterlyReview', { facts: { step: 'started', quarter, shelf: shelf.code, files } });
      await appendEntries(tx, [doneEntry(looker, asked, [], at)]);
      return sheetOf(tx, id);
    });
  }

  async function sheetWithItems(reader: Queries, reviewId: string) {
    return { sheet: await sheetOf(reader, reviewId), items: await listReviewItems(reader, reviewId), checkpointText: (await currentCheckpoint(reader))?.text ?? null };
  }

  async function checkItem(command: Command, looker: Looker, { reviewId, archiveNumber, finding, words }: Inputs['checkItem']): Promise<ReviewItem> {
    return database.write(command, async tx => {
      await unsigned(tx, reviewId);
      const file = await findByNumber(tx, storedNumber(archiveNumber)) ?? refuse('FILE_NOT_FOUND');
      if (!await storeFinding(tx, reviewId, file.id, { finding, words, checkedAt: clock.now(), checkedBy: looker.staffId })) {
        // In the hand of whoever scanned it, so it stands on the wrong shelf.
        refuse('FILE_ON_OTHER_SHELF', { archiveNumber: file.archiveNumber, shelfCode: file.shelfCode ?? '—' });
      }
      const [item] = await listReviewItems(tx, reviewId, file.id);
      return item ?? refuse('FILE_NOT_FOUND');
    });
  }

  /** The one who counted signs by being signed in, the checker on the spot: another keeper of the archive. */
  async function sign(command: Command, looker: Looker, { reviewId, checker: signIn }: Inputs['signReview']): Promise<ReviewSheet> {
    const askedOfSheet = (quarter: string, facts: Record<string, string | number>) => askedOfPaper('quarterlyReview', { facts: { step: 'signed', quarter, ...facts } });
    return refusalsAreLogged(parts, looker, async reader => askedOfSheet((await findReview(reader, reviewId))?.quarter ?? '', {}), async () => {
      const [checker = refuse('APPROVAL_NEEDED', { count: 1 })] = await signInEach(parts, [signIn]);
      return database.write(command, async tx => {
        const { quarter } = await unsigned(tx, reviewId);
        const sheet = await sheetOf(tx, reviewId);
        if (sheet.unchecked > 0) refuse('REVIEW_UNFINISHED', { unchecked: sheet.unchecked });
        if (checker.staffId === looker.staffId) refuse('APPROVER_SAME_PERSON', { name: checker.name });
        if (!checker.roles.some(role => role === 'archivist' || role === 'manager')) refuse('APPROVER_NOT_ALLOWED', { name: checker.name });
        const at = clock.now();
        const { total, unchecked, onShelf, explained, missing } = sheet;
        const signedCounts = { total, unchecked, onShelf, explained, missing };
        await signReview(tx, reviewId, { signedAt: at, counterName: looker.name, checkerName: checker.name, signedCounts });
        const asked = askedOfSheet(quarter, { total, onShelf, explained, missing });
        await appendEntries(tx, [doneEntry({ ...looker, ...checker }, { ...asked, action: 'approve' }, [], at), doneEntry(looker, asked, [], at)]);
        return sheetOf(tx, reviewId);
      });
    });
  }
}

/** Errors: REVIEW_NOT_FOUND, REVIEW_SIGNED. */
async function unsigned(tx: Transaction, reviewId: string): Promise<StoredReview> {
  const review = await findReview(tx, reviewId) ?? refuse('REVIEW_NOT_FOUND');
  if (review.signedAt !== null) refuse('REVIEW_SIGNED');
  return review;
}

async function sheetOf(reader: Queries, reviewId: string): Promise<ReviewSheet> {
  const [sheet] = await listReviews(reader, reviewId);
  return sheet ?? refuse('REVIEW_NOT_FOUND');
}
