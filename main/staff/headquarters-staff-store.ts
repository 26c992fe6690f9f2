import { refuse } from '../../shared/errors.ts';
import { rolesAreSeparated, type Role } from '../../shared/staff.ts';
import { endSessionsOfStaff } from '../branch/sessions/session-ending.ts';
import type { StaffParts } from '../branch/staff-parts.ts';
import type { Transaction } from '../database/database.ts';
import { noPassword } from './hashing.ts';
import { accountById, accountByLoginName, insertAccount, listStaff, recordStaffEvents, updateStaff, type StaffEvent } from './staff-store.ts';

export interface PersonOfHeadquarters {
  loginName: string;
  name: string;
  roles: Role[];
  isActive: boolean;
}

/**
 * Takes the roster of headquarters over, known by login names; who is not named stays. Who is new has no password and cannot
 * sign in until the branch's administrator has handed one out.
 * Errors: ROLES_CONFLICT; LAST_ADMINISTRATOR when nobody would be left who can hand out passwords.
 */
export async function takeStaff(parts: StaffParts, tx: Transaction, roster: readonly PersonOfHeadquarters[], at: number): Promise<void> {
  const details = ({ roles, isActive }: PersonOfHeadquarters) => ({ roles, isActive, by: 'headquarters' });
  const events: StaffEvent[] = [];
  const changed = new Map<string, PersonOfHeadquarters>();
  // Named twice, the last word counts.
  for (const person of new Map(roster.map(each => [each.loginName, each])).values()) {
    const { loginName, name, roles, isActive } = person;
    if (!rolesAreSeparated(roles)) refuse('ROLES_CONFLICT', { roles });
    const before = await accountByLoginName(tx, loginName);
    const staffId = before?.id ?? await insertAccount(tx, { loginName, name, roles, passwordHash: noPassword, mustChangePassword: true }, at);
    await updateStaff(tx, staffId, { name, roles, isActive }, at);
    if (before?.isActive && !isActive) await endSessionsOfStaff(parts, tx, staffId, 'deactivated');
    events.push({ at, staffId, kind: before ? 'changed' : 'added', details: details(person) });
    changed.set(staffId, person);
  }
  if (!await someoneHandsOutPasswords(tx, at)) refuse('LAST_ADMINISTRATOR');
  await recordStaffEvents(tx, events);
  tx.afterCommit(() => {
    for (const [staffId, { name, roles }] of changed) parts.connections.changeSessions(session => session.staffId === staffId, session => { Object.assign(session, { staffName: name, roles }); });
    parts.live.publish('staff');
  });
}

/** An administrator who has no password yet cannot give one to anybody either. */
async function someoneHandsOutPasswords(tx: Transaction, at: number): Promise<boolean> {
  const administrators = (await listStaff(tx, at)).filter(({ isActive, roles }) => isActive && roles.includes('administrator'));
  for (const { id } of administrators) if ((await accountById(tx, id))?.passwordHash !== noPassword) return true;
  return false;
}
