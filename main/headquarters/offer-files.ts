import type { BranchFile } from '../../shared/sync.ts';
import { countNames, forgetNames, keepOffered, noteReceived } from './files-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';

/** Keeps what a branch offers and forgets what is no more, bytes and all. Answers which contents are to be sent, and of which a part is here. */
export async function offerFiles({ database, clock, files: contents }: Pick<HeadquartersParts, 'database' | 'clock' | 'files'>, branchId: string, { files, gone }: { files: readonly BranchFile[]; gone: readonly string[] }) {
  const now = clock.now();
  const unwanted = await database.transact(async tx => {
    await keepOffered(tx, branchId, files, now);
    return forgetNames(tx, branchId, gone);
  });
  for (const sha256 of unwanted) await contents.remove(branchId, sha256);

  const missing: { sha256: string; isBegun: boolean }[] = [];
  for (const { sha256, byteCount } of new Map(files.map(file => [file.sha256, file])).values()) {
    const found = await contents.lookFor(branchId, sha256, byteCount);
    if (found === 'whole') await noteReceived(database.queries, branchId, sha256, now);
    else missing.push({ sha256, isBegun: found === 'begun' });
  }
  return { missing, held: await countNames(database.queries, branchId) };
}
