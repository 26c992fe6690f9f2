import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lettersOf } from '../../main/complaints/letters-store.ts';
import { aComplaintDesk } from '../builders/a-complaint-desk.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

// A bank: its table allows more time.
let desk: Awaited<ReturnType<typeof aComplaintDesk>>;
beforeEach(async () => { desk = await aComplaintDesk({ trade: 'bank' }); });
afterEach(() => desk.close());

const answer = { templateId: 'answer' as const, text: '经核实，已更正。', how: 'letter' as const };
/** As its writer fills it in: every place written. */
const written = (text: string) => text.replaceAll(/【[^】]*】/gu, '已写明');
const lettersIn = (complaintId: string) => desk.database.read(reader => lettersOf(reader, complaintId));
const lastFacts = (story: { steps: { facts: object }[] }) => story.steps.at(-1)?.facts;

describe('letters that go out with a move', () => {
  test('are numbered without a gap across their kinds, and each step carries the number', async () => {
    const { clerk, other, manager, at } = desk;
    const { client } = manager;
    const refused = await desk.received();
    const { text: notOurs } = await client.letterDraft({ complaintId: refused.id, templateId: 'notOurs', refusal: 'inCourt' });
    expect(await refusalOf(client.refuse({ ...at(refused), reason: 'inCourt', words: '', text: notOurs }))).toMatchObject({ code: 'LETTER_UNFINISHED', data: { places: ['【受理的人民法院或仲裁机构】'] } });
    expect(lastFacts(await client.refuse({ ...at(refused), reason: 'inCourt', words: '', text: written(notOurs) }))).toMatchObject({ kind: 'refused', reason: 'inCourt', letterNumber: 'F2026-0001', text: expect.stringContaining('决定不予受理') });

    let longer = await other.client.askExtension({ ...at(await desk.inHand()), ruleId: 'complex', reason: '需调取三年流水' });
    const { text: needsTime } = await client.letterDraft({ complaintId: longer.id, templateId: 'needsTime' });
    expect(await refusalOf(client.decideExtension({ ...at(longer), isApproved: true, words: '同意', text: needsTime }))).toMatchObject({ code: 'LETTER_UNFINISHED' });
    longer = await client.decideExtension({ ...at(longer), isApproved: true, words: '同意', text: written(needsTime) });
    expect(lastFacts(longer)).toMatchObject({ kind: 'extensionDecided', letterNumber: 'F2026-0002' });
    // The day that was written is the day that is promised.
    const [year, month, day] = (longer.deadlines.answer?.lastDay ?? '').split('-').map(Number);
    expect(needsTime).toContain('因需调取三年流水，未能在原定的');
    expect(needsTime).toContain(`办理期限延长至${year}年${month}月${day}日`);

    longer = await other.client.answer({ ...at(longer), ...answer });
    expect(lastFacts(longer)).toMatchObject({ kind: 'answered', letterNumber: 'F2026-0003' });

    const withdrawn = await desk.received();
    const { text: confirmed } = await clerk.client.letterDraft({ complaintId: withdrawn.id, templateId: 'withdrawn', withdrawal: 'settled' });
    expect(lastFacts(await clerk.client.withdraw({ ...at(withdrawn), reason: 'settled', words: '当场说明', text: confirmed }))).toMatchObject({ kind: 'withdrawn', letterNumber: 'F2026-0004', text: confirmed });
    expect((await lettersIn(longer.id)).map(({ number, templateId }) => [number, templateId])).toEqual([['F2026-0002', 'needsTime'], ['F2026-0003', 'answer']]);
  });

  test('are needed: a move that lacks one changes nothing and takes no number', async () => {
    const { clerk, other, manager, at } = desk;
    const story = await desk.received();
    expect(await refusalOf(manager.client.refuse({ ...at(story), reason: 'notOurs', words: '不是我们的' }))).toMatchObject({ code: 'COMPLAINT_INCOMPLETE', data: { fields: ['text'] } });
    expect(await refusalOf(clerk.client.withdraw({ ...at(story), reason: 'noLongerWanted', words: '来电表示', text: ' ' }))).toMatchObject({ code: 'COMPLAINT_INCOMPLETE', data: { fields: ['text'] } });
    const asked = await other.client.askExtension({ ...at(await desk.inHand()), ruleId: 'complex', reason: '需调取流水' });
    expect(await refusalOf(manager.client.decideExtension({ ...at(asked), isApproved: true, words: '同意' }))).toMatchObject({ code: 'COMPLAINT_INCOMPLETE' });
    expect((await manager.client.story({ complaintId: asked.id })).stepCount).toBe(asked.stepCount);
    const declined = await manager.client.decideExtension({ ...at(asked), isApproved: false, words: '可以按期办结' });
    expect(declined.steps.at(-1)?.facts).not.toHaveProperty('letterNumber');
    expect(lastFacts(await other.client.answer({ ...at(declined), ...answer }))).toMatchObject({ letterNumber: 'F2026-0001' });
  });

  test('never go to an anonymous complainant; then the reason is needed in words', async () => {
    const { clerk, manager, at } = desk;
    const story = await desk.received({ isAnonymous: true });
    expect(await refusalOf(manager.client.refuse({ ...at(story), reason: 'noFacts', words: '' }))).toMatchObject({ code: 'COMPLAINT_INCOMPLETE', data: { fields: ['words'] } });
    const refused = await manager.client.refuse({ ...at(story), reason: 'noFacts', words: '没有时间和地点', text: '不会发出的函件' });
    expect(lastFacts(refused)).toEqual({ kind: 'refused', reason: 'noFacts', words: '没有时间和地点' });
    const other = await desk.received({ isAnonymous: true });
    expect(lastFacts(await clerk.client.withdraw({ ...at(other), reason: 'settled', words: '当场说明' }))).not.toHaveProperty('letterNumber');
    expect([...await lettersIn(story.id), ...await lettersIn(other.id)]).toEqual([]);
  });

  test('are not sent about a complaint that was taken in by mistake: nobody has withdrawn it', async () => {
    const { clerk, at } = desk;
    const story = await clerk.client.withdraw({ ...at(await desk.received()), reason: 'mistake', words: '重复登记' });
    expect(story.state).toBe('withdrawn');
    expect(await lettersIn(story.id)).toEqual([]);
  });

  test('sent again after a lost answer are one letter', async () => {
    const { manager, at } = desk;
    const asked = { ...at(await desk.received()), reason: 'duplicate' as const, words: '', text: '与 T2026-0001 为同一事项，一并办理。' };
    const [once, again] = [await manager.client.refuse(asked), await manager.client.refuse(asked)];
    expect(again).toEqual(once);
    expect(await lettersIn(asked.complaintId)).toHaveLength(1);
  });
});
