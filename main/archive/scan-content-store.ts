import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Scan } from '../../shared/archive.ts';
import { refuse } from '../../shared/errors.ts';
import type { CommittedEntry } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { writeWhole } from '../branch/private-file.ts';
import type { Transaction } from '../database/database.ts';
import { chunkByteCount, headerByteCount, openerFor, sealedChunkByteCount, SealBroken, sealerFor } from './scan-encryption.ts';
import { destroyContentKey, idsRemovedSince, insertWrappedKey, markScansRemoved, presentScan, whichArePresent, wrappedKeyOf } from './scan-store.ts';

// What scans hold, sealed, in files beside the database: `scans/<two characters>/<scan id>` and `….thumbnail`.

export type ScanPart = 'page' | 'thumbnail';
type Kept = Pick<BranchParts, 'dataFolder' | 'log'>;

/** A removal whose contents a crash kept from being deleted is looked for this long. */
const removalsLookedAtMs = 30 * 24 * 60 * 60_000;

const mimeTypes: Record<Scan['kind'], string> = { pdf: 'application/pdf', jpeg: 'image/jpeg', png: 'image/png' };

/** Where parts of a scan lie on their way in; nothing there outlives a restart. */
export const incomingFolder = (dataFolder: string) => join(dataFolder, 'scans', 'incoming');

/** Ids begin with the time they were made at, so the folder is named by their end, which is random. */
function pathOf(dataFolder: string, scanId: string, part: ScanPart): string {
  return join(dataFolder, 'scans', scanId.slice(-2), part === 'page' ? scanId : `${scanId}.thumbnail`);
}

const unfinishedOf = (file: string) => `${file}.new`;

/** What a content is to its seal: none can stand in for another. */
const nameOf = (scanId: string, part: ScanPart) => `${scanId}/${part}`;

/**
 * The content of one scan, opened. Only after its log entry is on disk: `committed` is the proof.
 * Errors: SCAN_NOT_FOUND, BRANCH_KEY_DIFFERS, SCAN_DAMAGED.
 */
export async function readScan(parts: BranchParts, _committed: CommittedEntry, fileId: string, scanId: string, as: ScanPart): Promise<File> {
  const { database, branchKey, dataFolder } = parts;
  const { scan, wrappedKey } = await database.read(async reader => ({ scan: await presentScan(reader, scanId), wrappedKey: await wrappedKeyOf(reader, fileId) }));
  if (!scan || scan.fileId !== fileId || !wrappedKey || (as === 'thumbnail' && !scan.hasThumbnail)) return refuse('SCAN_NOT_FOUND');
  const content = await readSealed(pathOf(dataFolder, scanId, as), branchKey.unwrap(wrappedKey, fileId), nameOf(scanId, as));
  // The row and the content belong together, too: an older content of the same name would open as well.
  if (as === 'page' && createHash('sha256').update(content).digest('hex') !== scan.sha256) refuse('SCAN_DAMAGED');
  const kind = as === 'page' ? scan.kind : 'jpeg';
  return new File([content], `${scan.title}.${kind}`, { type: mimeTypes[kind] });
}

/** The key a new scan of this file is sealed with: the one the file has, or a new one that is to be stored with the scan. */
export async function contentKeyFor({ database, branchKey }: BranchParts, fileId: string): Promise<{ contentKey: Buffer; store(tx: Transaction): Promise<void> }> {
  const known = await database.read(reader => wrappedKeyOf(reader, fileId));
  if (known) {
    return {
      contentKey: branchKey.unwrap(known, fileId),
      // Destroyed meanwhile: nothing may be added to a file whose content is gone.
      store: async tx => { if (!(await wrappedKeyOf(tx, fileId))?.equals(known)) refuse('FILE_NOT_FOUND'); },
    };
  }
  const contentKey = randomBytes(32);
  const wrappedKey = branchKey.wrap(contentKey, fileId);
  return { contentKey, store: tx => insertWrappedKey(tx, fileId, wrappedKey) };
}

/** Seals a part of a scan into its file, whole and on the disk before this answers. Errors: DISK_FULL. */
export async function writeScanPart(dataFolder: string, scanId: string, part: ScanPart, content: Buffer, contentKey: Buffer): Promise<void> {
  const file = pathOf(dataFolder, scanId, part);
  const unfinished = unfinishedOf(file);
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      const { header, seal } = sealerFor(contentKey, nameOf(scanId, part));
      await handle.writeFile(header);
      for (let at = 0; at < content.length; at += chunkByteCount) {
        const chunk = content.subarray(at, at + chunkByteCount);
        await handle.writeFile(seal(chunk, at + chunk.length === content.length));
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return refuse('DISK_FULL');
    throw error;
  }
}

/** The sealed bytes of a part as they lie here, to be kept elsewhere as well; null when they do not. */
export async function readSealedScan(dataFolder: string, scanId: string, part: ScanPart): Promise<Buffer | null> {
  return readFile(pathOf(dataFolder, scanId, part)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Puts sealed bytes that were kept elsewhere in their place, whole and on the disk before this answers. */
export async function placeSealedScan(dataFolder: string, scanId: string, part: ScanPart, bytes: Buffer): Promise<void> {
  const file = pathOf(dataFolder, scanId, part);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeWhole(file, bytes);
  await syncFolder(dirname(file));
}

/** Deletes what scans hold. Never rejects: what cannot be deleted now goes at the next start, as no row wants it. */
export async function deleteScanFiles({ dataFolder, log }: Kept, scanIds: readonly string[]): Promise<void> {
  for (const scanId of scanIds) {
    const files = (['page', 'thumbnail'] as const).map(part => pathOf(dataFolder, scanId, part));
    for (const file of files.flatMap(each => [each, unfinishedOf(each)])) {
      await rm(file, { force: true }).catch((error: unknown) => logLeftOver(log, error));
    }
  }
}

/**
 * Destroys what the scans of a file hold: the key in the caller's transaction, the sealed contents after its commit.
 * The rows stay, marked as removed.
 */
export async function destroyScans(parts: Kept & Pick<BranchParts, 'clock'>, tx: Transaction, fileId: string): Promise<void> {
  const scanIds = await markScansRemoved(tx, fileId, parts.clock.now());
  await destroyContentKey(tx, fileId);
  tx.afterCommit(() => void deleteScanFiles(parts, scanIds));
}

const underWay = '.under-way';

/**
 * Notes on the disk that a scan's content is being written and its row is not there yet; answers how to take the note back.
 * Without it, content without a row could be a crash's, or of a row that only came to be missing: a database restored from a
 * backup gets such rows back from headquarters, and then wants the content.
 */
export async function noteUnderWay(dataFolder: string, scanId: string): Promise<() => Promise<void>> {
  const note = join(incomingFolder(dataFolder), `${scanId}${underWay}`);
  await mkdir(dirname(note), { recursive: true, mode: 0o700 });
  await (await open(note, 'w', 0o600)).close();
  return () => rm(note, { force: true }).catch(() => undefined);
}

/** Deletes what a crash left: parts on their way in, contents that never got their row, contents of rows removed lately. Never rejects. */
export async function clearScanOrphans({ dataFolder, log, database, clock }: Kept & Pick<BranchParts, 'database' | 'clock'>): Promise<void> {
  try {
    const incoming = await readdir(incomingFolder(dataFolder)).catch(() => []);
    const noted = incoming.filter(name => name.endsWith(underWay)).map(name => name.slice(0, -underWay.length));
    const { stored, removed } = await database.read(async reader => ({
      stored: await whichArePresent(reader, noted), removed: await idsRemovedSince(reader, clock.now() - removalsLookedAtMs),
    }));
    await deleteScanFiles({ dataFolder, log }, [...noted.filter(scanId => !stored.has(scanId)), ...removed]);
    await rm(incomingFolder(dataFolder), { recursive: true, force: true });
  } catch (error) {
    logLeftOver(log, error);
  }
}

function logLeftOver(log: BranchParts['log'], error: unknown): void {
  log.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'contents of scans nobody wants could not be deleted yet');
}

async function readSealed(file: string, contentKey: Buffer, name: string): Promise<Buffer<ArrayBuffer>> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return refuse('SCAN_DAMAGED');
    throw error;
  });
  try {
    const { size } = await handle.stat();
    const read = async (byteCount: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(byteCount), 0, byteCount);
      return buffer.subarray(0, bytesRead);
    };
    const opener = openerFor(await read(headerByteCount), contentKey, name);
    const chunks: Buffer[] = [];
    for (let left = size - headerByteCount; ; left -= sealedChunkByteCount) {
      const isLast = left <= sealedChunkByteCount;
      chunks.push(opener(await read(Math.min(Math.max(left, 0), sealedChunkByteCount)), isLast));
      if (isLast) return Buffer.concat(chunks);
    }
  } catch (error) {
    if (error instanceof SealBroken) return refuse('SCAN_DAMAGED');
    throw error;
  } finally {
    await handle.close();
  }
}

/** A new name is on the disk only when its folder is. Windows keeps no folders open, and does without. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
