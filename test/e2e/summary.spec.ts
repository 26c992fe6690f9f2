import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('the manager reads the figures of today, each with its n, and opens the records behind them', async ({ page, demonstration }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/summary');
  const issued = page.getByRole('button', { name: /^取号 T \d+$/ });
  await expect(issued).toBeVisible();
  await expect(page.getByRole('img', { name: /^每半小时取号：当日 \d\d:\d\d \d+/ })).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);

  const count = (await issued.textContent())?.replace('取号 T ', '');
  await issued.press('Enter');
  const drawer = page.getByRole('dialog', { name: `取号 T：${count} 条` });
  await expect(drawer.getByRole('row')).toHaveCount(1 + Math.min(50, Number(count)));
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '前一天' }).press('Enter');
  await expect(page.getByRole('button', { name: '后一天' })).toBeEnabled();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: /^Issued T \d+$/ })).toBeVisible();
  await expectAccessible(page);
});
