import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { LineAway, type Carrier } from '../../main/sync/carry.ts';
import { writtenSeq } from '../../main/sync/seal-journal-store.ts';
import { usualPace } from '../../main/sync/sync-loop-api.ts';
import { aCountingRelay } from './a-counting-relay.ts';
import { aMeasuredBranch, aMeasuredHeadquarters, type MeasuredBranch } from './a-measured-line.ts';
import { copyPerSecond } from './bare-copy.ts';
import { report, round, spreadOf, timed } from './measure.ts';
import { pouchDbPerSecond } from './pouchdb-replication.ts';
import { processorSeconds } from './processor-time.ts';

// From a branch's SQLite to headquarters' PostgreSQL: HTTPS on loopback, gzip, both ends flush their disks.

const { values } = parseArgs({ options: {
  changes: { type: 'string', default: '100000' }, documents: { type: 'string', default: '20000' }, trickle: { type: 'string', default: '300' }, times: { type: 'string', default: '3' }, only: { type: 'string' },
} });
const changeCount = Number(values.changes);
const times = Number(values.times);
/** As often something changes in a hall, on the average. */
const trickleEveryMs = 500;
/** Looking itself costs what it measures. */
const lookEveryMs = 10;
const wanted = (part: string) => !values.only || values.only.split(',').includes(part);

const headquarters = await aMeasuredHeadquarters();
try {
  // Once for the compilers of both sides, not counted.
  await dispatch(20_000);
  const runs = [];
  for (let run = 0; run < times; run += 1) runs.push(await dispatch(changeCount));
  const best = runs.toSorted((one, other) => other.received - one.received)[Math.floor(times / 2)]!;
  const documents = wanted('pouchdb') ? await sampleDocuments(Number(values.documents)) : [];
  const pouchdb = documents.length > 0 ? await pouchDbPerSecond(documents) : Number.NaN;
  const dropped = wanted('dropped') ? await withAnswersDropped(changeCount) : null;
  const wire = wanted('wire') ? await bytesOnTheWire(changeCount) : null;
  const latency = wanted('trickle') ? await trickle(Number(values.trickle)) : null;

  report(`${changeCount.toLocaleString('en')} changes from SQLite to PostgreSQL`, {
    'received, changes/s': { value: round(best.received, 0) },
    'in the archive too, changes/s': { value: round(best.durable, 0) },
    'in the typed tables, changes/s': { value: round(best.projected, 0) },
    'bare COPY of the same rows, rows/s': { value: round(best.copy, 0) },
    'PouchDB to express-pouchdb, documents/s': { value: round(pouchdb, 0) },
    '30 % of answers dropped, changes/s': { value: dropped && round(dropped.perSecond, 0) },
    'processor seconds per 100,000 changes: branch / headquarters / PostgreSQL': { value: Object.values(best.processor).join(' / ') },
    'bytes of a change in the journal': { value: round(best.bytes, 0) },
    'bytes on the wire per change': { value: wire && round(wire, 1) },
    'trickle, branch commit to headquarters’ row, p50 / p99 ms': { value: latency && `${latency.p50} / ${latency.p99}` },
  }, {
    bench: 'sync', changes: changeCount, per_second: round(best.received, 0), per_second_durable: round(best.durable, 0), per_second_projected: round(best.projected, 0),
    copy_per_second: round(best.copy, 0), ratio_copy: round(best.received / best.copy), pouchdb_per_second: round(pouchdb, 0), ratio_pouchdb: round(best.received / pouchdb, 1),
    dropped_per_second: dropped && round(dropped.perSecond, 0), dropped_answers: dropped?.dropped, bytes_per_change: round(best.bytes, 0), wire_bytes_per_change: wire && round(wire, 1),
    processor_seconds_per_100000: best.processor, trickle: latency, settle_ms: usualPace.settleMs, apart_ms: usualPace.apartMs,
  });
} finally {
  await headquarters.dispose();
}

/** One branch sends what it has; changes a second until headquarters' database, its archive and its typed tables have them. */
async function dispatch(count: number) {
  const branch = await aMeasuredBranch(headquarters);
  try {
    await branch.write(count);
    const whole = await sizeOf(branch);
    const before = await processorTimes();
    const startedAt = performance.now();
    const reached = whenEverywhere(branch, whole.upTo);
    const end = await branch.sync.round();
    if (end?.kind !== 'done') throw new Error(`the round ended with ${JSON.stringify(end)}`);
    const at = await reached;
    const perSecond = (when: number) => whole.changes / ((when - startedAt) / 1000);
    const rates = { received: perSecond(at.received), durable: perSecond(at.durable), projected: perSecond(at.projected) };
    const after = await processorTimes();
    await checkAll(branch, whole);
    const processor = Object.fromEntries(Object.entries(after).map(([of, seconds]) => [of, round((seconds - (before[of] ?? 0)) / whole.changes * 100_000)]));
    return { ...rates, processor, copy: await copyPerSecond(headquarters.database, branch.branchId), bytes: whole.bytes };
  } finally {
    await branch.dispose();
  }
}

/** Processor time used so far, seconds. */
async function processorTimes(): Promise<Record<string, number>> {
  return { branch: await processorSeconds(process.pid), headquarters: await processorSeconds(headquarters.processId), postgres: await processorSeconds(headquarters.postgresId, { withChildren: true }) };
}

/** How much waits, and up to which change. */
async function sizeOf({ database, branchId }: MeasuredBranch): Promise<{ changes: number; bytes: number; upTo: number }> {
  const { rows: [held] } = await headquarters.database.pool.query<{ received: number }>('select "receivedSeq" as received from hq.epochs where "branchId" = $1', [branchId]);
  const [journal] = await database.read(reader => reader.all<{ upTo: number; changes: number; bytes: number }>(
    sql`select max(sequence) as upTo, count(*) as changes, avg(octet_length(row) + octet_length(rowKey) + 32) as bytes from journal where sequence > ${held?.received ?? 0}`));
  if (!journal) throw new Error('nothing was written');
  return journal;
}

type Place = 'received' | 'durable' | 'projected';

/** When headquarters has got so far with this branch, on the clock of `performance`: its database, its archive, its typed tables. */
async function whenEverywhere({ branchId }: MeasuredBranch, upTo: number): Promise<Record<Place, number>> {
  const reached: Partial<Record<Place, number>> = {};
  for (;;) {
    const { rows: [epoch] } = await headquarters.database.pool.query<Record<Place, number>>('select "receivedSeq" as received, "durableSeq" as durable, "projectedSeq" as projected from hq.epochs where "branchId" = $1', [branchId]);
    for (const place of ['received', 'durable', 'projected'] as const) if (epoch && epoch[place] >= upTo) reached[place] ??= performance.now();
    const { received, durable, projected } = reached;
    if (received !== undefined && durable !== undefined && projected !== undefined) return { received, durable, projected };
    await new Promise(resolve => { setTimeout(resolve, lookEveryMs); });
  }
}

/** Every change is there, once, and makes as many rows as the branch has. */
async function checkAll({ branchId, database }: MeasuredBranch, { upTo }: { upTo: number }): Promise<void> {
  const { rows: [held] } = await headquarters.database.pool.query<{ changes: number; customers: number }>(
    'select (select count(*) from hq.changes where "branchId" = $1) as changes, (select count(*) from branches.customers where "branchId" = $1) as customers', [branchId]);
  const [own] = await database.read(reader => reader.all<{ count: number }>(sql`select count(*) as count from customers`));
  if (held?.changes !== upTo || held.customers !== own?.count) throw new Error(`headquarters has ${held?.changes} of ${upTo} changes and ${held?.customers} of ${own?.count} rows`);
}

async function sampleDocuments(count: number): Promise<object[]> {
  const { rows } = await headquarters.database.pool.query<{ row: string }>(`select row from hq.changes where "tableName" = 'customers' order by "branchId", epoch, seq limit $1`, [count]);
  return rows.map(({ row }) => {
    const { id, ...rest } = JSON.parse(row) as { id: string };
    return { _id: id, ...rest };
  });
}

/** Three of ten answers never come; the loop goes on by itself, with its usual pauses. */
async function withAnswersDropped(count: number): Promise<{ perSecond: number; dropped: number }> {
  let asked = 0;
  let dropped = 0;
  let isDropping = false;
  const through = (carrier: Carrier): Carrier => ({
    async carry(request) {
      const answer = await carrier.carry(request);
      // Spread evenly, from the first on: with few requests chance might spare them all.
      if (!isDropping || (3 * asked++) % 10 >= 3) return answer;
      dropped += 1;
      throw new LineAway('timeout');
    },
    close: () => carrier.close(),
  });
  const branch = await aMeasuredBranch(headquarters, { pace: usualPace, through });
  try {
    await branch.write(count);
    const whole = await sizeOf(branch);
    isDropping = true;
    const { milliseconds } = await timed(() => whenEverywhere(branch, whole.upTo));
    await checkAll(branch, whole);
    return { perSecond: whole.changes / (milliseconds / 1000), dropped };
  } finally {
    await branch.dispose();
  }
}

/** Everything that passes between the two sides' sockets, both ways, TLS and HTTP included. */
async function bytesOnTheWire(count: number): Promise<number> {
  const relay = await aCountingRelay(headquarters.address);
  const branch = await aMeasuredBranch(headquarters, { address: relay.address });
  try {
    await branch.write(count);
    const { changes } = await sizeOf(branch);
    const before = relay.bytes;
    await branch.sync.round();
    return (relay.bytes - before) / changes;
  } finally {
    await branch.dispose();
    await relay.close();
  }
}

/** A change now and then, as in a hall: from its commit at the branch until headquarters' database has it, with the loop as it is. */
async function trickle(count: number) {
  const branch = await aMeasuredBranch(headquarters, { pace: usualPace });
  try {
    const waiting: { upTo: number; committedAt: number }[] = [];
    const waits: number[] = [];
    const looking = (async () => {
      while (waits.length < count) {
        const { rows: [epoch] } = await headquarters.database.pool.query<{ received: number }>('select "receivedSeq" as received from hq.epochs where "branchId" = $1', [branch.branchId]);
        const now = performance.now();
        while (waiting[0] && waiting[0].upTo <= (epoch?.received ?? 0)) waits.push(now - waiting.shift()!.committedAt);
        await new Promise(resolve => { setTimeout(resolve, lookEveryMs); });
      }
    })();
    for (let change = 0; change < count; change += 1) {
      await branch.write(1);
      const committedAt = performance.now();
      waiting.push({ upTo: await branch.database.read(writtenSeq), committedAt });
      await new Promise(resolve => { setTimeout(resolve, Math.random() * 2 * trickleEveryMs); });
    }
    await looking;
    const { p50, p95, p99, max } = spreadOf(waits);
    return { p50, p95, p99, max };
  } finally {
    await branch.dispose();
  }
}

