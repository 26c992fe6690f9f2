import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('a page that is only to be read is reached with Tab and scrolled with the arrow keys', async ({ page, demonstration }) => {
  await page.setViewportSize({ width: 1366, height: 320 });
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/archive/purposes');
  await expect(page.getByRole('row', { name: /投诉处理/ })).toBeVisible();
  const content = page.locator('#content');
  await expect(content).toHaveAttribute('tabindex', '0');
  await expectAccessible(page);
  for (let presses = 0; presses < 15 && !await content.evaluate(box => box === document.activeElement); presses += 1) await page.keyboard.press('Tab');
  await expect(content).toBeFocused();
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('ArrowDown');
  await expect.poll(() => content.evaluate(box => box.scrollTop)).toBeGreaterThan(60);

  // With room for all of it there is nothing to scroll, and no stop.
  await page.setViewportSize({ width: 1366, height: 1600 });
  await expect(content).toHaveAttribute('tabindex', '-1');
});

test('a page with something to press is no stop of its own', async ({ page, demonstration }) => {
  await page.setViewportSize({ width: 1366, height: 320 });
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/archive/purposes');
  await expect(page.getByRole('button', { name: '增加目的' })).toBeVisible();
  await expect(page.locator('#content')).toHaveAttribute('tabindex', '-1');
});
