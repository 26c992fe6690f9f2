import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { mostBatchBytes } from '../../shared/sync.ts';
import { newToken } from '../branch/token.ts';
import { isSealed, noChain, readSeal, type Seal } from '../sync/batch-seal.ts';
import { type ArchiveRecord, decodeRecord, type EpochRecord, nextRecordAt } from './archive-segment.ts';
import { advanceDurable, markArchived } from './archive-store.ts';
import { linesOf, wrongLine } from './batch-lines.ts';
import type { HeadquartersDatabase, Transaction } from './hq-database.ts';
import { addBatch, sealingKey } from './ingest-store.ts';

const unpack = promisify(gunzip);

export interface Restored {
  /** put into the database */
  batches: number;
  changes: number;
  /** were there already */
  held: number;
  /** places that could not be read, batches whose seal does not fit, changes that are missing: each with where it is */
  problems: string[];
}

interface Place { file: string; at: number; bytes: number; seal: Seal }

/**
 * Puts everything into the database that the archive has and it has not: into an empty one, or one that was put back from an older
 * backup. `isOurs`: what is in this folder is durable, and need not be archived again. Every seal is verified anew. Running it again, or after it was cut off, changes nothing that is right.
 */
export async function restoreFromArchive(database: HeadquartersDatabase, folder: string, { now, isOurs }: { now: number; isOurs: boolean }): Promise<Restored> {
  const restored: Restored = { batches: 0, changes: 0, held: 0, problems: [] };
  const { epochs, places } = await readIndex(folder, restored.problems);
  await database.transact(tx => addEpochs(tx, [...epochs.values()]));
  const inOrder = places.toSorted((one, other) => one.seal.branchId.localeCompare(other.seal.branchId) || one.seal.epoch - other.seal.epoch || one.seal.first - other.seal.first);
  for (const place of inOrder) {
    const outcome = await restoreBatch(database, place, { now, isOurs });
    if (outcome === 'held') restored.held += 1;
    else if (outcome === 'restored') {
      restored.batches += 1;
      restored.changes += place.seal.last - place.seal.first + 1;
    } else restored.problems.push(`${place.seal.branchId} ${place.seal.epoch} ${place.seal.first}–${place.seal.last}: ${outcome}`);
  }
  await advanceDurable(database.queries);
  return restored;
}

async function restoreBatch(database: HeadquartersDatabase, { file, at, bytes, seal }: Place, { now, isOurs }: { now: number; isOurs: boolean }): Promise<'held' | 'restored' | string> {
  const { branchId, epoch, first, last, sha256, chainBefore } = seal;
  return database.transact(async tx => {
    const { rows: [held] } = await tx.$client.query<{ received: number; chain: string }>(
      'select "receivedSeq" as received, chain from hq.epochs where "branchId" = $1 and epoch = $2 for update', [branchId, epoch]);
    if (!held) return 'unknown epoch';
    if (last <= held.received) {
      const { rows: [same] } = await tx.$client.query('select 1 from hq.batches where "branchId" = $1 and epoch = $2 and "firstSeq" = $3 and sha256 = $4', [branchId, epoch, first, sha256]);
      return same ? 'held' : 'another history is held';
    }
    if (first !== held.received + 1) return `changes ${held.received + 1}–${first - 1} are missing`;
    if (chainBefore !== held.chain) return 'another chain';
    const { record } = await readPlace(file, at, bytes);
    if (record.facts.kind !== 'batch') return 'not a batch';
    const publicKey = await sealingKey(tx, branchId, epoch);
    const signature = Buffer.from(record.facts.signature, 'base64');
    if (publicKey === undefined || !isSealed(record.facts.seal, signature, publicKey)) return 'signature';
    const body = await unpack(record.packed, { maxOutputLength: mostBatchBytes });
    if (createHash('sha256').update(body).digest('hex') !== sha256) return 'hash';
    const text = body.toString('latin1');
    if (!isUtf8(body) || wrongLine(text, first, last) !== null) return 'lines';
    await addBatch(tx, { seal, signature, body, lines: linesOf(text, seal) }, record.facts.receivedAt);
    if (isOurs) await markArchived(tx, [{ branchId, epoch, firstSeq: first }], now);
    return 'restored';
  });
}

/** Branches and epochs that are not there. What is known already stays as it is: it may be newer. */
async function addEpochs({ $client }: Transaction, epochs: readonly EpochRecord[]): Promise<void> {
  for (const { branch, ...epoch } of epochs) {
    await $client.query(
      `insert into hq.branches ("branchId", name, trade, "timeZone", "enrolledAt", epoch, "lastDirective", "directivesTaken") values ($1, $2, $3, $4, $5, $6, 0, 0)
       on conflict ("branchId") do update set epoch = greatest(hq.branches.epoch, excluded.epoch)`, [branch.branchId, branch.name, branch.trade, branch.timeZone, branch.enrolledAt, epoch.epoch]);
    const tokenHash = await tokenOf($client, branch.branchId, epoch);
    await $client.query(
      `insert into hq.epochs ("branchId", epoch, "publicKey", "checkpointPublicKey", "tokenHash", "tokenMadeAt", "beganAt", why, "receivedSeq", chain, "durableSeq", "projectedSeq")
       values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, 0, 0) on conflict do nothing`,
      [branch.branchId, epoch.epoch, epoch.publicKey, epoch.checkpointPublicKey, tokenHash, epoch.tokenMadeAt, epoch.beganAt, epoch.why, noChain]);
  }
}

/** A token goes along from epoch to epoch: in a database that was put back an older one may still hold it, and a newer one holds it already. */
async function tokenOf($client: Transaction['$client'], branchId: string, { epoch, tokenHash }: Omit<EpochRecord, 'branch'>): Promise<string> {
  const { rows: [holder] } = await $client.query<{ epoch: number }>('select epoch from hq.epochs where "branchId" = $1 and "tokenHash" = $2 and epoch <> $3', [branchId, tokenHash, epoch]);
  if (!holder) return tokenHash;
  const nobodys = newToken().tokenHash;
  if (holder.epoch > epoch) return nobodys;
  await $client.query('update hq.epochs set "tokenHash" = $3, "formerTokenHash" = null where "branchId" = $1 and epoch = $2', [branchId, holder.epoch, nobodys]);
  return tokenHash;
}

/** What is where in the archive: of each epoch what was last said, of each batch one place. */
async function readIndex(folder: string, problems: string[]): Promise<{ epochs: Map<string, EpochRecord>; places: Place[] }> {
  const epochs = new Map<string, EpochRecord>();
  const places = new Map<string, Place>();
  // Names begin with the time at which a file was begun.
  for (const name of (await readdir(folder)).filter(each => each.endsWith('.segment')).sort()) {
    const file = join(folder, name);
    for await (const { at, bytes, record } of recordsOf(file, problems)) {
      if (record.facts.kind === 'epoch') {
        const key = `${record.facts.branch.branchId} ${String(record.facts.epoch).padStart(9, '0')}`;
        const known = epochs.get(key);
        if (!known || known.tokenMadeAt <= record.facts.tokenMadeAt) epochs.set(key, record.facts);
        continue;
      }
      const seal = readSeal(record.facts.seal);
      if (seal) places.set(`${seal.branchId} ${seal.epoch} ${seal.first} ${seal.sha256}`, { file, at, bytes, seal });
      else problems.push(`${name} at ${at}: no seal`);
    }
  }
  return { epochs, places: [...places.values()] };
}

/** The records of one file; damaged places are named and passed over. */
async function* recordsOf(file: string, problems: string[]): AsyncGenerator<{ at: number; bytes: number; record: ArchiveRecord }> {
  let rest: Buffer = Buffer.alloc(0);
  let at = 0;
  for await (const part of createReadStream(file, { highWaterMark: 4 * 1024 * 1024 })) {
    rest = Buffer.concat([rest, part as Buffer]);
    for (;;) {
      const found = decodeRecord(rest);
      if ('tooShort' in found) break;
      if ('damaged' in found) {
        problems.push(`${file} at ${at}: damaged`);
        const next = nextRecordAt(rest, 1);
        const skipped = next < 0 ? rest.length : next;
        [rest, at] = [rest.subarray(skipped), at + skipped];
        if (next < 0) break;
        continue;
      }
      yield { at, bytes: found.bytes, record: found.record };
      [rest, at] = [rest.subarray(found.bytes), at + found.bytes];
    }
  }
  // A length that was damaged reaches beyond the end: what begins behind it may be whole.
  while (rest.length > 0) {
    const found = decodeRecord(rest);
    if ('record' in found) yield { at, bytes: found.bytes, record: found.record };
    else problems.push(`${file} at ${at}: damaged, or its end is torn off`);
    const next = 'record' in found ? found.bytes : nextRecordAt(rest, 1);
    if (next < 0) return;
    [rest, at] = [rest.subarray(next), at + next];
  }
}

async function readPlace(file: string, at: number, bytes: number): Promise<{ record: ArchiveRecord }> {
  const handle = await open(file, 'r');
  try {
    const content = Buffer.alloc(bytes);
    await handle.read(content, 0, bytes, at);
    const found = decodeRecord(content);
    if (!('record' in found)) throw new Error('the archive changed while it was read');
    return found;
  } finally {
    await handle.close();
  }
}
