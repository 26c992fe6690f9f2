import { createRouterClient } from '@orpc/server';
import { asc, sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentCheckpoint, makeCheckpoint, witnessRequest } from '../../main/access-log/access-log-checkpoints-store.ts';
import { logSize } from '../../main/access-log/access-log-tree-store.ts';
import { archiveDestructions } from '../../main/archive/destruction-schema.ts';
import { archiveLoans } from '../../main/archive/lending-schema.ts';
import type { BranchParts } from '../../main/branch/branch-parts.ts';
import { syncedTables } from '../../main/branch/tables.ts';
import { cases } from '../../main/cases/cases-schema.ts';
import { complaintLetters } from '../../main/complaints/complaint-papers-schema.ts';
import { complaints } from '../../main/complaints/complaints-schema.ts';
import { readBranch } from '../../main/headquarters/console-branch-story-store.ts';
import { differingKeys } from '../../main/headquarters/console-verification-store.ts';
import { findCustomers } from '../../main/customers/customers-store.ts';
import { parseQuery } from '../../main/customers/search-query.ts';
import { listServices } from '../../main/queue/catalogue-store.ts';
import { queueApi } from '../../main/queue/queue-api.ts';
import { nextOrdinal } from '../../main/database/number-floor-store.ts';
import { journaledTable } from '../../main/database/row-key.ts';
import type { Database } from '../../main/database/database.ts';
import { carrierOverHttp } from '../../main/sync/carry.ts';
import { comparing } from '../../main/sync/comparison-api.ts';
import { headquartersCalls } from '../../main/sync/headquarters-calls.ts';
import { readLine } from '../../main/sync/line-store.ts';
import { fitOfLog } from '../../main/sync/rebuild/log-fit-store.ts';
import { startSync, type Sync } from '../../main/sync/sync-loop-api.ts';
import { syncApi } from '../../main/sync/sync-api.ts';
import { aDemonstration } from '../builders/a-demonstration.ts';
import { aHeadquarters, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aNewMachine } from '../builders/a-new-machine.ts';
import { aPostgres, type TestPostgres } from '../builders/a-postgres.ts';
import { goodPassword, refusalOf } from '../builders/a-staffed-branch.ts';
import { callerWith } from '../builders/an-archive.ts';

/** A Monday at half past ten in Shanghai: tickets are given. */
const midMorning = Date.parse('2026-03-02T02:30:00Z');

let postgres: TestPostgres;
let headquarters: TestHeadquarters;
let lost: Awaited<ReturnType<typeof aDemonstration>>;
let lostSync: Sync;
let machine: Awaited<ReturnType<typeof aNewMachine>>;
/** As headquarters has them. */
const lostRows = new Map<string, unknown[]>();
const unsent: string[] = [];

beforeAll(async () => {
  postgres = await aPostgres();
  headquarters = await aHeadquarters({ databaseUrl: await postgres.newDatabase() });
  lost = await aDemonstration({ at: midMorning });
  lostSync = await startSync({ ...lost.parts, version: '0.0.0-test', pace: null, connect: carrierOverHttp });
  const administrator = createRouterClient(syncApi(lost.parts, lostSync), { context: callerWith(uuidv7(), ['administrator']) });
  await administrator.enrol({ address: headquarters.address, code: await headquarters.code(), certificate: null });
  await makeCheckpoint(lost.parts);
  await lostSync.round();
  const { note, size } = (await lost.database.read(reader => witnessRequest(reader, 0)))!;
  await headquarters.call('sync/witness', { note, size, proof: [] }, lostSync.tokens.present()!);
  for (const table of syncedTables) lostRows.set(getTableConfig(table).name, await rowsOf(lost.database, table));
  // In people's hands, and never sent.
  for (const serviceId of await serviceIds(lost.database)) for (let given = 0; given < 3; given += 1) unsent.push((await giveTicket(lost.parts, serviceId)).number);
  machine = await aNewMachine({ at: midMorning + 10 * 60_000 });
}, 180_000);
afterAll(async () => {
  await machine?.close();
  await lostSync?.stop();
  await lost?.database.close();
  await headquarters?.dispose();
  await postgres?.dispose();
});

const branchId = () => lost.parts.branch()!.id;
const serviceIds = async (database: Database) => (await database.read(listServices)).filter(({ isActive }) => isActive).map(({ id }) => id);
const giveTicket = (parts: BranchParts, serviceId: string) =>
  createRouterClient(queueApi(parts), { context: callerWith(uuidv7(), ['clerk']) }).issueTicket({ commandId: uuidv7(), serviceId });

async function rowsOf(database: Database, table: (typeof syncedTables)[number]): Promise<unknown[]> {
  const { keys } = journaledTable(table);
  return database.read(reader => reader.select().from(table).orderBy(...keys.map(key => asc(sql.raw(`"${key}"`)))));
}

test('a new machine takes the place of a lost one: every row is as it was', async () => {
  await machine.client.begin({ address: headquarters.address, code: await headquarters.code(branchId()), certificate: null, recoveryKey: null });
  expect(await machine.client.state()).toMatchObject({ branchName: lost.parts.branch()!.name, rowsHere: 0, complete: null });
  await machine.fetchAll();
  const state = await machine.client.state();
  expect(state).toMatchObject({ trouble: null, heldChanges: 0, complete: { accessLog: 'fits' } });
  expect(await headquarters.rows('select size > 0 as signed from hq.witnessed where "branchId" = $1', [branchId()])).toEqual([{ signed: true }]);
  expect(state?.rowsHere).toBe(state?.rows);
  for (const table of syncedTables) {
    const { name } = getTableConfig(table);
    if (name === 'branch') continue;
    expect(await rowsOf(machine.database, table), name).toEqual(lostRows.get(name));
  }
});

test('it opens with one administrator, and headquarters is sent only what it has not', async () => {
  const { complete } = (await machine.client.state())!;
  const [administrator] = complete!.administrators;
  const open = (password: string) => machine.client.open({ commandId: uuidv7(), staffId: administrator!.staffId, password });
  expect(await refusalOf(open('1234567890'))).toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
  expect(await open(goodPassword)).toEqual({ branchName: lost.parts.branch()!.name });
  expect(machine.parts.branch()).toEqual(lost.parts.branch());
  expect(await machine.client.state()).toBeNull();
  const before = await headquarters.rows('select "tableName", count(*) from hq.changes where "branchId" = $1 and epoch = 1 group by 1', [branchId()]);

  expect(await machine.sync.round()).toEqual({ kind: 'done' });
  const sent = await headquarters.rows<{ tableName: string; rowKey: string }>('select "tableName", "rowKey" from hq.changes where "branchId" = $1 and epoch = 2 order by seq', [branchId()]);
  // The opening itself, and nothing of the thousands of rows that came.
  expect(sent.length).toBeLessThan(20);
  expect(new Set(sent.map(({ tableName }) => tableName))).toEqual(new Set(['staff_events', 'access_log_entries', 'access_log_details']));
  expect(await headquarters.rows('select "tableName", count(*) from hq.changes where "branchId" = $1 and epoch = 1 group by 1', [branchId()])).toEqual(before);
});

test('what rows are found by is made anew', async () => {
  const [someone] = await lost.database.read(reader => reader.all<{ id: string; name: string }>(sql`select id, name from customers limit 1`));
  const { found } = await machine.database.read(reader => findCustomers(reader, parseQuery(someone!.name), 50));
  expect(found.map(({ customer }) => customer.id)).toContain(someone!.id);
  for (const index of ['customer_search', 'archive_search', 'case_search', 'case_term_counts']) {
    const size = (database: Database) => database.read(reader => reader.all(sql`select count(*) as size from ${sql.raw(index)}`));
    expect(await size(machine.database), index).toEqual(await size(lost.database));
  }
});

test('no number is given twice, not even one that the lost machine never sent; and what it sends late finds its place', async () => {
  const numbers: string[] = [];
  for (const serviceId of await serviceIds(machine.database)) numbers.push((await giveTicket(machine.parts, serviceId)).number);
  expect(numbers.filter(number => unsent.includes(number))).toEqual([]);
  const given = await lost.database.read(reader => reader.all<{ number: string }>(sql`select number from tickets`));
  expect(given.length).toBeGreaterThan(unsent.length);
  for (const register of [complaints, complaintLetters, cases, archiveLoans, archiveDestructions]) {
    expect(await machine.database.change(tx => nextOrdinal(tx, register, 2026))).toBeGreaterThan(await lost.database.change(tx => nextOrdinal(tx, register, 2026)) + 99);
  }

  await machine.sync.round();
  expect(await lostSync.round()).toEqual({ kind: 'done' });
  await expect.poll(() => headquarters.rows('select count(*)::int as tickets, count(distinct number)::int as numbers from branches.tickets where "branchId" = $1 and "businessDate" = $2 and number = any($3)', [branchId(), '2026-03-02', [...unsent, ...numbers]]))
    .toEqual([{ tickets: unsent.length + numbers.length, numbers: unsent.length + numbers.length }]);
});

test('the access log goes on behind what headquarters signed of the lost machine’s', async () => {
  const signed = (await lost.database.read(currentCheckpoint))!;
  await machine.database.read(async reader => {
    expect(await logSize(reader)).toBe(signed.size + 1);
    expect(await fitOfLog(reader, { size: signed.size, root: signed.rootHash })).toBe('fits');
    expect(await fitOfLog(reader, { size: signed.size, root: Buffer.alloc(32).toString('base64') })).toBe('differs');
    expect(await fitOfLog(reader, { size: signed.size + 2, root: signed.rootHash })).toBe('shorter');
  });
  await makeCheckpoint(machine.parts);
  const next = (await machine.database.read(reader => witnessRequest(reader, signed.size)))!;
  const proof = next.proof.map(hash => hash.toString('base64'));
  expect(await headquarters.call('sync/witness', { note: next.note, size: next.size, proof }, machine.sync.tokens.present()!)).toMatchObject({ status: 200 });
});

test('compared, both sides hold the same; what the lost machine sent late is told apart and never taken away', async () => {
  const comparison = comparing(machine.parts);
  const carrier = carrierOverHttp({ address: headquarters.address, certificate: null });
  const calls = headquartersCalls(carrier, () => machine.sync.tokens.present());
  comparison.ask('everything');
  await expect.poll(async () => {
    expect(await machine.sync.round()).toEqual({ kind: 'done' });
    return comparison.duty(calls, { headquartersPublicKey: '' });
  }, { timeout: 20_000, interval: 1 }).toBe('done');
  await carrier.close();
  expect((await machine.database.read(readLine))?.compared).toMatchObject({ differing: 0 });
  const [tickets] = await headquarters.rows<{ rows: { how: string }[] }>(`select differing as rows from hq.comparisons where "branchId" = $1 and "tableName" = 'tickets' and "digestAtBranch" <> "digestHere"`, [branchId()]);
  expect(tickets?.rows).toHaveLength(unsent.length);
  expect(new Set(tickets?.rows.map(({ how }) => how))).toEqual(new Set(['fromEarlierEpoch']));
  expect(await headquarters.parts.database.transact(tx => differingKeys(tx, branchId(), null))).toEqual(new Map());
  expect((await readBranch(headquarters.parts.database.queries, branchId(), { now: 0, newestSchema: 0 }))?.differingDays).toBe(0);
});
