import type { BranchParts } from '../branch/branch-parts.ts';
import { destructionHandlers } from './destruction-api.ts';
import { levelHandlers } from './level-api.ts';
import { loanHandlers } from './loans-api.ts';
import { reviewHandlers } from './review-api.ts';

/** What is done with files beside looking at them: lending, quarterly review, destruction, change of level. */
export function lendingApi(parts: BranchParts) {
  return { ...loanHandlers(parts), ...reviewHandlers(parts), ...destructionHandlers(parts), ...levelHandlers(parts) };
}
