import { and, eq, sql } from 'drizzle-orm';
import type { StepFacts } from '../../shared/complaint-steps.ts';
import type { ConsoleStep } from '../../shared/console-complaints.ts';
import type { PathStep } from '../complaints/complaint-path.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { complaintSteps, directives } from './hq-schema.ts';
import { readRows } from './read-rows.ts';

/** A step of either side as headquarters knows it. */
export type KnownStep = PathStep & Pick<ConsoleStep, 'byName' | 'delivery'>;

const taken = { state: 'taken', code: null } as const;

/**
 * The steps of one complaint: what the branch has sent, and headquarters' own that it has not sent back yet. Each once. What the
 * branch sent of headquarters is known even where headquarters was put back from a backup made before it.
 */
export async function readSteps(queries: Queries | Transaction, branchId: string, complaintId: string): Promise<KnownStep[]> {
  const sent = await readRows<Omit<KnownStep, 'seen' | 'delivery'> & { seenBranch: number; seenHeadquarters: number }>(queries, sql`
    select id, side, "seenBranch", "seenHeadquarters", at, "byStaffId", "byName", facts::jsonb as facts from branches.complaint_steps where "branchId" = ${branchId} and "complaintId" = ${complaintId}`);
  const known = sent.map(({ seenBranch, seenHeadquarters, ...step }): KnownStep => ({ ...step, seen: { branch: seenBranch, headquarters: seenHeadquarters }, delivery: step.side === 'headquarters' ? taken : null }));
  const own = await queries.select({ step: complaintSteps, outcome: directives.outcome, code: directives.code }).from(complaintSteps)
    .leftJoin(directives, and(eq(directives.branchId, complaintSteps.branchId), eq(directives.number, complaintSteps.directive)))
    .where(and(eq(complaintSteps.branchId, branchId), eq(complaintSteps.complaintId, complaintId)));
  const unsent = own.filter(({ step }) => !known.some(({ id }) => id === step.id)).map(({ step, outcome, code }): KnownStep => ({
    id: step.id, side: 'headquarters', seen: { branch: step.seenBranch, headquarters: step.seenHeadquarters }, at: step.at, byStaffId: step.byStaffId, byName: step.byName, facts: step.facts as StepFacts,
    delivery: { state: outcome ?? 'waits', code },
  }));
  return [...known, ...unsent];
}

/** Keeps a step of headquarters; `directive`: the number under which the branch gets it. */
export async function keepStep(tx: Transaction, { branchId, complaintId, directive, step }: { branchId: string; complaintId: string; directive: number; step: PathStep & { byStaffId: string; byName: string } }): Promise<void> {
  const { id, seen, at, byStaffId, byName, facts } = step;
  await tx.insert(complaintSteps).values({ branchId, complaintId, id, seenBranch: seen.branch, seenHeadquarters: seen.headquarters, at, byStaffId, byName, facts, directive });
}

/** Whether this step was kept already: a command that is repeated does nothing more. */
export async function isKept(tx: Transaction, branchId: string, complaintId: string, id: string): Promise<boolean> {
  return (await tx.select({ id: complaintSteps.id }).from(complaintSteps).where(and(eq(complaintSteps.branchId, branchId), eq(complaintSteps.complaintId, complaintId), eq(complaintSteps.id, id)))).length > 0;
}
