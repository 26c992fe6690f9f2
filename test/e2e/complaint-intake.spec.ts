import type { Locator, Page } from 'playwright/test';
import { expectState, goTo, serveSomebody, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf, says } from './read-pdf.ts';

/** A character of Chinese costs about three presses with an input method: two of its pinyin, one that takes it. */
const pressesOf = (text: string) => [...text].reduce((sum, letter) => sum + (/\p{Script=Han}|[，。、]/u.test(letter) ? 3 : 1), 0);
/** A clerk who listens, thinks and types with two fingers. */
const secondsAPress = 0.45;

/** Presses keys and nothing else, and counts them. */
function aKeyboardOf(page: Page) {
  const counted = { presses: 0, typed: 0 };
  return {
    counted,
    async press(...keys: string[]) {
      for (const key of keys) await page.keyboard.press(key);
      counted.presses += keys.length;
    },
    async type(text: string) {
      await page.keyboard.type(text);
      counted.typed += pressesOf(text);
    },
  };
}

const field = (page: Page, id: string): Locator => page.locator(`#intake-${id}`);

test('at the counter a complaint is taken in and its receipt printed within two minutes, by keys alone', async ({ page, demonstration }, info) => {
  await page.addInitScript(() => { window.print = () => { document.documentElement.dataset['printed'] = 'yes'; }; });
  const ticket = await serveSomebody(page, demonstration);

  const keys = aKeyboardOf(page);
  const begunAt = Date.now();
  await keys.press('F10');
  await expect(field(page, 'classId')).toBeFocused();
  await keys.type('fwtd');
  await expect(page.locator('.ant-select-item-option-active')).toHaveText('服务态度与规范 / 营业厅服务 / 服务态度');
  await keys.press('Enter');
  // A list that is not closed yet takes the Tab for itself; no hand is faster than that, this one is.
  await expect(field(page, 'classId')).toHaveAttribute('aria-expanded', 'false');
  await keys.press('Tab', 'Tab');
  await expect(field(page, 'what')).toBeFocused();
  await keys.type('上午九点来办过户，等了一个小时，窗口人员态度生硬，问三次都不回答，最后说系统坏了让我明天再来。');
  await keys.press('Tab');
  await expect(field(page, 'remedySought')).toBeFocused();
  await keys.type('当面道歉，今天办完过户');
  await keys.press('Enter');
  await expect(page.getByRole('radiogroup', { name: '紧急程度' }).locator(':focus')).toHaveCount(1);
  await keys.press('ArrowRight', 'Enter');
  await expect(page.getByRole('radiogroup', { name: '影响范围' }).locator(':focus')).toHaveCount(1);
  await keys.press('Enter');
  await expect(page.getByRole('checkbox', { name: '匿名投诉' })).toBeFocused();
  await keys.press('Enter');
  await expect(field(page, 'complainantName')).toBeFocused();
  await keys.type('王秀英');
  await keys.press('Enter');
  await expect(field(page, 'complainantPhone')).toBeFocused();
  await keys.type('13800136712');
  await keys.press('Control+Enter');
  const receipt = page.getByRole('button', { name: '打印回执' });
  await expect(receipt).toBeFocused();
  await keys.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  const waitedSeconds = (Date.now() - begunAt) / 1000;
  const pressed = keys.counted.presses + keys.counted.typed;
  info.annotations.push({ type: 'measured', description: `${keys.counted.presses} keys beside ${keys.counted.typed} for the words; ${waitedSeconds.toFixed(1)} s of the machine` });
  expect(keys.counted.presses).toBeLessThanOrEqual(16);
  expect(pressed * secondsAPress).toBeLessThan(120);

  // The receipt says the number, also as a code, and everything that is promised.
  const number = /T\d{4}-\d{4}/.exec(await page.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';
  await expect(page.getByText(`已受理，编号 ${number}。请把回执打印给客户。`)).toBeVisible();
  await expect(page.locator('.complaints-page')).toContainText(ticket);
  await expect(page.getByText('严重度 2')).toBeVisible();
  await expectAccessible(page);
  const paper = page.locator('.paper-print .paper');
  for (const words of [number, '王秀英', '首次联系', '答复', '请保存本回执']) await expect(paper).toContainText(words);
  await expect(paper.getByLabel(number).locator('path').first()).toBeAttached();
  const { text, pages } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(pages).toEqual([{ width: 595, height: 842 }]);
  for (const words of ['投诉回执', number, '首次联系', '答复']) expect(says(text, words), words).toBe(true);

  // And back to the customer, who still sits there.
  await keys.press('Shift+Tab', 'Enter');
  await expectState(page, 'serving');
});

test('Enter goes on to the next field and never hands in what is half written; what is missing is named where it stands', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await goTo(page, '/complaints/new');
  await expect(field(page, 'classId')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('大厅空调太冷');
  await page.keyboard.press('Tab');
  for (const next of ['urgency', 'impact']) {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radiogroup', { name: next === 'urgency' ? '紧急程度' : '影响范围' }).locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: '匿名投诉' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(field(page, 'where')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('请填写这一项。')).toHaveCount(1);
  await expect(field(page, 'classId')).toBeFocused();
  await expect(field(page, 'what')).toHaveValue('大厅空调太冷');
  await page.keyboard.type('yyt tdu');
  await expect(page.locator('.ant-select-item-option')).toHaveCount(0);
  for (let letter = 0; letter < 7; letter += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('yyt taidu');
  await expect(page.locator('.ant-select-item-option-active')).toHaveText('服务态度与规范 / 营业厅服务 / 服务态度');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: '打印回执' })).toBeFocused();
});

test('a form left half written is offered when the clerk comes back, with the keyboard on what is likely', async ({ page, demonstration }) => {
  await serveSomebody(page, demonstration);
  await page.keyboard.press('F10');
  await expect(field(page, 'classId')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('客户先去取材料');
  await goTo(page, '/desk');
  await expectState(page, 'serving');
  await page.keyboard.press('F10');
  // The same visit: its draft.
  await expect(page.getByRole('button', { name: '继续填写' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field(page, 'what')).toHaveValue('客户先去取材料');
  await goTo(page, '/complaints');
  await page.getByRole('button', { name: '受理投诉' }).press('Enter');
  await expect(page.getByRole('button', { name: '继续填写' })).toBeFocused();
});
