import { count, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { archiveImportRows } from '../../main/archive/archive-import-schema.ts';
import { archiveFiles } from '../../main/archive/archive-schema.ts';
import { insertCustomers } from '../../main/customers/customers-store.ts';
import { aCustomer } from '../builders/a-customer.ts';
import { anArchive } from '../builders/an-archive.ts';
import { aCsv, part, workbookParts, zipOf } from '../builders/a-ledger.ts';
import { aLedgerWorker } from '../builders/a-ledger-worker.ts';
import { sendLedger } from '../../renderer/components/ledger/send-ledger.ts';

const headers = ['档号', '案卷题名', '户名', '户号', '地址', '类别', '年度', '页数', '载体', '架号', '盒号', '保管期限', '密级', '保密期限'];
const goodRow = (nth: number): string[] => [`DY-2018-${String(nth).padStart(5, '0')}`, '过户材料', `张${nth}明`, `0512${nth}`, '文三路12号', '过户与更名', '2018', '12', '纸质', 'A-01', '1-2-3', '30年', '普通', ''];
const withCell = (row: string[], header: string, cell: string): string[] => row.map((each, at) => (headers[at] === header ? cell : each));

describe('importing a ledger of files', () => {
  let worker: Awaited<ReturnType<typeof aLedgerWorker>>;
  let archive: Awaited<ReturnType<typeof anArchive>>;
  beforeAll(async () => { worker = await aLedgerWorker(); });
  afterAll(() => worker.dispose());
  beforeEach(async () => { archive = await anArchive({ ledgerWorker: worker.script }); });
  afterEach(() => archive.close());

  async function importWhole(file: File) {
    const opened = await sendLedger(archive.client, file);
    const checked = await archive.client.checkLedger({ importId: opened.importId, mapping: opened.suggestedMapping });
    const stored = await archive.client.storeLedger({ commandId: uuidv7(), importId: opened.importId });
    return { opened, checked, stored };
  }
  const files = () => archive.database.read(reader => reader.select().from(archiveFiles).orderBy(archiveFiles.searchId));

  test('a GB18030 ledger comes in whole, its columns are known by their customary words, and its files are found', async () => {
    const { opened, stored } = await importWhole(aCsv([['2018年档案台账'], headers, goodRow(1), withCell(goodRow(2), '户名', '𠮷田䶮')], { encoding: 'gb18030' }));
    expect(opened.suggestedMapping).toEqual({
      archiveNumber: 0, title: 1, subjectName: 2, subjectAccountNumber: 3, subjectAddress: 4, category: 5, year: 6, pages: 7, medium: 8, shelf: 9, place: 10, retentionClass: 11, level: 12, levelEndsOn: 13,
    });
    expect(stored).toMatchObject({ stage: 'done', good: 2, refused: 0 });
    expect((await archive.client.search({ query: '𠮷田' })).matches).toMatchObject([{ archiveNumber: 'DY-2018-00002', maskedName: '𠮷*䶮', year: 2018, retentionEndsOn: '2048-12-31' }]);
    expect((await files())[0]).toMatchObject({ medium: 'paper', pages: 12, place: '1-2-3', levelEndsOn: null, shelfId: archive.catalogue.shelf('A-01'), categoryId: archive.catalogue.category('DY03') });
  });

  test.each<[string, string, string, string]>([
    ['the number is missing', '档号', '', 'archiveNumberMissing'], ['the name is missing', '户名', ' ', 'nameMissing'], ['a title is too long', '案卷题名', '长'.repeat(201), 'tooLong'],
    ['the year is none', '年度', '去年', 'yearInvalid'], ['the pages are none', '页数', '很多', 'pagesInvalid'], ['the category is unknown', '类别', '其他', 'categoryUnknown'],
    ['the shelf is unknown', '架号', 'Z-99', 'shelfUnknown'], ['the level is unknown', '密级', '内部', 'levelUnknown'], ['a term is missing', '密级', '秘密', 'levelTermInvalid'],
    ['the level carries the mark of state secrets', '密级', '秘密★5年', 'starMark'], ['the retention is unknown', '保管期限', '15年', 'retentionUnknown'], ['the medium is unknown', '载体', '竹简', 'mediumUnknown'],
  ])('%s: the row is refused with its reason, the rest comes in', async (_, header, cell, problem) => {
    const { checked, stored } = await importWhole(aCsv([headers, goodRow(1), withCell(goodRow(2), header, cell)]));
    expect(checked.problems).toMatchObject([{ rowNumber: 3, problem }]);
    expect(stored).toMatchObject({ good: 1, refused: 1 });
  });

  test.each([['2028-12-31'], ['2028/12/31'], ['2028年12月31日'], ['20281231'], ['47118']])('a level with a term that ends %s', async day => {
    await importWhole(aCsv([headers, withCell(withCell(goodRow(1), '密级', '秘密'), '保密期限', day)]));
    expect(await files()).toMatchObject([{ levelEndsOn: '2028-12-31' }]);
  });

  test('a term past, or beyond the longest of its level, is refused', async () => {
    const secret = (nth: number, day: string) => withCell(withCell(goodRow(nth), '密级', '秘密'), '保密期限', day);
    expect((await importWhole(aCsv([headers, secret(1, '2026-03-01'), secret(2, '2031-03-03'), secret(3, '2031-03-02')]))).stored).toMatchObject({ good: 1, refused: 2 });
  });

  test('what a ledger leaves out loses nothing: for ever, lowest level, year of the number, title of category', async () => {
    await importWhole(aCsv([['档号', '户名', '类别'], ['gh-2003-77', '张伟', 'GY01']]));
    const [file] = await files();
    expect(file).toMatchObject({ archiveNumber: 'GH-2003-77', year: 2003, title: '张伟新装与增容', retentionEndsOn: null, pages: 0, shelfId: null, levelId: archive.catalogue.level('普通') });
  });

  test('merged cells of a workbook: what stands in the first holds for all of them', async () => {
    const rows = [['档号', '户名', '类别', '年度'], ['DY-1', '张伟', 'DY03', '2018'], ['DY-2', '李四', '', ''], ['DY-3', '王芳', '', ''], ['DY-4', '赵六', 'DY01', '2019']];
    const parts = workbookParts({ 档案: rows }).map(each => (each.path.endsWith('sheet1.xml')
      ? part(each.path, each.bytes.toString('utf8').replace('</worksheet>', '<mergeCells count="2"><mergeCell ref="C2:C4"/><mergeCell ref="D2:D4"/></mergeCells></worksheet>')) : each));
    const { stored } = await importWhole(new File([new Uint8Array(zipOf(parts))], '台账.xlsx'));
    expect(stored).toMatchObject({ good: 4, refused: 0 });
    expect((await files()).map(({ archiveNumber, year }) => [archiveNumber, year])).toEqual([['DY-1', 2018], ['DY-2', 2018], ['DY-3', 2018], ['DY-4', 2019]]);
  });

  test('one number merged over several rows is one file; the others are refused as the same number', async () => {
    const parts = workbookParts({ 档案: [['档号', '户名', '类别'], ['DY-2018-1', '张伟', 'DY03'], ['', '李四', 'DY03']] }).map(each => (each.path.endsWith('sheet1.xml')
      ? part(each.path, each.bytes.toString('utf8').replace('</worksheet>', '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells></worksheet>')) : each));
    const { checked } = await importWhole(new File([new Uint8Array(zipOf(parts))], '台账.xlsx'));
    expect(checked).toMatchObject({ good: 1, duplicatesInFile: 1 });
  });

  test('merged areas that reach over millions of cells are refused, not filled', async () => {
    const areas = Array.from({ length: 3000 }, () => '<mergeCell ref="A2:C200000"/>').join('');
    const rows = [['档号', '户名', '类别'], ...Array.from({ length: 4000 }, (_, nth) => [`DY-2018-${nth}`, '张伟', 'DY03'])];
    const parts = workbookParts({ 档案: rows }).map(each => (each.path.endsWith('sheet1.xml')
      ? part(each.path, each.bytes.toString('utf8').replace('</worksheet>', `<mergeCells>${areas}</mergeCells></worksheet>`)) : each));
    await expect(sendLedger(archive.client, new File([new Uint8Array(zipOf(parts))], '台账.xlsx'))).rejects.toMatchObject({ code: 'LEDGER_UNREADABLE', data: { reason: 'expandsTooFar' } });
  });

  test('a number the branch has, or that is there twice, comes in once; a customer of this account and name gets the file', async () => {
    await archive.withFiles({ archiveNumber: 'DY-2018-00001' });
    const [customerId] = await archive.database.change(tx => insertCustomers(tx, [aCustomer({ name: '张2明', accountNumber: '05122' }), aCustomer({ name: '别人', accountNumber: '05123' })]));
    const { checked, stored } = await importWhole(aCsv([headers, goodRow(1), goodRow(2), withCell(goodRow(2), '档号', 'dy－2018－00002'), goodRow(3)]));
    expect(checked).toMatchObject({ good: 2, duplicatesInFile: 1, duplicatesInBranch: 1 });
    expect(stored).toMatchObject({ stage: 'done', good: 2 });
    expect((await files()).map(file => file.customerId)).toEqual([null, customerId, null]);
    expect(await archive.client.ofCustomer({ customerId: customerId! })).toMatchObject([{ archiveNumber: 'DY-2018-00002' }]);
  });

  test('an import that is given up leaves neither files nor terms; its store is in the log when it is done', async () => {
    const many = Array.from({ length: 4000 }, (_, nth) => goodRow(nth));
    const opened = await sendLedger(archive.client, aCsv([headers, ...many]));
    await archive.client.checkLedger({ importId: opened.importId, mapping: opened.suggestedMapping });
    const storing = archive.client.storeLedger({ commandId: uuidv7(), importId: opened.importId }).catch((error: unknown) => error);
    const staged = async () => (await archive.database.read(reader => reader.select({ rows: count() }).from(archiveImportRows)))[0]!.rows;
    await expect.poll(staged, { interval: 5 }).toBeGreaterThan(0);
    await archive.client.cancelImport({ importId: opened.importId });
    expect(await storing).toMatchObject({ code: 'IMPORT_NOT_FOUND' });
    await expect.poll(staged).toBe(0);
    const [left] = await archive.database.read(reader => reader.all<{ terms: number }>(sql`select count(*) as terms from archive_search_docsize`));
    expect([await files(), left]).toEqual([[], { terms: 0 }]);
    await importWhole(aCsv([headers, goodRow(1)]));
    expect(await archive.database.read(reader => reader.all(sql`select action from access_log_entries`))).toEqual([{ action: 'file' }]);
  });

  test('a mapping without number, name or category is refused', async () => {
    const { importId } = await sendLedger(archive.client, aCsv([headers, goodRow(1)]));
    await expect(archive.client.checkLedger({ importId, mapping: { archiveNumber: 0 } })).rejects.toMatchObject({ code: 'LEDGER_MAPPING_INCOMPLETE', data: { fields: ['subjectName', 'category'] } });
  });
});
