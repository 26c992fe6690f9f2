import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { restoreFromArchive } from '../../../main/headquarters/restore.ts';
import { aClock } from '../../builders/a-database.ts';
import { aHeadquarters, type TestHeadquarters } from '../../builders/a-headquarters.ts';
import type { TestPostgres } from '../../builders/a-postgres.ts';
import { aSmallDisk, whyNoSmallDisk } from '../../database/a-small-disk.ts';
import { aPostgresWire, type HeadquartersPoint, type PostgresWire, type Side } from './postgres-wire.ts';
import { programs, type Program } from './branch-machine.ts';

const archiveKilobytes = 2048;
const settledWithinMs = 10_000;
const noRoom = `
  create table public.disk (is_full boolean not null);
  insert into public.disk values (false);
  create function public.needs_room() returns trigger language plpgsql as
  $$ begin if (select is_full from public.disk) then raise exception 'no space left on device' using errcode = 'disk_full'; end if; return null; end $$;
  create trigger needs_room before insert or update on hq.changes for each statement execute function public.needs_room();
  create trigger needs_room before insert or update on branches.settings for each statement execute function public.needs_room();`;

export type MortalHeadquarters = Awaited<ReturnType<typeof aMortalHeadquarters>>;

/** Headquarters on a database of its own, with an archive on a small disk, that can be killed, put back and filled up. */
export async function aMortalHeadquarters(postgres: TestPostgres) {
  const databaseUrl = await postgres.newDatabase();
  const admin = new pg.Client({ connectionString: databaseUrl.replace(/\w+$/u, 'postgres') });
  await admin.connect();
  const name = databaseUrl.split('/').at(-1) ?? '';
  const direct = async (sql: string) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await direct(noRoom);
  const dataFolder = await mkdtemp(join(tmpdir(), 'branch-desk-hq-'));
  const disk = whyNoSmallDisk === null ? aSmallDisk(archiveKilobytes) : null;
  const archiveFolder = join(disk?.folder ?? dataFolder, 'archive');
  const clock = aClock();
  let program: Program = 'same';
  let isDatabaseFull = false;
  let isArchiveFull = false;
  let backups = 0;
  let wire: PostgresWire;
  let running: TestHeadquarters;
  await start();

  async function start(): Promise<void> {
    wire = await aPostgresWire(databaseUrl);
    running = await aHeadquarters({ databaseUrl: wire.url, dataFolder, archiveFolder, clock, newestSchema: programs[program].length, limits: { perBranch: 1e9, perStranger: 1e9 } });
  }
  /** The database with nobody at it. */
  async function alone(work: () => Promise<void>): Promise<void> {
    wire.die();
    await running.stop();
    await wire.close();
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    while ((await admin.query('select 1 from pg_stat_activity where datname = $1', [name])).rows.length > 0) await new Promise(resolve => setTimeout(resolve, 2));
    await work();
    await start();
  }
  const reboot = () => alone(async () => undefined);

  return {
    clock, reboot,
    get address() { return running.address; },
    get isDead() { return wire.isDead; },
    get death() { return wire.death; },
    get now() { return running; },
    get hasSmallArchive() { return disk !== null; },
    dieAt(point: HeadquartersPoint, side: Side) { wire.dieAt(point, side); },
    liveOn() { wire.liveOn(); },
    /** Installs the next version, as an operator does: with the service ended. */
    async upgrade() {
      program = 'newer';
      await reboot();
    },
    async backUp() {
      await alone(async () => { await admin.query(`create database ${name}_b${backups += 1} template ${name} strategy file_copy`); });
    },
    /** The newest backup, or the one before it, takes the database's place. */
    async putBack() {
      await alone(async () => {
        await admin.query(`drop database ${name} with (force)`);
        await admin.query(`create database ${name} template ${name}_b${backups} strategy file_copy`);
        await direct(`update public.disk set is_full = ${isDatabaseFull}`);
      });
    },
    get hasBackup() { return backups > 0; },
    /** Everything the archive has; answers what is wrong with it. */
    async fillFromArchive(): Promise<string[]> {
      const { problems } = await restoreFromArchive(running.parts.database, archiveFolder, { now: clock.now(), isOurs: true });
      return problems;
    },
    async fillDatabase(isFull: boolean) {
      isDatabaseFull = isFull;
      await direct(`update public.disk set is_full = ${isFull}`);
    },
    async fillArchive(isFull: boolean) {
      isArchiveFull = isFull;
      const ballast = join(disk?.folder ?? '', 'ballast');
      if (isFull) await writeFile(ballast, Buffer.alloc(archiveKilobytes * 1024)).catch(() => undefined);
      else await rm(ballast, { force: true });
    },
    /** Until what was received is projected and durable, as far as there is room for it. */
    async settle(): Promise<void> {
      const waiting = [...isDatabaseFull ? [] : ['"projectedSeq" < "receivedSeq"'], ...isArchiveFull || isDatabaseFull ? [] : ['"durableSeq" < "receivedSeq"']];
      if (waiting.length === 0) return;
      running.parts.received.ring();
      for (const endsAt = Date.now() + settledWithinMs; !wire.isDead;) {
        const { rows } = await running.parts.database.pool.query<{ waits: boolean }>(`select exists (select 1 from hq.epochs where ${waiting.join(' or ')}) as waits`).catch(() => ({ rows: [] }));
        if (rows[0]?.waits === false) return;
        if (Date.now() > endsAt) throw new Error('headquarters does not come to rest');
        await new Promise(resolve => setTimeout(resolve, 3));
      }
    },
    async dispose() {
      wire.die();
      await running.stop();
      await wire.close();
      for (let backup = 1; backup <= backups; backup += 1) await admin.query(`drop database if exists ${name}_b${backup} with (force)`);
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      disk?.remove();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
