import { createHash } from 'node:crypto';
import type { BranchFile } from '../../../shared/sync.ts';
import type { BranchParts } from '../../branch/branch-parts.ts';
import { type HeadquartersCalls, HeadquartersRefusal } from '../headquarters-calls.ts';
import type { LineDuty } from '../sync-loop-api.ts';
import { downloadFile } from './download-file-store.ts';
import { bytesOf, placeBytes } from './file-bytes-store.ts';
import { countSent, countToFetch, countUnsent, filesToFetch, forgetSent, goneFiles, type LocalFile, noteFetched, noteSent, unsentFiles } from './files-store.ts';
import { uploadFile } from './tus-upload.ts';

/** Between two rounds: the next changes wait no longer than that takes. One file goes whole, however long. */
const filesAtOnce = 50;
const bytesAtOnce = 4 * 1024 * 1024;
/** Counting goes through every photo and scan: pages ask far more often. */
const countEveryMs = 10_000;
const checkHeldEveryMs = 60 * 60_000;

export interface Files {
  duty: LineDuty;
  /** photos, scans and keys that headquarters has not, and those that are still to be fetched from there */
  waiting(): Promise<number>;
}

/**
 * Photos and scans, after the changes of a round and a few between two rounds: up to headquarters what it has not, and on a new
 * machine back what is not here. Whatever happens the queue is what the rows say and `sync_files` does not.
 */
export function filesOfBranch({ database, dataFolder, clock, log, live }: Pick<BranchParts, 'database' | 'dataFolder' | 'clock' | 'log' | 'live'>): Files {
  /** Not readable here, or not as headquarters wants them: tried again after the next start. */
  const passedOver = new Set<string>();
  let counted: { at: number; files: number } | null = null;
  let checksHeldAt = 0;

  return {
    async waiting() {
      const now = clock.now();
      if (!counted || now - counted.at > countEveryMs || now < counted.at) counted = { at: now, files: await database.read(async reader => await countUnsent(reader) + await countToFetch(reader)) };
      return counted.files;
    },
    async duty(calls) {
      const done = [await send(calls), await fetch(calls)];
      if (done.every(each => each === 'nothing')) return 'done';
      counted = null;
      live.publish('sync');
      return 'more';
    },
  };

  async function send(calls: HeadquartersCalls): Promise<'some' | 'nothing'> {
    const { unsent, gone } = await database.read(async reader => ({ unsent: await unsentFiles(reader, filesAtOnce, [...passedOver]), gone: await goneFiles(reader, filesAtOnce) }));
    const files: (BranchFile & { bytes: Buffer })[] = [];
    for (const file of unsent) {
      const bytes = await readBytes(file);
      if (bytes) files.push({ ...file, sha256: createHash('sha256').update(bytes).digest('hex'), byteCount: bytes.length, bytes });
      if (files.reduce((sum, { byteCount }) => sum + byteCount, 0) >= bytesAtOnce) break;
    }
    // Also with nothing to say: headquarters that was put back from a backup has forgotten some, and says so by their number.
    if (files.length === 0 && gone.length === 0 && clock.now() < checksHeldAt) return 'nothing';
    const offered = files.map(({ bytes: _, ...file }) => file);
    const { missing, held } = await calls.offerFiles({ files: offered, gone });
    checksHeldAt = clock.now() + checkHeldEveryMs;
    const isBegun = new Map(missing.map(each => [each.sha256, each.isBegun]));
    for (const { sha256, bytes, name } of new Map(files.map(file => [file.sha256, file])).values()) {
      const begun = isBegun.get(sha256);
      if (begun !== undefined) await uploadFile(calls, { sha256, bytes, isBegun: begun }).catch((error: unknown) => passOver(name, error));
    }
    const known = await database.change(async tx => {
      await noteSent(tx, offered.filter(({ name }) => !passedOver.has(name)), gone, clock.now());
      return countSent(tx);
    });
    if (held < known) await database.change(forgetSent);
    return files.length > 0 || gone.length > 0 || held < known ? 'some' : 'nothing';
  }

  async function fetch(calls: HeadquartersCalls): Promise<'some' | 'nothing'> {
    const wanted = await database.read(reader => filesToFetch(reader, filesAtOnce, [...passedOver]));
    let byteCount = 0;
    for (const file of wanted) {
      const bytes = await downloadFile(calls, dataFolder, file).catch((error: unknown) => passOver(file.name, error));
      if (bytes) {
        await placeBytes({ database, dataFolder }, file, bytes);
        await database.change(tx => noteFetched(tx, file.name));
      }
      if ((byteCount += file.byteCount) >= bytesAtOnce) break;
    }
    return wanted.length > 0 ? 'some' : 'nothing';
  }

  async function readBytes(file: LocalFile): Promise<Buffer | null> {
    const bytes = await bytesOf({ database, dataFolder }, file).catch(() => null);
    if (bytes && bytes.length > 0) return bytes;
    passedOver.add(file.name);
    log.warn({ file: file.name }, 'a file that a row names cannot be read: it does not go to headquarters');
    return null;
  }

  /** A refusal is of this one file; a line that is away ends all of it. */
  function passOver(name: string, error: unknown): null {
    if (!(error instanceof HeadquartersRefusal) || error.code !== 'FILE_REFUSED') throw error;
    passedOver.add(name);
    log.warn({ file: name, reason: error.data }, 'a file was refused by headquarters');
    return null;
  }
}
