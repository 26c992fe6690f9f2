import type { ProcedureMeta } from '../../shared/command.ts';
import type { Role } from '../../shared/staff.ts';

export interface Standing {
  hasStation: boolean;
  session: { roles: readonly Role[]; isLocked: boolean; mustChangePassword: boolean } | null;
}

export type Obstacle =
  | { code: 'STATION_UNKNOWN' | 'NOT_SIGNED_IN' | 'SESSION_LOCKED' | 'PASSWORD_CHANGE_REQUIRED' }
  | { code: 'ROLE_REQUIRED'; roles: readonly Role[] };

/**
 * The first thing that keeps a caller from a procedure, or null: station, sign-in, lock, temporary password, role, in
 * this order, so that an answer never says more than the step before allows. A locked session stops everything that does
 * not say `whileLocked`, even what a station may do with nobody signed in: the screen belongs to an absent person.
 * An empty list of roles lets nobody through.
 */
export function whatStandsInTheWay({ hasStation, session }: Standing, { access, whileLocked, beforePasswordChange }: ProcedureMeta): Obstacle | null {
  if (access !== 'anyone' && !hasStation) return { code: 'STATION_UNKNOWN' };
  const needsStaff = access !== 'anyone' && access !== 'station';
  if (needsStaff && !session) return { code: 'NOT_SIGNED_IN' };
  if (session?.isLocked && !whileLocked) return { code: 'SESSION_LOCKED' };
  if (session?.mustChangePassword && !beforePasswordChange) return { code: 'PASSWORD_CHANGE_REQUIRED' };
  if (needsStaff && access !== 'staff' && !session?.roles.some(role => access.includes(role))) return { code: 'ROLE_REQUIRED', roles: access };
  return null;
}
