import type { Browser, Page } from 'playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { aConsole } from '../builders/a-console.ts';
import type { HeadquartersProcess } from '../builders/a-headquarters-process.ts';
import type { BranchProcess } from '../builders/a-branch-process.ts';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test.use({ actionTimeout: 15_000 });
/** Its own PostgreSQL, a branch with a morning's work, and two browsers. */
test.setTimeout(240_000);

async function enrol(page: Page, branch: BranchProcess, address: string, code: string): Promise<void> {
  await signIn(page, branch, 'zhoujianguo');
  await goTo(page, '/admin/headquarters');
  await page.getByLabel('总部地址').fill(address);
  await page.getByLabel('总部地址').press('Enter');
  await page.getByLabel('一次性接入码').fill(code);
  await page.getByLabel('一次性接入码').press('Enter');
  await expect(page.getByText(/^没有变更等待上传；总部已收到 .* 之前的全部数据。$/)).toBeVisible({ timeout: 60_000 });
}

/** Somebody of headquarters in a browser of their own. */
async function atConsole(browser: Browser, { address }: HeadquartersProcess, { loginName, password }: { loginName: string; password: string }): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${address}/`);
  await expect(page.locator('#loginName')).toBeFocused();
  await page.keyboard.type(loginName);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
  return page;
}

test('a branch is enrolled by its code; what it writes arrives, a notice goes down to its desk, and a complaint is written by both', async ({ browser, page, demonstration, headquarters }) => {
  const people = await aConsole(headquarters);
  const { code } = (await people.administrator.call('branches/makeCode', { commandId: uuidv7(), branchId: null, note: '城东' })).body as { code: string };
  await enrol(page, demonstration, headquarters.address, code);
  const name = ((await people.administrator.call('branches/list', { words: '', only: 'all', page: 0 })).body.branches[0] as { name: string }).name;

  const keeperPerson = await people.somebody(['catalogueKeeper'], '周目录');
  const locks = { kind: 'settings', body: { values: { complaintReturns: 1 }, locked: ['complaintReturns'], unlocked: [] } };
  expect((await keeperPerson.call('publishing/publish', { commandId: uuidv7(), what: locks, branchIds: null, title: '退单次数', basedOn: null })).status).toBe(200);
  const keeper = await atConsole(browser, headquarters, keeperPerson);
  await keeper.getByRole('link', { name }).click();
  await expect(keeper.getByText(/总部已有它写下的全部变更/)).toBeVisible();
  await keeper.keyboard.press('Control+K');
  await expect(keeper.getByRole('dialog').getByRole('searchbox')).toBeFocused();
  await keeper.keyboard.type('a1');
  await keeper.keyboard.press('Enter');
  await expect(keeper.getByRole('region', { name: '号票' }).getByRole('listitem').first()).toContainText(`A001 `);
  await expectAccessible(keeper);
  await keeper.screenshot({ path: test.info().outputPath('search.png') });
  await keeper.keyboard.press('Escape');

  await keeper.getByRole('link', { name: '通告' }).click();
  await keeper.getByRole('button', { name: '写通告' }).press('Enter');
  await keeper.getByRole('radio', { name: '紧急' }).check();
  await keeper.getByLabel('标题', { exact: true }).fill('总部检修');
  await keeper.getByLabel('正文', { exact: true }).fill('今晚十点系统检修半小时。');
  await keeper.getByRole('button', { name: '看差异' }).press('Enter');
  await keeper.getByRole('button', { name: '发布给 1 个网点' }).press('Enter');
  await page.getByRole('button', { name: '立即重试' }).press('Enter');
  await expect(keeper.getByRole('cell', { name: '● 已收到并执行' })).toBeVisible({ timeout: 30_000 });

  const clerk = await signInBeside(page, demonstration, 'limin');
  await goTo(clerk, '/account');
  await expect(clerk.getByRole('region', { name: '紧急通告' })).toContainText('总部检修');

  await goTo(clerk, '/complaints/new');
  await expect(clerk.getByRole('combobox', { name: '投诉分类' })).toBeFocused();
  await clerk.keyboard.type('fwtd');
  await clerk.keyboard.press('Enter');
  await clerk.getByLabel('发生了什么').fill('王秀英说打了三次电话没有人接。');
  await clerk.getByRole('textbox', { name: '投诉人' }).fill('王秀英');
  await clerk.getByLabel('联系电话').fill('13800136712');
  await clerk.locator('button[type=submit]').press('Enter');
  await expect(clerk.getByRole('heading', { level: 1 })).toHaveText(/T\d{4}-\d{4}$/);
  const number = /T\d{4}-\d{4}/.exec(await clerk.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';

  const supervisor = await atConsole(browser, headquarters, await people.somebody(['supervisor'], '周岚'));
  await supervisor.getByRole('link', { name: '投诉' }).click();
  await expect(supervisor.getByRole('link', { name: number })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(supervisor);
  await supervisor.screenshot({ path: test.info().outputPath('complaints.png') });
  await supervisor.getByRole('link', { name: number }).click();
  await expect(supervisor.getByRole('heading', { level: 1 })).toContainText(number);
  await expect(supervisor.getByText('王*英')).toBeVisible();
  await expect(supervisor.getByText('王秀英')).toBeHidden();
  await supervisor.getByRole('button', { name: '督办', exact: true }).press('Enter');
  await expect(supervisor.getByRole('textbox', { name: '内容' })).toBeFocused();
  await supervisor.keyboard.type('请三日内办结并回复。');
  await expectAccessible(supervisor);
  await supervisor.screenshot({ path: test.info().outputPath('supervise.png') });
  await supervisor.getByRole('dialog').getByRole('button', { name: '督办', exact: true }).press('Enter');
  await expect(supervisor.getByText('○ 网点还没有取走')).toBeVisible();
  await expectAccessible(supervisor);
  await page.getByRole('button', { name: '立即重试' }).press('Enter');

  const step = clerk.locator('.complaints-steps li').filter({ hasText: '请三日内办结并回复。' });
  await expect(step).toContainText('周岚', { timeout: 30_000 });
  await expect(step).toContainText('上级');
  await expect(supervisor.getByText('● 网点已收到')).toBeVisible({ timeout: 30_000 });
  await supervisor.screenshot({ path: test.info().outputPath('complaint.png') });
  await clerk.screenshot({ path: test.info().outputPath('complaint-at-branch.png') });

  await supervisor.getByRole('button', { name: 'English' }).click();
  await expect(supervisor.getByText('the branch has it')).toBeVisible();
  await expectAccessible(supervisor);
  await supervisor.screenshot({ path: test.info().outputPath('complaint-en.png') });
  await supervisor.getByRole('link', { name: 'Complaints' }).click();
  await supervisor.getByRole('button', { name: 'Entrust a complaint' }).press('Enter');
  await expectAccessible(supervisor);
  await supervisor.screenshot({ path: test.info().outputPath('entrust-en.png') });
  await supervisor.getByRole('combobox', { name: 'Branch' }).press('Enter');
  await supervisor.getByRole('combobox', { name: 'Branch' }).press('Enter');
  await supervisor.getByRole('textbox', { name: 'Number there' }).fill('20261129-0017');
  await supervisor.getByRole('combobox', { name: 'Class' }).fill('Attitude');
  await supervisor.getByRole('combobox', { name: 'Class' }).press('Enter');
  await supervisor.getByRole('textbox', { name: 'What happened' }).fill('表箱门锁坏了两个月没有人修。');
  await supervisor.getByRole('textbox', { name: 'Complainant' }).fill('李大山');
  await supervisor.getByRole('textbox', { name: 'Telephone' }).fill('13900001111');
  await supervisor.getByRole('button', { name: 'Entrust', exact: true }).press('Enter');
  await expect(supervisor.getByText(/1 entrusted that no branch has taken in yet/)).toBeVisible();
  await expectAccessible(supervisor);
  await supervisor.screenshot({ path: test.info().outputPath('complaints-en.png') });
  await page.getByRole('button', { name: '立即重试' }).press('Enter');
  await expect(supervisor.getByText(/entrusted that no branch/)).toBeHidden({ timeout: 30_000 });
  await goTo(clerk, '/complaints');
  await clerk.getByRole('radio', { name: /^未办结/ }).press('Space');
  await expect(clerk.getByText('表箱门锁坏了两个月没有人修。')).toBeVisible();
  await expect(clerk.getByText('■ 上级 1')).toHaveCount(2);

  const manager = await signInBeside(page, demonstration, 'chenjing');
  await goTo(manager, '/complaints/rules');
  await manager.getByRole('tab', { name: '逾期、退单和重开' }).press('Enter');
  await expect(manager.getByText('由总部统一设定，网点不能更改。')).toBeVisible();
  await expectAccessible(manager);
  await manager.screenshot({ path: test.info().outputPath('locked.png') });
});
