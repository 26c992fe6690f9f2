import { createReadStream } from 'node:fs';
import { copyFile, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verification } from '../../shared/access-log.ts';
import { isRefusal } from '../../shared/errors.ts';
import { logState, makeCheckpoint, storeCosignature, trustWitness, witnessRequest } from '../../main/access-log/access-log-checkpoints-store.ts';
import { readCheckpoint, type TreeState } from '../../main/access-log/checkpoint.ts';
import { exportLog, type LogFileParts, verifyLog } from '../../main/access-log/log-files-store.ts';
import { runsOfLines, verifyRuns } from '../../main/access-log/verify-stream.ts';
import { cosign, type Cosigned } from '../../main/access-log/witness.ts';
import { aBuiltScript } from '../builders/a-built-script.ts';
import { aClock, aDatabase } from '../builders/a-database.ts';
import { aLog, aWitness } from '../builders/a-log.ts';
import { attacks, type StoppedBranch } from './attacks.ts';

/** One row of the table in docs/access-log-attacks.md. */
interface Found { alone: string; machine: string; paper: string; witness: string }

const witness = aWitness();
let worker: Awaited<ReturnType<typeof aBuiltScript>>;
let stopped: StoppedBranch & { paper: TreeState; endedAt: number };
let told: Map<string, Found>;
const folders: string[] = [];

beforeAll(async () => {
  worker = await aBuiltScript('main/access-log/access-log-worker.ts');
  told = tableOf(await readFile(new URL('../../docs/access-log-attacks.md', import.meta.url), 'utf8'));
  stopped = await anHonestBranch();
}, 120_000);
afterAll(async () => {
  await worker.dispose();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe('each attack on the database\'s file is found by what the table says, and by nothing else', () => {
  it('the table tells of the attacks that are tried here, and of no others', () => {
    expect([...told.keys()].sort()).toEqual(['nothing', ...Object.keys(attacks)].sort());
  });

  it('a branch nobody has attacked passes everywhere', async () => {
    expect(await foundAfter(() => Promise.resolve())).toEqual(told.get('nothing'));
  });

  it.each(Object.keys(attacks))('%s', async name => {
    expect(await foundAfter(attacks[name]!, name === 'copy the branch and continue on both')).toEqual(told.get(name));
  });

  it('a database of yesterday is noticed by the machine as soon as it is opened', async () => {
    const branch = await copyOf();
    await attacks['restore yesterday\'s database']!(branch);
    const log = await start(branch.folder);
    expect((await logState(log.parts)).anchor).toBe('shorter');
    await log.close();
  });

  it('a service whose log is damaged goes on serving and does not sign', async () => {
    const branch = await copyOf();
    await attacks['delete in the middle']!(branch);
    const log = await start(branch.folder);
    await log.grow(1);
    await expect(makeCheckpoint(log.parts)).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
    await log.close();
  });
});

/** Twenty entries and forty that a witness signed, three more that nobody outside has seen; all of it signed by the branch. */
async function anHonestBranch() {
  const folder = await newFolder();
  const yesterday = join(await newFolder(), 'yesterday.sqlite');
  const log = await start(folder);
  await log.database.change(tx => trustWitness(tx, witness, 0));
  await log.grow(20);
  await makeCheckpoint(log.parts);
  const first = await askWitness(log.parts, null);
  await copyFile((await log.database.backup('request')).file, yesterday);
  await log.grow(20);
  const { text } = await makeCheckpoint(log.parts);
  if ('refused' in first) throw new Error(first.refused);
  await askWitness(log.parts, first.state);
  await log.grow(3);
  await makeCheckpoint(log.parts);
  await rm(join(folder, 'backups'), { recursive: true });
  await log.close();
  return { folder, yesterday, paper: readCheckpoint(text)!.state, endedAt: log.clock.now() };
}

/** The branch is started again after `attack`, logs one entry more, and is verified in each way. */
async function foundAfter(attack: (branch: StoppedBranch) => Promise<void>, isTwice = false): Promise<Found> {
  const branch = await copyOf();
  await attack(branch);
  const other = await copyOf(branch);
  const machine = await start(branch.folder);
  await machine.grow(1);
  const byMachine = await verifyLog(machine.parts);
  await machine.close();

  // Whoever can edit the database can take away the file beside it: then only what is outside of the machine is left.
  await rm(join(other.folder, 'keys'), { recursive: true });
  const log = await start(other.folder);
  await log.grow(isTwice ? 2 : 1);
  const alone = await verifyLog(log.parts);
  const { file } = await exportLog(log.parts);
  const withPaper = await verifyRuns(runsOfLines(createReadStream(file)), { publicKey: log.parts.branchKey.checkpointPublicKey, known: [stopped.paper] }, log.clock.now());
  let answer = await askWitness(log.parts, stopped.paper);
  if (isTwice && !('refused' in answer)) {
    // The first of the two has been signed; now the other one asks.
    const twin = await start(branch.folder);
    answer = await askWitness(twin.parts, answer.state);
    await twin.close();
  }
  await log.close();
  return { alone: failed(alone), machine: failed(byMachine), paper: failed(withPaper), witness: 'refused' in answer ? 'refuses' : 'signs' };
}

async function askWitness(parts: LogFileParts, last: TreeState | null): Promise<Cosigned> {
  const log = { origin: stopped?.paper.origin ?? readCheckpoint((await makeCheckpoint(parts)).text)!.state.origin, publicKey: parts.branchKey.checkpointPublicKey };
  // A branch that has no proof to offer is refused like one that offers a wrong one.
  const request = await parts.database.read(reader => witnessRequest(reader, last?.size ?? 0)).catch((error: unknown) => {
    if (error instanceof RangeError || isRefusal(error)) return null;
    throw error;
  });
  if (!request) return { refused: 'older' };
  const answer = cosign({ ...request, log, last, witness, nowMs: parts.clock.now() });
  if (!('refused' in answer)) await parts.database.change(tx => storeCosignature(tx, request.size, answer.line));
  return answer;
}

async function start(folder: string): Promise<Awaited<ReturnType<typeof aLog>> & { parts: LogFileParts }> {
  const log = await aLog({ database: await aDatabase({ folder, clock: aClock(stopped?.endedAt) }) });
  return { ...log, parts: { ...log.parts, logWorker: worker.script } };
}

async function copyOf(branch: StoppedBranch = stopped): Promise<StoppedBranch> {
  const folder = await newFolder();
  await cp(branch.folder, folder, { recursive: true });
  return { folder, yesterday: stopped.yesterday };
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-attack-'));
  folders.push(folder);
  return folder;
}

function failed({ unchanged, complete, witnessed, clock, findings }: Verification): string {
  const verdicts = { unchanged, complete, witnessed: witnessed.verdict, clock };
  const names = Object.entries(verdicts).filter(([, verdict]) => verdict === 'fail').map(([name]) => name);
  // Not an attack that can be proven, but named to whoever reads the report.
  if (findings.some(({ code }) => code === 'detailMissing')) names.push('complete ?');
  return names.join(', ') || '—';
}

function tableOf(page: string): Map<string, Found> {
  const rows = page.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| attack') && !line.startsWith('| ---'))
    .map(line => line.split('|').slice(1, -1).map(cell => cell.trim().replaceAll('**', '')));
  return new Map(rows.filter(cells => cells.length === 6).map(([name, alone, machine, paper, asked]) => [name!, { alone: alone!, machine: machine!, paper: paper!, witness: asked! }]));
}
