import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { publish } from '../../main/headquarters/publish-store.ts';
import { listServices } from '../../main/queue/catalogue-store.ts';
import { carrierOverHttp } from '../../main/sync/carry.ts';
import { noteRestored } from '../../main/sync/line-store.ts';
import { aHeadquartersWithPostgres, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';

// The branch's side and headquarters' own, over HTTP: what one writes the other reads.

let headquarters: TestHeadquarters;
let branch: Awaited<ReturnType<typeof anEnrolledBranch>>;
beforeAll(async () => { headquarters = await aHeadquartersWithPostgres(); });
afterAll(() => headquarters.dispose());
beforeEach(async () => {
  branch = await anEnrolledBranch({ connect: carrierOverHttp });
  await branch.enrolWith(headquarters);
});
afterEach(() => branch.close());

const held = (epoch = 1) => headquarters.rows<{ seq: number; rowKey: string; row: string }>('select seq, "rowKey", row from hq.changes where "branchId" = $1 and epoch = $2 order by seq', [branch.branchId, epoch]);

test('a branch is enrolled by its code, and headquarters has what its journal has, byte for byte', async () => {
  await branch.write(20);
  const written = await branch.journal();
  expect(await branch.round()).toEqual({ kind: 'done' });
  expect((await held()).slice(0, written.length)).toEqual(written.map(({ sequence, key, row }) => ({ seq: sequence, rowKey: key, row })));
  expect(await branch.line()).toMatchObject({ headquartersName: headquarters.parts.name, trouble: null });
});

test('what headquarters publishes is taken, and it hears so', async () => {
  const services = [{ prefix: 'A', nameZh: '电费业务', nameEn: 'Billing', targetWaitMinutes: 15, targetServiceMinutes: 10, requiredDocuments: [], opensAt: '08:30', closesAt: '17:30', isActive: true }];
  await headquarters.parts.database.transact(tx => publish(tx, { kind: 'services', title: '业务目录', body: { services }, branchIds: [branch.branchId], by: { staffId: uuidv7(), name: '周岚' }, at: Date.now() }));
  await branch.round();
  expect(await branch.database.read(listServices)).toMatchObject([{ prefix: 'A', nameZh: '电费业务' }]);
  expect(await headquarters.rows('select number, outcome from hq.directives where "branchId" = $1', [branch.branchId])).toEqual([{ number: 1, outcome: 'taken' }]);
  expect(await headquarters.rows('select "directivesTaken" from hq.branches where "branchId" = $1', [branch.branchId])).toEqual([{ directivesTaken: 1 }]);
});

test('a database that was put back goes on in the next epoch, from its first change', async () => {
  await branch.write(3);
  await branch.round();
  const putBack = await branch.backUp();
  await branch.write(2);
  await branch.round();
  await branch.restart(putBack);
  await branch.database.change(noteRestored);
  const [key] = await branch.write(1);
  expect(await branch.round()).toEqual({ kind: 'done' });
  expect(await branch.line()).toMatchObject({ epoch: 2, missed: [{ epoch: 1 }] });
  expect((await held(2)).at(-1)).toMatchObject({ rowKey: key });
  expect((await held(2))[0]).toMatchObject({ seq: 1 });
});
