import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { aCsv, anXlsx } from '../builders/a-ledger.ts';
import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf } from './read-pdf.ts';

const headers = ['档号', '案卷题名', '户名', '户号', '类别', '年度', '页数', '架号', '盒号', '保管期限', '密级'];
const goodRow = (nth: number) => [`DR-2019-${String(nth).padStart(4, '0')}`, '过户材料', '仇璟雯', `77990000${nth}`, '过户与更名', '2019', '12', 'A-01', `1-2-${nth}`, '30年', '普通'];
const row = (page: Page, name: RegExp) => page.getByRole('row', { name });

async function chosen(file: File): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name: file.name, mimeType: file.type, buffer: Buffer.from(await file.arrayBuffer()) };
}

/** As a scanner does: the keys one right after the other, then Enter. */
async function scan(page: Page, archiveNumber: string): Promise<void> {
  await page.keyboard.type(archiveNumber);
  await page.keyboard.press('Enter');
}

test('an archivist adds a shelf and a category, retires the shelf after being asked, and is told of a code that is taken', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/catalogue');
  await expect(row(page, /DY03 过户与更名/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: /^新增下级：DY / }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('代码')).toBeFocused();
  await expectAccessible(page);
  await dialog.getByLabel('代码').fill('DY03');
  await page.keyboard.press('Tab');
  await page.keyboard.type('临时用电');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Temporary supply');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('DY03 已被使用');
  await dialog.getByLabel('代码').fill('DY05');
  await page.keyboard.press('Enter');
  await expect(row(page, /DY05 临时用电 Temporary supply ● 使用中/)).toBeVisible();

  await page.getByRole('radio', { name: '档案架' }).press('Space');
  await page.getByRole('button', { name: '新增档案架' }).press('Enter');
  await expect(dialog.getByLabel('架号')).toBeFocused();
  await page.keyboard.type('C-07');
  await page.keyboard.press('Enter');
  await expect(row(page, /^C-07 二号库房/)).toBeVisible();
  await page.getByRole('button', { name: '停用 C-07' }).press('Enter');
  await expect(dialog).toContainText('架上已有的档案不受影响');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(row(page, /^C-07 二号库房 ○ 已停用/)).toBeVisible();
  await page.getByRole('button', { name: '恢复使用 C-07' }).press('Enter');
  await expect(row(page, /^C-07 二号库房 ● 使用中/)).toBeVisible();

  await page.getByRole('radio', { name: '密级' }).press('Space');
  await expect(page.getByText('这一部分由网点经理维护。')).toBeVisible();
  await expect(row(page, /机密 Secret 120 个月 经理当场批准 5 个工作日/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^修改/ })).toHaveCount(0);
  await expectAccessible(page);
});

test('a manager changes what a level asks for; the mark of state secrets and a level with files are refused', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/archive/catalogue');
  await page.getByRole('radio', { name: '密级' }).press('Space');
  await page.getByRole('button', { name: '修改 秘密' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('中文名称')).toBeFocused();
  await page.keyboard.type('秘密★');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('国家秘密的标志');
  await dialog.getByLabel('中文名称').fill('秘密');
  await dialog.getByLabel('最长期限').fill('36');
  await page.keyboard.press('Enter');
  await expect(row(page, /^1 秘密 Confidential 36 个月/)).toBeVisible();

  await page.getByRole('button', { name: '停用 普通' }).press('Enter');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('不能停用');
  await dialog.getByRole('button', { name: '返回' }).press('Enter');

  await page.getByRole('radio', { name: '保管期限' }).press('Space');
  await page.getByRole('button', { name: '新增保管期限' }).press('Enter');
  await expect(dialog.getByLabel('中文名称')).toBeFocused();
  await page.keyboard.type('15 年');
  await page.keyboard.press('Tab');
  await page.keyboard.type('15 years');
  await page.keyboard.press('Tab');
  await dialog.getByLabel('保管年数').fill('15');
  await page.keyboard.press('Enter');
  await expect(row(page, /^15 年 15 years 15 年/)).toBeVisible();
});

test('an auditor reads the catalogue in English and can change nothing', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/archive/catalogue');
  await page.getByRole('button', { name: 'English' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Catalogue', level: 1 })).toBeVisible();
  await expect(page.locator('main').getByRole('button')).toHaveCount(0);
  await page.getByRole('radio', { name: 'Secrecy levels' }).press('Space');
  await expect(row(page, /Top secret 240 months the manager and a second approver 3 working days/)).toBeVisible();
  await expectAccessible(page);
});

test('a file is taken in with its proposed number and its customer; its label is printed and, scanned, opens it', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await expect(page.getByRole('combobox', { name: '查找档案' })).toBeFocused();
  await page.keyboard.press('Alt+n');
  await expect(page.getByLabel('户名')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('仇璟雯');
  await page.keyboard.press('Tab');
  await page.keyboard.type('过户材料');
  await page.keyboard.press('Enter');
  await expect(page.getByText('请填写')).toHaveCount(2);
  await page.getByLabel('分类').click();
  await page.keyboard.type('DY03');
  await page.keyboard.press('Enter');
  await page.getByLabel('年度').fill('2031');
  await expect(page.getByLabel('档号')).toHaveValue('DY03-2031-0001');
  await expect(page.getByText(/还没有填写：户号、地址、档案架、位置、页数/)).toBeVisible();

  await page.getByRole('button', { name: '查找客户' }).press('Enter');
  await page.keyboard.type('王');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '关联客户' })).toContainText('*');

  await page.getByLabel('档案架').click();
  await page.getByTitle('A-01 一号库房', { exact: true }).click();
  await page.getByLabel('位置').fill('2-3-15');
  await page.getByLabel('密级', { exact: true }).click();
  await page.getByTitle('机密', { exact: true }).click();
  await expect(page.getByText(/^最长 120 个月，最晚 /)).toBeVisible();
  await page.getByRole('button', { name: '保存档案' }).press('Enter');
  await expect(page.getByText('请填写')).toBeVisible();
  await page.getByLabel('密级到期日').fill(`${new Date().getUTCFullYear() + 2}-06-30`);
  await page.keyboard.press('Tab');
  await expect(page.getByText('请填写')).toHaveCount(0);
  await page.getByRole('button', { name: '保存档案' }).press('Enter');
  await expect(page.getByText('已登记 DY03-2031-0001')).toBeVisible();
  await expect(page.getByRole('button', { name: '再登记一卷' })).toBeFocused();
  await expectAccessible(page);

  await page.getByRole('button', { name: '添加扫描件' }).press('Enter');
  await expect(page.getByRole('dialog')).toContainText('DY03-2031-0001');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '再登记一卷' }).press('Enter');
  await expect(page.getByLabel('户名')).toBeFocused();
  await expect(page.getByLabel('档号')).toHaveValue('DY03-2031-0002');
  await page.getByLabel('档号').fill('dy03-2031-0001');
  await page.getByLabel('户名').fill('仇璟雯');
  await page.getByLabel('题名').fill('过户材料');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('DY03-2031-0001 已被使用');
  await goTo(page, '/archive');
  await expect(page.getByRole('combobox', { name: '查找档案' })).toBeFocused();
  await scan(page, 'DY03-2031-0001');
  await expect(page.getByRole('heading', { name: 'DY03-2031-0001' })).toBeVisible();
  await page.getByRole('button', { name: '打印标签' }).press('Enter');
  await expect(page.getByRole('list', { name: '第 1 张' })).toContainText(/DY03-2031-0001一号库房\s+A-01\s+2-3-15/);
  await expectAccessible(page);

  await test.step('where no field takes the keys, a scan opens the file too', async () => {
    await goTo(page, '/archive/catalogue');
    await expect(row(page, /DY03 过户与更名/)).toBeVisible();
    await page.getByRole('button', { name: '新增分类' }).focus();
    await scan(page, 'DY03-2031-0001');
    await expect(page.getByRole('heading', { name: 'DY03-2031-0001' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test('a GB18030 ledger of files comes in, its refused rows can be mended, and its labels fill a used sheet and the next', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/labels');
  await expect(page.getByText(/^还没有选择档案/)).toBeVisible();
  await expect(page.getByRole('button', { name: '打印标签' })).toBeDisabled();
  await goTo(page, '/archive/import');
  await expect(page.getByRole('heading', { name: '导入档案台账' })).toBeVisible();
  await expectAccessible(page);
  const bad = [...goodRow(31)];
  bad[4] = '没有的分类';
  const rows = [...Array.from({ length: 30 }, (_, nth) => goodRow(nth + 1)), bad, goodRow(1)];
  await page.locator('input[type=file]').setInputFiles(await chosen(aCsv([headers, ...rows], { encoding: 'gb18030' })));
  await expect(page.getByText('台账.csv · 32 行 · CSV GB18030')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: '案卷题名 题名' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '检查' }).press('Enter');
  await expect(page.getByRole('button', { name: '导入 30 卷档案' })).toBeFocused();
  await expect(row(page, /^32 档案目录中没有这个分类 没有的分类/)).toBeVisible();
  await expect(row(page, /^33 文件内重复/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('已导入 30 卷档案')).toBeVisible();
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载没有导入的行' }).press('Enter');
  const lines = (await readFile(await (await download).path(), 'utf8')).split('\r\n');
  expect(lines.slice(1, 3).map(line => line.split(',').slice(0, 2).join(' '))).toEqual([expect.stringMatching(/^32 /), expect.stringMatching(/^33 /)]);

  await page.getByRole('button', { name: '打印这些档案的标签' }).press('Enter');
  await expect(page.getByText('30 个标签，2 张纸')).toBeVisible();
  await page.evaluate(() => { window.print = () => document.body.setAttribute('data-was-printed', 'true'); });
  await page.keyboard.press('Alt+p');
  await expect(page.locator('body')).toHaveAttribute('data-was-printed', 'true');
  await expect(page.getByRole('list', { name: '第 1 张' }).getByRole('listitem').first()).toContainText('DR-2019-0001');
  await expectAccessible(page);
  expect((await readPdf(await page.pdf({ preferCSSPageSize: true }))).pages).toEqual([{ width: 595, height: 842 }, { width: 595, height: 842 }]);
  await page.getByLabel('从第几个位置开始').fill('20');
  await expect(page.getByText('30 个标签，3 张纸')).toBeVisible();
  const paper = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(paper.pages).toHaveLength(3);
  for (const words of ['DR-2019-0001', 'DR-2019-0030', 'A-01', '1-2-30']) expect(paper.text).toContain(words);
  for (const words of ['仇璟雯', '锁定', '打印标签']) expect(paper.text).not.toContain(words);

  await page.getByRole('button', { name: '清空' }).press('Enter');
  await page.getByLabel('起始档号').fill('dr-2019-0003');
  await page.getByLabel('终止档号').fill('DR-2019-0005');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 个标签，1 张纸')).toBeVisible();
  await page.getByRole('combobox', { name: '查找档案' }).focus();
  await scan(page, 'DR-2019-0009');
  await expect(page.getByText(/^4 个标签/)).toBeVisible();
  await scan(page, 'DR-2019-0010');
  await expect(page.getByText(/^5 个标签/)).toBeVisible();
  await scan(page, 'DR-2019-0009');
  await expect(page.getByRole('combobox', { name: '查找档案' })).toHaveValue('DR-2019-0009');
  await expect(page.getByText(/^5 个标签/)).toBeVisible();
});

test('a workbook comes in by the keyboard in English, from its cells to its labels', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/archive/import');
  await page.getByRole('button', { name: 'English' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Import a ledger of files' })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(await chosen(anXlsx({ 目录: [headers, goodRow(41), goodRow(42)] })));
  await expect(page.getByText('台账.xlsx · 2 rows · xlsx')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Check' }).press('Enter');
  await page.getByRole('button', { name: 'Import files: 2' }).press('Enter');
  await expect(page.getByText('Files imported: 2')).toBeVisible();
  await page.getByRole('button', { name: 'Print labels of these files' }).press('Enter');
  await expect(page.getByText('Labels: 2, sheets: 1')).toBeVisible();
  await expectAccessible(page);
});
