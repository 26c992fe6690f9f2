import { to as copyTo } from 'pg-copy-streams';
import type { EpochRecord } from './archive-segment.ts';
import type { Queries, Transaction } from './hq-database.ts';

export interface BatchToArchive {
  branchId: string; epoch: number; firstSeq: number; lastSeq: number; sha256: string; chainBefore: string; signature: string; schemaVersion: number; byteCount: number; receivedAt: number;
}

/** Which batch that is, among those of all branches: two may well have the same content. */
export function nameOfBatch({ branchId, epoch, firstSeq }: Pick<BatchToArchive, 'branchId' | 'epoch' | 'firstSeq'>): string {
  return `${branchId} ${epoch} ${firstSeq}`;
}

/** Batches that are not in the archive, locked until the transaction ends; those another instance is at are passed over. `except`: their names. */
export async function takeUnarchived({ $client }: Transaction, most: number, except: readonly string[]): Promise<BatchToArchive[]> {
  const { rows } = await $client.query<BatchToArchive>(
    `select "branchId", epoch, "firstSeq", "lastSeq", sha256, "chainBefore", signature, "schemaVersion", "byteCount", "receivedAt" from hq.batches
     where "archivedAt" is null and concat_ws(' ', "branchId", epoch, "firstSeq") <> all($2) order by "branchId", epoch, "firstSeq" limit $1 for update skip locked`, [most, except]);
  return rows;
}

/** The exact lines of a batch, as they were sealed: COPY writes them as it read them. */
export async function linesOfBatch({ $client }: Transaction, { branchId, epoch, firstSeq, lastSeq }: BatchToArchive): Promise<Buffer> {
  // COPY takes no parameters; a branch's id is a UUID since its enrolment.
  const stream = $client.query(copyTo(
    `copy (select seq, at, "tableName", operation, "rowKey", row from hq.changes
      where "branchId" = ${$client.escapeLiteral(branchId)} and epoch = ${epoch} and seq between ${firstSeq} and ${lastSeq} order by seq) to stdout`));
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Who the epochs belong to, as the archive keeps it. */
export async function epochFacts({ $client }: Transaction, epochs: readonly { branchId: string; epoch: number }[]): Promise<EpochRecord[]> {
  const { rows } = await $client.query<Omit<EpochRecord, 'kind' | 'branch'> & EpochRecord['branch']>(
    `select b."branchId", b.name, b.trade, b."timeZone", b."enrolledAt", e.epoch, e."publicKey", e."checkpointPublicKey", e."tokenHash", e."tokenMadeAt", e."beganAt", e.why
     from hq.epochs e join hq.branches b using ("branchId") join unnest($1::text[], $2::int[]) as wanted("branchId", epoch) on wanted."branchId" = e."branchId" and wanted.epoch = e.epoch`,
    [epochs.map(({ branchId }) => branchId), epochs.map(({ epoch }) => epoch)]);
  return rows.map(({ branchId, name, trade, timeZone, enrolledAt, ...epoch }) => ({ kind: 'epoch', branch: { branchId, name, trade, timeZone, enrolledAt }, ...epoch }));
}

export async function markArchived({ $client }: Transaction, batches: readonly Pick<BatchToArchive, 'branchId' | 'epoch' | 'firstSeq'>[], now: number): Promise<void> {
  await $client.query(
    `update hq.batches b set "archivedAt" = $4 from unnest($1::text[], $2::int[], $3::bigint[]) as done("branchId", epoch, "firstSeq")
     where b."branchId" = done."branchId" and b.epoch = done.epoch and b."firstSeq" = done."firstSeq"`,
    [batches.map(({ branchId }) => branchId), batches.map(({ epoch }) => epoch), batches.map(({ firstSeq }) => firstSeq), now]);
}

/**
 * Moves what is durable up to the first batch that is not in the archive. After the transaction that marked batches: whoever comes
 * last of two instances sees what both have marked.
 */
export async function advanceDurable({ $client }: Queries): Promise<void> {
  await $client.query(
    `update hq.epochs e set "durableSeq" = found.durable
     from (select e."branchId", e.epoch, coalesce((select min(b."firstSeq") - 1 from hq.batches b where b."branchId" = e."branchId" and b.epoch = e.epoch and b."archivedAt" is null), e."receivedSeq") as durable
       from hq.epochs e where e."durableSeq" < e."receivedSeq") found
     where e."branchId" = found."branchId" and e.epoch = found.epoch and e."durableSeq" < found.durable`);
}
