import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { archiveLoans } from '../../main/archive/lending-schema.ts';
import { caseChecks, cases } from '../../main/cases/cases-schema.ts';
import { businessTypes, visitItems, visits } from '../../main/counter/counter-schema.ts';
import { insertCustomers } from '../../main/customers/customers-store.ts';
import { appointments } from '../../main/queue/appointments-schema.ts';
import { tickets } from '../../main/queue/queue-schema.ts';
import { ratingCallBacks, ratings } from '../../main/satisfaction/satisfaction-schema.ts';
import type { RatingScore } from '../../shared/ratings.ts';
import type { ComplaintFigure } from '../../shared/summary.ts';
import { aCustomer } from '../builders/a-customer.ts';
import { aSummaryBranch } from '../builders/a-summary-day.ts';

// What a day has beside its queue, written by hand, with each figure worked out on paper.

type Branch = Awaited<ReturnType<typeof aSummaryBranch>>;
let branch: Branch;
beforeEach(async () => { branch = await aSummaryBranch(); });
afterEach(() => branch.close());

let ordinal = 0;
/**
 * Monday 2 March 2026, read at 20:00. Open before: C1, C2, C3 = 3. Received: C4, C5 = 2. Ended: C2, C4 = 2. Open after: C1, C3, C5 = 3 = 3 + 2 − 2.
 * To be closed today: C2 (ended 11:00, due 18:00: on time), C3 (open, due 12:00: late), C6 (ended on Friday, due today: on time) = 2 of 3; C1 is due
 * tomorrow. Repeats of the received: C4 has the telephone of C6, 10 days before; C5's account complained 31 days before: 1 of 2.
 * Overdue at 20:00: C3's answer, due 12:00, with nobody; C5's answer is due at 21:00. No visits: per 1,000 nothing. Due by Tuesday's end: C1 and C5 … C5
 * is due today after the cut-off, so only C1.
 */
test('complaints open, received, ended, on time, repeated, overdue', async () => {
  await branch.complaint({ received: ['2026-02-20', '09:00'], due: ['2026-03-03', '18:00'], next: ['2026-03-03', '18:00'], handler: '王磊' });
  await branch.complaint({ received: ['2026-02-25', '09:00'], ended: ['2026-03-02', '11:00'], due: ['2026-03-02', '18:00'] });
  const late = await branch.complaint({ received: ['2026-02-26', '09:00'], due: ['2026-03-02', '12:00'], next: ['2026-03-02', '12:00'] });
  const repeated = await branch.complaint({ received: ['2026-03-02', '09:30'], ended: ['2026-03-02', '10:30'], phone: '13800000001' });
  await branch.complaint({ received: ['2026-03-02', '15:00'], account: '771', next: ['2026-03-02', '21:00'], handler: '王磊' });
  await branch.complaint({ received: ['2026-02-20', '10:00'], ended: ['2026-02-27', '16:00'], due: ['2026-03-02', '18:00'], phone: '13800000001' });
  await branch.complaint({ received: ['2026-01-30', '10:00'], ended: ['2026-02-02', '16:00'], due: ['2026-02-10', '18:00'], account: '771' });
  const { complaints: figures, tomorrow, failedIdentities } = await branch.figures();
  expect(figures).toMatchObject({ openBefore: 3, received: 2, reopened: 0, ended: 2, openAfter: 3, onTime: { part: 2, of: 3 }, repeats: { part: 1, of: 2 }, perThousandServed: null });
  expect(figures.overdue).toMatchObject([{ number: late, handlerName: null, nextKind: 'answer', nextDueAt: branch.at('12:00') }]);
  expect(tomorrow).toMatchObject({ businessDate: '2026-03-03', complaintsDue: 1 });
  expect(failedIdentities).toEqual([]);
  const behind = async (figure: 'repeats' | 'overdue' | 'due') => (await branch.manager.records({ businessDate: '2026-03-02', asked: { of: 'complaints', figure } })).complaints.map(({ number }) => number);
  expect(await behind('repeats')).toEqual([repeated]);
  expect(await behind('overdue')).toEqual([late]);
  expect(await behind('due')).toHaveLength(3);
});

test('a complaint that ended before it was received, or before it was reopened, is named: a clock was wrong', async () => {
  const wrong = await branch.complaint({ received: ['2026-03-02', '15:00'], ended: ['2026-03-02', '09:00'] });
  const back = await branch.complaint({ received: ['2026-02-20', '09:00'], before: [[['2026-03-01', '10:00'], ['2026-03-02', '12:00']]], ended: ['2026-03-02', '11:00'] });
  expect((await branch.figures()).failedIdentities).toMatchObject([{ identity: 'complaints', records: [back, wrong] }]);
});

/**
 * Monday 2 March 2026. R1: closed on Wednesday, reopened on Monday at 09:00, closed 11:00, reopened 14:00, open. R2: closed on Tuesday, reopened on Thursday,
 * closed on Monday at 10:00, due 18:00. R3: received, closed, reopened and closed on Monday. R4: closed on Friday a day late, reopened on Tuesday.
 * Open before: R2 = 1. Received: R3 = 1. Reopened: R1 twice, R3 = 3. Ended: R1, R2, R3 twice = 4. Open after: R1 = 1 = 1 + 1 + 3 − 4.
 * To be closed on Monday: R2, on time; R1's first closing was due on Monday at 20:00, but had given way to a new one at 09:00: 1 of 1.
 * Thursday keeps R4's due day, missed, as it was before the reopening: 0 of 1; Friday keeps its ending.
 */
test('a complaint that is reopened, and one closed twice on a day, keep the sum; past days keep their closings', async () => {
  const r1 = await branch.complaint({ received: ['2026-02-20', '09:00'], before: [[['2026-02-25', '16:00'], ['2026-03-02', '09:00'], ['2026-03-02', '20:00']], [['2026-03-02', '11:00'], ['2026-03-02', '14:00'], ['2026-03-06', '18:00']]], due: ['2026-03-09', '18:00'], handler: '王磊' });
  const r2 = await branch.complaint({ received: ['2026-02-23', '09:00'], before: [[['2026-02-24', '09:00'], ['2026-02-26', '09:00']]], ended: ['2026-03-02', '10:00'], due: ['2026-03-02', '18:00'] });
  const r3 = await branch.complaint({ received: ['2026-03-02', '09:30'], before: [[['2026-03-02', '10:00'], ['2026-03-02', '10:30']]], ended: ['2026-03-02', '11:00'] });
  await branch.complaint({ received: ['2026-02-20', '10:00'], before: [[['2026-02-27', '15:00'], ['2026-03-03', '09:00'], ['2026-02-26', '18:00']]] });
  const { complaints: figures, failedIdentities } = await branch.figures();
  expect(figures).toMatchObject({ openBefore: 1, received: 1, reopened: 3, ended: 4, openAfter: 1, onTime: { part: 1, of: 1 } });
  expect(failedIdentities).toEqual([]);
  const behind = async (figure: ComplaintFigure) => (await branch.manager.records({ businessDate: '2026-03-02', asked: { of: 'complaints', figure } })).complaints;
  expect((await behind('reopened')).map(({ number, reopenedAt, endedAt }) => [number, reopenedAt, endedAt])).toEqual([
    [r1, branch.at('09:00'), branch.at('11:00')], [r1, branch.at('14:00'), null], [r3, branch.at('10:30'), branch.at('11:00')],
  ]);
  expect((await behind('ended')).map(({ number }) => number)).toEqual([r1, r2, r3, r3]);
  expect((await branch.figures('2026-02-26')).complaints).toMatchObject({ reopened: 1, onTime: { part: 0, of: 1 } });
  expect((await branch.figures('2026-02-27')).complaints).toMatchObject({ openBefore: 2, ended: 1, openAfter: 1 });
  expect((await branch.figures('2026-02-25')).complaints).toMatchObject({ openBefore: 2, ended: 1, openAfter: 1, reopened: 0 });
});

/**
 * Five visits that ended. 张 had been sent away from 过户 for a document on 20 February, and completes it today: came back. 李 completes 过户 and is sent
 * away from 更名. Two are not identified: 过户 completed, 更名 refused. One item is undecided. Completed of identified: 2, in one visit 1. Decided: 5 of 6;
 * sent away 1 of 5. Ratings: 满意, 不满意 (called back, reached), 不满意 (called, not reached): rated 3 of 5, satisfied 1 of 3, reached 1 of 2, open 1.
 */
test('business done in one visit, and what customers said of it', async () => {
  const [transfer, rename] = [uuidv7(), uuidv7()];
  const [zhang, li] = await branch.database.change(tx => insertCustomers(tx, [aCustomer({ name: '张伟明', phone: '13812346712', createdAt: 1 }), aCustomer({ name: '李敏', phone: '13812346713', createdAt: 1 })]));
  await branch.database.change(async tx => {
    await tx.insert(businessTypes).values([{ id: transfer, serviceId: branch.serviceId('A'), nameZh: '过户', nameEn: 'Transfer', isActive: true }, { id: rename, serviceId: branch.serviceId('A'), nameZh: '更名', nameEn: 'Rename', isActive: true }]);
  });
  const visit = async (date: string, customerId: string | undefined, items: [typeId: string, result: 'completed' | 'incompleteDocuments' | 'refused' | 'undecided'][], score?: RatingScore, call?: 'content' | 'notReached') => {
    const number = await branch.ticket({ issued: '09:00', called: '09:01', served: [['09:02', '09:10', 1]] }, date);
    await branch.database.change(async tx => {
      const ticket = (await tx.select({ id: tickets.id, businessDate: tickets.businessDate, number: tickets.number }).from(tickets)).find(each => each.businessDate === date && each.number === number)!;
      const [visitId, ratingId, startedAt, finishedAt] = [uuidv7(), uuidv7(), branch.at('09:02', date), branch.at('09:10', date)];
      await tx.insert(visits).values({ id: visitId, ticketId: ticket.id, windowId: branch.windowId(1), staffId: 's', customerId: customerId ?? null, identityMethod: 'cardSeen', notes: '', startedAt, finishedAt });
      for (const [businessTypeId, result] of items) await tx.insert(visitItems).values({ id: uuidv7(), visitId, businessTypeId, result, startedAt, endedAt: finishedAt });
      if (score) await tx.insert(ratings).values({ id: ratingId, visitId, serviceId: branch.serviceId('A'), windowId: branch.windowId(1), staffId: 's', businessDate: date, score, source: 'pad', ratedAt: finishedAt });
      if (call) await tx.insert(ratingCallBacks).values({ id: uuidv7(), ratingId, at: finishedAt + 1, byStaffId: 's', byStaffName: '陈静', outcome: call, words: '' });
    });
    return number;
  };
  await visit('2026-02-20', zhang, [[transfer, 'incompleteDocuments']]);
  const cameBack = await visit('2026-03-02', zhang, [[transfer, 'completed']], 'satisfied');
  await visit('2026-03-02', li, [[transfer, 'completed'], [rename, 'incompleteDocuments']], 'dissatisfied', 'content');
  await visit('2026-03-02', undefined, [[transfer, 'completed']], 'dissatisfied', 'notReached');
  await visit('2026-03-02', undefined, [[rename, 'refused']]);
  await visit('2026-03-02', li, [[rename, 'undecided']]);
  const summary = await branch.figures();
  expect(summary).toMatchObject({
    doneInOneVisit: { part: 1, of: 2 }, returnedForDocuments: { part: 1, of: 5 },
    satisfaction: { served: 5, rated: 3, satisfied: 1, bad: 2 }, callBacks: { bad: 2, attempted: 2, reached: 1, open: 1 }, complaints: { perThousandServed: 0 },
  });
  const { items } = await branch.manager.records({ businessDate: '2026-03-02', asked: { of: 'items', figure: 'cameBack' } });
  expect(items).toMatchObject([{ ticketNumber: cameBack, nameZh: '过户', result: 'completed' }]);
});

test('loans and cases of the day, and what falls due by the next working day', async () => {
  const loan = (lent: [string, string], dueOn: string, returned?: [string, string]) => {
    ordinal += 1;
    return { id: uuidv7(), year: 2026, ordinal, fileId: uuidv7(), borrowerName: '', borrowerUnit: '', borrowerContact: '', isOutsideCompany: false, reason: '', limits: '', approvedByNames: [], lentBy: 's', lentByName: '', lentAt: branch.at(lent[1], lent[0]), dueOn, isDueByCalendar: false, renewals: 0, returnedAt: returned ? branch.at(returned[1], returned[0]) : null };
  };
  const caseOf = (publishedAt: number) => {
    ordinal += 1;
    return { id: uuidv7(), searchId: ordinal, year: 2026, ordinal, state: 'published' as const, version: 1, title: '', problem: '', cause: '', responsibleUnit: '', remedy: '', lesson: '', avoidance: '', keywords: [], authorId: 's', authorName: '', changedAt: 1, publishedAt, avoidedCount: 0, recurredCount: 0 };
  };
  const published = caseOf(branch.at('10:00'));
  await branch.database.change(async tx => {
    // Lent today and still out; late since Friday; due tomorrow; came back today; came back before.
    await tx.insert(archiveLoans).values([loan(['2026-03-02', '09:00'], '2026-03-20'), loan(['2026-02-10', '09:00'], '2026-02-27'), loan(['2026-02-10', '09:00'], '2026-03-03'), loan(['2026-02-10', '09:00'], '2026-03-02', ['2026-03-02', '16:00']), loan(['2026-02-01', '09:00'], '2026-02-20', ['2026-02-19', '16:00'])]);
    await tx.insert(cases).values([published, caseOf(branch.at('10:00', '2026-02-27'))]);
    await tx.insert(caseChecks).values((['avoided', 'avoided', 'recurred'] as const).map(outcome => ({ id: uuidv7(), caseId: published.id, at: branch.at('11:00'), byStaffId: 's', byName: '', outcome, words: '' })));
  });
  expect(await branch.figures()).toMatchObject({ archive: { lent: 1, returned: 1, loansOut: 3, loansOverdue: 1 }, cases: { published: 1, avoided: 2, recurred: 1 }, tomorrow: { loansDue: 1 } });
});

/**
 * Friday 6 March; the next working day is Monday the 9th. Kept: Friday itself (not), Saturday (a hall may be open), Monday 9:30 and 14:00, one given up
 * on Monday (not), Tuesday (not): 3. A place kept after the closing changes nothing of what was frozen.
 */
test('places kept until the end of the next working day, with when and for what, and nobody\'s name', async () => {
  const friday = '2026-03-06';
  branch.clock.set(branch.at('18:00', friday));
  let ordinal = 0;
  const place = async (date: string, time: string, state: 'booked' | 'cancelled' = 'booked', service = 'A') => {
    const number = await branch.ticket({ issued: '09:00', called: '09:01', served: [['09:02', '09:10', 1]] }, friday);
    await branch.database.change(async tx => {
      const [ticket] = await tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.number, number));
      const visitId = uuidv7();
      ordinal += 1;
      await tx.insert(visits).values({ id: visitId, ticketId: ticket!.id, windowId: branch.windowId(1), staffId: 's', customerId: null, identityMethod: 'notIdentified', notes: '', startedAt: ordinal, finishedAt: ordinal });
      await tx.insert(appointments).values({ id: uuidv7(), visitId, serviceId: branch.serviceId(service), businessDate: date, appointmentAt: branch.at(time, date), state, createdAt: 1, createdBy: 's' });
    });
  };
  await place(friday, '16:00');
  await place('2026-03-09', '14:00', 'booked', 'B');
  await place('2026-03-07', '10:00');
  await place('2026-03-09', '09:30');
  await place('2026-03-09', '11:00', 'cancelled');
  await place('2026-03-10', '09:30');
  expect((await branch.figures(friday)).tomorrow).toMatchObject({ businessDate: '2026-03-09', appointments: 3 });
  const { appointments: behind } = await branch.manager.records({ businessDate: friday, asked: { of: 'appointments' } });
  expect(behind.map(({ id: _, ...each }) => each)).toEqual([
    { appointmentAt: branch.at('10:00', '2026-03-07'), nameZh: '业务A', nameEn: 'Service A' },
    { appointmentAt: branch.at('09:30', '2026-03-09'), nameZh: '业务A', nameEn: 'Service A' },
    { appointmentAt: branch.at('14:00', '2026-03-09'), nameZh: '业务B', nameEn: 'Service B' },
  ]);

  await branch.manager.closeDay({ commandId: uuidv7(), isBoxEmptied: true, words: '' });
  await branch.database.change(async tx => { await tx.update(appointments).set({ state: 'cancelled' }).where(eq(appointments.appointmentAt, branch.at('09:30', '2026-03-09'))); });
  const { versions, changedSince } = await branch.manager.frozen({ businessDate: friday });
  expect(versions[0]?.summary.tomorrow.appointments).toBe(3);
  expect((await branch.figures(friday)).tomorrow.appointments).toBe(2);
  expect(changedSince).toEqual([]);
});
