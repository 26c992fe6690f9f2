import { implement } from '@orpc/server';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { rolesAreSeparated, staffContract, type Role, type StaffMember } from '../../shared/staff.ts';
import { commandOf, staffOf, type Caller, type Connection } from '../branch/caller.ts';
import { provePassword } from '../branch/sessions/password-proof.ts';
import { endSessionsOfStaff } from '../branch/sessions/session-ending.ts';
import type { StaffParts } from '../branch/staff-parts.ts';
import type { Command, Transaction } from '../database/database.ts';
import { weaknessOf } from './password-rule.ts';
import { leavesAnAdministrator } from './separation.ts';
import {
  accountById, accountByLoginName, insertAccount, listStaff, recordStaffEvents, savePassword, savePin, staffMemberById, updateStaff,
} from './staff-store.ts';
import { asTyped } from './typed-secret.ts';

type SignedInStaff = BranchOutputs['staff']['setOwnPin'];

/** Accounts: who works here, with which roles, and what each may change of the own account. */
export function staffApi(parts: StaffParts) {
  const { database, clock, connections, hasher, live } = parts;
  const contract = implement(staffContract).$context<Caller>();

  return {
    list: contract.list.handler(() => database.read(queries => listStaff(queries, clock.now()))),
    add: contract.add.handler(call => add(commandOf(call), call.input, staffOf(call.context).staffId)),
    change: contract.change.handler(call => change(commandOf(call), call.input, staffOf(call.context).staffId)),
    resetPassword: contract.resetPassword.handler(call => resetPassword(commandOf(call), call.input, staffOf(call.context).staffId)),
    changeOwnPassword: contract.changeOwnPassword.handler(({ context, input }) => changeOwnPassword(context.connection, input)),
    setOwnPin: contract.setOwnPin.handler(({ context, input }) => setOwnPin(context.connection, input)),
  };

  async function add(command: Command, input: { loginName: string; name: string; roles: Role[]; temporaryPassword: string }, byStaffId: string): Promise<StaffMember> {
    const { loginName, name, roles, temporaryPassword } = input;
    if (!rolesAreSeparated(roles)) refuse('ROLES_CONFLICT', { roles });
    refuseWeakPassword(temporaryPassword, loginName);
    const passwordHash = await hasher.hash(temporaryPassword);
    return database.write(command, async tx => {
      const at = clock.now();
      if (await accountByLoginName(tx, loginName)) refuse('LOGIN_NAME_TAKEN', { loginName });
      const staffId = await insertAccount(tx, { loginName, name, roles, passwordHash, mustChangePassword: true }, at);
      await recordStaffEvents(tx, [{ at, staffId, kind: 'added', byStaffId, details: { roles } }]);
      tx.afterCommit(() => live.publish('staff'));
      return memberOf(tx, staffId);
    });
  }

  async function change(command: Command, input: { staffId: string; name: string; roles: Role[]; isActive: boolean }, byStaffId: string): Promise<StaffMember> {
    const { staffId, name, roles, isActive } = input;
    if (!rolesAreSeparated(roles)) refuse('ROLES_CONFLICT', { roles });
    return database.write(command, async tx => {
      const at = clock.now();
      const everybody = await listStaff(tx, at);
      if (!everybody.some(({ id }) => id === staffId)) refuse('STAFF_NOT_FOUND');
      if (!leavesAnAdministrator(everybody, { id: staffId, roles, isActive })) refuse('LAST_ADMINISTRATOR');
      await updateStaff(tx, staffId, { name, roles, isActive }, at);
      await recordStaffEvents(tx, [{ at, staffId, kind: 'changed', byStaffId, details: { roles, isActive } }]);
      if (!isActive) await endSessionsOfStaff(parts, tx, staffId, 'deactivated', { byStaffId });
      tx.afterCommit(() => {
        connections.changeSessions(session => session.staffId === staffId, session => { Object.assign(session, { staffName: name, roles }); });
        live.publish('staff');
      });
      return memberOf(tx, staffId);
    });
  }

  async function resetPassword(command: Command, { staffId, temporaryPassword }: { staffId: string; temporaryPassword: string }, byStaffId: string): Promise<StaffMember> {
    const account = await database.read(queries => accountById(queries, staffId));
    if (!account) refuse('STAFF_NOT_FOUND');
    refuseWeakPassword(temporaryPassword, account.loginName);
    const passwordHash = await hasher.hash(temporaryPassword);
    return database.write(command, async tx => {
      await savePassword(tx, staffId, { passwordHash, mustChangePassword: true });
      await recordStaffEvents(tx, [{ at: clock.now(), staffId, kind: 'passwordReset', byStaffId }]);
      await endSessionsOfStaff(parts, tx, staffId, 'passwordReset', { byStaffId });
      tx.afterCommit(() => live.publish('staff'));
      return memberOf(tx, staffId);
    });
  }

  /** The person's other sessions end: whoever knew the old password may be in one of them. */
  async function changeOwnPassword(connection: Connection, { currentPassword, newPassword }: { currentPassword: string; newPassword: string }): Promise<SignedInStaff> {
    const session = sessionOf(connection);
    const { id: butSessionId, loginName, stationId } = session;
    refuseWeakPassword(newPassword, loginName);
    if (asTyped(newPassword) === asTyped(currentPassword)) refuse('PASSWORD_TOO_WEAK', { reason: 'sameAsBefore' });
    const passwordHash = await hasher.hash(newPassword);
    await provePassword(parts, { loginName, password: currentPassword, stationId }, async (tx, { id: staffId }) => {
      await savePassword(tx, staffId, { passwordHash, mustChangePassword: false });
      await recordStaffEvents(tx, [{ at: clock.now(), staffId, kind: 'passwordChanged', byStaffId: staffId, stationId }]);
      await endSessionsOfStaff(parts, tx, staffId, 'passwordChanged', { butSessionId });
      tx.afterCommit(() => connections.changeSessions(each => each.id === butSessionId, each => { each.mustChangePassword = false; }));
    });
    return ownAccount(connection);
  }

  async function setOwnPin(connection: Connection, { currentPassword, pin }: { currentPassword: string; pin: string | null }): Promise<SignedInStaff> {
    const { loginName, stationId } = sessionOf(connection);
    const pinHash = pin === null ? null : await hasher.hash(pin);
    await provePassword(parts, { loginName, password: currentPassword, stationId }, async (tx, { id: staffId }) => {
      await savePin(tx, staffId, pinHash);
      await recordStaffEvents(tx, [{ at: clock.now(), staffId, kind: 'pinChanged', byStaffId: staffId, stationId, details: { hasPin: pinHash !== null } }]);
      tx.afterCommit(() => connections.changeSessions(each => each.staffId === staffId, each => { each.hasPin = pinHash !== null; }));
    });
    return ownAccount(connection);
  }

  function sessionOf(connection: Connection) {
    return connections.sessionOf(connection) ?? refuse('NOT_SIGNED_IN');
  }

  function ownAccount(connection: Connection): SignedInStaff {
    const { staffId: id, loginName, staffName: name, roles, mustChangePassword, hasPin } = sessionOf(connection);
    return { id, loginName, name, roles: [...roles], mustChangePassword, hasPin };
  }

  async function memberOf(tx: Transaction, staffId: string): Promise<StaffMember> {
    return await staffMemberById(tx, staffId, clock.now()) ?? refuse('STAFF_NOT_FOUND');
  }
}

function refuseWeakPassword(password: string, loginName: string): void {
  const reason = weaknessOf(password, loginName);
  if (reason) refuse('PASSWORD_TOO_WEAK', { reason });
}
