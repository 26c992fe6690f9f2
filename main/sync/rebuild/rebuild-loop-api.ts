import type { StaffParts } from '../../branch/staff-parts.ts';
import { type Carrier, LineAway } from '../carry.ts';
import { headquartersCalls, type HeadquartersCalls } from '../headquarters-calls.ts';
import { pauseMs, roundEndOf } from '../round-end.ts';
import type { Sync } from '../sync-loop-api.ts';
import { noteListed } from '../files/files-store.ts';
import { beginRebuild, keepComplete, keepExtent, readRebuild, takePage, type StoredRebuild } from './rebuild-store.ts';

/** How fetching stands; what does not outlive the process. */
export interface FetchingState {
  isUnderWay: boolean;
  /** why it stands still: a code */
  trouble: string | null;
  /** UTC ms of the next try; null: none is planned */
  nextTryAt: number | null;
}

export interface Rebuild {
  readonly fetching: FetchingState;
  /** Keeps that headquarters gave this machine the place, and begins to fetch. */
  begin(begun: Parameters<typeof beginRebuild>[1]): Promise<void>;
  /** Fetches until every row is here or the line is cut; a second call waits for the one under way. */
  fetchNow(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Fetches a lost machine's rows from headquarters, page after page, each stored with its place in one transaction: a cut line
 * or a restart goes on with the next page. After a failure again, with growing pauses.
 */
export async function startRebuild({ database, clock, log }: StaffParts, sync: Sync, { retries = true, random = Math.random } = {}): Promise<Rebuild> {
  const fetching: FetchingState = { isUnderWay: false, trouble: null, nextTryAt: null };
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> | null = null;
  let carrier: Carrier | null = null;
  let isStopped = false;

  function fetchNow(): Promise<void> {
    if (timer) clearTimeout(timer);
    return underWay ??= run().finally(() => { underWay = null; });
  }

  async function run(): Promise<void> {
    Object.assign(fetching, { isUnderWay: true, nextTryAt: null });
    try {
      await fetchAll();
      failures = 0;
      fetching.trouble = null;
    } catch (error) {
      failures += 1;
      const end = roundEndOf(error);
      fetching.trouble = 'trouble' in end ? end.trouble?.code ?? null : 'FAULT';
      if (fetching.trouble === 'FAULT' || !(error instanceof LineAway)) log.warn({ err: error }, 'rows of the lost machine could not be fetched');
      if (end.kind !== 'stopped' && retries) planNext(pauseMs(failures, 'afterMs' in end ? end.afterMs : null, random()));
    } finally {
      fetching.isUnderWay = false;
      await carrier?.close();
      carrier = null;
    }
  }

  function planNext(afterMs: number): void {
    if (isStopped) return;
    fetching.nextTryAt = clock.now() + afterMs;
    timer = setTimeout(() => void fetchNow(), afterMs).unref();
  }

  async function fetchAll(): Promise<void> {
    for (let rebuild = await database.read(readRebuild); rebuild && rebuild.completeAt === null && !isStopped; rebuild = await database.read(readRebuild)) {
      carrier ??= sync.connect({ address: rebuild.address, certificate: rebuild.certificate });
      await takeStep(rebuild, headquartersCalls(carrier, () => sync.tokens.present()));
    }
  }

  async function takeStep(rebuild: StoredRebuild, calls: HeadquartersCalls): Promise<void> {
    const { extent, tableName: table, afterKey } = rebuild;
    if (extent && table !== null) {
      const page = await calls.rows({ table, afterKey, from: null });
      return database.change(tx => takePage(tx, table, rebuild, page));
    }
    const present = await calls.extent();
    // The lost machine was heard of meanwhile: once more, so that nothing of it is missing here.
    const isWhole = extent?.received === present.received;
    if (isWhole) await listFiles(calls);
    await database.change(tx => isWhole ? keepComplete(tx, clock.now()) : keepExtent(tx, present));
  }

  /** Which files headquarters has: they follow once the branch is open. */
  async function listFiles(calls: HeadquartersCalls): Promise<void> {
    for (let afterName: string | null = null; ;) {
      const { files, nextName } = await calls.listFiles({ afterName });
      await database.change(tx => noteListed(tx, files, clock.now()));
      if (nextName === null) return;
      afterName = nextName;
    }
  }

  const rebuild = await database.read(readRebuild);
  if (rebuild && retries) void fetchNow();
  return {
    fetching, fetchNow,
    async begin(begun) {
      await underWay;
      await database.change(tx => beginRebuild(tx, begun));
      if (retries) void fetchNow();
    },
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await carrier?.close();
      await underWay;
    },
  };
}
