import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { branchRouter } from '../../main/branch/router.ts';
import { keepEnrolment } from '../../main/sync/line-store.ts';
import { startPrinting } from '../../main/printing/print-work-api.ts';
import { startRebuild } from '../../main/sync/rebuild/rebuild-loop-api.ts';
import { startSync } from '../../main/sync/sync-loop-api.ts';
import { branchContract, type BranchClient } from '../../shared/branch-contract.ts';
import type { ProcedureMeta } from '../../shared/command.ts';
import { addPackagedYears } from '../../main/calendar/calendar-store.ts';
import { insertDefaultClasses } from '../../main/complaints/complaint-classes-store.ts';
import { insertDefaultDeadlineTable } from '../../main/complaints/deadline-table-store.ts';
import { judgeLooks } from '../../main/access-log/flags-api.ts';
import { aReadingRoom, secretsOfRoom, type PersonOfRoom, type ReadingRoom } from '../builders/a-reading-room.ts';
import { aPhotograph } from '../builders/a-scan.ts';
import { newCommandId } from '../builders/a-staffed-branch.ts';

// Log before reveal, on every path: with the log cut, nothing that shows, prints, exports or searches by person answers.

/** Every procedure of the contract that reveals, so that a new one cannot be forgotten. */
function revealingProcedures(part: object, path: string[] = []): string[] {
  if ('~orpc' in part) {
    const { meta } = (part as { '~orpc': { meta: ProcedureMeta } })['~orpc'];
    return meta.reveals ? [path.join('.')] : [];
  }
  return Object.entries(part).flatMap(([name, each]) => revealingProcedures(each as object, [...path, name]));
}

const revealing = revealingProcedures(branchContract);

let room: ReadingRoom;
let as: Record<PersonOfRoom, BranchClient>;
let stage: { fileId: string; lookId: string; scanId: string; complaintId: string; photoId: string; caseId: string };
const order = { kind: 'writtenOrder', number: '稽字 7 号', orderedBy: '省公司稽查处', validUntil: '2026-12-31' } as const;

/** A good call of each, by somebody who may. */
const calls: Record<string, () => Promise<unknown>> = {
  'archive.search': () => as.clerk.archive.search({ query: secretsOfRoom.name }),
  'archive.ofCustomer': () => as.clerk.archive.ofCustomer({ customerId: room.customerId }),
  'customers.find': () => as.clerk.customers.find({ query: secretsOfRoom.name }),
  'looks.open': () => as.archivist.looks.open({ fileId: stage.fileId, purposeCode: 'audit', basis: order }),
  'looks.breakGlass': () => as.manager.looks.breakGlass({ fileId: stage.fileId, reason: '消防通道抢修，须立即核对产权' }),
  'looks.opened': () => as.archivist.looks.opened({ lookId: stage.lookId }),
  'looks.scan': () => as.archivist.looks.scan({ lookId: stage.lookId, scanId: stage.scanId, as: 'page' }),
  'looks.print': () => as.archivist.looks.print({ lookId: stage.lookId, scanIds: [stage.scanId] }),
  'accessLog.entries': () => as.auditor.accessLog.entries({}),
  'accessLog.export': () => as.auditor.accessLog.export({ format: 'csv', language: 'zh-CN' }),
  'accessLog.flags': () => as.manager.accessLog.flags({ which: 'open' }),
  'accessLog.traceOfFile': () => as.clerk.accessLog.traceOfFile({ fileId: stage.fileId }),
  'complaints.repeats': () => as.clerk.complaints.repeats({ customerId: room.customerId, complainantPhone: '', accountNumber: '', address: '', what: '' }),
  'complaints.photo': () => as.manager.complaints.photo({ photoId: stage.photoId, as: 'page' }),
  'cases.photo': () => as.clerk.cases.photo({ caseId: stage.caseId, photoId: stage.photoId, as: 'page' }),
  'complaints.reveal': () => as.manager.complaints.reveal({ complaintId: stage.complaintId, why: 'contact' }),
  'sync.recoveryKey': () => as.administrator.sync.recoveryKey({ manager: room.signIn('manager') }),
  'sync.exportBundle': () => as.manager.sync.exportBundle(),
  'accessLog.whoLooked': () => as.archivist.accessLog.whoLooked({ customerId: room.customerId }),
};

beforeAll(async () => {
  room = await aReadingRoom();
  await room.parts.database.change(tx => keepEnrolment(tx, {
    address: 'https://headquarters', headquartersName: '云溪市总部', headquartersPublicKey: Buffer.alloc(32).toString('base64'), certificate: null, epoch: 1, enrolledAt: room.parts.clock.now(),
  }));
  const sync = await startSync({ ...room.parts, version: '0.0.0-test', pace: null });
  const router = branchRouter(room.parts, () => { throw new Error('nobody asks for health here'); }, sync, await startRebuild(room.parts, sync), await startPrinting(room.parts));
  as = {} as typeof as;
  for (const person of Object.keys(room.ids) as PersonOfRoom[]) {
    const { connection } = await room.branch.signedIn(person.toLowerCase());
    as[person] = createRouterClient(router, { context: { connection } });
  }
  stage = await aStage();
}, 60_000);
afterAll(() => room.close());

/** A file with a scan, added as people add it, and a look at it that is open. */
async function aStage(): Promise<typeof stage> {
  const { archivist, manager } = as;
  const { levels } = await archivist.archive.catalogue();
  const levelId = levels.find(level => level.approval === 'none')!.id;
  const category = await manager.archive.saveCategory({ commandId: newCommandId(), id: newCommandId(), parentId: null, code: 'YH', nameZh: '用户档案', nameEn: 'Users', isActive: true });
  const shelf = await manager.archive.saveShelf({ commandId: newCommandId(), id: newCommandId(), code: 'A-01', room: '档案室', isActive: true });
  const retention = await manager.archive.saveRetentionClass({ commandId: newCommandId(), id: newCommandId(), nameZh: '长期', nameEn: 'Long', years: 30, isActive: true });
  const file = await archivist.archive.add({
    commandId: newCommandId(), archiveNumber: 'YH-2026-0001', title: secretsOfRoom.title, subjectName: secretsOfRoom.name, subjectAccountNumber: secretsOfRoom.accountNumber,
    subjectAddress: secretsOfRoom.address, subjectIdNumber: secretsOfRoom.idNumber, customerId: room.customerId, categoryId: category.id, year: 2026, pages: 3, medium: 'paper',
    shelfId: shelf.id, place: '1-1-1', retentionClassId: retention.id, levelId, levelEndsOn: null,
  });
  const photograph = await aPhotograph();
  const { uploadId } = await archivist.archive.beginScan({ fileId: file.id, title: '申请表', byteCount: photograph.length });
  await archivist.archive.addScanPart({ uploadId, at: 0, part: new File([new Uint8Array(photograph)], 'part') });
  const scan = await archivist.archive.storeScan({ commandId: newCommandId(), uploadId });
  const look = await archivist.looks.open({ fileId: file.id, purposeCode: 'audit', basis: order });
  await judgeLooks(room.parts);
  return { fileId: file.id, scanId: scan.id, lookId: look.lookId, ...await aComplaint(photograph) };
}

/** A complaint with a photo, taken in at the counter and closed, and the draft of a case that shows the photo. */
async function aComplaint(photograph: Buffer): Promise<Pick<typeof stage, 'complaintId' | 'photoId' | 'caseId'>> {
  const { reportClassId } = await room.database.change(async tx => {
    await addPackagedYears(tx, room.parts.clock.now());
    const report = await insertDefaultClasses(tx, 'power');
    await insertDefaultDeadlineTable(tx, 'power', report.reportClassId);
    return report;
  });
  const photo = await as.clerk.complaints.addPhoto({ photoId: newCommandId(), title: '电表', kind: 'photo', content: new File([new Uint8Array(photograph)], '1.jpg', { type: 'image/jpeg' }) });
  const story = await as.clerk.complaints.receive({
    commandId: newCommandId(), draftId: newCommandId(),
    form: {
      channel: 'counter', isAnonymous: false, complainantName: secretsOfRoom.name, complainantPhone: '13800136712', address: secretsOfRoom.address, agentName: '', customerId: room.customerId,
      accountNumber: secretsOfRoom.accountNumber, ticketId: null, visitId: null, classId: reportClassId, urgency: 1, impact: 1, aboutServiceId: null, aboutWindowId: null, aboutStaffIds: [], aboutProduct: '',
      what: '等候一个小时无人叫号', happenedAt: null, where: '', remedySought: '', photoIds: [photo.id],
    },
  });
  const { clerk, archivist, manager } = as;
  const at = ({ stepCount }: { stepCount: number }) => ({ commandId: newCommandId(), complaintId: story.id, expectedSteps: stepCount });
  const assessed = await manager.complaints.assess({ ...at(story), classId: reportClassId, urgency: 1, impact: 1, words: '' });
  const dispatched = await manager.complaints.dispatch({ ...at(assessed), handlerId: room.ids.archivist, words: '' });
  const taken = await archivist.complaints.take(at(dispatched));
  const answered = await archivist.complaints.answer({ ...at(taken), templateId: 'answer', text: '已增开窗口。', how: 'phone' });
  const calledBack = await clerk.complaints.callBack({ ...at(answered), outcome: 'satisfied', words: '' });
  await manager.complaints.close({ ...at(calledBack), isJustified: true, cause: '只开一个窗口', responsibleUnit: '营业班', remedy: '增开窗口', lesson: '按客流排班', noLessonBecause: '' });
  const { id: caseId, version, form } = await clerk.cases.fromComplaint({ commandId: newCommandId(), complaintId: story.id });
  await clerk.cases.save({ commandId: newCommandId(), caseId, version, form: { ...form, photoIds: [photo.id] } });
  return { complaintId: story.id, photoId: photo.id, caseId };
}

/** The same call shows something when the log is there: else its silence before would prove nothing. */
function expectToShow(answer: unknown): void {
  if (answer instanceof File) return expect(answer.size).toBeGreaterThan(0);
  const lists = Array.isArray(answer) ? [answer] : Object.values(answer as object).filter(Array.isArray);
  for (const list of lists) expect(list).not.toEqual([]);
  expect(answer).toBeTruthy();
}

describe('when the access log cannot be written', () => {
  test('every procedure that reveals is tried below', () => {
    expect(Object.keys(calls).toSorted()).toEqual(revealing.toSorted());
  });

  test.each(revealing)('%s opens nothing, and opens again with the log', async name => {
    const call = calls[name];
    if (!call) throw new Error(`${name} reveals, and no call of it is tried here`);
    await room.database.change(tx => tx.run(`create trigger log_is_cut before insert on access_log_entries begin select raise(abort, 'the log is cut'); end`));
    const before = await room.log();
    const answer: unknown = await call().catch((error: unknown) => error);
    expect(answer).toMatchObject({ code: 'LOG_UNAVAILABLE' });
    for (const secret of Object.values(secretsOfRoom)) expect(JSON.stringify(answer)).not.toContain(secret);
    expect(await room.log()).toEqual(before);

    await room.database.change(tx => tx.run('drop trigger log_is_cut'));
    expectToShow(await call());
    expect((await room.log()).length).toBeGreaterThan(before.length);
  });
});
