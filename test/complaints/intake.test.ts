import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessLogEntries } from '../../main/access-log/access-log-schema.ts';
import { summaryOf } from '../../main/complaints/complaint-summary.ts';
import { likelyTheSame, likeness, repeatKeys } from '../../main/complaints/intake-rules.ts';
import { aComplaintDesk } from '../builders/a-complaint-desk.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: Awaited<ReturnType<typeof aComplaintDesk>>;
beforeEach(async () => { desk = await aComplaintDesk(); });
afterEach(() => desk.close());

const entries = () => desk.database.read(async reader => (await reader.select({ bytes: accessLogEntries.bytes }).from(accessLogEntries)).map(({ bytes }) => JSON.parse(bytes) as Record<string, unknown>));
const nobody = { customerId: null, complainantPhone: '', accountNumber: '', address: '', what: '' };

describe('an intake form', () => {
  test('with something missing is not taken in: the fields are named, and its draft stays', async () => {
    const { client } = desk.clerk;
    const [draftId, form] = [uuidv7(), { ...desk.form, complainantPhone: '', what: '' }];
    await client.saveDraft({ draftId, form });
    expect(await refusalOf(client.receive({ commandId: uuidv7(), draftId, form }))).toMatchObject({ code: 'COMPLAINT_INCOMPLETE', data: { fields: ['complainantPhone', 'what'] } });
    expect(await client.drafts()).toMatchObject([{ id: draftId, form }]);
    expect(await client.board({ which: 'open' })).toMatchObject({ complaints: [] });
  });

  test('of an anonymous complainant names nobody', async () => {
    const story = await desk.received({ isAnonymous: true, complainantPhone: '', accountNumber: '', address: '' });
    expect(story).toMatchObject({ maskedName: null, form: { isAnonymous: true, maskedName: null, maskedPhone: null }, deadlines: { firstContact: null }, next: { kind: 'answer' } });
    expect(await desk.clerk.client.reveal({ complaintId: story.id, why: 'intakePaper' })).toMatchObject({ complainantName: '' });
  });

  test('ends its draft when it is taken in; a draft is seen by nobody else and replaced by nobody else', async () => {
    const { clerk, other, form } = desk;
    const draftId = uuidv7();
    await clerk.client.saveDraft({ draftId, form: { ...form, what: '停电' } });
    await clerk.client.saveDraft({ draftId, form: { ...form, what: '停电三次' } });
    expect(await clerk.client.drafts()).toMatchObject([{ form: { what: '停电三次' } }]);
    expect(await other.client.drafts()).toEqual([]);
    expect(await refusalOf(other.client.saveDraft({ draftId, form }))).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    await clerk.client.receive({ commandId: uuidv7(), draftId, form });
    expect(await clerk.client.drafts()).toEqual([]);
  });

  test('that names what does not exist changes nothing', async () => {
    const unknown = uuidv7();
    const given: [Parameters<typeof desk.received>[0], string][] = [
      [{ classId: unknown }, 'COMPLAINT_CLASS_NOT_FOUND'], [{ visitId: unknown, ticketId: unknown }, 'VISIT_NOT_FOUND'], [{ ticketId: unknown }, 'VISIT_NOT_FOUND'], [{ customerId: unknown }, 'CUSTOMER_NOT_FOUND'],
      [{ aboutServiceId: unknown }, 'SERVICE_NOT_FOUND'], [{ aboutWindowId: unknown }, 'WINDOW_NOT_FOUND'], [{ aboutStaffIds: [unknown] }, 'STAFF_NOT_FOUND'], [{ photoIds: [unknown] }, 'PHOTO_NOT_FOUND'],
    ];
    for (const [form, code] of given) expect(await refusalOf(desk.received(form))).toMatchObject({ code });
    expect((await desk.clerk.client.board({ which: 'open' })).complaints).toEqual([]);
    expect((await desk.received()).number).toBe('T2026-0001');
  });

  test('sent twice after a lost answer is one complaint', async () => {
    const asked = { commandId: uuidv7(), draftId: uuidv7(), form: desk.form };
    const [once, again] = [await desk.clerk.client.receive(asked), await desk.clerk.client.receive(asked)];
    expect(again.number).toBe(once.number);
    expect((await desk.received()).number).toBe('T2026-0002');
  });

  test('shows beforehand what will be promised, and promises it', async () => {
    const { clerk, form } = desk;
    const promised = await clerk.client.promises({ channel: form.channel, classId: desk.classId });
    expect(promised).toMatchObject({ firstContact: { dueAt: desk.clock.now() + 24 * 60 * 60_000 }, answer: { provisionalYears: [] }, close: null });
    expect((await desk.received()).deadlines).toEqual(promised);
  });
});

describe('earlier complaints beside the form', () => {
  test('are found by phone, account, address and meaning, and say by which', async () => {
    await desk.received();
    const found = await desk.clerk.client.repeats({ ...nobody, complainantPhone: '+86 138-0013-6712', address: '云溪市城东区 文三路12号 锦绣花园3栋', what: '电费比往常高出一倍，打电话没有人回复' });
    expect(found).toMatchObject([{ number: 'T2026-0001', matchedBy: ['phone', 'address', 'meaning'], maskedName: '王*英' }]);
    expect(await desk.clerk.client.repeats({ ...nobody, complainantPhone: '13900000000', what: '大厅空调太冷，老人受不了' })).toEqual([]);
  });

  test('are a search for the person, with its entry; by meaning alone nobody is looked for', async () => {
    await desk.received();
    await desk.clerk.client.repeats({ ...nobody, what: '三月份电费比往常高出一倍' });
    expect(await entries()).toEqual([]);
    await desk.clerk.client.repeats({ ...nobody, complainantPhone: '13800136712' });
    expect(await entries()).toMatchObject([{ action: 'search', staff: desk.clerk.id, purpose: 'complaint' }]);
    expect(JSON.stringify(await entries())).not.toContain('13800136712');
  });

  test('are looked for by what is long enough to mean one person', () => {
    expect(repeatKeys({ complainantPhone: '+8613800136712', accountNumber: '7', address: '3栋' })).toEqual({ phoneKey: '13800136712', accountKey: null, addressKey: null });
  });

  test('texts about the same matter are more alike than others', () => {
    expect(likeness('小区昨晚又停电了，冰箱里的东西全坏了', '昨晚小区停电，冰箱的东西坏了要求赔偿')).toBeGreaterThanOrEqual(likelyTheSame);
    expect(likeness('小区昨晚又停电了，冰箱里的东西全坏了', '柜台人员态度生硬，等了一个小时')).toBeLessThan(likelyTheSame);
    expect(likeness('停电', '停电')).toBe(0);
  });
});

describe('what lists show', () => {
  test('leaves out the name, the phone, the address and every long number', () => {
    const person = { complainantName: '王秀英', complainantPhone: '13800136712', address: '文三路12号', agentName: '', accountNumber: '0512003457731' };
    const summary = summaryOf({ ...person, what: '王秀英（13800136712，身份证 11010119600101123X）住文三路12号，户号0512003457731，电表 98 765 432 读错' });
    for (const secret of ['王秀英', '13800136712', '110101', '文三路', '0512', '765']) expect(summary).not.toContain(secret);
    expect(summary).toContain('读错');
  });

  test('full name and phone are for handler, intake, manager and whoever calls back, after an entry', async () => {
    const { clerk, other, manager, at } = desk;
    const story = await desk.inHand();
    const third = await desk.person('zhaoyun', '赵云', ['clerk']);
    expect(await refusalOf(third.client.reveal({ complaintId: story.id, why: 'callBack' }))).toMatchObject({ code: 'NOT_YOUR_COMPLAINT' });
    expect(await other.client.reveal({ complaintId: story.id, why: 'contact' })).toMatchObject({ complainantName: '王秀英', complainantPhone: '13800136712', logSeq: 0 });
    expect(await entries()).toMatchObject([{ action: 'unmask', purpose: 'complaint', basis: { kind: 'complaint', id: story.id }, fields: ['name', 'phone', 'address', 'accountNumber'] }]);
    await other.client.answer({ ...at(story), templateId: 'answer', text: '已核实更正。', how: 'phone' });
    expect(await third.client.reveal({ complaintId: story.id, why: 'callBack' })).toMatchObject({ complainantPhone: '13800136712' });
    for (const who of [clerk, manager]) expect(JSON.stringify(await who.client.story({ complaintId: story.id }))).not.toMatch(/王秀英|13800136712|0512003457731/);
  });
});
