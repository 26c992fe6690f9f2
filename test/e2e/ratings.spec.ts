import type { Browser, BrowserContext, Page } from 'playwright/test';
import type { BranchProcess } from '../builders/a-branch-process.ts';
import { callNext, expectState, goTo, openWindow, signIn, signInBeside, statusLine } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

/** A tablet's browser that opens the link of a pad's invitation for this window. */
async function padAt(administrator: Page, browser: Browser, windowNumber: number): Promise<{ pad: Page; tablet: BrowserContext }> {
  await goTo(administrator, '/admin/stations');
  await administrator.getByRole('button', { name: '邀请新工位' }).click();
  const dialog = administrator.getByRole('dialog');
  await dialog.getByText('评价器', { exact: true }).click();
  await dialog.getByLabel('名称').fill('九号评价器');
  await dialog.getByLabel('所在窗口').click();
  await administrator.getByTitle(`${windowNumber} 号窗口`, { exact: true }).click();
  await dialog.getByRole('button', { name: '生成邀请' }).click();
  const link = await administrator.getByText(/#enrol=/).innerText();
  const tablet = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', hasTouch: true });
  const pad = await tablet.newPage();
  await pad.clock.install();
  await pad.goto(link.trim());
  await expect(pad.getByText('9 号窗口')).toBeVisible();
  return { pad, tablet };
}

/** Serves the next customer at the clerk's window to the end; answers the number. */
async function serveOne(clerk: Page): Promise<string> {
  const number = await callNext(clerk);
  await clerk.keyboard.press('Enter');
  await expectState(clerk, 'serving');
  await clerk.keyboard.press('Control+Enter');
  await expect(statusLine(clerk)).toContainText(number);
  await expectState(clerk, 'open');
  return number;
}

async function hallWithPad(page: Page, branch: BranchProcess, browser: Browser) {
  await signIn(page, branch, 'zhoujianguo');
  const { pad, tablet } = await padAt(page, browser, 9);
  const clerk = await signInBeside(page, branch, 'limin');
  await openWindow(clerk, 9);
  return { clerk, pad, tablet };
}

test('the pad asks after the service, thanks, and a bad rating reaches the manager, who calls back', async ({ page, demonstration, browser }) => {
  const { clerk, pad, tablet } = await hallWithPad(page, demonstration, browser);
  try {
    await expectAccessible(pad);
    const number = await serveOne(clerk);
    await expect(pad.getByRole('heading', { name: `${number}，请评价刚才的服务` })).toBeVisible();
    const targets = await pad.locator('.pad-scores button').evaluateAll(buttons => buttons.map(button => button.getBoundingClientRect().toJSON() as DOMRect));
    expect(targets).toHaveLength(5);
    expect(targets.every(({ width, height }) => width >= 160 && height >= 160)).toBe(true);
    await expectAccessible(pad);
    await expect(clerk.getByRole('button', { name: `${number} 当面评价` })).toBeVisible();

    await pad.getByRole('button', { name: '不满意', exact: true }).tap();
    await expect(pad.getByRole('heading', { name: /是哪里让您不满意/ })).toBeVisible();
    await expectAccessible(pad);
    await pad.getByRole('button', { name: '等候太久' }).tap();
    await expect(pad.getByRole('heading', { name: '谢谢您的评价' })).toBeVisible();
    await pad.clock.runFor(7_000);
    await expect(pad.getByRole('heading', { name: /欢迎光临/ })).toBeVisible();
    await expect(clerk.getByRole('button', { name: `${number} 当面评价` })).toBeHidden();

    const manager = await signInBeside(page, demonstration, 'chenjing');
    await goTo(manager, '/satisfaction/call-backs');
    const card = manager.getByRole('listitem').filter({ hasText: number }).filter({ hasText: '9 号窗口' });
    await expect(card).toContainText('等候太久');
    await expectAccessible(manager);
    await card.getByRole('button', { name: `记录回访 ${number}` }).click();
    await manager.getByRole('radio', { name: '客户接受' }).press('Space');
    await manager.getByLabel('客户怎么说、我们怎么做').fill('已致歉，说明当日人多，客户接受。');
    await expectAccessible(manager);
    await manager.getByRole('button', { name: '保存' }).click();
    await expect(card).toHaveCount(0);
    await manager.getByText('已回访', { exact: true }).click();
    await expect(manager.getByText('已致歉，说明当日人多，客户接受。')).toBeVisible();
  } finally {
    await tablet.close();
  }
});

test('a pad nobody taps goes back to rest after twenty seconds, and the customer may still come back to it', async ({ page, demonstration, browser }) => {
  const { clerk, pad, tablet } = await hallWithPad(page, demonstration, browser);
  try {
    const number = await serveOne(clerk);
    await expect(pad.getByRole('heading', { name: `${number}，请评价刚才的服务` })).toBeVisible();
    await pad.clock.runFor(21_000);
    await expect(pad.getByRole('heading', { name: /欢迎光临/ })).toBeVisible();
    await pad.getByRole('button', { name: `评价刚才的服务 ${number}` }).tap();
    await pad.getByRole('button', { name: '很满意' }).tap();
    await expect(pad.getByRole('heading', { name: '谢谢您的评价' })).toBeVisible();
  } finally {
    await tablet.close();
  }
});

test('without a pad the clerk puts down what the customer said, by keyboard, and it is marked as that', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await openWindow(page, 9);
  const number = await serveOne(page);
  await expect(page.getByRole('button', { name: `${number} 当面评价` })).toBeVisible();
  await page.keyboard.press('Alt+J');
  const dialog = page.getByRole('dialog', { name: `顾客当面评价 ${number}` });
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  await dialog.getByRole('radio', { name: '很不满意' }).press('Space');
  await expect(dialog.getByLabel('不满意的原因（可不填）')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: '很不满意' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: `${number} 当面评价` })).toBeHidden();
  const manager = await signInBeside(page, demonstration, 'chenjing');
  await goTo(manager, '/satisfaction/call-backs');
  await expect(manager.getByRole('listitem').filter({ hasText: number }).filter({ hasText: '9 号窗口' })).toContainText('柜员代记');
});
