import { createRouterClient, implement } from '@orpc/server';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import type { BranchParts } from '../../main/branch/branch-parts.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { syncedTables } from '../../main/branch/tables.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { type Bound, SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { queueApi } from '../../main/queue/queue-api.ts';
import { queueContract } from '../../shared/queue.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { newCommandId } from '../builders/a-station.ts';
import { noSecondPeople } from '../builders/a-branch-key.ts';

export interface RecordedJob {
  /** the calls are timed, the clearing of the windows between two rounds is not */
  isTimed: boolean;
  statements: { sql: string; bound: Bound[] }[];
}

const serviceCount = 8;
const businessDate = '2026-03-02';
const now = Date.parse('2026-03-02T02:00:00Z');
const windowIdOf = (index: number) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const clerkIdOf = (index: number) => `00000000-0000-7000-9000-${String(index).padStart(12, '0')}`;

/** A table `value` with the whole numbers from 1 to `last`. */
const oneTo = (last: number) => sql`(with recursive n(value) as (select 1 union all select value + 1 from n where value < ${last}) select value from n)`;

/** The queue's edge on a real database in this process, without transport and sign-in. */
export async function inProcessHall(folder: string, windowCount: number) {
  const log = pino({ level: 'silent' });
  const clock = { now: () => now };
  const { database } = await openDatabase({ folder, clock, log, syncedTables });
  const parts: BranchParts = {
    database, clock, log, live: createLiveEvents(), dataFolder: folder, ...noSecondPeople, ledgerWorker: new URL('file:///unused'),
    branch: () => ({ id: windowIdOf(0), name: 'Bench hall', trade: 'bank', timeZone: 'Asia/Shanghai', isDemonstration: false, settings: defaultSettings }),
  };
  const router = implement(queueContract).$context<Caller>().router(queueApi(parts));
  const desks = Array.from({ length: windowCount }, (_, index) => ({
    windowId: windowIdOf(index + 1),
    client: createRouterClient(router, { context: callerAt(index + 1) }),
  }));

  const callTogether = () => Promise.all(desks.map(({ client, windowId }) => client.callNext({ commandId: newCommandId(), windowId })));
  const clearWindows = sql`update tickets set state = 'finished' where state = 'called'`;

  return {
    database,
    /** one window each: calls its next ticket */
    calls: desks.map(({ client, windowId }) => () => client.callNext({ commandId: newCommandId(), windowId })),
    close: () => database.close(),

    /** Windows with their clerks, services, and `count` waiting tickets, by sets. */
    async fillWaiting(count: number): Promise<void> {
      await database.change(async tx => {
        await tx.run(sql`insert into services (id, prefix, nameZh, nameEn, targetWaitMinutes, targetServiceMinutes, requiredDocuments, opensAt, closesAt, isActive, changedAt)
          select printf('00000000-0000-7000-a000-%012d', value), char(64 + value), '业务', 'Service', 15, 10, '[]', '00:00', '23:59', 1, ${now} from ${oneTo(serviceCount)}`);
        await tx.run(sql`insert into windows (id, number, nameZh, nameEn, state, stateSince, clerkId, clerkName, isActive, changedAt)
          select printf('00000000-0000-7000-8000-%012d', value), value, '', '', 'open', ${now}, printf('00000000-0000-7000-9000-%012d', value), '柜员', 1, ${now} from ${oneTo(windowCount)}`);
        await tx.run(sql`insert into window_services (id, windowId, serviceId, kind)
          select printf('00000000-0000-7000-b000-%08d%04d', w.number, unicode(s.prefix)), w.id, s.id, iif(w.number % ${serviceCount} = unicode(s.prefix) - 65, 'own', 'helping') from windows w, services s`);
        await tx.run(sql`insert into tickets (id, businessDate, prefix, ordinal, number, serviceId, customerClass, state, issuedAt, waitsFromAt, originalOrder, queueOrder, callCount)
          select printf('00000000-0000-7001-8000-%012d', value), ${businessDate}, s.prefix, value, s.prefix || value, s.id, 'ordinary', 'waiting', ${now} - 3600000 + value, ${now} - 3600000 + value, ${now} - 3600000 + value, ${now} - 3600000 + value, 0
          from ${oneTo(count)}, services s where unicode(s.prefix) - 65 = value % ${serviceCount}`);
      });
    },

    /** Calls per second, all windows pressing together, round after round. */
    async timeCalls(calls: number): Promise<number> {
      let milliseconds = 0;
      for (let done = 0; done < calls; done += windowCount) {
        const startedAt = performance.now();
        const answers = await callTogether();
        milliseconds += performance.now() - startedAt;
        if (answers.includes(null)) throw new Error('the hall ran empty');
        await database.change(tx => tx.run(clearWindows));
      }
      return calls / (milliseconds / 1000);
    },

    /** The statements of each job as they reached SQLite, one job after the other. */
    async recordCalls(calls: number): Promise<RecordedJob[]> {
      const { all, run } = SqliteConnection.prototype;
      let statements: RecordedJob['statements'] = [];
      SqliteConnection.prototype.all = function (text, bound = []) { statements.push({ sql: text, bound }); return all.call(this, text, bound); };
      SqliteConnection.prototype.run = function (text, bound = []) { statements.push({ sql: text, bound }); return run.call(this, text, bound); };
      const jobs: RecordedJob[] = [];
      const keep = (isTimed: boolean) => { jobs.push({ isTimed, statements }); statements = []; };
      for (let done = 0; done < calls; done += windowCount) {
        for (const { client, windowId } of desks) {
          await client.callNext({ commandId: newCommandId(), windowId });
          keep(true);
        }
        await database.change(tx => tx.run(clearWindows));
        keep(false);
      }
      Object.assign(SqliteConnection.prototype, { all, run });
      return jobs;
    },
  };
}

function callerAt(index: number): Caller {
  return {
    connection: {
      id: String(index), isLocal: false, station: { id: windowIdOf(index), name: 'desk', kind: 'desk' },
      session: { id: clerkIdOf(index), staffId: clerkIdOf(index), staffName: '柜员', roles: ['clerk'], isLocked: false },
    },
  };
}
