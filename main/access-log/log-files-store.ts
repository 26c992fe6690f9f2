import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { Verification } from '../../shared/access-log.ts';
import { isRefusal, refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { makeFolder } from '../database/data-folder.ts';
import { databaseFiles } from '../database/files.ts';
import { type LogParts, makeCheckpoint } from './access-log-checkpoints-store.ts';
import { originOf } from './checkpoint.ts';
import { readAnchors } from './log-anchor-store.ts';
import type { LogFileOwner } from './log-export-store.ts';
import { runLogTask } from './log-task.ts';

export type LogFileParts = LogParts & Pick<BranchParts, 'logWorker'>;

/** An export nobody has taken away by then was forgotten by a crash. */
const forgottenAfterMs = 24 * 60 * 60_000;

/**
 * Verifies the log of this branch as it is now, in a thread of its own. The newest entries are signed before.
 * Errors: NOT_SET_UP.
 */
export async function verifyLog(parts: LogFileParts): Promise<Verification> {
  const owner = await ownerOf(parts);
  return runLogTask(parts.logWorker, { task: 'verify', databaseFile: databaseFiles(parts.dataFolder).main, owner, nowMs: parts.clock.now() });
}

/**
 * Writes the whole log into a file in the data folder that this user alone may read, for the verifier. Call `remove`
 * when it was handed over. Errors: NOT_SET_UP.
 */
export async function exportLog(parts: LogFileParts): Promise<{ file: string; bytes: number; remove(): Promise<void> }> {
  const folder = join(parts.dataFolder, 'exports');
  await makeFolder(folder);
  await removeForgotten(folder);
  const owner = await ownerOf(parts);
  const file = join(folder, `${uuidv7()}.jsonl`);
  const remove = () => rm(file, { force: true });
  try {
    const { bytes } = await runLogTask(parts.logWorker, { task: 'export', databaseFile: databaseFiles(parts.dataFolder).main, owner, file });
    return { file, bytes, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function ownerOf(parts: LogParts): Promise<LogFileOwner> {
  const { dataFolder, branchKey, clock } = parts;
  const branch = parts.branch() ?? refuse('NOT_SET_UP');
  // A log that cannot be signed any more is the one somebody wants to see verified.
  await makeCheckpoint(parts).catch((error: unknown) => { if (!isRefusal(error)) throw error; });
  const [origin, publicKey] = [originOf(branch.id), branchKey.checkpointPublicKey];
  const remembered = (await readAnchors(dataFolder, origin, publicKey)).map(({ note }) => note);
  return { branchName: branch.name, origin, publicKey: publicKey.toString('base64'), remembered, exportedAt: clock.now() };
}

async function removeForgotten(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const facts = await stat(join(folder, name)).catch(() => null);
    if (facts && Date.now() - facts.mtimeMs > forgottenAfterMs) await rm(join(folder, name), { force: true });
  }
}
