import { v7 as uuidv7 } from 'uuid';
import { mostDigests, mostRowHashes, type DayDigest, type TableDay } from '../../shared/sync.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { syncedTables } from '../branch/tables.ts';
import type { Queries } from '../database/database.ts';
import { LineAway } from './carry.ts';
import { piecesOf, tablesToCompare, type TableToCompare } from './comparison.ts';
import { digestedTable, digestsOf, rowHashesOf } from './digest-store.ts';
import { HeadquartersRefusal, type HeadquartersCalls } from './headquarters-calls.ts';
import { keepCompared, readLine } from './line-store.ts';
import { writtenSeq } from './seal-journal-store.ts';
import type { LineDuty } from './sync-loop-api.ts';

const compareEveryMs = 24 * 60 * 60_000;
/** After one that could not be finished. */
const tryAgainMs = 60 * 60_000;
/** Tables are read within one snapshot until so many rows are digested; then a round comes between. */
const rowsAtOnce = 20_000;

const tables = new Map(syncedTables.map(digestedTable).map(table => [table.name, table]));

/** What was read in one moment of the database and can be sent once headquarters has all changes up to then. */
interface Ready { upTo: number; send(calls: HeadquartersCalls): Promise<void> }

type Wish = 'everything' | 'whatChanged';

interface Comparison {
  round: string;
  epoch: number;
  /** what was asked for; null: it was merely time */
  wish: Wish | null;
  left: TableToCompare[];
  toDrill: TableDay[];
  ready: Ready | null;
  upTo: number;
  rows: number;
  differing: number;
  underWay: number;
}

export interface Comparing {
  duty: LineDuty;
  /** Compares at the next occasion: everything when headquarters asked for it, else what it would like to see again. */
  ask(wish: Wish): void;
}

/**
 * Compares this branch's rows with headquarters', once a day and when asked: digests of parts first, of those that differ the
 * rows. One step a round, so that changes never wait for it. What is read is sent only when headquarters has received every
 * change up to that moment: what is merely on the way is no difference.
 */
export function comparing({ database, clock, log, live }: Pick<BranchParts, 'database' | 'clock' | 'log' | 'live'>): Comparing {
  let wish: Wish | null = null;
  let running: Comparison | null = null;
  let notBefore = 0;

  return {
    ask(asked) {
      if (wish !== 'everything') wish = asked;
      notBefore = 0;
    },
    async duty(calls) {
      try {
        return await step(calls);
      } catch (error) {
        // The line is away, or headquarters is not as far as we thought: on from here in the next round.
        if (error instanceof LineAway ? error.reason !== 'notUnderstood' : error instanceof HeadquartersRefusal && error.code === 'SLOW_DOWN') return 'done';
        giveUp(tryAgainMs);
        throw error;
      }
    },
  };

  async function step(calls: HeadquartersCalls): Promise<'done' | 'more'> {
    const line = await database.read(readLine);
    // What an earlier epoch had and this database lacks is fetched first: it would look like rows that only headquarters has.
    if (!line || line.epochWish || line.missed) return 'done';
    // Sequences count anew: what was read under the old ones says nothing any more.
    if (running && running.epoch !== line.epoch) giveUp(0);
    if (!running) {
      const isDue = clock.now() >= notBefore && (wish !== null || clock.now() >= (line.compared?.at ?? 0) + compareEveryMs);
      if (!isDue) return 'done';
      running = await begin(calls, line.epoch);
    }
    running.ready ??= await readNext(running);
    if (running.ready) {
      // Written since the round began: it goes up with the next one.
      if (line.receivedSeq < running.ready.upTo) return 'more';
      await running.ready.send(calls);
      running.ready = null;
      if (running.left.length > 0 || running.toDrill.length > 0) return 'more';
    }
    await end(running);
    return wish === null ? 'done' : 'more';
  }

  /** What was asked for is not forgotten. */
  function giveUp(forMs: number): void {
    wish = wish === 'everything' ? wish : running?.wish ?? wish;
    [running, notBefore] = [null, clock.now() + forMs];
  }

  async function begin(calls: HeadquartersCalls, epoch: number): Promise<Comparison> {
    const known = [...tables.keys()];
    const plan = wish === 'everything' ? { whole: known, parts: [] } : await calls.toCompare();
    const asked = wish;
    wish = null;
    return { round: uuidv7(), epoch, wish: asked, left: tablesToCompare(known, plan), toDrill: [], ready: null, upTo: 0, rows: 0, differing: 0, underWay: 0 };
  }

  async function readNext(comparison: Comparison): Promise<Ready | null> {
    if (comparison.left.length > 0) return database.read(reader => readDigests(reader, comparison));
    const part = comparison.toDrill.shift();
    return part ? database.read(reader => readRows(reader, comparison, part)) : null;
  }

  async function readDigests(reader: Queries, comparison: Comparison): Promise<Ready> {
    const upTo = await sequenceOf(reader);
    const digests: DayDigest[] = [];
    const whole: string[] = [];
    let rows = 0;
    while (comparison.left.length > 0 && rows < rowsAtOnce) {
      const [next] = comparison.left;
      const table = next && tables.get(next.table);
      const parts = next && table ? await digestsOf(reader, table, next.days) : [];
      if (digests.length > 0 && digests.length + parts.length > mostDigests) break;
      comparison.left.shift();
      digests.push(...parts);
      if (next?.days === null) whole.push(next.table);
      rows += parts.reduce((sum, part) => sum + part.rows, 0);
    }
    const isLast = comparison.left.length === 0;
    return {
      upTo,
      async send(calls) {
        const { differing, underWay } = await calls.compare({ round: comparison.round, upTo, digests, whole, isLast });
        comparison.toDrill.push(...differing);
        comparison.underWay += underWay.length;
        comparison.rows += rows;
        comparison.upTo = upTo;
      },
    };
  }

  async function readRows(reader: Queries, comparison: Comparison, part: TableDay): Promise<Ready> {
    const upTo = await sequenceOf(reader);
    const table = tables.get(part.table);
    const pieces = piecesOf(table ? await rowHashesOf(reader, table, part.day) : [], mostRowHashes);
    return {
      upTo,
      async send(calls) {
        for (const piece of pieces) {
          const { differing } = await calls.compareRows({ ...part, ...piece, upTo });
          comparison.differing += differing.filter(({ how }) => how !== 'fromEarlierEpoch').length;
        }
      },
    };
  }

  async function end({ rows, differing, underWay, upTo }: Comparison): Promise<void> {
    running = null;
    await database.change(tx => keepCompared(tx, { at: clock.now(), upTo, rows, differing }));
    log[differing > 0 ? 'warn' : 'info']({ rows, differing, underWay, upTo }, 'rows were compared with headquarters');
    live.publish('sync');
  }
}

/** The newest change in this snapshot, counted as headquarters counts. */
async function sequenceOf(reader: Queries): Promise<number> {
  const line = await readLine(reader);
  return await writtenSeq(reader) - (line?.base ?? 0);
}
