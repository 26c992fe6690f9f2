import { createRouterClient } from '@orpc/server';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { insertStation } from '../../main/stations/stations-store.ts';
import { ratingsApi } from '../../main/satisfaction/ratings-api.ts';
import { isCallBackDone } from '../../main/satisfaction/rating-rules.ts';
import type { Caller } from '../../main/branch/caller.ts';
import type { PresentBranch } from '../../main/branch/branch-parts.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { aCounter } from '../builders/a-counter.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

type Counter = Awaited<ReturnType<typeof aCounter>>;
let counter: Counter;
let pad: Ratings;
let otherPad: Ratings;
let desk: Ratings;

const commandId = () => uuidv7();
const minute = 60_000;
const present: PresentBranch = { id: 'b', name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false, settings: defaultSettings };

function clientOf(caller: Caller) {
  return createRouterClient(ratingsApi({ ...counter.parts, branch: () => present }), { context: caller });
}
type Ratings = ReturnType<typeof clientOf>;

async function padAt(windowId: string): Promise<Ratings> {
  const station = await counter.database.change(tx => insertStation(tx, { name: '评价器', kind: 'pad', windowId, isLocal: false, tokenHash: windowId }, counter.clock.now()));
  return clientOf({ connection: { id: station.id, isLocal: false, station, session: null } });
}

const deskOf = (staffId: string) => clientOf({
  connection: { id: staffId, isLocal: true, station: { id: `desk of ${staffId}`, name: '1', kind: 'desk' }, session: { id: staffId, staffId, staffName: staffId, roles: ['clerk', 'manager'], isLocked: false } },
});

/** A customer served at the first window whose service has just ended. */
async function finished() {
  const visit = await counter.visit();
  await counter.one.finish({ commandId: commandId(), visitId: visit.id });
  return visit;
}

async function shownOn(which: Ratings) {
  const pictures = await which.watchPad();
  const first = await pictures.next();
  await pictures.return(undefined);
  return first.done ? null : first.value;
}

beforeEach(async () => {
  counter = await aCounter();
  pad = await padAt(counter.windowIds[0]);
  otherPad = await padAt(counter.windowIds[1]);
  desk = deskOf('one');
});
afterEach(() => counter.close());

describe('the pad of a window', () => {
  it('asks about the service that has just ended there, and only there', async () => {
    expect(await shownOn(pad)).toEqual({ branchName: '城东营业厅', windowNumber: 1, asking: null });
    const visit = await finished();
    expect(await shownOn(pad)).toMatchObject({ asking: { visitId: visit.id, ticketNumber: visit.ticketNumber, askedUntilAt: counter.clock.now() + 10 * minute } });
    expect(await shownOn(otherPad)).toMatchObject({ windowNumber: 2, asking: null });
  });

  it('asks no more after ten minutes, once rated, and while the next customer is served', async () => {
    const first = await finished();
    counter.clock.advance(10 * minute + 1);
    expect((await shownOn(pad))?.asking).toBeNull();
    expect(await refusalOf(pad.rate({ commandId: commandId(), visitId: first.id, score: 'satisfied' }))).toEqual({ code: 'RATING_TOO_LATE', data: { minutes: 10 } });

    const second = await finished();
    await counter.visit();
    expect((await shownOn(pad))?.asking).toBeNull();
    // Who was still about to tap may: it is of their own service, and in time.
    await pad.rate({ commandId: commandId(), visitId: second.id, score: 'satisfied' });
  });

  it('hears of the end of a service by itself', async () => {
    const pictures = await pad.watchPad();
    expect((await pictures.next()).value).toMatchObject({ asking: null });
    const visit = await finished();
    expect((await pictures.next()).value).toMatchObject({ asking: { visitId: visit.id } });
    await pad.rate({ commandId: commandId(), visitId: visit.id, score: 'neutral' });
    expect((await pictures.next()).value).toMatchObject({ asking: null });
    await pictures.return(undefined);
  });

  it('speaks for its own window alone, and no other station speaks as a pad', async () => {
    const visit = await finished();
    expect(await refusalOf(otherPad.rate({ commandId: commandId(), visitId: visit.id, score: 'satisfied' }))).toMatchObject({ code: 'VISIT_NOT_FOUND' });
    expect(await refusalOf(desk.rate({ commandId: commandId(), visitId: visit.id, score: 'verySatisfied' }))).toMatchObject({ code: 'STATION_NOT_A_PAD' });
  });
});

describe('a rating', () => {
  it('is bound to visit, service, window and clerk, and there is one per visit', async () => {
    const visit = await finished();
    const command = { commandId: commandId(), visitId: visit.id, score: 'satisfied' as const };
    const first = await pad.rate(command);
    expect(await pad.rate(command)).toEqual(first);
    expect(await refusalOf(pad.rate({ ...command, commandId: commandId(), score: 'dissatisfied' }))).toMatchObject({ code: 'VISIT_RATED' });
    expect(await refusalOf(desk.recordAtCounter({ ...command, commandId: commandId(), reason: null }))).toMatchObject({ code: 'VISIT_RATED' });
    const kept = await counter.database.read(reader => reader.all(sql`select visitId, serviceId, windowId, staffId, score, source, recordedBy from ratings`));
    expect(kept).toEqual([{ visitId: visit.id, serviceId: counter.serviceId, windowId: counter.windowIds[0], staffId: 'one', score: 'satisfied', source: 'pad', recordedBy: null }]);
  });

  it('waits for the end of the service', async () => {
    const visit = await counter.visit();
    expect(await refusalOf(pad.rate({ commandId: commandId(), visitId: visit.id, score: 'satisfied' }))).toMatchObject({ code: 'VISIT_NOT_FINISHED' });
  });

  it('that is bad may get its reason on the pad within two minutes, a good one never', async () => {
    const bad = await finished();
    await pad.rate({ commandId: commandId(), visitId: bad.id, score: 'veryDissatisfied' });
    await pad.giveReason({ commandId: commandId(), visitId: bad.id, reason: 'waiting' });
    counter.clock.advance(2 * minute + 1);
    expect(await refusalOf(pad.giveReason({ commandId: commandId(), visitId: bad.id, reason: 'attitude' }))).toMatchObject({ code: 'RATING_TOO_LATE' });
    const good = await finished();
    await pad.rate({ commandId: commandId(), visitId: good.id, score: 'verySatisfied' });
    expect(await refusalOf(pad.giveReason({ commandId: commandId(), visitId: good.id, reason: 'attitude' }))).toMatchObject({ code: 'RATING_NOT_FOUND' });
    expect(await counter.database.read(reader => reader.all(sql`select reason from ratings order by ratedAt`))).toEqual([{ reason: 'waiting' }, { reason: null }]);
  });

  it('said aloud is put down by the clerk who served, marked for good as such, and by nobody else', async () => {
    const visit = await finished();
    const windowPictures = await desk.watchWindow({ windowId: counter.windowIds[0] });
    expect((await windowPictures.next()).value).toMatchObject({ visitId: visit.id });
    await windowPictures.return(undefined);
    expect(await refusalOf(deskOf('two').recordAtCounter({ commandId: commandId(), visitId: visit.id, score: 'satisfied', reason: null }))).toMatchObject({ code: 'NOT_YOUR_VISIT' });
    await desk.recordAtCounter({ commandId: commandId(), visitId: visit.id, score: 'satisfied', reason: 'attitude' });
    expect(await counter.database.read(reader => reader.all(sql`select source, recordedBy, reason from ratings`))).toEqual([{ source: 'counter', recordedBy: 'one', reason: null }]);
  });
});

describe('calling back after a bad rating', () => {
  async function rated(score: 'dissatisfied' | 'satisfied') {
    const visit = await counter.visit();
    await counter.one.identify({ commandId: commandId(), visitId: visit.id, customerId: await counter.customer(), identityMethod: 'cardSeen' });
    await counter.one.finish({ commandId: commandId(), visitId: visit.id });
    await pad.rate({ commandId: commandId(), visitId: visit.id, score });
    return visit;
  }

  it('lists bad ratings alone, with what they were of and the customer masked', async () => {
    const visit = await rated('dissatisfied');
    await rated('satisfied');
    const { ratings, openCount } = await deskOf('manager').badRatings({ which: 'open' });
    expect(openCount).toBe(1);
    expect(ratings).toMatchObject([{ ticketNumber: visit.ticketNumber, windowNumber: 1, serviceNameZh: '过户更名', score: 'dissatisfied', customer: { maskedName: '张*明' }, attempts: [], isOwn: false }]);
    expect(JSON.stringify(ratings)).not.toContain('伟');
  });

  it('goes on until the customer was reached or wants none, and then ends', async () => {
    await rated('dissatisfied');
    const manager = deskOf('manager');
    const ratingId = (await manager.badRatings({ which: 'open' })).ratings[0]?.id ?? '';
    expect(await manager.recordCallBack({ commandId: commandId(), ratingId, outcome: 'notReached', words: '无人接听' })).toEqual({ isDone: false });
    counter.clock.advance(minute);
    expect(await manager.recordCallBack({ commandId: commandId(), ratingId, outcome: 'content', words: '已致歉，客户接受' })).toEqual({ isDone: true });
    expect(await refusalOf(manager.recordCallBack({ commandId: commandId(), ratingId, outcome: 'content', words: '' }))).toMatchObject({ code: 'CALL_BACK_DONE' });
    expect(await manager.badRatings({ which: 'open' })).toEqual({ openCount: 0, ratings: [] });
    expect((await manager.badRatings({ which: 'done' })).ratings).toMatchObject([{ isDone: true, attempts: [{ outcome: 'notReached' }, { outcome: 'content', words: '已致歉，客户接受' }] }]);
    expect([isCallBackDone([]), isCallBackDone(['notReached', 'notReached']), isCallBackDone(['notReached', 'notWanted'])]).toEqual([false, false, true]);
  });

  it('is not done by the one whose service was rated', async () => {
    await rated('dissatisfied');
    const [rating] = (await desk.badRatings({ which: 'open' })).ratings;
    expect(rating).toMatchObject({ isOwn: true });
    expect(await refusalOf(desk.recordCallBack({ commandId: commandId(), ratingId: rating?.id ?? '', outcome: 'content', words: '' }))).toMatchObject({ code: 'RATING_OWN_SERVICE' });
  });
});

it('the newest service of a window is found by index', async () => {
  const plan = await counter.database.read(reader => reader.all<{ detail: string }>(sql`explain query plan select id from visits where windowId = 'x' and finishedAt is not null and finishedAt > 5 order by finishedAt desc limit 1`));
  expect(plan.map(each => each.detail).join()).toContain('visits_window');
});
