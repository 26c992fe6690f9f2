import type { Page } from 'playwright/test';
import type { BranchProcess } from '../builders/a-branch-process.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('a customer takes a ticket: service, what to bring, number, people ahead, QR code', async ({ page, demonstration }) => {
  await openKiosk(page, demonstration);
  await expect(page.locator('.kiosk-tile')).toHaveCount(8);
  await expectAccessible(page);
  await expectLargeTargets(page);

  await page.locator('.kiosk-tile').first().click();
  await expect(page.getByRole('button', { name: '取号', exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectLargeTargets(page);

  await settle(page);
  await page.getByRole('button', { name: '取号', exact: true }).click();
  await expect(page.locator('.kiosk-number')).toHaveText(/^[A-Z]\d{3}$/);
  await expect(page.getByText(/前面 \d+ 人/)).toBeVisible();
  const number = await page.locator('.kiosk-number').innerText();
  await expect(page.getByRole('img', { name: `${number} 号票的二维码` })).toBeVisible();
  await expectAccessible(page);
  await expectLargeTargets(page);
});

test('a double tap takes one ticket, and never one that was not asked for', async ({ page, demonstration }) => {
  await openKiosk(page, demonstration);
  await page.locator('.kiosk-tile').first().dblclick();
  await settle(page);
  await expect(page.locator('.kiosk-number')).toHaveCount(0);
  await page.getByRole('button', { name: '取号', exact: true }).dblclick();
  const first = await page.locator('.kiosk-number').innerText();
  await settle(page);
  await page.getByRole('button', { name: '好的' }).click();
  await settle(page);
  await page.locator('.kiosk-tile').first().click();
  await settle(page);
  await page.getByRole('button', { name: '取号', exact: true }).click();
  const second = await page.locator('.kiosk-number').innerText();
  expect(Number(second.slice(1))).toBe(Number(first.slice(1)) + 1);
});

test('who may go first says so, and the ticket tells it', async ({ page, demonstration }) => {
  await openKiosk(page, demonstration);
  await page.locator('.kiosk-tile').first().click();
  await settle(page);
  await page.getByRole('button', { name: /^优先取号/ }).click();
  await expect(page.getByText(/· 优先$/)).toBeVisible();
});

test('a kiosk somebody walked away from is back at its start after thirty seconds, in its own language', async ({ page, demonstration }) => {
  await page.clock.install();
  await openKiosk(page, demonstration);
  await page.getByRole('button', { name: 'English' }).click();
  await page.locator('.kiosk-tile').first().click();
  await expect(page.getByRole('button', { name: 'Take a ticket' })).toBeVisible();
  await page.clock.runFor(29_000);
  await expect(page.getByRole('button', { name: 'Take a ticket' })).toBeVisible();
  await page.clock.runFor(3_000);
  await expect(page.getByRole('heading', { name: '请选择要办理的业务' })).toBeVisible();
});

test('the kiosk works with the keyboard alone and in English', async ({ page, demonstration }) => {
  await openKiosk(page, demonstration);
  await page.getByRole('button', { name: 'English' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'What would you like to do?' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Take a ticket' })).toBeFocused();
  await settle(page);
  await page.keyboard.press('Enter');
  await expect(page.locator('.kiosk-number')).toBeVisible();
  await expectAccessible(page);
});

test('a kiosk that lost its branch offers nothing it cannot give and says where to go', async ({ page, demonstration }) => {
  await openKiosk(page, demonstration);
  await demonstration.kill();
  await expect(page.getByRole('alert')).toContainText('请到咨询台取号');
  await expect(page.locator('.kiosk-tile').first()).toBeDisabled();
});

async function openKiosk(page: Page, branch: BranchProcess): Promise<void> {
  await page.goto(branch.link.replace('/#', '/kiosk.html#'));
  await expect(page.locator('.kiosk-tile').first()).toBeVisible();
}

/** A step does not take touches in its first half second: they may belong to the step before. */
function settle(page: Page): Promise<void> {
  return page.waitForTimeout(600);
}

async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.locator('button').evaluateAll(buttons => buttons
    .map(button => ({ name: button.textContent, ...button.getBoundingClientRect().toJSON() as DOMRect }))
    .filter(({ width, height }) => width < 64 || height < 64)
    .map(({ name }) => name));
  expect(small).toEqual([]);
}
