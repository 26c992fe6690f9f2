import type { Worker } from 'node:worker_threads';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ledgerPartBytes } from '../../shared/customers.ts';
import { aCustomerDesk } from '../builders/a-customer-desk.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';
import { aCsv, anXlsx, openLedger } from '../builders/a-ledger.ts';
import { aLedgerWorker } from '../builders/a-ledger-worker.ts';

const headers = ['户号', '户名', '联系电话'];
const people = [['051', '王芳', '13812346712'], ['052', '李强', '坏'], ['053', '张伟', '13812346713']];
const asPart = (bytes: Uint8Array<ArrayBuffer> | string): File => new File([bytes], 'part');

describe('a ledger sent in parts', () => {
  let worker: Awaited<ReturnType<typeof aLedgerWorker>>;
  let database: TestDatabase;
  let desk: ReturnType<typeof aCustomerDesk>;
  let threads: Worker[] = [];
  const remember = (thread: Worker): void => { threads.push(thread); };
  /** those that hold memory still */
  const living = (): number => threads.filter(({ threadId }) => threadId > 0).length;

  beforeAll(async () => { worker = await aLedgerWorker(); });
  afterAll(() => worker.dispose());
  beforeEach(async () => {
    threads = [];
    process.on('worker', remember);
    database = await aDatabase();
    desk = aCustomerDesk(database, worker.script);
  });
  afterEach(async () => {
    vi.useRealTimers();
    process.off('worker', remember);
    await database.close();
  });

  async function checked() {
    const { importId, suggestedMapping } = await openLedger(desk.client, { file: aCsv([headers, ...people]) });
    await desk.client.checkLedger({ importId, mapping: suggestedMapping });
    return importId;
  }

  test('characters cut between two parts are whole again', async () => {
    const bytes = new Uint8Array(await aCsv([headers, ...people], { encoding: 'gb18030' }).arrayBuffer());
    const { importId } = await desk.client.beginLedger({ fileName: '台账.csv', byteCount: bytes.length });
    for (let at = 0; at < bytes.length; at += 7) await desk.client.addLedgerPart({ importId, at, part: asPart(bytes.slice(at, at + 7)) });
    expect(await desk.client.openLedger({ importId })).toMatchObject({ headers, rowCount: 3, encoding: 'gb18030' });
  });

  test('a part sent twice after a lost answer counts once, and a missing one is refused', async () => {
    const { importId } = await desk.client.beginLedger({ fileName: '台账.csv', byteCount: 100 });
    const first = { importId, at: 0, part: asPart('户号,户名,联系电话\n051,王芳,138') };
    const { receivedBytes } = await desk.client.addLedgerPart(first);
    expect(await desk.client.addLedgerPart(first)).toEqual({ receivedBytes });
    await expect(desk.client.addLedgerPart({ importId, at: receivedBytes + 1, part: asPart('x') })).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' });
    await desk.client.addLedgerPart({ importId, at: receivedBytes, part: asPart('12346712\n') });
    expect(await desk.client.openLedger({ importId })).toMatchObject({ rowCount: 1, sampleRows: [['051', '王芳', '13812346712']] });
  });

  test('more than a ledger may have is refused when it is announced, and when it comes unannounced', async () => {
    const most = 50 * 1024 * 1024;
    await expect(desk.client.beginLedger({ fileName: '台账.csv', byteCount: most + 1 })).rejects.toMatchObject({ code: 'LEDGER_TOO_LARGE' });
    const { importId } = await desk.client.beginLedger({ fileName: '台账.csv', byteCount: 1 });
    await expect(desk.client.addLedgerPart({ importId, at: most, part: asPart('x') })).rejects.toMatchObject({ code: 'LEDGER_TOO_LARGE' });
    await expect(desk.client.addLedgerPart({ importId, at: 0, part: asPart(new Uint8Array(ledgerPartBytes + 1)) })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('a sheet without people is refused, and the sheet before stays on the table', async () => {
    const { importId, suggestedMapping } = await openLedger(desk.client, { file: anXlsx({ 客户: [headers, ...people], 说明: [['填表说明']] }) });
    await expect(desk.client.openLedger({ importId, sheetName: '说明' })).rejects.toMatchObject({ code: 'LEDGER_EMPTY' });
    expect(await desk.client.checkLedger({ importId, mapping: suggestedMapping })).toMatchObject({ stage: 'checked', good: 2, refused: 1 });
  });

  test('the thread ends with the import; the refused rows are there still, in both languages', async () => {
    const importId = await checked();
    expect(living()).toBe(1);
    await desk.client.storeLedger({ commandId: uuidv7(), importId });
    expect(living()).toBe(0);
    expect(await (await desk.client.refusedRows({ importId, language: 'zh-CN' })).text()).toContain('3,电话号码不正确');
    expect(await (await desk.client.refusedRows({ importId, language: 'en' })).text()).toContain('3,"not a phone number');
  });

  test('the thread ends when the import is given up, fails, or is replaced', async () => {
    await desk.client.cancelImport({ importId: await checked() });
    expect(living()).toBe(0);
    await expect(openLedger(desk.client, { file: new File(['\u0001\u0002'], '台账.csv') })).rejects.toMatchObject({ code: 'LEDGER_UNREADABLE' });
    expect(living()).toBe(0);
    await checked();
    await checked();
    expect(living()).toBe(1);
  });

  test('the thread ends when nobody goes on for half an hour; who comes back is told to choose the file again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const importId = await checked();
    vi.advanceTimersByTime(29 * 60_000);
    expect(living()).toBe(1);
    vi.advanceTimersByTime(2 * 60_000);
    vi.useRealTimers();
    await expect.poll(living).toBe(0);
    await expect(desk.client.storeLedger({ commandId: uuidv7(), importId })).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' });
    await expect(desk.client.checkLedger({ importId, mapping: { name: 1, phone: 2 } })).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' });
  });
});
