import { and, asc, eq, isNotNull, lt } from 'drizzle-orm';
import { addDays } from '../../../shared/calendar.ts';
import { isBadRating, ratingReasons, type RatingScore } from '../../../shared/ratings.ts';
import { visits } from '../../counter/counter-schema.ts';
import type { Transaction } from '../../database/database.ts';
import { services, tickets } from '../../queue/queue-schema.ts';
import { comparedSpans } from '../../satisfaction/cycle-rules.ts';
import { countTotal } from '../../satisfaction/figures-store.ts';
import { ratingCallBacks, ratings, satisfactionCriteria, satisfactionMeasures } from '../../satisfaction/satisfaction-schema.ts';
import { insertInSets } from './insert-in-sets.ts';
import type { SeededRandom } from './seeded-random.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

interface SatisfactionScene {
  random: SeededRandom;
  /** who has which login name */
  people: ReadonlyMap<string, { id: string; name: string }>;
  /** today's business date */
  today: string;
  /** UTC ms */
  madeAt: number;
  now: number;
}

/** Days before today on which the first measure was written, was done, and was judged: its figures lie within the past weeks. */
const [writtenDaysAgo, doneDaysAgo, judgedDaysAgo] = [14, 12, 1];
/** The newest bad ratings nobody has called back yet. */
const stillToCall = 4;

const before: [RatingScore, number][] = [['verySatisfied', 34], ['satisfied', 40], ['neutral', 14], ['dissatisfied', 8], ['veryDissatisfied', 4]];
const since: [RatingScore, number][] = [['verySatisfied', 46], ['satisfied', 41], ['neutral', 8], ['dissatisfied', 4], ['veryDissatisfied', 1]];

/** Ratings of the past weeks, call-backs of the bad ones, the year's targets, and three measures: one judged, one done, one open. */
export async function insertSatisfaction(tx: Transaction, scene: SatisfactionScene): Promise<void> {
  const { random, people, today, madeAt } = scene;
  const manager = known(people, 'chenjing');
  await insertRatings(tx, scene);

  const year = Number(today.slice(0, 4));
  await insertInSets(tx, satisfactionCriteria, [
    { kind: 'satisfiedShare' as const, targetPercent: 80, note: '参照去年全年实际值', setAt: madeAt },
    { kind: 'ratedShare' as const, targetPercent: 60, note: '评价器装齐以后的首个目标', setAt: madeAt + minute },
    { kind: 'reachedShare' as const, targetPercent: 90, note: '回访须在两个工作日内', setAt: madeAt + 2 * minute },
    { kind: 'satisfiedShare' as const, targetPercent: 85, note: '午间增开窗口见效，上调', setAt: madeAt + 21 * day },
  ].map(target => ({ id: random.id(target.setAt), ...target, year, setByName: manager.name })));

  const written = (daysAgo: number) => ({ id: random.id(madeAt), createdOn: addDays(today, -daysAgo), createdByName: manager.name });
  const ownedBy = (loginName: string) => { const { id: ownerId, name: ownerName } = known(people, loginName); return { ownerId, ownerName }; };
  const judged = { createdOn: addDays(today, -writtenDaysAgo), doneOn: addDays(today, -doneDaysAgo), dueOn: addDays(today, -doneDaysAgo), checkedOn: addDays(today, -judgedDaysAgo) };
  const spans = comparedSpans(judged, judged.checkedOn);
  const whole = { serviceId: null, windowId: null };
  await tx.insert(satisfactionMeasures).values({
    ...written(writtenDaysAgo), ...ownedBy('wanglei'), ...judged, title: '午间增开一个缴费窗口', words: '11:30 至 13:30 由轮休柜员增开一个窗口，只办电费缴纳与查询。', serviceId: null,
    doneWords: '排班表已改，首日起执行。', checkedByName: manager.name, effect: 'better', effectWords: '嫌等候太久的评价明显减少，转为常态排班。',
    before: { ...spans.before, ...await countTotal(tx, { ...spans.before, ...whole }) }, after: { ...spans.after, ...await countTotal(tx, { ...spans.after, ...whole }) },
  });
  const [bills] = await tx.select({ id: services.id }).from(services).where(eq(services.prefix, 'A'));
  await tx.insert(satisfactionMeasures).values({
    ...written(9), ...ownedBy('zhangxiaoyan'), title: '电费账单一页讲解', words: '印制一页图解，柜员边指边讲阶梯电价与峰谷电价。', serviceId: bills?.id ?? null,
    dueOn: addDays(today, -5), doneOn: addDays(today, -6), doneWords: '图解已印 500 份，各窗口一摞。',
  });
  await tx.insert(satisfactionMeasures).values({
    ...written(3), ...ownedBy('ouyangqing'), title: '过户材料取号前预审', words: '咨询台在取号前核对材料清单，缺件的先给一次性告知单，免得白等。', serviceId: null, dueOn: addDays(today, 10),
  });
}

/** Two customers in three tap the pad; what they say gets better once the first measure is done. */
async function insertRatings(tx: Transaction, { random, people, today, now }: SatisfactionScene): Promise<void> {
  const callers = [known(people, 'chenjing'), known(people, 'tangzhigang')];
  const ended = await tx.select({ visitId: visits.id, windowId: visits.windowId, staffId: visits.staffId, finishedAt: visits.finishedAt, serviceId: tickets.serviceId, businessDate: tickets.businessDate })
    .from(visits).innerJoin(tickets, eq(tickets.id, visits.ticketId)).where(and(isNotNull(visits.finishedAt), lt(visits.finishedAt, now - 12 * minute))).orderBy(asc(visits.finishedAt), asc(visits.id));
  const rated: (typeof ratings.$inferInsert)[] = [];
  const calls: (typeof ratingCallBacks.$inferInsert)[] = [];
  for (const { finishedAt, ...visit } of ended) {
    if (finishedAt === null || !random.chance(0.66)) continue;
    const ratedAt = finishedAt + random.between(5, 90) * 1000;
    const score = random.pickWeighted(visit.businessDate > addDays(today, -doneDaysAgo) ? since : before);
    const isAloud = random.chance(0.07);
    const id = random.id(ratedAt);
    rated.push({
      id, ...visit, score, ratedAt, reason: isBadRating(score) && random.chance(0.8) ? random.pickWeighted(ratingReasons.map((reason, place) => [reason, 6 - place])) : null,
      source: isAloud ? 'counter' : 'pad', recordedBy: isAloud ? visit.staffId : null,
    });
  }
  for (const { id, ratedAt } of rated.filter(({ score }) => isBadRating(score)).slice(0, -stillToCall)) {
    const caller = random.pick(callers);
    const call = (at: number, outcome: 'content' | 'stillUnhappy' | 'notReached', words: string) => calls.push({ id: random.id(at), ratingId: id, at, byStaffId: caller.id, byStaffName: caller.name, outcome, words });
    const calledAt = ratedAt + random.between(60, 300) * minute;
    if (random.chance(0.25)) call(calledAt - 40 * minute, 'notReached', '无人接听');
    if (random.chance(0.85)) call(calledAt, 'content', random.pick(['已致歉并说明当日情况，客户接受。', '重新讲解了办理步骤，客户表示清楚了。', '客户建议增加叫号音量，已转大堂。']));
    else call(calledAt, 'stillUnhappy', '客户仍认为手续繁琐，已请业务主管再联系。');
  }
  await insertInSets(tx, ratings, rated);
  await insertInSets(tx, ratingCallBacks, calls);
}

function known(people: SatisfactionScene['people'], loginName: string): { id: string; name: string } {
  return people.get(loginName) ?? (() => { throw new Error(`the demonstration has no ${loginName}`); })();
}
