import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noChain } from '../../main/sync/batch-seal.ts';
import { mostBatchBytes, mostBatchChanges } from '../../shared/sync.ts';
import { aHeadquarters, type TestBranch, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aPostgres, type TestPostgres } from '../builders/a-postgres.ts';
import { aSealedBatch, aSealingKey, type Change, linesOfChanges } from '../builders/a-sealed-batch.ts';

let postgres: TestPostgres;
let headquarters: TestHeadquarters;
let second: TestHeadquarters;

beforeAll(async () => {
  postgres = await aPostgres();
  const databaseUrl = await postgres.newDatabase();
  headquarters = await aHeadquarters({ databaseUrl });
  second = await aHeadquarters({ databaseUrl, keyFile: `${headquarters.parts.dataFolder}/keys/headquarters-key` });
});

afterAll(async () => {
  await second.dispose();
  await headquarters.dispose();
  await postgres.dispose();
});

const notes = (count: number, words = '话'): Change[] => Array.from({ length: count }, (_, index) => ({ table: 'settings', key: `k${index}`, row: { key: `k${index}`, value: `${words}${index}` } }));

/** Everything headquarters holds of a branch; compared before and after what must change nothing. */
async function held({ branchId }: TestBranch) {
  return {
    changes: await headquarters.rows('select * from hq.changes where "branchId" = $1 order by epoch, seq', [branchId]),
    // When a batch reached the archive is left out: that goes on by itself meanwhile.
    batches: await headquarters.rows(`select to_jsonb(b) - 'archivedAt' as batch from hq.batches b where "branchId" = $1 order by epoch, "firstSeq"`, [branchId]),
    epochs: await headquarters.rows('select epoch, "receivedSeq", chain, "fencedAt" from hq.epochs where "branchId" = $1 order by epoch', [branchId]),
  };
}

test('a batch is held as it came, whatever signs its rows have', async () => {
  const branch = await headquarters.enrolledBranch();
  const rows = ['{"key":"引号","value":"她说\\"好\\"\\n换行\\t\\\\"}', '{"key":"𠮷䶮","value":"\\u0000 \\\\N \\\\."}', '{"key":"","value":null,"n":1.0e3}'];
  const answer = await headquarters.send(branch.seal(rows.map((row, index) => ({ table: 'settings', key: `键\\${index}`, row, at: 1_772_000_000_000 + index }))), branch.token);
  expect(answer).toMatchObject({ status: 200, body: { received: 3, durable: 0, newestDirective: 0 } });
  const { changes } = await held(branch);
  expect(changes).toEqual(rows.map((row, index) => ({ branchId: branch.branchId, epoch: 1, seq: index + 1, at: 1_772_000_000_000 + index, tableName: 'settings', operation: 'insert', rowKey: `键\\${index}`, row })));
});

test('a batch that is sent again answers the same and changes nothing, also through another instance', async () => {
  const branch = await headquarters.enrolledBranch();
  const one = branch.seal(notes(5));
  const two = branch.seal(notes(5));
  const first = await headquarters.send(one, branch.token);
  await headquarters.send(two, branch.token);
  const before = await held(branch);
  const again = await second.send(two, branch.token);
  const oldest = await headquarters.send(one, branch.token);
  expect(first.body).toMatchObject({ received: 5 });
  expect([again.status, again.body.received, oldest.status, oldest.body.received]).toEqual([200, 10, 200, 10]);
  expect(await held(branch)).toEqual(before);
});

test('the same batch through two instances at the same moment is held once', async () => {
  const branch = await headquarters.enrolledBranch();
  const batch = branch.seal(notes(2000));
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => (index % 2 ? headquarters : second).send(batch, branch.token)));
  expect(answers.map(({ status, body }) => [status, body.received])).toEqual(Array.from({ length: 8 }, () => [200, 2000]));
  expect((await held(branch)).changes).toHaveLength(2000);
});

test('batches that come in any order are all held in the end, each once', async () => {
  const branch = await headquarters.enrolledBranch();
  const batches = Array.from({ length: 6 }, () => branch.seal(notes(10)));
  const waiting = batches.toReversed();
  for (let round = 0; round < 40 && waiting.length > 0; round += 1) {
    const batch = waiting.shift();
    if (!batch) break;
    const { status, code, data } = await headquarters.send(batch, branch.token);
    if (status === 200) continue;
    expect(code).toBe('BATCH_GAP');
    expect(data.expected).toBeLessThan(batch.facts.first);
    waiting.push(batch);
  }
  expect((await held(branch)).changes.map(change => change.seq)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

test('a gap is refused with the change that is expected', async () => {
  const branch = await headquarters.enrolledBranch();
  await headquarters.send(branch.seal(notes(3)), branch.token);
  branch.seal(notes(4));
  const answer = await headquarters.send(branch.seal(notes(1)), branch.token);
  expect(answer).toMatchObject({ status: 409, code: 'BATCH_GAP', data: { expected: 4 } });
});

describe('two histories of the same changes', () => {
  test('end the epoch, and both stay as evidence', async () => {
    const branch = await headquarters.enrolledBranch();
    const ours = branch.seal(notes(3));
    await headquarters.send(ours, branch.token);
    const theirs = aSealedBatch({ branchId: branch.branchId, epoch: 1, first: 1, last: 3, chainBefore: noChain, schemaVersion: 1 }, linesOfChanges(notes(3, '别的'), 1), branch.key);
    const before = await held(branch);
    expect(await headquarters.send(theirs, branch.token)).toMatchObject({ status: 409, code: 'BATCH_FORKED', data: { epoch: 1 } });
    expect((await held(branch)).changes).toEqual(before.changes);
    const forks = await headquarters.rows('select * from hq.forks where "branchId" = $1', [branch.branchId]);
    expect(forks).toMatchObject([{ body: theirs.body.toString('utf8'), seal: theirs.seal.toString(), sha256: theirs.facts.sha256 }]);
    expect(await headquarters.send(branch.seal(notes(1)), branch.token)).toMatchObject({ code: 'BRANCH_FENCED' });
    expect(await headquarters.send(ours, branch.token)).toMatchObject({ code: 'BRANCH_FENCED' });
  });

  test('are seen too where a batch overlaps what is held, or continues another chain', async () => {
    const facts = (branch: TestBranch) => ({ branchId: branch.branchId, epoch: 1, first: 3, last: 5, chainBefore: 'ab'.repeat(32), schemaVersion: 1 });
    for (const first of [3, 4]) {
      const branch = await headquarters.enrolledBranch();
      await headquarters.send(branch.seal(notes(3)), branch.token);
      const batch = aSealedBatch({ ...facts(branch), first, last: 5 }, linesOfChanges(notes(6 - first), first), branch.key);
      expect(await headquarters.send(batch, branch.token)).toMatchObject({ code: 'BATCH_FORKED' });
    }
  });
});

describe('what is refused changes nothing', () => {
  let branch: TestBranch;
  beforeAll(async () => {
    branch = await headquarters.enrolledBranch();
    await headquarters.send(branch.seal(notes(2)), branch.token);
  });

  const facts = async () => ({ branchId: branch.branchId, epoch: 1, first: 3, last: 3, chainBefore: String((await held(branch)).epochs[0]?.chain), schemaVersion: 1 });
  const good = '3\t1772000000000\tsettings\tinsert\tk\t{"key":"k"}\n';

  async function refusal(body: string | Buffer, change: Partial<Awaited<ReturnType<typeof facts>>> & { sha256?: string } = {}) {
    const before = await held(branch);
    const answer = await headquarters.send(aSealedBatch(await facts(), body, branch.key, change), branch.token);
    expect(await held(branch)).toEqual(before);
    return answer;
  }

  test.each([
    ['no line at all', ''],
    ['rubbish', randomBytes(300).toString('hex')],
    ['a line without its end', good.slice(0, -1)],
    ['a wrong sequence', good.replace('3\t', '4\t')],
    ['a sequence with a nought in front', good.replace('3\t', '03\t')],
    ['a time that is none', good.replace('1772000000000', '-5')],
    ['an unknown operation', good.replace('insert', 'upsert')],
    ['a table that is no name', good.replace('settings', 'settings"; drop table hq.changes')],
    ['a field too few', good.replace('\tk\t', '\t')],
    ['a field too many', good.replace('\tk\t', '\tk\tk\t')],
    ['a tab within the row', good.replace('"k"', '"k\t"')],
    ['a carriage return', good.replace('\n', '\r\n')],
    ['a NUL', good.replace('"k"', '"k\0"')],
    ['a backslash that is not doubled', good.replace('"k"', '"\\k"')],
    ['three backslashes', good.replace('"k"', '"\\\\\\k"')],
    ['COPY’s mark of an end', `${good}\\.\n`],
    ['COPY’s mark of nothing', good.replace('{"key":"k"}', '\\N')],
    ['a key longer than any', good.replace('\tk\t', `\t${'k'.repeat(801)}\t`)],
    ['one line more than the seal says', good + good.replace('3\t', '4\t')],
    ['an empty line behind', `${good}\n`],
  ])('%s', async (_, body) => {
    expect(await refusal(body)).toMatchObject({ status: 422, code: 'BATCH_REFUSED', data: { reason: 'lines' } });
  });

  test('the number of the wrong line is told', async () => {
    const lines = linesOfChanges(notes(5), 3).split('\n');
    lines[3] = String(lines[3]).replace('settings', 'Settings');
    expect(await refusal(lines.join('\n'), { last: 7 })).toMatchObject({ data: { reason: 'lines', line: 4 } });
    const control = linesOfChanges(notes(5), 3).replace('话2', '话\u0001');
    expect(await refusal(control, { last: 7 })).toMatchObject({ data: { reason: 'lines', line: 3 } });
  });

  test('bytes that are no UTF-8', async () => {
    expect(await refusal(Buffer.concat([Buffer.from(good.slice(0, -3)), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n')]))).toMatchObject({ data: { reason: 'encoding' } });
  });

  test('a hash that is another one', async () => {
    expect(await refusal(good, { sha256: '0'.repeat(64) })).toMatchObject({ data: { reason: 'hash' } });
  });

  test('a seal of another branch, of an epoch that never was, or no seal', async () => {
    expect(await refusal(good, { branchId: '01900000-0000-7000-8000-000000000000' })).toMatchObject({ data: { reason: 'seal' } });
    expect(await refusal(good, { epoch: 9 })).toMatchObject({ data: { reason: 'seal' } });
    const sealed = aSealedBatch(await facts(), good, branch.key);
    expect(await headquarters.send({ ...sealed, seal: Buffer.from('branch-desk/batch/1\n') }, branch.token)).toMatchObject({ data: { reason: 'seal' } });
  });

  test('a seal that somebody else signed, or a changed signature', async () => {
    const before = await held(branch);
    const forged = aSealedBatch(await facts(), good, aSealingKey());
    expect(await headquarters.send(forged, branch.token)).toMatchObject({ data: { reason: 'signature' } });
    const sealed = aSealedBatch(await facts(), good, branch.key);
    sealed.signature[5] = (sealed.signature[5] ?? 0) ^ 1;
    expect(await headquarters.send(sealed, branch.token)).toMatchObject({ data: { reason: 'signature' } });
    expect(await headquarters.send({ ...sealed, signature: Buffer.alloc(3) }, branch.token)).toMatchObject({ data: { reason: 'signature' } });
    expect(await held(branch)).toEqual(before);
  });

  test('a batch of another branch, sent with this one’s token', async () => {
    const other = await headquarters.enrolledBranch();
    expect(await headquarters.send(other.seal(notes(1)), branch.token)).toMatchObject({ data: { reason: 'seal' } });
  });

  test('more changes or more bytes than a batch may have', async () => {
    expect(await refusal(good, { last: 3 + mostBatchChanges })).toMatchObject({ data: { reason: 'size' } });
    const long = good.replace('"k"}', `"${'k'.repeat(mostBatchBytes)}"}`);
    expect(await refusal(long)).toMatchObject({ data: { reason: 'size' } });
    const sealed = aSealedBatch(await facts(), good, branch.key);
    expect(await headquarters.send({ ...sealed, packed: randomBytes(mostBatchBytes + 70_000) }, branch.token)).toMatchObject({ code: 'BATCH_REFUSED', data: { reason: 'size' } });
  });

  test('a bomb: noughts packed a thousandfold are not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(96 * 1024 * 1024), { level: 1 });
    const sealed = aSealedBatch(await facts(), good, branch.key);
    const before = process.memoryUsage().rss;
    expect(await headquarters.send({ ...sealed, packed: bomb }, branch.token)).toMatchObject({ data: { reason: 'size' } });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('a body that is not packed', async () => {
    const sealed = aSealedBatch(await facts(), good, branch.key);
    expect(await headquarters.send({ ...sealed, packed: sealed.body }, branch.token)).toMatchObject({ data: { reason: 'encoding' } });
    expect(await headquarters.send({ ...sealed, packed: Buffer.alloc(0) }, branch.token)).toMatchObject({ data: { reason: 'encoding' } });
  });

  test('a batch without a token, with a strange one, of an older protocol, or of a newer schema', async () => {
    const sealed = aSealedBatch(await facts(), good, branch.key);
    expect(await headquarters.send(sealed, 'x'.repeat(43))).toMatchObject({ status: 401, code: 'TOKEN_UNKNOWN' });
    expect(await headquarters.send(sealed, branch.token, { 'x-protocol': '0' })).toMatchObject({ status: 426, code: 'PROTOCOL_TOO_OLD' });
    expect(await headquarters.send(sealed, branch.token, { 'x-protocol': 'none' })).toMatchObject({ code: 'PROTOCOL_TOO_OLD' });
    expect(await refusal(good, { schemaVersion: 9999 })).toMatchObject({ status: 503, code: 'HEADQUARTERS_OLDER' });
  });

  test('and the branch goes on as if nothing had been', async () => {
    expect(await headquarters.send(aSealedBatch(await facts(), good, branch.key), branch.token)).toMatchObject({ status: 200, body: { received: 3 } });
  });
});
