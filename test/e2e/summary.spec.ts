import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { readSheet } from 'read-excel-file/node';
import sqlite3 from 'sqlite3';
import { wallClock } from '../../shared/business-date.ts';
import { anEveningBranch, openAllDay } from '../builders/an-evening-branch.ts';
import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf, says } from './read-pdf.ts';

const issuedIn = (page: Page) => page.getByRole('button', { name: /^取号 T \d+$/ });

test('the manager reads the figures and their records, and is told what stands in the way of closing', async ({ page, demonstration }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/summary');
  await expect(issuedIn(page)).toBeVisible();
  await expect(page.getByRole('img', { name: /^各业务等候：A .*中位 .*目标 10/ })).toBeVisible();
  await expect(page.getByText(/往常 = 前八周里最近的同类星期|前八周没有可比的星期/)).toBeVisible();
  await expect(page.getByRole('img', { name: /^每半小时取号：当日 \d\d:\d\d \d+/ })).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);

  const count = (await issuedIn(page).textContent())?.replace('取号 T ', '');
  await issuedIn(page).press('Enter');
  const drawer = page.getByRole('dialog', { name: `取号 T：${count} 条` });
  await expect(drawer.getByRole('row')).toHaveCount(1 + Math.min(50, Number(count)));
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: '周报、月报、年报' }).click();
  await page.locator('.ant-radio-button-wrapper', { hasText: '年' }).click();
  await expect(page.getByRole('row', { name: /^取号 T \d+/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^达标率和等候 P90：\d{4}-\d{2}-\d{2}/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '日报' }).click();

  await page.getByRole('link', { name: '日终' }).click();
  await expect(page.getByText(/▲.*窗口没有在办的客户.*否/)).toBeVisible();
  await page.getByRole('checkbox', { name: '意见箱已开箱清空' }).check();
  await page.getByRole('button', { name: '结束今天并冻结日报' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('还有号票在办理');
  await expectAccessible(page);
});

test('a day is closed, printed on one page and its lists, corrected when a late fact comes, and taken away as a workbook', async ({ page, demonstrationFolder }) => {
  const branch = await anEveningBranch(demonstrationFolder);
  const run = (sql: string) => new Promise<void>((resolve, reject) => {
    const database = new sqlite3.Database(join(branch.dataFolder, 'branch.sqlite'));
    database.exec(`pragma busy_timeout = 5000; ${sql}`, error => { database.close(() => (error ? reject(error) : resolve())); });
  });
  try {
    await page.addInitScript(() => { window.print = () => undefined; });
    await signIn(page, branch, 'chenjing');
    await goTo(page, '/summary/close');
    await page.getByRole('button', { name: '现在备份' }).or(page.getByText(/✓.*今天有备份/)).first().waitFor();
    await page.getByRole('button', { name: '结束今天并冻结日报' }).press('Enter');
    await expect(page.getByRole('alert')).toContainText('请先开意见箱');
    await page.getByRole('checkbox', { name: '意见箱已开箱清空' }).check();
    await page.getByLabel('备注（印在日报上）').fill('下午停电半小时。'.repeat(40));
    await page.getByRole('button', { name: '结束今天并冻结日报' }).press('Enter');
    const first = page.getByRole('region', { name: '第 1 版' });
    await expect(first).toContainText('陈静 冻结');
    await expect(first).toContainText('下午停电半小时');

    const printed = async (ordinal: number) => {
      await expect(page.getByRole('dialog', { name: `日报，第 ${ordinal} 次打印` }).getByRole('article')).toBeVisible();
      return readPdf(await page.pdf({ preferCSSPageSize: true }));
    };
    await first.getByRole('button', { name: '打印第 1 版' }).press('Enter');
    const paper = await printed(1);
    await expectAccessible(page);
    expect(paper.pages[0]).toEqual({ width: 595, height: 842 });
    // Everything that is signed stands on the first page, the lists behind it.
    const [front = '', lists = ''] = paper.texts;
    for (const words of ['营业日报', '取号 T', '每半小时取号', '下午停电半小时', '盖章', 'SHA-256', `1 / ${paper.pages.length}`]) expect(says(front, words), words).toBe(true);
    for (const words of ['利用率', `T${new Date().getFullYear()}-`]) expect([says(front, words), says(lists, words)]).toEqual([false, true]);
    expect(says(paper.text, '日终时没有满足的')).toBe(true);
    await page.keyboard.press('Escape');

    await run("update tickets set state = 'noShow', noShowAt = finishedAt, finishedAt = null where number = 'A001' and businessDate = (select max(businessDate) from tickets)");
    await page.reload();
    const changed = page.getByRole('alert').filter({ hasText: /冻结以后，有 \d+ 个数字变了/ });
    await expect(changed).toContainText('排队 · 办结');
    await changed.getByRole('button', { name: '出更正版' }).press('Enter');
    await page.getByRole('dialog').getByLabel('为什么更正').fill('A001 客户未到，误按办结');
    await page.getByRole('dialog').getByRole('button', { name: '出更正版' }).press('Enter');
    const second = page.getByRole('region', { name: '第 2 版' });
    await expect(second).toContainText('A001 客户未到，误按办结');
    await expect(changed).toHaveCount(0);
    await expectAccessible(page);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 xlsx' }).press('Enter');
    const figures = await readSheet(await readFile(await (await download).path()), '总表');
    expect(figures.find(row => row[1] === '取号 T')?.[2]).toBe(Number((await issuedIn(page).textContent())?.replace('取号 T ', '')));

    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('region', { name: 'Version 2' }).getByRole('button', { name: 'Print version 2' }).press('Enter');
    await expect(page.getByRole('dialog', { name: 'Daily summary, print 1' }).getByRole('article')).toBeVisible();
    const correction = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    for (const words of ['Daily summary (correction, version 2)', 'Seal', 'SHA-256']) expect(says(correction.texts[0] ?? '', words), words).toBe(true);
    expect(says(correction.text, 'What was corrected')).toBe(true);
    await expectAccessible(page);
  } finally {
    await branch.dispose();
  }
});

test('outages and failed prints of a day open as many records as the figure says, with the time and why', async ({ page, demonstrationFolder }) => {
  const yesterday = wallClock(Date.now() - 86_400_000, 'Asia/Shanghai').date;
  const at = (time: string) => Date.parse(`${yesterday}T${time}:00+08:00`);
  const branch = await anEveningBranch(demonstrationFolder, `
    ${openAllDay}
    delete from print_jobs where businessDate = '${yesterday}';
    insert into outages (id, kind, beganAt, endedAt, cause) values ('o1', 'service', ${at('08:12')}, ${at('08:31')}, 'brokeOff'), ('o2', 'service', ${at('14:00')}, ${at('13:40')}, 'stopped'), ('o3', 'headquarters', ${at('09:00')}, ${at('09:30')}, 'notReached');
    insert into print_jobs (id, paper, subjectId, number, attempt, printerId, state, problem, businessDate, queuedAt, endedAt) values ('01990000-0000-7000-8000-000000000001', 'ticket', 's1', 'A007', 1, 'gone', 'failed', 'outOfPaper', '${yesterday}', ${at('10:00')}, ${at('10:01')});`);
  try {
    await page.setViewportSize({ width: 1366, height: 768 });
    await signIn(page, branch, 'chenjing');
    await goTo(page, '/summary');
    await page.getByRole('button', { name: '前一天' }).click();
    await page.getByRole('button', { name: '停机 2 次 · 共 19.0 分 · 最长 19.0 分' }).press('Enter');
    const outages = page.getByRole('dialog', { name: '停机：2 条' });
    await expect(outages.getByRole('row', { name: /08:12.*08:31.*19\.0 分.*意外中断/ })).toBeVisible();
    await expect(outages.getByRole('row', { name: /时钟有误，时长不明；正常关闭/ })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '离线 1 次 · 共 30.0 分 · 最长 30.0 分' }).press('Enter');
    await expect(page.getByRole('dialog', { name: '离线：1 条' }).getByRole('row', { name: /09:00.*09:30.*连不上总部/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '打印失败 1' }).press('Enter');
    await expect(page.getByRole('dialog', { name: '打印失败：1 条' }).getByRole('row', { name: /A007.*打印机已删除.*10:01:00.*打印机缺纸/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '时钟回拨 0' }).press('Enter');
    await expect(page.getByRole('dialog', { name: '时钟回拨：0 条' })).toContainText('没有记录');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Outages 2 · 19.0 min in all · longest 19.0 min' }).press('Enter');
    await expect(page.getByRole('dialog', { name: 'Outages: 2 records' })).toContainText('broke off');
    await expectAccessible(page);
  } finally {
    await branch.dispose();
  }
});
