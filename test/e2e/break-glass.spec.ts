import type { Page } from 'playwright/test';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

/** The manager opens a file at once, for this reason; answers its number. */
async function breakGlass(page: Page, reason: string): Promise<void> {
  await goTo(page, '/archive');
  await page.getByRole('combobox', { name: '查找档案' }).fill('DY01-2019-00');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: '紧急查阅' }).press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.type(reason);
  await page.getByRole('dialog').locator('button[type=submit]').press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('a broken glass stands at the top of the reviewer’s page at once, and is judged by somebody else', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/archive/break-glass');
  const row = page.getByRole('row', { name: /消防通道抢修/ });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('紧急查阅复核');
  await expectAccessible(page);

  const manager = await signInBeside(page, demonstration, 'chenjing');
  await breakGlass(manager, '消防通道抢修，须立即核对产权');
  await expect(page.getByRole('link', { name: /次紧急查阅待复核/ })).toBeVisible();
  await goTo(manager, '/archive/break-glass');
  await expect(manager.getByRole('row', { name: /消防通道抢修/ })).toContainText('本人查阅，由他人复核');

  await page.reload();
  await row.getByRole('button', { name: /^复核 / }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '记下结论' }).press('Enter');
  await expect(dialog.getByText('请选择结论。')).toBeVisible();
  await dialog.getByRole('radio', { name: '理由成立' }).check();
  await dialog.getByRole('button', { name: '记下结论' }).press('Enter');
  await expect(dialog.getByText('请写明依据什么得出结论。')).toBeVisible();
  await page.keyboard.type('有消防大队来电记录，属实');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '记下结论' }).press('Enter');
  await expect(page.getByText(/的紧急查阅已复核。$/)).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.locator('.ant-radio-button-wrapper', { hasText: '全部' }).click();
  await expect(row).toContainText('✓ 理由成立');
  await expect(row).toContainText('何志远');
});
