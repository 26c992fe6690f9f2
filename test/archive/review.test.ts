import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aLendingDesk, type LendingDesk, type PersonOfDesk } from '../builders/a-lending-desk.ts';
import { newId } from '../builders/an-archive.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: LendingDesk;
beforeEach(async () => { desk = await aLendingDesk(); });
afterEach(() => desk.close());

const start = (shelf = 'A-01') => desk.as('archivist').startReview({ commandId: newId(), shelfId: desk.catalogue.shelf(shelf) });
const check = (reviewId: string, archiveNumber: string, finding: 'onShelf' | 'explained' | 'missing' | 'unchecked' | 'incompleteData' = 'onShelf', words = '') =>
  desk.as('archivist').checkItem({ commandId: newId(), reviewId, archiveNumber, finding, words });
const sign = (reviewId: string, checker: PersonOfDesk) => desk.as('archivist').signReview({ commandId: newId(), reviewId, checker: desk.signIn(checker) });

describe('the worksheet of a quarter', () => {
  test('holds every file of its shelf but destroyed ones; a lent file is explained by its card', async () => {
    const [lent, , destroyed] = await desk.files(4);
    await desk.file({ shelfId: desk.catalogue.shelf('A-02') });
    await desk.lent(lent ?? '');
    await desk.database.change(async tx => { await tx.run(sql`update archive_files set state = 'destroyed' where id = ${destroyed}`); });
    const sheet = await start();
    expect(sheet).toMatchObject({ quarter: '2026Q1', startedByName: 'archivist', total: 3, unchecked: 2, explained: 1, missing: 0, onShelf: 0, signed: null });
    const { items } = await desk.as('manager').reviewItems({ reviewId: sheet.id });
    expect(items.map(({ file, finding, words }) => [file.archiveNumber, finding, words])).toEqual([
      ['DY-2019-00001', 'explained', 'J2026-0001'], ['DY-2019-00002', 'unchecked', ''], ['DY-2019-00004', 'unchecked', ''],
    ]);
    expect((await desk.log()).at(-1)).toMatchObject({ action: 'quarterlyReview', detail: { facts: { step: 'started', shelf: 'A-01', files: 3 } } });
  });

  test('marks what is late, what ends within sixty days and what lacks data', async () => {
    const late = await desk.file();
    await desk.lent(late, '2026-03-03');
    desk.goTo('2026-03-05');
    for (const levelEndsOn of ['2026-05-04', '2026-05-05', '2026-03-05', '2026-03-04']) await desk.file({ level: '机密', levelEndsOn });
    await desk.file({ subjectIdNumber: null });
    await desk.file({ pages: 0 });
    const { items } = await desk.as('archivist').reviewItems({ reviewId: (await start()).id });
    expect(items.map(({ isOverdueLoan, levelEndsSoon, dataIncomplete }) => [isOverdueLoan, levelEndsSoon, dataIncomplete])).toEqual([
      [true, false, false],
      [false, true, false], [false, false, false], [false, true, false], [false, false, false],
      [false, false, true], [false, false, true],
    ]);
  });

  test('is one for a shelf and a quarter', async () => {
    await desk.file();
    await start();
    expect(await refusalOf(start())).toEqual({ code: 'REVIEW_EXISTS', data: { quarter: '2026Q1' } });
    await start('A-02');
    desk.goTo('2026-04-01');
    expect(await start()).toMatchObject({ quarter: '2026Q2' });
    expect(await desk.as('auditor').reviews()).toHaveLength(3);
    expect(await refusalOf(desk.as('archivist').startReview({ commandId: newId(), shelfId: newId() }))).toMatchObject({ code: 'SHELF_NOT_FOUND' });
  });

  test('holds thousands of files', async () => {
    await desk.files(3000);
    const sheet = await start();
    expect(sheet.total).toBe(3000);
    expect((await desk.as('archivist').reviewItems({ reviewId: sheet.id })).items).toHaveLength(3000);
  });
});

describe('checking', () => {
  test('by the scanned number notes what was found, until it is signed', async () => {
    await desk.files(2);
    const { id } = await start();
    expect(await check(id, 'DY-2019-00001')).toMatchObject({ finding: 'onShelf', file: { archiveNumber: 'DY-2019-00001' } });
    await check(id, 'DY-2019-00002', 'missing', '已登报');
    expect((await desk.as('archivist').reviewItems({ reviewId: id })).sheet).toMatchObject({ total: 2, onShelf: 1, missing: 1, unchecked: 0 });
    await check(id, 'DY-2019-00002', 'incompleteData', '缺身份证号');
    expect((await desk.as('archivist').reviewItems({ reviewId: id })).sheet).toMatchObject({ onShelf: 2, missing: 0 });
    await sign(id, 'manager');
    expect(await refusalOf(check(id, 'DY-2019-00001', 'missing'))).toMatchObject({ code: 'REVIEW_SIGNED' });
  });

  test('knows a number typed in another width or case', async () => {
    await desk.file();
    const { id } = await start();
    expect(await check(id, 'ｄｙ-2019-00001')).toMatchObject({ finding: 'onShelf', file: { archiveNumber: 'DY-2019-00001' } });
  });

  test('finds a file that stands on the wrong shelf and says where it belongs', async () => {
    await desk.file();
    await desk.file({ shelfId: desk.catalogue.shelf('B-01') });
    const { id } = await start();
    expect(await refusalOf(check(id, 'DY-2019-00002'))).toEqual({ code: 'FILE_ON_OTHER_SHELF', data: { archiveNumber: 'DY-2019-00002', shelfCode: 'B-01' } });
    expect(await refusalOf(check(id, 'DY-0000-00000'))).toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(await refusalOf(check(newId(), 'DY-2019-00001'))).toMatchObject({ code: 'REVIEW_NOT_FOUND' });
  });

  test('as explained needs the explanation', async () => {
    await desk.file();
    const { id } = await start();
    expect(await refusalOf(check(id, 'DY-2019-00001', 'explained', ' '))).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await check(id, 'DY-2019-00001', 'explained', '送修')).toMatchObject({ finding: 'explained', words: '送修' });
  });
});

describe('signing', () => {
  test('waits until every file is found or explained', async () => {
    await desk.files(2);
    const { id } = await start();
    await check(id, 'DY-2019-00001');
    expect(await refusalOf(sign(id, 'manager'))).toEqual({ code: 'REVIEW_UNFINISHED', data: { unchecked: 1 } });
  });

  test('keeps what the sheet came to: the list of years of sheets reads no lines of signed ones', async () => {
    await desk.files(2);
    const { id } = await start();
    await check(id, 'DY-2019-00001');
    await check(id, 'DY-2019-00002', 'missing', '已登报');
    await sign(id, 'manager');
    await desk.database.change(async tx => { await tx.run(sql`delete from archive_review_items`); });
    expect(await desk.as('auditor').reviews()).toMatchObject([{ id, total: 2, onShelf: 1, missing: 1, unchecked: 0, explained: 0 }]);
  });

  test('takes two keepers of the archive, two different people', async () => {
    await desk.file();
    const { id } = await start();
    await check(id, 'DY-2019-00001');
    expect(await refusalOf(sign(id, 'archivist'))).toEqual({ code: 'APPROVER_SAME_PERSON', data: { name: 'archivist' } });
    expect(await refusalOf(sign(id, 'clerk'))).toEqual({ code: 'APPROVER_NOT_ALLOWED', data: { name: 'clerk' } });
    expect((await sign(id, 'otherArchivist')).signed).toEqual({ at: desk.clock.now(), counterName: 'archivist', checkerName: 'otherArchivist' });
    expect(await refusalOf(sign(id, 'manager'))).toMatchObject({ code: 'REVIEW_SIGNED' });
    expect((await desk.log()).map(({ action, outcome, staffId }) => [action, outcome, staffId])).toEqual([
      ['quarterlyReview', 'done', desk.ids.archivist],
      ['quarterlyReview', 'refused', desk.ids.archivist], ['quarterlyReview', 'refused', desk.ids.archivist],
      ['approve', 'done', desk.ids.otherArchivist], ['quarterlyReview', 'done', desk.ids.archivist],
      ['quarterlyReview', 'refused', desk.ids.archivist],
    ]);
  });
});
