import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type BranchKey, branchKeyOf, lockedBranchKey, secretByteCount } from './branch-key.ts';
import { readOrNull, writeWhole } from './private-file.ts';

// Where the branch's secret is kept, and which one belongs to a data folder: docs/decisions/0008.

/** What stands openly in the data folder, so that the right secret is known from others. */
const keyRecord = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/), checkpointPublicKey: z.string().regex(/^[0-9a-f]{64}$/) });

export interface OpenedBranchKey {
  key: BranchKey;
  /** locked: the secret of this folder is elsewhere; scans stay closed and nothing is signed until it is back */
  keptBy: 'shell' | 'file' | 'locked';
}

/**
 * The branch key of this data folder. The first start decides where the secret is: with the shell when it offers one, else
 * in `keys/branch-key`. From then on only that very secret is taken, from wherever it comes: another one would leave all
 * scans unreadable and break the log's signatures, so a folder whose secret is elsewhere is served locked instead.
 */
export async function openBranchKey(dataFolder: string, shellSecret: Buffer | null = null): Promise<OpenedBranchKey> {
  const folder = join(dataFolder, 'keys');
  const files = { record: join(folder, 'branch-key.json'), secret: join(folder, 'branch-key') };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const candidates = [
    ...asCandidate('file', await readOrNull(files.secret)),
    ...asCandidate('shell', shellSecret),
  ];

  const record = readRecord(await readOrNull(files.record));
  if (record) return candidates.find(({ key }) => key.id === record.id) ?? { key: lockedBranchKey(record), keptBy: 'locked' };

  const [chosen = await makeSecretFile(files.secret)] = candidates;
  await writeRecord(files.record, chosen.key);
  return chosen;
}

function writeRecord(file: string, { id, checkpointPublicKey }: BranchKey): Promise<void> {
  return writeWhole(file, `${JSON.stringify({ id, checkpointPublicKey: checkpointPublicKey.toString('hex') })}\n`);
}

/**
 * Takes a lost machine's secret over, on one that has wrapped and signed nothing yet: from now on the folder's key is that one, in
 * every hand that holds `key`.
 */
export async function takeOverSecret(dataFolder: string, key: BranchKey, secret: Buffer): Promise<void> {
  const folder = join(dataFolder, 'keys');
  const taken = branchKeyOf(secret);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(join(folder, 'branch-key'), secret);
  await writeRecord(join(folder, 'branch-key.json'), taken);
  Object.assign(key, taken);
}

async function makeSecretFile(file: string): Promise<OpenedBranchKey> {
  const secret = randomBytes(secretByteCount);
  await writeWhole(file, secret);
  return { key: branchKeyOf(secret), keptBy: 'file' };
}

function asCandidate(keptBy: 'shell' | 'file', secret: Buffer | null): OpenedBranchKey[] {
  return secret?.length === secretByteCount ? [{ key: branchKeyOf(secret), keptBy }] : [];
}

function readRecord(bytes: Buffer | null): Pick<BranchKey, 'id' | 'checkpointPublicKey'> | null {
  if (!bytes) return null;
  const read = keyRecord.safeParse(parseJson(bytes.toString('utf8')));
  return read.success ? { id: read.data.id, checkpointPublicKey: Buffer.from(read.data.checkpointPublicKey, 'hex') } : null;
}

/** A record that somebody damaged counts as none: each wrapped key says itself which key it wants. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
