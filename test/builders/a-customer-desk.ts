import { createRouterClient } from '@orpc/server';
import { pino } from 'pino';
import type { BranchParts } from '../../main/branch/branch-parts.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { customersApi } from '../../main/customers/customers-api.ts';
import type { TestDatabase } from './a-database.ts';
import { noSecondPeople } from './a-branch-key.ts';

/** The customers' part of a branch as a manager at a desk meets it. */
export function aCustomerDesk(database: TestDatabase, ledgerWorker: URL) {
  const parts: BranchParts = {
    database, ...noSecondPeople, ledgerWorker, clock: database.clock, live: createLiveEvents(), log: pino({ level: 'silent' }), dataFolder: database.folder, branch: () => null,
  };
  const router = customersApi(parts);
  const callAs = (staffId: string) => createRouterClient(router, { context: callerOf(staffId) });
  return { parts, router, client: callAs('staff-1'), callAs };
}

/** A manager at a desk of the branch. */
export function callerOf(staffId: string): Caller {
  return {
    connection: {
      id: `connection of ${staffId}`, isLocal: true, station: { id: 'station-1', name: '1', kind: 'desk' },
      session: { id: `session of ${staffId}`, staffId, staffName: staffId, roles: ['manager'], isLocked: false },
    },
  } as Caller;
}
