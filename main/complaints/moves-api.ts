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
import { askingFault, decidingFault, dueBeforeDecision, nextExtension, type Extending } from './complaint-extensions.ts';
import { lastDayToReopen, leastMissedCalls, mayHandle, moveLimits, moverFault, possibleMoves } from './complaint-movers.ts';
import { follow, pathFault, type Standing } from './complaint-path.ts';
import { givePhotosTo } from './complaint-photos-store.ts';
import { readStory } from './complaint-story-store.ts';
import { addStep, findComplaint, readSteps, type StoredComplaint } from './complaints-store.ts';
import { readDeadlineRules } from './deadline-ground-store.ts';
import type { DeadlineRules } from './deadline-rules.ts';
import { registerLetter } from './letters-store.ts';
import { unwrittenPlaces, type LetterTemplateId } from './letters.ts';

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
    refuse: contract.refuse.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'refused', (tx, moving) => refused(tx, moving, call.input))),
    dispatch: contract.dispatch.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'dispatched', async (tx, { complaint }) => ({ kind: 'dispatched', ...await chosenHandler(tx, complaint, call.input.handlerId), words: call.input.words }))),
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
    decideExtension: contract.decideExtension.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'extensionDecided', (tx, moving) => extensionDecided(tx, moving, call.input))),
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
    reopen: contract.reopen.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'reopened', async (tx, { complaint }) => {
      const { reason, handlerId, words } = call.input;
      return { kind: 'reopened', reason, words, ...await chosenHandler(tx, complaint, handlerId), closeDueAtThen: complaint.closeDueAt };
    })),
    withdraw: contract.withdraw.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'withdrawn', async (tx, moving) => {
      const { reason, words, text } = call.input;
      return { kind: 'withdrawn', reason, words, ...reason === 'mistake' ? {} : await letterTo(tx, moving, 'withdrawn', text) };
    })),
  };

  /**
   * Reads where the complaint stands, asks whether this person may move it so, adds the step and answers the story as it is then.
   * Errors: COMPLAINT_NOT_FOUND, COMPLAINT_MOVED, COMPLAINT_MOVE_REFUSED, who may not, and what `factsOf` refuses.
   */
  async function move(command: Command, by: Session, { complaintId, expectedSteps }: AskedMove, kind: MoveKind, factsOf: (tx: Transaction, moving: Moving) => Promise<StepFacts>): Promise<ComplaintStory> {
    const present = branch() ?? refuse('NOT_SET_UP');
    return database.write(command, async tx => {
      const now = clock.now();
      const complaint = await findComplaint(tx, complaintId) ?? refuse('COMPLAINT_NOT_FOUND');
      const steps = await readSteps(tx, complaintId);
      const { standing } = follow(steps);
      const last = steps.at(-1);
      if (steps.length !== expectedSteps) refuse('COMPLAINT_MOVED', { byName: last?.byName ?? null, at: last?.at ?? now, state: standing.state });
      const fault = pathFault(standing, kind);
      if (fault) refuse('COMPLAINT_MOVE_REFUSED', { state: standing.state, reason: fault });
      const limits = moveLimits(present, now);
      const whyNot = moverFault(kind, by, complaint, standing, limits);
      if (whyNot === 'RETURNED_TOO_OFTEN') refuse(whyNot, { most: limits.mostReturns });
      else if (whyNot === 'REOPENING_TOO_LATE') refuse(whyNot, { lastDay: lastDayToReopen(standing.endedAt ?? now, limits) });
      else if (whyNot) refuse(whyNot);
      const rules = await readDeadlineRules(tx, present);
      const row = rules.rowFor(complaint);
      const facts = await factsOf(tx, { complaint, standing, rules, row, now, by });
      await addStep(tx, complaint, steps, facts, { staffId: by.staffId, name: by.staffName }, now, rules);
      tx.afterCommit(() => live.publish('complaints'));
      const moved = await findComplaint(tx, complaintId) ?? refuse('COMPLAINT_NOT_FOUND');
      return readStory(tx, moved, { rules, now, movesOf: after => possibleMoves(by, moved, after, limits) });
    });
  }

  /** Who is to handle it. Errors: STAFF_NOT_FOUND, HANDLER_CONCERNED. */
  async function chosenHandler(tx: Transaction, complaint: StoredComplaint, handlerId: string): Promise<{ handlerId: string; handlerName: string }> {
    const handler = (await listActiveStaff(tx)).find(({ id }) => id === handlerId) ?? refuse('STAFF_NOT_FOUND');
    if (!mayHandle(handler.roles)) refuse('STAFF_NOT_FOUND');
    if (complaint.aboutStaffIds.includes(handlerId)) refuse('HANDLER_CONCERNED');
    return { handlerId, handlerName: handler.name };
  }

  /** To an anonymous complainant nothing goes out: then the reason stands in the story alone. */
  async function refused(tx: Transaction, moving: Moving, { reason, words, text }: Inputs['refuse']): Promise<StepFacts> {
    if (moving.complaint.isAnonymous && words === '') refuse('COMPLAINT_INCOMPLETE', { fields: ['words'] });
    return { kind: 'refused', reason, words, ...await letterTo(tx, moving, 'notOurs', text) };
  }

  function extensionAsked(moving: Moving, { ruleId, reason }: Inputs['askExtension']): StepFacts {
    const asked = extending(moving);
    const rule = nextExtension(asked);
    const fault = askingFault(asked);
    if (fault || rule?.id !== ruleId) return refuse(fault ?? 'EXTENSION_NOT_ALLOWED');
    return { kind: 'extensionAsked', ruleId, span: rule.span, reason };
  }

  async function extensionDecided(tx: Transaction, moving: Moving, { isApproved, words, text }: Inputs['decideExtension']): Promise<StepFacts> {
    const asked = extending(moving);
    const fault = decidingFault(asked, 'branch', isApproved);
    const { askedExtension } = moving.standing;
    if (fault || !askedExtension) return refuse(fault ?? 'EXTENSION_NOT_ALLOWED');
    return { kind: 'extensionDecided', isApproved, words, span: askedExtension.span, dueAtThen: dueBeforeDecision(asked), ...isApproved ? await letterTo(tx, moving, 'needsTime', text) : {} };
  }

  async function answered(tx: Transaction, moving: Moving, { templateId, text, how }: Inputs['answer']): Promise<StepFacts> {
    return { kind: 'answered', templateId, how, ...await sent(tx, moving, templateId, text) };
  }

  /** The letter that goes out with a move; to an anonymous complainant none does. Errors: COMPLAINT_INCOMPLETE where it is missing, LETTER_UNFINISHED. */
  async function letterTo(tx: Transaction, moving: Moving, templateId: LetterTemplateId, text = ''): Promise<{ letterNumber?: string; text?: string }> {
    if (moving.complaint.isAnonymous) return {};
    if (text === '') refuse('COMPLAINT_INCOMPLETE', { fields: ['text'] });
    return sent(tx, moving, templateId, text);
  }

  async function sent(tx: Transaction, { complaint, by, now }: Moving, templateId: LetterTemplateId, text: string): Promise<{ letterNumber: string; text: string }> {
    const places = unwrittenPlaces(text);
    if (places.length > 0) refuse('LETTER_UNFINISHED', { places });
    const { timeZone } = branch() ?? refuse('NOT_SET_UP');
    const year = Number(businessDateOf(now, timeZone).slice(0, 4));
    return { letterNumber: await registerLetter(tx, { complaintId: complaint.id, year, templateId, text, at: now, byName: by.staffName }), text };
  }
}

function extending({ complaint: { receivedAt }, row, standing, rules, now }: Moving): Extending {
  return { receivedAt, row, standing, ground: rules.ground, now };
}
