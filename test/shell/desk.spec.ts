import { answeredBy, expect, history, test } from './shell-under-test.ts';

test('the desk talks with the branch service through its port', async ({ launch }) => {
  const shell = await launch();
  await answeredBy(await shell.page('desk'), 'desk');
  expect(history(shell.dataFolder)).toEqual([expect.stringMatching(/^start \d+ zh-CN$/), 'connect desk']);
});

test('a person with an English system gets English from the shell and the service', async ({ launch }) => {
  const shell = await launch({ locale: 'en-US', words: ['--demo'] });
  const page = await shell.page('desk');
  await answeredBy(page, 'desk');
  expect(history(shell.dataFolder)[0]).toMatch(/^start \d+ en --demo$/);
  expect(await page.evaluate(() => window.branchDesk?.language)).toBe('en');
  expect(await shell.inMain(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('callNext')?.label)).toBe('Call next');
});

test('a page finds the listed few things of the shell, frozen, and nothing of Node or Electron', async ({ launch }) => {
  const page = await (await launch()).page('desk');
  await answeredBy(page, 'desk');
  expect(await page.evaluate(() => ({
    members: Object.keys(window.branchDesk ?? {}).sort(),
    isFrozen: Object.isFrozen(window.branchDesk),
    platform: window.branchDesk?.platform,
    ofNode: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(name => name in window),
  }))).toEqual({
    members: ['language', 'makePdf', 'openHallDisplay', 'platform', 'requestPort', 'version'],
    isFrozen: true,
    platform: 'desktop',
    ofNode: [],
  });
});

test('the desk gets a PDF of itself as it prints', async ({ launch }) => {
  const page = await (await launch()).page('desk');
  await answeredBy(page, 'desk');
  const base64 = await page.evaluate(() => new Promise<string | null>(resolve => {
    window.addEventListener('message', ({ data }) => { if (data?.type === 'page-pdf') resolve(data.base64 as string | null); });
    window.branchDesk?.makePdf();
  }));
  expect(Buffer.from(base64 ?? '', 'base64').subarray(0, 5).toString()).toBe('%PDF-');
});

test('a page that is loaded again, or asks, gets a new port; the old one closes', async ({ launch }) => {
  const shell = await launch();
  const page = await shell.page('desk');
  await answeredBy(page, 'desk');
  await page.reload();
  await answeredBy(page, 'desk');
  await expect.poll(() => history(shell.dataFolder).slice(1)).toEqual(['connect desk', 'closed desk', 'connect desk']);
  await page.locator('#port').click();
  await expect(page.locator('output')).toHaveAttribute('data-ports', '2');
});

test('a second start brings the first desk to the front and ends', async ({ launch }) => {
  const first = await launch();
  await answeredBy(await first.page('desk'), 'desk');
  await first.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const double = first.double;
  test.skip(double === null, 'Playwright cannot follow a process of Electron that ends while starting');
  const second = await launch({ dataFolder: first.dataFolder });
  await second.ended;
  await expect.poll(() => first.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(window => [window.isMinimized(), window.isFocused()])))
    .toEqual([[false, true]]);
  expect(history(first.dataFolder).filter(line => line.startsWith('start'))).toHaveLength(1);
});

test('quitting asks the service to stop and waits until it is gone', async ({ launch }) => {
  const shell = await launch();
  const processId = await answeredBy(await shell.page('desk'), 'desk');
  await shell.quit();
  expect(history(shell.dataFolder).filter(line => line === 'stop')).toHaveLength(1);
  expect(isRunning(processId)).toBe(false);
});

test('closing the desk ends the application, with the hall display and the service', async ({ launch }) => {
  const shell = await launch();
  const page = await shell.page('desk');
  const processId = await answeredBy(page, 'desk');
  await page.locator('#hall').click();
  await answeredBy(await shell.page('hall'), 'hall');
  await shell.inMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().find(window => window.webContents.getURL().endsWith('/desk.html'))?.close());
  await shell.ended;
  expect(isRunning(processId)).toBe(false);
});

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
