import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * The bytes of branches' files, in a folder that all instances share: `BRANCH/ab/abcdef…`, under their hash. On their way in they
 * lie in `incoming`, where tus keeps how much of each is here.
 */
export interface FileContents {
  incomingFolder: string;
  /** tus's name of an upload: a branch never meets another one's */
  incomingId(branchId: string, sha256: string): string;
  /** Where the bytes are once they were checked. */
  pathOf(branchId: string, sha256: string): string;
  /** Checks whole bytes that came in and puts them in their place, on the disk. `wrongHash`: they are others; they are gone then. */
  take(branchId: string, sha256: string): Promise<'taken' | 'wrongHash'>;
  /** What is here of these bytes: checked ones of this length, a part, nothing. */
  lookFor(branchId: string, sha256: string, byteCount: number): Promise<'whole' | 'begun' | 'nothing'>;
  remove(branchId: string, sha256: string): Promise<void>;
}

export function fileContents(folder: string): FileContents {
  const incomingFolder = join(folder, 'incoming');
  const incomingId = (branchId: string, sha256: string) => `${branchId}.${sha256}`;
  const incomingFile = (branchId: string, sha256: string) => join(incomingFolder, incomingId(branchId, sha256));
  const pathOf = (branchId: string, sha256: string) => join(folder, branchId, sha256.slice(0, 2), sha256);
  const forgetIncoming = async (branchId: string, sha256: string) => {
    await rm(incomingFile(branchId, sha256), { force: true });
    await rm(`${incomingFile(branchId, sha256)}.json`, { force: true });
  };
  return {
    incomingFolder, incomingId, pathOf,
    async take(branchId, sha256) {
      const incoming = incomingFile(branchId, sha256);
      if (await hashOf(incoming) !== sha256) {
        await forgetIncoming(branchId, sha256);
        return 'wrongHash';
      }
      await flush(incoming);
      const file = pathOf(branchId, sha256);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await rename(incoming, file);
      await flush(dirname(file));
      await forgetIncoming(branchId, sha256);
      return 'taken';
    },
    async lookFor(branchId, sha256, byteCount) {
      const file = pathOf(branchId, sha256);
      // A database that was put back has forgotten what lies here: the hash tells.
      if (await sizeOf(file) === byteCount && await hashOf(file) === sha256) return 'whole';
      if (await sizeOf(`${incomingFile(branchId, sha256)}.json`) === null) return 'nothing';
      // The last byte came, and the service ended before it had looked.
      if (await sizeOf(incomingFile(branchId, sha256)) === byteCount) return await this.take(branchId, sha256) === 'taken' ? 'whole' : 'nothing';
      return 'begun';
    },
    async remove(branchId, sha256) {
      await rm(pathOf(branchId, sha256), { force: true });
      await forgetIncoming(branchId, sha256);
    },
  };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function sizeOf(file: string): Promise<number | null> {
  return (await stat(file).catch(() => null))?.size ?? null;
}

/** Windows flushes neither folders nor files opened for reading. */
async function flush(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
