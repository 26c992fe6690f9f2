import { implement } from '@orpc/server';
import { auditContract, consoleAccountsContract, headquartersRolesAreSeparated, type ConsoleStaff } from '../../shared/console-session.ts';
import type { ConsoleInputs } from '../../shared/headquarters-console.ts';
import { refuseAtHeadquarters, type HeadquartersRole } from '../../shared/headquarters-errors.ts';
import { noFailures } from '../staff/lock-out.ts';
import { weaknessOf } from '../staff/password-rule.ts';
import { noteDone } from './audit-store.ts';
import { readTrail } from './audit-trail-store.ts';
import { staffOf, type HeadquartersCaller, type SignedInStaff } from './caller.ts';
import { addAccount, changeAccount, endSessionsOf, keepFailures, listConsoleStaff, lockConsoleStaff } from './console-staff-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';

type Inputs = ConsoleInputs['accounts'];

/** The people of headquarters, and the trail of what was done there. */
export function consoleAccountsApi({ database, clock, hasher }: HeadquartersParts) {
  const accounts = implement(consoleAccountsContract).$context<HeadquartersCaller>();
  const audit = implement(auditContract).$context<HeadquartersCaller>();

  return {
    accounts: {
      list: accounts.list.handler(() => listConsoleStaff(database.queries)),
      add: accounts.add.handler(({ input, context }) => add(input, staffOf(context))),
      change: accounts.change.handler(({ input, context }) => change(input, staffOf(context))),
      resetPassword: accounts.resetPassword.handler(({ input, context }) => resetPassword(input, staffOf(context))),
    },
    audit: { list: audit.list.handler(({ input, context }) => list(input, staffOf(context))) },
  };

  async function add({ loginName, name, roles, temporaryPassword }: Inputs['add'], by: SignedInStaff): Promise<ConsoleStaff> {
    checkRoles(roles);
    checkPassword(temporaryPassword, loginName);
    const passwordHash = await hasher.hash(temporaryPassword);
    return database.transact(async tx => {
      const added = await addAccount(tx, { loginName, name, roles, passwordHash }, clock.now()) ?? refuseAtHeadquarters('LOGIN_NAME_TAKEN');
      await noteDone(tx, { action: 'accountAdded', by, branchId: null, detail: { loginName, name, roles }, at: clock.now() });
      return added;
    });
  }

  async function change({ staffId, name, roles, isActive }: Inputs['change'], by: SignedInStaff): Promise<ConsoleStaff> {
    checkRoles(roles);
    return database.transact(async tx => {
      const everybody = await lockConsoleStaff(tx);
      const before = everybody.find(({ id }) => id === staffId) ?? refuseAtHeadquarters('STAFF_NOT_FOUND');
      const after = everybody.map(each => each.id === staffId ? { ...each, roles, isActive } : each);
      if (!after.some(each => each.isActive && each.roles.includes('administrator'))) refuseAtHeadquarters('LAST_ADMINISTRATOR');
      if (!isActive) await endSessionsOf(tx, staffId, clock.now());
      await noteDone(tx, { action: 'accountChanged', by, branchId: null, detail: { loginName: before.loginName, name, roles, rolesBefore: before.roles, isActive }, at: clock.now() });
      return await changeAccount(tx, staffId, { name, roles, isActive }) ?? refuseAtHeadquarters('STAFF_NOT_FOUND');
    });
  }

  async function resetPassword({ staffId, temporaryPassword }: Inputs['resetPassword'], by: SignedInStaff): Promise<ConsoleStaff> {
    const passwordHash = await hasher.hash(temporaryPassword);
    return database.transact(async tx => {
      const account = (await lockConsoleStaff(tx)).find(({ id }) => id === staffId) ?? refuseAtHeadquarters('STAFF_NOT_FOUND');
      checkPassword(temporaryPassword, account.loginName);
      await keepFailures(tx, staffId, noFailures);
      await endSessionsOf(tx, staffId, clock.now());
      await noteDone(tx, { action: 'passwordReset', by, branchId: null, detail: { loginName: account.loginName }, at: clock.now() });
      return await changeAccount(tx, staffId, { passwordHash, mustChangePassword: true }) ?? refuseAtHeadquarters('STAFF_NOT_FOUND');
    });
  }

  /** The first page of a reading is an entry; its further pages belong to it. */
  async function list(asked: ConsoleInputs['audit']['list'], by: SignedInStaff) {
    return database.transact(async tx => {
      const page = await readTrail(tx, asked);
      const { before, ...narrowed } = asked;
      if (before === null) await noteDone(tx, { action: 'trailRead', by, branchId: narrowed.branchId, detail: Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== null)), at: clock.now() });
      return page;
    });
  }
}

function checkRoles(roles: readonly HeadquartersRole[]): void {
  if (!headquartersRolesAreSeparated(roles)) refuseAtHeadquarters('ROLES_NOT_SEPARATED');
}

function checkPassword(password: string, loginName: string): void {
  const reason = weaknessOf(password, loginName);
  if (reason) refuseAtHeadquarters('PASSWORD_TOO_WEAK', { reason });
}
