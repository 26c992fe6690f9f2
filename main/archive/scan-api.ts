import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { archiveContract, longestScanBytes, type Scan } from '../../shared/archive.ts';
import { isRefusal, refuse } from '../../shared/errors.ts';
import { appendEntries, type NewLogEntry } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import type { Command, Queries } from '../database/database.ts';
import { findStanding } from './papers-store.ts';
import { clearScanOrphans, contentKeyFor, deleteScanFiles, incomingFolder, noteUnderWay, writeScanPart } from './scan-content-store.ts';
import { inspectScan } from './scan-inspection.ts';
import { fileOfScans, insertScan, markScanRemoved, maskedScansOf, presentScan } from './scan-store.ts';
import { ScanUpload } from './scan-upload.ts';

/** A scan nobody goes on with is let go after this. */
const longestIdleMs = 30 * 60_000;
/** Scans of one person on their way in at once; the oldest gives way. */
const uploadsPerPerson = 4;

/** The scans of files: taken in part after part, looked at, sealed, listed, removed. Reading one is in scan-content-store.ts. */
export function scanHandlers(parts: BranchParts) {
  const { database, clock, dataFolder } = parts;
  const contract = implement(archiveContract).$context<Caller>();
  const uploads = new Map<string, ScanUpload>();
  const cleared = clearScanOrphans(parts);
  /** one scan at a time is opened and looked at: each takes up to three times its size in memory */
  let turn: Promise<unknown> = Promise.resolve();

  return {
    // Without a look, so masked as the file's own title is.
    scans: contract.scans.handler(({ input: { fileId } }) => database.read(async reader => {
      await requireFile(reader, fileId);
      return maskedScansOf(reader, fileId);
    })),

    beginScan: contract.beginScan.handler(async ({ input: { fileId, title, byteCount }, context }) => {
      if (byteCount > longestScanBytes) refuse('SCAN_TOO_LARGE', { maxMegabytes: longestScanBytes / 1024 / 1024 });
      await database.read(reader => requirePresentFile(reader, fileId));
      await cleared;
      const { staffId } = staffOf(context);
      await makeRoomFor(staffId);
      const uploadId = uuidv7();
      uploads.set(uploadId, new ScanUpload(join(incomingFolder(dataFolder), uploadId), { fileId, ownerId: staffId, title, byteCount, beganAt: clock.now() }));
      return { uploadId };
    }),

    addScanPart: contract.addScanPart.handler(async ({ input: { uploadId, at, part }, context }) => {
      const upload = ownUpload(uploadId, context);
      return { receivedBytes: await upload.addPart(at, Buffer.from(await part.arrayBuffer()), clock.now()) };
    }),

    storeScan: contract.storeScan.handler(async call => {
      const { uploadId, thumbnail, commandId } = call.input;
      const command = commandOf(call);
      const upload = uploads.get(uploadId);
      // After it was stored, or a restart, the stored result of the same command still answers; anything else is not known any more.
      if (!upload || upload.ownerId !== staffOf(call.context).staffId) return database.write(command, async (): Promise<Scan> => refuse('SCAN_UPLOAD_NOT_FOUND'));
      if (upload.storing?.commandId === commandId) return upload.storing.result;
      if (upload.storing) return refuse('SCAN_UPLOAD_NOT_FOUND');
      const firstPage = thumbnail ? Buffer.from(await thumbnail.arrayBuffer()) : null;
      const result = turn.then(() => store(command, call.context, upload, firstPage));
      turn = result.catch(() => undefined);
      upload.storing = { commandId, result };
      try {
        const stored = await result;
        await letGo(uploadId, upload);
        return stored;
      } catch (error) {
        upload.storing = null;
        // What is no scan will not become one; what was only incomplete, or met a full disk, may be sent on.
        if (isRefusal(error) && error.code === 'SCAN_REFUSED') await letGo(uploadId, upload);
        throw error;
      }
    }),

    removeScan: contract.removeScan.handler(call => database.write(commandOf(call), async tx => {
      const { scanId, reason } = call.input;
      const scan = await presentScan(tx, scanId) ?? refuse('SCAN_NOT_FOUND');
      const file = await requireFile(tx, scan.fileId);
      // Its content goes for good: a hold keeps the file as it is, its scans among it.
      if ((await findStanding(tx, file.id))?.holdCount) refuse('FILE_ON_HOLD', { archiveNumber: file.archiveNumber });
      const at = clock.now();
      await markScanRemoved(tx, scanId, at);
      await appendEntries(tx, [entryOf(call.context, file, at, { words: reason, facts: { change: 'scanRemoved', scanId, sha256: scan.sha256 } })]);
      tx.afterCommit(() => void deleteScanFiles(parts, [scanId]));
      return { scanId };
    })),
  };

  /** Looks at what came, seals it and writes it down; the content is on the disk before its row is. */
  async function store(command: Command, caller: Caller, upload: ScanUpload, firstPage: Buffer | null): Promise<Scan> {
    const { kind, content, pageCount, thumbnail } = await inspectScan(await upload.content(), firstPage);
    const { contentKey, store: storeKey } = await contentKeyFor(parts, upload.fileId);
    const scanId = uuidv7();
    const sha256 = createHash('sha256').update(content).digest('hex');
    const forgetNote = await noteUnderWay(dataFolder, scanId);
    const takeBack = async () => {
      await deleteScanFiles(parts, [scanId]);
      await forgetNote();
    };
    try {
      await writeScanPart(dataFolder, scanId, 'page', content, contentKey);
      if (thumbnail) await writeScanPart(dataFolder, scanId, 'thumbnail', thumbnail, contentKey);
      const { staffId, staffName } = staffOf(caller);
      const stored = await database.write(command, async (tx): Promise<Scan> => {
        const file = await requirePresentFile(tx, upload.fileId);
        await storeKey(tx);
        const scan = {
          id: scanId, fileId: upload.fileId, title: upload.title, kind, byteCount: content.length, pageCount, sha256,
          hasThumbnail: thumbnail !== null, addedAt: clock.now(),
        };
        await insertScan(tx, { ...scan, addedBy: staffId });
        await appendEntries(tx, [entryOf(caller, file, scan.addedAt, { facts: { change: 'scanAdded', scanId, sha256, pages: pageCount } })]);
        return { ...scan, addedByName: staffName };
      });
      // A repeat that came after all answers what was stored then.
      if (stored.id === scanId) await forgetNote();
      else await takeBack();
      return stored;
    } catch (error) {
      // A refusal stored nothing. Of anything else only the next start can tell, from the note and the row.
      if (isRefusal(error)) await takeBack();
      throw error;
    }
  }

  /** Lets go what nobody went on with, and the oldest of a person who began too many. */
  async function makeRoomFor(staffId: string): Promise<void> {
    const now = clock.now();
    const idle = [...uploads].filter(([, upload]) => !upload.storing && now - upload.lastTouchedAt > longestIdleMs);
    const own = [...uploads].filter(([, upload]) => !upload.storing && upload.ownerId === staffId);
    for (const [uploadId, upload] of [...idle, ...own.slice(0, Math.max(0, own.length - uploadsPerPerson + 1))]) await letGo(uploadId, upload);
  }

  async function letGo(uploadId: string, upload: ScanUpload): Promise<void> {
    uploads.delete(uploadId);
    await upload.dispose();
  }

  function ownUpload(uploadId: string, caller: Caller): ScanUpload {
    const upload = uploads.get(uploadId);
    return upload?.ownerId === staffOf(caller).staffId ? upload : refuse('SCAN_UPLOAD_NOT_FOUND');
  }
}

type KnownFile = NonNullable<Awaited<ReturnType<typeof fileOfScans>>>;

async function requireFile(reader: Queries, fileId: string): Promise<KnownFile> {
  return await fileOfScans(reader, fileId) ?? refuse('FILE_NOT_FOUND');
}

async function requirePresentFile(reader: Queries, fileId: string): Promise<KnownFile> {
  const file = await requireFile(reader, fileId);
  return file.state === 'destroyed' ? refuse('FILE_DESTROYED', { archiveNumber: file.archiveNumber }) : file;
}

function entryOf(caller: Caller, file: KnownFile, at: number, detail: NewLogEntry['detail']): NewLogEntry {
  const { staffId, staffName } = staffOf(caller);
  return {
    at, staffId, role: 'archivist', stationId: caller.connection.station?.id ?? null, windowId: null, action: 'change', outcome: 'done',
    fileId: file.id, customerId: file.customerId, purpose: null, basis: null, fields: ['scans'],
    detail: { staffName, fileNumber: file.archiveNumber, ...detail },
  };
}
