import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import { branchKeyOf } from '../../main/branch/branch-key.ts';
import { journal } from '../../main/database/database-schema.ts';
import { readBody, type Change } from '../../main/sync/batch-body.ts';
import { chainAfter, isSealed, noChain, readSeal } from '../../main/sync/batch-seal.ts';
import { findSealedAfter, pruneJournal, readSealedBody, sealNext, type SealedBatch } from '../../main/sync/seal-journal-store.ts';
import { syncBatches, syncLine } from '../../main/sync/sync-schema.ts';
import { mostBatchBytes, mostBatchChanges } from '../../shared/sync.ts';
import { aBranchSecret } from '../builders/a-branch-key.ts';
import type { TestDatabase } from '../builders/a-database.ts';
import { anEnrolledDatabase } from '../builders/an-enrolled-database.ts';

const branchId = '019c0000-0000-7000-8000-000000000001';
const branchKey = branchKeyOf(aBranchSecret);
let database: TestDatabase;
beforeEach(async () => { database = await anEnrolledDatabase(); });
afterEach(() => database.close());

const seal = async (of = database) => (await sealNext({ database: of, branchKey, branchId, sealedAt: 5 }))?.batch ?? null;
const bodyOf = (batch: SealedBatch) => database.read(reader => readSealedBody(reader, batch));
async function sealAll(): Promise<SealedBatch[]> {
  const batches: SealedBatch[] = [];
  for (let batch = await seal(); batch; batch = await seal()) batches.push(batch);
  return batches;
}
/** One change for each value, with whatever text. */
const write = (values: { key: string; value: unknown }[]) => database.change(tx => tx.insert(settings).values(values.map(({ key, value }) => ({ id: key, value, changedAt: 1 })))
  .onConflictDoUpdate({ target: settings.id, set: { value: sql`excluded.value` } }));
async function written(): Promise<Change[]> {
  const rows = await database.read(reader => reader.select().from(journal).orderBy(asc(journal.sequence)));
  return rows.map(({ sequence, at, tableName, operation, rowKey, row }) => ({ sequence, at, table: tableName, operation, key: rowKey, row }));
}
function changesOf(body: Buffer): Change[] {
  const read = readBody(body.toString('utf8'));
  return 'changes' in read ? read.changes : expect.fail(`line ${read.wrongLine}`);
}

test('what was sealed parses back to the rows of the journal, whatever text is in them', async () => {
  // A tab or a line feed stands in no key of ours; all else may.
  const text = fc.string({ unit: fc.oneof(fc.constantFrom('\\', '\\\\', '\\t', '"', '电', '𠮷', '.', 'N'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })), maxLength: 12 }).filter(each => !/[\t\n\0]/u.test(each));
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ key: text, value: fc.oneof(text, fc.constantFrom('\t', '\n', '\r\n', '\\.\n', '\0')) }), { minLength: 1, maxLength: 8 }), async values => {
    const before = (await written()).length;
    await write([...new Map(values.map(each => [each.key, each])).values()]);
    const batches = await sealAll();
    const changes = (await Promise.all(batches.map(bodyOf))).flatMap(changesOf);
    expect(changes).toEqual((await written()).slice(before));
  }), { numRuns: 60 });
});

test('each seal says which changes, the hash of their bytes and the chain before, signed by the branch', async () => {
  await write([{ key: 'a', value: 1 }]);
  await seal();
  await write([{ key: 'b', value: 2 }, { key: 'c', value: 3 }]);
  await seal();
  const batches = await database.read(reader => reader.select().from(syncBatches).orderBy(asc(syncBatches.firstSeq)));
  let chain = noChain;
  for (const batch of batches) {
    const said = readSeal(batch.seal);
    expect(said).toEqual({ branchId, epoch: 1, first: batch.firstSeq, last: batch.lastSeq, sha256: createHash('sha256').update(await bodyOf(batch)).digest('hex'), chainBefore: chain, schemaVersion: database.state.schemaVersion });
    expect(isSealed(batch.seal, Buffer.from(batch.signature, 'base64'), branchKey.sealPublicKey!.toString('base64'))).toBe(true);
    expect(isSealed(batch.seal, Buffer.from(batch.signature, 'base64'), branchKey.checkpointPublicKey.toString('base64'))).toBe(false);
    chain = chainAfter(said!);
  }
  expect(batches.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([[1, 1], [2, 3]]);
  expect(await database.read(reader => reader.select({ sealedSeq: syncLine.sealedSeq, chain: syncLine.chain }).from(syncLine))).toEqual([{ sealedSeq: 3, chain }]);
});

test('nothing is sealed twice, neither by two at once nor after a restart', async () => {
  await database.close();
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-sync-'));
  database = await anEnrolledDatabase({ folder });
  await write([{ key: 'a', value: 1 }, { key: 'b', value: 2 }]);
  const both = await Promise.all([seal(), seal()]);
  expect(both.filter(batch => batch !== null)).toHaveLength(1);
  expect(await seal()).toBeNull();
  await write([{ key: 'c', value: 3 }]);
  await database.close();
  database = await anEnrolledDatabase({ folder });
  expect(await sealAll()).toMatchObject([{ firstSeq: 3, lastSeq: 3 }]);
  await rm(folder, { recursive: true, force: true });
});

test('a batch ends before it is too large, and a single change that is larger goes alone', async () => {
  const words = (bytes: number) => 'x'.repeat(bytes);
  await write([{ key: 'a', value: words(mostBatchBytes) }, { key: 'b', value: words(1_500_000) }, { key: 'c', value: words(1_500_000) }, { key: 'd', value: words(1_500_000) }]);
  const batches = await sealAll();
  expect(batches.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([[1, 1], [2, 3], [4, 4]]);
  expect((await bodyOf(batches[1]!)).length).toBeLessThanOrEqual(mostBatchBytes);
});

test('a batch has no more changes than the protocol lets it have', async () => {
  await database.change(tx => tx.run(sql`insert into journal (tableName, rowKey, operation, row, at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i <= ${mostBatchChanges}) select 'settings', i, 'insert', '{}', i from n`));
  expect((await sealAll()).map(({ firstSeq, lastSeq, lastAt }) => [firstSeq, lastSeq, lastAt])).toEqual([[1, mostBatchChanges, mostBatchChanges], [mostBatchChanges + 1, mostBatchChanges + 1, mostBatchChanges + 1]]);
});

test('in a later epoch changes are counted from its beginning', async () => {
  await write([{ key: 'a', value: 1 }, { key: 'b', value: 2 }, { key: 'c', value: 3 }]);
  await database.change(tx => tx.update(syncLine).set({ epoch: 2, base: 2 }));
  const batch = (await seal())!;
  expect(readSeal(batch.seal)).toMatchObject({ epoch: 2, first: 1, last: 1 });
  expect(changesOf(await bodyOf(batch))).toMatchObject([{ sequence: 1, key: 'c' }]);
  await database.change(tx => tx.update(syncLine).set({ receivedSeq: 1, durableSeq: 1 }));
  await database.change(pruneJournal);
  expect(await written()).toEqual([]);
});

test('bytes that are no longer those that were sealed are not given out', async () => {
  await write([{ key: 'a', value: 1 }]);
  const batch = (await seal())!;
  await database.change(tx => tx.update(journal).set({ row: '{"id":"a","value":"9","changedAt":1}' }).where(eq(journal.sequence, 1)));
  await expect(bodyOf(batch)).rejects.toMatchObject({ code: 'SEALED_BATCH_DIFFERS', at: 1 });
});

test('over a change that is missing nothing is sealed', async () => {
  await write([{ key: 'a', value: 1 }, { key: 'b', value: 2 }, { key: 'c', value: 3 }]);
  await database.change(tx => tx.delete(journal).where(eq(journal.sequence, 2)));
  await expect(seal()).rejects.toMatchObject({ code: 'JOURNAL_GAP' });
});

test('only what is durable is forgotten, batch by batch, and what is left can still be sent', async () => {
  await write([{ key: 'a', value: 1 }, { key: 'b', value: 2 }]);
  await seal();
  await write([{ key: 'c', value: 3 }, { key: 'd', value: 4 }]);
  await seal();
  // Headquarters' archive says three: the second batch would be cut.
  await database.change(tx => tx.update(syncLine).set({ receivedSeq: 4, durableSeq: 3 }));
  while (await database.change(pruneJournal));
  expect((await written()).map(({ sequence }) => sequence)).toEqual([3, 4]);
  const left = (await database.read(reader => findSealedAfter(reader, 2)))!;
  expect(changesOf(await bodyOf(left)).map(({ key }) => key)).toEqual(['c', 'd']);
  expect(await database.read(reader => reader.select().from(syncBatches))).toHaveLength(1);
});
