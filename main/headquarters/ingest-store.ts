import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { and, eq } from 'drizzle-orm';
import type { Receipts } from '../../shared/sync.ts';
import { chainAfter, type Seal, sealText } from '../sync/batch-seal.ts';
import { fenceEpoch } from './fence-store.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { batches, epochs, forks } from './hq-schema.ts';

export interface SealedBatch {
  seal: Seal;
  /** 64 bytes of Ed25519 over the seal's text */
  signature: Buffer;
  /** the lines as they were sealed */
  body: Buffer;
  /** the same behind branch and epoch, as COPY takes them */
  lines: Buffer;
}

export type Taken =
  | { outcome: 'taken' | 'repeated'; receipts: Receipts }
  | { outcome: 'gap'; expected: number }
  | { outcome: 'forked' | 'fenced'; epoch: number; at: number }
  | { outcome: 'unknownEpoch' };

/** The key that seals an epoch's batches; undefined when the branch has no such epoch. */
export async function sealingKey(queries: Queries | Transaction, branchId: string, epoch: number): Promise<string | undefined> {
  const [row] = await queries.select({ publicKey: epochs.publicKey }).from(epochs).where(and(eq(epochs.branchId, branchId), eq(epochs.epoch, epoch)));
  return row?.publicKey;
}

/**
 * Takes a batch whose seal, hash and lines are in order: changes, batch and position in one transaction, decided under a lock on
 * the epoch's row (docs/sync-protocol.md has the table). The same batch again changes nothing and answers the same; another
 * history of changes that are held already ends the epoch, and is kept as evidence.
 */
export async function takeIntoDatabase(tx: Transaction, batch: SealedBatch, now: number): Promise<Taken> {
  const { branchId, epoch, first, last, chainBefore } = batch.seal;
  const { rows: [held] } = await tx.$client.query<Receipts & { chain: string; fencedAt: number | null }>(
    `select e."receivedSeq" as received, e."durableSeq" as durable, e.chain, e."fencedAt", b."lastDirective" as "newestDirective"
     from hq.epochs e join hq.branches b using ("branchId") where e."branchId" = $1 and e.epoch = $2 for update of e`, [branchId, epoch]);
  if (!held) return { outcome: 'unknownEpoch' };
  const { chain, fencedAt, ...receipts } = held;
  if (fencedAt !== null) return { outcome: 'fenced', epoch, at: fencedAt };
  if (first > held.received + 1) return { outcome: 'gap', expected: held.received + 1 };
  if (first === held.received + 1 && chainBefore === chain) {
    await addBatch(tx, batch, now);
    return { outcome: 'taken', receipts: { ...receipts, received: last } };
  }
  if (await isHeld(tx, batch.seal)) return { outcome: 'repeated', receipts };
  await fence(tx, batch, now);
  return { outcome: 'forked', epoch, at: now };
}

/** Adds the batch behind what is held: the caller has seen under a lock that it continues that. */
export async function addBatch(tx: Transaction, { seal, signature, body, lines }: SealedBatch, now: number): Promise<void> {
  const { branchId, epoch, first, last, sha256, chainBefore, schemaVersion } = seal;
  const copy = tx.$client.query(copyFrom('copy hq.changes ("branchId", epoch, seq, at, "tableName", operation, "rowKey", row) from stdin'));
  copy.end(lines);
  await finished(copy);
  await tx.insert(batches).values({
    branchId, epoch, firstSeq: first, lastSeq: last, sha256, chainBefore, signature: signature.toString('base64'), schemaVersion, byteCount: body.length, receivedAt: now,
  });
  await tx.update(epochs).set({ receivedSeq: last, chain: chainAfter(seal), receivedAt: now }).where(and(eq(epochs.branchId, branchId), eq(epochs.epoch, epoch)));
}

async function isHeld(tx: Transaction, { branchId, epoch, first, last, sha256, chainBefore }: Seal): Promise<boolean> {
  const [known] = await tx.select().from(batches).where(and(eq(batches.branchId, branchId), eq(batches.epoch, epoch), eq(batches.firstSeq, first)));
  return known?.lastSeq === last && known.sha256 === sha256 && known.chainBefore === chainBefore;
}

async function fence(tx: Transaction, { seal, signature, body }: SealedBatch, now: number): Promise<void> {
  const { branchId, epoch, first, last, sha256 } = seal;
  await tx.insert(forks).values({ branchId, epoch, at: now, firstSeq: first, lastSeq: last, seal: sealText(seal), signature: signature.toString('base64'), sha256, body: body.toString('utf8') }).onConflictDoNothing();
  await fenceEpoch(tx, { branchId, epoch, detail: { first, last }, now });
}
