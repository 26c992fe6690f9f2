import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asCsv, asWorkbook } from '../../renderer/components/summary/sheet-files.ts';
import { aSummaryBranch } from '../builders/a-summary-day.ts';
import { chineseSheets } from '../builders/summary-in-chinese.ts';

declare module 'vitest' { interface TaskMeta { why?: string } }

const run = promisify(execFile);
/** Comma, quote, UTF-8: what the program's window suggests by itself for a file with the mark. */
const readAsCsv = '--infilter=CSV:44,34,76,1';
let folder: string;
let isThere: boolean;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'branch-desk-sheets-'));
  isThere = await run('soffice', ['--version']).then(() => true, () => false);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(({ task, skip }) => {
  if (isThere) return;
  task.meta.why = 'no LibreOffice (`soffice`) here to open the files with';
  skip();
});

/** Opens a file in LibreOffice and answers what it shows: a line for each row, commas between the cells. */
async function shownBy(name: string, content: Blob): Promise<string> {
  await writeFile(join(folder, name), Buffer.from(await content.arrayBuffer()));
  const out = join(folder, 'opened');
  await run('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', ...name.endsWith('.csv') ? [readAsCsv] : [], '--convert-to', 'html', '--outdir', out, join(folder, name)], { timeout: 120_000 });
  const page = await readFile(join(out, `${name.split('.')[0]}.html`), 'utf8');
  return page.split('</tr>').map(row => row.split('</td>').slice(0, -1).map(cell => cell.replace(/^[\s\S]*<td[^>]*>/u, '').replaceAll(/<[^>]*>|&nbsp;/gu, '').replaceAll(/\s+/gu, ' ').trim()).join(',')).join('\n');
}

test('LibreOffice shows the workbook of a day with dates as dates, shares as percentages and minutes with one digit, also at the turn of the year', async () => {
  const branch = await aSummaryBranch({ date: '2026-12-31' });
  await branch.day({
    tickets: [{ issued: '09:00', called: '09:04:30', served: [['09:05', '09:15', 1]] }, { issued: '09:10', called: '09:30', served: [['09:31', '09:40', 2]] }],
    windows: [['08:30', 'open', 1], ['10:30', 'closed', 1]],
  });
  const sheets = await chineseSheets(await branch.figures());
  await branch.close();
  const shown = await shownBy('day.xlsx', await asWorkbook(sheets));
  for (const line of ['表头,日期,2026-12-31', '表头,首个窗口开,2026-12-31 08:30', '排队,达标,50.0%,1,2', '排队,等候最长（分）,20.0', '下一工作日,日期,2027-01-0']) expect(shown).toContain(line);
  expect(shown).toContain('1,1,10.0,10.0,1,120.0,0.0,10.0,8.3%');
  expect(shown).not.toMatch(/Err:|#[A-Z]+[!?]|###/);

  const table = await shownBy('table.csv', asCsv(sheets));
  // The mark by which UTF-8 is known is not part of the first word.
  expect(table).toMatch(/^总表,*\n部分,数字,值/u);
  expect(table).toContain('排队,达标,0.5,1,2');
});

test('LibreOffice shows the workbook of a day on which nobody came without an error', async () => {
  const branch = await aSummaryBranch();
  const sheets = await chineseSheets(await branch.figures());
  await branch.close();
  const shown = await shownBy('empty.xlsx', await asWorkbook(sheets));
  for (const line of ['排队,取号 T,0', '排队,达标,,0,0', '起,每半小时取号,半小时末等候']) expect(shown).toContain(line);
  expect(shown).not.toMatch(/Err:|#[A-Z]+[!?]|###|NaN/);
});
