import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { makeCheckpoint } from '../../main/access-log/access-log-checkpoints-store.ts';
import { appendEntries, logThenReveal } from '../../main/access-log/access-log-store.ts';
import { StoredTree } from '../../main/access-log/access-log-tree-store.ts';
import { signCheckpoint } from '../../main/access-log/checkpoint.ts';
import { commitmentOf, entryBytes, leafHashOf } from '../../main/access-log/entry-bytes.ts';
import { GrowingTree } from '../../main/access-log/merkle-tree.ts';
import { isConsistent, isIncluded } from '../../main/access-log/proofs.ts';
import { accessLogEntries } from '../../main/access-log/access-log-schema.ts';
import { archiveFiles } from '../../main/archive/archive-schema.ts';
import type { Queries } from '../../main/database/database.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aClock, aDatabase } from '../builders/a-database.ts';
import { aLog, aLogEntry, logBranchId } from '../builders/a-log.ts';
import { report, round, spreadOf, timed } from './measure.ts';

// What the access log costs: an entry more at a look, a whole log verified, a proof out of millions.

const { values } = parseArgs({ options: {
  entries: { type: 'string', default: '1000000' }, 'proof-entries': { type: 'string' }, appends: { type: 'string', default: '5000' }, proofs: { type: 'string', default: '300' },
} });
const verifiedEntries = Number(values.entries);
/** a smaller run is smaller everywhere */
const proofEntries = Number(values['proof-entries'] ?? 5 * verifiedEntries);
const appendCount = Number(values.appends);
const proofCount = Number(values.proofs);

const folder = await mkdtemp(join(tmpdir(), 'branch-desk-bench-log-'));
try {
  const appends = await measureAppends();
  const verify = await measureVerifying();
  const proofs = await measureProofs();
  report('The access log', {
    'appends a second, 1 caller': { value: appends.perSecond1 },
    'appends a second, 50 callers': { value: appends.perSecond50 },
    'a look with its entry, ms': { value: appends.lookMs },
    'the same without an entry, ms': { value: appends.revealMs },
    'share of the entry in a look': { value: appends.shareOfLook },
    [`verifying ${verifiedEntries.toLocaleString('en')} entries, s`]: { value: verify.seconds },
    'ratio to hashing each entry and detail once': { value: verify.ratioToHashingEachEntry },
    'ratio to one hash over the file': { value: verify.ratioToOneHashOfTheFile },
    [`inclusion proof at ${proofEntries.toLocaleString('en')}, ms p50 / p99`]: { value: `${proofs.inclusion.ms.p50} / ${proofs.inclusion.ms.p99}`, bytes: proofs.inclusion.bytesMax },
    [`consistency proof at ${proofEntries.toLocaleString('en')}, ms p50 / p99`]: { value: `${proofs.consistency.ms.p50} / ${proofs.consistency.ms.p99}`, bytes: proofs.consistency.bytesMax },
    'checkpoint after one entry more, ms': { value: proofs.nextCheckpointMs },
  }, { bench: 'log', ...appends, verify, proofs });
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Appends through the writer, each a commit of its own; and a look, which is an append and then a row read. */
async function measureAppends() {
  const log = await aLog({ database: await aDatabase({ folder: join(folder, 'appends') }) });
  const append = () => log.database.change(tx => appendEntries(tx, [aLogEntry(Date.now())]));
  const runAppends = async (callers: number, count: number) => {
    let left = count;
    const { milliseconds } = await timed(() => Promise.all(Array.from({ length: callers }, async () => { while ((left -= 1) >= 0) await append(); })));
    return Math.round(count / milliseconds * 1000);
  };
  await runAppends(1, 200);
  const perSecond1 = await runAppends(1, appendCount);
  const perSecond50 = await runAppends(50, appendCount * 4);

  const files = 500;
  await log.database.change(tx => tx.insert(archiveFiles).values(Array.from({ length: files }, (_, nth) => ({
    id: `file-${nth}`, archiveNumber: `DA-2024-${nth}`, title: '低压居民新装', subjectName: '王小芳', categoryId: 'c', year: 2024, pages: 12, medium: 'paper' as const,
    place: '3-2', retentionClassId: 'r', levelId: 'l', state: 'onShelf' as const, createdAt: 0, changedAt: 0,
  }))).run());
  const fileRow = (reader: Queries, nth: number) => reader.select().from(archiveFiles).where(eq(archiveFiles.id, `file-${nth % files}`));
  const reveal = (nth: number) => log.database.read(reader => fileRow(reader, nth));
  const look = (nth: number) => logThenReveal(log.database, async tx => ({ seq: (await appendEntries(tx, [aLogEntry(Date.now())])).at(-1)!, found: nth }),
    (reader, _, found) => fileRow(reader, found));
  const [looks, reveals]: [number[], number[]] = [[], []];
  for (let nth = 0; nth < Math.min(2000, appendCount); nth += 1) {
    looks.push((await timed(() => look(nth))).milliseconds);
    reveals.push((await timed(() => reveal(nth))).milliseconds);
  }
  await log.close();
  const [lookMs, revealMs] = [spreadOf(looks), spreadOf(reveals)];
  return { perSecond1, perSecond50, lookMs: lookMs.p50, lookP99Ms: lookMs.p99, revealMs: revealMs.p50, shareOfLook: round((lookMs.p50 - revealMs.p50) / lookMs.p50) };
}

/** The verifier as people run it, a process of its own, beside the plain hashing of the same bytes. */
async function measureVerifying() {
  const program = resolve('dist/main/verify-log.js');
  if (!existsSync(program)) throw new Error('dist/main/verify-log.js is not there: build first');
  const file = join(folder, 'log.jsonl');
  await writeLogFile(file);
  const blocks = () => createReadStream(file, { highWaterMark: 1024 * 1024 });
  // Once, so that all three read from the system's memory.
  for await (const block of blocks()) void block;

  const { milliseconds: oneHashMs } = await timed(async () => {
    const hashing = createHash('sha256');
    for await (const block of blocks()) hashing.update(block);
    hashing.digest();
  });
  const samples = Array.from({ length: 1000 }, (_, seq) => nthLine(seq));
  const { milliseconds: eachMs } = await timed(() => {
    for (let nth = 0; nth < verifiedEntries; nth += 1) {
      const { bytes, saltBytes, content } = samples[nth % samples.length]!;
      leafHashOf(bytes);
      commitmentOf(saltBytes, content);
    }
  });
  const { result, milliseconds } = await timed(() => new Promise<string>((done, fail) => {
    const child = spawn(process.execPath, [program, file, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', part => { out += part; });
    child.on('error', fail);
    child.on('close', () => done(out));
  }));
  const { unchanged, complete, size } = JSON.parse(result) as Record<string, unknown>;
  if (unchanged !== 'pass' || complete !== 'pass' || size !== verifiedEntries) throw new Error(`the verifier did not pass its own log: ${result.slice(0, 500)}`);
  const { size: fileBytes } = await stat(file);
  await rm(file);
  return {
    entries: verifiedEntries, megabytes: Math.round(fileBytes / 1e6), seconds: round(milliseconds / 1000), threads: Math.min(4, availableParallelism()),
    hashingEachEntrySeconds: round(eachMs / 1000), ratioToHashingEachEntry: round(milliseconds / eachMs),
    oneHashOfTheFileSeconds: round(oneHashMs / 1000), ratioToOneHashOfTheFile: round(milliseconds / oneHashMs),
  };
}

/** A root and proofs out of a database of millions of entries, each on a reader that has read nothing yet. */
async function measureProofs() {
  const at = join(folder, 'proofs');
  await (await aDatabase({ folder: at })).close();
  await fillEntries(join(at, 'branch.sqlite'));
  const log = await aLog({ database: await aDatabase({ folder: at, clock: aClock(Date.now()) }) });
  const first = await timed(() => makeCheckpoint(log.parts));
  await log.database.change(tx => appendEntries(tx, [aLogEntry(Date.now())]));
  const next = await timed(() => makeCheckpoint(log.parts));
  const size = next.result.size;
  const root = Buffer.from(next.result.rootHash, 'base64');

  const inclusion: number[] = [];
  const consistency: number[] = [];
  let [inclusionBytes, consistencyBytes] = [0, 0];
  for (let nth = 0; nth < proofCount; nth += 1) {
    // Spread over the whole log, in no order.
    const seq = (nth * 7_919_993) % size;
    const made = await timed(() => log.database.read(reader => new StoredTree(reader).inclusionProof(seq, size)));
    inclusion.push(made.milliseconds);
    inclusionBytes = Math.max(inclusionBytes, made.result.length * 32);
    const old = 1 + seq;
    const continued = await timed(() => log.database.read(reader => new StoredTree(reader).consistencyProof(old, size)));
    consistency.push(continued.milliseconds);
    consistencyBytes = Math.max(consistencyBytes, continued.result.length * 32);
    const { leafHash, oldRoot } = await log.database.read(async reader => ({
      leafHash: (await reader.select({ leafHash: accessLogEntries.leafHash }).from(accessLogEntries).where(eq(accessLogEntries.seq, seq)))[0]!.leafHash, oldRoot: await new StoredTree(reader).root(old),
    }));
    if (!isIncluded(leafHash, seq, size, made.result, root) || !isConsistent(old, size, oldRoot, root, continued.result)) throw new Error(`a proof about ${seq} does not hold`);
  }
  await log.close();
  return {
    entries: size, firstCheckpointSeconds: round(first.milliseconds / 1000), nextCheckpointMs: round(next.milliseconds),
    inclusion: { ms: spreadOf(inclusion), bytesMax: inclusionBytes }, consistency: { ms: spreadOf(consistency), bytesMax: consistencyBytes },
  };
}

function nthLine(seq: number): { bytes: string; saltBytes: Buffer; content: string } {
  const { detail, ...entry } = aLogEntry(1_772_413_200_000 + seq * 50);
  const saltBytes = Buffer.alloc(16, seq % 251);
  const content = JSON.stringify(detail);
  return { bytes: entryBytes({ ...entry, seq }, commitmentOf(saltBytes, content)), saltBytes, content };
}

async function writeLogFile(file: string): Promise<void> {
  const { parts, close } = await aLog();
  const { branchKey } = parts;
  await close();
  const origin = `branch-desk/${logBranchId}`;
  const out = createWriteStream(file);
  const write = (line: unknown) => out.write(`${JSON.stringify(line)}\n`);
  const tree = new GrowingTree();
  write({ branchDeskLog: 1, branchName: '城东营业厅', origin, publicKey: branchKey.checkpointPublicKey.toString('base64'), witnesses: [], size: verifiedEntries, signedSize: verifiedEntries, remembered: [], exportedAt: 0 });
  for (let seq = 0; seq < verifiedEntries; seq += 1) {
    const { bytes, saltBytes, content } = nthLine(seq);
    tree.append(leafHashOf(bytes));
    const goesOn = write({ bytes, salt: saltBytes.toString('base64'), content });
    const size = seq + 1;
    if (size % 1000 === 0 || size === verifiedEntries) write({ checkpoint: signCheckpoint({ origin, size, root: tree.root() }, branchKey.checkpointPublicKey, branchKey.signCheckpoint), at: 0 });
    if (!goesOn) await new Promise<void>(drained => out.once('drain', () => drained()));
  }
  await new Promise<void>(ended => out.end(() => ended()));
}

/** By sets, past the writer: nobody waits for these. Indexes that proofs do not use are left out. */
async function fillEntries(file: string): Promise<void> {
  const connection = await SqliteConnection.open(file, 'readWrite');
  const dropped = await connection.all(`select type, name from sqlite_schema where tbl_name = 'access_log_entries' and type in ('trigger', 'index') and sql is not null`);
  for (const { type, name } of dropped) await connection.exec(`drop ${String(type)} "${String(name)}"`);
  await connection.exec('pragma synchronous = off');
  const atOnce = 10_000;
  for (let from = 0; from < proofEntries; from += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, proofEntries - from) }, (_, nth) => {
      const { bytes } = nthLine(from + nth);
      return [from + nth, bytes, leafHashOf(bytes).toString('hex')];
    });
    await connection.run(`insert into access_log_entries (seq, bytes, leafHash) select value ->> 0, value ->> 1, unhex(value ->> 2) from json_each(?)`, [JSON.stringify(rows)]);
  }
  await connection.close();
}
