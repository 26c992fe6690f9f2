import { fileURLToPath } from 'node:url';
import { onMessagePortClose, type SupportedMessagePort } from '@orpc/client/message-port';
import { RPCHandler as MessagePortHandler } from '@orpc/server/message-port';
import type { Health } from '../../shared/branch-contract.ts';
import type { PageKind } from '../../shared/desktop-bridge.ts';
import { keepJudging } from '../access-log/flags-api.ts';
import { releaseEndedLevels } from '../archive/level-release-api.ts';
import { addPackagedYears } from '../calendar/calendar-store.ts';
import { keepCaseIndex } from '../cases/keep-case-index-api.ts';
import { freezePastDays } from '../summary/provisional-days-api.ts';
import { followUpComplaints } from '../complaints/follow-up-api.ts';
import { prepareDataFolder } from '../database/data-folder.ts';
import { openDatabase } from '../database/open-database.ts';
import { startPrinting } from '../printing/print-work-api.ts';
import type { SystemPrinters } from '../printing/system-printers.ts';
import { secretHasher } from '../staff/hashing.ts';
import { noteRestored } from '../sync/line-store.ts';
import { comparing } from '../sync/comparison-api.ts';
import { filesOfBranch } from '../sync/files/files-api.ts';
import { missedFetcher } from '../sync/rebuild/fetch-missed-api.ts';
import { startRebuild } from '../sync/rebuild/rebuild-loop-api.ts';
import { startSync } from '../sync/sync-loop-api.ts';
import { witnessing } from '../sync/witness-api.ts';
import { presentTokens } from './sessions/present-tokens.ts';
import { saveActivity } from './sessions/session-time.ts';
import { openBranchKey } from './branch-secret.ts';
import { secondSignIn } from './sessions/second-sign-in.ts';
import { inviteFirstStation, localStation } from './first-station.ts';
import { logCalls } from './call-log.ts';
import { keepSignOfLife } from './sign-of-life.ts';
import { keepCheckpoints } from './log-checkpoints.ts';
import type { Caller } from './caller.ts';
import type { Clock } from './branch-parts.ts';
import { fillDemonstration } from './demonstration.ts';
import { listen, type HttpServer } from './http-server.ts';
import { keepLiveConnections } from './live-connections.ts';
import { createLiveEvents } from './live-events.ts';
import { openLog } from './log.ts';
import { loadPresentBranch } from './present-branch.ts';
import { branchRouter } from './router.ts';
import type { StaffParts } from './staff-parts.ts';
import { syncedTables } from './tables.ts';

declare const __BRANCH_DESK_VERSION__: string;
const version = __BRANCH_DESK_VERSION__;

/** Waits grow while nothing happens: watchers get a fresh picture this often. */
const pictureEverySeconds = 15;
/** Levels end, complaints come overdue and days are over at midnight of the branch; a look at those of one day is cheap. */
const lookAfterEveryMinutes = 60;

export interface BranchOptions {
  dataFolder: string;
  /** makes the demonstration branch when the data folder holds no branch yet */
  fillWithDemonstration?: boolean;
  clock?: Clock;
  /** 32 bytes the shell keeps in the operating system's key store; branch-secret.ts says when they are taken */
  branchSecret?: Buffer;
  /** the printers of the operating system; only the desktop application has them */
  systemPrinters?: SystemPrinters;
}

/** A running branch service. */
export interface Branch {
  parts: StaffParts;
  /** the backup that took a damaged database's place at this start, or null */
  restoredFrom: string | null;
  health(): Health;
  /** Serves one page of the desktop application over its message port. */
  connectPage(kind: PageKind, port: SupportedMessagePort & { start?(): void }): Promise<void>;
  /** Serves browsers and integrators; answers the address. @throws StartFault PORT_IN_USE */
  listen(where: { host: string; port: number }): Promise<string>;
  /** A one-time code that makes a browser a station of this branch. */
  inviteFirstStation(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Opens the data folder and wires the branch service together. Nothing listens yet.
 *
 * @throws StartFault when the folder or the database cannot be used; nothing was changed then
 */
export async function startBranch(options: BranchOptions): Promise<Branch> {
  const { dataFolder, clock = { now: Date.now } } = options;
  await prepareDataFolder(dataFolder);
  const log = await openLog(dataFolder);
  const { database, restoredFrom } = await openDatabase({ folder: dataFolder, clock, log, syncedTables });
  // Before anything is written into it: what it has now is what it had at the backup.
  if (restoredFrom !== null) await database.change(noteRestored);
  const { key: branchKey, keptBy } = await openBranchKey(dataFolder, options.branchSecret);
  if (keptBy === 'locked') log.error({ key: branchKey.id }, 'the branch key of this folder is not here: scans stay closed and nothing is signed');
  const startedAt = clock.now();
  // Without them every working day is provisional, which is no reason not to start.
  await database.change(tx => addPackagedYears(tx, startedAt)).catch((error: unknown) => log.error({ err: error }, 'the work calendar could not be filled'));
  const live = createLiveEvents();
  const connections = keepLiveConnections();
  let branch = await loadPresentBranch(database);

  const parts: StaffParts = {
    database, clock, live, log, dataFolder, connections,
    branchKey,
    confirmStaff: secondSignIn(() => parts),
    hasher: secretHasher(),
    ledgerWorker: new URL('./ledger-worker.js', import.meta.url),
    logWorker: new URL('./access-log-worker.js', import.meta.url),
    branch: () => branch,
    async reloadBranch() {
      branch = await loadPresentBranch(database);
      live.publish('branch');
    },
  };
  if (options.fillWithDemonstration && !branch) await fillDemonstration(parts);

  const health = (): Health => {
    const { schemaVersion, lastBackupAt, isWritable } = database.state;
    return { status: isWritable ? 'ok' : 'degraded', version, startedAt, database: { schemaVersion, lastBackupAt, writable: isWritable }, connections: connections.count };
  };
  // Before the days that are over are frozen, and before the line is tried.
  const signOfLife = await keepSignOfLife(parts);
  const comparison = comparing(parts);
  const files = filesOfBranch(parts);
  const sync = await startSync({ ...parts, version, fetchMissed: missedFetcher(parts), filesWaiting: files.waiting, duties: [comparison.duty, witnessing(parts), files.duty], onRecheck: comparison.ask });
  const rebuild = await startRebuild(parts, sync);
  const printing = await startPrinting(parts, { systemPrinters: options.systemPrinters });
  const router = branchRouter(parts, health, sync, rebuild, printing);
  const callLog = logCalls(log);
  const pages = new MessagePortHandler<Caller>(router, { clientInterceptors: [callLog] });
  const checkpoints = keepCheckpoints(parts);
  const judging = keepJudging(parts);
  const caseIndex = keepCaseIndex(parts, version);
  const pictures = setInterval(() => {
    live.publish('queue');
    // A term begins and ends at midnight without anybody changing a row.
    live.publish('notices');
  }, pictureEverySeconds * 1000);
  const lookAfter = async (): Promise<void> => {
    await releaseEndedLevels(parts).then(
      released => { if (released > 0) log.info({ released }, 'levels whose term has ended were released'); },
      (error: unknown) => { log.error({ err: error }, 'levels whose term has ended could not be released'); },
    );
    await followUpComplaints(parts).then(
      steps => { if (steps > 0) log.info({ steps }, 'overdue complaints were followed up'); },
      (error: unknown) => { log.error({ err: error }, 'overdue complaints could not be followed up'); },
    );
    await freezePastDays(parts).then(
      dates => { if (dates.length > 0) log.info({ dates }, 'days that were over were frozen'); },
      (error: unknown) => { log.error({ err: error }, 'days that were over could not be frozen'); },
    );
  };
  let lookingAfter = lookAfter();
  const lookingAfterTimer = setInterval(() => { lookingAfter = lookAfter(); }, lookAfterEveryMinutes * 60_000);
  const httpServers: HttpServer[] = [];
  log.info({ version, restoredFrom, branchKey: keptBy }, 'the branch service has started');

  return {
    parts, restoredFrom, health,
    async connectPage(kind, port) {
      const connection = connections.open({ isLocal: true, station: { ...await localStation(parts), kind } });
      onMessagePortClose(port, () => connections.close(connection));
      pages.upgrade(port, { context: { connection } });
      port.start?.();
    },
    async listen(where) {
      const server = await listen({
        router, callLog, health, version, log,
        pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
        openConnection: () => connections.open({ isLocal: false, station: null }),
        closeConnection: connection => connections.close(connection),
        recognise: (connection, tokens) => presentTokens(parts, connection, tokens),
      }, where);
      httpServers.push(server);
      log.info({ at: server.address }, 'listening');
      return server.address;
    },
    inviteFirstStation: async () => (await inviteFirstStation(parts)).code,
    async stop() {
      clearInterval(pictures);
      clearInterval(lookingAfterTimer);
      await lookingAfter;
      await judging.stop();
      await caseIndex.stop();
      await rebuild.stop();
      await sync.stop();
      for (const server of httpServers) await server.close();
      await printing.stop();
      await saveActivity(parts);
      await checkpoints.stop();
      // While the folder is still ours.
      await signOfLife.stop();
      await database.close();
      log.info('the branch service has stopped');
      log.flush();
    },
  };
}
