import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { mostBatchBytes, mostBatchChanges, type Receipts } from '../../shared/sync.ts';
import { isSealed, noChain, readSeal, type Seal } from '../sync/batch-seal.ts';
import { nameOfBatch } from './archive-store.ts';
import { linesOf, wrongLine } from './batch-lines.ts';
import { branchOf } from './caller.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { sealingKey, takeIntoDatabase } from './ingest-store.ts';
import { ingestTurns } from './ingest-turns.ts';
import { checkVersions } from './schema-version.ts';

const unpack = promisify(gunzip);
/** A body that nothing can be packed out of is a little longer than what it holds. */
const mostPackedBytes = mostBatchBytes + 64 * 1024;
const ed25519Bytes = 64;

/** A batch as it travels, over the line or on a stick. */
export interface TravellingBatch {
  /** text */
  seal: Buffer;
  signature: Buffer;
  /** gzipped lines */
  packed: Buffer;
}

export type Ingest = ReturnType<typeof ingest>;

/**
 * Takes sealed batches, from wherever they come: the seal vouches for them. `branchId`: whose they must be.
 * Errors: BATCH_REFUSED, BATCH_GAP, BATCH_FORKED, BRANCH_FENCED, HEADQUARTERS_OLDER, SLOW_DOWN; nothing was changed then.
 */
export function ingest(parts: HeadquartersParts) {
  const { database, clock, metrics, log, received, fresh } = parts;
  const inTurn = ingestTurns();

  async function take(branchId: string, { seal: sealBytes, signature, packed }: TravellingBatch): Promise<Receipts> {
    const seal = await readOwnSeal(branchId, sealBytes, signature);
    const body = await unpackBody(packed);
    if (createHash('sha256').update(body).digest('hex') !== seal.sha256) refuseBatch('hash');
    if (!isUtf8(body)) refuseBatch('encoding');
    const text = body.toString('latin1');
    const wrong = wrongLine(text, seal.first, seal.last);
    if (wrong !== null) refuseBatch('lines', wrong);

    const taken = await database.transact(tx => takeIntoDatabase(tx, { seal, signature, body, lines: linesOf(text, seal) }, clock.now()));
    switch (taken.outcome) {
      case 'unknownEpoch': return refuseBatch('seal');
      case 'gap': return refuseAtHeadquarters('BATCH_GAP', { expected: taken.expected });
      case 'fenced': return refuseAtHeadquarters('BRANCH_FENCED', { epoch: taken.epoch, at: taken.at });
      case 'forked':
        log.warn({ branch: branchId, epoch: taken.epoch, first: seal.first, last: seal.last }, 'an epoch was fenced: two histories of the same changes');
        return refuseAtHeadquarters('BATCH_FORKED', { epoch: taken.epoch, at: taken.at });
      default:
    }
    metrics.batches.inc({ outcome: taken.outcome });
    if (taken.outcome === 'taken') {
      metrics.changes.inc(seal.last - seal.first + 1);
      metrics.bytes.inc(body.length);
      fresh.keep(nameOfBatch({ branchId, epoch: seal.epoch, firstSeq: seal.first }), packed);
      received.ring();
    }
    return taken.receipts;
  }

  async function readOwnSeal(branchId: string, sealBytes: Buffer, signature: Buffer): Promise<Seal> {
    const seal = readSeal(sealBytes.toString('latin1'));
    if (!seal || seal.branchId !== branchId) return refuseBatch('seal');
    if ((seal.first === 1) !== (seal.chainBefore === noChain)) refuseBatch('chain');
    if (seal.last - seal.first >= mostBatchChanges) refuseBatch('size');
    const publicKey = await sealingKey(database.queries, branchId, seal.epoch);
    if (publicKey === undefined) return refuseBatch('seal');
    if (!isSealed(sealBytes.toString('latin1'), signature, publicKey)) refuseBatch('signature');
    checkVersions(parts, { schema: seal.schemaVersion });
    return seal;
  }

  return (branchId: string, batch: TravellingBatch): Promise<Receipts> => inTurn(branchId, batch.packed.length, () => take(branchId, batch));
}

/** POST /sync/v1/batches: seal and signature in headers, the gzipped lines as the body. */
export async function batchRoute(app: FastifyInstance, parts: HeadquartersParts, take: Ingest): Promise<void> {
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostPackedBytes }, (_, body, done) => { done(null, body); });
    scope.setErrorHandler(error => {
      if (error instanceof Error && 'statusCode' in error && error.statusCode === 413) refuseBatch('size');
      throw error;
    });
    scope.post('/sync/v1/batches', async request => {
      const startedAt = performance.now();
      const { branchId } = branchOf(request.caller);
      checkVersions(parts, { protocol: Number(request.headers['x-protocol'] ?? 0) });
      const packed = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const receipts = await take(branchId, { seal: inBase64(request, 'x-seal'), signature: inBase64(request, 'x-signature'), packed });
      const seconds = (performance.now() - startedAt) / 1000;
      parts.metrics.batchSeconds.observe(seconds);
      parts.log.info({ call: 'batch', outcome: 'ok', milliseconds: Math.round(seconds * 1000), branch: branchId, received: receipts.received });
      return receipts;
    });
  });
}

/** Unpacks no more than a batch may have, whatever the stream would hold. */
async function unpackBody(packed: Buffer): Promise<Buffer> {
  try {
    return await unpack(packed, { maxOutputLength: mostBatchBytes });
  } catch (error) {
    return refuseBatch(error instanceof RangeError ? 'size' : 'encoding');
  }
}

function inBase64(request: FastifyRequest, name: 'x-seal' | 'x-signature'): Buffer {
  const value = request.headers[name];
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  if (name === 'x-signature' && bytes.length !== ed25519Bytes) refuseBatch('signature');
  return bytes;
}

function refuseBatch(reason: 'seal' | 'chain' | 'signature' | 'hash' | 'lines' | 'size' | 'encoding', line: number | null = null): never {
  refuseAtHeadquarters('BATCH_REFUSED', { reason, line });
}
