import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import { type Carrier, carrierOverHttp, LineAway, type WhereTo } from '../../main/sync/carry.ts';
import { newestTakes } from '../../main/sync/line-store.ts';
import { aHeadquartersWithPostgres, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aNewMachine } from '../builders/a-new-machine.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';

// What can go wrong while a new machine takes a lost one's place.

let headquarters: TestHeadquarters;
let lost: Awaited<ReturnType<typeof anEnrolledBranch>>;
let machine: Awaited<ReturnType<typeof aNewMachine>>;
/** What the new machine asks; the line is cut behind so many pages. */
let asked: string[];
let pagesUntilCut: number;

function cuttingLine(to: WhereTo): Carrier {
  const real = carrierOverHttp(to);
  return {
    async carry(request) {
      asked.push(`${request.path} ${request.body.toString('utf8')}`);
      if (request.path.endsWith('/rows') && (pagesUntilCut -= 1) < 0) throw new LineAway('notReached');
      return real.carry(request);
    },
    close: () => real.close(),
  };
}

beforeAll(async () => { headquarters = await aHeadquartersWithPostgres(); });
afterAll(() => headquarters.dispose());
beforeEach(async () => {
  [asked, pagesUntilCut] = [[], Number.POSITIVE_INFINITY];
  lost = await anEnrolledBranch({ connect: carrierOverHttp });
  await lost.enrolWith(headquarters);
  await lost.staffed.person('zhoujianguo', ['administrator']);
  // More than two pages of one table.
  await lost.write(4500);
  await lost.round();
  machine = await aNewMachine({ connect: cuttingLine });
});
afterEach(async () => {
  await machine.close();
  await lost.close();
});

const code = () => headquarters.code(lost.branchId);
const begin = async () => machine.client.begin({ address: headquarters.address, code: await code(), certificate: null, recoveryKey: null });
const rowsHere = () => machine.database.read(reader => reader.$count(settings));

test('a line that is cut goes on with the next page, also behind a restart', async () => {
  await begin();
  // As far as the second page of the settings.
  pagesUntilCut = 3;
  await expect.poll(async () => { await machine.fetchNow(); return rowsHere(); }).toBeGreaterThanOrEqual(2000);
  expect(await machine.client.state()).toMatchObject({ trouble: 'LINE_AWAY', complete: null });
  const before = await rowsHere();
  expect(before).toBeLessThan(4500);
  await machine.restart();
  expect(await machine.client.state()).toMatchObject({ branchName: '城东营业厅', complete: null });
  pagesUntilCut = Number.POSITIVE_INFINITY;
  asked = [];
  await machine.fetchAll();
  expect(await rowsHere()).toBe(await lost.database.read(reader => reader.$count(settings)));
  // The pages that were here were not asked for again.
  expect(asked.filter(each => each.includes('"table":"settings"')).length).toBeGreaterThan(0);
  expect(asked.filter(each => each.includes('"table":"settings","afterKey":null'))).toEqual([]);
});

test('a code for a new branch, a used one and an unknown one give nobody’s place; a branch that is set up takes none', async () => {
  const tryWith = (given: string) => refusalOf(machine.client.begin({ address: headquarters.address, code: given, certificate: null, recoveryKey: null }));
  expect(await tryWith(await headquarters.code())).toMatchObject({ code: 'ENROLMENT_FAILED', data: { reason: 'CODE_UNKNOWN' } });
  expect(await tryWith('aaaa-bbbb-cccc-dddd')).toMatchObject({ data: { reason: 'CODE_UNKNOWN' } });
  expect(await machine.client.state()).toBeNull();
  await machine.rebuild(headquarters, await code());
  expect(await tryWith(await code())).toMatchObject({ code: 'ALREADY_SET_UP' });
});

test('until every row is here the branch does not open, and no other branch is made of the machine', async () => {
  await begin();
  expect(await refusalOf(machine.client.open({ commandId: uuidv7(), staffId: uuidv7(), password: 'river stone 47 lantern' }))).toMatchObject({ code: 'NOT_REBUILDING' });
  const otherBranch = await headquarters.enrolledBranch();
  expect(await refusalOf(machine.client.begin({ address: headquarters.address, code: await headquarters.code(otherBranch.branchId), certificate: null, recoveryKey: null }))).toMatchObject({ code: 'ALREADY_SET_UP' });
});

test('when the lost machine is heard of meanwhile, what it sent comes along', async () => {
  await begin();
  pagesUntilCut = 20;
  await expect.poll(async () => { await machine.fetchNow(); return rowsHere(); }).toBeGreaterThanOrEqual(4500);
  await lost.write(10);
  expect(await lost.round()).toMatchObject({ kind: 'done' });
  pagesUntilCut = Number.POSITIVE_INFINITY;
  await machine.fetchAll();
  expect(await rowsHere()).toBe(await lost.database.read(reader => reader.$count(settings)));
});

test('a machine whose place was taken gets no rows any more', async () => {
  await begin();
  const token = lost.sync.tokens.present()!;
  expect(await headquarters.call('sync/rows', { table: 'settings', afterKey: null, from: null }, token)).toMatchObject({ code: 'BRANCH_FENCED' });
  expect(await headquarters.call('sync/extent', {}, token)).toMatchObject({ code: 'BRANCH_FENCED' });
});

test('directives whose effects came along are not taken again; those that may be missing are', async () => {
  await headquarters.rows(`update hq.branches set "lastDirective" = 3 where "branchId" = $1`, [lost.branchId]);
  const directive = (number: number, takenAt: number | null) => headquarters.rows(
    `insert into hq.directives ("branchId", number, kind, body, "publishedAt", "publishedByName", outcome, "takenAt") values ($1, $2, 'recheck', '{}', 1, '周岚', $3, $4)`,
    [lost.branchId, number, takenAt === null ? null : 'taken', takenAt]);
  const [last] = await headquarters.rows<{ at: number }>('select max(at) as at from hq.changes where "branchId" = $1', [lost.branchId]);
  await directive(1, last!.at - 3_600_000);
  await directive(2, last!.at - 1000);
  await directive(3, null);
  await machine.rebuild(headquarters, await code());
  expect(await machine.sync.round()).toEqual({ kind: 'done' });
  expect(await headquarters.rows('select number, "takenAt" > $2 as again from hq.directives where "branchId" = $1 and number < 3 order by number', [lost.branchId, last!.at])).toEqual([{ number: 1, again: false }, { number: 2, again: false }]);
  expect((await machine.database.read(reader => newestTakes(reader, 10))).map(({ number }) => number)).toEqual([3, 2]);
});
