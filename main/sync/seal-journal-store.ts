import { createHash } from 'node:crypto';
import { eq, lte, sql } from 'drizzle-orm';
import { mostBatchBytes, mostBatchChanges } from '../../shared/sync.ts';
import type { BranchKey } from '../branch/branch-key.ts';
import type { Database, Queries, Transaction } from '../database/database.ts';
import { chainAfter, sealText } from './batch-seal.ts';
import { SealFault } from './seal-fault.ts';
import { syncBatches, syncLine } from './sync-schema.ts';

export type SealedBatch = typeof syncBatches.$inferSelect;

/** So many changes are forgotten in one transaction: the counters' commands wait for it. */
const prunedAtOnce = 500;

/** A change as a line of the body (docs/sync-protocol.md), its sequence counted from the beginning of the epoch. */
const bodyLine = (base: number) => sql`(sequence - cast(${base} as integer)) || char(9) || at || char(9) || tableName || char(9) || operation || char(9)
  || replace(rowKey, char(92), char(92, 92)) || char(9) || replace(row, char(92), char(92, 92)) || char(10)`;
/** As a blob: hashed and sent as it is, it never becomes text of JavaScript's. */
const wholeBody = sql`cast(group_concat(line, '' order by sequence) as blob) as body`;

/**
 * Seals the next changes behind those that are sealed, as many as a batch holds, and keeps the seal; answers it with the
 * bytes. SQLite itself makes these, on a reader: the writer only stores the seal. Null when nothing is unsealed. Errors: BRANCH_KEY_DIFFERS; SealFault.
 */
export async function sealNext({ database, branchKey, branchId, sealedAt }: { database: Database; branchKey: Pick<BranchKey, 'signSeal'>; branchId: string; sealedAt: number }): Promise<{ batch: SealedBatch; body: Buffer } | null> {
  const found = await database.read(readUnsealed);
  if (!found) return null;
  const { base, after, last: lastSeq, lastAt, body } = found;
  const [firstSeq, sha256] = [after + 1, hashOf(body)];
  return database.change(async tx => {
    const [line] = await tx.select({ base: syncLine.base, sealedSeq: syncLine.sealedSeq, chain: syncLine.chain, epoch: syncLine.epoch }).from(syncLine);
    // Somebody else sealed it, or another epoch began meanwhile.
    if (line?.base !== base || line.sealedSeq !== after) return null;
    const { epoch, chain: chainBefore } = line;
    const seal = sealText({ branchId, epoch, first: firstSeq, last: lastSeq, sha256, chainBefore, schemaVersion: database.state.schemaVersion });
    const signature = branchKey.signSeal(Buffer.from(seal, 'utf8')).toString('base64');
    const batch: SealedBatch = { firstSeq, lastSeq, lastAt, epoch, base, sha256, chainBefore, seal, signature, sealedAt };
    await tx.insert(syncBatches).values(batch);
    await tx.update(syncLine).set({ sealedSeq: lastSeq, chain: chainAfter({ chainBefore, sha256 }) });
    return { batch, body };
  });
}

/** The bytes of a sealed batch, read anew from the journal. Errors: SealFault when they are not those that were sealed. */
export async function readSealedBody(reader: Queries, { firstSeq, lastSeq, sha256, base }: SealedBatch): Promise<Buffer> {
  const [found] = await reader.all<{ body: Buffer | null }>(sql`select ${wholeBody}
    from (select sequence, ${bodyLine(base)} as line from journal where sequence between ${base + firstSeq} and ${base + lastSeq})`);
  if (!found?.body || hashOf(found.body) !== sha256) throw new SealFault('SEALED_BATCH_DIFFERS', firstSeq);
  return found.body;
}

/** The sealed batch that begins behind a change; null when there is none. */
export async function findSealedAfter(reader: Queries, sequence: number): Promise<SealedBatch | null> {
  return (await reader.select().from(syncBatches).where(eq(syncBatches.firstSeq, sequence + 1)))[0] ?? null;
}

/** The newest change ever written into the journal; 0 before the first. */
export async function writtenSeq(reader: Queries): Promise<number> {
  const [found] = await reader.all<{ seq: number }>(sql`select seq from sqlite_sequence where name = 'journal'`);
  return found?.seq ?? 0;
}

/** Forgets some of the changes that headquarters holds durably, and their seals. Answers whether there are more of them. */
export async function pruneJournal(tx: Transaction): Promise<boolean> {
  // A batch is sent whole, so none is cut.
  const [upTo] = await tx.all<{ base: number; seq: number }>(sql`select base, min(sealedSeq, durableSeq, ifnull((select min(firstSeq) - 1 from sync_batches where lastSeq > durableSeq), sealedSeq)) as seq from sync_line`);
  if (!upTo) return false;
  const { changes } = await tx.run(sql`delete from journal where sequence in (select sequence from journal where sequence <= ${upTo.base + upTo.seq} order by sequence limit ${prunedAtOnce})`);
  if (changes === prunedAtOnce) return true;
  await tx.delete(syncBatches).where(lte(syncBatches.lastSeq, upTo.seq));
  return false;
}

interface Unsealed {
  base: number;
  after: number;
  last: number;
  /** when its last change was made, UTC ms */
  lastAt: number;
  body: Buffer;
}

/**
 * The first change always, however long, and those behind it while they fit. Errors: SealFault when one is missing. How many fit
 * is reckoned first: lines that went through the window function cost several times as much.
 */
async function readUnsealed(reader: Queries): Promise<Unsealed | null> {
  const [line] = await reader.select({ base: syncLine.base, after: syncLine.sealedSeq }).from(syncLine);
  if (!line) return null;
  const { base, after } = line;
  // Beside one max() SQLite gives the other columns of that very row.
  const [found] = await reader.all<{ last: number | null; lastAt: number; count: number; body: Buffer }>(sql`
    with fitting as materialized (
      select coalesce(max(sequence) filter (where bytes <= ${mostBatchBytes}), min(sequence)) as last
      from (
        select sequence, sum(octet_length(${bodyLine(base)})) over (order by sequence rows unbounded preceding) as bytes
        from (select * from journal where sequence > ${base + after} order by sequence limit ${mostBatchChanges})
      )
    )
    select max(sequence) as last, at as lastAt, count(*) as count, ${wholeBody}
    from (select sequence, at, ${bodyLine(base)} as line from journal where sequence > ${base + after} and sequence <= (select last from fitting))`);
  if (!found || found.last === null) return null;
  const last = found.last - base;
  if (last - found.count !== after) throw new SealFault('JOURNAL_GAP', after + 1);
  return { base, after, last, lastAt: found.lastAt, body: found.body };
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}
