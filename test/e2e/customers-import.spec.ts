import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright/test';
import { aCsv, anXlsx } from '../builders/a-ledger.ts';
import { callNext, expectState, openWindow, serveSomebody, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

const headers = ['户号', '户名', '联系电话', '证件号码', '用电地址'];

/** People that no demonstration invents. */
const newPeople = [
  ['779900000001', '𠮷田䶮', '13812346712', '', '镕基路1号'],
  ['779900000002', '仇璟雯', '13912346713', '', '文三路2号'],
  ['779900000003', '单鑫淼', '13712346714', '', '文三路3号'],
];
const badRows = [
  ['779900000004', '', '13812346715', '', '没有名字'],
  ['779900000005', '错电话', '12345', '', '文三路5号'],
  ['779900000002', '仇璟雯', '13912346713', '', '又来一次'],
];

/** What a browser's file dialog hands over. */
async function chosen(file: File): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name: file.name, mimeType: file.type, buffer: Buffer.from(await file.arrayBuffer()) };
}

async function openImport(page: Page, address: string): Promise<void> {
  // The sign-in page is only gone once the session stands.
  await expect(page.locator('#loginName')).toHaveCount(0);
  await page.goto(`${address}/desk.html#/admin/customers-import`);
  await expect(page.getByRole('heading', { name: '导入客户台账' })).toBeVisible();
}

/** Presses Tab until this control has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('button', { name });
  for (let presses = 0; presses < 40; presses += 1) {
    if (await wanted.evaluate(button => button === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

test('a GB18030 ledger with bad rows comes in by the keyboard alone; its people are found at the desk', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await openImport(page, demonstration.address);
  await expectAccessible(page);

  await test.step('Enter opens the file dialog', async () => {
    // Asked for before the walk there: the browser hears of it a moment after the key otherwise.
    const dialog = page.waitForEvent('filechooser');
    await tabTo(page, /^把台账文件拖到这里/);
    await page.keyboard.press('Enter');
    await (await dialog).setFiles(await chosen(aCsv([headers, ...newPeople, ...badRows], { encoding: 'gb18030' })));
  });

  await test.step('the columns are matched already, with the first rows to look at', async () => {
    await expect(page.getByText('台账.csv · 6 行 · CSV GB18030')).toBeVisible();
    await expect(page.getByRole('columnheader', { name: '户名 姓名 / 户名' })).toBeVisible();
    await expect(page.getByRole('cell', { name: '𠮷田䶮' })).toBeVisible();
    await expectAccessible(page);
    await tabTo(page, '检查');
    await page.keyboard.press('Enter');
  });

  await test.step('every row that is not taken says why', async () => {
    await expect(page.getByRole('button', { name: '导入 3 位客户' })).toBeFocused();
    for (const [row, reason] of [['5', '缺少姓名'], ['6', '电话号码不正确'], ['7', '文件内重复']] as const) {
      await expect(page.getByRole('row', { name: new RegExp(`^${row} ${reason}`) })).toBeVisible();
    }
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByText('已导入 3 位客户')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the file to mend holds those rows, with their reasons in front', async () => {
    await tabTo(page, '下载没有导入的行');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('台账-待修改.csv');
    const lines = (await readFile(await saved.path(), 'utf8')).split('\r\n');
    expect(lines[0]).toBe('\ufeff行号,原因,户号,户名,联系电话,证件号码,用电地址');
    expect(lines.slice(1, 4).map(line => line.split(',')[0])).toEqual(['5', '6', '7']);
  });

  await test.step('a clerk finds the new people by two characters, by pinyin with its surname reading, and by initials', async () => {
    const desk = await signInBeside(page, demonstration, 'limin');
    await openWindow(desk, 9);
    await callNext(desk);
    await desk.keyboard.press('Enter');
    await expectState(desk, 'serving');
    const lookUp = desk.getByRole('complementary', { name: '客户' }).getByRole('combobox');
    for (const [typed, found] of [['璟雯', '仇*雯'], ['qiujingwen', '仇*雯'], ['sxm', '单*淼'], ['shanxinmiao', '单*淼'], ['䶮', '𠮷*䶮']] as const) {
      await lookUp.fill(typed);
      await expect(desk.getByRole('option', { name: new RegExp(found.replaceAll('*', '\\*')) })).toBeVisible();
    }
  });
});

test('a workbook comes in, another of its sheets too, and its numbers stay whole', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await openImport(page, demonstration.address);
  const file = anXlsx({ 说明: [['填表说明']], 客户: [headers, ...newPeople.slice(0, 1)], 旧户: [headers, ...newPeople.slice(1)] });
  await page.locator('input[type=file]').setInputFiles(await chosen(file));
  await expect(page.getByText('台账.xlsx · 1 行 · xlsx')).toBeVisible();

  const sheet = page.getByRole('combobox', { name: '工作表' });
  await sheet.press('Enter');
  await page.getByTitle('说明', { exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('台账.xlsx · 1 行 · xlsx')).toBeVisible();
  await sheet.press('Enter');
  await page.getByTitle('旧户', { exact: true }).click();
  await expect(page.getByText('台账.xlsx · 2 行 · xlsx')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '检查' }).press('Enter');
  await page.getByRole('button', { name: '导入 2 位客户' }).press('Enter');
  await expect(page.getByText('已导入 2 位客户')).toBeVisible();
});

test('a picture under the name of a ledger is refused in words, and the right file can be chosen at once', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await openImport(page, demonstration.address);
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(3000, 7)]) });
  await expect(page.getByRole('alert')).toContainText('不是');
  await expectAccessible(page);
  await input.setInputFiles(await chosen(aCsv([headers, ...newPeople])));
  await expect(page.getByText('台账.csv · 3 行')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('in English every step has its words', async ({ browser, demonstration }) => {
  const page = await browser.newPage({ locale: 'en-GB' });
  await signIn(page, demonstration, 'chenjing');
  await expect(page.locator('#loginName')).toHaveCount(0);
  await page.goto(`${demonstration.address}/desk.html#/admin/customers-import`);
  await expect(page.getByRole('heading', { level: 1, name: /customer/i })).toBeVisible();
  await expectAccessible(page);
  await page.locator('input[type=file]').setInputFiles(await chosen(aCsv([headers, ...newPeople, ...badRows])));
  await expect(page.getByRole('cell', { name: '仇璟雯' }).first()).toBeVisible();
  await expectAccessible(page);
  await page.locator('button[type=submit]').press('Enter');
  await expect(page.getByRole('row', { name: /^6 / })).toContainText(/phone/i);
  await expectAccessible(page);
  // Nothing of our own words is left in Chinese; the ledger's cells are.
  expect(await page.locator('main').getByRole('button').allTextContents()).toEqual(expect.arrayContaining([expect.stringMatching(/^[^\p{Script=Han}]*3[^\p{Script=Han}]*$/u)]));
  await page.close();
});

test('20 MB travel in parts, and the page shows how much is there', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await openImport(page, demonstration.address);
  const rows = Array.from({ length: 60_000 }, (_, nth) => [`7798${String(nth).padStart(8, '0')}`, '仇璟雯', '', '', `文三路${nth}号`.padEnd(100, '号')]);
  await page.locator('input[type=file]').setInputFiles(await chosen(aCsv([headers, ...rows])));
  await expect(page.getByRole('progressbar', { name: '已送到网点服务' })).toBeVisible();
  await expect(page.getByText('台账.csv · 60,000 行')).toBeVisible({ timeout: 30_000 });
});

test('an Enter of the input method chooses nobody in the look-up; the clerk\'s own chooses whom she sees marked', async ({ page, demonstration }) => {
  await serveSomebody(page, demonstration);
  const customer = page.getByRole('complementary', { name: '客户' });
  const lookUp = customer.getByRole('combobox');
  await lookUp.focus();
  const inputMethod = await page.context().newCDPSession(page);
  await compose(inputMethod, 'wang');
  await pressEnterAsInputMethod(inputMethod);
  await inputMethod.send('Input.insertText', { text: '王' });
  const second = page.getByRole('option').nth(1);
  await expect(second).toContainText('姓名');
  // Some input methods send their Enter once more when the word is there already, and the list with it.
  await pressEnterAsInputMethod(inputMethod);
  await page.keyboard.press('ArrowDown');
  await expect(second).toHaveAttribute('aria-selected', 'true');
  const [phone = ''] = /1\d\d\*{4}\d{4}/u.exec((await second.textContent()) ?? '') ?? [];
  expect(phone).not.toBe('');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(customer).toContainText('以前来过');
  await expect(customer).toContainText(phone);
});

async function compose(inputMethod: CDPSession, text: string): Promise<void> {
  await inputMethod.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}

/** The key as Chromium passes it on while an input method has it: key code 229. */
async function pressEnterAsInputMethod(inputMethod: CDPSession): Promise<void> {
  await inputMethod.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await inputMethod.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
}
