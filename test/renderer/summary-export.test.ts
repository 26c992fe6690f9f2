import { readSheet } from 'read-excel-file/node';
import { beforeAll, expect, test } from 'vitest';
import { changesBetween } from '../../main/summary/summary-changes.ts';
import { changeText } from '../../renderer/components/summary/change-text.ts';
import { asCsv, asWorkbook } from '../../renderer/components/summary/sheet-files.ts';
import { aSummaryBranch } from '../builders/a-summary-day.ts';
import { chineseSheets, chineseWords } from '../builders/summary-in-chinese.ts';

let sheets: Awaited<ReturnType<typeof chineseSheets>>;
let changes: ReturnType<typeof changeText>[];

beforeAll(async () => {
  const branch = await aSummaryBranch();
  const empty = await branch.figures();
  await branch.day({
    tickets: [
      { issued: '09:00', called: '09:04:30', served: [['09:05', '09:15', 1]] }, { issued: '09:10', called: '09:30', served: [['09:31', '09:40', 2]] }, { issued: '09:20', end: ['cancelled', '09:21'] },
    ],
    windows: [['08:30', 'open', 1], ['10:30', 'closed', 1]],
  });
  const summary = await branch.figures();
  await branch.close();
  summary.complaints.overdue.push({ complaintId: branch.branch.id, number: 'T2026-0001', state: 'inHand', handlerName: '=1+1', nextKind: 'answer', nextDueAt: branch.at('09:30') });
  const t = await chineseWords();
  changes = changesBetween(summary, empty).map(change => changeText(t, change));
  sheets = await chineseSheets(summary);
});

test('the workbook read back has a sheet per subject, real numbers, shares and dates, and no key in the place of a word', async () => {
  const file = Buffer.from(await (await asWorkbook(sheets)).arrayBuffer());
  const figures = await readSheet(file, '总表');
  const row = (name: string) => figures.find(each => each[1] === name);
  expect(row('日期')?.[2]).toEqual(new Date('2026-03-02T00:00:00Z'));
  expect(row('首个窗口开')?.[2]).toEqual(new Date('2026-03-02T08:30:00Z'));
  expect(row('取号 T')).toEqual(['排队', '取号 T', 3, null, null, 'T = S + A + U']);
  expect(row('达标')?.slice(2, 5)).toEqual([0.5, 1, 2]);
  expect(row('等候最长（分）')?.[2]).toBe(20);
  expect(row('每千人次')?.[2] ?? null).toBeNull();
  expect(await readSheet(file, '半小时')).toEqual([['起', '每半小时取号', '半小时末等候'], ['09:00', 3, 1], ['09:30', 0, 0]]);
  expect((await readSheet(file, '按业务'))[1]?.slice(0, 8)).toEqual(['全部', null, 3, 2, 1, 0, 1, 2]);
  expect((await readSheet(file, '窗口'))[1]).toEqual([1, 1, 10, 10, 1, 120, 0, 10, 10 / 120]);
  const [, overdue] = await readSheet(file, '逾期投诉');
  expect(overdue?.slice(0, 3)).toEqual(['T2026-0001', '=1+1', '答复']);
  // A fraction of a day is no whole number of milliseconds.
  expect(Math.abs(Number(overdue?.[3]) - Date.parse('2026-03-02T09:30:00Z'))).toBeLessThan(1000);
  for (const { rows } of sheets) for (const cell of rows.flat()) expect(typeof cell === 'string' ? cell : '').not.toMatch(/^[a-z]+[.:][a-zA-Z.]+$/);
});

test('the CSV has the same tables, opens as UTF-8, and runs no formula', async () => {
  // As it is saved: reading it as text would take the mark away.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await asCsv(sheets).arrayBuffer());
  expect(text.startsWith('\uFEFF总表\r\n')).toBe(true);
  expect(text).toContain('排队,取号 T,3,,,T = S + A + U\r\n');
  expect(text).toContain("T2026-0001,'=1+1,答复,2026-03-02 09:30\r\n");
  expect(text).toContain('\r\n半小时\r\n起,每半小时取号,半小时末等候\r\n09:00,3,1\r\n');
});

test('every figure that can be corrected is told in words', () => {
  expect(changes).toContainEqual({ name: '排队 · 取号', before: '3', after: '0' });
  expect(changes).toContainEqual({ name: '业务 A · 达标', before: '50.0 %（1/2）', after: '—（n=0）' });
  expect(changes).toContainEqual({ name: '窗口 1 · 开窗', before: '120.0 分', after: '0.0 分' });
  for (const { name } of changes) expect(name).not.toMatch(/[a-z]{3}/);
});
