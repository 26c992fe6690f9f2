import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { closedFolder, postgresPrograms, postgresUser, type PostgresUser } from './postgres-program.ts';
import { HeadquartersStartFault } from './start-fault.ts';

const databaseUser = 'headquarters';
/** An instance that is ending, or was killed this moment, gets this long to let go. */
const waitForOtherMs = 5000;
/** Held by whoever uses this database as its own. */
const ownerLock = 4820;

export interface OwnPostgres {
  url: string;
  /** Ends the database cleanly. */
  stop(): Promise<void>;
}

/**
 * Headquarters' own PostgreSQL, in its data folder: made at the first start, on a free port of this machine only, ended with
 * the service. When a service was killed its database runs on; the next one takes it over as it is.
 *
 * Errors: POSTGRES_NOT_HERE, POSTGRES_NO_USER, POSTGRES_CANNOT_ENTER, POSTGRES_FAILED, ALREADY_RUNNING.
 */
export async function startOwnPostgres(dataFolder: string): Promise<OwnPostgres> {
  const user = await postgresUser();
  // Its user passes through the data folder, and reads nothing in it.
  if (user) await chmod(dataFolder, 0o711);
  const closed = user && await closedFolder(dataFolder, user);
  if (closed) throw new HeadquartersStartFault('POSTGRES_CANNOT_ENTER', { folder: dataFolder, closed });

  const folder = join(dataFolder, 'postgresql');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user) await chown(folder, user.uid, user.gid);
  const programs = await postgresPrograms(user, join(folder, 'program'));
  const files = { cluster: join(folder, 'data'), password: join(folder, 'password'), log: join(folder, 'postgresql.log') };
  const call = (program: string, args: string[]) => callProgram(join(programs, program), args, user, files.log);

  const password = await passwordOf(files.password, user);
  if (!await exists(join(files.cluster, 'PG_VERSION'))) {
    // What a start that was cut off left half made.
    await rm(files.cluster, { recursive: true, force: true });
    await call('initdb', [
      `--pgdata=${files.cluster}`, `--username=${databaseUser}`, '--auth=scram-sha-256', `--pwfile=${files.password}`,
      '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums',
    ]);
  }

  const urlAt = (port: number) => `postgres://${databaseUser}:${password}@127.0.0.1:${port}/postgres`;
  const running = await portOfRunning(files.cluster);
  let url = running === null ? null : urlAt(running);
  let owner = url && await takeOwnership(url, dataFolder);
  if (!url || !owner) {
    const port = await freePort();
    url = urlAt(port);
    // What it says of a failed statement holds values of rows, so that is not logged.
    await call('pg_ctl', [
      'start', '--wait', '--silent', `--pgdata=${files.cluster}`, `--log=${files.log}`,
      '--options', `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c max_wal_size=2GB -c log_min_messages=log`,
    ]);
    owner = await takeOwnership(url, dataFolder);
  }
  if (!owner) throw new HeadquartersStartFault('POSTGRES_FAILED', { file: files.log });

  return {
    url,
    async stop() {
      await owner.end().catch(() => undefined);
      await call('pg_ctl', ['stop', '--wait', '--silent', '--mode=fast', `--pgdata=${files.cluster}`]);
    },
  };
}

/**
 * Says to other services that this database has one, for as long as the connection lasts: it ends with the process, however
 * that ends. Null when no database answers there. Errors: ALREADY_RUNNING.
 */
async function takeOwnership(url: string, folder: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch {
    return null;
  }
  const until = Date.now() + waitForOtherMs;
  for (;;) {
    const { rows: [row] } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ownerLock]);
    if (row?.taken) return client;
    if (Date.now() > until) {
      await client.end();
      throw new HeadquartersStartFault('ALREADY_RUNNING', { folder });
    }
    await new Promise(resolve => { setTimeout(resolve, 200); });
  }
}

/** Where the database that was left running listens; null when none says so. */
async function portOfRunning(cluster: string): Promise<number | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return Number(lines[3]) || null;
}

/** The database's password, made once; only the service and the database's user can read it. */
async function passwordOf(file: string, user: PostgresUser | null): Promise<string> {
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.trim() !== '') return known.trim();
  const password = randomBytes(24).toString('base64url');
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(`${password}\n`);
    if (user) await handle.chown(user.uid, user.gid);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return password;
}

/** Runs one of PostgreSQL's programs; what it says goes into the log file. Errors: POSTGRES_FAILED. */
async function callProgram(program: string, args: string[], user: PostgresUser | null, logFile: string): Promise<void> {
  const log = await open(logFile, 'a', 0o600);
  try {
    if (user) await log.chown(user.uid, user.gid);
    // pg_ctl's child outlives it and would keep a pipe open for ever.
    const child = spawn(program, args, { ...user, cwd: '/', stdio: ['ignore', log.fd, log.fd], env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' }, windowsHide: true });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
  } catch (error) {
    throw new HeadquartersStartFault('POSTGRES_FAILED', { file: logFile }, error);
  } finally {
    await log.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => { server.close(resolve); });
  return port;
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(() => true, () => false);
}
