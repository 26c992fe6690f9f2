import { and, eq, inArray, sql } from 'drizzle-orm';
import type { BranchFile } from '../../../shared/sync.ts';
import type { Queries, Transaction } from '../../database/database.ts';
import { syncFiles } from '../sync-schema.ts';

export interface LocalFile { name: string; kind: BranchFile['kind'] }

/** The files this branch has, by name: what a row says of them, and is not sent with it. */
const present = sql`
  select 'photo/' || p.id as name, 'photo' as kind from complaint_photos p where p.complaintId is not null
  union all select 'photo/' || p.id || '.thumbnail', 'photo' from complaint_photos p where p.complaintId is not null
  union all select 'scan/' || id, 'scan' from archive_scans where removedAt is null
  union all select 'scan/' || id || '.thumbnail', 'scan' from archive_scans where removedAt is null and hasThumbnail
  union all select 'key/' || fileId, 'key' from archive_file_keys`;

/** Files that headquarters has not heard of, but those named: they cannot be read here. */
export async function unsentFiles(reader: Queries, most: number, except: readonly string[]): Promise<LocalFile[]> {
  return reader.all<LocalFile>(sql`
    select name, kind from (${present}) where name not in (select name from sync_files) and name not in (select value from json_each(${JSON.stringify(except)})) limit ${most}`);
}

export async function countUnsent(reader: Queries): Promise<number> {
  const [counted] = await reader.all<{ files: number }>(sql`select count(*) as files from (${present}) where name not in (select name from sync_files)`);
  return counted?.files ?? 0;
}

/** Names that headquarters has and this branch has no more. A key that is still to be fetched is not gone. */
export async function goneFiles(reader: Queries, most: number): Promise<string[]> {
  const rows = await reader.all<{ name: string }>(sql`select name from sync_files where isMissingHere = 0 and name not in (select name from (${present})) limit ${most}`);
  return rows.map(({ name }) => name);
}

/** That headquarters has these, and of the gone ones none. */
export async function noteSent(tx: Transaction, sent: readonly BranchFile[], gone: readonly string[], at: number): Promise<void> {
  if (gone.length > 0) await tx.delete(syncFiles).where(inArray(syncFiles.name, [...gone]));
  if (sent.length > 0) await tx.insert(syncFiles).values(sent.map(file => ({ ...file, sentAt: at, isMissingHere: false }))).onConflictDoNothing();
}

/** What headquarters listed for a new machine: to be fetched. */
export async function noteListed(tx: Transaction, listed: readonly BranchFile[], at: number): Promise<void> {
  if (listed.length > 0) await tx.insert(syncFiles).values(listed.map(file => ({ ...file, sentAt: at, isMissingHere: true }))).onConflictDoNothing();
}

/** Files to be fetched; keys before what they open. */
export async function filesToFetch(reader: Queries, most: number, except: readonly string[]): Promise<BranchFile[]> {
  return reader.select({ name: syncFiles.name, kind: syncFiles.kind, sha256: syncFiles.sha256, byteCount: syncFiles.byteCount }).from(syncFiles)
    .where(and(eq(syncFiles.isMissingHere, true), sql`${syncFiles.name} not in (select value from json_each(${JSON.stringify(except)}))`)).orderBy(syncFiles.name).limit(most);
}

export async function countToFetch(reader: Queries): Promise<number> {
  return reader.$count(syncFiles, eq(syncFiles.isMissingHere, true));
}

export async function noteFetched(tx: Transaction, name: string): Promise<void> {
  await tx.update(syncFiles).set({ isMissingHere: false }).where(eq(syncFiles.name, name));
}

/** How many names headquarters was told. */
export async function countSent(reader: Queries): Promise<number> {
  return reader.$count(syncFiles);
}

/** Everything is offered anew: headquarters has forgotten some. */
export async function forgetSent(tx: Transaction): Promise<void> {
  await tx.delete(syncFiles).where(eq(syncFiles.isMissingHere, false));
}
