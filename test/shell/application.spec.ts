import { writeFileSync } from 'node:fs';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { chooseInMenu, expect, type RunningShell, test } from './shell-under-test.ts';

/** What a page says to a person before anyone has signed in: the first-run page or the sign-in. */
const firstWords = /新建网点|演示网点|登录|New branch|Demonstration|Sign in/;

async function faultsSeenBy(shell: RunningShell): Promise<string[]> {
  const seen: string[] = [];
  const page = await shell.page('desk');
  page.on('console', message => { if (message.type() === 'error') seen.push(message.text()); });
  page.on('pageerror', error => seen.push(error.message));
  return seen;
}

test('the real desk reaches the first-run page through the port of the real branch service', async ({ launch }) => {
  const shell = await launch({ of: 'application' });
  const page = await shell.page('desk');
  await expect(page.locator('body')).toContainText(firstWords, { timeout: 30_000 });
});

test('the real desk runs under the policy without breaking it', async ({ launch }) => {
  const shell = await launch({ of: 'application' });
  const seen = await faultsSeenBy(shell);
  const page = await shell.page('desk');
  await page.reload();
  await expect(page.locator('body')).toContainText(firstWords, { timeout: 30_000 });
  expect(seen).toEqual([]);
});

test('after the real branch service was killed, the same page asks the new one at sign-in', async ({ launch }) => {
  const shell = await launch({ of: 'application', words: ['--demo'] });
  const page = await shell.page('desk');
  await expect(page.locator('body')).toContainText(/登录|Sign in/, { timeout: 30_000 });
  const { utilityProcesses } = shell.double ?? { utilityProcesses: [] };
  test.skip(!shell.double, 'the process id of the service is known in the double only');
  utilityProcesses.at(-1)?.kill('SIGKILL');
  await expect.poll(() => utilityProcesses.length, { timeout: 15_000 }).toBe(2);
  await page.getByLabel('登录名').fill('nobody');
  await page.getByLabel('密码', { exact: true }).fill('certainly wrong');
  await page.keyboard.press('Enter');
  // Refused by the new service, in words: so it was asked.
  await expect(page.getByRole('alert')).toContainText(/密码/, { timeout: 20_000 });
});

test('the real hall display and kiosk open from the menu', async ({ launch }) => {
  const shell = await launch({ of: 'application', words: ['--demo'] });
  await expect((await shell.page('desk')).locator('body')).toContainText(/登录|Sign in/, { timeout: 30_000 });
  for (const kind of ['hall', 'kiosk'] as const) {
    await chooseInMenu(shell, kind === 'hall' ? 'hall-display' : 'kiosk');
    await expect((await shell.page(kind)).locator('body')).toContainText(/A|电费|业务/, { timeout: 30_000 });
  }
});

test('the desk keeps a PDF of a summary when it is printed first, by its hash', async ({ launch }) => {
  const shell = await launch({ of: 'application', words: ['--demo'] });
  const page = await shell.page('desk');
  await page.evaluate(() => { window.print = () => undefined; });
  await page.getByLabel('登录名').fill('chenjing', { timeout: 30_000 });
  await page.getByLabel('密码', { exact: true }).fill(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^锁定/ })).toBeVisible();
  await page.evaluate(() => { window.location.hash = '/summary'; });
  const version = page.getByRole('region', { name: '第 1 版' });
  // The newest day that was frozen is the last workday before today.
  for (let back = 0; back < 5 && await version.count() === 0; back += 1) {
    const day = await page.getByLabel('日期').inputValue();
    await page.getByRole('button', { name: '前一天' }).press('Enter');
    await expect(page.getByLabel('日期')).not.toHaveValue(day);
    await expect(version.or(page.getByText('这一天没有人取号。'))).toBeVisible();
  }
  await version.getByRole('button', { name: '打印第 1 版' }).press('Enter');
  await expect(version).toContainText(/PDF [0-9a-f]{64}/, { timeout: 30_000 });
});

test('a data folder that is a file gets a fault window with words, not a crash', async ({ launch }, info) => {
  const place = info.outputPath('not-a-folder');
  writeFileSync(place, 'x');
  const shell = await launch({ of: 'application', dataFolder: place });
  const fault = await shell.pageAt('app://fault/');
  await expect(fault.locator('h1')).not.toBeEmpty();
  await expect(fault.locator('a')).toHaveCount(3);
});
