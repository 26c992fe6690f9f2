import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { isSound, listBackups } from './backup.ts';
import { companions, type DatabaseFiles } from './files.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { isDamage } from './sqlite-fault.ts';
import { StartFault } from './start-fault.ts';

/** Below this size every index entry is checked after an unclean stop, not the pages alone. */
const checkWhollyBelowBytes = 64 * 1024 * 1024;

export interface Restored {
  /** the backup that took the damaged database's place */
  restoredFrom: string | null;
  /** where the damaged database is kept */
  setAside: string | null;
}

/** Brings a usable database into place before it is opened. Errors: DATABASE_DAMAGED when there is no good backup. */
export async function recover(files: DatabaseFiles, at: number): Promise<Restored> {
  await finishRestore(files, at);
  const isMissing = await sizeOf(files.main) === 0;
  if (isMissing && !await hasBackup(files)) return { restoredFrom: null, setAside: null };
  // The marker may not have reached the disk before a power cut; a log that was not folded in tells the same.
  const wasStoppedCleanly = !await exists(files.running) && await sizeOf(`${files.main}-wal`) === 0;
  if (!isMissing && !await isDatabaseDamaged(files, wasStoppedCleanly)) return { restoredFrom: null, setAside: null };
  return restoreNewestBackup(files, at);
}

/** Finishes a replacement that a crash cut short. */
async function finishRestore(files: DatabaseFiles, at: number): Promise<void> {
  if (await exists(files.main) || !await exists(files.restoring)) return;
  for (const companion of companions) await moveIfThere(files.main + companion, files.damaged(at) + companion);
  await rename(files.restoring, files.main);
}

/**
 * Tells whether the database is damaged. After a clean stop only its start is read; after an unclean one all of it.
 * SQLite itself brings back what was committed before a crash.
 */
async function isDatabaseDamaged(files: DatabaseFiles, wasStoppedCleanly: boolean): Promise<boolean> {
  const bytes = await sizeOf(files.main);
  if (bytes === 0) return false;
  try {
    const connection = await SqliteConnection.open(files.main, 'readWrite');
    try {
      await connection.all('select count(*) as count from sqlite_schema');
      if (wasStoppedCleanly) return false;
      const pragma = bytes < checkWhollyBelowBytes ? 'integrity_check' : 'quick_check';
      const rows = await connection.all(`pragma ${pragma}(1)`);
      return rows[0]?.[pragma] !== 'ok';
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (isDamage(error)) return true;
    throw error;
  }
}

/**
 * Puts the newest good backup in the place of a damaged or missing database, which is set aside whole; nothing is deleted.
 * Errors: DATABASE_DAMAGED when no backup is good; the damaged file then stays where it is.
 */
export async function restoreNewestBackup(files: DatabaseFiles, at: number): Promise<Restored> {
  for (const backup of await listBackups(files.backups)) {
    if (!await isSound(backup.file)) continue;
    const unfinished = `${files.restoring}.part`;
    await rm(unfinished, { force: true });
    await copyFile(backup.file, unfinished);
    await flushFile(unfinished);
    await rename(unfinished, files.restoring);
    // The database first, its log after it: a database without its log would look whole and lack the newest commits.
    const setAside = await moveIfThere(files.main, files.damaged(at));
    await finishRestore(files, at);
    return { restoredFrom: backup.file, setAside };
  }
  throw new StartFault('DATABASE_DAMAGED', { setAside: files.main });
}

/** Whether there is a backup that a missing database could come from. */
async function hasBackup(files: DatabaseFiles): Promise<boolean> {
  return (await listBackups(files.backups)).length > 0;
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
}

async function exists(file: string): Promise<boolean> {
  return await stat(file).then(() => true, () => false);
}

async function moveIfThere(from: string, to: string): Promise<string | null> {
  if (!await exists(from)) return null;
  await rename(from, to);
  return to;
}

async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
