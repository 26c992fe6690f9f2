import { approvalsNeeded } from '../../shared/approvals.ts';
import type { LevelApproval } from '../../shared/archive.ts';
import { refuse } from '../../shared/errors.ts';
import type { Role } from '../../shared/staff.ts';

/** Somebody whose right to look, lend or approve is judged: signed in here, or proven by a second sign-in. */
export interface Person {
  staffId: string;
  name: string;
  roles: readonly Role[];
}

/**
 * Who may be the second of two approvers. Not a clerk, who serves the customer whom the file is about, and not the
 * administrator, who keeps the accounts that approve (三员分立).
 */
const secondApprovers: readonly Role[] = ['manager', 'archivist', 'auditor'];

/**
 * Refuses unless the people who signed in are those whom the level asks for. People beyond the number asked for change nothing.
 *
 * Errors: APPROVER_SAME_PERSON (the caller, or one person twice), APPROVAL_NEEDED, APPROVER_NOT_ALLOWED.
 */
export function checkApprovers(approval: LevelApproval, caller: Person, approvers: readonly Person[]): void {
  const { count, needsManager } = approvalsNeeded(approval, caller);
  if (count === 0) return;
  const seen = new Set([caller.staffId]);
  for (const { staffId, name } of approvers) {
    if (seen.has(staffId)) refuse('APPROVER_SAME_PERSON', { name });
    seen.add(staffId);
  }
  if (approvers.length < count) refuse('APPROVAL_NEEDED', { count });
  const manager = approvers.find(({ roles }) => roles.includes('manager'));
  if (needsManager && !manager) refuse('APPROVER_NOT_ALLOWED', { name: approvers[0]?.name ?? '' });
  for (const { roles, name } of approvers) {
    if (!roles.some(role => secondApprovers.includes(role))) refuse('APPROVER_NOT_ALLOWED', { name });
  }
}
