import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endAway } from '../sync/line-store.ts';
import type { BranchParts } from './branch-parts.ts';
import { insertOutage } from './outages-store.ts';

/** So exactly is known when a service that broke off was last there. */
const signEveryMs = 10_000;
/** Nobody waits for less, and so much a clock may be put right at any time. */
const shortestOutageMs = 1_000;

interface LastSign { at: number; wasStopped: boolean }

/**
 * Keeps a sign of life beside the database, the time of a file, which costs the counters nothing; and at the start writes down since
 * when the service was not there, and whether it was stopped in order or broke off. A line that was away then was so until the
 * service ended. `at`: the moment of this start. What cannot be written is logged: it is no reason not to start.
 */
export async function keepSignOfLife({ database, clock, log, dataFolder, branch }: Pick<BranchParts, 'database' | 'clock' | 'log' | 'dataFolder' | 'branch'>): Promise<{ stop(): Promise<void> }> {
  const file = join(dataFolder, 'branch.alive');
  const last = await readSign(file);
  if (last && branch()) await recordGap(last).catch(faulty);
  await sign('running').catch(faulty);
  const timer = setInterval(() => { touch().catch(faulty); }, signEveryMs).unref();

  async function recordGap({ at: beganAt, wasStopped }: LastSign): Promise<void> {
    const endedAt = clock.now();
    const isOutage = Math.abs(endedAt - beganAt) >= shortestOutageMs;
    await database.change(async tx => {
      await endAway(tx, beganAt);
      if (isOutage) await insertOutage(tx, { kind: 'service', beganAt, endedAt, cause: wasStopped ? 'stopped' : 'brokeOff' });
    });
    if (isOutage) log.info({ beganAt, endedAt, wasStopped }, 'the branch service was not there');
  }

  async function sign(state: 'running' | 'stopped'): Promise<void> {
    await writeFile(file, state, { mode: 0o600, flush: true });
    await touch();
  }

  async function touch(): Promise<void> {
    const at = new Date(clock.now());
    await utimes(file, at, at);
  }

  function faulty(error: unknown): void {
    log.warn({ err: error }, 'the sign of life could not be kept');
  }

  return {
    async stop() {
      clearInterval(timer);
      await sign('stopped').catch(faulty);
    },
  };
}

/** Null where the service never ran. */
async function readSign(file: string): Promise<LastSign | null> {
  try {
    const [{ mtimeMs }, state] = await Promise.all([stat(file), readFile(file, 'utf8')]);
    // Whatever a power cut left of the text, it does not say that the service was stopped.
    return { at: Math.round(mtimeMs), wasStopped: state === 'stopped' };
  } catch {
    return null;
  }
}
