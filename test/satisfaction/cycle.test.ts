import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { visits } from '../../main/counter/counter-schema.ts';
import { tickets } from '../../main/queue/queue-schema.ts';
import { ratings } from '../../main/satisfaction/satisfaction-schema.ts';
import { comparedSpans, standingOfMeasure } from '../../main/satisfaction/cycle-rules.ts';
import { satisfactionApi } from '../../main/satisfaction/satisfaction-api.ts';
import { insertAccount } from '../../main/staff/staff-store.ts';
import type { RatingScore } from '../../shared/ratings.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { aCounter } from '../builders/a-counter.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

type Counter = Awaited<ReturnType<typeof aCounter>>;
let counter: Counter;
let manager: ReturnType<typeof clientOf>;
let ownerId: string;

const commandId = () => uuidv7();
const dayMs = 86_400_000;

function clientOf() {
  const present = { id: 'b', name: '城东营业厅', trade: 'power' as const, timeZone: 'Asia/Shanghai', isDemonstration: false, settings: defaultSettings };
  return createRouterClient(satisfactionApi({ ...counter.parts, branch: () => present }), {
    context: { connection: { id: 'm', isLocal: true, station: null, session: { id: 'm', staffId: 'm', staffName: '陈静', roles: ['manager'], isLocked: false } } },
  });
}

let ordinal = 0;
/** Visits that ended on this date at a window, one for each entry: its score, or null when the customer gave none. */
async function aDay(businessDate: string, scores: (RatingScore | null)[], windowId = counter.windowIds[0]): Promise<void> {
  const at = Date.parse(`${businessDate}T02:00:00Z`);
  await counter.database.change(async tx => {
    for (const score of scores) {
      ordinal += 1;
      const [ticketId, visitId] = [uuidv7(), uuidv7()];
      await tx.insert(tickets).values({
        id: ticketId, businessDate, prefix: 'C', ordinal, number: `C${ordinal}`, serviceId: counter.serviceId, customerClass: 'ordinary', state: 'finished',
        issuedAt: at, waitsFromAt: at, originalOrder: at, queueOrder: at, windowId, callCount: 1, finishedAt: at,
      });
      await tx.insert(visits).values({ id: visitId, ticketId, windowId, staffId: 'one', identityMethod: 'notIdentified', notes: '', startedAt: at, finishedAt: at });
      if (score) await tx.insert(ratings).values({ id: uuidv7(), visitId, serviceId: counter.serviceId, windowId, staffId: 'one', businessDate, score, source: 'pad', ratedAt: at });
    }
  });
}

const whole = { serviceId: null, windowId: null };

beforeEach(async () => {
  counter = await aCounter();
  manager = clientOf();
  ownerId = await counter.database.change(tx => insertAccount(tx, { loginName: 'limin', name: '李敏', roles: ['clerk'], passwordHash: 'none', mustChangePassword: false }, counter.clock.now()));
});
afterEach(() => counter.close());

describe('the figures', () => {
  it('count who was not rated as served and never as satisfied', async () => {
    await aDay('2026-02-23', ['verySatisfied', 'satisfied', 'neutral', 'dissatisfied', null, null]);
    const { total } = await manager.figures({ fromDate: '2026-02-23', toDate: '2026-02-23', by: 'day', ...whole });
    expect(total).toEqual({ served: 6, rated: 4, satisfied: 2, bad: 1, saidAloud: 0 });
  });

  it('are the same sum by day, by week from Monday, by month, by service and by window', async () => {
    // Sunday the 1st belongs to the week of Monday 23 February, and to March.
    await aDay('2026-02-23', ['satisfied']);
    await aDay('2026-02-28', ['dissatisfied', null]);
    await aDay('2026-03-01', ['verySatisfied'], counter.windowIds[1]);
    await aDay('2026-03-02', ['neutral', null, null]);
    const read = (by: 'day' | 'week' | 'month') => manager.figures({ fromDate: '2026-02-23', toDate: '2026-03-02', by, ...whole });
    const [day, week, month] = [await read('day'), await read('week'), await read('month')];
    expect(day.periods.map(({ start, served }) => [start, served])).toEqual([['2026-02-23', 1], ['2026-02-28', 2], ['2026-03-01', 1], ['2026-03-02', 3]]);
    expect(week.periods.map(({ start, served }) => [start, served])).toEqual([['2026-02-23', 4], ['2026-03-02', 3]]);
    expect(month.periods.map(({ start, served }) => [start, served])).toEqual([['2026-02-01', 3], ['2026-03-01', 4]]);
    expect(day.windows).toMatchObject([{ number: 1, served: 6, rated: 3 }, { number: 2, served: 1, satisfied: 1 }]);
    expect(day.services).toMatchObject([{ prefix: 'C', served: 7, rated: 4, satisfied: 2, bad: 1 }]);
    expect((await manager.figures({ fromDate: '2026-02-23', toDate: '2026-03-02', by: 'day', serviceId: null, windowId: counter.windowIds[1] })).total).toMatchObject({ served: 1, rated: 1 });
  });

  it('of an empty span are zeros, and a span of more than a year is not read', async () => {
    expect(await manager.figures({ fromDate: '2026-01-01', toDate: '2026-01-02', by: 'day', ...whole }))
      .toEqual({ total: { served: 0, rated: 0, satisfied: 0, bad: 0, saidAloud: 0 }, complaints: 0, callBacks: { bad: 0, attempted: 0, reached: 0, open: 0 }, periods: [], services: [], windows: [] });
    await expect(manager.figures({ fromDate: '2024-01-01', toDate: '2026-01-02', by: 'day', ...whole })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('a measure', () => {
  const write = (parts = {}) => manager.saveMeasure({ commandId: commandId(), id: uuidv7(), title: '增开午间窗口', words: '午间多开一个缴费窗口', ownerId, dueOn: '2026-03-05', serviceId: null, ...parts });

  it('is open, overdue, done, checked, each in its turn', () => {
    const days = { createdOn: '2026-03-01', dueOn: '2026-03-05', doneOn: null, checkedOn: null };
    expect([standingOfMeasure(days, '2026-03-05'), standingOfMeasure(days, '2026-03-06')]).toEqual(['open', 'overdue']);
    expect(standingOfMeasure({ ...days, doneOn: '2026-03-07' }, '2026-03-08')).toBe('done');
    expect(standingOfMeasure({ ...days, doneOn: '2026-03-07', checkedOn: '2026-03-20' }, '2026-03-21')).toBe('checked');
  });

  it('compares whole weeks before it was written with whole days after it was done', () => {
    const days = { createdOn: '2026-03-01', dueOn: '2026-03-05', doneOn: '2026-03-03', checkedOn: null };
    expect(comparedSpans(days, '2026-03-10')).toEqual({ before: { fromDate: '2026-02-01', toDate: '2026-02-28' }, after: { fromDate: '2026-03-04', toDate: '2026-03-09' } });
    expect(comparedSpans(days, '2026-06-01').after).toEqual({ fromDate: '2026-03-04', toDate: '2026-03-31' });
  });

  it('keeps the figures it was judged by, whatever is rated later', async () => {
    await aDay('2026-02-20', ['dissatisfied', 'neutral', 'satisfied']);
    const { id: measureId } = await write();
    expect(await refusalOf(manager.effectOf({ measureId }))).toMatchObject({ code: 'MEASURE_NOT_DONE' });
    expect(await manager.finishMeasure({ commandId: commandId(), measureId, doneWords: '已增开' })).toMatchObject({ standing: 'done', doneOn: '2026-03-02' });
    expect(await refusalOf(manager.effectOf({ measureId }))).toEqual({ code: 'MEASURE_TOO_EARLY', data: { fromDate: '2026-03-04' } });
    counter.clock.advance(3 * dayMs);
    await aDay('2026-03-03', ['verySatisfied', 'satisfied']);
    const shown = await manager.effectOf({ measureId });
    expect(shown).toMatchObject({ before: { rated: 3, satisfied: 1 }, after: { rated: 2, satisfied: 2, fromDate: '2026-03-03', toDate: '2026-03-04' } });
    await manager.checkMeasure({ commandId: commandId(), measureId, effect: 'better', effectWords: '午间差评没有了' });
    await aDay('2026-03-04', ['veryDissatisfied']);
    counter.clock.advance(dayMs);
    expect(await manager.effectOf({ measureId })).toEqual(shown);
    expect(await manager.measures()).toMatchObject([{ standing: 'checked', effect: 'better', checkedByName: '陈静', ...shown }]);
    expect(await refusalOf(manager.checkMeasure({ commandId: commandId(), measureId, effect: 'worse', effectWords: '反悔' }))).toMatchObject({ code: 'MEASURE_CHECKED' });
  });

  it('is changed while it is open, and has an owner who works here', async () => {
    const { id, createdOn } = await write();
    expect(createdOn).toBe('2026-03-02');
    expect(await write({ id, title: '增开两个午间窗口' })).toMatchObject({ title: '增开两个午间窗口', ownerName: '李敏' });
    expect(await refusalOf(write({ ownerId: uuidv7() }))).toMatchObject({ code: 'STAFF_NOT_FOUND' });
    await manager.finishMeasure({ commandId: commandId(), measureId: id, doneWords: '好了' });
    expect(await refusalOf(write({ id }))).toMatchObject({ code: 'MEASURE_DONE' });
    expect(await refusalOf(manager.finishMeasure({ commandId: commandId(), measureId: id, doneWords: '又好了' }))).toMatchObject({ code: 'MEASURE_DONE' });
  });
});

it('a target revised keeps the one before it, with the note of each', async () => {
  await manager.setCriterion({ commandId: commandId(), year: 2026, kind: 'satisfiedShare', targetPercent: 95, note: '年初确定' });
  counter.clock.advance(dayMs);
  await manager.setCriterion({ commandId: commandId(), year: 2026, kind: 'satisfiedShare', targetPercent: 97, note: '年中上调' });
  await manager.setCriterion({ commandId: commandId(), year: 2027, kind: 'ratedShare', targetPercent: 60, note: '次年' });
  expect(await manager.criteria({ year: 2026 })).toMatchObject([{ targetPercent: 97, note: '年中上调', setByName: '陈静' }, { targetPercent: 95, note: '年初确定' }]);
});
