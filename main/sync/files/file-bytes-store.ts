import { eq, sql } from 'drizzle-orm';
import { archiveFileKeys } from '../../archive/archive-schema.ts';
import { placeSealedScan, readSealedScan, type ScanPart } from '../../archive/scan-content-store.ts';
import { complaintPhotoContents } from '../../complaints/complaint-papers-schema.ts';
import type { Database } from '../../database/database.ts';
import type { LocalFile } from './files-store.ts';

// The bytes of files as they are kept, each by its name: `photo/ID`, `scan/ID`, both also with `.thumbnail`, `key/FILE`.

interface Place { database: Database; dataFolder: string }

/** Null when they are not here. Sealed content stays sealed. */
export async function bytesOf({ database, dataFolder }: Place, { name, kind }: LocalFile): Promise<Buffer | null> {
  const { id, part } = readName(name);
  switch (kind) {
    case 'scan': return readSealedScan(dataFolder, id, part);
    case 'key': return (await database.read(reader => reader.select({ bytes: archiveFileKeys.wrappedKey }).from(archiveFileKeys).where(eq(archiveFileKeys.fileId, id))))[0]?.bytes ?? null;
    case 'photo': {
      const column = part === 'page' ? complaintPhotoContents.content : complaintPhotoContents.thumbnail;
      return (await database.read(reader => reader.select({ bytes: column }).from(complaintPhotoContents).where(eq(complaintPhotoContents.photoId, id))))[0]?.bytes ?? null;
    }
  }
}

/** Puts bytes that came back where they belong, on the disk before this answers. */
export async function placeBytes({ database, dataFolder }: Place, { name, kind }: LocalFile, bytes: Buffer): Promise<void> {
  const { id, part } = readName(name);
  if (kind === 'scan') return placeSealedScan(dataFolder, id, part, bytes);
  await database.change(async tx => {
    if (kind === 'key') {
      await tx.insert(archiveFileKeys).values({ fileId: id, wrappedKey: bytes }).onConflictDoNothing();
      return;
    }
    const nothing = Buffer.alloc(0);
    const column = part === 'page' ? 'content' : 'thumbnail';
    // The two come one after the other.
    await tx.insert(complaintPhotoContents).values({ photoId: id, content: nothing, thumbnail: nothing, [column]: bytes })
      .onConflictDoUpdate({ target: complaintPhotoContents.photoId, set: { [column]: sql.raw(`excluded.${column}`) } });
  });
}

function readName(name: string): { id: string; part: ScanPart } {
  const [, id = '', thumbnail] = /^[a-z]+\/([^.]+)(\.thumbnail)?$/.exec(name) ?? [];
  return { id, part: thumbnail === undefined ? 'page' : 'thumbnail' };
}
