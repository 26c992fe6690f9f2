import type { Page } from 'playwright/test';
import { aReceiptPrinter } from '../builders/a-receipt-printer.ts';
import { nextWorkingDay } from './next-working-day.ts';
import { callNext, expectState, goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('a printer is added and tested; a ticket is printed at the kiosk, a failed one shown at once, reprinted with its number, another made void; a slip follows from the desk', async ({ page, demonstration }) => {
  const printer = await aReceiptPrinter();
  await signIn(page, demonstration, 'zhoujianguo');
  await goTo(page, '/admin/printers');
  await expect(page.getByText('这里会列出打印机')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: '添加打印机' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('名称').fill('大厅取号打印机');
  await drawer.getByLabel('IP 地址').fill('8.8.8.8');
  await drawer.getByLabel('端口').fill(String(printer.line.port));
  await drawer.getByText('58 毫米').click();
  await page.keyboard.press('Enter');
  await expect(drawer.getByText('请填写本地网络的 IP 地址')).toBeVisible();
  await expectAccessible(page);
  await drawer.getByLabel('IP 地址').fill(printer.line.address);
  await drawer.getByLabel('IP 地址').press('Enter');
  const row = page.getByRole('row', { name: /大厅取号打印机/ });
  await expect(row).toContainText('✓ 就绪');

  await row.getByRole('button', { name: '在 大厅取号打印机 打印测试页' }).click();
  await expect(row).toContainText(/测试页 \d\d:\d\d 已打印/);
  expect(printer.papers[0]?.lines).toContain('58 mm · 每行 32 个字符');
  expect(printer.papers[0]?.isCut).toBe(true);

  printer.mood.outOfPaper = true;
  await row.getByRole('button', { name: '在 大厅取号打印机 打印测试页' }).click();
  await expect(row).toContainText(/▲ 打印机缺纸（\d\d:\d\d 起）/);
  await expect(row).toContainText(/测试页 \d\d:\d\d 未打印：打印机缺纸/);
  await expectAccessible(page);
  printer.mood.outOfPaper = false;

  const kiosk = await page.context().newPage();
  await kiosk.goto(`${demonstration.address}/kiosk.html`);
  const number = await takeTicket(kiosk);
  await expect(kiosk.getByText('号票已打印，请取走。')).toBeVisible();
  const paper = printer.papers.at(-1);
  expect(paper?.lines).toContain(number);
  await kiosk.getByRole('button', { name: '好的' }).click();

  printer.mood.outOfPaper = true;
  const failed = await takeTicket(kiosk);
  await expect(kiosk.getByRole('alert')).toContainText('号票没有打印出来（打印机缺纸）');
  await expect(kiosk.getByRole('alert')).toContainText(failed);
  await expectAccessible(kiosk);

  const desk = await signInBeside(page, demonstration, 'limin');
  const mark = desk.getByRole('button', { name: /1 张号票未打出/ });
  await mark.click();
  await expect(desk.getByText('没有打印出来的号票')).toBeVisible();
  await expectAccessible(desk);

  printer.mood.outOfPaper = false;
  await kiosk.getByRole('button', { name: '再打一次' }).click();
  await expect(kiosk.getByText('号票已打印，请取走。')).toBeVisible();
  expect(printer.papers.at(-1)?.lines).toEqual(expect.arrayContaining([failed, '补打 Reprint 2']));
  await expect(mark).toBeHidden();
  await kiosk.getByRole('button', { name: '好的' }).click();

  await printer.unplug();
  const gone = await takeTicket(kiosk);
  await expect(kiosk.getByRole('alert')).toContainText('打印机连不上');
  await mark.click();
  await desk.getByRole('button', { name: `作废 ${gone}` }).click();
  await desk.getByRole('button', { name: '作废', exact: true }).press('Enter');
  await expect(mark).toBeHidden();
  await expect(kiosk.getByRole('alert')).toBeHidden();

  await printer.plugIn();
  await desk.getByRole('button', { name: /^9 号窗口/ }).press('Enter');
  await expect(desk.locator('.desk')).toBeVisible();
  await callNext(desk);
  await desk.keyboard.press('Enter');
  await expectState(desk, 'serving');
  await desk.keyboard.press('/');
  await desk.keyboard.type('查询');
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[data-visit-items] > li').last().getByRole('radio').first()).toBeFocused();
  await desk.keyboard.press('F7');
  await expect(desk.getByRole('alert')).toContainText('没有需要告知的内容');
  await desk.locator('[data-visit-items] > li').last().getByRole('radio').first().focus();
  await desk.keyboard.press('2');
  await desk.keyboard.type('缺：原户主授权');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('已告知：缺：原户主授权')).toBeVisible();
  await desk.keyboard.press('F7');
  await expect(desk.getByText(/一次性告知 \d{8}-[A-Z]\d{3} 已打印/)).toBeVisible();
  expect(printer.papers.at(-1)?.lines).toEqual(expect.arrayContaining(['一次性告知书', '缺：原户主授权', expect.stringMatching(/^有效期至 Valid until \d{4}-\d\d-\d\d$/)]));
  await expectAccessible(desk);

  await desk.getByRole('button', { name: '保留位置' }).press('Enter');
  await desk.getByLabel('日期').fill(nextWorkingDay());
  await desk.keyboard.press('Enter');
  await desk.getByLabel('时间', { exact: true }).fill('10:15');
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: '保留', exact: true }).press('Enter');
  await expect(desk.getByText(/已保留 .* 10:15/)).toBeVisible();
  await desk.keyboard.press('F7');
  await expect.poll(() => printer.papers.at(-1)?.lines).toEqual(expect.arrayContaining([`为您保留 Kept ${nextWorkingDay()} 10:15`]));
});

async function takeTicket(kiosk: Page): Promise<string> {
  await settle(kiosk);
  await kiosk.locator('.kiosk-tile').first().click();
  await settle(kiosk);
  await kiosk.getByRole('button', { name: '取号', exact: true }).click();
  const number = await kiosk.locator('.kiosk-number').innerText();
  await settle(kiosk);
  return number;
}

/** A step does not take touches in its first half second: they may belong to the step before. */
function settle(kiosk: Page): Promise<void> {
  return kiosk.waitForTimeout(600);
}
