import { setTimeout as pause } from 'node:timers/promises';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import type { TableDay } from '../../shared/sync.ts';
import { compareDigests, compareRows, projectedUpTo, readPlan, seeOneMoment, type Compared, type ComparedRows } from './comparison-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import type { KnownBranch } from './known-branch-store.ts';
import { projectedTables } from './projection-tables.ts';

/** A projection that takes longer is not waited for on an open connection. */
const waitMs = 2000;
const lookEveryMs = 50;
const comeAgainSeconds = 20;

type Asked<Input> = Omit<Input, 'branchId' | 'epoch' | 'now'>;

/** What a branch asks when it compares its rows with headquarters'. */
export function comparisons({ database, clock }: Pick<HeadquartersParts, 'database' | 'clock'>) {
  return {
    plan: (branch: KnownBranch) => readPlan(database.queries, branch),

    async compare(branch: KnownBranch, asked: Asked<Compared>): Promise<{ differing: TableDay[]; underWay: TableDay[] }> {
      if ([...asked.digests.map(({ table }) => table), ...asked.whole].some(name => !projectedTables.has(name))) return refuseAtHeadquarters('TABLE_NOT_FOUND');
      // A machine whose place was taken knows nothing of what the other wrote.
      if (branch.epoch !== branch.presentEpoch) return { differing: [], underWay: asked.digests.map(({ table, day }) => ({ table, day })) };
      await projected(branch, asked.upTo);
      return database.transact(async tx => {
        await seeOneMoment(tx);
        return compareDigests(tx, { ...asked, branchId: branch.branchId, epoch: branch.epoch, now: clock.now() });
      });
    },

    async compareRows(branch: KnownBranch, asked: Asked<ComparedRows>) {
      if (!projectedTables.has(asked.table)) return refuseAtHeadquarters('TABLE_NOT_FOUND');
      if (branch.epoch !== branch.presentEpoch) return { differing: [] };
      await projected(branch, asked.upTo);
      return database.transact(async tx => {
        await seeOneMoment(tx);
        return { differing: await compareRows(tx, { ...asked, branchId: branch.branchId, epoch: branch.epoch }) };
      });
    },
  };

  /** Waits a moment for changes that were received to be projected. Errors: SLOW_DOWN. */
  async function projected(branch: KnownBranch, upTo: number): Promise<void> {
    for (let waited = 0; await projectedUpTo(database.queries, branch) < upTo; waited += lookEveryMs) {
      if (waited >= waitMs) refuseAtHeadquarters('SLOW_DOWN', { seconds: comeAgainSeconds });
      await pause(lookEveryMs);
    }
  }
}
