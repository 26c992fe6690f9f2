import { implement } from '@orpc/server';
import { consoleSessionContract, type ConsoleState, type ConsoleStaff } from '../../shared/console-session.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { newToken } from '../branch/token.ts';
import { longestSessionHours } from '../staff/idle-lock.ts';
import { weaknessOf } from '../staff/password-rule.ts';
import { asTyped } from '../staff/typed-secret.ts';
import { noteDone } from './audit-store.ts';
import { staffOf, type HeadquartersCaller } from './caller.ts';
import { sessionCookie } from './console-cookie.ts';
import { passwordProof } from './console-sign-in.ts';
import { beginSession, changeAccount, endSession, endSessionsOf, keepActive } from './console-staff-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { sessionIdleMs } from './recognise.ts';

/** Signing in and out, and one's own password. */
export function consoleSessionApi(parts: HeadquartersParts) {
  const { database, clock, hasher } = parts;
  const contract = implement(consoleSessionContract).$context<HeadquartersCaller>();
  const provePassword = passwordProof(parts);

  return {
    hello: contract.hello.handler(({ context }) => stateOf(context)),
    signIn: contract.signIn.handler(({ input, context }) => signIn(input, context)),
    signOut: contract.signOut.handler(({ context }) => signOut(context)),
    touch: contract.touch.handler(({ context }) => touch(context)),
    changeOwnPassword: contract.changeOwnPassword.handler(({ input, context }) => changeOwnPassword(input, context)),
  };

  function stateWith(staff: ConsoleState['staff']): ConsoleState {
    return { headquarters: { name: parts.name, version: parts.version }, staff };
  }

  function stateOf({ staff }: HeadquartersCaller): ConsoleState {
    return stateWith(staff && { id: staff.staffId, loginName: staff.loginName, name: staff.name, roles: [...staff.roles], mustChangePassword: staff.mustChangePassword });
  }

  function signedInAs({ id, loginName, name, roles, mustChangePassword }: ConsoleStaff): ConsoleState {
    return stateWith({ id, loginName, name, roles, mustChangePassword });
  }

  async function signIn(credentials: { loginName: string; password: string }, { staff, isSecure, resHeaders }: HeadquartersCaller): Promise<ConsoleState> {
    const { token, tokenHash } = newToken();
    const account = await provePassword(credentials, async (tx, person) => {
      const now = clock.now();
      // Whoever takes over a browser ends the session that was there.
      if (staff) await endSession(tx, staff.tokenHash, now);
      await beginSession(tx, { staffId: person.id, tokenHash }, now);
      await noteDone(tx, { action: 'signedIn', by: { staffId: person.id, name: person.name }, branchId: null, at: now });
      await changeAccount(tx, person.id, { lastSignedInAt: now });
      return person;
    });
    resHeaders?.append('set-cookie', sessionCookie(token, isSecure));
    return signedInAs(account);
  }

  async function signOut({ staff, isSecure, resHeaders }: HeadquartersCaller): Promise<ConsoleState> {
    if (staff) {
      await database.transact(async tx => {
        await endSession(tx, staff.tokenHash, clock.now());
        await noteDone(tx, { action: 'signedOut', by: staff, branchId: null, at: clock.now() });
      });
    }
    resHeaders?.append('set-cookie', sessionCookie(null, isSecure));
    return stateWith(null);
  }

  async function touch(context: HeadquartersCaller): Promise<{ endsAt: number }> {
    const { tokenHash } = staffOf(context);
    const now = clock.now();
    await keepActive(database.queries, tokenHash, now);
    return { endsAt: Math.min(now + sessionIdleMs, now + longestSessionHours * 3_600_000) };
  }

  async function changeOwnPassword({ currentPassword, newPassword }: { currentPassword: string; newPassword: string }, context: HeadquartersCaller): Promise<ConsoleState> {
    const { loginName, tokenHash } = staffOf(context);
    const weakness = asTyped(newPassword) === asTyped(currentPassword) ? 'sameAsBefore' : weaknessOf(newPassword, loginName);
    if (weakness) refuseAtHeadquarters('PASSWORD_TOO_WEAK', { reason: weakness });
    const passwordHash = await hasher.hash(newPassword);
    const changed = await provePassword({ loginName, password: currentPassword }, async (tx, { id, name }) => {
      const now = clock.now();
      await endSessionsOf(tx, id, now, tokenHash);
      await noteDone(tx, { action: 'passwordChanged', by: { staffId: id, name }, branchId: null, at: now });
      return changeAccount(tx, id, { passwordHash, mustChangePassword: false });
    });
    return changed ? signedInAs(changed) : refuseAtHeadquarters('STAFF_NOT_FOUND');
  }
}
