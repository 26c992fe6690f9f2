import { deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { LedgerFault, ledgerLimits } from '../../main/ledger-import/ledger-fault.ts';
import { customerLedger } from '../../main/customers/customer-ledger.ts';
import { readLedger } from '../../main/ledger-import/read-ledger.ts';
import { packPlain } from '../../main/ledger-import/unpack-workbook.ts';
import { aCsv, anXlsx, part, workbookParts, zipOf } from '../builders/a-ledger.ts';

const rows = [['户名', '电话'], ['张三', '13812346712']];

async function refusalOf(bytes: Uint8Array | File): Promise<string> {
  const content = bytes instanceof File ? new Uint8Array(await bytes.arrayBuffer()) : bytes;
  return readLedger(content, customerLedger).then(() => 'read', (error: unknown) => (error instanceof LedgerFault ? error.reason : `not a ledger fault: ${String(error)}`));
}

/** A workbook whose sheet is this text. */
function workbookWithSheet(sheet: string): Buffer {
  return zipOf(workbookParts({ 客户: rows }).map(each => (each.path === 'xl/worksheets/sheet1.xml' ? part(each.path, sheet) : each)));
}
const sheetOf = (data: string): string => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`;

function oleContainer(streamName: string): Buffer {
  const bytes = Buffer.alloc(2048);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  Buffer.from(streamName, 'utf16le').copy(bytes, 1024);
  return bytes;
}

describe('a file that is no ledger says so', () => {
  const whole = zipOf(workbookParts({ 客户: rows }));
  test.each<[string, string, Uint8Array | File]>([
    ['a picture named .csv', 'notASpreadsheet', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['bytes of any kind', 'notASpreadsheet', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919 + 13) % 256))],
    ['a zip of something else', 'notASpreadsheet', zipOf([part('readme.xml', '<a/>')])],
    ['an old .xls', 'otherFormat', oleContainer('Workbook')],
    ['a table in HTML named .xls', 'otherFormat', Buffer.from('<html><table><tr><td>张三</td></tr></table></html>')],
    ['an OpenDocument sheet', 'otherFormat', zipOf([part('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'), part('content.xml', '<a/>')])],
    ['a workbook with a password', 'encrypted', oleContainer('EncryptedPackage')],
    ['text of another encoding', 'encoding', Buffer.concat([iconv.encode('户名,电话\r\n张三,13812346712\r\n'.repeat(20), 'gb18030'), Buffer.from([0xff, 0x0a])])],
    ['an unclosed quote', 'damaged', Buffer.from('户名,电话\r\n"张三,13812346712\r\n李四,13812346713\r\n')],
    ['a workbook cut off', 'damaged', whole.subarray(0, whole.length - 60)],
    ['a workbook without its sheet', 'damaged', zipOf(workbookParts({ 客户: rows }).filter(({ path }) => !path.includes('worksheets')))],
    ['a workbook of broken XML', 'damaged', workbookWithSheet('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></row><c></sheetData')],
    ['an empty file', 'empty', Buffer.alloc(0)],
    ['headers without rows', 'empty', aCsv([['户名', '电话']])],
    ['an empty sheet', 'empty', anXlsx({ 客户: [] })],
    ['more than 200 columns', 'tooManyColumns', aCsv([Array.from({ length: 201 }, (_, at) => `c${at}`), Array.from({ length: 201 }, () => 'x')])],
    ['a cell far to the right', 'tooManyColumns', workbookWithSheet(sheetOf('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'))],
    ['a cell far below', 'tooLarge', workbookWithSheet(sheetOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'))],
    ['a row beyond the end of any sheet', 'damaged', workbookWithSheet(sheetOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="999999999"></row>'))],
  ])('%s: %s', async (_, reason, bytes) => {
    expect(await refusalOf(bytes)).toBe(reason);
  });

  test('more than 50 MB is refused before anything is read', async () => {
    expect(await refusalOf(new Uint8Array(ledgerLimits.maxMegabytes * 1024 * 1024 + 1))).toBe('tooLarge');
  });

  test('more than 200,000 rows are refused', async () => {
    expect(await refusalOf(Buffer.from(`户名,电话\n${'张,1\n'.repeat(ledgerLimits.maxRows + 1)}`))).toBe('tooLarge');
  });

  test('a zip bomb is refused without unpacking it, whatever size it declares', async () => {
    const bomb = deflateRawSync(Buffer.alloc(600 * 1024 * 1024, 0x20), { level: 9 });
    const lying = packPlain([{ path: 'xl/worksheets/sheet1.xml', bytes: bomb }]);
    for (const [signature, method] of [['PK\x03\x04', 8], ['PK\x01\x02', 10]] as const) lying.writeUInt16LE(8, lying.indexOf(signature, 0, 'latin1') + method);
    const before = process.memoryUsage().rss;
    expect(lying.length).toBeLessThan(2 * 1024 * 1024);
    expect(await refusalOf(lying)).toBe('expandsTooFar');
    expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 * 1024);
  });

  test('cells that only have a colour do not make a sheet too wide', async () => {
    expect(await refusalOf(workbookWithSheet(sheetOf(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>户名</t></is></c><c r="XFD1"/></row><row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c></row><row r="1048576"/>',
    )))).toBe('read');
  });
});
