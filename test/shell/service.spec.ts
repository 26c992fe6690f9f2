import { answeredBy, behave, expect, history, test } from './shell-under-test.ts';

test('a service that is killed is started again, and the same page works again without being loaded', async ({ launch }) => {
  const shell = await launch();
  const page = await shell.page('desk');
  await page.evaluate(() => { document.title = 'what a clerk was typing'; });
  const before = await answeredBy(page, 'desk');
  process.kill(before, 'SIGKILL');
  await expect(page.locator('output')).toHaveAttribute('data-line', 'closed');
  await expect(page.locator('output')).toHaveAttribute('data-ports', '2');
  await expect(page.locator('output')).toHaveAttribute('data-line', 'open');
  await expect.poll(() => answeredBy(page, 'desk')).not.toBe(before);
  expect(await page.title()).toBe('what a clerk was typing');
});

test('a service that stops again and again is given up, with words; "try again" brings the desk back', async ({ launch }, info) => {
  const dataFolder = info.outputPath('data');
  behave(dataFolder, 'crashes');
  const shell = await launch({ dataFolder });
  await expect.poll(() => history(dataFolder).length, { timeout: 30_000 }).toBe(5);
  const fault = await shell.pageAt('app://fault/');
  await expect(fault.locator('h1')).toHaveText('网点服务反复停止');
  await expect(fault.locator('body')).toContainText(dataFolder);
  expect(shell.pageCount()).toBe(1);
  behave(dataFolder, 'well');
  await expect(fault.locator('a.try-again')).toBeFocused();
  await fault.keyboard.press('Enter');
  await answeredBy(await shell.page('desk'), 'desk');
  await expect.poll(() => shell.pageCount()).toBe(1);
});

test('a service that cannot start says why in its own words, and is not started again by itself', async ({ launch }, info) => {
  const dataFolder = info.outputPath('data');
  behave(dataFolder, 'fails');
  const shell = await launch({ dataFolder });
  const fault = await shell.pageAt('app://fault/');
  await expect(fault.locator('h1')).toHaveText('数据库 <b>已损坏</b>');
  await expect(fault.locator('p')).toHaveText(['第一行', '第二行', /DATABASE_DAMAGED/]);
  await fault.waitForTimeout(2_500);
  expect(history(dataFolder)).toHaveLength(1);

  if (shell.double) {
    await fault.locator('a.show-folder').click();
    await expect.poll(() => shell.double?.openedFolders).toEqual([dataFolder]);
  }
  await fault.locator('a.quit').click();
  await shell.ended;
});

test('when what was wrong has been mended, "try again" starts the service anew', async ({ launch }, info) => {
  const dataFolder = info.outputPath('data');
  behave(dataFolder, 'fails');
  const shell = await launch({ dataFolder });
  const fault = await shell.pageAt('app://fault/');
  behave(dataFolder, 'well');
  await fault.locator('a.try-again').click();
  await answeredBy(await shell.page('desk'), 'desk');
  expect(history(dataFolder).filter(line => line.startsWith('start'))).toHaveLength(2);
});

test('the fault page has no script and can have none', async ({ launch }, info) => {
  const dataFolder = info.outputPath('data');
  behave(dataFolder, 'fails');
  const fault = await (await launch({ dataFolder })).pageAt('app://fault/');
  await expect(fault.locator('h1')).toBeVisible();
  expect(await fault.locator('script').count()).toBe(0);
  expect(await fault.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "it ran"';
    document.body.append(script);
    return document.title;
  })).not.toBe('it ran');
  expect(await fault.evaluate(() => 'branchDesk' in window)).toBe(false);
});

test('a service that does not listen when asked to stop is ended by force after ten seconds', async ({ launch }, info) => {
  const dataFolder = info.outputPath('data');
  behave(dataFolder, 'deaf');
  const shell = await launch({ dataFolder });
  await answeredBy(await shell.page('desk'), 'desk');
  const askedAtMs = performance.now();
  await shell.quit();
  const tookSeconds = (performance.now() - askedAtMs) / 1000;
  expect(tookSeconds).toBeGreaterThan(9.5);
  expect(tookSeconds).toBeLessThan(14);
});

test('a page whose process crashed is loaded again and connected', async ({ launch }) => {
  const shell = await launch();
  const page = await shell.page('desk');
  await answeredBy(page, 'desk');
  test.skip(shell.double === null, 'Playwright loses a page of real Electron whose process crashed');
  for (const window of shell.double?.windows ?? []) window.contents.crash();
  await expect.poll(() => history(shell.dataFolder).filter(line => line === 'connect desk').length).toBe(2);
  await answeredBy(page, 'desk');
});
