import type { Role } from '../../shared/staff.ts';

interface Account {
  id: string;
  roles: readonly Role[];
  isActive: boolean;
}

/** True when at least one active administrator remains after `changed` has taken its account's place. */
export function leavesAnAdministrator(accounts: readonly Account[], changed: Account): boolean {
  return [...accounts.filter(({ id }) => id !== changed.id), changed].some(({ isActive, roles }) => isActive && roles.includes('administrator'));
}
