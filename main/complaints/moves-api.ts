import type { BranchInputs } from '../../shared/branch-contract.ts';
import { implement } from '@orpc/server';
import { businessDateOf } from '../../shared/business-date.ts';
import { complaintsContract, type ComplaintStory } from '../../shared/complaints.ts';
import type { MoveKind, StepFacts } from '../../shared/complaint-steps.ts';
import type { DeadlineRow } from '../../shared/deadlines.ts';
import { refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import type { Command, Transaction } from '../database/database.ts';
import { listActiveStaff } from '../staff/staff-store.ts';
import { findClass } from './complaint-classes-store.ts';
import { deadlinesOf } from './complaint-due.ts';
import { leastMissedCalls, mayHandle, moverFault, possibleMoves } from './complaint-movers.ts';
import { follow, pathFault, type Standing } from './complaint-path.ts';
import { givePhotosTo } from './complaint-photos-store.ts';
import { readStory } from './complaint-story-store.ts';
import { addStep, findComplaint, readSteps, type StoredComplaint } from './complaints-store.ts';
import { readDeadlineRules, type DeadlineRules } from './deadline-ground-store.ts';
import { isInTime } from './deadlines.ts';
import { registerLetter } from './letters-store.ts';
import { unwrittenPlaces } from './letters.ts';

type Inputs = BranchInputs['complaints'];
type Session = ReturnType<typeof staffOf>;

/** A complaint in the middle of a move. */
interface Moving {
  complaint: StoredComplaint;
  standing: Standing;
  rules: DeadlineRules;
  row: DeadlineRow;
  /** UTC ms */
  now: number;
  by: Session;
}
interface AskedMove { commandId: string; complaintId: string; expectedSteps: number }

/** The moves along the guarded path: each adds one step, or refuses and changes nothing. */
export function movesApi({ database, clock, live, branch }: BranchParts) {
  const contract = implement(complaintsContract).$context<Caller>();

  return {
    assess: contract.assess.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'assessed', async tx => {
      const { classId, urgency, impact, words } = call.input;
      if (!(await findClass(tx, classId))?.isActive) refuse('COMPLAINT_CLASS_NOT_FOUND');
      return { kind: 'assessed', classId, urgency, impact, words };
    })),
    refuse: contract.refuse.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'refused', async () => ({ kind: 'refused', reason: call.input.reason, words: call.input.words }))),
    dispatch: contract.dispatch.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'dispatched', (tx, moving) => dispatched(tx, moving, call.input))),
    take: contract.take.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'taken', async () => ({ kind: 'taken' }))),
    giveBack: contract.giveBack.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'returned', async () => ({ kind: 'returned', reason: call.input.reason, words: call.input.words }))),
    contact: contract.contact.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'contacted', async () => ({ kind: 'contacted', how: call.input.how, words: call.input.words }))),
    note: contract.note.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'noted', async (tx, { complaint, by }) => {
      const { words, photoIds } = call.input;
      await givePhotosTo(tx, complaint.id, photoIds, by.staffId);
      return { kind: 'noted', words, photoIds };
    })),
    pause: contract.pause.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'paused', async () => ({ kind: 'paused', reason: call.input.reason, words: call.input.words }))),
    resume: contract.resume.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'resumed', async () => ({ kind: 'resumed', words: call.input.words }))),
    askExtension: contract.askExtension.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'extensionAsked', async (_tx, moving) => extensionAsked(moving, call.input))),
    decideExtension: contract.decideExtension.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'extensionDecided', async (_tx, moving) => extensionDecided(moving, call.input))),
    answer: contract.answer.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'answered', (tx, moving) => answered(tx, moving, call.input))),
    callBack: contract.callBack.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'calledBack', async (_tx, { standing, complaint }) => {
      const { outcome, words } = call.input;
      if (outcome === 'unreachable' && !complaint.isAnonymous && standing.missedCalls < leastMissedCalls) refuse('CALL_AGAIN', { missed: standing.missedCalls, least: leastMissedCalls });
      return { kind: 'calledBack', outcome, words };
    })),
    close: contract.close.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'closed', async () => {
      const { isJustified, cause, responsibleUnit, remedy, lesson, noLessonBecause } = call.input;
      if (lesson === '' && noLessonBecause === '') refuse('COMPLAINT_INCOMPLETE', { fields: ['lesson'] });
      return { kind: 'closed', isJustified, cause, responsibleUnit, remedy, lesson, noLessonBecause };
    })),
    withdraw: contract.withdraw.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'withdrawn', async () => ({ kind: 'withdrawn', reason: call.input.reason, words: call.input.words }))),
  };

  /**
   * Reads where the complaint stands, asks whether this person may move it so, adds the step and answers the story as it is then.
   * Errors: COMPLAINT_NOT_FOUND, COMPLAINT_MOVED, COMPLAINT_MOVE_REFUSED, who may not, and what `factsOf` refuses.
   */
  async function move(command: Command, by: Session, { complaintId, expectedSteps }: AskedMove, kind: MoveKind, factsOf: (tx: Transaction, moving: Moving) => Promise<StepFacts>): Promise<ComplaintStory> {
    const present = branch() ?? refuse('NOT_SET_UP');
    const mostReturns = present.settings.complaintReturns;
    return database.write(command, async tx => {
      const now = clock.now();
      const complaint = await findComplaint(tx, complaintId) ?? refuse('COMPLAINT_NOT_FOUND');
      const steps = await readSteps(tx, complaintId);
      const { standing } = follow(steps);
      const last = steps.at(-1);
      if (steps.length !== expectedSteps) refuse('COMPLAINT_MOVED', { byName: last?.byName ?? null, at: last?.at ?? now, state: standing.state });
      const fault = pathFault(standing, kind);
      if (fault) refuse('COMPLAINT_MOVE_REFUSED', { state: standing.state, reason: fault });
      const whyNot = moverFault(kind, by, complaint, standing, mostReturns);
      if (whyNot === 'RETURNED_TOO_OFTEN') refuse(whyNot, { most: mostReturns });
      else if (whyNot) refuse(whyNot);
      const rules = await readDeadlineRules(tx, present);
      const row = rules.rowFor(complaint);
      const facts = await factsOf(tx, { complaint, standing, rules, row, now, by });
      await addStep(tx, complaint, steps, facts, { staffId: by.staffId, name: by.staffName }, now, rules);
      tx.afterCommit(() => live.publish('complaints'));
      const moved = await findComplaint(tx, complaintId) ?? refuse('COMPLAINT_NOT_FOUND');
      return readStory(tx, moved, { rules, now, movesOf: after => possibleMoves(by, moved, after, mostReturns) });
    });
  }

  async function dispatched(tx: Transaction, { complaint }: Moving, { handlerId, words }: Inputs['dispatch']): Promise<StepFacts> {
    const handler = (await listActiveStaff(tx)).find(({ id }) => id === handlerId) ?? refuse('STAFF_NOT_FOUND');
    if (!mayHandle(handler.roles)) refuse('STAFF_NOT_FOUND');
    if (complaint.aboutStaffIds.includes(handlerId)) refuse('HANDLER_CONCERNED');
    return { kind: 'dispatched', handlerId, handlerName: handler.name, words };
  }

  /** Extensions are asked for in the table's order, each once. */
  function extensionAsked(moving: Moving, { ruleId, reason }: Inputs['askExtension']): StepFacts {
    const { row, standing } = moving;
    const rule = row.extensions[standing.extensions.length];
    if (!rule || rule.id !== ruleId) return refuse('EXTENSION_NOT_ALLOWED');
    checkInTime(dueOf(moving, rule.extends), moving.now);
    return { kind: 'extensionAsked', ruleId, span: rule.span, reason };
  }

  function extensionDecided(moving: Moving, { isApproved, words }: Inputs['decideExtension']): StepFacts {
    const { row, standing: { askedExtension }, now } = moving;
    const rule = row.extensions.find(({ id }) => id === askedExtension?.ruleId);
    if (!askedExtension || !rule) return refuse('EXTENSION_NOT_ALLOWED');
    if (rule.approvedBy === 'headquarters') refuse('HEADQUARTERS_DECIDES');
    const dueAtThen = dueOf(moving, rule.extends);
    if (isApproved) checkInTime(dueAtThen, now);
    return { kind: 'extensionDecided', isApproved, words, span: askedExtension.span, dueAtThen };
  }

  function dueOf({ complaint, row, standing, rules }: Moving, kinds: DeadlineRow['extensions'][number]['extends']) {
    const deadlines = deadlinesOf({ receivedAt: complaint.receivedAt, row }, standing, rules.ground);
    return Object.fromEntries(kinds.flatMap(kind => deadlines[kind] ? [[kind, deadlines[kind].dueAt]] : [])) as Extract<StepFacts, { kind: 'extensionDecided' }>['dueAtThen'];
  }

  function checkInTime(dueAtThen: Partial<Record<string, number | null>>, now: number): void {
    if (Object.values(dueAtThen).some(dueAt => dueAt !== undefined && !isInTime(now, dueAt, 0))) refuse('EXTENSION_TOO_LATE');
  }

  async function answered(tx: Transaction, { complaint, by, now }: Moving, { templateId, text, how }: Inputs['answer']): Promise<StepFacts> {
    const places = unwrittenPlaces(text);
    if (places.length > 0) refuse('LETTER_UNFINISHED', { places });
    const { timeZone } = branch() ?? refuse('NOT_SET_UP');
    const year = Number(businessDateOf(now, timeZone).slice(0, 4));
    const letterNumber = await registerLetter(tx, { complaintId: complaint.id, year, templateId, text, at: now, byName: by.staffName });
    return { kind: 'answered', letterNumber, templateId, text, how };
  }
}
