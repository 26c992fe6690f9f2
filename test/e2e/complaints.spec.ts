import type { Page } from 'playwright/test';
import { aPhotograph } from '../builders/a-scan.ts';
import { callNext, goTo, openWindow, signIn, signInBeside, expectState } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf } from './read-pdf.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const state = (page: Page) => page.locator('.complaints-page .complaints-mark').first();

/** Presses a move and confirms its dialog; `fill` writes into it. */
async function move(page: Page, name: string, fill: () => Promise<void> = async () => undefined): Promise<void> {
  await page.getByRole('group', { name: /现在可以做什么|What can be done now/ }).getByRole('button', { name, exact: true }).press('Enter');
  await expect(dialog(page)).toBeVisible();
  await fill();
  await dialog(page).getByRole('button', { name: /^(确定|Confirm)$/ }).press('Enter');
  await expect(dialog(page)).toBeHidden();
}

async function choose(page: Page, label: string, typed: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.keyboard.press('Enter');
}

/** Takes a complaint in with the keys alone, as a clerk does who stands at the form. */
async function takeIn(page: Page, words: string): Promise<string> {
  await expect(page.getByRole('combobox', { name: '投诉分类' })).toBeFocused();
  await page.keyboard.type('态度');
  await expect(page.locator('.ant-select-item-option-active')).toContainText('态度');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '发生了什么' }).fill(words);
  if (await page.getByRole('textbox', { name: '投诉人' }).inputValue() === '') {
    await page.getByRole('textbox', { name: '投诉人' }).fill('王秀英');
    await page.getByRole('textbox', { name: '联系电话' }).fill('13800136712');
  }
  await page.getByRole('button', { name: '受理', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^投诉 T\d{4}-\d{4}$/);
  return /T\d{4}-\d{4}/.exec(await page.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';
}

test('a complaint goes from the counter over a redo to its closing', async ({ page, demonstration }) => {
  test.setTimeout(120_000);
  await signIn(page, demonstration, 'limin');
  await goTo(page, '/complaints');
  await expectAccessible(page);
  await page.getByRole('button', { name: '受理投诉' }).press('Enter');
  await expect(page.getByRole('combobox', { name: '投诉分类' })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('button', { name: '受理', exact: true }).press('Enter');
  await expect(page.getByText('请填写这一项。').first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: '投诉分类' })).toBeFocused();
  const number = await takeIn(page, '等候一个小时，窗口人员态度生硬，问三次都不回答。');
  await expect(state(page)).toContainText('已受理');
  await expect(page.locator('.complaints-page')).toContainText('138****6712');
  await page.getByRole('button', { name: '为什么：首次联系时限' }).press('Enter');
  await expect(page.locator('.complaints-beside ol')).toContainText('到期');
  await expectAccessible(page);

  const manager = await signInBeside(page, demonstration, 'chenjing');
  await goTo(manager, '/complaints');
  await manager.getByRole('link', { name: number }).click();
  await move(manager, '初审');
  await move(manager, '派单', async () => choose(manager, '承办人', '王磊'));
  await expect(state(manager)).toContainText('已派单');

  const handler = await signInBeside(page, demonstration, 'wanglei');
  await goTo(handler, '/complaints');
  await handler.getByRole('link', { name: number }).click();
  await move(handler, '接单办理');
  await move(handler, '写备注', async () => {
    await dialog(handler).getByRole('textbox').fill('现场照片');
    await dialog(handler).locator('input[type=file]').setInputFiles({ name: '电表.jpg', mimeType: 'image/jpeg', buffer: await aPhotograph() });
    await expect(dialog(handler).getByText('640 × 480')).toBeVisible();
  });
  await handler.getByRole('button', { name: '查看或收起 电表.jpg' }).press('Enter');
  await expect(handler.getByRole('img', { name: '电表.jpg' })).toBeVisible();
  await handler.getByRole('button', { name: '显示完整信息' }).press('Enter');
  await expect(handler.getByText('13800136712')).toBeVisible();
  await expect(handler.getByText(/已记入查阅日志第 \d+ 号/)).toBeVisible();
  await handler.getByRole('button', { name: '重新遮盖' }).press('Enter');
  await expect(handler.getByText('13800136712')).toHaveCount(0);

  // A letter with places still to be written does not go out; what was written stays.
  await handler.getByRole('button', { name: '答复客户' }).press('Enter');
  const letter = dialog(handler).getByRole('textbox', { name: '复函' });
  await expect(letter).toHaveValue(/【写明查明的事实/);
  await dialog(handler).getByRole('button', { name: '确定' }).press('Enter');
  await expect(dialog(handler).getByRole('alert')).toContainText('函件里还有需要填写的内容');
  await letter.fill('经核实，窗口人员态度确有不当，已批评教育。Sorry — 已道歉 🙏');
  await dialog(handler).getByRole('button', { name: '确定' }).press('Enter');
  await expect(state(handler)).toContainText('已答复，待回访');

  await page.reload();
  await move(page, '回访', async () => { await dialog(page).getByRole('radio', { name: '不满意', exact: true }).check(); await dialog(page).getByRole('textbox').fill('只有口头道歉'); });
  await expect(state(page)).toContainText('办理中');
  await handler.reload();
  await move(handler, '答复客户', async () => { await expect(letter).toHaveValue(/重新办理/); await letter.fill('已再次上门道歉，并调整窗口安排。Thank you — 谢谢 🙏'); });
  await page.reload();
  await move(page, '回访', async () => dialog(page).getByRole('radio', { name: '满意', exact: true }).check());
  await manager.reload();
  await move(manager, '办结', async () => {
    await dialog(manager).getByRole('radio', { name: '投诉属实' }).check();
    for (const [label, words] of [['原因', '窗口排班不足'], ['责任单位', '营业班'], ['处理措施', '道歉、增开窗口'], ['教训和改进', '高峰期增开窗口']] as const) await dialog(manager).getByRole('textbox', { name: label, exact: true }).fill(words);
  });
  await expect(state(manager)).toContainText('已办结');
  await expect(manager.locator('.complaints-steps')).toContainText('教训和改进：高峰期增开窗口');
  await expectAccessible(manager);

  // The reply on paper: its number of the register, and what was written in letters of any kind.
  await manager.evaluate(() => { window.print = () => undefined; });
  await manager.getByRole('button', { name: /^打印/ }).press('Enter');
  await manager.getByRole('menuitem', { name: '答复函' }).click();
  await expect(manager.locator('.paper-print .paper')).toContainText('Thank you — 谢谢 🙏');
  const said = (await readPdf(await manager.pdf({ preferCSSPageSize: true }))).text.replaceAll(' ', '');
  for (const words of ['已再次上门道歉', 'Thankyou', '谢谢', '王秀英']) expect(said.includes(words), words).toBe(true);
  expect(said).toMatch(/F\d{4}-\d{4}/);
});

test('at the desk F10 takes the visit in hand over; its papers print on A4', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await openWindow(page, 9);
  const ticket = await callNext(page);
  await page.keyboard.press('Enter');
  await expectState(page, 'serving');
  await page.keyboard.press('F10');
  await expect(page.getByText(new RegExp(`关联正在办理的 ${ticket} 号票`))).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: '电表.jpg', mimeType: 'image/jpeg', buffer: await aPhotograph() });
  await expect(page.getByText('640 × 480')).toBeVisible();
  await takeIn(page, '抄表员把电表读错，多收电费。');
  await expect(page.locator('.complaints-page')).toContainText(ticket);
  const number = /T\d{4}-\d{4}/.exec(await page.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';
  await page.evaluate(() => { window.print = () => undefined; });
  for (const [paper, words] of [['投诉登记表', '抄表员把电表读错'], ['投诉回执', '请保存本回执']] as const) {
    await page.getByRole('button', { name: /^打印/ }).press('Enter');
    await page.getByRole('menuitem', { name: paper }).click();
    await expect(page.locator('.paper-print .paper')).toContainText(words);
    if (paper === '投诉登记表') expect(await page.locator('.paper-print img').evaluate(image => (image as HTMLImageElement).naturalWidth)).toBe(640);
    const pdf = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    expect(pdf.pages.every(({ width, height }) => width === 595 && height === 842)).toBe(true);
    for (const text of [paper, number, words, '首次联系']) expect(pdf.text.replaceAll(' ', '').includes(text), text).toBe(true);
  }
});

test('a draft survives the page; two people who move the same complaint lose nothing; in English too', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await goTo(page, '/complaints/new');
  await page.getByRole('textbox', { name: '发生了什么' }).fill('小区停电三次没有通知');
  await expect(page.getByText(/已保存草稿/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/的草稿：小区停电三次没有通知/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '继续填写' }).press('Enter');
  await expect(page.getByRole('textbox', { name: '发生了什么' })).toHaveValue('小区停电三次没有通知');
  const number = await takeIn(page, '小区停电三次没有通知');

  const manager = await signInBeside(page, demonstration, 'chenjing');
  await goTo(manager, '/complaints');
  await manager.getByRole('button', { name: 'English' }).click();
  await manager.getByRole('link', { name: number }).click();
  await manager.getByRole('button', { name: 'Do not accept' }).press('Enter');
  await dialog(manager).getByRole('radio', { name: 'Not ours' }).check();
  await dialog(manager).getByRole('textbox').fill('Belongs to the grid company');
  await move(page, '写备注', async () => dialog(page).getByRole('textbox').fill('客户又来电'));
  await dialog(manager).getByRole('button', { name: 'Confirm' }).press('Enter');
  await expect(dialog(manager).getByRole('alert')).toContainText('李敏 moved this complaint');
  await expect(dialog(manager).getByRole('textbox')).toHaveValue('Belongs to the grid company');
  await expectAccessible(manager);
  await dialog(manager).getByRole('button', { name: 'Confirm' }).press('Enter');
  await expect(dialog(manager)).toBeHidden();
  await expect(state(manager)).toContainText('Not accepted');
});
