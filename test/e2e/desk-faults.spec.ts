import { aBranchProcess } from '../builders/a-branch-process.ts';
import { bigNumber, callNext, expectState, goTo, openWindow, serveSomebody, signIn, signInBeside, statusLine } from './a-clerk.ts';
import { expect, test } from './branch.ts';

test('two desks that press Call together call two different customers', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await openWindow(page, 9);
  const other = await signInBeside(page, demonstration, 'chenjing');
  await openWindow(other, 12);

  for (let round = 0; round < 3; round += 1) {
    await Promise.all([page.keyboard.press('F2'), other.keyboard.press('F2')]);
    await Promise.all([expectState(page, 'called'), expectState(other, 'called')]);
    expect(await bigNumber(page)).not.toBe(await bigNumber(other));
    for (const desk of [page, other]) {
      await desk.keyboard.press('Enter');
      await expectState(desk, 'serving');
      await desk.keyboard.press('Control+Enter');
      await expectState(desk, 'open');
    }
  }
});

test('a key pressed twice calls one customer', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await openWindow(page, 9);
  const announced = await bigNumber(page);
  await Promise.all([page.keyboard.press('F2'), page.keyboard.press('F2'), page.keyboard.press('F2')]);
  await expectState(page, 'called');
  await page.waitForTimeout(500);
  expect(await bigNumber(page)).toBe(announced);
  await expect(page.locator('.desk-state__facts')).toContainText('已呼 1 次');
});

test('a desk that loses its line mid-serving stays readable, and goes on with the same customer and the same words', async ({ page, demonstration }) => {
  const number = await serveSomebody(page, demonstration);
  await page.getByRole('textbox', { name: '备注' }).fill('客户要求电子发票');

  const port = Number(new URL(demonstration.address).port);
  await demonstration.kill();
  await expect(page.locator('.desk-call-hint')).toContainText('连接断开');
  expect(await bigNumber(page)).toBe(number);
  await page.locator('.desk-state').focus();
  await page.keyboard.press('Control+Enter');
  await expectState(page, 'serving');

  // The finish pressed without a line goes out by itself, once, when there is one again.
  const again = await aBranchProcess({ dataFolder: demonstration.dataFolder, port });
  try {
    await expectState(page, 'open');
    await expect(statusLine(page)).toHaveText(`${number} 已办结`);
    await expect(page.locator('.desk-call-hint')).not.toContainText('连接断开');
  } finally {
    await again.dispose();
  }
});

test('a reload brings the clerk back to the same window and the same customer', async ({ page, demonstration }) => {
  const number = await serveSomebody(page, demonstration);
  await page.reload();
  await expectState(page, 'serving');
  expect(await bigNumber(page)).toBe(number);
});

test('the manager releases a window; its clerk is told, and the ticket waits there for the next one', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await openWindow(page, 9);
  const number = await callNext(page);

  const manager = await signInBeside(page, demonstration, 'chenjing');
  await goTo(manager, '/hall-live');
  await manager.getByRole('button', { name: '释放 9 号窗口' }).press('Enter');
  await manager.getByRole('dialog').getByRole('button', { name: '释放', exact: true }).press('Enter');
  await expect(page.getByText('你已不在 9 号窗口')).toBeVisible();

  await openWindow(page, 9);
  await expectState(page, 'called');
  expect(await bigNumber(page)).toBe(number);
});
