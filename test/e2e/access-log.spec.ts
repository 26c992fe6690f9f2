import { readFile } from 'node:fs/promises';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('the auditor reads the log in sentences, narrows it down and takes it away, and each of it is written down', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await expect(page.getByRole('heading', { name: '查阅统计' })).toBeVisible();
  await expect(page.getByRole('img', { name: /^按操作：.*查阅 \d+ 次/ })).toBeVisible();
  await expectAccessible(page);

  await goTo(page, '/access-log');
  const sentences = page.locator('tbody tr.ant-table-row td:nth-child(3)');
  await expect(sentences.first()).toHaveText('何志远（审计员）查看日志');
  await expect(sentences.nth(1)).toHaveText(/^\S+（柜员.*）因“\S+”查阅 \S+ · \S\*\S*，依据 \S+$/);
  await expectAccessible(page);

  const opened = page.getByRole('button', { name: /^查看第 \d+ 条$/ }).nth(1);
  await opened.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('打开的内容');
  await expectAccessible(page);
  await drawer.getByRole('button', { name: '只看此人' }).press('Enter');
  await expect(drawer).toBeHidden();
  const person = /^(\S+)（/.exec(await sentences.first().textContent() ?? '')?.[1] ?? '';
  await expect(sentences.filter({ hasNotText: new RegExp(`^${person}（`) })).toHaveCount(0);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 CSV' }).press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^access-log-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF序号,时间/);
  expect(lines.slice(1).every(line => line.includes(`,${person},`))).toBe(true);
  await page.getByRole('button', { name: '重新读取' }).press('Enter');

  await goTo(page, '/access-log/flags');
  await expect(page.getByText(/^待核查的疑点：/)).toBeVisible();
  await expect(page.getByRole('button', { name: '正当', exact: false })).toHaveCount(0);
});

test('the auditor verifies the log and sees four verdicts, its growth and the checkpoint to keep', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/access-log/verify');
  await expect(page.getByText(/^自 .* 起未经见证$/)).toBeVisible();
  await page.getByRole('button', { name: '现在校验' }).press('Enter');
  await expect(page.getByRole('list', { name: '校验结果' }).getByRole('listitem')).toHaveText([/未改动：通过/, /无缺失：通过/, /见证：无法判断/, /时钟：通过/]);
  await expect(page.getByText('没有发现问题。')).toBeVisible();
  await expect(page.getByRole('img', { name: /^日志自 .*增至 \d+ 条/ })).toBeVisible();
  await expect(page.locator('.log-note')).toHaveText(/^branch-desk\/.*\n\d+\n/);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('list', { name: 'Verdicts' }).getByRole('listitem').first()).toHaveText(/Unchanged: pass/);
  await expectAccessible(page);
});

test('the manager clears a flag with a written finding and the keyboard alone', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/access-log/flags');
  const flags = page.getByRole('list', { name: '疑点核查' }).getByRole('listitem');
  await expect(flags.first()).toContainText('这位客户没有办理记录');
  const before = await flags.count();
  await expectAccessible(page);

  await flags.first().getByRole('button', { name: '正当' }).press('Enter');
  await expect(page.getByText('请写下核对了什么、结论是什么。')).toBeVisible();
  await expect(flags.first().getByLabel('核查结论')).toBeFocused();
  await page.keyboard.type('查对变更登记表，业务属实。');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(flags).toHaveCount(before - 1);
  await page.getByRole('radio', { name: '已核查' }).press('Space');
  await expect(flags.first()).toContainText('✓ 正当');
  await expect(flags.first()).toContainText('查对变更登记表，业务属实。');
});

test('a customer is given on paper who looked: one A4 sheet without anything of the desk', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/access-log');
  const looked = /查阅 \S+ · (\S)\*/.exec(await page.locator('tbody tr.ant-table-row td:nth-child(3)').nth(1).textContent() ?? '')?.[1] ?? '王';

  const archivist = await signInBeside(page, demonstration, 'songjia');
  await goTo(archivist, '/access-log/who-looked');
  await expect(archivist.getByRole('combobox', { name: '客户' })).toBeFocused();
  await expectAccessible(archivist);
  await archivist.keyboard.type(looked);
  await expect(archivist.locator('.ant-select-item-option').first()).toBeVisible();
  await archivist.keyboard.press('Enter');
  await archivist.getByRole('button', { name: '出具记录' }).press('Enter');
  const sheet = archivist.locator('.log-page .paper');
  await expect(sheet.getByRole('heading', { name: '谁看过我的档案' })).toBeVisible();
  await expect(sheet).toContainText('出具查阅记录');
  await expectAccessible(archivist);

  await archivist.emulateMedia({ media: 'print' });
  await expect(archivist.locator('body > .paper-print .paper')).toBeVisible();
  await expect(archivist.locator('#page')).toBeHidden();
  const pdf = (await archivist.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b(?!s)/gu)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox \[0 0 594\.\d+ 841\.\d+\]|\/MediaBox \[0 0 595 842\]/u);
});
