import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { asc, gt, inArray, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { settings } from '../../../main/branch/branch-schema.ts';
import { keepLiveConnections } from '../../../main/branch/live-connections.ts';
import { createLiveEvents } from '../../../main/branch/live-events.ts';
import { loadPresentBranch } from '../../../main/branch/present-branch.ts';
import { insertBranch } from '../../../main/branch/setup-store.ts';
import type { StaffParts } from '../../../main/branch/staff-parts.ts';
import { syncedTables } from '../../../main/branch/tables.ts';
import { journal } from '../../../main/database/database-schema.ts';
import { type Migration, migrationOf, migrations } from '../../../main/database/migrations.ts';
import { openDatabase } from '../../../main/database/open-database.ts';
import type { Change } from '../../../main/sync/batch-body.ts';
import type { Carrier } from '../../../main/sync/carry.ts';
import { missedFetcher } from '../../../main/sync/rebuild/fetch-missed-api.ts';
import { comparing } from '../../../main/sync/comparison-api.ts';
import { noteRestored, readLine } from '../../../main/sync/line-store.ts';
import { syncApi } from '../../../main/sync/sync-api.ts';
import { startSync } from '../../../main/sync/sync-loop-api.ts';
import { noSecondPeople } from '../../builders/a-branch-key.ts';
import { aClock, type TestClock } from '../../builders/a-database.ts';
import { quickHasher } from '../../builders/a-staffed-branch.ts';
import { callerWith } from '../../builders/an-archive.ts';
import { mortal } from './mortal-database.ts';

/** The program a machine runs: one version behind the others, theirs, or one ahead. */
export const programs: Record<'older' | 'same' | 'newer', readonly Migration[]> = {
  older: migrations.slice(0, -1),
  same: migrations,
  newer: [...migrations, migrationOf('9999_of_tomorrow', 'create table of_tomorrow (id text primary key)')],
};
export type Program = keyof typeof programs;

/** Within so many rounds all tables are compared. */
const mostSteps = 20;

/** Stands for a value of many pages. */
export const longValue = 'long';

/** A value to set under a key, or null to take it away. */
export interface Row { key: number; value: string | null }

export type Machine = Awaited<ReturnType<typeof startMachine>>;

/** A machine with a new branch on it. */
export async function aMachine(connect: () => Carrier, program: Program): Promise<Machine> {
  const machine = await startMachine({ folder: await mkdtemp(join(tmpdir(), 'branch-desk-machine-')), connect, program, clock: aClock() });
  await machine.database.change(tx => insertBranch(tx, { name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false }, machine.clock.now()));
  await machine.parts.reloadBranch();
  return machine;
}

/** Power off and on, with what is on the disk at this moment; with another program when one was installed meanwhile. */
export async function reboot(machine: Machine, program = machine.program): Promise<Machine> {
  const { connect, clock } = machine;
  const folder = await machine.copyDisk();
  await machine.throwAway();
  return startMachine({ folder, connect, program, clock });
}

/** The machine with a backup of its database in the database's place; the program is the one it had last. */
export async function putBack(machine: Machine, backup: string): Promise<Machine> {
  const { connect, clock, program } = machine;
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-machine-'));
  await cp(backup, folder, { recursive: true });
  await machine.throwAway();
  return startMachine({ folder, connect, program, clock, isPutBack: true });
}

/** A second machine with a copy of this one's disk. */
export async function cloneOf(machine: Machine): Promise<Machine> {
  const { connect, clock, program } = machine;
  return startMachine({ folder: await machine.copyDisk(), connect, program, clock: aClock(clock.now()) });
}

/** Starts the branch's side of the line on whatever is in the folder. */
async function startMachine({ folder, connect, program, clock, isPutBack = false }: { folder: string; connect(): Carrier; program: Program; clock: TestClock; isPutBack?: boolean }) {
  const log = pino({ level: 'silent' });
  const { database: opened } = await openDatabase({ folder, clock, log, syncedTables, migrations: programs[program] });
  if (isPutBack) await opened.change(noteRestored);
  const database = mortal(opened);
  let branch = await loadPresentBranch(database);
  const parts: StaffParts = {
    database, clock, log, hasher: quickHasher(), live: createLiveEvents(), dataFolder: folder, ...noSecondPeople, ledgerWorker: new URL('file:///nowhere'),
    connections: keepLiveConnections(), branch: () => branch,
    async reloadBranch() { branch = await loadPresentBranch(database); },
  };
  const comparison = comparing(parts);
  let compares = false;
  const sync = await startSync({ ...parts, version: '0.0.0-test', pace: null, connect, fetchMissed: missedFetcher(parts), onRecheck: comparison.ask, duties: [async (calls, line) => compares ? comparison.duty(calls, line) : 'done'] });
  const administrator = createRouterClient(syncApi(parts, sync), { context: callerWith(uuidv7(), ['administrator']) });

  return {
    database, parts, sync, administrator, clock, program, connect,
    get branchId() { return branch?.id ?? ''; },
    line: () => opened.read(readLine),
    /** The journal's changes behind a sequence, as long as it has them. */
    async writtenAfter(sequence: number): Promise<Change[]> {
      const rows = await opened.read(reader => reader.select().from(journal).where(gt(journal.sequence, sequence)).orderBy(asc(journal.sequence)));
      return rows.map(({ sequence: at, at: when, tableName, operation, rowKey, row }) => ({ sequence: at, at: when, table: tableName, operation, key: rowKey, row }));
    },
    /** Counter work: one transaction. */
    async write(rows: readonly Row[]): Promise<void> {
      const set = rows.flatMap(({ key, value }) => value === null ? [] : [{ id: `test.${key}`, value: value === longValue ? '话'.repeat(3000) : value, changedAt: clock.now() }]);
      const gone = rows.flatMap(({ key, value }) => value === null ? [`test.${key}`] : []);
      await database.change(async tx => {
        for (const row of set) await tx.insert(settings).values(row).onConflictDoUpdate({ target: settings.id, set: { value: row.value, changedAt: row.changedAt } });
        if (gone.length > 0) await tx.delete(settings).where(inArray(settings.id, gone));
      });
    },
    /** Compares all rows with headquarters' by their digests, a step a round; answers how many differ, null when it came to no end. */
    async compare(round: () => Promise<unknown>): Promise<number | null> {
      const begunAt = clock.now();
      compares = true;
      comparison.ask('everything');
      for (let step = 0; step < mostSteps; step += 1) {
        clock.advance(1);
        await round();
        const compared = (await opened.read(readLine))?.compared;
        if (!compared || compared.at <= begunAt) continue;
        compares = false;
        return compared.differing;
      }
      return null;
    },
    /** No more pages for the database file, or again as many as it likes. */
    async fillDisk(isFull: boolean): Promise<void> {
      await opened.change(async tx => {
        const [used] = await tx.all<{ page_count: number }>(sql`pragma page_count`);
        await tx.run(sql.raw(`pragma max_page_count = ${isFull ? used?.page_count : 1_000_000}`));
      });
    },
    /** The disk as it is at this moment, in another folder. */
    async copyDisk(): Promise<string> {
      const copy = await mkdtemp(join(tmpdir(), 'branch-desk-machine-'));
      await cp(folder, copy, { recursive: true, filter: from => !/-shm$|branch\.lock|backups$/u.test(from) });
      return copy;
    },
    async throwAway(): Promise<void> {
      await sync.stop();
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
