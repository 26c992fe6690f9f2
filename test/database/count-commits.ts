import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const headerBytes = 32;
const frameHeaderBytes = 24;

/**
 * Counts the commits in the database's write-ahead log: the last frame of each carries the size of the database after it.
 * One commit is one flush of the disk under synchronous=FULL. Format: sqlite.org/fileformat2.html#the_write_ahead_log
 */
export async function countCommits(folder: string): Promise<number> {
  const log = await readFile(join(folder, 'branch.sqlite-wal'));
  if (log.length < headerBytes) return 0;
  const pageBytes = log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  let commits = 0;
  for (let at = headerBytes; at + frameHeaderBytes + pageBytes <= log.length; at += frameHeaderBytes + pageBytes) {
    if (!log.subarray(at + 8, at + 16).equals(salt)) break;
    if (log.readUInt32BE(at + 4) > 0) commits += 1;
  }
  return commits;
}
