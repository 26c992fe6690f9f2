import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { sealText } from '../sync/batch-seal.ts';
import { encodeRecord } from './archive-segment.ts';
import { advanceDurable, type BatchToArchive, epochFacts, linesOfBatch, markArchived, nameOfBatch, takeUnarchived } from './archive-store.ts';
import { describeFault } from './call-log.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import type { Transaction } from './hq-database.ts';
import { segmentWriter } from './segment-writer.ts';

const pack = promisify(gzip);
const lookEveryMs = 5000;
/** Between two rounds: what many branches send meanwhile shares one flush. */
const apartMs = 100;
/** Written and flushed together: one flush for many batches. At most 64 MB, as a batch has at most four. */
const batchesAtOnce = 16;

/**
 * Keeps the archive: every batch as it was sealed, in files that are only added to, on a disk of their own where the operator
 * named one. Only what is flushed there is durable, and only that may a branch forget. Each instance writes files of its own.
 */
export function keepArchiving({ database, clock, log, received, fresh }: Pick<HeadquartersParts, 'database' | 'clock' | 'log' | 'received' | 'fresh'>, folder: string) {
  const segment = segmentWriter(folder);
  /** batches whose rows no longer give what was sealed: they need a person, and hold up nobody else */
  const damaged: string[] = [];
  let isStopped = false;
  let isAsked = false;
  let running: Promise<void> | null = null;
  let hurry = (): void => undefined;
  let endedAt = Number.NEGATIVE_INFINITY;

  async function round(): Promise<number> {
    const taken = await database.transact(async tx => {
      const batches = await takeUnarchived(tx, batchesAtOnce, damaged);
      const written = await append(tx, batches);
      if (written.length > 0) await markArchived(tx, written, clock.now());
      return batches.length;
    });
    if (taken > 0) await advanceDurable(database.queries);
    return taken;
  }

  async function append(tx: Transaction, batches: readonly BatchToArchive[]): Promise<BatchToArchive[]> {
    const records: Buffer[] = [];
    const written: BatchToArchive[] = [];
    for (const epoch of await epochFacts(tx, distinctEpochs(batches))) records.push(encodeRecord({ facts: epoch, packed: Buffer.alloc(0) }));
    for (const batch of batches) {
      const packed = fresh.take(nameOfBatch(batch)) ?? await packedFromDatabase(tx, batch);
      if (!packed) {
        damaged.push(nameOfBatch(batch));
        log.error({ branch: batch.branchId, epoch: batch.epoch, first: batch.firstSeq }, 'a batch in the database is not what was sealed: it is not archived');
        continue;
      }
      const { branchId, epoch, firstSeq: first, lastSeq: last, sha256, chainBefore, schemaVersion } = batch;
      const seal = sealText({ branchId, epoch, first, last, sha256, chainBefore, schemaVersion });
      records.push(encodeRecord({ facts: { kind: 'batch', seal, signature: batch.signature, receivedAt: batch.receivedAt }, packed }));
      written.push(batch);
    }
    if (written.length > 0) await segment.append(Buffer.concat(records));
    return written;
  }

  function wake(): void {
    isAsked = true;
    running ??= (async () => {
      while (isAsked && !isStopped) {
        await keepApart();
        isAsked = false;
        try {
          while (!isStopped && await round() === batchesAtOnce);
        } catch (error) {
          log.error({ error: describeFault(error) }, 'the archive could not be written: nothing more becomes durable until it can');
        }
        endedAt = performance.now();
      }
    })().finally(() => { running = null; });
  }

  async function keepApart(): Promise<void> {
    const restMs = endedAt + apartMs - performance.now();
    if (restMs <= 0) return;
    await new Promise<void>(resolve => {
      hurry = resolve;
      setTimeout(resolve, restMs);
    });
  }

  received.onRing(wake);
  const timer = setInterval(wake, lookEveryMs);
  // What an instance marked before it was killed.
  void advanceDurable(database.queries).catch(() => undefined).then(wake);
  return {
    async stop() {
      isStopped = true;
      hurry();
      clearInterval(timer);
      await running;
      await segment.close();
    },
  };
}

/** The lines of a batch as the database gives them back, packed; null when they are not what was sealed. */
async function packedFromDatabase(tx: Transaction, batch: BatchToArchive): Promise<Buffer | null> {
  const body = await linesOfBatch(tx, batch);
  if (createHash('sha256').update(body).digest('hex') !== batch.sha256) return null;
  return pack(body, { level: constants.Z_BEST_SPEED });
}

function distinctEpochs(batches: readonly BatchToArchive[]): { branchId: string; epoch: number }[] {
  return [...new Map(batches.map(({ branchId, epoch }) => [`${branchId} ${epoch}`, { branchId, epoch }])).values()];
}
