import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('the manager adds a purpose, changes it and takes it out of use; each is kept', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/archive/purposes');
  await expect(page.getByRole('row', { name: /投诉处理/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: '增加目的' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(/中文/)).toBeFocused();
  await page.keyboard.type('司法协助');
  await dialog.getByLabel(/英文/).fill('Court assistance');
  await dialog.getByLabel('代号').fill('1court');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('.ant-form-item-explain-error')).toContainText('字母开头');
  await dialog.getByLabel('代号').fill('complaint');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('代号').fill('court');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row', { name: /司法协助/ });
  await expect(row).toContainText('10 分钟');

  await row.getByRole('button', { name: /司法协助/ }).first().press('Enter');
  await dialog.getByLabel('打开多久').fill('20');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('20 分钟');
  await row.getByRole('button', { name: /停用/ }).press('Enter');
  await expect(page.getByText('正在进行的查阅到时自动结束')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(row).toContainText('○');
});

test('others read the purposes and change none; in English too', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/archive/purposes');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('row', { name: /Complaint/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Change|Add/ })).toHaveCount(0);
  await expectAccessible(page);
});
