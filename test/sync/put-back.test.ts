import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import { restoreHeadquarters } from '../../main/headquarters/app.ts';
import { publish } from '../../main/headquarters/publish-store.ts';
import { carrierOverHttp } from '../../main/sync/carry.ts';
import { newestTakes, noteRestored } from '../../main/sync/line-store.ts';
import { missedFetcher } from '../../main/sync/rebuild/fetch-missed-api.ts';
import { aHeadquarters, type TestHeadquarters } from '../builders/a-headquarters.ts';
import { aPostgres, type TestPostgres } from '../builders/a-postgres.ts';
import { anEnrolledBranch } from '../builders/an-enrolled-branch.ts';

// One of the two is put back from a backup; the other has what is missing.

let postgres: TestPostgres;
let headquarters: TestHeadquarters;
let branch: Awaited<ReturnType<typeof anEnrolledBranch>>;
beforeAll(async () => { postgres = await aPostgres(); });
afterAll(() => postgres.dispose());
afterEach(() => branch.close());

const enrolled = async () => {
  branch = await anEnrolledBranch({ connect: carrierOverHttp, fetchMissed: (missed, calls) => missedFetcher(branch.parts)(missed, calls) });
  await branch.enrolWith(headquarters);
};
const change = (id: string, value: number) => branch.database.change(tx => tx.update(settings).set({ value }).where(eq(settings.id, id)));
const valueOf = async (id: string) => (await branch.database.read(reader => reader.select({ value: settings.value }).from(settings).where(eq(settings.id, id))))[0]?.value;
const valueAtHeadquarters = async (id: string) => (await headquarters.rows<{ value: string }>('select value from branches.settings where "branchId" = $1 and id = $2', [branch.branchId, id]))[0]?.value;

describe('a branch that was put back', () => {
  beforeEach(async () => {
    headquarters = await aHeadquarters({ databaseUrl: await postgres.newDatabase() });
    await enrolled();
  });
  afterEach(() => headquarters.dispose());

  test('gets what headquarters has from beyond the backup; what people did since stays, and both have the same in the end', async () => {
    const [untouched = '', changedSince = '', deleted = ''] = await branch.write(3);
    await branch.round();
    const putBack = await branch.backUp();
    await change(untouched, 2);
    await change(changedSince, 2);
    await branch.database.change(tx => tx.delete(settings).where(eq(settings.id, deleted)));
    const [added = ''] = await branch.write(1);
    await branch.round();

    await branch.restart(putBack);
    await branch.database.change(noteRestored);
    await change(changedSince, 3);
    expect(await valueOf(added)).toBeUndefined();
    // Headquarters may have to project first.
    await expect.poll(() => branch.round(), { timeout: 15_000 }).toEqual({ kind: 'done' });
    expect(await branch.line()).toMatchObject({ epoch: 2, missed: null, trouble: null });
    expect(await Promise.all([untouched, changedSince, deleted, added].map(valueOf))).toEqual([2, 3, undefined, 1]);
    await expect.poll(() => Promise.all([untouched, changedSince, deleted, added].map(valueAtHeadquarters))).toEqual(['2', '3', undefined, '1']);
  });
});

describe('headquarters that was put back', () => {
  test('is filled again by its archive and its branches, and gives directives numbers nobody has had', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'branch-desk-hq-'));
    const url = await postgres.newDatabase();
    headquarters = await aHeadquarters({ databaseUrl: url, dataFolder });
    const port = Number(new URL(headquarters.address).port);
    await enrolled();
    const publishServices = () => headquarters.parts.database.transact(tx => publish(tx, { kind: 'recheck', title: '核对', body: {}, branchIds: [branch.branchId], by: { staffId: uuidv7(), name: '周岚' }, at: Date.now() }));
    await branch.write(20);
    await branch.round();
    await headquarters.stop();
    const backup = await postgres.copyOf(url);

    headquarters = await aHeadquarters({ databaseUrl: url, dataFolder, port });
    await publishServices();
    await branch.write(20);
    expect(await branch.round()).toEqual({ kind: 'done' });
    await expect.poll(async () => { await branch.round(); return (await branch.line()).durableSeq; }).toBe((await branch.line()).sealedSeq);
    // Behind what is durable, and forgotten here, something that is not.
    await headquarters.stop();
    await branch.write(5);

    await restoreHeadquarters({ databaseUrl: backup, dataFolder, host: '127.0.0.1', port }, join(dataFolder, 'archive'));
    headquarters = await aHeadquarters({ databaseUrl: backup, dataFolder, port });
    expect(await branch.round()).toEqual({ kind: 'done' });
    const { sealedSeq } = await branch.line();
    expect(await headquarters.rows('select count(*)::int as changes, max(seq)::int as last from hq.changes where "branchId" = $1', [branch.branchId])).toEqual([{ changes: sealedSeq, last: sealedSeq }]);

    await publishServices();
    await branch.round();
    expect((await branch.database.read(reader => newestTakes(reader, 10))).map(({ number, outcome }) => [number, outcome])).toEqual([[2, 'taken'], [1, 'taken']]);
    await headquarters.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });
});
