import { pino } from 'pino';
import type { PresentBranch } from '../../main/branch/branch-parts.ts';
import { fillDemonstration } from '../../main/branch/demonstration.ts';
import { keepLiveConnections } from '../../main/branch/live-connections.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { loadPresentBranch } from '../../main/branch/present-branch.ts';
import type { StaffParts } from '../../main/branch/staff-parts.ts';
import { aClock, aDatabase } from './a-database.ts';
import { quickHasher } from './a-staffed-branch.ts';
import { noSecondPeople } from './a-branch-key.ts';

/** The demonstration branch as it is made at this moment, on a real database. */
export async function aDemonstration({ at, seed, hasher = quickHasher() }: { at: number; seed?: number; hasher?: StaffParts['hasher'] }) {
  const clock = aClock(at);
  const database = await aDatabase({ clock });
  let branch: PresentBranch | null = null;
  const parts: StaffParts = {
    database, clock, hasher, live: createLiveEvents(), log: pino({ level: 'silent' }), dataFolder: database.folder, ...noSecondPeople, ledgerWorker: new URL('file:///nowhere'),
    connections: keepLiveConnections(),
    branch: () => branch,
    async reloadBranch() { branch = await loadPresentBranch(database); },
  };
  const startedAt = performance.now();
  const { accounts } = await fillDemonstration(parts, seed);
  return { parts, database, accounts, tookMs: performance.now() - startedAt };
}
