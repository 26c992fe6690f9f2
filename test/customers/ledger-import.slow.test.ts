import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { count, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { customerImportRows, customerImports, customers } from '../../main/customers/customers-schema.ts';
import { insertCustomers } from '../../main/customers/customers-store.ts';
import type { ColumnMapping, customersContract } from '../../shared/customers.ts';
import { aCustomer, anIdNumber, nthCustomer } from '../builders/a-customer.ts';
import { aCustomerDesk, callerOf } from '../builders/a-customer-desk.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';
import { aCsv, anXlsx, openLedger } from '../builders/a-ledger.ts';
import { aLedgerWorker } from '../builders/a-ledger-worker.ts';

const headers = ['户号', '户名', '联系电话', '证件号码', '用电地址', '大客户'];
const goodRow = (nth: number): string[] => {
  const { accountNumber, name, phone, idNumber, address } = nthCustomer(nth);
  return [accountNumber!, name, phone!, idNumber!, address!, nth % 10 === 0 ? '是' : '否'];
};
const goodRows = (many: number): string[][] => Array.from({ length: many }, (_, nth) => goodRow(nth));

describe('importing a ledger', () => {
  let worker: Awaited<ReturnType<typeof aLedgerWorker>>;
  let database: TestDatabase;
  let desk: ReturnType<typeof aCustomerDesk>;
  beforeAll(async () => { worker = await aLedgerWorker(); });
  afterAll(() => worker.dispose());
  beforeEach(async () => {
    database = await aDatabase();
    desk = aCustomerDesk(database, worker.script);
  });
  afterEach(() => database.close());

  const countRows = async (table: typeof customers | typeof customerImportRows | typeof customerImports) =>
    (await database.read(reader => reader.select({ rows: count() }).from(table)))[0]!.rows;
  const searchRows = async () => (await database.read(reader => reader.all<{ rows: number }>(sql`select count(*) as rows from customer_search_docsize`)))[0]!.rows;

  /** Opens, checks with the suggested columns, stores. */
  async function importWhole(file: File, mapping?: ColumnMapping) {
    const opened = await openLedger(desk.client, { file });
    const checked = await desk.client.checkLedger({ importId: opened.importId, mapping: mapping ?? opened.suggestedMapping });
    const stored = await desk.client.storeLedger({ commandId: uuidv7(), importId: opened.importId });
    return { opened, checked, stored };
  }

  test('a GB18030 ledger with rare characters comes in whole, and its people are found', async () => {
    const { opened, stored } = await importWhole(aCsv([headers, ['051', '𠮷田䶮', '13812346712', '', '镕基路1号', '是'], ...goodRows(20)], { encoding: 'gb18030' }));
    expect(opened).toMatchObject({ encoding: 'gb18030', format: 'csv', rowCount: 21, suggestedMapping: { accountNumber: 0, name: 1, phone: 2, idNumber: 3, address: 4, isKeyAccount: 5 } });
    expect(stored).toMatchObject({ stage: 'done', good: 21, refused: 0 });
    expect((await desk.client.find({ query: '䶮' })).matches).toMatchObject([{ maskedName: '𠮷*䶮', isKeyAccount: true }]);
    expect(await countRows(customers)).toBe(21);
  });

  test.each([
    ['UTF-8 without BOM', aCsv([headers, ...goodRows(3)]), 'utf-8'],
    ['UTF-8 with BOM', aCsv([headers, ...goodRows(3)], { encoding: 'utf-8-bom' }), 'utf-8'],
    ['UTF-16, as spreadsheet programs save "Unicode text"', aCsv([headers, ...goodRows(3)], { encoding: 'utf-16', separator: '\t' }), 'utf-16'],
    ['semicolons', aCsv([headers, ...goodRows(3)], { separator: ';' }), 'utf-8'],
    ['tabs', aCsv([headers, ...goodRows(3)], { separator: '\t' }), 'utf-8'],
    ['a title and an empty row above the headers', aCsv([['2024年客户台账', '', '', '', '', ''], ['', '', '', '', '', ''], headers, ...goodRows(3)]), 'utf-8'],
    ['an address over two lines, with quotes and commas', aCsv([headers, ...goodRows(2), ['0599', '李四', '13800000000', '', '文三路"大厦",\n二楼', '']]), 'utf-8'],
    ['a workbook', anXlsx({ 客户: [headers, ...goodRows(3)] }), null],
  ])('a ledger in %s is read', async (_, file, encoding) => {
    const { opened, stored } = await importWhole(file);
    expect(opened).toMatchObject({ encoding, headers, rowCount: 3 });
    expect(stored).toMatchObject({ stage: 'done', good: 3 });
  });

  test('a ledger without headers is offered by column numbers, and its first person is not lost', async () => {
    const opened = await openLedger(desk.client, { file: aCsv(goodRows(3)) });
    expect(opened).toMatchObject({ headers: ['', '', '', '', '', ''], rowCount: 3, suggestedMapping: {} });
    const checked = await desk.client.checkLedger({ importId: opened.importId, mapping: { accountNumber: 0, name: 1, phone: 2 } });
    expect(checked.good).toBe(3);
  });

  test('the first sheet with people is offered, and another can be chosen', async () => {
    const file = anXlsx({ 说明: [['填表说明']], '客户 & 其他': [headers, ...goodRows(4)], 旧: [headers, ...goodRows(2)] });
    expect(await openLedger(desk.client, { file })).toMatchObject({ sheetName: '客户 & 其他', rowCount: 4, sheetNames: ['说明', '客户 & 其他', '旧'] });
    expect(await openLedger(desk.client, { file, sheetName: '旧' })).toMatchObject({ sheetName: '旧', rowCount: 2 });
    await expect(openLedger(desk.client, { file, sheetName: '说明' })).rejects.toMatchObject({ code: 'LEDGER_EMPTY' });
  });

  test('digits of number cells are kept exactly, put back where nothing was lost, and refused where they were', async () => {
    const id = anIdNumber(7);
    const { checked } = await importWhole(anXlsx({ 客户: [
      ['户名', '手机', '身份证号', '户号'],
      ['甲一', { raw: '13812346712' }, id, { raw: '512003457731' }],
      ['乙二', { raw: '13812346713.0' }, '', { raw: '5.12003457732E11' }],
      ['丙三', { raw: '1.3812346714E10' }, '', { raw: '512003457733' }],
      ['丁四', '13812346715', { raw: '3.3010619570808001E17' }, { raw: '512003457734' }],
      ['戊五', '1.38E+10', '', { raw: '512003457735' }],
      ['己六', '13812346717', '', '5.12003E+11'],
    ] }));
    expect(checked).toMatchObject({ good: 3, refused: 3 });
    expect(checked.problems.map(({ rowNumber, problem }) => [rowNumber, problem])).toEqual([[5, 'idNumberInvalid'], [6, 'phoneInvalid'], [7, 'accountNumberInvalid']]);
    expect(await database.read(reader => reader.select({ phone: customers.phone, idNumber: customers.idNumber, accountNumber: customers.accountNumber }).from(customers).orderBy(customers.searchId))).toEqual([
      { phone: '13812346712', idNumber: id, accountNumber: '512003457731' },
      { phone: '13812346713', idNumber: null, accountNumber: '512003457732' },
      { phone: '13812346714', idNumber: null, accountNumber: '512003457733' },
    ]);
  });

  test('each bad row says what is wrong with it, and only good rows come in', async () => {
    const { checked, stored, opened } = await importWhole(aCsv([
      ['户名', '电话', '身份证号', '户号', '地址'],
      ['', '13812346712', '', '1', ''],
      ['长'.repeat(81), '13812346712', '', '2', ''],
      ['张三', '12345', '', '3', ''],
      ['张三', '13812346712 / 13812346713', '', '4', ''],
      ['张三', '', '110101199003071234', '5', ''],
      ['张三', '', '', '户号？', ''],
      ['张三', '', '', '7', '路'.repeat(201)],
      ['张三', '', '', '', '文三路'],
      ['张三'],
      ['=cmd|calc', '13800000000', '', '10', ''],
      ['李四', '+86 138-1234-6712', '', '11', ''],
      ['李四', '0571-87654321', '', '11', ''],
    ]));
    expect(checked.problems.map(({ rowNumber, problem }) => [rowNumber, problem])).toEqual([
      [2, 'nameMissing'], [3, 'nameTooLong'], [4, 'phoneInvalid'], [5, 'phoneInvalid'], [6, 'idNumberInvalid'], [7, 'accountNumberInvalid'],
      [8, 'addressTooLong'], [9, 'nothingToFindBy'], [10, 'tooFewColumns'], [13, 'duplicateInFile'],
    ]);
    expect(stored).toMatchObject({ stage: 'done', good: 2, refused: 9, duplicatesInFile: 1, rowCount: 12 });
    expect(await desk.client.refusedRows({ importId: opened.importId, language: 'zh-CN' }).then(file => file.text())).toContain('3,姓名超过 80 个字');
  });

  test('the refused rows come back as a harmless file that can be mended and imported', async () => {
    const { opened } = await importWhole(aCsv([['户名', '电话', '备注'], ['张三', '坏', '=HYPERLINK("http://x","y")'], ['=1+1', '', '@SUM(A1)'], ['王五', '13812346712', '']]));
    const file = await desk.client.refusedRows({ importId: opened.importId, language: 'en' });
    const text = await file.text();
    expect([...new Uint8Array(await file.arrayBuffer()).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.split(/[\r\n,]/u).filter(cell => /^["]?[=@]/u.test(cell))).toEqual([]);
    expect(file.name).toBe('台账-to-mend.csv');
    const again = await importWhole(new File([text.replace('坏', '13900000000')], 'mended.csv'));
    expect(again.opened.suggestedMapping).toEqual({ name: 2, phone: 3 });
    expect(again.stored).toMatchObject({ good: 1, refused: 1 });
    expect(await countRows(customers)).toBe(2);
  });

  test('customers the branch has already are found by account, by id number and name, or by phone and name', async () => {
    await database.change(tx => insertCustomers(tx, [
      aCustomer({ name: '王芳', accountNumber: '0512' }), aCustomer({ name: '李四', idNumber: anIdNumber(1) }), aCustomer({ name: '张三', phone: '13812346712' }),
      aCustomer({ name: 'Ann Lee', phone: '+85291234567' }),
    ]));
    const { checked, stored } = await importWhole(aCsv([
      ['姓名', '电话', '证件号', '户号'],
      ['王方', '', '', '0512'], ['李四', '', anIdNumber(1), ''], ['李四儿子', '', anIdNumber(1), ''], ['张三', '13812346712', '', ''], ['张三妻', '13812346712', '', ''],
      ['Ann Lee', '+852 9123 4567', '', ''], ['李四', '', anIdNumber(1), '0513'],
    ]));
    expect(checked).toMatchObject({ good: 3, duplicatesInBranch: 4 });
    expect(checked.problems.map(({ rowNumber }) => rowNumber)).toEqual([2, 3, 5, 7]);
    expect(stored.good).toBe(3);
  });

  test('a customer who came in between check and store is not brought in twice', async () => {
    const opened = await openLedger(desk.client, { file: aCsv([headers, ...goodRows(5)]) });
    await desk.client.checkLedger({ importId: opened.importId, mapping: opened.suggestedMapping });
    await database.change(tx => insertCustomers(tx, [nthCustomer(2)]));
    expect(await desk.client.storeLedger({ commandId: uuidv7(), importId: opened.importId })).toMatchObject({ good: 4, duplicatesInBranch: 1 });
    expect(await countRows(customers)).toBe(5);
    await expect.poll(() => countRows(customerImportRows)).toBe(0);
    expect(await searchRows()).toBe(5);
  });

  test('the same store command answers the same and stores once, also after a restart of the service', async () => {
    const opened = await openLedger(desk.client, { file: aCsv([headers, ...goodRows(50)]) });
    await desk.client.checkLedger({ importId: opened.importId, mapping: opened.suggestedMapping });
    const command = { commandId: uuidv7(), importId: opened.importId };
    const [first, second] = await Promise.all([desk.client.storeLedger(command), desk.client.storeLedger(command)]);
    expect(second).toEqual(first);
    const restarted = aCustomerDesk(database, worker.script);
    expect(await restarted.client.storeLedger(command)).toMatchObject({ stage: 'done', good: 50 });
    await expect(restarted.client.storeLedger({ ...command, commandId: uuidv7() })).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' });
    expect(await countRows(customers)).toBe(50);
    expect(await countRows(customerImports)).toBe(1);
  });

  test('an import that is stopped midway leaves nothing behind', async () => {
    const opened = await openLedger(desk.client, { file: aCsv([headers, ...goodRows(8000)]) });
    await desk.client.checkLedger({ importId: opened.importId, mapping: opened.suggestedMapping });
    const storing = safe(desk.client.storeLedger({ commandId: uuidv7(), importId: opened.importId }));
    await expect.poll(() => countRows(customerImportRows), { interval: 5 }).toBeGreaterThan(0);
    expect((await desk.client.cancelImport({ importId: opened.importId })).stage).toBe('cancelled');
    expect((await storing).error).toMatchObject({ code: 'IMPORT_NOT_FOUND' });
    await expect.poll(() => countRows(customerImportRows)).toBe(0);
    expect([await countRows(customers), await searchRows(), await countRows(customerImports)]).toEqual([0, 0, 0]);
  });

  test('one import at a time: another person waits while one is on the table, until it is left alone', async () => {
    const other = desk.callAs('staff-2');
    const file = aCsv([headers, ...goodRows(3)]);
    await openLedger(desk.client, { file });
    await expect(openLedger(other, { file })).rejects.toMatchObject({ code: 'IMPORT_ALREADY_RUNNING' });
    const again = await openLedger(desk.client, { file });
    database.clock.advance(11 * 60_000);
    await expect(openLedger(other, { file })).resolves.toMatchObject({ rowCount: 3 });
    await expect(desk.client.checkLedger({ importId: again.importId, mapping: again.suggestedMapping })).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' });
  });

  test('a mapping without a name, or without anything to tell people apart, is refused', async () => {
    const { importId } = await openLedger(desk.client, { file: aCsv([headers, ...goodRows(3)]) });
    await expect(desk.client.checkLedger({ importId, mapping: { phone: 2 } })).rejects.toMatchObject({ code: 'LEDGER_MAPPING_INCOMPLETE', data: { fields: ['name'] } });
    await expect(desk.client.checkLedger({ importId, mapping: { name: 1, address: 4 } })).rejects.toMatchObject({ data: { fields: ['phone', 'idNumber', 'accountNumber'] } });
    await expect(desk.client.checkLedger({ importId, mapping: { name: 1, phone: 2 } })).resolves.toMatchObject({ good: 3 });
  });

  test('the check may be repeated with other columns', async () => {
    const { importId } = await openLedger(desk.client, { file: aCsv([headers, ...goodRows(3)]) });
    expect(await desk.client.checkLedger({ importId, mapping: { name: 1, phone: 4 } })).toMatchObject({ good: 0, refused: 3 });
    expect(await desk.client.checkLedger({ importId, mapping: { name: 1, phone: 2 } })).toMatchObject({ good: 3, refused: 0, problems: [] });
  });

  test('a watcher sees the import go through its stages', async () => {
    const opened = await openLedger(desk.client, { file: aCsv([headers, ...goodRows(3000)]) });
    const stages = new Set<string>();
    const watching = (async () => {
      for await (const { stage } of await desk.client.watchImport({ importId: opened.importId })) {
        stages.add(stage);
        if (stage === 'done') return;
      }
    })();
    await desk.client.checkLedger({ importId: opened.importId, mapping: opened.suggestedMapping });
    await desk.client.storeLedger({ commandId: uuidv7(), importId: opened.importId });
    await watching;
    expect([...stages]).toEqual(expect.arrayContaining(['storing', 'done']));
  });

  test('a file survives the way over a message port', async () => {
    const { port1, port2 } = new MessageChannel();
    new RPCHandler(desk.router).upgrade(port1, { context: callerOf('staff-1') });
    const client: ContractRouterClient<typeof customersContract> = createORPCClient(new RPCLink({ port: port2 }));
    port1.start();
    port2.start();
    const opened = await openLedger(client, { file: anXlsx({ 客户: [headers, ...goodRows(3)] }) });
    expect(opened).toMatchObject({ fileName: '台账.xlsx', rowCount: 3 });
    await client.checkLedger({ importId: opened.importId, mapping: { name: 1, phone: 4 } });
    const refused = await client.refusedRows({ importId: opened.importId, language: 'zh-CN' });
    expect(refused.name).toBe('台账-待修改.csv');
    expect(await refused.text()).toContain('电话号码不正确');
    port1.close();
  });
});
