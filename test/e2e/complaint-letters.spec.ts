import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf, says } from './read-pdf.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const confirm = (page: Page) => dialog(page).getByRole('button', { name: '确定' });
const steps = (page: Page) => page.locator('.complaints-steps');
const openMove = async (page: Page, name: string) => {
  await page.getByRole('group', { name: '现在可以做什么' }).getByRole('button', { name, exact: true }).press('Enter');
  await expect(dialog(page)).toBeVisible();
};

/** Opens the first complaint of the board with this mark. */
async function openFirst(page: Page, state: string): Promise<void> {
  await goTo(page, '/complaints');
  await page.getByRole('row').filter({ hasText: state }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^投诉 T/);
}

/** Writes every place that is still open, as the handler would. */
async function writePlaces(page: Page): Promise<string> {
  const letter = dialog(page).getByRole('textbox', { name: '函件' });
  const text = (await letter.inputValue()).replaceAll(/【[^】]*】/gu, '（已写明）');
  await letter.fill(text);
  return text;
}

test('a refusal goes out as a numbered letter with its reason, and prints from the papers', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await openFirst(page, '已受理');
  await openMove(page, '不予受理');
  const letter = dialog(page).getByRole('textbox', { name: '函件' });
  await expect(letter).toHaveValue(/【写明理由：/);
  await expectAccessible(page);
  await confirm(page).press('Enter');
  await expect(dialog(page).getByText('请填写这一项。')).toBeVisible();
  await dialog(page).getByRole('radio', { name: '不属于本单位职责' }).check();
  await expect(letter).toHaveValue(/【写明具体情况和依据】/);
  await confirm(page).press('Enter');
  await expect(dialog(page).getByRole('alert')).toContainText('函件里还有需要填写的内容：【写明具体情况和依据】');

  // Another reason does not throw away what was written by hand; its draft is offered.
  const typed = await writePlaces(page);
  await dialog(page).getByRole('radio', { name: '重复投诉' }).check();
  const offer = dialog(page).getByRole('button', { name: '换成新的模板内容' });
  await expect(offer).toBeVisible();
  await expect(letter).toHaveValue(typed);
  await offer.press('Enter');
  await expect(letter).toHaveValue(/为同一事项/);
  await expect(offer).toHaveCount(0);
  await writePlaces(page);
  await confirm(page).press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(steps(page)).toContainText(/不予受理告知书 F\d{4}-\d{4}/);
  await expect(steps(page)).toContainText('决定不予受理');
  const number = /F\d{4}-\d{4}/.exec(await steps(page).textContent() ?? '')?.[0] ?? '';

  await page.evaluate(() => { window.print = () => undefined; });
  await page.getByRole('button', { name: /^打印/ }).press('Enter');
  await page.getByRole('menuitem', { name: `不予受理告知书 ${number}` }).click();
  await expect(page.locator('.paper-print .paper')).toContainText('决定不予受理');
  const { text, pages } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(pages).toEqual([{ width: 595, height: 842 }]);
  for (const words of ['不予受理告知书', number, '决定不予受理', '盖章']) expect(says(text, words), words).toBe(true);
});

test('whoever withdraws a complaint gets a confirmation; the next number follows on', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await openFirst(page, '已初审');
  await openMove(page, '撤回');
  await expect(dialog(page).getByRole('textbox', { name: '函件' })).toHaveCount(0);
  await dialog(page).getByRole('radio', { name: '登记有误' }).check();
  await expect(dialog(page).getByRole('textbox', { name: '函件' })).toHaveCount(0);
  await dialog(page).getByRole('radio', { name: '客户不再要求' }).check();
  await expect(dialog(page).getByRole('textbox', { name: '函件' })).toHaveValue(/撤回原因：您不再要求办理/);
  await dialog(page).getByRole('textbox', { name: '说明' }).fill('客户来电表示');
  await confirm(page).press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(steps(page)).toContainText(/撤回确认书 F\d{4}-\d{4}/);
});

test('more time that is granted is told by letter with the new day', async ({ page, demonstration }) => {
  // The trade of the demonstration allows no more time; a bank's rule does.
  const rule = { id: 'complex', nameZh: '情况复杂', nameEn: 'Complex matter', extends: ['answer'], span: { unit: 'workingDays', amount: 5 }, approvedBy: 'manager' };
  const database = await SqliteConnection.open(join(demonstration.dataFolder, 'branch.sqlite'), 'readWrite');
  await database.exec(`update complaint_deadline_rows set row = json_set(row, '$.extensions', json('${JSON.stringify([rule])}'))`);
  await database.close();
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/complaints/new');
  await page.getByRole('combobox', { name: '投诉分类' }).fill('态度');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '发生了什么' }).fill('多收了三个月电费，请查流水');
  await page.getByRole('textbox', { name: '投诉人' }).fill('王秀英');
  await page.getByRole('textbox', { name: '联系电话' }).fill('13800136712');
  await page.getByRole('button', { name: '受理', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^投诉 T/);
  await openMove(page, '初审');
  await confirm(page).press('Enter');
  await openMove(page, '派单');
  await page.getByRole('combobox', { name: '承办人' }).fill('王磊');
  await page.keyboard.press('Enter');
  await confirm(page).press('Enter');
  await expect(dialog(page)).toBeHidden();

  const handler = await signInBeside(page, demonstration, 'wanglei');
  await goTo(handler, '/complaints');
  await handler.getByRole('link', { name: /T\d/ }).filter({ hasText: /T\d/ }).first().waitFor();
  await handler.getByRole('row').filter({ hasText: '多收了三个月电费' }).getByRole('link').click();
  await openMove(handler, '申请延期');
  await dialog(handler).getByRole('textbox', { name: '申请理由' }).fill('需调取三年流水');
  await confirm(handler).press('Enter');
  await expect(dialog(handler)).toBeHidden();

  await page.reload();
  await openMove(page, '审批延期');
  const letter = dialog(page).getByRole('textbox', { name: '函件' });
  await dialog(page).getByRole('radio', { name: '不同意延期', exact: true }).check();
  await expect(letter).toHaveCount(0);
  await dialog(page).getByRole('radio', { name: '同意延期', exact: true }).check();
  await expect(letter).toHaveValue(/因需调取三年流水，未能在原定的.*办理期限延长至\d{4}年\d+月\d+日/s);
  const [, year = '', month = '', day = ''] = /延长至(\d{4})年(\d+)月(\d+)日/.exec(await letter.inputValue()) ?? [];
  await dialog(page).getByRole('textbox', { name: '说明' }).fill('同意');
  await writePlaces(page);
  await confirm(page).press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(steps(page)).toContainText(/同意延期\n同意\n延期告知书 F\d{4}-\d{4}/);
  // The day that was written is the day that is promised.
  await page.getByRole('button', { name: '为什么：答复时限' }).press('Enter');
  await expect(page.locator('.complaints-beside ol:not(.case-similar)')).toContainText(`最后一天 ${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
});
