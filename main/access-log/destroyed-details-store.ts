import { sql } from 'drizzle-orm';
import type { Transaction } from '../database/database.ts';
import { accessLogDetails, accessLogEntries } from './access-log-schema.ts';

/**
 * Destroys the personal part of every entry about these files, with its salt: nobody can find out any more what it said. The
 * entries stay, with their commitments, so every proof still holds. To be called before the entries of the destruction
 * itself are appended: those are to be read.
 */
export async function destroyDetailsOfFiles(tx: Transaction, fileIds: readonly string[], nowMs: number): Promise<void> {
  await tx.run(sql`
    update ${accessLogDetails} set salt = null, content = null, destroyedAt = ${nowMs}
    where destroyedAt is null
      and seq in (select e.seq from json_each(${JSON.stringify(fileIds)}) file join ${accessLogEntries} e on e.fileId = file.value)`);
}
