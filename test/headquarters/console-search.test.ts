import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aConsole, type ConsolePerson } from '../builders/a-console.ts';
import { aHeadquartersWithPostgres, type TestBranch, type TestHeadquarters } from '../builders/a-headquarters.ts';

let headquarters: TestHeadquarters;
let branch: TestBranch;
let auditor: ConsolePerson;
let keeper: ConsolePerson;

beforeAll(async () => {
  headquarters = await aHeadquartersWithPostgres({ limits: { perStranger: 100_000 } });
  const people = await aConsole(headquarters);
  auditor = await people.somebody(['auditor']);
  keeper = await people.somebody(['catalogueKeeper']);
  branch = await headquarters.enrolledBranch();
  const ticket = (id: string, number: string, issuedAt: number) => ({ table: 'tickets', key: id, row: { id, number, businessDate: '2026-03-02', serviceId: 's1', state: 'finished', issuedAt, firstCalledAt: issuedAt + 60_000 } });
  const sent = branch.seal([
    { table: 'services', key: 's1', row: { id: 's1', nameZh: '电费业务', nameEn: 'Billing' } },
    ticket('t1', 'A012', 1_000), ticket('t2', 'A012', 2_000), ticket('t3', 'A013', 3_000),
    { table: 'complaints', key: 'c1', row: { id: 'c1', year: 2026, ordinal: 7, state: 'inHand', receivedAt: 5_000, complainantName: '王秀英' } },
    { table: 'archive_files', key: 'f1', row: { id: 'f1', archiveNumber: 'DY-2019-00001', title: '王秀英用电档案', subjectName: '王秀英', state: 'onShelf', year: 2019 } },
  ]);
  await headquarters.send(sent, branch.token);
  await vi.waitUntil(async () => (await headquarters.rows('select 1 from hq.epochs where "projectedSeq" = 6')).length === 1, { timeout: 20_000 });
});
afterAll(() => headquarters.dispose());

const find = async (words: string, person = auditor) => (await person.call('search/find', { words })).body;
const nothing = { branches: [], complaints: [], tickets: [], files: [] };

test('numbers from paper are found as people type them, and branches by part of their name', async () => {
  expect(await find('t2026-7')).toEqual({ ...nothing, complaints: [{ branchId: branch.branchId, branchName: '城东营业厅', id: 'c1', number: 'T2026-0007', state: 'inHand', receivedAt: 5_000 }] });
  expect((await find('ａ12')).tickets).toMatchObject([{ id: 't2', serviceNameZh: '电费业务', firstCalledAt: 62_000 }, { id: 't1' }]);
  expect(await find('dy-2019-00001')).toEqual({ ...nothing, files: [{ branchId: branch.branchId, branchName: '城东营业厅', id: 'f1', archiveNumber: 'DY-2019-00001', state: 'onShelf', year: 2019 }] });
  expect((await find('城东')).branches).toMatchObject([{ id: branch.branchId }]);
});

test('a person is not found by name, and nobody is shown beside a number', async () => {
  expect(await find('王秀英')).toEqual(nothing);
  expect(JSON.stringify([await find('T2026-0007'), await find('DY-2019-00001')])).not.toContain('王');
});

test('who publishes finds branches and tickets, not complaints and archive files', async () => {
  expect(await find('T2026-0007', keeper)).toEqual(nothing);
  expect(await find('DY-2019-00001', keeper)).toEqual(nothing);
  expect((await find('A013', keeper)).tickets).toMatchObject([{ id: 't3' }]);
});

test('however many years the tables hold, a number is found by its index', async () => {
  await headquarters.rows(`insert into branches.tickets ("branchId", "fromEpoch", "fromSeq", id, number, "issuedAt", state, "businessDate") select $1, 1, 1, 'x' || n, 'B' || lpad((n % 400)::text, 3, '0'), n, 'finished', '2026-03-02' from generate_series(1, 40000) n`, [branch.branchId]);
  await headquarters.rows('analyze branches.tickets');
  const plan = await headquarters.rows<{ 'QUERY PLAN': string }>(`explain select * from branches.tickets where number = 'B012' order by number, "issuedAt" desc limit 20`);
  expect(plan.map(line => line['QUERY PLAN']).join('\n')).toContain('tickets_number');
  expect((await find('B012')).tickets).toHaveLength(20);
});
