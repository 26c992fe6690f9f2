import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComplaintSide, StepFacts, StepKind } from '../../shared/complaint-steps.ts';
import { follow, inOrder, isOpen, pathFault, pauseRunning, type PathStep } from '../../main/complaints/complaint-path.ts';

const some = '01890000-0000-7000-8000-000000000001';
const other = '01890000-0000-7000-8000-000000000002';
const closing = { isJustified: true, cause: '抄表错误', responsibleUnit: '抄表班', remedy: '退补电费', lesson: '换表当月复核', noLessonBecause: '' };
const facts = {
  received: { kind: 'received' },
  assessed: { kind: 'assessed', classId: some, urgency: 2, impact: 3, words: '' },
  refused: { kind: 'refused', reason: 'notOurs', words: '属物业管理' },
  dispatched: { kind: 'dispatched', handlerId: some, handlerName: '李敏', words: '' },
  taken: { kind: 'taken' },
  returned: { kind: 'returned', reason: 'notOurs', words: '不属本班' },
  contacted: { kind: 'contacted', how: 'phone', words: '已约上门' },
  noted: { kind: 'noted', words: '现场核查', photoIds: [] },
  paused: { kind: 'paused', reason: 'awaitingAppraisal', words: '校表' },
  resumed: { kind: 'resumed', words: '' },
  extensionAsked: { kind: 'extensionAsked', ruleId: 'complex', span: { unit: 'workingDays', amount: 3 }, reason: '校表需时' },
  extensionDecided: { kind: 'extensionDecided', isApproved: true, span: { unit: 'workingDays', amount: 3 }, dueAtThen: {}, words: '同意' },
  answered: { kind: 'answered', letterNumber: 'F2026-0001', templateId: 'ordinary', text: '您好', how: 'letter' },
  calledBack: { kind: 'calledBack', outcome: 'satisfied', words: '' },
  closed: { kind: 'closed', ...closing },
  reopened: { kind: 'reopened', reason: 'recurred', handlerId: other, handlerName: '王磊', closeDueAtThen: null, words: '又多抄了一次' },
  withdrawn: { kind: 'withdrawn', reason: 'settled', words: '' },
  urged: { kind: 'urged', overdue: 'answer' },
  noticed: { kind: 'noticed', overdue: 'answer' },
  supervised: { kind: 'supervised', words: '限三日内办结' },
  entrusted: { kind: 'entrusted', source: '12345 工单 202603020017', words: '三日内反馈' },
  instructed: { kind: 'instructed', words: '同意按表计误差退补' },
} as const satisfies Record<StepKind, StepFacts>;

/** The steps of one author after another, each knowing all before it. */
function told(...kinds: (StepKind | StepFacts)[]): PathStep[] {
  return kinds.map((each, at) => step(`s${at}`, typeof each === 'string' ? facts[each] : each, 'branch', { branch: at + 1, headquarters: 0 }, at));
}

function step(id: string, stepFacts: StepFacts, side: ComplaintSide, seen: PathStep['seen'], at: number): PathStep {
  return { id, side, seen, at, byStaffId: some, facts: stepFacts };
}

const standingAfter = (...kinds: (StepKind | StepFacts)[]) => follow(told(...kinds)).standing;
const whole: StepKind[] = ['received', 'assessed', 'dispatched', 'taken', 'contacted', 'answered', 'calledBack', 'closed'];

describe('the path of a complaint', () => {
  test('goes from receipt to closing by every station, and nowhere past one', () => {
    expect(whole.map((_, at) => standingAfter(...whole.slice(0, at + 1)).state))
      .toEqual(['received', 'assessed', 'dispatched', 'inHand', 'inHand', 'answered', 'calledBack', 'closed']);
    const stations = whole.filter(kind => kind !== 'contacted');
    for (const [at, kind] of stations.entries()) {
      if (at >= 2) expect(pathFault(standingAfter(...stations.slice(0, at - 1)), kind), kind).toBe('wrongState');
    }
  });

  test('is not closed before somebody called back, and after its end nothing moves it but the reopening of a closed one', () => {
    expect(pathFault(standingAfter('received', 'assessed', 'dispatched', 'taken', 'answered'), 'closed')).toBe('wrongState');
    for (const end of [['received', 'refused'], ['received', 'withdrawn'], whole] as StepKind[][]) {
      const ended = standingAfter(...end);
      expect(isOpen(ended.state)).toBe(false);
      for (const kind of Object.keys(facts) as StepKind[]) expect(pathFault(ended, kind), kind).toBe(kind === 'reopened' && ended.state === 'closed' ? null : 'wrongState');
    }
  });

  test('leads back into hand after a dissatisfied call-back, with its answer to be given again', () => {
    const redo = standingAfter('received', 'assessed', 'dispatched', 'taken', 'answered', { ...facts.calledBack, outcome: 'dissatisfied' });
    expect(redo).toMatchObject({ state: 'inHand', redoCount: 1, answeredAt: null });
    expect(redo.firstContactAt).not.toBeNull();
  });

  test('begins anew in another hand when it is reopened: contact, answer, call-back, returns and more time, but not what it is about', () => {
    const once = standingAfter('received', 'assessed', 'dispatched', 'returned', 'dispatched', 'taken', 'extensionAsked', 'extensionDecided', 'paused', 'answered', { ...facts.calledBack, outcome: 'dissatisfied' }, 'answered', 'calledBack', 'closed');
    expect(once).toMatchObject({ returnCount: 1, extensions: [{}], pauses: [{}], outcome: 'satisfied' });
    const kinds: (StepKind | StepFacts)[] = [...whole, 'reopened'];
    expect(standingAfter(...kinds)).toMatchObject({
      state: 'inHand', handlerId: other, handlerName: '王磊', classId: some, urgency: 2, impact: 3, reopenCount: 1, reopenedAt: whole.length,
      endedAt: null, firstContactAt: null, answeredAt: null, redoAt: null, outcome: null, returnCount: 0, missedCalls: 0, pauses: [], extensions: [], extensionTimes: [],
    });
    expect(standingAfter(...kinds, 'answered', 'calledBack', 'closed', 'reopened')).toMatchObject({ state: 'inHand', reopenCount: 2, reopenedAt: 12 });
  });

  test('counts calls that reached nobody, and stays answered', () => {
    expect(standingAfter('received', 'assessed', 'dispatched', 'taken', 'answered', { ...facts.calledBack, outcome: 'notReached' }, { ...facts.calledBack, outcome: 'notReached' }))
      .toMatchObject({ state: 'answered', missedCalls: 2 });
  });

  test('is dispatched anew when it was given back, to nobody until then', () => {
    expect(standingAfter('received', 'assessed', 'dispatched', 'returned')).toMatchObject({ state: 'assessed', handlerId: null, returnCount: 1 });
  });

  test('stands still once at a time, and an answer ends the pause', () => {
    const paused = standingAfter('received', 'assessed', 'dispatched', 'taken', 'paused');
    expect(pathFault(paused, 'paused')).toBe('paused');
    expect(pathFault(standingAfter('received'), 'resumed')).toBe('notPaused');
    expect(pauseRunning(standingAfter('received', 'assessed', 'dispatched', 'taken', 'paused', 'answered'))).toBeNull();
  });

  test('knows one request for more time at once', () => {
    const asked = standingAfter('received', 'assessed', 'dispatched', 'extensionAsked');
    expect(pathFault(asked, 'extensionAsked')).toBe('alreadyAsked');
    expect(pathFault(standingAfter('received', 'assessed', 'dispatched'), 'extensionDecided')).toBe('notAsked');
    expect(standingAfter('received', 'assessed', 'dispatched', 'extensionAsked', 'extensionDecided').extensions).toHaveLength(1);
  });
});

describe('two sides writing one story', () => {
  /** What each side does in turn; `knows` says whether it has received what the other wrote. */
  const turns = fc.array(fc.record({ side: fc.constantFrom<ComplaintSide>('branch', 'headquarters'), knows: fc.boolean(), kind: fc.constantFrom(...Object.keys(facts) as StepKind[]) }), { maxLength: 20 });

  function written(all: { side: ComplaintSide; knows: boolean; kind: StepKind }[]): PathStep[] {
    const steps = [step('s0', facts.received, 'branch', { branch: 1, headquarters: 0 }, 0)];
    const known = { branch: { branch: 1, headquarters: 0 }, headquarters: { branch: 1, headquarters: 0 } };
    const made = { branch: 1, headquarters: 0 };
    for (const [at, { side, knows, kind }] of all.entries()) {
      made[side] += 1;
      const other = side === 'branch' ? 'headquarters' : 'branch';
      known[side] = { ...known[side], [side]: made[side], ...(knows && { [other]: made[other] }) } as PathStep['seen'];
      steps.push(step(`s${at + 1}`, facts[kind], side, known[side], at + 1));
    }
    return steps;
  }

  test('reads the same in whatever order the steps arrive, and overwrites nothing', () => {
    fc.assert(fc.property(turns, fc.integer(), (all, seed) => {
      const steps = written(all);
      const shuffled = steps.toSorted((a, b) => ((a.at * 7919 + seed) % 101) - ((b.at * 7919 + seed) % 101));
      expect(inOrder(shuffled)).toEqual(inOrder(steps));
      expect(follow(shuffled)).toEqual(follow(steps));
      expect(inOrder(shuffled)).toHaveLength(steps.length);
    }), { numRuns: 200 });
  });

  test('keeps each side’s steps in the order that side took them', () => {
    fc.assert(fc.property(turns, all => {
      const steps = written(all);
      for (const side of ['branch', 'headquarters'] as const) {
        const of = (list: PathStep[]) => list.filter(each => each.side === side).map(({ id }) => id);
        expect(of(inOrder(steps))).toEqual(of(steps));
      }
    }), { numRuns: 200 });
  });

  test('never closes without a call-back, whatever is written', () => {
    fc.assert(fc.property(turns, all => {
      const steps = written(all);
      const { standing, overtaken } = follow(steps);
      if (standing.state !== 'closed') return;
      const counted = inOrder(steps).filter(({ id }) => !overtaken.has(id)).map(each => each.facts.kind);
      expect(counted).toEqual(expect.arrayContaining(['assessed', 'dispatched', 'taken', 'answered', 'calledBack', 'closed']));
      expect(counted.at(-1)).toBe('closed');
    }), { numRuns: 200 });
  });

  test('says which steps came too late, and keeps them', () => {
    const steps = [...told('received', 'assessed', 'dispatched', 'taken', 'withdrawn'), step('hq', facts.supervised, 'headquarters', { branch: 2, headquarters: 1 }, 3), step('late', facts.supervised, 'headquarters', { branch: 5, headquarters: 2 }, 9)];
    expect(follow(steps).overtaken).toEqual(new Set(['late']));
  });
});
