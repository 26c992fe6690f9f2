import { join } from 'node:path';

/** Where the database's files are in a data folder. */
export function databaseFiles(folder: string) {
  return {
    main: join(folder, 'branch.sqlite'),
    lock: join(folder, 'branch.lock'),
    /** there while the service runs, and after it did not end cleanly */
    running: join(folder, 'branch.running'),
    /** a verified copy on its way to take a damaged database's place */
    restoring: join(folder, 'branch.restoring'),
    backups: join(folder, 'backups'),
    damaged: (at: number) => join(folder, `branch-damaged-${fileTime(at)}.sqlite`),
  };
}

export type DatabaseFiles = ReturnType<typeof databaseFiles>;

/** What SQLite keeps beside a database in WAL mode. */
export const companions = ['-wal', '-shm'] as const;

/** UTC time for file names, which sort by it: `20260131T084205123Z`. */
export function fileTime(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:.]/g, '');
}
