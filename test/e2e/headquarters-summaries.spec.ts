import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { readSheet } from 'read-excel-file/node';
import sqlite3 from 'sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { syncProtocol } from '../../shared/sync.ts';
import { aBranchProcess } from '../builders/a-branch-process.ts';
import { aConsole } from '../builders/a-console.ts';
import { aSealingKey } from '../builders/a-sealed-batch.ts';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { languages, readIn, wordsOf } from './words.ts';

test.use({ actionTimeout: 15_000, viewport: { width: 1366, height: 768 } });
/** Its own PostgreSQL, a branch with weeks of work, and two browsers. */
test.setTimeout(300_000);

const fitsAcross = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test('a branch closes its day and headquarters sees it arrive beside the others, down to the corrected version', async ({ browser, page, demonstrationFolder, headquarters }) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'branch-desk-'));
  await cp(demonstrationFolder, dataFolder, { recursive: true });
  const run = (sql: string) => new Promise<void>((resolve, reject) => {
    const database = new sqlite3.Database(join(dataFolder, 'branch.sqlite'));
    database.exec(`pragma busy_timeout = 5000; ${sql}`, error => { database.close(() => (error ? reject(error) : resolve())); });
  });
  // The hall is empty in the evening: everybody at a window was called and is gone.
  await run("update tickets set state = 'noShow', noShowAt = lastCalledAt where state in ('called', 'serving')");
  const branch = await aBranchProcess({ dataFolder });
  try {
    const people = await aConsole(headquarters);
    const codeFor = async () => ((await people.administrator.call('branches/makeCode', { commandId: uuidv7(), branchId: null, note: '测试' })).body as { code: string }).code;
    const supervisor = await people.somebody(['supervisor'], '周岚');
    const [zh, en] = languages.map(language => wordsOf('headquartersSummaries', language)) as [ReturnType<typeof wordsOf>, ReturnType<typeof wordsOf>];
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    const console_ = await context.newPage();
    await readIn(context, 'zh-CN');
    await console_.goto(`${headquarters.address}/`);
    await console_.locator('#loginName').fill(supervisor.loginName);
    await console_.locator('input[type=password]').fill(supervisor.password);
    await console_.keyboard.press('Enter');
    await console_.getByRole('link', { name: '日报', exact: true }).click();
    await expect(console_.getByText('还没有网点接入，或这一期还没有网点。')).toBeVisible();
    await expectAccessible(console_);

    // Another branch that has never closed a day.
    const key = aSealingKey();
    const enrolled = await fetch(`${headquarters.address}/api/sync/enrol`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-protocol': String(syncProtocol) },
      body: JSON.stringify({ code: await codeFor(), publicKey: key.publicKey, checkpointPublicKey: key.publicKey, versions: { protocol: syncProtocol, schema: 1, application: '0.1.0' }, branch: { id: uuidv7(), name: '城西营业厅', trade: 'power', timeZone: 'Asia/Shanghai' } }),
    });
    expect(enrolled.status).toBe(200);
    await expect(console_.getByText(zh('nothingYet'))).toBeVisible({ timeout: 30_000 });

    await signIn(page, branch, 'zhoujianguo');
    await goTo(page, '/admin/headquarters');
    await page.getByLabel('总部地址').fill(headquarters.address);
    await page.getByLabel('总部地址').press('Enter');
    await page.getByLabel('一次性接入码').fill(await codeFor());
    await page.getByLabel('一次性接入码').press('Enter');
    await expect(page.getByText(/^没有变更等待上传；总部已收到 .* 之前的全部数据。$/)).toBeVisible({ timeout: 60_000 });
    const name = ((await people.administrator.call('branches/list', { words: '', only: 'all', page: 0 })).body.branches as { name: string }[]).find(each => each.name !== '城西营业厅')!.name;

    const manager = await signInBeside(page, branch, 'chenjing');
    await goTo(manager, '/summary/close');
    await manager.getByRole('checkbox', { name: '意见箱已开箱清空' }).check();
    await manager.getByRole('button', { name: '结束今天并冻结日报' }).press('Enter');
    await expect(manager.getByRole('region', { name: '第 1 版' })).toContainText('陈静 冻结');

    // The page was open all the while: it goes to the day that was just closed by itself.
    const ours = console_.getByRole('row', { name: new RegExp(name) });
    await expect(ours).toContainText('● 已日终', { timeout: 60_000 });
    await expect(console_.getByRole('row', { name: /^合计/ })).toContainText('1 / 2 个网点');
    await expect(console_.getByRole('row', { name: /城西营业厅/ })).toContainText('没有日报');
    await expectAccessible(console_);
    expect(await fitsAcross(console_)).toBe(true);
    await console_.screenshot({ path: test.info().outputPath('side-by-side.png') });

    await console_.getByRole('columnheader', { name: '取号 T' }).press('Enter');
    await expect(console_.getByRole('row').nth(2)).toContainText(name);
    const issued = async () => Number(/^\d+/.exec(await ours.getByRole('cell').nth(1).textContent() ?? '')?.[0]);
    const download = console_.waitForEvent('download');
    await console_.getByRole('button', { name: '导出 xlsx' }).press('Enter');
    const file = await readFile(await (await download).path());
    const exported = await readSheet(file);
    expect(exported.find(row => row[0] === name)?.[exported[0]!.indexOf('取号 T')]).toBe(await issued());

    await console_.locator('.ant-radio-button-wrapper', { hasText: /^月$/ }).click();
    await expect(ours).toContainText(/\d+ 天/);
    await console_.keyboard.press('Alt+p');
    await expect(console_.getByRole('status')).toBeVisible();
    await console_.keyboard.press('Alt+n');
    await expect(ours).toContainText(/[1-9]\d* 天/);
    await ours.getByRole('link', { name }).click();
    await expect(console_.getByRole('heading', { level: 1 })).toHaveText(`${name} · 日报`);
    await expect(console_.getByRole('img', { name: /^达标率和等候 P90：\d{4}-\d{2}-\d{2}/ })).toBeVisible();
    await expectAccessible(console_);
    await console_.screenshot({ path: test.info().outputPath('branch-days.png'), fullPage: true });

    // A late fact: the correction stands above the first version, with what changed and why.
    await run("update tickets set state = 'noShow', noShowAt = finishedAt, finishedAt = null where number = 'A001' and businessDate = (select max(businessDate) from tickets)");
    await goTo(manager, '/summary');
    await manager.reload();
    await manager.getByRole('alert').filter({ hasText: /冻结以后/ }).getByRole('button', { name: '出更正版' }).press('Enter');
    await manager.getByRole('dialog').getByLabel('为什么更正').fill('A001 客户未到，误按办结');
    await manager.getByRole('dialog').getByRole('button', { name: '出更正版' }).press('Enter');
    await expect(manager.getByRole('region', { name: '第 2 版' })).toBeVisible();
    await expect(console_.getByRole('row', { name: /第 2 版/ })).toBeVisible({ timeout: 60_000 });
    await console_.getByRole('row', { name: /第 2 版/ }).getByRole('link').click();
    const corrected = console_.getByRole('region', { name: '第 2 版' });
    await expect(corrected).toContainText('A001 客户未到，误按办结');
    await expect(corrected).toContainText('排队 · 办结');
    await expect(corrected).toContainText('✓ 与哈希相符');
    await expectAccessible(console_);
    await console_.screenshot({ path: test.info().outputPath('branch-day.png'), fullPage: true });

    await console_.getByRole('button', { name: 'English' }).click();
    await expect(console_.getByRole('button', { name: en('toAll') })).toBeVisible();
    await expectAccessible(console_);
    await console_.getByRole('button', { name: en('toAll') }).click();
    await expect(console_.getByRole('row', { name: new RegExp(`^${en('total')}`) })).toBeVisible();
    await expectAccessible(console_);
    await console_.screenshot({ path: test.info().outputPath('side-by-side-en.png') });
    await context.close();
  } finally {
    await branch.dispose();
    await rm(dataFolder, { recursive: true, force: true });
  }
});
