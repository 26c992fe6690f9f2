import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BranchFile } from '../../../shared/sync.ts';
import { readOrNull } from '../../branch/private-file.ts';
import { type HeadquartersCalls, refusedWith } from '../headquarters-calls.ts';

/** What a cut line leaves here is gone on from. */
const partOf = (dataFolder: string, sha256: string) => join(dataFolder, 'incoming-files', sha256);
/** What the line gives at once is kept before more is asked for. */
const pieceBytes = 4 * 1024 * 1024;

/**
 * A file's bytes from headquarters, from where an earlier try was cut; checked against their hash.
 * Errors: HeadquartersRefusal (FILE_REFUSED when it is not there), LineAway.
 */
export async function downloadFile({ raw }: Pick<HeadquartersCalls, 'raw'>, dataFolder: string, { sha256, byteCount }: Pick<BranchFile, 'sha256' | 'byteCount'>): Promise<Buffer> {
  const part = partOf(dataFolder, sha256);
  await mkdir(dirname(part), { recursive: true, mode: 0o700 });
  for (let here = (await readOrNull(part))?.length ?? 0; here < byteCount;) {
    const answer = await raw({ method: 'GET', path: `/sync/v1/files/${sha256}`, headers: { range: `bytes=${here}-${Math.min(byteCount, here + pieceBytes) - 1}` }, body: Buffer.alloc(0) });
    if (answer.status !== 206 || answer.body.length === 0) refusedWith(answer);
    await appendFile(part, answer.body, { mode: 0o600 });
    here += answer.body.length;
  }
  const bytes = await readFile(part);
  await rm(part, { force: true });
  // Next time from the beginning.
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('a file of headquarters does not fit its hash');
  return bytes;
}
