import { branchKeyOf } from '../../main/branch/branch-key.ts';
import type { BranchParts } from '../../main/branch/branch-parts.ts';
import { refuse } from '../../shared/errors.ts';

/** A branch's secret that is the same in each test. */
export const aBranchSecret = Buffer.from('a branch key of thirty-two bytes', 'latin1');

/** For tests in which nothing is wrapped or signed and nobody signs in on the spot. */
export const noSecondPeople: Pick<BranchParts, 'branchKey' | 'confirmStaff'> = {
  branchKey: branchKeyOf(aBranchSecret),
  confirmStaff: async () => refuse('WRONG_CREDENTIALS', { attemptsLeft: 4 }),
};
