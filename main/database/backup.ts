import { chmod, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makeFolder } from './data-folder.ts';
import { fileTime } from './files.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteFault } from './sqlite-fault.ts';

export type BackupReason = 'schedule' | 'migration' | 'request';

/** How many backups of each reason are kept, newest first. */
const kept: Record<BackupReason, number> = { schedule: 7, migration: 3, request: 7 };

export interface Backup {
  file: string;
  bytes: number;
}

/**
 * Copies the database whole, as of one moment, into `folder`, on a connection of its own: writes go on meanwhile.
 * The copy gets its name only after it was checked and flushed, so a file with a backup's name is a good one.
 * `at`: UTC ms, for the name, which always sorts last, even when the clock was set back.
 */
export async function copyDatabase(from: string, folder: string, reason: BackupReason, at: number): Promise<Backup> {
  await makeFolder(folder);
  const newest = (await listBackups(folder))[0]?.at ?? 0;
  const file = join(folder, `branch-${fileTime(Math.max(at, newest + 1))}-${reason}.sqlite`);
  const unfinished = join(folder, `.${basename(file)}.part`);
  await rm(unfinished, { force: true });
  try {
    const source = await SqliteConnection.open(from, 'readOnly');
    try {
      await source.all('vacuum into ?', [unfinished]);
    } finally {
      await source.close();
    }
    if (!await isSound(unfinished)) throw new SqliteFault('SQLITE_CORRUPT', 'the copy of the database is damaged');
    await flush(unfinished);
    await chmod(unfinished, 0o600);
    await rename(unfinished, file);
    await flush(folder);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await forgetOld(folder, reason);
  return { file, bytes: (await stat(file)).size };
}

/** The backups in `folder`, newest first; none when there is no such folder. */
export async function listBackups(folder: string): Promise<{ file: string; at: number; reason: BackupReason }[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap(name => {
      const parts = /^branch-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-(schedule|migration|request)\.sqlite$/.exec(name);
      if (!parts) return [];
      const [year, month, day, hour, minute, second, ms] = parts.slice(1, 8).map(Number) as [number, number, number, number, number, number, number];
      return [{ file: join(folder, name), at: Date.UTC(year, month - 1, day, hour, minute, second, ms), reason: parts[8] as BackupReason }];
    })
    .sort((a, b) => b.at - a.at);
}

/** Tells whether `file` is a SQLite database whose pages hang together. */
export async function isSound(file: string): Promise<boolean> {
  try {
    const connection = await SqliteConnection.open(file, 'readOnly');
    try {
      const rows = await connection.all('pragma quick_check(1)');
      return rows[0]?.['quick_check'] === 'ok';
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (error instanceof SqliteFault) return false;
    throw error;
  }
}

async function forgetOld(folder: string, reason: BackupReason): Promise<void> {
  const same = (await listBackups(folder)).filter(backup => backup.reason === reason);
  for (const { file } of same.slice(kept[reason])) await rm(file, { force: true });
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return;
  try {
    await handle.sync();
  } catch (error) {
    // Windows flushes neither folders nor files opened for reading; the rename itself is journalled there.
    if (process.platform !== 'win32') throw error;
  } finally {
    await handle.close();
  }
}
