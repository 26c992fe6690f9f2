import type { VisitItem } from '../../../shared/counter.ts';
import type { visitItems, visits } from '../../counter/counter-schema.ts';
import type { HallIds } from './hall-rows.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedServing } from './simulated-hall.ts';
import type { TicketRows } from './ticket-rows.ts';

type VisitRow = typeof visits.$inferInsert;
type ItemRow = typeof visitItems.$inferInsert;

/** Customers by the counter they would come to. Each is taken once: nobody stands at two counters. */
export interface CustomersOfDay {
  takePerson(): string;
  takeKeyAccount(): string;
}

const outcomes: [result: VisitItem['result'], weight: number][] = [['completed', 88], ['incompleteDocuments', 7], ['refused', 2], ['handedOver', 3]];
const reasons: Partial<Record<VisitItem['result'], string[]>> = {
  incompleteDocuments: ['缺：房屋产权证明', '缺：原户主授权', '身份证已过有效期', '缺：加盖公章的申请'],
  refused: ['电费尚未结清', '用电地址与产权证明不符'],
  handedOver: ['由新装窗口继续办理', '转客户经理上门核实'],
};
const remarks = ['客户希望短信通知办理结果。', '已告知网上国网可自助办理。', '客户下周补交材料，优先安排。', '客户询问峰谷电价，已给宣传页。', '老年客户，已协助填表。'];

/** What was done at the counters: a visit for every ticket that was served, its business, its result. */
export function visitRowsOf(day: TicketRows, hall: HallIds, customers: CustomersOfDay, random: SeededRandom): { visits: VisitRow[]; items: ItemRow[] } {
  const rows = { visits: [] as VisitRow[], items: [] as ItemRow[] };
  for (const { simulated: { servings, finishedAt, customerClass }, row: { id: ticketId } } of day.tickets) {
    const first = servings[0];
    const last = servings.at(-1);
    if (!first || !last) continue;
    const visitId = random.id(first.startedAt);
    const window = hall.windowOf(last.windowNumber);
    if (window.clerkId === null) throw new Error('nobody serves at this window');
    const customerId = customerClass === 'keyAccount' ? customers.takeKeyAccount() : random.chance(0.85) ? customers.takePerson() : null;
    rows.visits.push({
      id: visitId, ticketId, windowId: window.id, staffId: window.clerkId, customerId,
      identityMethod: customerId === null ? 'notIdentified' : random.pickWeighted([['cardSeen', 45], ['cardReader', 35], ['phoneNumber', 13], ['agent', 7]]),
      notes: random.chance(0.15) ? random.pick(remarks) : '',
      startedAt: first.startedAt, finishedAt,
    });
    const parts = joinServings(servings);
    for (const part of parts) rows.items.push(...itemsOf(part, { visitId, isHandedOver: part !== parts.at(-1), isOver: finishedAt !== null }, hall, random));
  }
  return rows;
}

interface Around { visitId: string; isHandedOver: boolean; isOver: boolean }

/** One kind of business mostly, two at times, one after the other within the serving. */
function itemsOf(serving: SimulatedServing, { visitId, isHandedOver, isOver }: Around, hall: HallIds, random: SeededRandom): ItemRow[] {
  const { startedAt, endedAt } = serving;
  const types = hall.businessTypesOf(serving.servicePrefix);
  const firstType = random.pick(types);
  const item = (businessTypeId: string, from: number): ItemRow => ({
    id: random.id(from), visitId, businessTypeId, result: 'undecided', reason: null, startedAt: from, endedAt: null,
  });
  const decide = (row: ItemRow, result: VisitItem['result'], at: number): ItemRow => ({ ...row, result, reason: reasonFor(result, random), endedAt: at });

  const begun = item(firstType, startedAt + 1000);
  if (isHandedOver && endedAt !== null) return [decide(begun, 'handedOver', endedAt)];
  // What is in hand, or waits with its customer on hold, has no result yet.
  if (!isOver || endedAt === null) return [begun];
  if (!random.chance(0.2)) return [decide(begun, random.pickWeighted(outcomes), endedAt)];
  const halfway = Math.round((startedAt + endedAt) / 2);
  const secondType = random.pick(types.filter(type => type !== firstType));
  return [decide(begun, 'completed', halfway), decide(item(secondType, halfway + 1), random.pickWeighted(outcomes), endedAt)];
}

/** After a hold the same business goes on; only a transfer begins another. */
function joinServings(servings: SimulatedServing[]): SimulatedServing[] {
  const joined: SimulatedServing[] = [];
  for (const serving of servings) {
    const before = joined.at(-1);
    if (before?.servicePrefix === serving.servicePrefix) before.endedAt = serving.endedAt;
    else joined.push({ ...serving });
  }
  return joined;
}

function reasonFor(result: VisitItem['result'], random: SeededRandom): string | null {
  const known = reasons[result];
  return known ? random.pick(known) : null;
}
