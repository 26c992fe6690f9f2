import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deskKeys } from '../../shared/desk-keys.ts';
import { aScreen } from './double/screen-double.ts';
import { answeredBy, chooseInMenu, expect, needsDouble, type RunningShell, test } from './shell-under-test.ts';

const wide = aScreen(1, 0, 1920, 1080);
const second = aScreen(2, 1920, 1920, 1080);

const deskBounds = (shell: RunningShell) => shell.inMain(({ BrowserWindow }) =>
  BrowserWindow.getAllWindows().find(window => window.webContents.getURL().endsWith('/desk.html'))?.getBounds());

test('the desk opens where it was closed', async ({ launch }) => {
  const first = await launch({ screens: [wide, second] });
  await answeredBy(await first.page('desk'), 'desk');
  await first.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 200, y: 120, width: 1100, height: 700 }));
  await first.quit();
  const again = await launch({ dataFolder: first.dataFolder, screens: [wide, second] });
  await again.page('desk');
  expect(await deskBounds(again)).toEqual({ x: 200, y: 120, width: 1100, height: 700 });
});

test('a desk whose screen is gone opens in the middle of the one that is there', async ({ launch }) => {
  const first = await launch({ screens: [wide, second] });
  needsDouble(first);
  await answeredBy(await first.page('desk'), 'desk');
  await first.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 2100, y: 120, width: 1200, height: 700 }));
  await first.quit();
  const again = await launch({ dataFolder: first.dataFolder, screens: [wide] });
  await again.page('desk');
  expect(await deskBounds(again)).toEqual({ x: 360, y: 210, width: 1200, height: 700 });
});

test('a desk whose screen is unplugged comes to the one that is left', async ({ launch }) => {
  const shell = await launch({ screens: [wide, second] });
  const { screen } = needsDouble(shell);
  await answeredBy(await shell.page('desk'), 'desk');
  await shell.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 2100, y: 120, width: 1200, height: 700 }));
  screen.plug([wide]);
  expect(await deskBounds(shell)).toEqual({ x: 360, y: 210, width: 1200, height: 700 });
});

test('what the shell remembered in a damaged file is passed over', async ({ launch }, info) => {
  const dataFolder = info.outputPath('data');
  const file = join(dataFolder, 'shell', 'shell-state.json');
  mkdirSync(join(dataFolder, 'shell'), { recursive: true });
  writeFileSync(file, '{"deskBounds":{"x":1e9');
  const shell = await launch({ dataFolder });
  await answeredBy(await shell.page('desk'), 'desk');
  await shell.quit();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('deskBounds.width');
});

test('the hall display fills the second screen and leaves the desk where it is', async ({ launch }) => {
  const shell = await launch({ screens: [wide, second] });
  const { windows } = needsDouble(shell);
  const page = await shell.page('desk');
  await answeredBy(page, 'desk');
  await page.locator('#hall').click();
  await answeredBy(await shell.page('hall'), 'hall');
  const hall = [...windows].find(({ contents }) => contents.getURL().endsWith('/hall.html'));
  expect(hall?.isFullScreen()).toBe(true);
  expect(hall?.getBounds()).toEqual(second.bounds);
  await page.locator('#hall').click();
  await page.waitForTimeout(300);
  expect(shell.pageCount()).toBe(2);
});

test('the hall display goes with its screen and comes back with it, also after a night', async ({ launch }) => {
  const shell = await launch({ screens: [wide, second] });
  const { screen } = needsDouble(shell);
  const page = await shell.page('desk');
  await answeredBy(page, 'desk');
  await page.locator('#hall').click();
  await answeredBy(await shell.page('hall'), 'hall');
  screen.plug([wide]);
  await expect.poll(() => shell.pageCount()).toBe(1);
  screen.plug([wide, second]);
  await answeredBy(await shell.page('hall'), 'hall');
  await shell.quit();

  const nextDay = await launch({ dataFolder: shell.dataFolder, screens: [wide, second] });
  await answeredBy(await nextDay.page('hall'), 'hall');
  await chooseInMenu(nextDay, 'hall-display');
  await expect.poll(() => nextDay.pageCount()).toBe(1);
  await nextDay.quit();

  const closedYesterday = await launch({ dataFolder: shell.dataFolder, screens: [wide, second] });
  await answeredBy(await closedYesterday.page('desk'), 'desk');
  expect(closedYesterday.pageCount()).toBe(1);
});

test('with one screen the hall display is a window beside the desk', async ({ launch }) => {
  const shell = await launch({ screens: [wide] });
  const { windows } = needsDouble(shell);
  await (await shell.page('desk')).locator('#hall').click();
  await answeredBy(await shell.page('hall'), 'hall');
  expect([...windows].map(window => window.isFullScreen())).toEqual([false, false]);
});

test('the kiosk page opens from the menu and is connected as a kiosk', async ({ launch }) => {
  const shell = await launch();
  await answeredBy(await shell.page('desk'), 'desk');
  await chooseInMenu(shell, 'kiosk');
  await answeredBy(await shell.page('kiosk'), 'kiosk');
});

test('the menu lists every key of the desk, and takes none of them from the page', async ({ launch }) => {
  const shell = await launch();
  await shell.page('desk');
  const listed = await shell.inMain(({ Menu }) =>
    Menu.getApplicationMenu()?.items.find(item => item.id === 'counter')?.submenu?.items
      .map(({ id, label, accelerator, registerAccelerator }) => ({ id, label, accelerator, registerAccelerator })));
  expect(listed?.map(({ id, accelerator, registerAccelerator }) => ({ id, accelerator, registerAccelerator })))
    .toEqual(deskKeys.map(({ action, accelerator }) => ({ id: action, accelerator, registerAccelerator: false })));
  expect(listed?.every(({ label }) => label.length > 0)).toBe(true);
});

test('choosing a key in the menu presses it in the desk', async ({ launch }) => {
  const shell = await launch();
  const page = await shell.page('desk');
  await answeredBy(page, 'desk');
  for (const [id, key] of [['callNext', 'F2'], ['finish', 'Ctrl+Enter'], ['lock', 'Alt+l'], ['addBusiness', '/']] as const) {
    await chooseInMenu(shell, id);
    await expect(page.locator('output')).toHaveAttribute('data-key', key);
  }
});
