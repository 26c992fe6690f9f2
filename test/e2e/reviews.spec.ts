import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf } from './read-pdf.ts';

const rows = (page: Page) => page.locator('.review-page tbody tr.ant-table-row');
const field = (page: Page) => page.getByRole('textbox', { name: '扫描标签或输入档号' });
const numberOf = async (page: Page, nth: number) => await rows(page).nth(nth).locator('.review-number').first().textContent() ?? '';

/** Starts the review of the first shelf of the list. */
async function start(page: Page): Promise<void> {
  await goTo(page, '/archive/reviews');
  const shelf = page.getByRole('combobox', { name: '架' });
  await shelf.click();
  await page.locator('.ant-select-item-option').first().click();
  await page.getByRole('button', { name: '开始本季度核定' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/档案核定工作单 \d{4}Q[1-4]/);
}

async function scan(page: Page, archiveNumber: string): Promise<void> {
  await page.keyboard.type(archiveNumber);
  await page.keyboard.press('Enter');
}

/** Writes into the running branch's database with a connection of its own. */
async function writeBeside(dataFolder: string, statement: string): Promise<void> {
  const database = await SqliteConnection.open(join(dataFolder, 'branch.sqlite'), 'readWrite');
  await database.exec(statement);
  await database.close();
}

test('a shelf is counted label after label, what is not there is explained, two people sign', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await start(page);
  await expect(field(page)).toBeFocused();
  await expectAccessible(page);

  await page.locator('.review-page .ant-radio-button-wrapper', { hasText: /^未核/ }).click();
  const first = await numberOf(page, 0);
  await scan(page, first);
  await expect(page.getByText(`${first} 在架，请扫描下一卷。`)).toBeVisible();
  await page.getByRole('button', { name: '撤销这一次' }).press('Enter');
  await expect(page.getByText(`${first} 已恢复为原来的标记。`)).toBeVisible();
  await expect(field(page)).toBeFocused();
  await scan(page, first);
  await expect(page.getByText(`${first} 在架，请扫描下一卷。`)).toBeVisible();
  await scan(page, first);
  await expect(page.getByText(`${first} 已经标为在架。`)).toBeVisible();
  await scan(page, 'DY01-2050-9999');
  await expect(page.getByRole('status').locator('.ant-alert-warning')).toBeVisible();
  await field(page).fill('');

  // What is not on the shelf is said in words, or is missing.
  const second = await numberOf(page, 0);
  await page.getByRole('button', { name: `标记 ${second}` }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '已说明' }).check();
  await dialog.getByRole('button', { name: '记下' }).press('Enter');
  await expect(dialog.getByText('请写明为什么不在架上。')).toBeVisible();
  await dialog.getByLabel('说明', { exact: true }).fill('稽查处调阅，已取得收条');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const third = await numberOf(page, 0);
  await page.getByRole('button', { name: `标记 ${third}` }).press('Enter');
  await page.getByRole('dialog').getByRole('radio', { name: '缺失' }).check();
  await page.getByRole('dialog').getByRole('button', { name: '记下' }).press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  // The rest of the shelf, as hours of scanning leave it.
  await writeBeside(demonstration.dataFolder, `update archive_review_items set finding = 'onShelf' where finding = 'unchecked'`);
  await page.reload();
  await page.getByLabel('复核人登录名').fill('songjia');
  await page.getByLabel('复核人密码').fill(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.locator('.review-form').getByRole('alert')).toContainText('宋佳 不能在同一件事上再次签字');
  await page.getByLabel('复核人登录名').fill('dengyuhong');
  await page.getByLabel('复核人密码').fill(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/签字，清点：宋佳，复核：邓/).first()).toBeVisible();
  await expect(field(page)).toBeHidden();
  await expectAccessible(page);

  await page.getByRole('button', { name: '工作单预览' }).press('Enter');
  await expectAccessible(page);
  // Its paper: A4, every file, the table's head on every sheet.
  const pdf = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(pdf.pages.every(({ width, height }) => width === 595 && height === 842)).toBe(true);
  const said = pdf.text.replaceAll(' ', '');
  for (const words of ['档案核定工作单', first, second, '稽查处调阅，已取得收条', '缺失1', '清点人宋佳']) expect(said.includes(words), words).toBe(true);
});

test('in English, whoever may not keep the archive reads the worksheets and starts none', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/archive/reviews');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('Nothing was reviewed yet. Archivists start a review.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Start/ })).toHaveCount(0);
  await expectAccessible(page);
});
