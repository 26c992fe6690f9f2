import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from './branch.ts';

test('a new branch with the keyboard alone: branch, two people, summary, first sign-in', async ({ page, emptyBranch }) => {
  await page.goto(emptyBranch.link);
  await expect(page.getByRole('button', { name: '新建网点' })).toBeFocused();
  expect(page.url()).not.toContain('enrol');
  await expectAccessible(page);
  await page.keyboard.press('Enter');

  await test.step('the branch', async () => {
    await expect(page.getByLabel('网点名称')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('请填写网点名称')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.type('城东供电营业厅');
    await page.keyboard.press('Enter');
  });

  await test.step('two people, since nobody may be both, with the rule of passwords in words', async () => {
    await fillPerson(page, { name: '周建国', loginName: 'zhoujianguo', password: 'short' });
    await page.keyboard.press('Enter');
    await expect(page.locator('.ant-form-item-explain').getByText('至少 10 个字符')).toBeVisible();
    await expectAccessible(page);
    await fillPerson(page, { name: '周建国', loginName: 'zhoujianguo', password: 'yunduo-kan-hai' });
    await page.keyboard.press('Enter');

    await expect(page.getByText('网点经理管理大厅、窗口和日结，不管账号。')).toBeVisible();
    await fillPerson(page, { name: '周建国', loginName: 'zhoujianguo', password: 'shanshui-you-qing' });
    await page.keyboard.press('Enter');
    await expect(page.getByText('两个人的登录名不能相同')).toBeVisible();
    await fillPerson(page, { name: '陈静', loginName: 'chenjing', password: 'shanshui-you-qing' });
    await page.keyboard.press('Enter');
  });

  await test.step('the summary makes it', async () => {
    await expect(page.getByRole('cell', { name: '周建国 (zhoujianguo)' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '城东供电营业厅' })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the administrator meets the staff, not the desk', async () => {
    await page.getByLabel('登录名').fill('zhoujianguo');
    await page.getByLabel('密码').fill('yunduo-kan-hai');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '人员' })).toBeVisible();
    await page.goto(`${emptyBranch.address}/desk.html#/desk`);
    await expect(page.getByRole('heading', { name: '人员' })).toBeVisible();
  });
});

test('a password that the service finds too common is refused in words, and nothing is lost', async ({ page, emptyBranch }) => {
  await page.goto(emptyBranch.link);
  await page.getByRole('button', { name: '新建网点' }).click();
  await page.getByLabel('网点名称').fill('城西营业厅');
  await page.keyboard.press('Enter');
  await fillPerson(page, { name: '周建国', loginName: 'zhoujianguo', password: '1234567890' });
  await page.keyboard.press('Enter');
  await fillPerson(page, { name: '陈静', loginName: 'chenjing', password: 'shanshui-you-qing' });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '建立网点' }).click();
  await expect(page.getByRole('alert').getByText('这个密码太常见')).toBeVisible();
  await expect(page.getByRole('cell', { name: '城西营业厅' })).toBeVisible();
});

test('the first page speaks English when asked, and says so to the browser', async ({ page, emptyBranch }) => {
  await page.goto(emptyBranch.link);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Branch Desk' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Welcome to Branch Desk' })).toBeVisible();
});

test('a browser without an invitation is told how to get one, and a pasted link lets it in', async ({ page, emptyBranch }) => {
  await page.goto(`${emptyBranch.address}/desk.html`);
  await expect(page.getByRole('heading', { name: '登记本工位' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('一次性链接或邀请码').fill('not-an-invitation-at-all');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('工位邀请无效');
  await page.getByLabel('一次性链接或邀请码').fill(emptyBranch.link);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '欢迎使用网点服务台' })).toBeVisible();
});

async function fillPerson(page: Page, { name, loginName, password }: { name: string; loginName: string; password: string }): Promise<void> {
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('登录名').fill(loginName);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByLabel('再填一次').fill(password);
}
