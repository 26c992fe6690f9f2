import type { Page } from 'playwright/test';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { languages, readIn, wordsOf } from './words.ts';

const columns = (page: Page) => page.locator('.complaints-column');
const cards = (page: Page) => page.locator('.complaints-card');

for (const language of languages) {
  test(`the board shows complaints by state, overdue first, fits the smallest screen and is remembered (${language})`, async ({ page, context, demonstration }) => {
    await readIn(context, language);
    const t = wordsOf('complaints', language);
    await signIn(page, demonstration, 'chenjing');
    await goTo(page, '/complaints');
    await expect(page.getByRole('table')).toBeVisible();
    const list = page.getByRole('radiogroup', { name: t('board.list') });
    await list.getByRole('radio', { name: new RegExp(`^${t('list.open')}`) }).press('Space');
    await page.getByRole('radiogroup', { name: t('board.view') }).getByRole('radio', { name: t('view.list') }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(columns(page)).toHaveCount(6);
    await expect(page.getByRole('table')).toHaveCount(0);
    await expectAccessible(page);
    expect(await page.locator('.complaints-columns').evaluate(box => box.scrollWidth - box.clientWidth)).toBe(0);

    // Every column counts what it holds, and what is overdue stands above what is not.
    const counted = (await columns(page).locator('h2 .complaints-number').allTextContents()).map(Number);
    expect(counted.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(5);
    for (const [nth, total] of counted.entries()) {
      await expect(columns(page).nth(nth).locator('.complaints-card')).toHaveCount(total);
      const overdue = await columns(page).nth(nth).locator('.complaints-card').evaluateAll(all => all.map(card => card.getAttribute('data-overdue') === 'true'));
      expect(overdue).toEqual(overdue.toSorted((a, b) => Number(b) - Number(a)));
    }
    await expect(columns(page).filter({ hasText: t('state.inHand') }).getByText(t('due.overdue')).first()).toBeVisible();

    // My work and the overdue stay; cards are reached with Tab and opened with Enter.
    await list.getByRole('radio', { name: new RegExp(`^${t('list.overdue')}`) }).press('Space');
    await expect(page.locator('.complaints-card[data-overdue="false"]')).toHaveCount(0);
    await page.getByRole('textbox', { name: t('board.search') }).or(page.getByRole('searchbox', { name: t('board.search') })).focus();
    for (let presses = 0; presses < 4 && await page.locator('.complaints-card:focus').count() === 0; presses += 1) await page.keyboard.press('Tab');
    await expect(cards(page).first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/T\d{4}-\d{4}$/);

    // Remembered for this person alone.
    await goTo(page, '/complaints');
    await expect(columns(page)).toHaveCount(6);
    const other = await signInBeside(page, demonstration, 'wanglei');
    await goTo(other, '/complaints');
    await expect(other.getByRole('table')).toBeVisible();
  });
}
