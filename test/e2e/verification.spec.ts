import { join } from 'node:path';
import pg from 'pg';
import { leafHashOf } from '../../main/access-log/entry-bytes.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aBranchProcess } from '../builders/a-branch-process.ts';
import { goTo, signIn } from './a-clerk.ts';
import { aHeadquartersAdministrator } from './a-headquarters-administrator.ts';
import { expect, expectAccessible, test } from './branch.ts';

// PostgreSQL makes its cluster first, and a morning's work goes up.
test.slow();

test('a row that was changed at headquarters is found, repaired in one press and certified; a rewritten access log stands in red with both states until somebody says what was found', async ({ page, browser, headquarters, demonstration }) => {
  const database = new pg.Client({ connectionString: headquarters.databaseUrl });
  await database.connect();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const console = await context.newPage();
  const code = await (await aHeadquartersAdministrator(console, headquarters)).code(null);

  await signIn(page, demonstration, 'zhoujianguo');
  await goTo(page, '/admin/headquarters');
  await page.getByLabel('总部地址').fill(headquarters.address);
  await page.getByLabel('总部地址').press('Enter');
  await page.getByLabel('一次性接入码').fill(code);
  await page.getByLabel('一次性接入码').press('Enter');
  await expect(page.getByText(/核对：两边一致（\d+ 行）/)).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: test.info().outputPath('line.png') });

  const { rowCount } = await database.query(`update branches.customers set name = '别人' where id = (select min(id) from branches.customers)`);
  expect(rowCount).toBe(1);
  await console.goto(`${headquarters.address}/`);
  await console.getByRole('link', { name: '城东供电营业厅' }).click();
  await console.getByRole('tab', { name: '核对' }).click();
  await expect(console.getByText(/^两边一致：/)).toBeVisible();
  await console.getByRole('button', { name: '重新核对' }).press('Enter');
  await page.getByRole('button', { name: '立即重试' }).press('Enter');
  await expect(console.getByText('1 张表不一致。点开数据表，可以看到是哪些行。')).toBeVisible({ timeout: 60_000 });
  const customers = console.getByRole('row', { name: /客户 customers ≠ 1 段不一致，1 行/ });
  await customers.getByRole('button', { name: /展开/ }).press('Enter');
  await console.getByRole('row', { name: /≠ 1 行/ }).last().getByRole('button', { name: /展开/ }).press('Enter');
  await expect(console.getByRole('cell', { name: '内容不同' })).toBeVisible();
  await expectAccessible(console);
  await console.screenshot({ path: test.info().outputPath('differing.png'), fullPage: true });
  await expect(page.getByText(/核对：有 1 行不一致/)).toBeVisible();

  await console.getByRole('button', { name: '全部修复' }).press('Enter');
  await console.getByRole('tooltip').getByRole('button', { name: /^修\s?复$/ }).press('Enter');
  await expect(console.getByText('已下发修复：1 行')).toBeVisible();
  await page.getByRole('button', { name: '立即重试' }).press('Enter');
  await expect(console.getByText(/^两边一致：/)).toBeVisible({ timeout: 60_000 });
  expect((await database.query(`select 1 from branches.customers where name = '别人'`)).rowCount).toBe(0);

  await console.getByRole('button', { name: '核对证明' }).press('Enter');
  await expect(console.getByRole('article', { name: '数据核对证明' }).first()).toContainText('全部');
  await expectAccessible(console);
  await console.screenshot({ path: test.info().outputPath('certificate.png'), fullPage: true });
  await console.pdf({ path: test.info().outputPath('certificate.pdf'), preferCSSPageSize: true });
  await console.getByRole('button', { name: 'English' }).click();
  await console.screenshot({ path: test.info().outputPath('certificate-en.png') });
  await console.getByRole('button', { name: '中文' }).click();

  // Somebody rewrites an entry and makes every hash fit; the branch itself signs what it now holds.
  await page.close();
  await demonstration.stop();
  await rewriteLog(join(demonstration.dataFolder, 'branch.sqlite'));
  const again = await aBranchProcess({ dataFolder: demonstration.dataFolder });
  await console.goto(`${headquarters.address}/#/branches`);
  await expect(console.getByText('日志被改写').first()).toBeVisible({ timeout: 90_000 });
  await expectAccessible(console);
  await console.screenshot({ path: test.info().outputPath('red.png') });
  await console.getByRole('link', { name: '城东供电营业厅' }).click();
  await console.getByRole('tab', { name: '见证' }).click();
  await expect(console.getByRole('table', { name: '两份状态' })).toBeVisible();
  await expectAccessible(console);
  await console.screenshot({ path: test.info().outputPath('proof.png'), fullPage: true });
  const desk = await context.newPage();
  await signIn(desk, again, 'hezhiyuan');
  await goTo(desk, '/access-log/verify');
  await expect(desk.getByText(/现在的日志不是总部已见证 \d+ 条的那一份/)).toBeVisible();
  await expectAccessible(desk);
  await desk.screenshot({ path: test.info().outputPath('auditor.png') });
  await desk.close();

  await console.getByRole('button', { name: '已核查' }).press('Enter');
  await expect(console.getByRole('textbox', { name: '查明了什么' })).toBeFocused();
  await console.keyboard.type('第 5 条被人改过，责任人已处理，已与纸面校验点核对。');
  await expectAccessible(console);
  await console.screenshot({ path: test.info().outputPath('look-at.png') });
  await console.getByRole('dialog').getByRole('button', { name: '已核查' }).press('Enter');
  await expect(console.getByRole('listitem').filter({ hasText: /被改写，管理员 于 .* 核查：第 5 条被人改过/ })).toHaveAttribute('data-kind', 'late');
  await expect(console.getByText('日志被改写')).toBeHidden();
  await expect(console.getByRole('table', { name: '两份状态' })).toBeHidden();
  await console.getByText('证据', { exact: true }).click();
  await expect(console.getByRole('table', { name: '两份状态' })).toBeVisible();
  await expectAccessible(console);
  await console.screenshot({ path: test.info().outputPath('looked-at.png'), fullPage: true });
  await console.getByRole('button', { name: 'English' }).click();
  await expect(console.getByText(/A new line is witnessed since/)).toBeVisible();
  await console.screenshot({ path: test.info().outputPath('looked-at-en.png'), fullPage: true });

  // A branch asks for a signature once an hour, and when it starts.
  await again.stop();
  const onceMore = await aBranchProcess({ dataFolder: demonstration.dataFolder });
  await expect(console.getByText('Log looked at')).toBeHidden({ timeout: 60_000 });
  await expect(console.getByText(/in a new line since/)).toBeVisible();
  const after = await context.newPage();
  await signIn(after, onceMore, 'hezhiyuan');
  await goTo(after, '/access-log/verify');
  await expect(after.getByText(/起的新一段见证，与以前见证的不相接/)).toBeVisible();
  await expect(after.getByText(/拒绝见证查阅日志/)).toBeHidden();
  await expectAccessible(after);
  await after.screenshot({ path: test.info().outputPath('new-line-at-desk.png') });
  await onceMore.dispose();
  await database.end();
  await context.close();
});

/** Entry 5 names another file, with the guards away and every hash as it should be. */
async function rewriteLog(databaseFile: string): Promise<void> {
  const file = await SqliteConnection.open(databaseFile, 'readWrite');
  for (const { name } of await file.all(`select name from sqlite_schema where type = 'trigger' and tbl_name like 'access_log_%'`)) await file.exec(`drop trigger "${String(name)}"`);
  const [entry] = await file.all('select bytes from access_log_entries where seq = 5');
  const bytes = JSON.stringify({ ...JSON.parse(String(entry?.['bytes'])) as object, purpose: 'else' });
  await file.run('update access_log_entries set bytes = ?, leafHash = ? where seq = 5', [bytes, leafHashOf(bytes)]);
  await file.exec('delete from access_log_subtrees; delete from access_log_checkpoints');
  await file.close();
}
