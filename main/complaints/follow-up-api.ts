import { and, isNull, lte } from 'drizzle-orm';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Transaction } from '../database/database.ts';
import { complaints } from './complaints-schema.ts';
import { addStep, recomputeDue, readSteps } from './complaints-store.ts';
import { readDeadlineRules } from './deadline-ground-store.ts';
import type { DeadlineRules } from './deadline-rules.ts';
import { defaultLadder, ladderOf, type LadderRules } from './deadline-ladder.ts';

/**
 * What comes due without anybody moving: open complaints are reckoned anew, in case a calendar year has arrived, and those overdue
 * are urged 催办 the day after and noticed 通报 after five working days (a setting), each once for each promise that was broken.
 * To be called at the start and every hour. Answers how many steps were added.
 */
export async function followUpComplaints({ database, clock, branch, live }: Pick<BranchParts, 'database' | 'clock' | 'branch' | 'live'>): Promise<number> {
  const present = branch();
  if (!present) return 0;
  return database.change(async tx => {
    const rules = await readDeadlineRules(tx, present);
    const changed = await recomputeDue(tx, rules);
    const added = await climbLadder(tx, rules, { ...defaultLadder, noticeAfterWorkingDays: present.settings.complaintNoticeAfterWorkingDays }, clock.now());
    if (changed + added > 0) tx.afterCommit(() => live.publish('complaints'));
    return added;
  });
}

async function climbLadder(tx: Transaction, rules: DeadlineRules, ladderRules: LadderRules, now: number): Promise<number> {
  const overdue = await tx.select().from(complaints).where(and(isNull(complaints.endedAt), lte(complaints.dueOrder, now)));
  let added = 0;
  for (const complaint of overdue) {
    const { nextKind, nextDueAt } = complaint;
    if (nextKind === null || nextDueAt === null) continue;
    const ladder = ladderOf(nextDueAt, ladderRules, rules.ground);
    for (const [kind, step] of [['urged', ladder.urge], ['noticed', ladder.notice]] as const) {
      const steps = await readSteps(tx, complaint.id);
      const isDone = steps.some(({ at, facts }) => facts.kind === kind && facts.overdue === nextKind && at >= nextDueAt);
      if (isDone || now < step.at) continue;
      await addStep(tx, complaint, steps, { kind, overdue: nextKind }, { staffId: null, name: null }, now, rules);
      added += 1;
    }
  }
  return added;
}
