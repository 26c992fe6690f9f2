import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from './branch.ts';

// PostgreSQL makes its cluster first.
test.slow();

const ownPassword = 'zi ji de kou ling';

async function signIn(page: Page, loginName: string, password: string): Promise<void> {
  await expect(page.locator('#loginName')).toBeFocused();
  await page.keyboard.type(loginName);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

async function changeTemporaryPassword(page: Page, temporary: string): Promise<void> {
  await page.getByLabel('临时密码').fill(temporary);
  await page.getByLabel('新密码', { exact: true }).fill(ownPassword);
  await page.getByLabel('再填一次').fill(ownPassword);
  await page.keyboard.press('Enter');
}

test('the first administrator changes the printed password, makes a code, adds a keeper; the keeper publishes and sees who has taken it', async ({ page, headquarters }) => {
  await page.goto(`${headquarters.address}/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('江城总部');
  await expectAccessible(page);
  await signIn(page, headquarters.firstLogin.loginName, headquarters.firstLogin.password);
  await changeTemporaryPassword(page, headquarters.firstLogin.password);

  await expect(page.getByText('还没有网点接入。')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '接入码' }).press('Enter');
  await page.getByLabel('备注').fill('城东营业厅');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: /^关\s?闭$/ }).last().press('Enter');

  await page.getByRole('link', { name: '账号' }).click();
  await page.getByRole('button', { name: '添加账号' }).press('Enter');
  await page.getByRole('dialog').getByLabel('姓名').fill('周目录');
  await page.getByRole('dialog').getByLabel('登录名').fill('zhou');
  await page.getByRole('checkbox', { name: '目录管理员' }).check();
  const temporary = await page.getByRole('dialog').locator('code').textContent() ?? '';
  await expectAccessible(page);
  await page.getByRole('dialog').getByLabel('姓名').press('Enter');
  await expect(page.getByRole('row', { name: /周目录 zhou 目录管理员/ })).toBeVisible();
  await page.getByRole('button', { name: /管理员 管理员/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();

  await signIn(page, 'zhou', temporary);
  await changeTemporaryPassword(page, temporary);
  await page.getByRole('link', { name: '发布' }).click();
  await expect(page.getByText('还没有发布过。')).toBeVisible();
  await page.getByRole('button', { name: /^发布/ }).click();
  await page.getByRole('menuitem', { name: '业务目录' }).click();
  await page.getByRole('button', { name: '供电' }).press('Enter');
  await expect(page.getByRole('row', { name: /电费/ }).first()).toBeVisible();
  await page.getByRole('button', { name: '看差异' }).press('Enter');
  await expect(page.getByText('第一次发布这一种')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('row', { name: /电费/ }).first()).toBeVisible();
  await page.getByRole('button', { name: '看差异' }).press('Enter');
  await page.getByRole('button', { name: '发布给 0 个网点' }).press('Enter');
  await expect(page.getByRole('heading', { name: /业务目录：\d+ 项变化/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('link', { name: 'Publishing' })).toBeVisible();
  await page.getByRole('link', { name: 'Branches' }).click();
  await expect(page.getByText('No branch is enrolled yet.')).toBeVisible();
  await expectAccessible(page);
});
