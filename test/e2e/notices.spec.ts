import type { Page } from 'playwright/test';
import type { BranchProcess } from '../builders/a-branch-process.ts';
import { callNext, expectState, goTo, openWindow, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

/** Writes a notice by keyboard in the list's dialog and leaves it as a draft. */
async function write(page: Page, { title, words, urgency, places = [] }: { title: string; words: string; urgency?: '重要' | '紧急'; places?: ('取号机' | '大厅显示')[] }): Promise<void> {
  await page.keyboard.press('Alt+B');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('标题', { exact: true })).toBeFocused();
  await page.keyboard.type(title);
  await page.keyboard.press('Tab');
  await page.keyboard.type(words);
  if (urgency) await dialog.getByRole('radio', { name: urgency }).press('Space');
  for (const place of places) await dialog.getByRole('checkbox', { name: place }).press('Space');
  await dialog.getByLabel('标题', { exact: true }).press('Enter');
  await expect(dialog).toBeHidden();
}

async function post(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `张贴《${title}》` }).press('Enter');
  await page.getByRole('tooltip').getByRole('button', { name: '张贴', exact: true }).press('Enter');
  await expect(page.getByRole('row', { name: new RegExp(`${title}.*在贴`) })).toBeVisible();
}

async function managerAtNotices(page: Page, branch: BranchProcess): Promise<Page> {
  await signIn(page, branch, 'chenjing');
  await goTo(page, '/notices');
  await expect(page.getByRole('heading', { name: '全部通告' })).toBeVisible();
  return page;
}

test('an urgent notice stays at the foot of the desk until it is read, and the manager sees who has not', async ({ page, demonstration }) => {
  const manager = await managerAtNotices(page, demonstration);
  await write(manager, { title: '票据打印机停用', words: '今日 14:00 起二号打印机检修，请改用一号。', urgency: '紧急' });
  await expect(manager.getByRole('row', { name: /票据打印机停用.*草稿/ })).toBeVisible();
  const clerk = await signInBeside(manager, demonstration, 'limin');
  await goTo(clerk, '/account');
  await expect(clerk.getByRole('region', { name: '紧急通告' })).toBeHidden();
  await post(manager, '票据打印机停用');

  const strip = clerk.getByRole('region', { name: '紧急通告' });
  await expect(strip).toContainText('今日 14:00 起二号打印机检修');
  await expect(clerk.getByRole('link', { name: /紧急 .*\d+ 条通告未读/ })).toBeVisible();
  await expectAccessible(clerk);
  await clerk.keyboard.press('Alt+R');
  await expect(strip.getByText('票据打印机停用')).toBeHidden();

  await manager.getByRole('button', { name: '票据打印机停用', exact: true }).click();
  const drawer = manager.getByRole('dialog');
  await expect(drawer.getByRole('heading', { name: /^未阅 \d+ 人$/ })).toBeVisible();
  await expect(drawer.getByRole('listitem').filter({ hasText: '李敏' })).toHaveText(/李敏 .*\d\d:\d\d/);
  await expectAccessible(manager);
});

test('never opens while a customer stands at the window: the top line says it, and it opens when the customer has gone', async ({ page, demonstration }) => {
  const manager = await managerAtNotices(page, demonstration);
  await write(manager, { title: '临时停电', words: '15:00 至 15:20 本楼停电。', urgency: '紧急' });
  const clerk = await signInBeside(manager, demonstration, 'limin');
  await openWindow(clerk, 9);
  await callNext(clerk);
  const callButton = clerk.locator('[data-desk-action="startServing"]');
  const before = await callButton.boundingBox();
  await manager.bringToFront();
  await post(manager, '临时停电');
  await clerk.bringToFront();
  await expect(clerk.getByRole('link', { name: /紧急 .*未读/ })).toBeVisible();
  await expect(clerk.getByRole('region', { name: '紧急通告' })).toBeHidden();
  expect(await callButton.boundingBox()).toEqual(before);
  await clerk.keyboard.press('Enter');
  await expectState(clerk, 'serving');
  await expect(clerk.getByRole('region', { name: '紧急通告' })).toBeHidden();
  await clerk.keyboard.press('Control+Enter');
  await expectState(clerk, 'open');
  await expect(clerk.getByRole('region', { name: '紧急通告' })).toContainText('15:00 至 15:20 本楼停电');
  await clerk.keyboard.press('Alt+R');
  await expect(clerk.getByRole('region', { name: '紧急通告' }).getByText('临时停电')).toBeHidden();
});

test('hangs on the hall display and at the kiosk with its word, and is gone from all once withdrawn', async ({ page, demonstration, browser }) => {
  const manager = await managerAtNotices(page, demonstration);
  await write(manager, { title: '端午节放假', words: '六月十九日休息一天，缴费请用手机。', urgency: '重要', places: ['取号机', '大厅显示'] });
  await post(manager, '端午节放假');

  const others = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  try {
    const hall = await enrolled(manager, demonstration, '大厅显示', await others.newPage());
    await expect(async () => {
      await expect(hall.locator('.hall-notice')).toContainText('端午节放假', { timeout: 15_000 });
    }).toPass({ timeout: 45_000 });
    await expect(hall.locator('.hall-notice')).toContainText('重要');
    await expectAccessible(hall);
    const kiosk = await enrolled(manager, demonstration, '取号机', await others.newPage());
    await expect(kiosk.getByRole('region', { name: '通告' })).toBeVisible();
    await expectAccessible(kiosk);

    await goTo(manager, '/notices');
    await manager.getByRole('button', { name: '撤下《端午节放假》' }).click();
    await expect(manager.getByLabel('撤下原因')).toBeFocused();
    await manager.keyboard.type('日期有误');
    await manager.keyboard.press('Enter');
    await expect(manager.getByRole('row', { name: /端午节放假.*已撤下/ })).toBeVisible();
    await expect(kiosk.getByText('端午节放假')).toHaveCount(0);
    await expect(hall.getByText('端午节放假')).toHaveCount(0);
  } finally {
    await others.close();
  }
});

/** Invites another machine from the administration and opens its link there. */
async function enrolled(manager: Page, branch: BranchProcess, kind: string, machine: Page): Promise<Page> {
  const administrator = await signInBeside(manager, branch, 'zhoujianguo');
  await goTo(administrator, '/admin/stations');
  await administrator.getByRole('button', { name: '邀请新工位' }).click();
  await administrator.getByRole('dialog').getByText(kind, { exact: true }).click();
  await administrator.getByLabel('名称').fill('又一台');
  await administrator.keyboard.press('Enter');
  const link = await administrator.getByText(/#enrol=/).innerText();
  await machine.goto(link.trim());
  await administrator.close();
  return machine;
}
