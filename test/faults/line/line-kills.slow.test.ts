import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeEnrolmentCode } from '../../../main/headquarters/enrol-store.ts';
import { type HeadquartersDatabase, openHeadquartersDatabase } from '../../../main/headquarters/hq-database.ts';
import { aBranchProcess, type BranchProcess } from '../../builders/a-branch-process.ts';
import { aHeadquartersProcess, type HeadquartersProcess } from '../../builders/a-headquarters-process.ts';
import { aPostgres, type TestPostgres } from '../../builders/a-postgres.ts';
import { aStation } from '../../builders/a-station.ts';
import { openHall, type Hall } from '../hall-under-fire.ts';
import { randomOf } from '../random.ts';

// Whole processes, killed as a power cut does it: what a simulated death may have been too kind about.

const kills = 6;
const longestWorkMs = 250;
const pressTogether = 15;
let folder: string;
let postgres: TestPostgres;
let database: HeadquartersDatabase;
let headquarters: HeadquartersProcess;
let branch: BranchProcess;
let hall: Hall;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'branch-desk-line-'));
  postgres = await aPostgres();
  const databaseUrl = await postgres.newDatabase();
  headquarters = await aHeadquartersProcess({ dataFolder: join(folder, 'headquarters'), databaseUrl });
  database = await openHeadquartersDatabase(databaseUrl);
  branch = await aBranchProcess({ dataFolder: join(folder, 'branch') });
  hall = await openHall(branch.address, branch.link, 1);
});
afterEach(async () => {
  await branch.dispose();
  await headquarters.dispose();
  await database.close();
  await postgres.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** The hall's first desk, on whatever branch process runs now. */
const desk = () => aStation(branch.address, hall.desks[0]!);

async function enrol(): Promise<void> {
  const { code } = await database.transact(tx => makeEnrolmentCode(tx, { branchId: null, note: '', byName: '测试', now: Date.now() }));
  const station = await aStation(branch.address, { stationToken: hall.desks[0]!.stationToken });
  await station.client.session.signIn({ loginName: 'admin', password: 'Morning-Tide-2026' });
  await station.client.sync.enrol({ address: headquarters.address, code, certificate: null });
  station.close();
}

/** Tickets of customers who were given a number; those whose answer never came are not among them. */
async function drawTickets(given: Set<string>): Promise<void> {
  const station = await desk();
  await Promise.race([Promise.allSettled(Array.from({ length: pressTogether }, async () => {
    const { id } = await station.client.queue.issueTicket({ commandId: uuidv7(), serviceId: hall.serviceIds[0]! });
    given.add(id);
  })), new Promise(resolve => { branch.child.once('exit', resolve); })]);
  station.close();
}

test('branch and headquarters are killed in the middle of it, and every ticket somebody was given is at headquarters once, in order', { timeout: 300_000 }, async ({ annotate }) => {
  const seed = randomInt(2 ** 31);
  await annotate(`seed ${seed}`);
  const random = randomOf(seed);
  const given = new Set<string>();
  await enrol();
  for (let kill = 0; kill < kills; kill += 1) {
    const isBranch = random.chance(0.5);
    const working = drawTickets(given);
    const station = await desk();
    await station.client.sync.tryNow({});
    station.close();
    await new Promise(resolve => { setTimeout(resolve, random.between(0, longestWorkMs)); });
    const port = Number(new URL(headquarters.address).port);
    await (isBranch ? branch : headquarters).kill();
    await working;
    if (isBranch) branch = await aBranchProcess({ dataFolder: join(folder, 'branch') });
    else headquarters = await aHeadquartersProcess({ dataFolder: join(folder, 'headquarters'), databaseUrl: headquarters.databaseUrl, port });
  }
  await drawTickets(given);
  expect(given.size).toBeGreaterThan(pressTogether);
  const held = () => database.pool.query<{ rowKey: string; seq: number }>(`select "rowKey", seq from hq.changes where "tableName" = 'tickets' and operation = 'insert'`).then(({ rows }) => rows.map(({ rowKey }) => rowKey));
  const station = await desk();
  await expect.poll(async () => {
    await station.client.sync.tryNow({}).catch(() => undefined);
    const there = new Set(await held());
    return [...given].filter(id => !there.has(id)).length;
  }, { timeout: 60_000, interval: 300 }).toBe(0);
  station.close();
  const all = await held();
  expect(new Set(all).size).toBe(all.length);
  const { rows: [order] } = await database.pool.query<{ changes: number; last: number; epochs: number }>('select count(*) as changes, max(seq) as last, count(distinct epoch) as epochs from hq.changes');
  expect(order).toEqual({ changes: order?.last, last: order?.last, epochs: 1 });
  await expect.poll(async () => (await database.pool.query<{ count: number }>('select count(*) as count from branches.tickets')).rows[0]?.count, { timeout: 20_000 }).toBe(all.length);
});
