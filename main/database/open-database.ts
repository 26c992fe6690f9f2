import { rm, writeFile } from 'node:fs/promises';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Logger } from 'pino';
import { copyDatabase, listBackups } from './backup.ts';
import type { Database } from './database.ts';
import { makePrivateFile, prepareDataFolder, startFaultOfFolder } from './data-folder.ts';
import { type DatabaseFiles, databaseFiles } from './files.ts';
import { lockFolder } from './folder-lock.ts';
import { installJournalTriggers } from './journal.ts';
import { checkOwnership, migrate } from './migrate.ts';
import { type Migration, migrations as ourMigrations } from './migrations.ts';
import { OpenBranchDatabase } from './open-branch-database.ts';
import { Readers } from './readers.ts';
import { recover, type Restored, restoreNewestBackup } from './recovery.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { isDamage, SqliteFault } from './sqlite-fault.ts';
import { StartFault } from './start-fault.ts';

const readerCount = 3;

export interface OpenOptions {
  /** the data folder; made when it is not there */
  folder: string;
  clock: { now(): number };
  log: Logger;
  /** tables whose changes go to the journal */
  syncedTables: readonly SQLiteTable[];
  /** other migrations than the program's own: for tests of migrating */
  migrations?: readonly Migration[];
}

export interface OpenedDatabase extends Restored {
  database: Database;
}

/**
 * Opens the branch's database in `folder`: recovers after a crash, restores after damage, brings the schema up to date.
 * Errors, as StartFault: FOLDER_READ_ONLY, DISK_FULL, ALREADY_RUNNING, DATABASE_DAMAGED, SCHEMA_TOO_NEW, SCHEMA_DIFFERS,
 * NOT_OUR_DATABASE. After any of them the data is as it was.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenedDatabase> {
  const { folder, clock, log } = options;
  const files = databaseFiles(folder);
  await prepareDataFolder(folder);
  const lock = await lockFolder(files.lock, folder).catch((error: unknown) => { throw startFaultOf(error, folder, files); });
  try {
    const restored = await recover(files, clock.now());
    try {
      return { database: await openLocked(options, files, lock), ...restored };
    } catch (error) {
      // Damage that the first look did not reach.
      if (!isDamage(error) || restored.restoredFrom !== null) throw error;
      log.error({ err: error }, 'the database is damaged');
      const late = await restoreNewestBackup(files, clock.now());
      return { database: await openLocked(options, files, lock), ...late };
    }
  } catch (error) {
    await lock.release();
    throw startFaultOf(error, folder, files);
  }
}

async function openLocked(options: OpenOptions, files: DatabaseFiles, lock: { release(): Promise<void> }): Promise<Database> {
  const { clock, log, syncedTables, migrations = ourMigrations } = options;
  await makePrivateFile(files.main);
  const connection = await SqliteConnection.open(files.main, 'readWrite');
  try {
    await checkOwnership(connection, files.main);
    await configureWriter(connection);
    const backUp = async () => { await copyDatabase(files.main, files.backups, 'migration', clock.now()); };
    const schemaVersion = await migrate({ connection, migrations, clock, backUp });
    await installJournalTriggers(connection, syncedTables);
    const readers = await Readers.open(files.main, readerCount);
    await writeFile(files.running, '', { mode: 0o600 });
    const lastBackupAt = (await listBackups(files.backups))[0]?.at ?? null;
    return new OpenBranchDatabase({ connection, readers, files, clock, log, schemaVersion, lastBackupAt, afterClose: async () => {
      await rm(files.running, { force: true });
      await lock.release();
    } });
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
}

async function configureWriter(connection: SqliteConnection): Promise<void> {
  const [mode] = await connection.all('pragma journal_mode = wal');
  if (mode?.['journal_mode'] !== 'wal') throw new Error('this disk does not let SQLite keep a write-ahead log');
  await connection.exec(`
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma recursive_triggers = on; -- a row that a REPLACE removes is a change for the journal too
    pragma trusted_schema = off;
    pragma temp_store = memory;
    pragma cache_size = -16000;
    pragma journal_size_limit = 67108864`);
}

function startFaultOf(error: unknown, folder: string, files: DatabaseFiles): unknown {
  if (!(error instanceof SqliteFault)) return startFaultOfFolder(error, folder);
  switch (error.code) {
    case 'SQLITE_FULL': return new StartFault('DISK_FULL', { folder }, error);
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'SQLITE_CANTOPEN': return new StartFault('FOLDER_READ_ONLY', { folder }, error);
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB': return new StartFault('DATABASE_DAMAGED', { setAside: files.main }, error);
    default: return error;
  }
}
