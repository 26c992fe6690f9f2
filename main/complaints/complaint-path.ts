import { openComplaintStates, type ComplaintState } from '../../shared/complaints.ts';
import type { CallBackOutcome, ComplaintSide, StepFacts, StepKind } from '../../shared/complaint-steps.ts';
import type { DeadlinePauseReason, DeadlinePause } from '../../shared/deadlines.ts';

/** A step as the path reads it. */
export interface PathStep {
  id: string;
  side: ComplaintSide;
  seen: Record<ComplaintSide, number>;
  /** UTC ms */
  at: number;
  byStaffId: string | null;
  facts: StepFacts;
}

/** Where a complaint stands after its steps. */
export interface Standing {
  state: ComplaintState;
  classId: string | null;
  urgency: number;
  impact: number;
  handlerId: string | null;
  handlerName: string | null;
  /** UTC ms; null: not yet */
  firstContactAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  returnCount: number;
  redoCount: number;
  /** UTC ms of the last call-back that sent it back; null: none did */
  redoAt: number | null;
  reopenCount: number;
  /** UTC ms of the last reopening, from which everything counts anew; null: it never was */
  reopenedAt: number | null;
  /** calls that reached nobody, since the last answer */
  missedCalls: number;
  /** an extension that waits for its answer: the step's facts */
  askedExtension: Extract<StepFacts, { kind: 'extensionAsked' }> | null;
  pauses: DeadlinePause[];
  extensions: Extract<StepFacts, { kind: 'extensionDecided' }>[];
  extensionTimes: number[];
  outcome: CallBackOutcome | null;
  /** how many steps of each side there are */
  seen: Record<ComplaintSide, number>;
}

const open: readonly ComplaintState[] = openComplaintStates;
const beforeAnswer: readonly ComplaintState[] = ['received', 'assessed', 'dispatched', 'inHand'];

/** From where each kind of step may be taken. The first step of a complaint is `received` and stands nowhere else. */
const mayFollow: Record<StepKind, readonly ComplaintState[]> = {
  received: [],
  assessed: ['received'],
  refused: ['received', 'assessed'],
  dispatched: ['assessed'],
  taken: ['dispatched'],
  returned: ['dispatched', 'inHand'],
  contacted: beforeAnswer,
  noted: open,
  paused: beforeAnswer,
  resumed: beforeAnswer,
  extensionAsked: ['dispatched', 'inHand'],
  extensionDecided: ['dispatched', 'inHand'],
  answered: ['inHand'],
  calledBack: ['answered'],
  closed: ['calledBack'],
  // Refused and withdrawn ones ended by a letter or the complainant's own word: what comes of them is a new complaint.
  reopened: ['closed'],
  withdrawn: open,
  urged: open,
  noticed: open,
  supervised: open,
  entrusted: ['received'],
  instructed: open,
};

const ends: Partial<Record<StepKind, ComplaintState>> = { refused: 'refused', withdrawn: 'withdrawn', closed: 'closed' };
const moves: Partial<Record<StepKind, ComplaintState>> = { assessed: 'assessed', dispatched: 'dispatched', taken: 'inHand', returned: 'assessed', answered: 'answered', reopened: 'inHand', ...ends };

/** A call-back that sends the complaint back to its handler. */
export const unhappyOutcomes: readonly CallBackOutcome[] = ['dissatisfied', 'veryDissatisfied'];

/** Whether a complaint still wants something done. */
export function isOpen(state: ComplaintState): boolean {
  return open.includes(state);
}

/** Why `kind` cannot follow where the complaint stands now; null when it can. */
export function pathFault(standing: Standing, kind: StepKind): 'wrongState' | 'paused' | 'notPaused' | 'alreadyAsked' | 'notAsked' | null {
  if (!mayFollow[kind].includes(standing.state)) return 'wrongState';
  const isPaused = pauseRunning(standing) !== null;
  if (kind === 'paused' && isPaused) return 'paused';
  if (kind === 'resumed' && !isPaused) return 'notPaused';
  if (kind === 'extensionAsked' && standing.askedExtension !== null) return 'alreadyAsked';
  if (kind === 'extensionDecided' && standing.askedExtension === null) return 'notAsked';
  return null;
}

/**
 * The one order all sides read the steps in: by how many steps of both sides an author had seen, the branch's first among those
 * written without knowledge of each other. An author's own step counts, so what follows a step always comes after it.
 */
export function inOrder<Step extends Pick<PathStep, 'seen' | 'side'>>(steps: readonly Step[]): Step[] {
  const seenAtAll = ({ seen }: Step) => seen.branch + seen.headquarters;
  return steps.toSorted((a, b) => seenAtAll(a) - seenAtAll(b) || a.side.localeCompare(b.side));
}

/**
 * Follows the steps of both sides from the first: where the complaint stands, and the ids of steps whose place was gone when
 * they came (the other side had moved meanwhile). Those stay in the story and move nothing. Same steps, same answer, in
 * whatever order they arrived. Throws a RangeError when the first step is not `received`.
 */
export function follow(steps: readonly PathStep[]): { standing: Standing; overtaken: Set<string> } {
  const [first, ...rest] = inOrder(steps);
  if (first?.facts.kind !== 'received') throw new RangeError('a complaint begins with its receipt');
  let standing = countStep(notBegun, first);
  const overtaken = new Set<string>();
  for (const step of rest) {
    const counted = countStep(standing, step);
    if (pathFault(standing, step.facts.kind) === null) standing = afterStep(counted, step);
    else {
      overtaken.add(step.id);
      standing = counted;
    }
  }
  return { standing, overtaken };
}

/** Where a complaint stands before its first step. */
export const notBegun: Standing = {
  state: 'received', classId: null, urgency: 1, impact: 1, handlerId: null, handlerName: null, firstContactAt: null, answeredAt: null, endedAt: null,
  returnCount: 0, redoCount: 0, redoAt: null, reopenCount: 0, reopenedAt: null, missedCalls: 0, askedExtension: null, pauses: [], extensions: [], extensionTimes: [], outcome: null, seen: { branch: 0, headquarters: 0 },
};

function countStep(standing: Standing, { side }: PathStep): Standing {
  return { ...standing, seen: { ...standing.seen, [side]: standing.seen[side] + 1 } };
}

/** Where a complaint stands after a step that may be taken. */
function afterStep(before: Standing, { at, facts }: PathStep): Standing {
  const standing: Standing = { ...before, state: moves[facts.kind] ?? before.state };
  if (facts.kind in ends) return { ...endPause(standing, at), endedAt: at, askedExtension: null };
  switch (facts.kind) {
    case 'assessed': return { ...standing, classId: facts.classId, urgency: facts.urgency, impact: facts.impact };
    case 'dispatched': return { ...standing, handlerId: facts.handlerId, handlerName: facts.handlerName };
    case 'returned': return { ...standing, handlerId: null, handlerName: null, returnCount: standing.returnCount + 1, askedExtension: null };
    case 'contacted': return { ...standing, firstContactAt: standing.firstContactAt ?? at };
    case 'paused': return { ...standing, pauses: [...standing.pauses, pauseFrom(facts.reason, at)] };
    case 'resumed': return endPause(standing, at);
    case 'extensionAsked': return { ...standing, askedExtension: facts };
    case 'extensionDecided':
      return facts.isApproved
        ? { ...standing, askedExtension: null, extensions: [...standing.extensions, facts], extensionTimes: [...standing.extensionTimes, at] }
        : { ...standing, askedExtension: null };
    // An answer is a contact, and the complaint runs again.
    case 'answered': return { ...endPause(standing, at), answeredAt: at, firstContactAt: standing.firstContactAt ?? at, missedCalls: 0, askedExtension: null };
    case 'reopened': return afterReopening(standing, facts, at);
    case 'calledBack': return afterCallBack(standing, facts.outcome, at);
    default: return standing;
  }
}

function afterCallBack(standing: Standing, outcome: CallBackOutcome, at: number): Standing {
  if (outcome === 'notReached') return { ...standing, missedCalls: standing.missedCalls + 1 };
  if (unhappyOutcomes.includes(outcome)) return { ...standing, state: 'inHand', outcome, redoCount: standing.redoCount + 1, redoAt: at, answeredAt: null };
  return { ...standing, state: 'calledBack', outcome };
}

/** Contact, answer, call-back, returns and more time are promised and counted anew; what the complaint is about stays. */
function afterReopening({ state, classId, urgency, impact, redoCount, reopenCount, seen }: Standing, { handlerId, handlerName }: Extract<StepFacts, { kind: 'reopened' }>, at: number): Standing {
  return { ...notBegun, state, classId, urgency, impact, redoCount, seen, handlerId, handlerName, reopenCount: reopenCount + 1, reopenedAt: at };
}

function pauseFrom(reason: DeadlinePauseReason, from: number): DeadlinePause {
  return { reason, from, until: null };
}

/** The pause that runs, or null. */
export function pauseRunning({ pauses }: Pick<Standing, 'pauses'>): DeadlinePause | null {
  const last = pauses.at(-1);
  return last && last.until === null ? last : null;
}

function endPause(standing: Standing, at: number): Standing {
  const running = pauseRunning(standing);
  if (!running) return standing;
  return { ...standing, pauses: [...standing.pauses.slice(0, -1), { ...running, until: Math.max(at, running.from) }] };
}
