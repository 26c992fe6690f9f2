import { implement } from '@orpc/server';
import type * as z from 'zod';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { setupContract, type newBranch, type Role } from '../../shared/staff.ts';
import { insertDefaultCatalogue } from '../archive/catalogue-store.ts';
import { insertDefaultPurposes } from '../archive/looks-store.ts';
import { insertDefaultClasses } from '../complaints/complaint-classes-store.ts';
import { insertDefaultDeadlineTable } from '../complaints/deadline-table-store.ts';
import type { Command, Transaction } from '../database/database.ts';
import { weaknessOf } from '../staff/password-rule.ts';
import { insertAccount, recordStaffEvents } from '../staff/staff-store.ts';
import { commandOf, type Caller, type Connection } from './caller.ts';
import { readRebuild } from '../sync/rebuild/rebuild-store.ts';
import { fillDemonstration } from './demonstration.ts';
import { hasBranch, insertBranch, insertFirstHall } from './setup-store.ts';
import type { StaffParts } from './staff-parts.ts';
import { tradeCatalogue } from './trade-catalogue.ts';

type NewBranch = z.output<typeof newBranch>;
type Demonstration = BranchOutputs['setup']['createDemonstration'];

/** The first-run wizard's two ends: a new branch, or the demonstration. Each works once. */
export function setupApi(parts: StaffParts) {
  const { database, clock, hasher } = parts;
  const contract = implement(setupContract).$context<Caller>();
  let demonstration: { commandId: string; made: Promise<Demonstration> } | null = null;

  return {
    createBranch: contract.createBranch.handler(call => createBranch(call.context.connection, commandOf(call), call.input)),
    createDemonstration: contract.createDemonstration.handler(call => createDemonstration(call.context.connection, call.input.commandId)),
  };

  async function createBranch(connection: Connection, command: Command, input: NewBranch) {
    refuseAllButDesk(connection);
    if (demonstration) refuse('ALREADY_SET_UP');
    const { branchName, trade, timeZone, windowCount, opensAt, closesAt, administrator, manager } = input;
    // 三员分立: two people, so two accounts.
    if (administrator.loginName === manager.loginName) refuse('LOGIN_NAME_TAKEN', { loginName: manager.loginName });
    for (const person of [administrator, manager]) {
      const reason = weaknessOf(person.password, person.loginName);
      if (reason) refuse('PASSWORD_TOO_WEAK', { reason });
    }
    const administratorHash = await hasher.hash(administrator.password);
    const managerHash = await hasher.hash(manager.password);

    const made = await database.write(command, async tx => {
      if (await hasBranch(tx) || await readRebuild(tx)) refuse('ALREADY_SET_UP');
      const at = clock.now();
      await insertBranch(tx, { name: branchName, trade, timeZone, isDemonstration: false }, at);
      await insertFirstHall(tx, { catalogue: tradeCatalogue(trade), windowCount, opensAt, closesAt }, at);
      await insertDefaultPurposes(tx, trade);
      await insertDefaultCatalogue(tx, trade);
      const { reportClassId } = await insertDefaultClasses(tx, trade);
      await insertDefaultDeadlineTable(tx, trade, reportClassId);
      await addPerson(tx, administrator, 'administrator', administratorHash);
      await addPerson(tx, manager, 'manager', managerHash);
      return { branchName };
    });
    await parts.reloadBranch();
    return made;
  }

  async function addPerson(tx: Transaction, { loginName, name }: NewBranch['manager'], role: Role, passwordHash: string): Promise<void> {
    const at = clock.now();
    const staffId = await insertAccount(tx, { loginName, name, roles: [role], passwordHash, mustChangePassword: false }, at);
    await recordStaffEvents(tx, [{ at, staffId, kind: 'added', details: { roles: [role] } }]);
  }

  /** A repeat after a lost answer gets the same answer, as long as the service runs: it holds passwords and is not stored. */
  async function createDemonstration(connection: Connection, commandId: string): Promise<Demonstration> {
    refuseAllButDesk(connection);
    if (demonstration?.commandId === commandId) return demonstration.made;
    if (demonstration || parts.branch()) refuse('ALREADY_SET_UP');
    const made = makeDemonstration();
    demonstration = { commandId, made };
    made.catch(() => {
      demonstration = null;
    });
    return made;
  }

  async function makeDemonstration(): Promise<Demonstration> {
    if (await database.read(readRebuild)) refuse('ALREADY_SET_UP');
    const { accounts } = await fillDemonstration(parts);
    await parts.reloadBranch();
    return { branchName: parts.branch()?.name ?? refuse('NOT_SET_UP'), accounts };
  }
}

/** A screen in the hall is within everybody's reach. */
function refuseAllButDesk({ station }: Connection): void {
  if (station?.kind !== 'desk') refuse('STATION_NOT_A_DESK');
}
