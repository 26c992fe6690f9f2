import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';

const longestSegmentBytes = 256 * 1024 * 1024;

/**
 * One file after the other; each call is on the disk when it returns. After a failure a new file is begun, and the old one ends
 * where it was good: what a full disk took of a record is cut off again.
 */
export function segmentWriter(folder: string) {
  let file: { handle: FileHandle; path: string; bytes: number } | null = null;

  async function begin(): Promise<NonNullable<typeof file>> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${uuidv7()}.segment`);
    const handle = await open(path, 'ax', 0o600);
    // The file's name must survive as well.
    if (process.platform !== 'win32') {
      const directory = await open(folder, 'r');
      await directory.sync().finally(() => directory.close());
    }
    return { handle, path, bytes: 0 };
  }

  async function close(): Promise<void> {
    const closing = file;
    file = null;
    await closing?.handle.close().catch(() => undefined);
  }

  /** What cannot be cut off stays, and is named when the archive is read: every record has its own hash. */
  async function giveUp({ handle, path, bytes }: NonNullable<typeof file>): Promise<void> {
    await handle.truncate(bytes).catch(() => undefined);
    await close();
    if (bytes === 0) await rm(path, { force: true }).catch(() => undefined);
  }

  return {
    async append(content: Buffer): Promise<void> {
      if (file && file.bytes + content.length > longestSegmentBytes) await close();
      const current = file ??= await begin();
      try {
        await current.handle.appendFile(content);
        await current.handle.datasync();
      } catch (error) {
        await giveUp(current);
        throw error;
      }
      current.bytes += content.length;
    },
    close,
  };
}
