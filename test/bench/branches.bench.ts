import { parseArgs } from 'node:util';
import { HeadquartersRefusal } from '../../main/sync/headquarters-calls.ts';
import { usualPace } from '../../main/sync/sync-loop-api.ts';
import { aMeasuredHeadquarters } from './a-measured-line.ts';
import { report, round, spreadOf } from './measure.ts';
import { processorSeconds, residentMegabytes } from './processor-time.ts';
import { simulatedBranches, type SimulatedBranch } from './simulated-branches.ts';

// Many branches at one headquarters process: what each of them costs as they grow in number, and how much comes through in all.

const { values } = parseArgs({ options: { numbers: { type: 'string', default: '10,100,1000' }, seconds: { type: 'string', default: '20' }, rate: { type: 'string', default: '1' }, full: { type: 'string', default: '50' } } });
const numbers = values.numbers.split(',').map(Number);
const seconds = Number(values.seconds);
/** of one batch: it has at most 20,000, and waits at the branch meanwhile */
const mostAtOnce = 5000;
/** changes a second in a big hall: 3,000 tickets a day, nine changes each */
const rate = Number(values.rate);

const headquarters = await aMeasuredHeadquarters();
const rows: Record<string, Record<string, unknown>> = {};
const runs: Awaited<ReturnType<typeof run>>[] = [];
try {
  for (const count of numbers) runs.push(await run(count, rate));
  // As much as goes through: each has more to send than there is time for.
  const full = await run(numbers.at(-1) ?? 0, Number(values.full));
  for (const each of [...runs, full]) {
    rows[`${each.branches.toLocaleString('en')} branches, ${each.offered.toLocaleString('en')} changes/s offered`] = {
      'changes/s': each.changesPerSecond, 'batches/s': each.batchesPerSecond, 'answer p50 ms': each.p50, 'p99 ms': each.p99,
      'processor ms per branch and second': each.perBranchMs, 'µs per change': each.perChangeMicroseconds, 'service MB': each.megabytes,
    };
  }
  report('Branches at one headquarters process', rows, {
    bench: 'branches', sustained_changes_per_second: full.changesPerSecond, sustained_p99_ms: full.p99, apart_ms: usualPace.apartMs,
    runs: [...runs, full], growth_of_cost_per_branch: round((runs.at(-1)?.perBranchMs ?? 0) / (runs[0]?.perBranchMs ?? 1)),
  });
} finally {
  await headquarters.dispose();
}

/** So many branches for a while, each as its loop does it: what gathers goes up a while after the answer before. */
async function run(count: number, changesPerSecond: number) {
  const branches = await simulatedBranches(headquarters, count);
  const milliseconds: number[] = [];
  const before = await processor();
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  const sent = (await Promise.all(branches.map(branch => live(branch, changesPerSecond, endsAt, milliseconds)))).reduce((sum, each) => sum + each, 0);
  const lasted = (performance.now() - startedAt) / 1000;
  await projected();
  const used = (await processor()) - before;
  const megabytes = await residentMegabytes(headquarters.processId);
  for (const branch of branches) await branch.close();
  const { p50, p99 } = spreadOf(milliseconds);
  return {
    branches: count, offered: round(count * changesPerSecond, 0), changesPerSecond: round(sent / lasted, 0), batchesPerSecond: round(milliseconds.length / lasted, 1), p50, p99,
    perBranchMs: round(used / lasted / count * 1000), perChangeMicroseconds: round(used / sent * 1_000_000, 0), megabytes,
  };
}

async function live(branch: SimulatedBranch, changesPerSecond: number, endsAt: number, milliseconds: number[]): Promise<number> {
  let sent = 0;
  let since = performance.now() - Math.random() * usualPace.apartMs;
  await pause(Math.random() * usualPace.apartMs);
  while (performance.now() < endsAt) {
    const gathered = Math.min(mostAtOnce, Math.floor((performance.now() - since) / 1000 * changesPerSecond));
    if (gathered > 0) {
      since += gathered / changesPerSecond * 1000;
      milliseconds.push(await branch.send(gathered).catch(slowDown));
      sent += gathered;
    }
    await pause(usualPace.apartMs);
  }
  return sent;
}

function slowDown(error: unknown): never {
  throw error instanceof HeadquartersRefusal ? new Error(`headquarters refused: ${error.code}`) : error;
}

/** Until the typed tables have everything: that is part of what a branch costs. */
async function projected(): Promise<void> {
  for (;;) {
    const { rows: [left] } = await headquarters.database.pool.query<{ left: number }>('select count(*) as left from hq.epochs where "projectedSeq" < "receivedSeq" or "durableSeq" < "receivedSeq"');
    if (left?.left === 0) return;
    await pause(50);
  }
}

async function processor(): Promise<number> {
  return await processorSeconds(headquarters.processId) + await processorSeconds(headquarters.postgresId, { withChildren: true });
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => { setTimeout(resolve, ms); });
}
