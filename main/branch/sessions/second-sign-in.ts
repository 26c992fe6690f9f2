import { refuse } from '../../../shared/errors.ts';
import type { BranchParts } from '../branch-parts.ts';
import type { StaffParts } from '../staff-parts.ts';
import { provePassword } from './password-proof.ts';

/**
 * A second person proves on the spot who they are, without taking over the station: to approve, to check, to witness.
 * Somebody who must change a temporary password first approves nothing yet.
 *
 * Errors: WRONG_CREDENTIALS, ACCOUNT_LOCKED, PASSWORD_CHANGE_REQUIRED.
 */
export function secondSignIn(parts: () => StaffParts): BranchParts['confirmStaff'] {
  return ({ loginName, password }) => provePassword(parts(), { loginName, password, stationId: null }, async (_tx, account) => {
    if (account.mustChangePassword) refuse('PASSWORD_CHANGE_REQUIRED');
    return { staffId: account.id, name: account.name, roles: account.roles };
  });
}
