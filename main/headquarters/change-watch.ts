import { describeFault } from './call-log.ts';
import type { HeadquartersDatabase } from './hq-database.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';

/** Tells when something in the database has changed, whichever instance changed it. */
export interface ChangeWatch {
  /** The present mark: once it is not `seen` any more, or when the wait is over. */
  otherThan(seen: string | null): Promise<string>;
  /** Answers everybody who waits. */
  stop(): void;
}

interface Waiter { seen: string | null; untilMs: number; answer(mark: string): void }

/** Less than a page waits for an answer. */
const usualWaitMs = 15_000;
const lookEveryMs = 500;

/**
 * Looks while somebody waits, once for all of them. What it looks at is PostgreSQL's own snapshot of transactions: it is another one
 * after each transaction that wrote, so nothing has to tell of its changes and nothing can forget to. (NOTIFY would: and it lets
 * transactions commit one after the other only, which batches of a thousand branches must not.)
 */
export function watchChanges({ queries }: HeadquartersDatabase, log: HeadquartersParts['log'], longestWaitMs = usualWaitMs): ChangeWatch {
  const waiters = new Set<Waiter>();
  let isStopped = false;
  let isLooking = false;

  async function look(): Promise<void> {
    while (waiters.size > 0 && !isStopped) {
      const mark = await presentMark().catch((error: unknown) => {
        log.warn({ error: describeFault(error) }, 'changes could not be looked for');
        return null;
      });
      for (const waiter of waiters) if (mark !== null && (mark !== waiter.seen || Date.now() >= waiter.untilMs)) answer(waiter, mark);
      if (waiters.size > 0) await new Promise(resolve => { setTimeout(resolve, lookEveryMs); });
    }
    for (const waiter of waiters) answer(waiter, waiter.seen ?? '');
    isLooking = false;
  }

  async function presentMark(): Promise<string> {
    const { rows: [row] } = await queries.$client.query<{ mark: string }>('select md5(pg_current_snapshot()::text) as mark');
    return row?.mark ?? '';
  }

  function answer(waiter: Waiter, mark: string): void {
    waiters.delete(waiter);
    waiter.answer(mark);
  }

  return {
    otherThan(seen) {
      return new Promise(resolve => {
        waiters.add({ seen, untilMs: Date.now() + longestWaitMs, answer: resolve });
        if (isLooking) return;
        isLooking = true;
        void look();
      });
    },
    stop() {
      isStopped = true;
      for (const waiter of waiters) answer(waiter, waiter.seen ?? '');
    },
  };
}
