import { oc } from '@orpc/contract';
import * as z from 'zod';
import { commandId, instant, rowId, words } from './command.ts';
import { headquartersErrors, headquartersRoles, type HeadquartersMeta, type HeadquartersRole } from './headquarters-errors.ts';
import { loginName, password } from './staff.ts';

// Who works at headquarters' console, and what was done there.

/** The start of every procedure of the console. */
export const consoleProcedure = oc.errors(headquartersErrors).$meta<HeadquartersMeta>({ access: [] });

export const anyRole = { access: 'staff' } as const;
export const forAdministrator = { access: ['administrator'] } as const;
export const forKeeper = { access: ['catalogueKeeper'] } as const;
export const forSupervisor = { access: ['supervisor'] } as const;

/** Nobody keeps accounts and audits what was done with them. */
export function headquartersRolesAreSeparated(held: readonly HeadquartersRole[]): boolean {
  return !(held.includes('administrator') && held.includes('auditor'));
}

const roles = z.array(z.enum(headquartersRoles)).min(1).transform(held => headquartersRoles.filter(role => held.includes(role)));

const consoleStaff = z.object({
  id: rowId, loginName: z.string(), name: z.string(), roles: z.array(z.enum(headquartersRoles)), isActive: z.boolean(), mustChangePassword: z.boolean(),
  lockedUntilAt: instant.nullable(), lastSignedInAt: instant.nullable(),
});
export type ConsoleStaff = z.infer<typeof consoleStaff>;

/** Where a page of the console stands. */
const consoleState = z.object({
  headquarters: z.object({ name: z.string(), version: z.string() }),
  staff: consoleStaff.pick({ id: true, loginName: true, name: true, roles: true, mustChangePassword: true }).nullable(),
});
export type ConsoleState = z.infer<typeof consoleState>;

export const consoleSessionContract = {
  hello: consoleProcedure.meta({ access: 'anyone' }).output(consoleState),
  /** The session comes as a cookie that no script can read. Errors: WRONG_CREDENTIALS, ACCOUNT_LOCKED, SLOW_DOWN. */
  signIn: consoleProcedure.meta({ access: 'anyone' }).input(z.object({ loginName, password })).output(consoleState),
  signOut: consoleProcedure.meta({ access: 'anyone' }).output(consoleState),
  /** Somebody is at the keyboard: the session goes on. Questions that a page asks by itself do not count. */
  touch: consoleProcedure.meta({ access: 'staff', beforePasswordChange: true }).output(z.object({ endsAt: instant })),
  /** Ends the person's other sessions. Errors: WRONG_CREDENTIALS, PASSWORD_TOO_WEAK. */
  changeOwnPassword: consoleProcedure.meta({ access: 'staff', beforePasswordChange: true }).input(z.object({ currentPassword: password, newPassword: password })).output(consoleState),
};

export const consoleAccountsContract = {
  list: consoleProcedure.meta({ access: ['administrator', 'auditor'] }).output(z.array(consoleStaff)),
  /** Errors: LOGIN_NAME_TAKEN, ROLES_NOT_SEPARATED, PASSWORD_TOO_WEAK. */
  add: consoleProcedure.meta(forAdministrator).input(z.object({ commandId, loginName, name: words(40), roles, temporaryPassword: password })).output(consoleStaff),
  /** Errors: STAFF_NOT_FOUND, ROLES_NOT_SEPARATED, LAST_ADMINISTRATOR. */
  change: consoleProcedure.meta(forAdministrator).input(z.object({ commandId, staffId: rowId, name: words(40), roles, isActive: z.boolean() })).output(consoleStaff),
  /** Sets a temporary password, ends the person's sessions and lifts a lock-out. */
  resetPassword: consoleProcedure.meta(forAdministrator).input(z.object({ commandId, staffId: rowId, temporaryPassword: password })).output(consoleStaff),
};

/** What may stand in the audit trail; its words are under `headquarters:action`. */
export const auditedActions = [
  'signedIn', 'signInFailed', 'signedOut', 'passwordChanged', 'accountAdded', 'accountChanged', 'passwordReset',
  'codeMade', 'branchEnrolled', 'machineReplaced', 'bundleRead', 'epochFenced', 'branchRevoked', 'fenceConfirmed', 'repairAsked', 'recheckAsked', 'comparisonCertified', 'logRefused', 'logLookedAt',
  'heldReplayed', 'heldDismissed', 'published', 'complaintSupervised', 'complaintInstructed', 'extensionDecided', 'complaintEntrusted', 'trailRead',
] as const;
export type AuditedAction = (typeof auditedActions)[number];

const auditEntry = z.object({
  id: z.string(), at: instant, staffName: z.string().nullable(), action: z.string(), branchId: z.string().nullable(), branchName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditContract = {
  /** Newest first, 100 a page; `before`: the id of the last entry of the page before. Reading leaves an entry too. */
  list: consoleProcedure.meta({ access: ['auditor'] })
    .input(z.object({ staffId: rowId.nullable(), branchId: z.string().nullable(), action: z.enum(auditedActions).nullable(), fromAt: instant.nullable(), toAt: instant.nullable(), before: z.string().max(60).nullable() }))
    .output(z.object({ entries: z.array(auditEntry), hasMore: z.boolean() })),
};
