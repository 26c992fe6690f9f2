import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { insertCustomers } from '../../main/customers/customers-store.ts';
import { aCustomer } from '../builders/a-customer.ts';
import { aCaseDesk, at, day } from '../builders/a-case-desk.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: Awaited<ReturnType<typeof aCaseDesk>>;
beforeEach(async () => { desk = await aCaseDesk(); });
afterEach(() => desk.close());

const found = async (words: string) => (await desk.other.cases.search({ words })).cases.map(({ number }) => number);

describe('a case', () => {
  test('comes from a closed complaint in one step, is filled in, reviewed by somebody else, published and found', async () => {
    const complaint = await desk.closed();
    const draft = await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId: complaint.id });
    expect(draft).toMatchObject({
      number: 'L2026-0001', state: 'draft', outcome: 'satisfied', authorName: '李敏', publishedAt: null, version: 1, complaint: { id: complaint.id, number: complaint.number },
      form: {
        title: '三月份电费比往常高出一倍', classId: desk.classId, channel: 'counter', problem: desk.form.what, cause: '抄表员把 6 读成 9，复核时没有比对历史电量', responsibleUnit: '抄表班',
        remedy: '退还多收电费 186.40 元并上门致歉', lesson: '电量环比超过一倍的户，出账前先核对', avoidance: '', keywords: [], photoIds: [],
      },
      events: [{ kind: 'written', byName: '李敏' }], checks: [], personalTraces: [], may: { write: true, submit: true, review: false, sendBack: false, retire: false, reopen: false, check: false },
    });
    const written = await desk.save(draft, { avoidance: '出账前由复核员比对历史电量', keywords: ['抄表', '退费'] });
    expect(await found('抄表读错电量')).toEqual([]);
    const submitted = await desk.clerk.cases.submit(at(written));
    expect(submitted).toMatchObject({ state: 'inReview', version: 2, form: { keywords: ['抄表', '退费'] }, may: { write: false, submit: false } });
    expect(await found('抄表读错电量')).toEqual([]);

    desk.clock.advance(60_000);
    const now = desk.clock.now();
    const published = await desk.manager.cases.publish({ ...at(submitted), words: '写得清楚', namesNobody: false });
    expect(published).toMatchObject({
      state: 'published', publishedAt: now, nextCheckAt: now + 90 * day, isCheckDue: false, may: { write: false, review: false, retire: true, reopen: true, check: true },
      events: [{ kind: 'written' }, { kind: 'submitted', byName: '李敏' }, { kind: 'published', byName: '陈静', words: '写得清楚' }],
    });
    expect(await found('抄表读错电量')).toEqual(['L2026-0001']);
    expect(await desk.clerk.cases.similar({ what: '这个月电费比往常高出一倍，抄表读错了', classId: desk.classId, channel: 'phone' })).toMatchObject([
      { number: 'L2026-0001', remedy: '退还多收电费 186.40 元并上门致歉', avoidance: '出账前由复核员比对历史电量', outcome: 'satisfied' },
    ]);
  });

  test('takes nobody along from its complaint', async () => {
    const given = { what: '王秀英来电：13800136712 打不通，住文三路12号锦绣花园3栋，户号 0512003457731；王磊师傅上门两次，邻居赵大爷可作证。', aboutStaffIds: [desk.archivist.id] };
    const complaint = await desk.closed(given, { cause: '周芳没有登记', responsibleUnit: '营业班（王磊）', remedy: '陈静致歉，电话 138 0013 6712', lesson: '王女士一类客户先核对' });
    const draft = await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId: complaint.id });
    const { title, problem, cause, responsibleUnit, remedy, lesson } = draft.form;
    expect({ title, problem, cause, responsibleUnit, remedy, lesson }).toEqual({
      title: '客户来电：（略） 打不通', problem: '客户来电：（略） 打不通，住（略），户号 （略）；员工上门两次，邻居某大爷可作证。', cause: '员工没有登记', responsibleUnit: '营业班（员工）',
      remedy: '员工致歉，电话 （略）', lesson: '客户一类客户先核对',
    });
    expect(draft.personalTraces).toEqual([]);
    // What was written in again by hand is seen again, names without a title as well: the branch knows them.
    expect((await desk.save(draft, { problem: '王秀英反映', cause: '王磊没有登记' })).personalTraces).toEqual([{ field: 'problem', kind: 'name' }, { field: 'cause', kind: 'name' }]);
  });

  test('takes nobody along whom the customer’s own entry names otherwise than they gave it at intake', async () => {
    const [customerId] = await desk.database.change(tx => insertCustomers(tx, [aCustomer({ name: '赵月娥', phone: '0571-86543210', accountNumber: '0512009988776' })]));
    const complaint = await desk.closed({ customerId: customerId ?? null, complainantName: '赵姐', what: '赵月娥在厅里等了两小时，赵姐后来又来一次' }, { remedy: '退还0512009988776多收部分' });
    const draft = await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId: complaint.id });
    expect([draft.form.problem, draft.form.remedy]).toEqual(['客户在厅里等了两小时，客户后来又来一次', '退还（略）多收部分']);
  });

  test('of a complaint is one: a repeat and a second try answer the one there is', async () => {
    const { clerk, archivist, other } = desk;
    const command = { commandId: uuidv7(), complaintId: (await desk.closed()).id };
    const draft = await clerk.cases.fromComplaint(command);
    const saved = await desk.save(draft, { title: '改过的题目' });
    expect(await clerk.cases.fromComplaint(command)).toEqual(draft);
    expect(await clerk.cases.fromComplaint({ ...command, commandId: uuidv7() })).toEqual(saved);
    expect(await archivist.cases.fromComplaint({ ...command, commandId: uuidv7() })).toMatchObject({ id: draft.id, authorName: '李敏' });
    expect(await refusalOf(other.cases.fromComplaint({ ...command, commandId: uuidv7() }))).toMatchObject({ code: 'NOT_YOUR_CASE' });
    expect([await clerk.cases.ofComplaint(command), await other.cases.ofComplaint(command), await other.cases.ofComplaint({ complaintId: uuidv7() })]).toMatchObject([{ id: draft.id, title: '改过的题目' }, null, null]);
  });

  test('comes from a closed complaint only, and leaves no gap where none came about', async () => {
    const { clerk } = desk;
    expect(await refusalOf(clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId: uuidv7() }))).toMatchObject({ code: 'COMPLAINT_NOT_FOUND' });
    expect(await refusalOf(clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId: (await desk.inHand()).id }))).toMatchObject({ code: 'COMPLAINT_NOT_CLOSED' });
    expect(await refusalOf(clerk.cases.begin({ commandId: uuidv7(), form: { ...desk.caseForm, classId: uuidv7() } }))).toMatchObject({ code: 'COMPLAINT_CLASS_NOT_FOUND' });
    expect(await refusalOf(clerk.cases.begin({ commandId: uuidv7(), form: { ...desk.caseForm, photoIds: [uuidv7()] } }))).toMatchObject({ code: 'PHOTO_NOT_FOUND' });
    const one = { commandId: uuidv7(), form: desk.caseForm };
    expect([await clerk.cases.begin(one), await clerk.cases.begin(one), await clerk.cases.begin({ ...one, commandId: uuidv7() })].map(({ number }) => number)).toEqual(['L2026-0001', 'L2026-0001', 'L2026-0002']);
    desk.clock.set(Date.parse('2027-01-01T00:30:00+08:00'));
    expect(await clerk.cases.begin({ ...one, commandId: uuidv7() })).toMatchObject({ number: 'L2027-0001', complaint: null, outcome: null });
  });

  test('takes over whom the last call-back found dissatisfied as well', async () => {
    const redone = await desk.closedAfterRedo();
    expect(await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId: redone.id })).toMatchObject({ outcome: 'verySatisfied' });
    const unreached = await desk.closed({ isAnonymous: true, complainantName: '', complainantPhone: '', address: '', accountNumber: '' }, {}, 'unreachable');
    expect(await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId: unreached.id })).toMatchObject({ outcome: 'unreachable' });
  });

  test('that two people save at once keeps the first text and tells the second who was faster', async () => {
    const draft = await desk.aDraft();
    const [first, second] = await Promise.allSettled([desk.save(draft, { title: '柜员的题目' }), desk.save(draft, { title: '档案员的题目' }, 'archivist')]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { version: 2 } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'CASE_CHANGED', data: { byName: '李敏', at: desk.clock.now() } } });
    expect(await desk.clerk.cases.get({ caseId: draft.id })).toMatchObject({ form: { title: '柜员的题目' } });
    expect(await refusalOf(desk.clerk.cases.submit(at(draft)))).toMatchObject({ code: 'CASE_CHANGED' });
  });

  test('saved again by the same hand is written once in its history; by another it is written anew', async () => {
    let draft = await desk.aDraft();
    for (const by of ['clerk', 'clerk', 'archivist', 'archivist', 'clerk'] as const) draft = await desk.save(draft, { title: `${draft.form.title}。` }, by);
    expect(draft.events.map(({ kind, byName }) => [kind, byName])).toEqual([['written', '李敏'], ['written', '周芳'], ['written', '李敏']]);
    expect(draft).toMatchObject({ version: 6, authorName: '李敏' });
  });

  test('is written by its author or a reviewer, with a class there is and photos of its own complaint', async () => {
    const draft = await desk.aDraft();
    expect(await refusalOf(desk.save(draft, {}, 'other'))).toMatchObject({ code: 'NOT_YOUR_CASE' });
    expect(await refusalOf(desk.other.cases.submit(at(draft)))).toMatchObject({ code: 'NOT_YOUR_CASE' });
    expect(await refusalOf(desk.save(draft, { classId: uuidv7() }))).toMatchObject({ code: 'COMPLAINT_CLASS_NOT_FOUND' });
    const [ofAnother, own] = [await desk.aPhotoOf({}), await desk.aPhotoOf({})];
    expect(await refusalOf(desk.save(draft, { photoIds: [ofAnother.photoId] }))).toMatchObject({ code: 'PHOTO_NOT_FOUND' });
    const withPhoto = await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId: own.complaintId });
    expect(await desk.save(withPhoto, { photoIds: [own.photoId, own.photoId] })).toMatchObject({ form: { photoIds: [own.photoId] }, photos: [{ id: own.photoId, title: '客户家电表', widthPx: 640 }] });
    expect(await refusalOf(desk.save({ ...draft, id: uuidv7() }, {}))).toMatchObject({ code: 'CASE_NOT_FOUND' });
  });

  test('half written is not handed in: the fields are named; in review nobody changes it', async () => {
    const draft = await desk.clerk.cases.begin({ commandId: uuidv7(), form: { ...desk.caseForm, lesson: '', avoidance: '', channel: null } });
    expect(await refusalOf(desk.clerk.cases.submit(at(draft)))).toEqual({ code: 'CASE_INCOMPLETE', data: { fields: ['channel', 'lesson', 'avoidance'] } });
    const submitted = await desk.inReview();
    const codesOf = async (...calls: Promise<unknown>[]) => (await Promise.all(calls.map(refusalOf))).map(refusal => refusal?.code);
    expect(await codesOf(desk.save(submitted, {}), desk.clerk.cases.submit(at(submitted)), desk.save(submitted, {}, 'manager'))).toEqual(['CASE_NOT_DRAFT', 'CASE_NOT_DRAFT', 'CASE_NOT_DRAFT']);
    expect(await codesOf(desk.manager.cases.reopen({ ...at(submitted), words: '改' }), desk.manager.cases.retire({ ...at(submitted), words: '停' }))).toEqual(['CASE_NOT_PUBLISHED', 'CASE_NOT_PUBLISHED']);
    expect(await codesOf(desk.manager.cases.publish({ ...at(draft), words: '', namesNobody: true }), desk.manager.cases.sendBack({ ...at(draft), words: '补' }))).toEqual(['CASE_NOT_IN_REVIEW', 'CASE_NOT_IN_REVIEW']);
  });
});

describe('the review of a case', () => {
  test('is somebody else’s: neither the author nor who saved the text last publishes it', async () => {
    const ownDraft = await desk.aDraft('manager');
    const own = await desk.manager.cases.submit(at(await desk.save(ownDraft, { avoidance: '先核对' }, 'manager')));
    expect(own.may).toMatchObject({ review: false, sendBack: true });
    expect(await refusalOf(desk.manager.cases.publish({ ...at(own), words: '', namesNobody: true }))).toMatchObject({ code: 'OWN_CASE' });
    expect(await desk.archivist.cases.publish({ ...at(own), words: '', namesNobody: true })).toMatchObject({ state: 'published' });

    const helped = await desk.save(await desk.aDraft(), { avoidance: '先核对' }, 'archivist');
    const submitted = await desk.clerk.cases.submit(at(helped));
    expect(await refusalOf(desk.archivist.cases.publish({ ...at(submitted), words: '', namesNobody: true }))).toMatchObject({ code: 'OWN_CASE' });
    expect(await desk.manager.cases.publish({ ...at(submitted), words: '', namesNobody: true })).toMatchObject({ state: 'published' });
  });

  test('sends it back with words, and it comes again', async () => {
    const submitted = await desk.inReview();
    const back = await desk.archivist.cases.sendBack({ ...at(submitted), words: '写明防范措施由谁做' });
    expect(back).toMatchObject({ state: 'draft', publishedAt: null, nextCheckAt: null });
    const again = await desk.clerk.cases.submit(at(await desk.save(back, { avoidance: '复核员出账前核对' })));
    expect(again.events.map(({ kind }) => kind)).toEqual(['written', 'submitted', 'sentBack', 'submitted']);
    // Who read the text before it was sent back has not read this one.
    expect(await refusalOf(desk.manager.cases.publish({ ...at(submitted), words: '', namesNobody: true }))).toMatchObject({ code: 'CASE_CHANGED', data: { byName: '李敏' } });
    expect(await desk.manager.cases.publish({ ...at(again), words: '', namesNobody: true })).toMatchObject({ state: 'published' });
  });

  test('looks at whatever may be of persons before it publishes', async () => {
    const draft = await desk.save(await desk.aDraft(), { avoidance: '请王女士到 3号楼2单元 核对', remedy: '退还 186.40 元' });
    const submitted = await desk.clerk.cases.submit(at(draft));
    expect(submitted.personalTraces).toEqual([{ field: 'avoidance', kind: 'name' }, { field: 'avoidance', kind: 'address' }]);
    const publish = { ...at(submitted), words: '' };
    expect(await refusalOf(desk.manager.cases.publish({ ...publish, namesNobody: false }))).toEqual({ code: 'CASE_NAMES_PEOPLE', data: { fields: ['avoidance'] } });
    expect(await found('核对')).toEqual([]);
    expect(await desk.manager.cases.publish({ ...publish, commandId: uuidv7(), namesNobody: true })).toMatchObject({ state: 'published' });
  });

  test('looks at every photo: no program sees whom it shows', async () => {
    const { complaintId, photoId } = await desk.aPhotoOf({});
    const draft = await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId });
    const submitted = await desk.clerk.cases.submit(at(await desk.save(draft, { avoidance: '先核对', photoIds: [photoId] })));
    expect(await refusalOf(desk.manager.cases.publish({ ...at(submitted), words: '', namesNobody: false }))).toEqual({ code: 'CASE_NAMES_PEOPLE', data: { fields: ['photos'] } });
    expect(await desk.manager.cases.publish({ ...at(submitted), words: '', namesNobody: true })).toMatchObject({ state: 'published' });
  });

  test('sent twice publishes once', async () => {
    const submitted = await desk.inReview();
    const command = { ...at(submitted), words: '', namesNobody: false };
    const published = await desk.manager.cases.publish(command);
    desk.clock.advance(5000);
    expect(await desk.manager.cases.publish(command)).toEqual(published);
    expect(await found('电量')).toEqual([published.number]);
  });
});

describe('a published case', () => {
  test('that is reopened is its author’s draft again, found by nobody until it is published anew', async () => {
    const published = await desk.published();
    const reopened = await desk.archivist.cases.reopen({ ...at(published), words: '规定变了' });
    expect(reopened).toMatchObject({ state: 'draft', publishedAt: null, nextCheckAt: null, events: [{}, {}, {}, { kind: 'reopened', byName: '周芳', words: '规定变了' }] });
    expect([await found('电量'), await refusalOf(desk.other.cases.get({ caseId: published.id }))]).toMatchObject([[], { code: 'CASE_NOT_FOUND' }]);
    const again = await desk.clerk.cases.submit(at(await desk.save(reopened, { title: '远程抄表缺数', problem: '远程抄表的数据没有上传。' })));
    await desk.manager.cases.publish({ ...at(again), words: '', namesNobody: false });
    expect([await found('远程抄表'), await found('三月份')]).toEqual([[published.number], []]);
  });

  test('that is retired is found no more and still there; it may be reopened', async () => {
    const published = await desk.published();
    const retired = await desk.manager.cases.retire({ ...at(published), words: '流程已取消' });
    expect(retired).toMatchObject({ state: 'retired', nextCheckAt: null, may: { reopen: true, check: false } });
    expect(await found('电量')).toEqual([]);
    expect(await desk.other.cases.get({ caseId: published.id })).toMatchObject({ state: 'retired', may: { reopen: false, write: false } });
    expect(await desk.manager.cases.reopen({ ...at(retired), words: '恢复' })).toMatchObject({ state: 'draft' });
  });

  test('keeps its class from being removed', async () => {
    const { id } = await desk.manager.client.saveClass({ commandId: uuidv7(), id: uuidv7(), parentId: null, nameZh: '充电桩', nameEn: 'Charging', isActive: true });
    await desk.clerk.cases.begin({ commandId: uuidv7(), form: { ...desk.caseForm, classId: id } });
    expect(await refusalOf(desk.manager.client.removeClass({ commandId: uuidv7(), classId: id }))).toEqual({ code: 'COMPLAINT_CLASS_IN_USE', data: { complaints: 0, cases: 1, classes: 0, deadlineRows: 0 } });
  });
});

describe('a later check', () => {
  const check = (caseId: string, outcome: 'avoided' | 'recurred', complaintNumber: string | null = null) => desk.archivist.cases.check({ commandId: uuidv7(), caseId, outcome, words: '抽查三十户', complaintNumber });

  test('says avoided or recurred, with the complaint in which it recurred, and when to look again', async () => {
    const { id } = await desk.published();
    desk.clock.advance(90 * day);
    expect((await desk.manager.cases.search({ which: 'toCheck' }))).toMatchObject({ cases: [{ id, isCheckDue: true }], counts: { toCheck: 1 } });
    const now = desk.clock.now();
    expect(await check(id, 'avoided')).toMatchObject({ avoidedCount: 1, recurredCount: 0, nextCheckAt: now + 90 * day, isCheckDue: false, checks: [{ outcome: 'avoided', byName: '周芳', at: now, words: '抽查三十户', complaint: null }] });
    const again = await desk.received();
    expect(await check(id, 'recurred', ` ${again.number.toLowerCase()} `)).toMatchObject({ avoidedCount: 1, recurredCount: 1, nextCheckAt: now + 30 * day, checks: [{}, { outcome: 'recurred', complaint: { id: again.id, number: again.number } }] });
    expect(await check(id, 'recurred', '')).toMatchObject({ recurredCount: 2, checks: [{}, {}, { complaint: null }] });
    expect((await desk.manager.cases.search({ which: 'toCheck' }))).toMatchObject({ cases: [], counts: { toCheck: 0 } });
  });

  test('is of a published case and a complaint there is; sent twice it counts once', async () => {
    const { id } = await desk.published();
    expect(await refusalOf(check(id, 'recurred', 'T2026-0999'))).toMatchObject({ code: 'COMPLAINT_NOT_FOUND' });
    expect(await refusalOf(check(id, 'recurred', '第三件'))).toMatchObject({ code: 'COMPLAINT_NOT_FOUND' });
    expect(await refusalOf(check((await desk.aDraft()).id, 'avoided'))).toMatchObject({ code: 'CASE_NOT_PUBLISHED' });
    expect(await refusalOf(check(uuidv7(), 'avoided'))).toMatchObject({ code: 'CASE_NOT_FOUND' });
    const command = { commandId: uuidv7(), caseId: id, outcome: 'avoided' as const, words: '抽查', complaintNumber: null };
    expect([await desk.manager.cases.check(command), await desk.manager.cases.check(command)].map(({ checks }) => checks.length)).toEqual([1, 1]);
    expect(await desk.manager.cases.get({ caseId: id })).toMatchObject({ avoidedCount: 1 });
  });
});
