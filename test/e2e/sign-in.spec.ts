import { demonstrationPassword } from '../../shared/demonstration.ts';
import { aBranchProcess } from '../builders/a-branch-process.ts';
import { signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('a demonstration branch shows its people; one press signs in', async ({ page, demonstration }) => {
  await page.goto(demonstration.link);
  await expect(page.getByText(`密码都是 ${demonstrationPassword}`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '李敏 · 柜员' }).click();
  await expect(page.getByRole('button', { name: /^李敏/ })).toBeVisible();
});

test('the menu shows only what the person may open', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await page.getByRole('button', { name: '☰' }).click();
  await expect(page.getByRole('menuitem', { name: '业务', exact: true })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: '人员' })).toHaveCount(0);
  await expectAccessible(page);
});

test('five wrong passwords lock the account, and the page says until when', async ({ page, demonstration }) => {
  await page.goto(demonstration.link);
  await page.getByLabel('登录名').fill('limin');
  for (const left of [4, 3, 2, 1]) {
    await page.getByLabel('密码').fill('not-the-password');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText(`还可以再试 ${left} 次`);
    await expect(page.getByLabel('密码')).toBeFocused();
  }
  await page.getByLabel('密码').fill('not-the-password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(/账号锁定到 \d{2}:\d{2}/);
  await page.getByLabel('密码').fill(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('账号锁定到');
});

test('Alt+L covers the page, keeps the name, hides what lies behind, and the password opens it again', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await page.getByRole('button', { name: '添加人员' }).click();
  await page.getByLabel('姓名').fill('半途之人');
  await page.keyboard.press('Alt+l');

  await expect(page.getByRole('heading', { name: '周建国 已锁定' })).toBeVisible();
  await expect(page.locator('#lock').getByLabel('密码')).toBeFocused();
  expect(await page.locator('body').innerText()).not.toContain('陈静');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectAccessible(page);

  await test.step('a reload does not open it', async () => {
    await page.reload();
    await expect(page.getByRole('heading', { name: '周建国 已锁定' })).toBeVisible();
  });
  await page.keyboard.type('not-the-password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('不正确');
  await page.keyboard.type(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '人员' })).toBeVisible();
});

test('what was being typed is still there after unlocking', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await page.getByRole('button', { name: '添加人员' }).click();
  await page.getByLabel('姓名').fill('半途之人');
  await page.keyboard.press('Alt+l');
  await expect(page.locator('#lock').getByLabel('密码')).toBeFocused();
  await page.keyboard.type(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('姓名')).toHaveValue('半途之人');
});

test('a PIN set under the own account unlocks quickly', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await expect(page.getByRole('heading', { name: '人员' })).toBeVisible();
  await page.getByRole('button', { name: /^周建国/ }).click();
  await page.getByRole('menuitem', { name: '我的账号' }).press('Enter');
  await expectAccessible(page);
  const pinForm = page.getByRole('region', { name: '快速解锁 PIN' });
  await pinForm.getByLabel('新 PIN').fill('271828');
  await pinForm.getByLabel('现在的密码').fill(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByText('PIN 已设置')).toBeVisible();
  await page.getByRole('button', { name: /锁定/ }).click();
  await expect(page.getByRole('radio', { name: 'PIN' })).toBeChecked();
  await page.keyboard.type('271828');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '周建国', exact: true })).toBeVisible();
});

test('an idle page warns, then locks; a touch in time keeps it open', async ({ page, demonstration }) => {
  await page.clock.install();
  await signIn(page, demonstration, 'zhoujianguo');
  await expect(page.getByRole('cell', { name: '陈静', exact: true })).toBeVisible();
  await page.clock.runFor('04:35');
  await expect(page.getByRole('dialog', { name: '即将锁定' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Shift');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.clock.runFor('05:02');
  await expect(page.getByRole('heading', { name: '周建国 已锁定' })).toBeVisible();
});

test('the Enter that picks a word of an input method signs nobody in and closes nothing', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await page.getByRole('button', { name: '添加人员' }).click();
  await page.getByLabel('登录名').fill('ouyangming');
  await page.getByLabel('姓名').focus();
  const browser = await page.context().newCDPSession(page);

  await browser.send('Input.imeSetComposition', { text: 'ouyang', selectionStart: 6, selectionEnd: 6 });
  await press(229);
  await browser.send('Input.insertText', { text: '欧阳' });
  // Some input methods send the Enter once more after the composition has ended.
  await press(229);
  await pressEscape(229);
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByLabel('姓名')).toHaveValue('欧阳');
  await expect(page.getByRole('cell', { name: 'ouyangming' })).toHaveCount(0);

  await press(13);
  await expect(page.getByRole('cell', { name: 'ouyangming' })).toBeVisible();

  async function press(windowsVirtualKeyCode: number) {
    await browser.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode, text: '\r' });
    await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 });
  }

  async function pressEscape(windowsVirtualKeyCode: number) {
    await browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Escape', code: 'Escape', windowsVirtualKeyCode });
    await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 });
  }
});

test('a page that lost its service says since when and goes on by itself when it is back', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await expect(page.getByRole('cell', { name: '陈静', exact: true })).toBeVisible();
  const port = Number(new URL(demonstration.address).port);
  await demonstration.kill();
  await expect(page.getByText(/连接断开 \d{2}:\d{2}/)).toBeVisible();
  await expect(page.getByRole('cell', { name: '陈静', exact: true })).toBeVisible();
  const again = await aBranchProcess({ dataFolder: demonstration.dataFolder, port });
  await expect(page.getByText('已连接')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: '添加人员' }).click();
  await again.dispose();
});
