import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaseForm, CaseRecord } from '../../shared/cases.ts';
import { aComplaintDesk } from '../builders/a-complaint-desk.ts';

let desk: Awaited<ReturnType<typeof aComplaintDesk>>;
beforeEach(async () => { desk = await aComplaintDesk(); });
afterEach(() => desk.close());

type Who = 'clerk' | 'other' | 'archivist' | 'manager';
const at = ({ id, version }: Pick<CaseRecord, 'id' | 'version'>) => ({ commandId: uuidv7(), caseId: id, version });

/** The draft that the clerk makes of a closed complaint. */
const aDraft = async (by: Who = 'clerk') => desk[by].cases.fromComplaint({ commandId: uuidv7(), complaintId: (await desk.closed()).id });
const save = (draft: CaseRecord, form: Partial<CaseForm>, by: Who = 'clerk') => desk[by].cases.save({ ...at(draft), form: { ...draft.form, ...form } });
/** Filled in and handed in by the clerk. */
const inReview = async () => {
  const written = await save(await aDraft(), { avoidance: '出账前由复核员电话或现场核对' });
  return desk.clerk.cases.submit(at(written));
};
const published = async () => desk.manager.cases.publish({ ...at(await inReview()), words: '', namesNobody: false });

describe('a case', () => {
  test('comes from a closed complaint in one step, is filled in, reviewed by somebody else and published', async () => {
    const complaint = await desk.closed();
    const draft = await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId: complaint.id });
    expect(draft).toMatchObject({
      number: 'L2026-0001', state: 'draft', outcome: 'satisfied', authorName: '李敏', publishedAt: null, version: 1, complaint: { id: complaint.id, number: complaint.number },
      form: {
        title: '三月份电费比往常高出一倍', classId: desk.classId, channel: 'counter', problem: desk.form.what, cause: '抄表员把 6 读成 9，复核时没有比对历史电量', responsibleUnit: '抄表班',
        remedy: '退还多收电费 186.40 元并上门致歉', lesson: '电量环比超过一倍的户，出账前先核对', avoidance: '', photoIds: [],
      },
      events: [{ kind: 'written', byName: '李敏' }], personalTraces: [], may: { write: true, submit: true, review: false },
    });
    const now = desk.clock.now();
    const done = await published();
    expect(done).toMatchObject({
      number: 'L2026-0002', state: 'published', publishedAt: now, nextCheckAt: now + 90 * 24 * 60 * 60_000, isCheckDue: false,
      events: [{ kind: 'written' }, { kind: 'submitted', byName: '李敏' }, { kind: 'published', byName: '陈静' }],
    });
    expect(await desk.other.cases.search({ words: '抄表读错电量' })).toMatchObject({ cases: [{ number: 'L2026-0002', matches: [{ by: 'words' }] }], nextCursor: null });
  });
});
