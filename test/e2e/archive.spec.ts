import type { Page } from 'playwright/test';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf } from './read-pdf.ts';

const searchField = (page: Page) => page.getByRole('combobox', { name: '查找档案' });
const rows = (page: Page) => page.getByRole('listbox', { name: '查到的档案' }).getByRole('option');
const fileNumber = (page: Page) => page.locator('#file-number');
const opened = (page: Page, field: string) => page.locator(`.file-view__opened [data-opened="${field}"]`);

/** Types what is asked for and opens the first file that is found, with the keys alone; answers its number. */
async function openFirst(page: Page, words: string): Promise<string> {
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.type(words);
  await expect(rows(page).first()).toBeVisible();
  const number = await rows(page).first().locator('.file-row__number').textContent() ?? '';
  await page.keyboard.press('Enter');
  await expect(fileNumber(page)).toHaveText(number);
  return number;
}

/** Asks to look, chooses the purpose with the arrow keys, and types the fields of its basis one after the other. */
async function askToLook(page: Page, purpose: RegExp, ...basis: string[]): Promise<void> {
  await page.keyboard.press('Alt+o');
  const wanted = page.getByRole('dialog').getByRole('radio', { name: purpose });
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 10 && !await wanted.isChecked(); presses += 1) await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
  await page.keyboard.press('Tab');
  for (const words of basis) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(words);
  }
}

/** Approves in the open dialog: the first empty field of a person has the focus next. */
async function typeApproval(page: Page, loginName: string, password = demonstrationPassword): Promise<void> {
  const dialog = page.getByRole('dialog');
  const fields = await dialog.getByRole('group', { name: /批准人$/ }).count();
  for (let at = 1; at <= fields; at += 1) {
    if (await dialog.getByLabel(`批准人 ${at} 登录名`).inputValue() !== '' && await dialog.getByLabel(`批准人 ${at} 密码`).inputValue() !== '') continue;
    await dialog.getByLabel(`批准人 ${at} 登录名`).fill(loginName);
    await dialog.getByLabel(`批准人 ${at} 密码`).fill(password);
    return;
  }
}

test('an archivist finds files with the keyboard alone, in Chinese and in pinyin, and comes back to the field with a slash', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await expect(searchField(page)).toBeFocused();
  await expectAccessible(page);
  // One character is in very many names: it is looked for when it is asked for.
  await page.keyboard.type('王');
  await page.keyboard.press('Enter');
  await expect(rows(page).first()).toContainText('王*');
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  const second = await rows(page).nth(1).locator('.file-row__number').textContent() ?? '';
  await page.keyboard.press('Enter');
  await expect(fileNumber(page)).toHaveText(second);
  await expectAccessible(page);

  await goTo(page, '/archive');
  await page.getByRole('button', { name: 'English' }).focus();
  await page.keyboard.press('/');
  await openFirst(page, 'wang');
});

test('a look by written order opens what its purpose opens, under a watermark, prints with it, and is masked again at its end', async ({ page, demonstration }) => {
  await page.addInitScript(() => { window.print = () => { document.documentElement.dataset['printed'] = 'yes'; }; });
  await signIn(page, demonstration, 'songjia');
  const number = await openFirst(page, 'DY01-2019-00');
  await expect(opened(page, 'name')).toHaveCount(0);

  await askToLook(page, /^稽查核查/, '稽〔2026〕17 号', '市公司审计部', '2020-01-01');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('依据已于 2020-01-01 失效，没有打开');
  await expectAccessible(page);
  await page.getByRole('dialog').getByLabel('有效期至').fill('2030-12-31');
  await page.keyboard.press('Enter');

  await expect(opened(page, 'name')).not.toContainText('*');
  await expect(opened(page, 'address')).toBeVisible();
  await expect(page.getByText(/已为“稽查核查”开放到 \d\d:\d\d，日志第 \d+ 号。/)).toBeVisible();
  await expect(page.locator('.file-view__opened svg.watermark').first()).toContainText(/宋佳 .*稽查核查 日志 \d+ 号/);
  await expect(page.getByRole('complementary', { name: '谁看过这一卷' })).toContainText('稽查核查 · 稽〔2026〕17 号');
  await expectAccessible(page);
  const name = await opened(page, 'name').textContent() ?? '';

  await page.keyboard.press('Alt+p');
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  await expect(page.locator('.file-sheet svg.watermark')).toContainText(/宋佳 .*稽查核查 日志 \d+ 号/);
  const paper = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(paper.pages).toEqual([{ width: 595, height: 842 }]);
  expect(paper.text).toContain(number);
  expect(paper.text).toContain(name);
  expect(paper.text).toMatch(/宋佳 于 .* 打印，查阅日志第 \d+ 号/);

  await page.reload();
  await expect(opened(page, 'name')).toHaveText(name);
  await page.keyboard.press('Escape');
  await expect(page.getByText('查阅已结束，内容已重新遮盖。')).toBeVisible();
  await expect(opened(page, 'name')).toHaveCount(0);
  await expect(page.getByText(name, { exact: true })).toHaveCount(0);
});

test('a file of a higher level is opened only with the manager signing in; the same person or a wrong password opens nothing', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/levels');
  const number = await page.locator('tbody tr.ant-table-row').filter({ hasText: '机密' }).first().getByRole('link').first().textContent() ?? '';
  await goTo(page, '/archive');
  await openFirst(page, number);

  await askToLook(page, /^稽查核查/, '稽〔2026〕18 号', '市公司审计部', '2030-12-31');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const refusal = dialog.getByRole('alert').last();
  await typeApproval(page, 'songjia');
  await page.keyboard.press('Enter');
  await expect(refusal).toContainText('宋佳 不能在同一件事上再次签字');
  await typeApproval(page, 'chenjing', 'not-the-password');
  await page.keyboard.press('Enter');
  await expect(refusal).toContainText('登录名、密码或 PIN 不正确');
  await typeApproval(page, 'limin');
  await page.keyboard.press('Enter');
  await expect(refusal).toContainText('李敏 无权批准');
  await expect(opened(page, 'name')).toHaveCount(0);
  await expectAccessible(page);
  expect((await dialog.boundingBox())!.height).toBeLessThan(768);
  await typeApproval(page, 'chenjing');
  await page.keyboard.press('Enter');
  await expect(opened(page, 'name')).not.toContainText('*');
  await expect(page.getByRole('complementary', { name: '谁看过这一卷' })).toContainText('✕ 未获准 查阅 · 稽查核查');
});

test('in English, too: a manager breaks the glass with a reason, and everybody is told that it will be reviewed', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/archive');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('combobox', { name: 'Find files' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Find files' }).fill('DY01-2019-00');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Break glass' }).press('Enter');
  await expectAccessible(page);
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Meter on fire, the fire brigade asks for the owner');
  await page.getByRole('dialog').getByRole('button', { name: /Open/ }).press('Enter');
  await expect(opened(page, 'name')).toBeVisible();
  await expect(page.locator('.file-view__opened svg.watermark').first()).toContainText('Break-glass');
  await expectAccessible(page);
});
