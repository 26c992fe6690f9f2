import { os } from '@orpc/server';
import { type HeadquartersMeta, type HeadquartersRole, refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import type { KnownBranch } from './known-branch-store.ts';

/** Somebody of headquarters, by the session their token belongs to. */
export interface SignedInStaff {
  staffId: string;
  loginName: string;
  name: string;
  roles: readonly HeadquartersRole[];
  /** of the session: what is ended at sign-out */
  tokenHash: string;
  mustChangePassword: boolean;
}

/** Who sent a request, found out before its route: at most one of `branch` and `staff`. */
export interface HeadquartersCaller {
  address: string;
  /** it came by TLS */
  isSecure: boolean;
  /** the answer's headers, for the session's cookie */
  resHeaders?: Headers;
  branch: KnownBranch | null;
  staff: SignedInStaff | null;
}

/** What a handler behind `checkCaller` may rely on where its procedure asks for a branch. */
export function branchOf({ branch }: HeadquartersCaller): KnownBranch {
  if (!branch) return refuseAtHeadquarters('TOKEN_UNKNOWN');
  if (branch.revokedAt !== null) return refuseAtHeadquarters('BRANCH_REVOKED');
  return branch;
}

/** Likewise where it asks for people. */
export function staffOf({ staff }: HeadquartersCaller): SignedInStaff {
  return staff ?? refuseAtHeadquarters('NOT_SIGNED_IN');
}

/**
 * The one place where it is decided whether a caller may call: around every procedure, before its input is looked at.
 * Errors: TOKEN_UNKNOWN, BRANCH_REVOKED; NOT_SIGNED_IN, PASSWORD_CHANGE_REQUIRED, NOT_ALLOWED.
 */
export function checkCaller() {
  return os.$context<HeadquartersCaller>().$meta<HeadquartersMeta>({ access: [] }).middleware(({ context, procedure, next }) => {
    const { access, beforePasswordChange } = procedure['~orpc'].meta;
    if (access === 'branch') branchOf(context);
    else if (access !== 'anyone') {
      const { roles, mustChangePassword } = staffOf(context);
      if (mustChangePassword && !beforePasswordChange) refuseAtHeadquarters('PASSWORD_CHANGE_REQUIRED');
      if (access !== 'staff' && !access.some(role => roles.includes(role))) refuseAtHeadquarters('NOT_ALLOWED');
    }
    return next();
  });
}
