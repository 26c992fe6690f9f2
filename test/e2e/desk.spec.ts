import { join } from 'node:path';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { deskKeys } from '../../shared/desk-keys.ts';
import { bigNumber, callNext, expectState, openWindow, serveSomebody, signIn, statusLine } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('a clerk\'s morning with the keys alone: open, call, recall, no-show, serve, hold, transfer, finish', async ({ page, demonstration }) => {
  test.slow();
  await signIn(page, demonstration, 'limin');
  await expectAccessible(page);
  await openWindow(page, 9);
  await expectState(page, 'open');
  await expectAccessible(page);

  await test.step('what is announced as next is whom Call gives', async () => {
    const announced = await bigNumber(page);
    expect(await callNext(page)).toBe(announced);
    await expect(statusLine(page)).toHaveText(`已叫 ${announced}`);
    await expectAccessible(page);
  });

  await test.step('a no-show only after the calls that are needed, and the desk says how many', async () => {
    const number = await bigNumber(page);
    await page.keyboard.press('F4');
    await expect(statusLine(page)).toHaveText(`还要再呼 2 次，才能把 ${number} 记为过号。`);
    for (const left of [4, 3]) {
      await page.keyboard.press('F3');
      await expect(page.locator('.desk-call-hint')).toContainText(`还可重呼 ${left} 次`);
    }
    await page.keyboard.press('F4');
    await expectState(page, 'open');
    await expect(page.getByRole('region', { name: '过号' }).locator(`[data-ticket="${number}"]`)).toContainText('剩 30 分');
  });

  await test.step('the no-show comes back and is reinstated after three, as the field usually has it', async () => {
    await page.getByRole('region', { name: '过号' }).getByRole('button', { name: /^恢复过号/ }).first().press('Enter');
    await expect(page.getByRole('radio', { name: /排在若干人之后/ })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(statusLine(page)).toContainText('回到队列');
  });

  await test.step('serving, then on hold with the usual reason, and back at the front', async () => {
    const number = await callNext(page);
    await page.keyboard.press('Enter');
    await expectState(page, 'serving');
    await page.keyboard.press('F2');
    await expect(statusLine(page)).toContainText(`${number} 正在办理`);
    await page.keyboard.press('F6');
    await expect(page.getByRole('radio', { name: '补材料' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expectState(page, 'open');
    await page.getByRole('region', { name: '挂起' }).getByRole('button', { name: `恢复 ${number}` }).press('Enter');
    await expect(page.getByRole('radio', { name: /队首/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('.desk-state__number')).toHaveText(number);
    expect(await callNext(page)).toBe(number);
  });

  await test.step('business by name, its result, the customer, and the end', async () => {
    await page.keyboard.press('Enter');
    await expectState(page, 'serving');
    await page.keyboard.press('/');
    await page.keyboard.type('查询');
    await page.keyboard.press('Enter');
    const item = page.locator('[data-visit-items] > li');
    await expect(item.getByRole('radio').first()).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('alert')).toContainText('1');
    await expectState(page, 'serving');
    await item.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Alt+c');
    await expect(page.getByRole('complementary', { name: '客户' }).getByRole('combobox')).toBeFocused();
    await page.keyboard.type('wang');
    await expect(page.getByRole('complementary', { name: '客户' }).getByRole('status')).toHaveText(/\d/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: '客户' })).toContainText('以前来过');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await expectState(page, 'open');
    await expect(statusLine(page)).toContainText('已办结');
  });

  await test.step('a transfer to another service at its original place', async () => {
    await callNext(page);
    await page.locator('.desk-state').focus();
    await page.keyboard.press('Enter');
    await expectState(page, 'serving');
    await page.keyboard.press('Alt+t');
    const dialog = page.getByRole('dialog', { name: /^转移/ });
    await expect(dialog.getByRole('combobox', { name: '业务' })).toBeFocused();
    await expect(dialog.getByRole('radio', { name: /原来的位置/ })).toBeChecked();
    await page.keyboard.type('新装');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: '原因' }).press('Enter');
    await expectState(page, 'open');
    await expect(statusLine(page)).toContainText('已转移');
  });

  await test.step('lunch, back, and the end of work', async () => {
    await page.keyboard.press('Alt+w');
    await page.getByRole('menuitem', { name: '暂停：午休' }).press('Enter');
    await expectState(page, 'paused');
    await page.keyboard.press('F2');
    await expect(statusLine(page)).toHaveText('窗口已暂停：先恢复营业（Alt+W）。');
    await page.getByRole('button', { name: '恢复营业' }).press('Enter');
    await expectState(page, 'open');
    await page.keyboard.press('Alt+w');
    await page.getByRole('menuitem', { name: '关闭窗口' }).press('Enter');
    await expect(page.getByRole('heading', { name: '选择窗口' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^9 号窗口.*上次用的窗口/ })).toBeFocused();
  });
});

test('the desk explains itself: keys, why this one, a ticket\'s history, quick find', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await openWindow(page, 12);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '帮助' })).toContainText('为什么是这一位');
  await expect(page.getByRole('dialog').locator('tbody tr')).toHaveCount(deskKeys.length);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  const next = await bigNumber(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: '查找' })).toBeFocused();
  await page.keyboard.type(next.toLowerCase());
  await expect(page.getByRole('option').first()).toContainText(next);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: `${next} 的经过` })).toContainText('取号');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a ticket issued at the counter joins the queue, and one that is cancelled leaves it with its reason', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await openWindow(page, 9);
  await page.keyboard.press('Alt+n');
  const dialog = page.getByRole('dialog', { name: '在窗口取号' });
  await expect(dialog.getByRole('combobox', { name: '业务' })).toBeFocused();
  await page.keyboard.type('A ');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: '取号' }).press('Enter');
  await expect(dialog.getByRole('status')).toContainText('已取 A');
  const number = (await dialog.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const row = page.locator(`[data-ticket="${number}"]`);
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: `${number} 的更多操作` }).press('Enter');
  await expect(page.getByRole('menuitem', { name: '经过' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: '取消' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: '原因' })).toBeFocused();
  await page.getByRole('button', { name: '取消这张号票' }).press('Enter');
  await expect(page.getByText('请写明原因')).toBeVisible();
  await page.getByRole('combobox', { name: '原因' }).fill('客户已离开');
  await page.getByRole('button', { name: '取消这张号票' }).press('Enter');
  await expect(row).toBeHidden();
});

test('words that an input method composes in the notes or a reason neither finish nor send', async ({ page, demonstration }) => {
  await serveSomebody(page, demonstration);
  await page.keyboard.press('F6');
  await page.getByRole('textbox', { name: '原因' }).focus();

  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Input.imeSetComposition', { text: 'bucailiao', selectionStart: 9, selectionEnd: 9 });
  await devTools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Enter', code: 'Enter' });
  await expect(page.getByRole('dialog')).toBeVisible();
  await devTools.send('Input.insertText', { text: '补材料去了' });
  await expect(page.getByRole('textbox', { name: '原因' })).toHaveValue('补材料去了');
  await expectState(page, 'serving');

  await page.keyboard.press('Enter');
  await expectState(page, 'open');
});

test.describe('in English, dark, at 125 % zoom', () => {
  test.use({ locale: 'en-US', colorScheme: 'dark', viewport: { width: 1093, height: 614 } });

  test('the desk fits without scrolling sideways and has nothing for axe to find', async ({ page, demonstration }) => {
    await signIn(page, demonstration, 'limin');
    await page.getByRole('button', { name: /^Window 9/ }).press('Enter');
    await expectState(page, 'open');
    await callNext(page);
    await page.keyboard.press('Enter');
    await expectState(page, 'serving');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await expect(page.getByRole('button', { name: /^Finish/ })).toBeInViewport();
    await expectAccessible(page);
  });
});

test('an Enter that comes before the list waits for it: one who alone was found is taken, of several nobody is taken unseen', async ({ page, demonstration }) => {
  let delayMs = 0;
  await page.routeWebSocket(() => true, socket => {
    const server = socket.connectToServer();
    server.onMessage(message => void setTimeout(() => socket.send(message), delayMs));
  });
  await serveSomebody(page, demonstration);
  const customer = page.getByRole('complementary', { name: '客户' });
  await page.keyboard.press('Alt+c');
  await expect(customer.getByRole('combobox')).toBeFocused();

  delayMs = 1200;
  await page.keyboard.type('wang');
  await page.keyboard.press('Enter');
  await expect(customer.getByRole('option').first()).toBeHidden();
  await expect(customer.getByRole('status')).toHaveText(/\d/, { timeout: 15_000 });
  await expect(customer.getByRole('combobox')).toBeFocused();

  const file = await SqliteConnection.open(join(demonstration.dataFolder, 'branch.sqlite'), 'readOnly');
  const [known] = await file.all('select accountNumber from customers where accountNumber is not null order by id limit 1');
  await file.close();
  await page.keyboard.press('Escape');
  await page.keyboard.type(String(known?.['accountNumber']));
  await page.keyboard.press('Enter');
  await expect(customer.getByText('核对方式')).toBeVisible({ timeout: 15_000 });
});
