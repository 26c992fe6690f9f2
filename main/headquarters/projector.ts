import { describeFault } from './call-log.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { type EpochOfBranch, nextToProject, projectNext } from './projection-store.ts';

/** Other instances take batches too, and tell nobody. */
const lookEveryMs = 5000;
/**
 * Receipts come first: while batches follow each other closely the machine takes them, and what they say is projected once they
 * pause, in fewer and larger sets; after the longer time even if they do not.
 */
const pauseMs = 100;
const longestDelayMs = 2000;
const beforeAll = { branchId: '', epoch: 0 };

/**
 * Brings changes into the typed tables, branch after branch, a stretch at a time: a branch that sent a week's work does not keep
 * the others waiting, and one whose changes cannot be projected is passed over until the next round.
 */
export function keepProjecting({ database, clock, log, metrics, received }: HeadquartersParts) {
  let isStopped = false;
  let isAsked = false;
  let running: Promise<void> | null = null;

  async function round(): Promise<void> {
    let at: EpochOfBranch | null = beforeAll;
    let wasAny = false;
    for (;;) {
      at = isStopped ? null : await nextToProject(database.queries, at);
      if (at) wasAny = await projectOf(at) || wasAny;
      else if (wasAny && !isStopped) [at, wasAny] = [beforeAll, false];
      else return;
    }
  }

  async function projectOf({ branchId, epoch }: EpochOfBranch): Promise<boolean> {
    const startedAt = performance.now();
    try {
      const changes = await database.transact(tx => projectNext(tx, { branchId, epoch }, clock.now()));
      if (changes === 0) return false;
      metrics.projected.inc(changes);
      metrics.projectionSeconds.observe((performance.now() - startedAt) / 1000);
      return true;
    } catch (error) {
      log.error({ branch: branchId, epoch, error: describeFault(error) }, 'changes could not be projected');
      return false;
    }
  }

  function wake(): void {
    isAsked = true;
    running ??= (async () => {
      while (isAsked && !isStopped) {
        isAsked = false;
        await round().catch((error: unknown) => log.error({ error: describeFault(error) }, 'the projection could not look for work'));
      }
    })().finally(() => { running = null; });
  }

  let firstRingAt: number | null = null;
  let soon: NodeJS.Timeout | null = null;
  received.onRing(() => {
    const now = performance.now();
    firstRingAt ??= now;
    if (soon) clearTimeout(soon);
    soon = setTimeout(() => {
      firstRingAt = null;
      wake();
    }, Math.max(0, Math.min(pauseMs, firstRingAt + longestDelayMs - now)));
  });
  const timer = setInterval(wake, lookEveryMs);
  wake();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      if (soon) clearTimeout(soon);
      await running;
    },
  };
}
