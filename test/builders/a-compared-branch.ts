import { expect } from 'vitest';
import { carrierOverHttp } from '../../main/sync/carry.ts';
import { comparing, type Comparing } from '../../main/sync/comparison-api.ts';
import { witnessing } from '../../main/sync/witness-api.ts';
import type { TestHeadquarters } from './a-headquarters.ts';
import { anEnrolledBranch } from './an-enrolled-branch.ts';

/** A branch as it is in service, enrolled with a real headquarters over HTTP: it compares and has its log witnessed. Rounds are made by hand. */
export async function aComparedBranch(headquarters: TestHeadquarters, connect = carrierOverHttp) {
  let comparison: Comparing | null = null;
  const branch = await anEnrolledBranch({
    connect,
    duties(parts) {
      comparison = comparing(parts);
      return { duties: [comparison.duty, witnessing(parts)], onRecheck: comparison.ask };
    },
  });
  await branch.enrolWith(headquarters);
  // A branch compares for the first time as soon as it is enrolled.
  await roundsUntil(async () => (await branch.line()).compared !== null);

  return Object.assign(branch, {
    /** Rounds until nothing waits and a comparison of everything has ended. */
    async compare(what: 'everything' | 'whatChanged' = 'everything'): Promise<{ at: number; upTo: number; rows: number; differing: number }> {
      branch.clock.advance(1000);
      const before = (await branch.line()).compared;
      comparison!.ask(what);
      await roundsUntil(async () => (await branch.line()).compared?.at !== before?.at);
      return (await branch.line()).compared!;
    },
    /** What headquarters has kept of the comparisons where the sides differ. */
    differing: () => headquarters.rows<{ table: string; day: string; differing: { key: string; how: string }[] | null }>(
      'select "tableName" as "table", day, differing from hq.comparisons where "branchId" = $1 and "digestAtBranch" <> "digestHere" order by 1, 2', [branch.branchId]),
  });
  async function roundsUntil(isSo: () => Promise<boolean>): Promise<void> {
    await expect.poll(async () => {
      expect(await branch.round()).toEqual({ kind: 'done' });
      return isSo();
    }, { timeout: 30_000, interval: 1 }).toBe(true);
  }
}
