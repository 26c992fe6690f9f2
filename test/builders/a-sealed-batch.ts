import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { TravellingBatch } from '../../main/headquarters/ingest.ts';
import { chainAfter, noChain, type Seal, sealText } from '../../main/sync/batch-seal.ts';

/** One change as a branch's journal has it. */
export interface Change {
  table: string;
  operation?: 'insert' | 'update' | 'delete';
  key: string;
  /** the row, or its exact text */
  row: object | string;
  at?: number;
}

export interface SealingKey { publicKey: string; sign(text: string): Buffer }

export function aSealingKey(): SealingKey {
  const der = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return {
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'),
    sign: text => sign(null, Buffer.from(text, 'utf8'), key),
  };
}

export interface SealedBatch extends TravellingBatch { facts: Seal; body: Buffer }

/** Seals a body as a branch does; `wrong` says otherwise than is true. */
export function aSealedBatch(facts: Omit<Seal, 'sha256'>, body: string | Buffer, key: SealingKey, wrong: Partial<Seal> = {}): SealedBatch {
  const bytes = Buffer.from(body);
  const seal = { ...facts, sha256: createHash('sha256').update(bytes).digest('hex'), ...wrong };
  const text = sealText(seal);
  return { facts: seal, body: bytes, seal: Buffer.from(text), signature: key.sign(text), packed: gzipSync(bytes) };
}

/** The lines of changes, the first with sequence `first`. */
export function linesOfChanges(changes: readonly Change[], first: number): string {
  const doubled = (text: string) => text.replaceAll('\\', '\\\\');
  return changes.map(({ table, operation = 'insert', key, row, at = 1_772_000_000_000 }, index) =>
    `${first + index}\t${at}\t${table}\t${operation}\t${doubled(key)}\t${doubled(typeof row === 'string' ? row : JSON.stringify(row))}\n`).join('');
}

/** The journal of one epoch, sealed batch after batch. */
export function aJournal({ branchId, epoch = 1, key, schemaVersion = 1 }: { branchId: string; epoch?: number; key: SealingKey; schemaVersion?: number }) {
  let next = 1;
  let chainBefore = noChain;
  return {
    seal(changes: readonly Change[]): SealedBatch {
      const batch = aSealedBatch({ branchId, epoch, first: next, last: next + changes.length - 1, chainBefore, schemaVersion }, linesOfChanges(changes, next), key);
      next += changes.length;
      chainBefore = chainAfter(batch.facts);
      return batch;
    },
  };
}
