import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { destructionSteps } from '../../shared/lending.ts';
import { makeCheckpoint } from '../../main/access-log/access-log-checkpoints-store.ts';
import { appendEntries } from '../../main/access-log/access-log-store.ts';
import { verifyLog } from '../../main/access-log/log-files-store.ts';
import { archiveApi } from '../../main/archive/archive-api.ts';
import { archiveFileKeys, archiveFiles, archiveScans } from '../../main/archive/archive-schema.ts';
import { aBuiltScript } from '../builders/a-built-script.ts';
import { aLendingDesk, aLoan, type LendingDesk, type PersonOfDesk } from '../builders/a-lending-desk.ts';
import { callerWith, newId } from '../builders/an-archive.ts';
import { aPhotograph } from '../builders/a-scan.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: LendingDesk;
let logWorker: Awaited<ReturnType<typeof aBuiltScript>>;
beforeAll(async () => { logWorker = await aBuiltScript('main/access-log/access-log-worker.ts'); });
afterAll(() => logWorker.dispose());
beforeEach(async () => { desk = await aLendingDesk(); });
afterEach(() => desk.close());

const ended = { retentionEndsOn: '2025-12-31' };
const propose = (fileIds: string[]) => desk.as('archivist').proposeDestruction({ commandId: newId(), fileIds, reason: '保管期满' });
const sign = (destructionId: string, step: (typeof destructionSteps)[number], who: PersonOfDesk, isApproved = true) =>
  desk.as('archivist').approveDestruction({ commandId: newId(), destructionId, step, approver: desk.signIn(who), isApproved, words: '' });
const signAll = async (destructionId: string) => {
  await sign(destructionId, 'informationSupervisor', 'otherArchivist');
  await sign(destructionId, 'serviceManager', 'manager');
  return sign(destructionId, 'generalManager', 'otherManager');
};
const carryOut = (destructionId: string, witnesses: [PersonOfDesk, PersonOfDesk] = ['clerk', 'auditor'], by: PersonOfDesk = 'archivist') =>
  desk.as(by).carryOutDestruction({ commandId: newId(), destructionId, method: '碎纸', witnesses: [desk.signIn(witnesses[0]), desk.signIn(witnesses[1])] });
const catalogueClient = () => createRouterClient(archiveApi(desk.parts), { context: callerWith(desk.ids.archivist, ['archivist']) });

describe('what may be destroyed', () => {
  test('is on its shelf, past its retention and on no hold', async () => {
    const over = await desk.file({ retentionEndsOn: '2026-03-01' });
    await desk.file({ retentionEndsOn: '2026-03-02' });
    await desk.file({ retentionEndsOn: null });
    await desk.hold(await desk.file(ended));
    await desk.lent(await desk.file(ended));
    expect(await desk.as('manager').destructible({})).toMatchObject([{ id: over, retentionEndsOn: '2026-03-01', maskedName: '张*明' }]);
  });

  test('is checked again when it is proposed, all of it or none', async () => {
    const over = await desk.file(ended);
    const held = await desk.file(ended);
    await desk.hold(held);
    const kept = await desk.file({ retentionEndsOn: '2026-03-02' });
    const lent = await desk.file(ended);
    await desk.lent(lent);
    expect(await refusalOf(propose([over, held]))).toMatchObject({ code: 'FILE_ON_HOLD' });
    expect(await refusalOf(propose([over, kept]))).toEqual({ code: 'FILE_STILL_KEPT', data: { archiveNumber: 'DY-2019-00003', until: '2026-03-02' } });
    expect(await refusalOf(propose([over, lent]))).toMatchObject({ code: 'FILE_NOT_ON_SHELF' });
    expect(await refusalOf(propose([over, newId()]))).toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(await desk.as('auditor').destructions()).toEqual([]);
    expect(await desk.stateOf(over)).toBe('onShelf');
  });

  test('is lent to nobody and proposed no second time while a proposal goes round; a rejection gives it free', async () => {
    const fileId = await desk.file(ended);
    const { id, number, nextStep } = await propose([fileId, fileId]);
    expect({ number, nextStep }).toEqual({ number: 'X2026-0001', nextStep: 'informationSupervisor' });
    expect(await refusalOf(desk.as('archivist').lend(aLoan({ fileId })))).toEqual({ code: 'FILE_NOT_ON_SHELF', data: { archiveNumber: 'DY-2019-00001', state: 'underReview' } });
    expect(await refusalOf(propose([fileId]))).toMatchObject({ code: 'FILE_NOT_ON_SHELF' });
    expect(await sign(id, 'informationSupervisor', 'manager', false)).toMatchObject({ state: 'rejected', nextStep: null });
    expect(await desk.stateOf(fileId)).toBe('onShelf');
    expect(await refusalOf(sign(id, 'serviceManager', 'otherManager'))).toMatchObject({ code: 'DESTRUCTION_OVER' });
    expect(await refusalOf(carryOut(id))).toMatchObject({ code: 'DESTRUCTION_OVER' });
    expect(await propose([fileId])).toMatchObject({ number: 'X2026-0002' });
  });
});

describe('three signatures', () => {
  test('come in order from three different people, none of them the one who proposed', async () => {
    const { id } = await propose([await desk.file(ended)]);
    expect(await refusalOf(sign(id, 'serviceManager', 'manager'))).toEqual({ code: 'DESTRUCTION_STEP', data: { nextStep: 'informationSupervisor' } });
    expect(await refusalOf(sign(id, 'informationSupervisor', 'archivist'))).toEqual({ code: 'APPROVER_SAME_PERSON', data: { name: 'archivist' } });
    expect(await refusalOf(sign(id, 'informationSupervisor', 'clerk'))).toMatchObject({ code: 'APPROVER_NOT_ALLOWED' });
    await sign(id, 'informationSupervisor', 'manager');
    expect(await refusalOf(sign(id, 'serviceManager', 'manager'))).toMatchObject({ code: 'APPROVER_SAME_PERSON' });
    expect(await refusalOf(sign(id, 'serviceManager', 'otherArchivist'))).toMatchObject({ code: 'APPROVER_NOT_ALLOWED' });
    await sign(id, 'serviceManager', 'otherManager');
    expect(await refusalOf(carryOut(id))).toMatchObject({ code: 'DESTRUCTION_NOT_APPROVED' });
    expect(await sign(id, 'generalManager', 'thirdManager')).toMatchObject({
      state: 'approved', nextStep: null,
      approvals: [{ step: 'informationSupervisor', name: 'manager' }, { step: 'serviceManager', name: 'otherManager' }, { step: 'generalManager', name: 'thirdManager' }],
    });
    expect((await desk.log()).filter(({ outcome }) => outcome === 'done').map(({ action, staffId }) => [action, staffId])).toEqual([
      ['proposeDestruction', desk.ids.archivist], ['approve', desk.ids.manager], ['approve', desk.ids.otherManager], ['approve', desk.ids.thirdManager],
    ]);
  });

  test('given at the same moment for one step count once', async () => {
    const { id } = await propose([await desk.file(ended)]);
    const results = await Promise.all((['manager', 'otherManager'] as const).map(who => refusalOf(sign(id, 'informationSupervisor', who))));
    expect(results.map(each => each?.code ?? 'signed').sort()).toEqual(['DESTRUCTION_STEP', 'signed']);
  });
});

describe('a proposal that is withdrawn', () => {
  const withdraw = (destructionId: string, by: PersonOfDesk = 'manager') => desk.as(by).withdrawDestruction({ commandId: newId(), destructionId, words: '法院调取其中一卷' });

  test('also after its signatures, gives all its files free and says who and why; nothing follows it', async () => {
    const [held = '', other = ''] = await desk.files(2, ended);
    const { id } = await propose([held, other]);
    expect((await signAll(id)).withdrawn).toBeNull();
    await desk.hold(held);
    expect(await refusalOf(carryOut(id))).toMatchObject({ code: 'FILE_ON_HOLD' });
    expect(await withdraw(id)).toMatchObject({ state: 'withdrawn', nextStep: null, approvals: [{}, {}, {}], withdrawn: { at: desk.clock.now(), name: 'manager', words: '法院调取其中一卷' }, carriedOut: null });
    expect([await desk.stateOf(held), await desk.stateOf(other)]).toEqual(['onShelf', 'onShelf']);
    for (const late of [withdraw(id), sign(id, 'informationSupervisor', 'otherArchivist'), carryOut(id)]) expect(await refusalOf(late)).toMatchObject({ code: 'DESTRUCTION_OVER' });
    expect(await propose([other])).toMatchObject({ number: 'X2026-0002' });
    expect((await desk.log()).filter(({ action, outcome }) => action === 'proposeDestruction' && outcome === 'done').map(({ staffId }) => staffId)).toEqual([desk.ids.archivist, desk.ids.manager, desk.ids.archivist]);
  });

  test('is not withdrawn once it was carried out or rejected', async () => {
    const [one = '', other = ''] = await desk.files(2, ended);
    const carried = await propose([one]);
    await signAll(carried.id);
    await carryOut(carried.id);
    const rejected = await propose([other]);
    await sign(rejected.id, 'informationSupervisor', 'manager', false);
    for (const { id } of [carried, rejected]) expect(await refusalOf(withdraw(id))).toMatchObject({ code: 'DESTRUCTION_OVER' });
    expect(await desk.stateOf(one)).toBe('destroyed');
    expect(await refusalOf(withdraw(newId()))).toMatchObject({ code: 'DESTRUCTION_NOT_FOUND' });
  });
});

describe('carrying out', () => {
  test('needs two witnesses who are not the one who does it, nor the same person, nor keep the accounts', async () => {
    const { id } = await propose([await desk.file(ended)]);
    await signAll(id);
    expect(await refusalOf(carryOut(id, ['archivist', 'auditor']))).toEqual({ code: 'APPROVER_SAME_PERSON', data: { name: 'archivist' } });
    expect(await refusalOf(carryOut(id, ['auditor', 'auditor']))).toEqual({ code: 'APPROVER_SAME_PERSON', data: { name: 'auditor' } });
    expect(await refusalOf(carryOut(id, ['auditor', 'administrator']))).toMatchObject({ code: 'APPROVER_NOT_ALLOWED' });
    expect(await carryOut(id)).toMatchObject({
      state: 'carriedOut', carriedOut: { at: desk.clock.now(), method: '碎纸', byName: 'archivist', witnessNames: ['clerk', 'auditor'] },
    });
    expect(await refusalOf(carryOut(id))).toMatchObject({ code: 'DESTRUCTION_OVER' });
  });

  test('stops for a hold placed and for a term prolonged meanwhile, and destroys nothing then', async () => {
    const [held = '', other = ''] = await desk.files(2, ended);
    const { id } = await propose([held, other]);
    await signAll(id);
    await desk.hold(held);
    expect(await refusalOf(carryOut(id))).toMatchObject({ code: 'FILE_ON_HOLD' });
    await desk.database.change(async tx => { await tx.run(sql`update archive_holds set liftedAt = 1`); await tx.run(sql`update archive_files set retentionEndsOn = '2030-12-31' where id = ${other}`); });
    expect(await refusalOf(carryOut(id))).toMatchObject({ code: 'FILE_STILL_KEPT' });
    expect([await desk.stateOf(held), await desk.stateOf(other)]).toEqual(['underReview', 'underReview']);
    expect((await desk.row(other)).subjectName).toBe('张伟明');
  });

  test('erases what the file said of a person and leaves its number, its year and a masked register', async () => {
    const fileId = await desk.file({ ...ended, title: '张伟明过户档案', customerId: newId() });
    const { id } = await propose([fileId]);
    expect((await catalogueClient().search({ query: '张伟明' })).matches).toHaveLength(1);
    await signAll(id);
    const paper = await carryOut(id);
    expect(paper.files).toMatchObject([{
      archiveNumber: 'DY-2019-00001', maskedTitle: '张*明过户档案', maskedName: '张*明', year: 2019, pages: 12, state: 'destroyed', retentionEndsOn: '2025-12-31',
    }]);
    expect(await desk.row(fileId)).toMatchObject({
      archiveNumber: 'DY-2019-00001', year: 2019, state: 'destroyed', title: '', subjectName: '', subjectAccountNumber: null, subjectAddress: null, subjectIdNumber: null, customerId: null,
    });
    for (const query of ['张伟明', 'zhangweiming', '0512003457731', '文三路']) expect((await catalogueClient().search({ query })).matches).toEqual([]);
    expect(await refusalOf(desk.as('archivist').lend(aLoan({ fileId })))).toMatchObject({ code: 'FILE_DESTROYED' });
    expect(await desk.as('auditor').destructions()).toMatchObject([{ number: 'X2026-0001', state: 'carriedOut', fileCount: 1 }]);
  });

  test('destroys the key and the contents of its scans, and those of no other file', async () => {
    const [gone = '', stays = ''] = await desk.files(2, ended);
    const client = catalogueClient();
    const scanOf = async (fileId: string) => {
      const content = await aPhotograph();
      const { uploadId } = await client.beginScan({ fileId, title: '张伟明身份证', byteCount: content.length });
      await client.addScanPart({ uploadId, at: 0, part: new File([new Uint8Array(content)], 'part') });
      return (await client.storeScan({ commandId: newId(), uploadId })).id;
    };
    const [goneScan, staysScan] = [await scanOf(gone), await scanOf(stays)];
    const contentOf = (scanId: string) => join(desk.parts.dataFolder, 'scans', scanId.slice(-2), scanId);
    await access(contentOf(goneScan));
    const { id } = await propose([gone]);
    await signAll(id);
    await carryOut(id);
    const keys = await desk.database.read(reader => reader.select({ fileId: archiveFileKeys.fileId }).from(archiveFileKeys));
    expect(keys).toEqual([{ fileId: stays }]);
    const scans = await desk.database.read(reader => reader.select({ title: archiveScans.title, removedAt: archiveScans.removedAt }).from(archiveScans).where(eq(archiveScans.id, goneScan)));
    expect(scans).toEqual([{ title: '', removedAt: desk.clock.now() }]);
    await expect.poll(() => access(contentOf(goneScan)).then(() => 'there', () => 'gone')).toBe('gone');
    expect((await readFile(contentOf(staysScan))).length).toBeGreaterThan(0);
  });

  test('destroys what the log said of the file, and the log still verifies', async () => {
    const [gone = '', stays = ''] = await desk.files(2, ended);
    await desk.lent(stays);
    const at = desk.clock.now();
    await desk.database.change(tx => appendEntries(tx, [{
      at, staffId: desk.ids.clerk, role: 'clerk', stationId: null, windowId: null, action: 'view', outcome: 'done', fileId: gone, customerId: null, purpose: 'audit', basis: null,
      fields: ['name'], detail: { customerName: '张*明', words: '客户来访' },
    }]));
    await makeCheckpoint(desk.parts);
    const { id } = await propose([gone]);
    await signAll(id);
    const { carriedOut } = await carryOut(id);

    const log = await desk.log();
    expect(log.filter(({ detail }) => detail === null)).toMatchObject([{ action: 'view', fileId: gone }]);
    expect(log.find(({ seq }) => seq === carriedOut?.logSeq)).toMatchObject({
      action: 'destroy', outcome: 'done', fileId: gone, staffId: desk.ids.archivist,
      detail: { fileNumber: 'DY-2019-00001', facts: { destruction: 'X2026-0001', method: '碎纸', witnesses: [desk.ids.clerk, desk.ids.auditor] } },
    });
    const result = await verifyLog({ ...desk.parts, logWorker: logWorker.script });
    expect(result).toMatchObject({ unchanged: 'pass', complete: 'pass', findings: [] });
  });

  test('without its entries in the log destroys nothing', async () => {
    const fileId = await desk.file(ended);
    const { id } = await propose([fileId]);
    await signAll(id);
    await desk.cutLog();
    await expect(carryOut(id)).rejects.toThrow(Error);
    expect(await desk.row(fileId)).toMatchObject({ state: 'underReview', subjectName: '张伟明' });
    expect(await desk.as('archivist').destruction({ destructionId: id })).toMatchObject({ state: 'approved', carriedOut: null });
  });

  test('of five hundred files is one entry for each', async () => {
    const { id } = await propose(await desk.files(500, ended));
    await signAll(id);
    expect((await carryOut(id)).files).toHaveLength(500);
    expect((await desk.log()).filter(({ action }) => action === 'destroy')).toHaveLength(500);
    const left = await desk.database.read(reader => reader.$count(archiveFiles, sql`subjectName <> ''`));
    expect(left).toBe(0);
  });
});
