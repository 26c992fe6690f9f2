import { join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aPhotograph } from '../builders/a-scan.ts';
import { goTo, openWindow, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf } from './read-pdf.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const state = (page: Page) => page.locator('.cases-page .case-mark').first();
const results = (page: Page) => page.locator('.cases-found > li');

/** Opens a closed complaint of the demonstration by words of it. */
async function openClosed(page: Page, words: string): Promise<string> {
  await goTo(page, '/complaints');
  await page.locator('.ant-radio-button-wrapper', { hasText: '已结束' }).click();
  await page.getByRole('searchbox', { name: '查找投诉' }).fill(words);
  await page.keyboard.press('Enter');
  await expect(page.locator('tbody tr.ant-table-row')).toHaveCount(1);
  await page.locator('tbody tr.ant-table-row a').press('Enter');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/^投诉 T\d{4}-\d{4}$/);
  return /T\d{4}-\d{4}/.exec(await heading.textContent() ?? '')?.[0] ?? '';
}

/** Presses a step and confirms its dialog; `fill` writes into it. */
async function step(page: Page, name: string, fill: () => Promise<void> = async () => undefined): Promise<void> {
  await page.getByRole('group', { name: /现在可以做什么|What can be done now/ }).getByRole('button', { name, exact: true }).press('Enter');
  await expect(dialog(page)).toBeVisible();
  await fill();
  await dialog(page).getByRole('button', { name, exact: true }).press('Enter');
  await expect(dialog(page)).toBeHidden();
}

/** The whole way in five minutes: a closed complaint, its case, its review; answers the number of the case. */
async function publishFromComplaint(page: Page, author: Page, words: string, text: { title: string; avoidance: string }): Promise<string> {
  await openClosed(author, words);
  await author.getByRole('button', { name: '写成案例' }).press('Enter');
  await author.getByRole('textbox', { name: '标题' }).fill(text.title);
  await author.getByRole('textbox', { name: '今后怎么避免' }).fill(text.avoidance);
  await author.getByRole('button', { name: '保存并提交审核' }).press('Enter');
  await expect(state(author)).toContainText('待审核');
  const number = /L\d{4}-\d{4}/.exec(await author.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';
  await goTo(page, '/cases?which=toReview');
  await page.getByRole('link', { name: text.title }).press('Enter');
  await step(page, '发布', async () => {
    const isAsked = dialog(page).getByRole('checkbox');
    if (await isAsked.count() > 0) await isAsked.check();
  });
  await expect(state(page)).toContainText('已发布');
  return number;
}

test('a closed complaint becomes a case, is sent back, published by somebody else, found in other words, and checked', async ({ page, demonstration }) => {
  test.setTimeout(180_000);
  await signIn(page, demonstration, 'limin');
  const complaint = await openClosed(page, '门口挖沟');
  await expectAccessible(page);
  await page.getByRole('button', { name: '写成案例' }).press('Enter');

  // The matter has come along; what only its author knows is missing, and said so at the place.
  const [title, avoidance] = [page.getByRole('textbox', { name: '标题' }), page.getByRole('textbox', { name: '今后怎么避免' })];
  await expect(page.getByRole('textbox', { name: '问题' })).toHaveValue(/路面没有恢复/);
  await expect(page.getByRole('textbox', { name: '原因' })).toHaveValue(/没有按期恢复/);
  await expectAccessible(page);
  await avoidance.fill('');
  await page.getByRole('button', { name: '保存并提交审核' }).press('Enter');
  await expect(page.getByText('提交审核前请写这一项。').first()).toBeVisible();
  await expectAccessible(page);
  await title.fill('埋电缆以后路面没有恢复');
  await avoidance.fill('竣工验收时带照片，路面没有恢复的不予验收。');

  // A reload takes nothing of what was typed.
  await expect(page.getByText(/还没有保存/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/没有保存的内容/)).toBeVisible();
  await expect(avoidance).toHaveValue(/带照片/);
  await page.keyboard.press('Alt+S');
  await expect(page.getByText(/\d+:\d+:\d+ 已保存/)).toBeVisible();
  await page.getByRole('button', { name: '保存并提交审核' }).press('Enter');
  await expect(state(page)).toContainText('待审核');
  const number = /L\d{4}-\d{4}/.exec(await page.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';
  expect(number).not.toBe('');
  await expect(page.getByRole('button', { name: '发布' })).toHaveCount(0);
  await expectAccessible(page);

  const manager = await signInBeside(page, demonstration, 'chenjing');
  await goTo(manager, '/cases');
  await manager.locator('.ant-radio-button-wrapper', { hasText: '我写的 0' }).click();
  await expect(manager.getByText(/您还没有写过案例/)).toBeVisible();
  await expectAccessible(manager);
  await manager.locator('.ant-radio-button-wrapper', { hasText: /待审核 \d/ }).click();
  await manager.getByRole('link', { name: '埋电缆以后路面没有恢复' }).press('Enter');
  await step(manager, '退回修改', async () => {
    await dialog(manager).getByRole('button', { name: '退回修改' }).press('Enter');
    await expect(dialog(manager).getByText('请填写这一项。')).toBeVisible();
    await expectAccessible(manager);
    await dialog(manager).getByRole('textbox').fill('写明谁来核对');
  });
  await expect(state(manager)).toContainText('草稿');

  await page.reload();
  await expect(page.getByText('写明谁来核对')).toBeVisible();
  await page.getByRole('button', { name: '修改', exact: true }).press('Enter');
  await avoidance.fill('竣工验收时带照片，值班长核对后再验收。');
  await page.getByRole('button', { name: '保存并提交审核' }).press('Enter');
  await expect(state(page)).toContainText('待审核');

  await manager.reload();
  await step(manager, '发布', async () => {
    await expectAccessible(manager);
    const isAsked = dialog(manager).getByRole('checkbox');
    if (await isAsked.count() > 0) await isAsked.check();
  });
  await expect(state(manager)).toContainText('已发布');

  // Found by who says it differently; Enter of the input method that picks a word asks nothing yet.
  await goTo(page, '/cases');
  const field = page.getByRole('searchbox', { name: '查找案例' });
  await expect(field).toBeFocused();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', { text: '小路', selectionStart: 2, selectionEnd: 2 });
  await page.keyboard.press('Enter');
  expect(page.url()).not.toContain('words=');
  await devtools.send('Input.insertText', { text: '小路' });
  await page.keyboard.type('泡水没人修');
  await page.keyboard.press('Enter');
  const found = results(page).filter({ hasText: '埋电缆以后路面没有恢复' });
  const reasons = found.getByRole('list', { name: '为什么相近' });
  await expect(reasons).toContainText('泡水 ≈ 积水');
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await expect(results(page).first().getByRole('link', { name: '埋电缆以后路面没有恢复' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  await page.getByRole('button', { name: '返回' }).press('Enter');
  await expect(reasons).toContainText('泡水 ≈ 积水');
  await expect(field).toHaveValue('小路泡水没人修');

  // The complaint it came from leads to it, and the archivist writes down that it was heeded.
  await goTo(page, '/complaints');
  await openClosed(page, '门口挖沟');
  await page.getByRole('button', { name: `查看案例 ${number}` }).press('Enter');
  await expect(page.getByRole('link', { name: complaint })).toBeVisible();
  const archivist = await signInBeside(page, demonstration, 'songjia');
  await goTo(archivist, '/cases');
  await archivist.getByRole('link', { name: '埋电缆以后路面没有恢复' }).press('Enter');
  await archivist.getByRole('button', { name: '记录复查' }).press('Enter');
  await dialog(archivist).getByRole('radio', { name: '再次发生' }).check();
  await dialog(archivist).getByRole('textbox', { name: '看了什么' }).fill('上周六又没有恢复');
  await dialog(archivist).getByRole('textbox', { name: '在哪一件投诉里再次发生' }).fill('T2026-9999');
  await expectAccessible(archivist);
  await dialog(archivist).getByRole('button', { name: '保存' }).press('Enter');
  await expect(dialog(archivist).getByRole('alert')).toBeVisible();
  await dialog(archivist).getByRole('textbox', { name: '在哪一件投诉里再次发生' }).fill(complaint);
  await dialog(archivist).getByRole('button', { name: '保存' }).press('Enter');
  await expect(dialog(archivist)).toBeHidden();
  await expect(archivist.locator('.cases-told').first()).toContainText('上周六又没有恢复');
  await expect(archivist.getByText('再次发生 1 次')).toBeVisible();

  // On paper for the morning meeting.
  await archivist.evaluate(() => { window.print = () => undefined; });
  await archivist.getByRole('button', { name: '打印学习单' }).press('Enter');
  await expect(archivist.locator('.paper-print .paper')).toContainText('值班长核对后再验收');
  const sheet = await readPdf(await archivist.pdf({ preferCSSPageSize: true }));
  expect(sheet.pages).toHaveLength(1);
  expect(sheet.pages.every(({ width, height }) => width === 595 && height === 842)).toBe(true);
  for (const words of ['案例学习单', number, '埋电缆以后路面没有恢复', '值班长核对后再验收']) expect(sheet.text.replaceAll(' ', '').includes(words), words).toBe(true);
});

test('beside a new complaint stands how such a matter was settled, and opens without losing the form; in English too', async ({ page, demonstration }) => {
  test.setTimeout(120_000);
  await signIn(page, demonstration, 'chenjing');
  const author = await signInBeside(page, demonstration, 'limin');
  const number = await publishFromComplaint(page, author, '门口挖沟', { title: '埋电缆以后路面没有恢复', avoidance: '路面没有恢复的不予验收。' });

  await goTo(author, '/complaints/new');
  const what = author.getByRole('textbox', { name: '发生了什么' });
  await what.fill('楼下路面挖开以后没有恢复，下雨就积水');
  const beside = author.getByRole('region', { name: '类似案例' });
  await expect(beside.getByRole('button', { name: '埋电缆以后路面没有恢复', exact: true })).toBeVisible();
  await expect(beside.getByRole('list', { name: '为什么相近' }).first()).toContainText('积水');
  await expect(beside).toContainText(/客户很?满意/);
  await expectAccessible(author);
  await beside.getByRole('button', { name: '展开 埋电缆以后路面没有恢复' }).press('Enter');
  await expect(beside).toContainText('不予验收');
  await beside.getByRole('button', { name: '埋电缆以后路面没有恢复', exact: true }).press('Enter');
  await expect(dialog(author)).toContainText(number);
  await expect(dialog(author)).toContainText('没有按期恢复');
  await expectAccessible(author);
  await author.keyboard.press('Escape');
  await expect(dialog(author)).toBeHidden();
  await expect(what).toHaveValue('楼下路面挖开以后没有恢复，下雨就积水');

  // The same on a complaint's page, in English; and the case by its number from the desk.
  await goTo(page, '/complaints');
  await page.getByRole('button', { name: 'English' }).click();
  await page.locator('.ant-radio-button-wrapper', { hasText: 'Open' }).click();
  await page.getByRole('searchbox', { name: 'Find complaints' }).fill('公告说停到');
  await page.keyboard.press('Enter');
  await expect(page.locator('tbody tr.ant-table-row')).toHaveCount(1);
  await page.locator('tbody tr.ant-table-row a').press('Enter');
  await expect(page.getByRole('region', { name: 'Similar cases' })).toContainText('both say');
  await expectAccessible(page);
  await page.getByRole('button', { name: '☰ Complaint' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Case library' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Case library' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '埋电缆以后路面没有恢复' }).press('Enter');
  await expect(page.getByText('How to avoid it')).toBeVisible();
  await expectAccessible(page);
});

test('two who write the same draft lose nothing; who reviews sees where somebody is named', async ({ page, demonstration }) => {
  test.setTimeout(120_000);
  await signIn(page, demonstration, 'limin');
  await goTo(page, '/cases/new');
  await page.getByRole('textbox', { name: '标题' }).fill('票据补录不会做');
  await page.getByRole('textbox', { name: '问题' }).fill('客户拨打 13800136712 催发票');
  await page.getByRole('textbox', { name: '问题' }).press('Alt+S');
  await expect(page).toHaveURL(/\/edit$/);
  const manager = await signInBeside(page, demonstration, 'chenjing');
  const address = new URL(page.url()).hash.slice(1);
  await goTo(manager, address);
  await manager.getByRole('textbox', { name: '原因' }).fill('不知道可以手工补录');
  await manager.getByRole('textbox', { name: '教训' }).fill('首问人员负责到底');
  await manager.keyboard.press('Alt+S');
  await expect(manager.getByText(/已保存/)).toBeVisible();

  await page.getByRole('textbox', { name: '原因' }).fill('支付对账延迟一天');
  await page.keyboard.press('Alt+S');
  await expect(page.getByRole('alert').filter({ hasText: '陈静 在' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: '原因' })).toHaveValue('支付对账延迟一天');
  await expect(page.getByText('对方写的：不知道可以手工补录')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '教训' })).toHaveValue('首问人员负责到底');
  await expectAccessible(page);
  await page.getByRole('button', { name: '采用' }).press('Enter');
  await expect(page.getByRole('textbox', { name: '原因' })).toHaveValue('不知道可以手工补录');
  await page.keyboard.press('Alt+S');
  await expect(page.getByText(/\d+:\d+:\d+ 已保存/)).toBeVisible();

  await page.getByRole('combobox', { name: '投诉分类' }).fill('票据');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: '来源' }).press('ArrowDown');
  await page.keyboard.press('Enter');
  for (const [label, words] of [['责任单位', '营业班'], ['怎么处理的', '当场补录'], ['今后怎么避免', '按三步处理法做']] as const) await page.getByRole('textbox', { name: label }).fill(words);
  await page.getByRole('combobox', { name: '关键词' }).fill('发票');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '保存并提交审核' }).press('Enter');
  await expect(state(page)).toContainText('待审核');

  const archivist = await signInBeside(page, demonstration, 'songjia');
  await goTo(archivist, '/cases?which=toReview');
  await archivist.getByRole('link', { name: '票据补录不会做' }).press('Enter');
  await expect(archivist.getByText('▲ 像是电话号码')).toBeVisible();
  await archivist.getByRole('button', { name: '发布' }).press('Enter');
  await expect(dialog(archivist)).toContainText('问题 像是电话号码');
  await expectAccessible(archivist);
  await dialog(archivist).getByRole('button', { name: '发布' }).press('Enter');
  await expect(dialog(archivist).getByText('请先确认；不能确认就退回修改。')).toBeVisible();
  await dialog(archivist).getByRole('button', { name: '返回' }).press('Enter');
  await step(archivist, '退回修改', async () => dialog(archivist).getByRole('textbox').fill('去掉电话'));
  await expect(state(archivist)).toContainText('草稿');
});

test('at the desk the number of a complaint or a case opens it', async ({ page, demonstration }) => {
  test.setTimeout(120_000);
  await signIn(page, demonstration, 'chenjing');
  const author = await signInBeside(page, demonstration, 'limin');
  const number = await publishFromComplaint(page, author, '门口挖沟', { title: '埋电缆以后路面没有恢复', avoidance: '路面没有恢复的不予验收。' });
  const complaint = await openClosed(author, '中午只开');
  await goTo(author, '/desk');
  await openWindow(author, 9);
  for (const typed of [number.toLowerCase().replace('-0', '-'), complaint]) {
    await author.keyboard.press('Control+k');
    await expect(author.getByRole('combobox', { name: '查找' })).toBeFocused();
    await author.keyboard.type(typed);
    await expect(author.getByRole('option').first()).toContainText(typed === complaint ? complaint : number);
    await author.keyboard.press('Enter');
    await expect(author.getByRole('heading', { level: 1 })).toContainText(typed === complaint ? complaint : number);
    await goTo(author, '/desk');
    await expect(author.locator('.desk')).toBeVisible();
  }
});

test('photos of a complaint come along into its case, shown without where they were taken; one that is not on this machine is named in words', async ({ page, demonstration }) => {
  test.setTimeout(180_000);
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/complaints');
  await page.getByRole('row').filter({ hasText: '已回访，待办结' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^投诉 T/);
  const moves = page.getByRole('group', { name: '现在可以做什么' });
  await moves.getByRole('button', { name: '写备注' }).press('Enter');
  await dialog(page).getByRole('textbox').fill('现场照片');
  for (const name of ['表箱.jpg', '路面.jpg']) {
    await dialog(page).locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer: await aPhotograph() });
    await expect(dialog(page).locator('.complaints-photos')).toContainText(name);
  }
  await dialog(page).getByRole('button', { name: '确定' }).press('Enter');
  await expect(dialog(page)).toBeHidden();
  await moves.getByRole('button', { name: '办结', exact: true }).press('Enter');
  await dialog(page).getByRole('radio', { name: '投诉属实', exact: true }).check();
  for (const [name, words] of [['原因', '表箱年久失修'], ['责任单位', '营业班'], ['处理措施', '已更换'], ['教训和改进', '雨季前巡查']] as const) await dialog(page).getByRole('textbox', { name }).fill(words);
  await dialog(page).getByRole('button', { name: '确定' }).press('Enter');
  await expect(dialog(page)).toBeHidden();

  await page.getByRole('button', { name: '写成案例' }).press('Enter');
  await page.getByRole('textbox', { name: '标题' }).fill('表箱门锁失修');
  await page.getByRole('textbox', { name: '今后怎么避免' }).fill('雨季前逐箱巡查。');
  await page.getByRole('button', { name: '看照片（记入查阅日志）' }).press('Enter');
  const chosen = page.locator('.cases-photos');
  // Its name stands beside it: read twice it would only be in the way.
  await expect.poll(() => chosen.locator('img').first().evaluate(image => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  for (const name of ['表箱.jpg', '路面.jpg']) await page.getByRole('checkbox', { name }).check();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('choose.png'), fullPage: true });
  await page.getByRole('button', { name: '保存并提交审核' }).press('Enter');
  await expect(state(page)).toContainText('待审核');
  await page.getByRole('button', { name: '看照片 2 张（记入查阅日志）' }).press('Enter');
  const image = page.getByRole('img', { name: '表箱.jpg' });
  await expect.poll(() => image.evaluate(each => (each as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await page.getByRole('button', { name: '放大 表箱.jpg' }).press('Enter');
  await expect(dialog(page).getByRole('img', { name: '表箱.jpg' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('large.png') });

  // As on a machine that was rebuilt and has not got its files back yet.
  const database = await SqliteConnection.open(join(demonstration.dataFolder, 'branch.sqlite'), 'readWrite');
  const kept = await database.all('select content, thumbnail from complaint_photo_contents order by photoId desc limit 2');
  expect(kept).toHaveLength(2);
  for (const bytes of kept.flatMap(({ content, thumbnail }) => [content, thumbnail])) expect((await sharp(bytes as Buffer).metadata()).exif).toBeUndefined();
  await database.exec(`delete from complaint_photo_contents where photoId in (select id from complaint_photos where title = '路面.jpg')`);
  await database.close();
  await page.reload();
  await page.getByRole('button', { name: '看照片 2 张（记入查阅日志）' }).press('Enter');
  await expect(page.getByText('照片不在本机')).toBeVisible();
  await page.getByRole('button', { name: '放大 路面.jpg 照片不在本机' }).press('Enter');
  await expect(dialog(page).getByRole('alert')).toHaveText(/这张照片不在本机：可能还没有从总部取回/);
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('absent.png') });
  await page.keyboard.press('Escape');
  await page.evaluate(() => { window.print = () => undefined; });
  await page.getByRole('button', { name: /打印/ }).press('Enter');
  await expect(page.locator('.paper-print .case-sheet__photos')).toContainText('路面.jpg 照片不在本机');
  await expect(page.locator('.paper-print .case-sheet__photos').getByRole('img', { name: '表箱.jpg', includeHidden: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('Not on this machine').first()).toBeVisible();
});
