import type { LevelApproval } from './archive.ts';
import type { DestructionStep } from './lending.ts';
import type { Role } from './staff.ts';

// The service judges by these rules; the pages ask for as many sign-ins as will be needed.

/**
 * How many other people must sign in before a file of this level opens to the caller or leaves its shelf.
 * A manager's own look has the manager's approval in itself; the second approver of the highest level is another person always.
 *
 * Source: product rules, "Looking": 机密 needs the manager, 绝密 the manager and a second named approver.
 */
export function approvalsNeeded(approval: LevelApproval, caller: { roles: readonly Role[] }): { count: number; needsManager: boolean } {
  if (approval === 'none') return { count: 0, needsManager: false };
  const needsManager = !caller.roles.includes('manager');
  const count = (needsManager ? 1 : 0) + (approval === 'managerAndSecond' ? 1 : 0);
  return { count, needsManager };
}

/** Nothing leaves the company without the manager, however low its level. */
export function approvalOfLoan(level: LevelApproval, isOutsideCompany: boolean): LevelApproval {
  return level === 'none' && isOutsideCompany ? 'manager' : level;
}

/** Who may sign each step of a destruction: the supervisor of the information keeps it; the two above lead the house. */
export const destructionSigners: Readonly<Record<DestructionStep, readonly Role[]>> = {
  informationSupervisor: ['archivist', 'manager'],
  serviceManager: ['manager'],
  generalManager: ['manager'],
};
