import { branchKeyOf } from '../../main/branch/branch-key.ts';
import type { BranchParts } from '../../main/branch/branch-parts.ts';
import { refuse } from '../../shared/errors.ts';

/** A branch's secret that is the same in each test. */
export const aBranchSecret = Buffer.from('a branch key of thirty-two bytes', 'latin1');

/** For tests in which nothing is wrapped or signed, nobody signs in on the spot and the log is not verified. */
export const noSecondPeople: Pick<BranchParts, 'branchKey' | 'confirmStaff' | 'logWorker'> = {
  branchKey: branchKeyOf(aBranchSecret),
  logWorker: new URL('file:///nowhere'),
  confirmStaff: async () => refuse('WRONG_CREDENTIALS', { attemptsLeft: 4 }),
};
