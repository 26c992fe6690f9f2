import type { Locator, Page } from 'playwright/test';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

const rows = (page: Page) => page.locator('tbody tr.ant-table-row');
const scanField = (page: Page) => page.getByRole('textbox', { name: '扫描标签或输入档号' });
const steps = (page: Page) => page.locator('.ant-steps-item');

/** Presses Tab until the keyboard stands there, as somebody does who never takes the hands from the keys. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    if (await wanted.evaluate(element => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

/** Proposes the first files of the list; answers the proposal's number and the files'. */
async function propose(page: Page, count: number): Promise<{ number: string; files: string[] }> {
  await goTo(page, '/archive/destruction/new');
  await expect(rows(page).first()).toBeVisible();
  const files: string[] = [];
  for (let at = 0; at < count; at += 1) files.push(await rows(page).nth(at).locator('.destruction-number').first().textContent() ?? '');
  for (const archiveNumber of files) {
    await page.keyboard.type(archiveNumber);
    await expect(scanField(page)).toHaveValue(archiveNumber);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`已勾选 ${archiveNumber}，请扫描下一卷。`)).toBeVisible();
  }
  await page.getByLabel('销毁原因').fill('保管期满，经鉴定无继续保存价值');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/档案销毁清册 X\d{4}-\d{4}/);
  const number = /X\d{4}-\d{4}/.exec(await page.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';
  return { number, files };
}

async function sign(page: Page, loginName: string, password = demonstrationPassword): Promise<void> {
  await page.getByRole('radio', { name: /^同意销毁这 \d+ 卷$/ }).check();
  await page.getByLabel('签字人登录名').fill(loginName);
  await page.getByLabel('签字人密码').fill(password);
  await page.keyboard.press('Enter');
}

async function signAll(page: Page): Promise<void> {
  for (const [step, loginName] of [['客户信息主管', 'dengyuhong'], ['客户服务经理', 'chenjing'], ['总经理', 'tangzhigang']] as const) {
    await expect(page.getByRole('heading', { name: `现在轮到：${step}` })).toBeVisible();
    await sign(page, loginName);
    await expect(page.getByText(`${step}已签字同意。`)).toBeVisible();
  }
}

async function typeWitnesses(page: Page, one: string, other: string): Promise<void> {
  for (const [at, loginName] of [one, other].entries()) {
    await page.getByLabel(`监销人 ${at + 1} 登录名`).fill(loginName);
    await page.getByLabel(`监销人 ${at + 1} 密码`).fill(demonstrationPassword);
  }
  await page.keyboard.press('Enter');
}

test('files past their retention are proposed, signed by three in order and destroyed before two witnesses, with the keyboard alone', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/destruction');
  await expect(page.getByText('还没有提出过销毁')).toBeHidden();
  await expect(page.getByText('没有等待审批或销毁的申请。')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Alt+x');
  await expect(scanField(page)).toBeFocused();
  await expectAccessible(page);

  await tabTo(page, page.getByRole('button', { name: '提出销毁', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('还没有选档案。')).toBeVisible();
  await expect(scanField(page)).toBeFocused();
  await page.keyboard.type('DY01-2050-0001');
  await page.keyboard.press('Enter');
  await expect(page.getByText('DY01-2050-0001 不在可销毁的清单上')).toBeVisible();
  await scanField(page).fill('');
  const archiveNumber = await rows(page).first().locator('.destruction-number').first().textContent() ?? '';
  await tabTo(page, page.getByRole('checkbox', { name: `选 ${archiveNumber}` }));
  await page.keyboard.press('Space');
  await expect(page.getByText(/^已选 1 卷，共 \d+ 页$/)).toBeVisible();
  const { number, files } = await propose(page, 2);
  expect(files[0]).toBe(archiveNumber);
  await expect(page.getByRole('radio', { name: '同意销毁这 2 卷' })).toBeFocused();
  await expectAccessible(page);
  await signAll(page);

  await page.getByLabel('销毁方式').fill('碎纸机粉碎');
  await typeWitnesses(page, 'hezhiyuan', 'limin');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(`请输入编号 ${number} 确认`)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('X1999-0001');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('编号不对。')).toBeVisible();
  await dialog.getByLabel(`请输入编号 ${number} 确认`).fill(number);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/销毁 2 卷（碎纸机粉碎）。$/)).toBeVisible();
  await expect(page.getByText(/^查阅日志第 \d+ 至 \d+ 号是这次销毁的条目/)).toBeVisible();
  await expect(steps(page).last()).toContainText('监销：何志远、李敏');
  await expect(page.getByRole('button', { name: /^打印清册/ })).toBeFocused();
  await expectAccessible(page);
});
