import { businessDateOf } from '../../../shared/business-date.ts';
import type { CallBackOutcome, StepFacts } from '../../../shared/complaint-steps.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { listClasses } from '../../complaints/complaint-classes-store.ts';
import { addStep, findComplaint, insertComplaint, readSteps } from '../../complaints/complaints-store.ts';
import { readDeadlineRules } from '../../complaints/deadline-ground-store.ts';
import { repeatKeys } from '../../complaints/intake-rules.ts';
import { registerLetter } from '../../complaints/letters-store.ts';
import type { Transaction } from '../../database/database.ts';
import { complaintTales, type ComplaintTale } from './complaint-tales.ts';
import type { SeededRandom } from './seeded-random.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface ComplaintScene {
  random: SeededRandom;
  people: ReadonlyMap<string, { id: string; name: string }>;
  customers: readonly { id: string; name: string; phone: string | null; address: string | null; accountNumber: string | null }[];
  timeZone: string;
  /** UTC ms */
  now: number;
}
type Person = { id: string; name: string };

const takers = ['zhangxiaoyan', 'liuyang', 'zhaomin', 'limin'] as const;
const handlers = ['wanglei', 'sunhaoran', 'wuting', 'ouyangqing', 'limin'] as const;

/** Complaints of the past six weeks in every state, taken in and moved as the hall itself does it. */
export async function insertComplaints(tx: Transaction, scene: ComplaintScene): Promise<void> {
  const { random, people, customers, timeZone, now } = scene;
  const rules = await readDeadlineRules(tx, { timeZone, settings: defaultSettings });
  const classes = await listClasses(tx);
  const known = (loginName: string): Person => people.get(loginName) ?? fail(`nobody is called ${loginName}`);
  const oldestFirst = complaintTales.toSorted((a, b) => b.daysAgo - a.daysAgo);

  for (const [nth, tale] of oldestFirst.entries()) {
    const receivedAt = now - tale.daysAgo * day - (nth * 37) % 300 * minute;
    const takenIn = known(random.pick(takers));
    const handler = known(random.pick(handlers.filter(each => known(each).id !== takenIn.id)));
    const itsClass = classes.find(each => each.nameZh === tale.className) ?? fail(`no class is called ${tale.className}`);
    const customer = tale.isAnonymous ? null : customers[(tale.household ?? nth + 3) * 5 % customers.length] ?? null;
    const contact = {
      complainantName: customer?.name ?? '', complainantPhone: customer?.phone ?? '', accountNumber: customer?.accountNumber ?? '', address: customer?.address ?? '',
    };
    const id = random.id(receivedAt);
    await insertComplaint(tx, {
      id, receivedAt, takenInBy: takenIn.id, takenInByName: takenIn.name, channel: tale.channel, isAnonymous: tale.isAnonymous ?? false, ...contact, ...repeatKeys(contact), agentName: '',
      customerId: customer?.id ?? null, ticketId: null, visitId: null, intakeClassId: itsClass.id, urgency: tale.urgency, impact: tale.impact, aboutServiceId: null, aboutWindowId: null,
      aboutStaffIds: [], aboutProduct: '', what: tale.what, happenedAt: receivedAt - 5 * hour, where: tale.where ?? '', remedySought: tale.remedy,
    }, yearOf(receivedAt, timeZone), rules, () => random.id(receivedAt));

    // Later steps take their share of the time that has passed, in order, none of them in the future.
    const acts = actsOf(tale, { takenIn, handler, manager: known('chenjing'), classId: itsClass.id });
    const spanMs = Math.min(now - receivedAt - 10 * minute, 9 * day);
    for (const [step, { by, facts }] of acts.entries()) {
      const at = receivedAt + Math.floor(spanMs * (step + 1) / (acts.length + 1));
      const complaint = await findComplaint(tx, id) ?? fail('a complaint is gone');
      const newId = () => random.id(at);
      await addStep(tx, complaint, await readSteps(tx, id), facts.kind === 'reopened' ? { ...facts, closeDueAtThen: complaint.closeDueAt } : await withLetter(facts, at, by), { staffId: by.id, name: by.name }, at, rules, newId);
    }

    async function withLetter(facts: StepFacts, at: number, by: Person): Promise<StepFacts> {
      if (facts.kind !== 'answered' && facts.kind !== 'refused' && facts.kind !== 'withdrawn') return facts;
      const { text } = facts;
      if (text === undefined) return facts;
      const templateId = facts.kind === 'answered' ? facts.templateId as 'answer' : facts.kind === 'refused' ? 'notOurs' : 'withdrawn';
      const letterNumber = await registerLetter(tx, { complaintId: id, year: yearOf(at, timeZone), templateId, text, at, byName: by.name }, () => random.id(at));
      return { ...facts, letterNumber };
    }
  }
}

const refusalLetter = '尊敬的客户：\n您反映的问题收悉。经审查，决定不予受理，理由如下：\n您反映的事项已由云溪市城东区人民法院受理。\n该事项请通过上述程序解决。\n如您对本告知有异议，可向我单位上一级供电企业或 95598 供电服务热线反映，也可拨打 12398 能源监管热线向国家能源局派出机构投诉。';
const withdrawalLetter = '尊敬的客户：\n您已表示撤回该投诉，我单位现予确认，并终止办理。\n撤回原因：所反映的问题已当场解决。\n撤回不影响您就新的事实再次提出投诉的权利。';

interface Cast { takenIn: Person; handler: Person; manager: Person; classId: string }

/** What happened with it so far. */
function actsOf(tale: ComplaintTale, { takenIn, handler, manager, classId }: Cast): { by: Person; facts: StepFacts }[] {
  const { urgency, impact, until } = tale;
  const by = (who: Person, facts: StepFacts) => ({ by: who, facts });
  const assessed = by(manager, { kind: 'assessed', classId, urgency, impact, words: '' });
  const inHand = [assessed, by(manager, { kind: 'dispatched', handlerId: handler.id, handlerName: handler.name, words: '' }), by(handler, { kind: 'taken' })];
  const contacted = by(handler, { kind: 'contacted', how: 'phone', words: tale.contact ?? '已致电说明受理，约定核实时间。' });
  const answered = (templateId: 'answer' | 'afterRedo', text: string) => by(handler, { kind: 'answered', letterNumber: '', templateId, text, how: 'phone' });
  const calledBack = (outcome: CallBackOutcome, words = '') => by(takenIn, { kind: 'calledBack', outcome, words });
  const answer = tale.answer ?? '经现场核实，情况属实，已按规定处理并向您致歉。';
  switch (until) {
    case 'received': return [];
    case 'assessed': return [assessed];
    case 'dispatched': return inHand.slice(0, 2);
    case 'inHand': return [...inHand, contacted];
    case 'paused': return [...inHand, contacted, by(handler, { kind: 'paused', reason: 'awaitingAppraisal', words: '电能表已送检，等检定结论。' })];
    case 'returned': return [...inHand, by(handler, { kind: 'returned', reason: 'notOurs', words: '属计量班职责，请改派。' }), ...inHand.slice(1), by(handler, { kind: 'returned', reason: 'factsMissing', words: '客户没有留下户号，无法核对。' })];
    case 'answered': return [...inHand, contacted, answered('answer', answer)];
    case 'redo': return [...inHand, contacted, answered('answer', answer), calledBack('dissatisfied', '只解释了规定，没有解决问题。')];
    case 'calledBack': return [...inHand, contacted, answered('answer', answer), calledBack('notReached'), calledBack('satisfied')];
    case 'refused': return [by(manager, { kind: 'refused', reason: 'inCourt', words: '', text: refusalLetter })];
    case 'withdrawn': return [assessed, by(manager, { kind: 'withdrawn', reason: 'settled', words: '当场说明后客户表示理解，撤回。', text: withdrawalLetter })];
    case 'reopened': return [...actsOf({ ...tale, until: 'closed' }, { takenIn, handler, manager, classId }), by(manager, {
      kind: 'reopened', reason: 'recurred', handlerId: handler.id, handlerName: handler.name, closeDueAtThen: null, words: '客户来电：同样的事又发生了一次，要求重新处理。',
    })];
    case 'closed': {
      const redone = tale.isRedone ? [calledBack('dissatisfied', '希望书面说明原因。'), answered('afterRedo', `已再次核实。${answer}`)] : [];
      return [...inHand, contacted, answered('answer', answer), ...redone, calledBack(tale.isRedone ? 'satisfied' : 'verySatisfied'), by(manager, {
        kind: 'closed', isJustified: true, cause: tale.cause ?? '现场人员没有按规范办理', responsibleUnit: tale.unit ?? '营业班', remedy: tale.done ?? '致歉并当场改正', lesson: tale.lesson ?? '', noLessonBecause: tale.lesson ? '' : '个别情况，流程没有缺陷',
      })];
    }
  }
}

function yearOf(at: number, timeZone: string): number {
  return Number(businessDateOf(at, timeZone).slice(0, 4));
}

function fail(words: string): never {
  throw new Error(words);
}

