import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('a new clerk gets a temporary password and must change it before anything else', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await expect(page.getByRole('cell', { name: '陈静', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '添加人员' }).press('Enter');
  await expect(page.getByLabel('姓名')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('丁香');
  await page.keyboard.press('Tab');
  await page.keyboard.type('dingxiang');
  const temporary = await page.getByLabel('临时密码').inputValue();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: 'dingxiang' })).toBeVisible();
  await expect(page.getByRole('row', { name: /dingxiang/ })).toContainText('待改临时密码');

  const beside = await page.context().newPage();
  await beside.goto(`${demonstration.address}/desk.html`);
  await beside.getByLabel('登录名').fill('dingxiang');
  await beside.getByLabel('密码').fill(temporary);
  await beside.keyboard.press('Enter');
  await expect(beside.getByRole('heading', { name: '请设置新密码' })).toBeVisible();
  await expectAccessible(beside);
  await beside.goto(`${demonstration.address}/desk.html#/desk`);
  await expect(beside.getByRole('heading', { name: '请设置新密码' })).toBeVisible();
  await beside.getByLabel('临时密码').fill(temporary);
  await beside.getByLabel('新密码').fill('chuntian-de-hua');
  await beside.getByLabel('再填一次').fill('chuntian-de-hua');
  await beside.keyboard.press('Enter');
  await expect(beside.getByRole('heading', { name: '请设置新密码' })).toBeHidden();
});

test('two of the three separated roles are refused before anything is sent', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await page.getByRole('button', { name: '修改 李敏' }).click();
  await page.getByLabel('网点经理').check();
  await page.getByLabel('审计员').check();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('只能选一个（三员分立）')).toBeVisible();
});

test('the last administrator stays one, and the page says why', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await page.getByRole('button', { name: '修改 周建国' }).click();
  await page.getByRole('switch').click();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert')).toContainText('至少要保留一名启用的系统管理员');
});

test('a password reset ends the person\'s session at once', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  const manager = await signInBeside(page, demonstration, 'chenjing');
  await expect(manager.getByRole('button', { name: /^陈静/ })).toBeVisible();
  await page.getByRole('button', { name: '重置密码：陈静' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '重置密码', exact: true }).last().click();
  await expect(page.getByText('陈静 的密码已重置')).toBeVisible();
  await manager.reload();
  await expect(manager.getByLabel('登录名')).toBeVisible();
});

test('the auditor reads the staff and changes nobody', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/admin/staff');
  await expect(page.getByRole('cell', { name: '陈静', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '添加人员' })).toHaveCount(0);
  await expectAccessible(page);
});

test('an invited hall display enrols by its one-time link, shows up, and is gone once revoked', async ({ page, browser, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await page.getByRole('button', { name: '☰ 人员' }).click();
  await page.getByRole('menuitem', { name: '工位' }).click();
  await page.getByRole('button', { name: '邀请新工位' }).click();
  await page.getByText('大厅显示', { exact: true }).click();
  await page.getByLabel('名称').fill('大厅电视');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: '邀请链接的二维码' })).toBeVisible();
  await expectAccessible(page);
  const link = await page.locator('code').innerText();
  await page.getByRole('button', { name: '完成' }).click();

  const tv = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await tv.goto(link.trim());
  await expect(tv.getByRole('region', { name: '叫号' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row', { name: /大厅电视/ })).toContainText('有效');
  await expectAccessible(page);
  await page.getByRole('button', { name: '停用 大厅电视' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '停用' }).click();
  await expect(page.getByRole('row', { name: /大厅电视/ })).toContainText('已停用');
  await tv.reload();
  await expect(tv.getByRole('heading', { name: '登记本工位' })).toBeVisible();
  await tv.context().close();
});
