import * as z from 'zod';
import { stationKind } from './stations.ts';
import { commandId, instant, procedure, rowId, timeOfDay, words } from './command.ts';

export const roles = ['clerk', 'archivist', 'manager', 'administrator', 'auditor'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** 三员分立: nobody holds two of these. */
export const separatedRoles: readonly Role[] = ['administrator', 'manager', 'auditor'];

/** True when the roles keep 三员分立. */
export function rolesAreSeparated(held: readonly Role[]): boolean {
  return held.filter(each => separatedRoles.includes(each)).length <= 1;
}

export const roleSet = z.array(role).min(1).transform(held => [...new Set(held)]);

export const loginName = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/);
/** Longest is bounded so that hashing cannot be made a weapon. Weakness is judged by the rule in main/staff. */
export const password = z.string().min(1).max(128);
/** Digits for the quick unlock of a session that is already signed in. */
export const pin = z.string().regex(/^\d{4,8}$/);

export const staffMember = z.object({
  id: rowId,
  loginName: z.string(),
  name: z.string(),
  roles: z.array(role),
  isActive: z.boolean(),
  mustChangePassword: z.boolean(),
  hasPin: z.boolean(),
  lockedUntilAt: instant.nullable(),
  lastSignedInAt: instant.nullable(),
});
export type StaffMember = z.infer<typeof staffMember>;

export const signedInStaff = staffMember.pick({ id: true, loginName: true, name: true, roles: true, mustChangePassword: true, hasPin: true });

export const trades = ['power', 'bank', 'insurance', 'property'] as const;

export const sessionState = z.object({
  branch: z.object({
    name: z.string(),
    trade: z.enum(trades),
    timeZone: z.string(),
    isDemonstration: z.boolean(),
    idleLockMinutes: z.number().int(),
  }).nullable().describe('null until the first-run wizard has made the branch'),
  station: z.object({ id: rowId, name: z.string(), kind: stationKind }).nullable(),
  staff: signedInStaff.nullable(),
  isLocked: z.boolean(),
});
export type SessionState = z.infer<typeof sessionState>;

export const signedIn = z.object({ token: z.string(), state: sessionState });

const administrator = { access: ['administrator'] } as const;

/** First run, sign-in, lock and unlock: the connection's own state. */
export const sessionContract = {
  /** Presents what the caller holds; both optional. Called first on every new connection. Unknown tokens are simply not taken. */
  hello: procedure.meta({ access: 'anyone', whileLocked: true, beforePasswordChange: true })
    .input(z.object({ stationToken: z.string().optional(), sessionToken: z.string().optional() })).output(sessionState),
  /** Turns a one-time code (printed or opened at start, or made by an administrator) into a station of this branch. */
  enrolStation: procedure.meta({ access: 'anyone', beforePasswordChange: true })
    .input(z.object({ code: z.string().min(16).max(128) })).output(z.object({ stationToken: z.string(), state: sessionState })),
  signIn: procedure.meta({ access: 'station', whileLocked: true, beforePasswordChange: true }).input(z.object({ loginName, password })).output(signedIn),
  lock: procedure.meta({ access: 'staff', whileLocked: true, beforePasswordChange: true }).output(sessionState),
  /** Quick unlock by PIN, or by the password; five wrong ones end the session. */
  unlock: procedure.meta({ access: 'staff', whileLocked: true, beforePasswordChange: true })
    .input(z.union([z.object({ pin }), z.object({ password })])).output(sessionState),
  signOut: procedure.meta({ access: 'staff', whileLocked: true, beforePasswordChange: true }).output(sessionState),
  /** Tells the service that somebody is at the keyboard, so that it does not lock by itself. */
  touch: procedure.meta({ access: 'staff', beforePasswordChange: true }).output(z.object({ locksAt: instant })),
};

const timeZone = z.string().min(1).max(64).refine(name => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
});

export const newBranch = z.object({
  commandId,
  branchName: words(60),
  trade: z.enum(trades),
  timeZone: timeZone.default('Asia/Shanghai'),
  opensAt: timeOfDay.default('08:30'),
  closesAt: timeOfDay.default('17:30'),
  windowCount: z.number().int().min(1).max(100),
  administrator: z.object({ loginName, name: words(40), password }),
  manager: z.object({ loginName, name: words(40), password }),
});

export const setupContract = {
  /** Makes the branch, its administrator and manager (two people: 三员分立), the trade's services and the windows. Once. */
  createBranch: procedure.meta({ access: 'station' }).input(newBranch).output(z.object({ branchName: z.string() })),
  /** Fills an empty branch with the demonstration: a working morning in progress. */
  createDemonstration: procedure.meta({ access: 'station' }).input(z.object({ commandId }))
    .output(z.object({ branchName: z.string(), accounts: z.array(z.object({ loginName: z.string(), name: z.string(), roles: z.array(role), password: z.string() })) })),
};

export const staffContract = {
  list: procedure.meta({ access: ['administrator', 'auditor'] }).output(z.array(staffMember)),
  add: procedure.meta(administrator)
    .input(z.object({ commandId, loginName, name: words(40), roles: roleSet, temporaryPassword: password })).output(staffMember),
  change: procedure.meta(administrator)
    .input(z.object({ commandId, staffId: rowId, name: words(40), roles: roleSet, isActive: z.boolean() })).output(staffMember),
  /** Sets a temporary password, ends the person's sessions and lifts a lock-out. */
  resetPassword: procedure.meta(administrator)
    .input(z.object({ commandId, staffId: rowId, temporaryPassword: password })).output(staffMember),
  changeOwnPassword: procedure.meta({ access: 'staff', beforePasswordChange: true })
    .input(z.object({ currentPassword: password, newPassword: password })).output(signedInStaff),
  /** null removes the PIN. */
  setOwnPin: procedure.meta({ access: 'staff' }).input(z.object({ currentPassword: password, pin: pin.nullable() })).output(signedInStaff),
};
