import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessLogDetails, accessLogEntries } from '../../main/access-log/access-log-schema.ts';
import { aCaseDesk, at } from '../builders/a-case-desk.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: Awaited<ReturnType<typeof aCaseDesk>>;
beforeEach(async () => { desk = await aCaseDesk(); });
afterEach(() => desk.close());

type Which = 'published' | 'mine' | 'toReview' | 'toCheck' | 'retired';
const everybody = ['clerk', 'other', 'archivist', 'manager', 'auditor'] as const;
/** Who of everybody finds anything in a list. */
const whoSees = async (which: Which) => {
  const seen = [];
  for (const who of everybody) if ((await desk[who].cases.search({ which })).cases.length > 0) seen.push(who);
  return seen;
};
const whoReads = async (caseId: string) => {
  const read = [];
  for (const who of everybody) if (await refusalOf(desk[who].cases.get({ caseId })) === null) read.push(who);
  return read;
};

describe('the case library', () => {
  test('shows a draft to its author, reviewers and auditors, a published one to everybody', async () => {
    const unpublished = ['clerk', 'archivist', 'manager', 'auditor'];
    const draft = await desk.save(await desk.aDraft(), { avoidance: '先核对' });
    expect(await whoReads(draft.id)).toEqual(unpublished);
    expect([await whoSees('mine'), await whoSees('toReview'), await whoSees('published')]).toEqual([['clerk'], [], []]);
    expect((await desk.auditor.cases.get({ caseId: draft.id })).may).toEqual({ write: false, submit: false, review: false, sendBack: false, retire: false, reopen: false, check: false });

    const submitted = await desk.clerk.cases.submit(at(draft));
    expect(await whoReads(draft.id)).toEqual(unpublished);
    expect([await whoSees('mine'), await whoSees('toReview')]).toEqual([['clerk'], ['archivist', 'manager', 'auditor']]);

    const published = await desk.manager.cases.publish({ ...at(submitted), words: '', namesNobody: false });
    expect(await whoReads(draft.id)).toEqual(everybody);
    expect([await whoSees('published'), await whoSees('toReview')]).toEqual([everybody, []]);

    await desk.manager.cases.retire({ ...at(published), words: '停用' });
    expect(await whoReads(draft.id)).toEqual(everybody);
    expect([await whoSees('published'), await whoSees('retired')]).toEqual([[], everybody]);
  });

  test('keeps what was set aside before any review from everybody else', async () => {
    const draft = await desk.aDraft();
    await desk.manager.cases.retire({ ...at(draft), words: '重复' });
    expect(await whoReads(draft.id)).toEqual(['clerk', 'archivist', 'manager', 'auditor']);
    expect(await whoSees('retired')).toEqual(['clerk', 'archivist', 'manager', 'auditor']);
    expect(await refusalOf(desk.other.cases.get({ caseId: uuidv7() }))).toMatchObject({ code: 'CASE_NOT_FOUND' });
  });

  test('does not ask a reviewer to review their own', async () => {
    const own = await desk.save(await desk.aDraft('archivist'), { avoidance: '先核对' }, 'archivist');
    await desk.archivist.cases.submit(at(own));
    expect([await desk.archivist.cases.search({}), await desk.manager.cases.search({}), await desk.clerk.cases.search({})].map(({ counts }) => counts)).toEqual([
      { mine: 1, toReview: 0, toCheck: 0 }, { mine: 0, toReview: 1, toCheck: 0 }, { mine: 0, toReview: 0, toCheck: 0 },
    ]);
    expect(await whoSees('toReview')).toEqual(['manager', 'auditor']);
  });

  test('lists twenty a page, the newest change first, none twice and none left out, also of a class with all under it', async () => {
    const [parent, elsewhere] = [desk.classes.find(({ id }) => id === desk.classId)?.parentId ?? '', desk.reportClassId];
    for (let nth = 1; nth <= 45; nth += 1) {
      await desk.clerk.cases.begin({ commandId: uuidv7(), form: { ...desk.caseForm, title: `第${nth}个`, classId: nth % 9 === 0 ? elsewhere : desk.classId } });
      if (nth % 3 === 0) desk.clock.advance(1000);
    }
    const titles = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await desk.clerk.cases.search({ which: 'mine', ...cursor && { cursor } });
      expect(page.cases.length).toBeLessThanOrEqual(20);
      titles.push(...page.cases.map(({ title }) => title));
      cursor = page.nextCursor;
    }
    expect(titles).toEqual(Array.from({ length: 45 }, (_, nth) => `第${45 - nth}个`));
    const ofClass = await desk.clerk.cases.search({ which: 'mine', classId: parent });
    expect(new Set(ofClass.cases.map(({ classId }) => classId))).toEqual(new Set([desk.classId]));
    expect((await desk.clerk.cases.search({ which: 'mine', classId: elsewhere })).cases).toHaveLength(5);
    expect((await desk.clerk.cases.search({ which: 'mine', cursor: 'nonsense' })).cases[0]?.title).toBe('第45个');
  });
});

describe('the photos of a case', () => {
  const entries = () => desk.database.read(async reader => (await reader.select({ bytes: accessLogEntries.bytes }).from(accessLogEntries)).map(({ bytes }) => JSON.parse(bytes) as Record<string, unknown>));

  test('are shown after an entry of the access log until they are reviewed, and without one afterwards', async () => {
    const { complaintId, photoId } = await desk.aPhotoOf({});
    const draft = await desk.save(await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId }), { avoidance: '先核对', photoIds: [photoId] });
    const asked = { caseId: draft.id, photoId, as: 'page' } as const;
    const shown = await desk.manager.cases.photo(asked);
    expect([shown.type, shown.name]).toEqual(['image/jpeg', '客户家电表.jpeg']);
    expect(await entries()).toMatchObject([{ action: 'viewScan', outcome: 'done', staff: desk.manager.id, basis: { kind: 'complaint', id: complaintId }, fields: ['photos'] }]);
    const [detail] = await desk.database.read(reader => reader.select().from(accessLogDetails));
    expect(JSON.parse(detail?.content ?? '')).toMatchObject({ basisWords: 'T2026-0001', facts: { photoId, caseId: draft.id, as: 'page' } });

    const submitted = await desk.clerk.cases.submit(at(draft));
    expect(await refusalOf(desk.other.cases.photo(asked))).toMatchObject({ code: 'CASE_NOT_FOUND' });
    await desk.manager.cases.publish({ ...at(submitted), words: '', namesNobody: true });
    expect((await desk.other.cases.photo({ ...asked, as: 'thumbnail' })).size).toBeGreaterThan(0);
    expect((await entries()).length).toBe(1);
  });

  test('are those the case shows, and no others of its complaint', async () => {
    const { complaintId, photoId } = await desk.aPhotoOf({});
    const draft = await desk.clerk.cases.fromComplaint({ commandId: uuidv7(), complaintId });
    expect(await refusalOf(desk.clerk.cases.photo({ caseId: draft.id, photoId, as: 'page' }))).toMatchObject({ code: 'PHOTO_NOT_FOUND' });
    const submitted = await desk.clerk.cases.submit(at(await desk.save(draft, { avoidance: '先核对' })));
    await desk.manager.cases.publish({ ...at(submitted), words: '', namesNobody: false });
    expect(await refusalOf(desk.clerk.cases.photo({ caseId: draft.id, photoId, as: 'page' }))).toMatchObject({ code: 'PHOTO_NOT_FOUND' });
    expect(await entries()).toEqual([]);
  });
});
