import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLog } from '../branch/log.ts';
import { secretHasher } from '../staff/hashing.ts';
import { keepAppendOnly } from './append-only.ts';
import { keepArchiving } from './archive.ts';
import { createBell } from './bell.ts';
import { bundleRoute } from './bundle-route.ts';
import { watchChanges } from './change-watch.ts';
import { fileContents } from './file-contents.ts';
import { fileRoutes } from './file-routes.ts';
import { makeFiguresAnew } from './figures-store.ts';
import { freshBatches } from './fresh-batches.ts';
import { type FirstLogin, inviteFirstAdministrator } from './first-administrator.ts';
import { type HeadquartersKey, openHeadquartersKey } from './headquarters-key.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { openHeadquartersDatabase } from './hq-database.ts';
import { prepareDatabase } from './hq-migrations.ts';
import { httpServer, listenOn } from './http-server.ts';
import { batchRoute, ingest } from './ingest.ts';
import { headquartersMetrics } from './metrics.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { prepareFolder } from './private-files.ts';
import { makeProjectionIndexes } from './projection-indexes.ts';
import { makeProjectionTables } from './projection-tables.ts';
import { keepProjecting } from './projector.ts';
import { type RateLimits, usualRateLimits } from './rate-limits.ts';
import { type Restored, restoreFromArchive } from './restore.ts';
import { headquartersRouter } from './router.ts';
import { schemaVersion } from './schema-version.ts';

declare const __BRANCH_DESK_VERSION__: string;
const version = __BRANCH_DESK_VERSION__;

export interface HeadquartersOptions {
  dataFolder: string;
  host: string;
  port: number;
  /** null: our own PostgreSQL in the data folder */
  databaseUrl: string | null;
  /** as branches know it */
  name?: string;
  /** null: plain HTTP, for one machine or behind a proxy */
  tls?: { cert: Buffer; key: Buffer } | null;
  trustProxy?: boolean | string;
  /** what wraps headquarters' signing key; several instances share a copy */
  keyFile?: string;
  /** where batches become durable; should be another disk than the database's */
  archiveFolder?: string;
  /** where branches' photos and scans lie; several instances share it */
  filesFolder?: string;
  limits?: Partial<RateLimits>;
  /** schemas of branches up to this are understood; left out: up to the one this program was built with */
  newestSchema?: number;
  clock?: { now(): number };
}

/** A running headquarters service. */
export interface Headquarters {
  parts: HeadquartersParts;
  /** for instance `http://127.0.0.1:4820` */
  address: string;
  /** for the person at the terminal, as long as nobody has used it */
  firstLogin: FirstLogin | null;
  stop(): Promise<void>;
}

/**
 * Opens the database, brings it to the present shape and serves branches and people. Several services may share one database.
 *
 * @throws HeadquartersStartFault when folder, database, key or port cannot be used
 */
export async function startHeadquarters(options: HeadquartersOptions): Promise<Headquarters> {
  const { parts, firstLogin, endings, stop } = await openParts(options);
  const { log } = parts;
  try {
    const server = await httpServer(parts, headquartersRouter(parts), {
      version, tls: options.tls ?? null, trustProxy: options.trustProxy ?? false, limits: { ...usualRateLimits, ...options.limits },
      pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    });
    const take = ingest(parts);
    await batchRoute(server, parts, take);
    await bundleRoute(server, parts, take);
    await fileRoutes(server, parts);
    const projector = keepProjecting(parts);
    endings.push(() => projector.stop());
    const archive = keepArchiving(parts, archiveFolder(options));
    // Pages that wait for a change are answered first: the server closes when nobody waits any more.
    endings.push(() => archive.stop(), () => server.close(), async () => parts.watch.stop());
    const address = await listenOn(server, options);
    log.info({ version, at: address, database: options.databaseUrl === null ? 'own' : 'given' }, 'the headquarters service has started');
    return {
      parts, address, firstLogin,
      async stop() {
        await stop();
        log.info('the headquarters service has stopped');
        log.flush();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Fills the database from an archive's folder and ends. @throws HeadquartersStartFault */
export async function restoreHeadquarters(options: HeadquartersOptions, folder: string): Promise<Restored> {
  const { parts: { database, clock, log }, stop } = await openParts(options);
  try {
    const restored = await restoreFromArchive(database, folder, { now: clock.now(), isOurs: resolve(folder) === resolve(archiveFolder(options)) });
    log.info({ ...restored, problems: restored.problems.length }, 'the database was filled from the archive');
    return restored;
  } finally {
    await stop();
  }
}

/** Everything below the network. `stop` ends what is in `endings`, the last first. */
async function openParts(options: HeadquartersOptions) {
  const { dataFolder, clock = { now: Date.now } } = options;
  await prepareFolder(dataFolder);
  const log = await openLog(dataFolder, 'headquarters');
  const endings: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    const postgres = options.databaseUrl === null ? await startOwnPostgres(dataFolder) : null;
    if (postgres) endings.push(() => postgres.stop());
    const database = await openHeadquartersDatabase(postgres?.url ?? options.databaseUrl ?? '');
    endings.push(() => database.close());
    const hasher = secretHasher();
    let key: HeadquartersKey | undefined;
    let firstLogin: FirstLogin | null = null;
    await prepareDatabase(database, async tx => {
      await makeProjectionTables(tx);
      await makeProjectionIndexes(tx);
      await makeFiguresAnew(tx);
      await keepAppendOnly(tx);
      key = await openHeadquartersKey(tx, options.keyFile ?? join(dataFolder, 'keys', 'headquarters-key'));
      firstLogin = await inviteFirstAdministrator(tx, hasher, clock.now());
    });
    if (!key) throw new Error('the database was prepared without a key');
    const parts: HeadquartersParts = {
      database, clock, log, metrics: headquartersMetrics(database), version, newestSchema: options.newestSchema ?? schemaVersion, name: asKeyName(options.name ?? '总部'), key, hasher, dataFolder,
      received: createBell(), fresh: freshBatches(), watch: watchChanges(database, log), files: fileContents(options.filesFolder ?? join(dataFolder, 'files')),
    };
    return { parts, firstLogin, endings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function archiveFolder({ dataFolder, archiveFolder: named }: HeadquartersOptions): string {
  return named ?? join(dataFolder, 'archive');
}

/** The name stands in signed notes, whose format knows no space and no plus in it. */
function asKeyName(name: string): string {
  return name.trim().replaceAll(/[\s+]+/gu, '-');
}
