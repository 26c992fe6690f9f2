import { complaintNumber } from '../../shared/complaint-number.ts';
import type { HeadquartersMoveKind, StepFacts } from '../../shared/complaint-steps.ts';
import type { ConsoleComplaintStory } from '../../shared/console-complaints.ts';
import type { AuditedAction } from '../../shared/console-session.ts';
import type { ConsoleInputs } from '../../shared/headquarters-console.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { decidingFault, dueBeforeDecision } from '../complaints/complaint-extensions.ts';
import { pathFault, type PathStep } from '../complaints/complaint-path.ts';
import { missingFields } from '../complaints/intake-rules.ts';
import { noteDone } from './audit-store.ts';
import type { SignedInStaff } from './caller.ts';
import { knownClasses } from './complaint-classes-store.ts';
import { isKept, keepStep } from './complaint-steps-store.ts';
import { extendingOf, findComplaint, storyOf, type StandingComplaint } from './console-complaint-story-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import type { Transaction } from './hq-database.ts';
import { directBranch } from './publish-store.ts';

type Inputs = ConsoleInputs['complaints'];
interface Asked { commandId: string; branchId: string; complaintId: string; expectedSteps: number }

const actions: Record<HeadquartersMoveKind, AuditedAction> = { supervised: 'complaintSupervised', instructed: 'complaintInstructed', extensionDecided: 'extensionDecided' };

/** Headquarters' steps in complaints of branches: each is kept here and given to the branch in one transaction. */
export function complaintMoves({ database, clock }: HeadquartersParts) {
  return {
    supervise: (input: Inputs['supervise'], by: SignedInStaff) => move(input, by, 'supervised', async () => ({ kind: 'supervised', words: input.words })),
    instruct: (input: Inputs['instruct'], by: SignedInStaff) => move(input, by, 'instructed', async () => ({ kind: 'instructed', words: input.words })),
    decideExtension: (input: Inputs['decideExtension'], by: SignedInStaff) => move(input, by, 'extensionDecided', (tx, found) => extensionDecided(tx, found, input)),
    entrust,
  };

  /**
   * Reads where the complaint stands, asks whether the path allows the step, adds it after all that headquarters knows, and answers
   * the story. What the branch adds meanwhile stays beside it: the path says which of the two still moves anything. A command that
   * was done already changes nothing. Errors: COMPLAINT_NOT_FOUND, COMPLAINT_MOVED, COMPLAINT_MOVE_REFUSED, BRANCH_REVOKED.
   */
  function move({ commandId, branchId, complaintId, expectedSteps }: Asked, by: SignedInStaff, kind: HeadquartersMoveKind, factsOf: (tx: Transaction, found: StandingComplaint) => Promise<StepFacts>): Promise<ConsoleComplaintStory> {
    return database.transact(async tx => {
      // Two people of headquarters come one after the other: the second is told of the first.
      await tx.$client.query('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', [branchId, complaintId]);
      const now = clock.now();
      const found = await findComplaint(tx, branchId, complaintId) ?? refuseAtHeadquarters('COMPLAINT_NOT_FOUND');
      if (await isKept(tx, branchId, complaintId, commandId)) return storyOf(tx, found, now);
      const { steps, standing, complaint } = found;
      const last = steps.toSorted((a, b) => a.at - b.at).at(-1);
      if (steps.length !== expectedSteps) refuseAtHeadquarters('COMPLAINT_MOVED', { byName: last?.byName ?? null, at: last?.at ?? now, state: standing.state });
      const fault = pathFault(standing, kind);
      if (fault) refuseAtHeadquarters('COMPLAINT_MOVE_REFUSED', { state: standing.state, reason: fault });
      const { seen } = standing;
      const step = { id: commandId, side: 'headquarters' as const, seen: { ...seen, headquarters: seen.headquarters + 1 }, at: now, byStaffId: by.staffId, byName: by.name, facts: await factsOf(tx, found) };
      const directive = await directBranch(tx, branchId, { kind: 'complaintSteps', body: { complaintId, steps: [step] }, by, at: now });
      await keepStep(tx, { branchId, complaintId, directive, step });
      await noteDone(tx, { action: actions[kind], by, branchId, detail: { complaint: complaintNumber(complaint) }, at: now });
      const after = await findComplaint(tx, branchId, complaintId) ?? refuseAtHeadquarters('COMPLAINT_NOT_FOUND');
      return storyOf(tx, after, now);
    });
  }

  async function extensionDecided(tx: Transaction, found: StandingComplaint, { isApproved, words }: Inputs['decideExtension']): Promise<StepFacts> {
    const extending = await extendingOf(tx, found, clock.now());
    const { askedExtension, state } = found.standing;
    const fault = decidingFault(extending, 'headquarters', isApproved);
    if (fault || !askedExtension) return refuseAtHeadquarters('COMPLAINT_MOVE_REFUSED', { state, reason: fault ?? 'notAsked' });
    return { kind: 'extensionDecided', isApproved, words, span: askedExtension.span, dueAtThen: dueBeforeDecision(extending) };
  }

  /** The branch gives it a number and its deadlines; until it has it, it stands among those that wait. */
  function entrust({ commandId: complaintId, branchId, source, words, form }: Inputs['entrust'], by: SignedInStaff): Promise<{ complaintId: string }> {
    const fields = missingFields({ ...form, customerId: null });
    if (fields.length > 0) refuseAtHeadquarters('COMPLAINT_INCOMPLETE', { fields });
    return database.transact(async tx => {
      const { rows: [before] } = await tx.$client.query('select 1 from hq.complaint_steps where "branchId" = $1 and "complaintId" = $2', [branchId, complaintId]);
      if (before) return { complaintId };
      const chosen = (await knownClasses(tx, branchId)).find(({ id }) => id === form.classId);
      if (!chosen?.isActive) refuseAtHeadquarters('COMPLAINT_CLASS_NOT_FOUND');
      const at = clock.now();
      // The branch's first step is its receipt; this one follows it.
      const step: PathStep & { byStaffId: string; byName: string } = { id: complaintId, side: 'headquarters', seen: { branch: 1, headquarters: 1 }, at, byStaffId: by.staffId, byName: by.name, facts: { kind: 'entrusted', source, words } };
      const directive = await directBranch(tx, branchId, { kind: 'entrustedComplaint', body: { complaintId, receivedAt: at, form, step }, by, at });
      await keepStep(tx, { branchId, complaintId, directive, step });
      await noteDone(tx, { action: 'complaintEntrusted', by, branchId, detail: { channel: form.channel, source }, at });
      return { complaintId };
    });
  }
}
