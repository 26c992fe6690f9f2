import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { isBadRating, ratingsContract, type AskedVisit, type PadView, type RatingReason, type RatingScore } from '../../shared/ratings.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller, type Connection } from '../branch/caller.ts';
import { maskedCustomersByIds } from '../customers/customers-store.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { windowOfPad } from '../stations/stations-store.ts';
import { askedUntil, checkMayGiveReason, checkMayRate, isCallBackDone } from './rating-rules.ts';
import {
  attemptsFor, countOpenBadRatings, findRatedVisit, findRating, insertCallBack, insertRating, lastUnratedVisit, listBadRatings, storeReason, windowNumber,
} from './ratings-store.ts';

type Inputs = BranchInputs['ratings'];
type RatedVisit = NonNullable<Awaited<ReturnType<typeof findRatedVisit>>>;

/** Ratings after service: the pad's, the fallback at the counter, and the call-backs that bad ones ask for. */
export function ratingsApi({ database, clock, live, branch }: BranchParts) {
  const contract = implement(ratingsContract).$context<Caller>();
  return {
    watchPad: contract.watchPad.handler(call => watchPad(call.context.connection, call.signal)),
    rate: contract.rate.handler(call => rate(commandOf(call), call.context.connection, call.input)),
    giveReason: contract.giveReason.handler(call => giveReason(commandOf(call), call.context.connection, call.input)),
    watchWindow: contract.watchWindow.handler(call => watchWindow(call.input.windowId, call.signal)),
    recordAtCounter: contract.recordAtCounter.handler(call => recordAtCounter(commandOf(call), call.context, call.input)),
    badRatings: contract.badRatings.handler(call => database.read(reader => badRatings(reader, call.input.which, staffOf(call.context).staffId))),
    recordCallBack: contract.recordCallBack.handler(call => recordCallBack(commandOf(call), staffOf(call.context), call.input)),
  };

  async function* watchPad({ station }: Connection, signal: AbortSignal | undefined): AsyncGenerator<PadView> {
    const windowId = await database.read(reader => windowOfThisPad(reader, station));
    const { name: branchName } = branch() ?? refuse('NOT_SET_UP');
    const read = () => database.read(async (reader): Promise<PadView> => ({
      branchName, windowNumber: await windowNumber(reader, windowId) ?? refuse('WINDOW_NOT_FOUND'), asking: await askedAt(reader, windowId),
    }));
    // 'queue' is published when a service ends or the next begins, and every few seconds: so an old question goes away by itself.
    yield* whenChanged(live.watch('queue', `ratings.pad.${windowId}`, read, signal));
  }

  async function* watchWindow(windowId: string, signal: AbortSignal | undefined): AsyncGenerator<AskedVisit | null> {
    yield* whenChanged(live.watch('queue', `ratings.window.${windowId}`, () => database.read(reader => askedAt(reader, windowId)), signal));
  }

  async function askedAt(reader: Queries, windowId: string): Promise<AskedVisit | null> {
    const now = clock.now();
    const last = await lastUnratedVisit(reader, windowId, now - (askedUntil(now) - now));
    return last && { ...last, askedUntilAt: askedUntil(last.finishedAt) };
  }

  async function rate(command: Command, { station }: Connection, { visitId, score }: Inputs['rate']) {
    return database.write(command, async tx => {
      const visit = await visitAtThisPad(tx, station, visitId);
      return keep(tx, visit, { score, reason: null, source: 'pad', stationId: station?.id ?? null, recordedBy: null });
    });
  }

  async function giveReason(command: Command, { station }: Connection, { visitId, reason }: Inputs['giveReason']) {
    return database.write(command, async tx => {
      const { ratingId, ratedAt, score } = await visitAtThisPad(tx, station, visitId);
      if (ratingId === null || ratedAt === null || score === null || !isBadRating(score)) refuse('RATING_NOT_FOUND');
      checkMayGiveReason({ ratedAt }, clock.now());
      await storeReason(tx, ratingId, reason);
      return { ratedAt };
    });
  }

  async function recordAtCounter(command: Command, caller: Caller, { visitId, score, reason }: Inputs['recordAtCounter']) {
    const { staffId } = staffOf(caller);
    return database.write(command, async tx => {
      const visit = await findRatedVisit(tx, visitId) ?? refuse('VISIT_NOT_FOUND');
      // Only who stood before the customer heard what the customer said.
      if (visit.staffId !== staffId) refuse('NOT_YOUR_VISIT');
      return keep(tx, visit, { score, reason: isBadRating(score) ? reason : null, source: 'counter', stationId: caller.connection.station?.id ?? null, recordedBy: staffId });
    });
  }

  async function keep(
    tx: Transaction, visit: RatedVisit,
    given: { score: RatingScore; reason: RatingReason | null; source: 'pad' | 'counter'; stationId: string | null; recordedBy: string | null },
  ) {
    const ratedAt = clock.now();
    const { visitId, serviceId, windowId, staffId, businessDate, finishedAt, ratingId } = visit;
    checkMayRate({ finishedAt, isRated: ratingId !== null }, ratedAt);
    await insertRating(tx, { id: uuidv7(), visitId, serviceId, windowId, staffId, businessDate, ratedAt, ...given });
    tx.afterCommit(() => live.publish('queue'));
    return { ratedAt };
  }

  async function badRatings(reader: Queries, which: 'open' | 'done', readerId: string): Promise<BranchOutputs['ratings']['badRatings']> {
    const found = await listBadRatings(reader, which);
    const attempts = await attemptsFor(reader, found.map(({ id }) => id));
    const customers = await maskedCustomersByIds(reader, found.flatMap(({ customerId }) => customerId ?? []));
    return {
      openCount: await countOpenBadRatings(reader),
      ratings: found.map(({ customerId, staffId, staffName, ...rating }) => ({
        ...rating, staffName: staffName ?? '—', isDone: which === 'done', isOwn: staffId === readerId,
        customer: customerId === null ? null : customers.get(customerId) ?? null,
        attempts: attempts.filter(each => each.ratingId === rating.id).map(({ ratingId: _, ...attempt }) => attempt),
      })),
    };
  }

  async function recordCallBack(command: Command, { staffId, staffName }: { staffId: string; staffName: string }, { ratingId, outcome, words }: Inputs['recordCallBack']) {
    return database.write(command, async tx => {
      const rating = await findRating(tx, ratingId);
      if (!rating || !isBadRating(rating.score)) refuse('RATING_NOT_FOUND');
      if (rating.staffId === staffId) refuse('RATING_OWN_SERVICE');
      const earlier = (await attemptsFor(tx, [ratingId])).map(each => each.outcome);
      if (isCallBackDone(earlier)) refuse('CALL_BACK_DONE');
      await insertCallBack(tx, { id: uuidv7(), ratingId, at: clock.now(), byStaffId: staffId, byStaffName: staffName, outcome, words });
      return { isDone: isCallBackDone([outcome]) };
    });
  }
}

/** Errors: STATION_NOT_A_PAD. */
async function windowOfThisPad(reader: Queries, station: Connection['station']): Promise<string> {
  const windowId = station?.kind === 'pad' ? await windowOfPad(reader, station.id) : null;
  return windowId ?? refuse('STATION_NOT_A_PAD');
}

/** A pad speaks of the services of its own window and no other. Errors: STATION_NOT_A_PAD, VISIT_NOT_FOUND. */
async function visitAtThisPad(reader: Queries, station: Connection['station'], visitId: string): Promise<RatedVisit> {
  const windowId = await windowOfThisPad(reader, station);
  const visit = await findRatedVisit(reader, visitId);
  return visit?.windowId === windowId ? visit : refuse('VISIT_NOT_FOUND');
}

/** Passes on only pictures that differ from the one before. */
async function* whenChanged<Picture>(pictures: AsyncIterable<Picture>): AsyncGenerator<Picture> {
  let told: string | null = null;
  for await (const picture of pictures) {
    const asText = JSON.stringify(picture);
    if (asText !== told) yield picture;
    told = asText;
  }
}
