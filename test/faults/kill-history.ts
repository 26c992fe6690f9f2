import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aBranchProcess, type BranchProcess } from '../builders/a-branch-process.ts';
import type { Station } from '../builders/a-station.ts';
import { checkBooks } from './books.ts';
import { killDuringStart } from './kill-during-start.ts';
import { openHall, reconnect, send, work, type Hall } from './hall-under-fire.ts';
import { Oracle } from './oracle.ts';
import { randomOf, type Random } from './random.ts';

/** A kill comes at most so long after the hall began to work, or after the service was started. */
const longestWorkMs = 400;
const longestStartMs = 700;
/** Every so many kills all of the past is looked up, not the newest alone. */
const wholePastEvery = 50;
const repeatedPerLife = 200;

export interface KillPlan {
  kills: number;
  seed: number;
  windowCount?: number;
  /** hears of progress */
  onKill?(kill: number, told: number): void;
}

export interface KillResult {
  kills: number;
  duringStart: number;
  acknowledged: number;
  refused: number;
}

/**
 * Runs the built branch service and kills it (SIGKILL) `kills` times at random moments, under work or while it starts.
 * After each kill the files are checked, and the next life repeats what the last one was asked: everything acknowledged
 * must be answered the same, everything else must be done once or be refused. Throws on the first contradiction.
 */
export async function killBranch({ kills, seed, windowCount = 4, onKill }: KillPlan): Promise<KillResult> {
  const random = randomOf(seed);
  const oracle = new Oracle();
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-faults-'));
  let duringStart = 0;
  try {
    const hall = await prepareHall(folder, windowCount);
    for (let kill = 1; kill <= kills; kill += 1) {
      if (random.chance(0.15)) {
        await killDuringStart(folder, random.between(0, longestStartMs));
        duringStart += 1;
      } else {
        await liveOnce(folder, hall, oracle, random);
      }
      await checkBooks(folder, kill % wholePastEvery === 0 ? oracle.toldIds() : oracle.newestTold(2000).map(asked => asked.commandId));
      onKill?.(kill, oracle.toldCount);
    }
    await endInPeace(folder, hall, oracle);
    return { kills, duringStart, acknowledged: oracle.toldCount, refused: oracle.refusedCount };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepareHall(folder: string, windowCount: number): Promise<Hall> {
  const branch = await aBranchProcess({ dataFolder: folder });
  try {
    return await openHall(branch.address, branch.link, windowCount);
  } finally {
    await branch.stop();
  }
}

/** Starts the service, repeats what the last life was asked, works, and ends with a kill. */
async function liveOnce(folder: string, hall: Hall, oracle: Oracle, random: Random): Promise<void> {
  await live(folder, hall, oracle, async (branch, stations, whenLost) => {
    const working = work(hall, stations, oracle, random, whenLost);
    await new Promise(resolve => setTimeout(resolve, random.between(0, longestWorkMs)));
    await branch.kill();
    await working;
  });
}

async function live(
  folder: string, hall: Hall, oracle: Oracle, then: (branch: BranchProcess, stations: Station[], whenLost: Promise<never>) => Promise<void>,
): Promise<void> {
  const branch = await aBranchProcess({ dataFolder: folder });
  const whenLost = lossOf(branch);
  const stations: Station[] = [];
  try {
    stations.push(...await reconnect(branch.address, hall));
    await repeatPast(oracle, stations.map(station => station.client), whenLost);
    await then(branch, stations, whenLost);
  } finally {
    for (const station of stations) station.close();
    await branch.dispose();
  }
}

async function repeatPast(oracle: Oracle, clients: Parameters<typeof send>[2][], whenLost: Promise<never>): Promise<void> {
  const past = [...oracle.open, ...oracle.newestTold(repeatedPerLife)];
  await Promise.all(past.map(asked => send(oracle, asked, clients[asked.desk]!, whenLost)));
}

/** The last life: nothing may be left open, and the service must end by itself. */
async function endInPeace(folder: string, hall: Hall, oracle: Oracle): Promise<void> {
  await live(folder, hall, oracle, async (branch, stations) => {
    if (oracle.open.length > 0) throw new Error(`${oracle.open.length} commands are neither done nor refused`);
    for (const station of stations) station.close();
    const code = await branch.stop();
    if (code !== 0) throw new Error(`the branch service ended with ${code}`);
  });
  await checkBooks(folder, oracle.toldIds());
}

/** Rejects when the process is gone: an answer that was under way never comes. */
function lossOf({ child }: BranchProcess): Promise<never> {
  const lost = new Promise<never>((_, reject) => { child.once('exit', () => reject(new Error('the branch service is gone'))); });
  lost.catch(() => undefined);
  return lost;
}
