import { destructionSigners } from '../../shared/approvals.ts';
import { refuse } from '../../shared/errors.ts';
import { destructionSteps, type Destruction, type DestructionStep as Step } from '../../shared/lending.ts';
import type { Person } from './approvals-needed.ts';

export type DestructionState = Destruction['state'];

/** What of a proposal decides who may do what next. */
export interface Proposal {
  state: DestructionState;
  proposedBy: string;
  approvals: readonly { step: Step; staffId: string; isApproved: boolean }[];
}

/** The step whose turn it is; null when none is left or the proposal was rejected. */
export function nextStepOf({ state, approvals }: Pick<Proposal, 'state' | 'approvals'>): Step | null {
  if (state !== 'proposed') return null;
  return destructionSteps[approvals.length] ?? null;
}

/**
 * The state of a proposal after this signature. Three different people sign in order, none of them the one who proposed;
 * the first who does not approve ends it. Source: product rules, "Destruction".
 *
 * Errors: DESTRUCTION_OVER, DESTRUCTION_STEP, APPROVER_SAME_PERSON, APPROVER_NOT_ALLOWED.
 */
export function stateAfterSignature(proposal: Proposal, { step, signer, isApproved }: { step: Step; signer: Person; isApproved: boolean }): DestructionState {
  const nextStep = nextStepOf(proposal);
  if (nextStep === null) return refuse('DESTRUCTION_OVER');
  if (step !== nextStep) refuse('DESTRUCTION_STEP', { nextStep });
  const { staffId, name, roles } = signer;
  if (staffId === proposal.proposedBy || proposal.approvals.some(each => each.staffId === staffId)) refuse('APPROVER_SAME_PERSON', { name });
  if (!roles.some(role => destructionSigners[step].includes(role))) refuse('APPROVER_NOT_ALLOWED', { name });
  if (!isApproved) return 'rejected';
  return step === destructionSteps.at(-1) ? 'approved' : 'proposed';
}

/**
 * Whether it may be carried out by this person before these two. Everybody but the administrator may witness: who keeps
 * the accounts could otherwise lend one for it (三员分立).
 *
 * Errors: DESTRUCTION_OVER, DESTRUCTION_NOT_APPROVED, APPROVER_SAME_PERSON, APPROVER_NOT_ALLOWED.
 */
export function checkMayCarryOut({ state, approvals }: Proposal, executor: Person, witnesses: readonly [Person, Person]): void {
  checkIsOpen(state);
  const signed = new Set(approvals.filter(({ isApproved }) => isApproved).map(({ staffId }) => staffId));
  if (state !== 'approved' || signed.size < destructionSteps.length) refuse('DESTRUCTION_NOT_APPROVED');
  const [one, other] = witnesses;
  for (const { staffId, name, roles } of witnesses) {
    if (staffId === executor.staffId) refuse('APPROVER_SAME_PERSON', { name });
    if (roles.every(role => role === 'administrator')) refuse('APPROVER_NOT_ALLOWED', { name });
  }
  if (one.staffId === other.staffId) refuse('APPROVER_SAME_PERSON', { name: other.name });
}

/** Refuses with DESTRUCTION_OVER what was rejected, withdrawn or carried out: nothing is signed, withdrawn or destroyed any more. */
export function checkIsOpen(state: DestructionState): void {
  if (state !== 'proposed' && state !== 'approved') refuse('DESTRUCTION_OVER');
}

/**
 * Whether a file may be destroyed, or be proposed for it, today. Its last day of retention still belongs to it; a file
 * without one is kept for ever.
 *
 * Errors: FILE_DESTROYED, FILE_NOT_ON_SHELF, FILE_ON_HOLD, FILE_STILL_KEPT.
 */
export function checkDestructible(
  file: { archiveNumber: string; state: string; retentionEndsOn: string | null; holdCount: number },
  expectedState: 'onShelf' | 'underReview',
  today: string,
): void {
  const { archiveNumber, state, retentionEndsOn, holdCount } = file;
  if (state === 'destroyed') refuse('FILE_DESTROYED', { archiveNumber });
  if (state !== expectedState) refuse('FILE_NOT_ON_SHELF', { archiveNumber, state });
  if (holdCount > 0) refuse('FILE_ON_HOLD', { archiveNumber });
  if (retentionEndsOn === null || retentionEndsOn >= today) refuse('FILE_STILL_KEPT', { archiveNumber, until: retentionEndsOn ?? '' });
}
