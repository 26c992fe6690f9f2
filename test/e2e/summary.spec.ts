import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { readSheet } from 'read-excel-file/node';
import sharp from 'sharp';
import { wallClock } from '../../shared/business-date.ts';
import { anEveningBranch, openAllDay } from '../builders/an-evening-branch.ts';
import { readQr } from '../builders/read-qr.mjs';
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
  await expect(drawer).toBeHidden();

  await page.getByRole('button', { name: '预约 2' }).press('Enter');
  const appointments = page.getByRole('dialog', { name: '预约：2 条' });
  await expect(appointments.getByRole('row', { name: /09:30/ })).toBeVisible();
  await expect(appointments.getByRole('row', { name: /10:15/ })).toBeVisible();
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

const remark = '大厅取号机缺纸一次，引导员手工发号，已补登。光伏并网咨询较多，下周起咨询岗增加一人。';

test('a day is closed, printed on one page and its lists, corrected when a late fact comes, and taken away as a workbook', async ({ page, demonstrationFolder }) => {
  const branch = await anEveningBranch(demonstrationFolder);
  try {
    await page.addInitScript(() => { window.print = () => undefined; });
    await signIn(page, branch, 'chenjing');
    await goTo(page, '/summary/close');
    await page.getByRole('button', { name: '现在备份' }).or(page.getByText(/✓.*今天有备份/)).first().waitFor();
    await page.getByRole('button', { name: '结束今天并冻结日报' }).press('Enter');
    await expect(page.getByRole('alert')).toContainText('请先开意见箱');
    await page.getByRole('checkbox', { name: '意见箱已开箱清空' }).check();
    await page.getByLabel('备注（印在日报上）').fill(remark);
    await page.getByRole('button', { name: '结束今天并冻结日报' }).press('Enter');
    const first = page.getByRole('region', { name: '第 1 版' });
    await expect(first).toContainText('陈静 冻结');
    await expect(first).toContainText(remark);

    const printed = async (ordinal: number) => {
      await expect(page.getByRole('dialog', { name: `日报，第 ${ordinal} 次打印` }).getByRole('article')).toBeVisible();
      const pdf = await page.pdf({ preferCSSPageSize: true });
      // The sample of the user guide is made anew with BRANCH_DESK_SAMPLE=docs/daily-summary-example.pdf.
      if (process.env.BRANCH_DESK_SAMPLE) await writeFile(process.env.BRANCH_DESK_SAMPLE, pdf);
      return readPdf(pdf);
    };
    await first.getByRole('button', { name: '打印第 1 版' }).press('Enter');
    const paper = await printed(1);
    await expectAccessible(page);
    expect(paper.pages[0]).toEqual({ width: 595, height: 842 });
    // Everything that is signed stands on the first page, the lists behind it.
    const [front = '', lists = ''] = paper.texts;
    for (const words of ['营业日报', '取号 T', '每半小时取号', remark, '盖章', 'SHA-256', `1 / ${paper.pages.length}`]) expect(says(front, words), words).toBe(true);
    for (const words of ['利用率', `T${new Date().getFullYear()}-`]) expect([says(front, words), says(lists, words)]).toEqual([false, true]);
    expect(says(paper.text, '日终时没有满足的')).toBe(true);
    // The code on it is the log's checkpoint, as another program reads it.
    const drawing = await page.getByRole('dialog').locator('.paper__code svg').evaluate(svg => new XMLSerializer().serializeToString(svg));
    const [code = ''] = await readQr(await sharp(Buffer.from(drawing), { density: 600 }).flatten({ background: '#fff' }).extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#fff' }).png().toBuffer());
    expect(code).toMatch(/^branch-desk\S*\n\d+\n/u);
    await page.keyboard.press('Escape');

    // A customer calls in the evening: the complaint belongs to this day, which is frozen already.
    await withdrawComplaint(page);
    await goTo(page, '/summary');
    const changed = page.getByRole('alert').filter({ hasText: /冻结以后，有 \d+ 个数字变了/ });
    await expect(changed).toContainText('投诉 · 办结：0 → 1');
    await changed.getByRole('button', { name: '出更正版' }).press('Enter');
    await page.getByRole('dialog').getByLabel('为什么更正').fill('日终后客户来电撤回一件投诉');
    await page.getByRole('dialog').getByRole('button', { name: '出更正版' }).press('Enter');
    const second = page.getByRole('region', { name: '第 2 版' });
    await expect(second).toContainText('日终后客户来电撤回一件投诉');
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

async function withdrawComplaint(page: Page): Promise<void> {
  await goTo(page, '/complaints');
  await page.getByRole('row').filter({ hasText: '已初审' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^投诉 T/);
  await page.getByRole('button', { name: '撤回' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '登记有误' }).check();
  await dialog.getByRole('textbox', { name: '说明' }).fill('客户来电，说明是误会');
  await dialog.getByRole('button', { name: '确定' }).press('Enter');
  await expect(dialog).toBeHidden();
}
