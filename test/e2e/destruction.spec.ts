import type { Locator, Page } from 'playwright/test';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf } from './read-pdf.ts';

const rows = (page: Page) => page.locator('tbody tr.ant-table-row');
const scanField = (page: Page) => page.getByRole('textbox', { name: '扫描标签或输入档号' });
const paper = (page: Page) => page.locator('.destruction-page .paper');
const steps = (page: Page) => page.locator('.ant-steps-item');

/** Presses Tab until the keyboard stands there, as somebody does who never takes the hands from the keys. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    if (await wanted.evaluate(element => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

/** Proposes the first files of the list; answers the proposal's number and the files'. */
async function propose(page: Page, count: number): Promise<{ number: string; files: string[] }> {
  await goTo(page, '/archive/destruction/new');
  await expect(rows(page).first()).toBeVisible();
  const files: string[] = [];
  for (let at = 0; at < count; at += 1) files.push(await rows(page).nth(at).locator('.destruction-number').first().textContent() ?? '');
  for (const archiveNumber of files) {
    await page.keyboard.type(archiveNumber);
    await expect(scanField(page)).toHaveValue(archiveNumber);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`已勾选 ${archiveNumber}，请扫描下一卷。`)).toBeVisible();
  }
  await page.getByLabel('销毁原因').fill('保管期满，经鉴定无继续保存价值');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/档案销毁清册 X\d{4}-\d{4}/);
  const number = /X\d{4}-\d{4}/.exec(await page.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';
  return { number, files };
}

async function sign(page: Page, loginName: string, password = demonstrationPassword): Promise<void> {
  await page.getByRole('radio', { name: /^同意销毁这 \d+ 卷$/ }).check();
  await page.getByLabel('签字人登录名').fill(loginName);
  await page.getByLabel('签字人密码').fill(password);
  await page.keyboard.press('Enter');
}

async function signAll(page: Page): Promise<void> {
  for (const [step, loginName] of [['客户信息主管', 'dengyuhong'], ['客户服务经理', 'chenjing'], ['总经理', 'tangzhigang']] as const) {
    await expect(page.getByRole('heading', { name: `现在轮到：${step}` })).toBeVisible();
    await sign(page, loginName);
    await expect(page.getByText(`${step}已签字同意。`)).toBeVisible();
  }
}

async function typeWitnesses(page: Page, one: string, other: string): Promise<void> {
  for (const [at, loginName] of [one, other].entries()) {
    await page.getByLabel(`监销人 ${at + 1} 登录名`).fill(loginName);
    await page.getByLabel(`监销人 ${at + 1} 密码`).fill(demonstrationPassword);
  }
  await page.keyboard.press('Enter');
}

test('files past their retention are proposed, signed by three in order and destroyed before two witnesses, with the keyboard alone', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/destruction');
  await expect(rows(page)).toHaveText([/^X\d{4}-0001.*已签 1\/3，等客户服务经理签字/]);
  await expectAccessible(page);
  await page.keyboard.press('Alt+x');
  await expect(scanField(page)).toBeFocused();
  await expectAccessible(page);

  await tabTo(page, page.getByRole('button', { name: '提出销毁', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('还没有选档案。')).toBeVisible();
  await expect(scanField(page)).toBeFocused();
  await page.keyboard.type('DY01-2050-0001');
  await page.keyboard.press('Enter');
  await expect(page.getByText('DY01-2050-0001 不在可销毁的清单上')).toBeVisible();
  await scanField(page).fill('');
  const archiveNumber = await rows(page).first().locator('.destruction-number').first().textContent() ?? '';
  await tabTo(page, page.getByRole('checkbox', { name: `选 ${archiveNumber}` }));
  await page.keyboard.press('Space');
  await expect(page.getByText(/^已选 1 卷，共 \d+ 页$/)).toBeVisible();
  const { number, files } = await propose(page, 2);
  expect(files[0]).toBe(archiveNumber);
  await expect(page.getByRole('radio', { name: '同意销毁这 2 卷' })).toBeFocused();
  await expectAccessible(page);
  await signAll(page);

  await page.getByLabel('销毁方式').fill('碎纸机粉碎');
  await typeWitnesses(page, 'hezhiyuan', 'limin');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(`请输入编号 ${number} 确认`)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('X1999-0001');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('编号不对。')).toBeVisible();
  await dialog.getByLabel(`请输入编号 ${number} 确认`).fill(number);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/销毁 2 卷（碎纸机粉碎）。$/)).toBeVisible();
  await expect(page.getByText(/^查阅日志第 \d+ 至 \d+ 号是这次销毁的条目/)).toBeVisible();
  await expect(steps(page).last()).toContainText('监销：何志远、李敏');
  await expect(page.getByRole('button', { name: /^打印清册/ })).toBeFocused();
  await expectAccessible(page);
});

test('who may not sign or witness is told so where it was typed, and what else was typed stays', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  const { number } = await propose(page, 1);
  const problem = page.locator('.destruction-form').getByRole('alert');
  await page.getByRole('button', { name: '签字', exact: true }).press('Enter');
  await expect(page.getByText('请先选同意或不同意。')).toBeVisible();
  await expect(page.getByRole('radio', { name: '同意销毁这 1 卷' })).toBeFocused();
  await sign(page, 'songjia');
  await expect(problem).toContainText('宋佳 不能在同一件事上再次签字');
  await expect(page.getByLabel('签字人密码')).toHaveValue('');
  await sign(page, 'limin');
  await expect(problem).toContainText('李敏 不能在这里签字：由档案管理员或网点经理签字。');
  await sign(page, 'dengyuhong', 'not-her-password');
  await expect(problem).toBeVisible();
  await expect(page.getByLabel('签字人登录名')).toHaveValue('dengyuhong');
  await expectAccessible(page);
  await signAll(page);

  await page.getByRole('button', { name: /^销毁 1 卷/ }).press('Enter');
  await expect(page.getByText('请填写销毁方式。')).toBeVisible();
  await expect(page.getByLabel('销毁方式')).toBeFocused();
  await page.keyboard.type('碎纸机粉碎');
  for (const [witness, refusal] of [['songjia', '宋佳 不能在同一件事上再次签字'], ['zhoujianguo', '周建国 不能在这里签字：监销人不能是系统管理员。']] as const) {
    await typeWitnesses(page, 'hezhiyuan', witness);
    await page.getByLabel(`请输入编号 ${number} 确认`).fill(number);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(problem.last()).toContainText(refusal);
  }
  await expect(page.getByLabel('销毁方式')).toHaveValue('碎纸机粉碎');
  await expect(paper(page)).toContainText('已批准，未销毁');
});

test('the manager signs on her own page, says why not, and the files are free again', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  const { number, files: [archiveNumber = ''] } = await propose(page, 1);
  const manager = await signInBeside(page, demonstration, 'chenjing');
  await goTo(manager, '/archive');
  await expect(manager.getByRole('region', { name: '销毁' })).toContainText('2 份等待审批');
  await manager.getByRole('link', { name: '销毁' }).press('Enter');
  await expect(rows(manager)).toHaveText([/已签 0\/3，等客户信息主管签字/, /已签 1\/3，等客户服务经理签字/]);
  await manager.getByRole('link', { name: number }).press('Enter');
  await expect(manager.getByLabel('签字人登录名')).toHaveValue('chenjing');
  await manager.getByRole('radio', { name: '不同意' }).check();
  await manager.getByLabel('签字人密码').fill(demonstrationPassword);
  await manager.keyboard.press('Enter');
  await expect(manager.getByText('请写明理由，提出人要看。')).toBeVisible();
  await expect(manager.getByLabel('不同意的理由')).toBeFocused();
  await manager.keyboard.type('仍有电费争议');
  await manager.keyboard.press('Enter');
  await expect(manager.getByText(/^客户信息主管 陈静 于 .* 否决：“仍有电费争议”。/)).toBeVisible();
  await expect(steps(manager).nth(1)).toContainText('陈静 不同意');
  await expect(paper(manager)).toContainText('已否决，不销毁');
  await expectAccessible(manager);

  await goTo(page, '/archive/destruction');
  await page.getByRole('radio', { name: /^全部/ }).press('Space');
  await expect(rows(page).first()).toContainText(/陈静 .*不同意/);
  await goTo(page, '/archive/destruction/new');
  await expect(rows(page).first()).toContainText(archiveNumber);
});

test('a file put on hold after the signatures stops the destruction; the page says which, and the proposal is withdrawn', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  const { number, files: [, held = ''] } = await propose(page, 2);
  await signAll(page);
  const beside = await signInBeside(page, demonstration, 'chenjing');
  await goTo(beside, '/archive');
  await expect(beside.getByRole('combobox', { name: '查找档案' })).toBeFocused();
  await beside.keyboard.type(held);
  await beside.keyboard.press('Enter');
  await beside.getByRole('button', { name: '封存', exact: true }).press('Enter');
  await beside.getByLabel('要求封存的单位').fill('城东区人民法院');
  await beside.getByLabel('原因').fill('诉讼取证');
  await beside.keyboard.press('Enter');
  await expect(beside.getByText('城东区人民法院')).toBeVisible();

  await page.getByLabel('销毁方式').fill('碎纸机粉碎');
  await typeWitnesses(page, 'hezhiyuan', 'limin');
  await page.getByLabel(`请输入编号 ${number} 确认`).fill(number);
  await page.keyboard.press('Enter');
  await expect(page.locator('.destruction-form').getByRole('alert').last()).toContainText(`${held} 已封存`);
  await expect(paper(page)).toContainText('已批准，未销毁');

  await page.getByRole('button', { name: '撤回申请' }).press('Enter');
  await expect(page.getByLabel('撤回原因')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('请写明撤回原因。')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type('法院调取其中一卷');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^宋佳 于 .* 撤回：“法院调取其中一卷”。/)).toBeVisible();
  await expect(paper(page).getByRole('row', { name: /办理情况/ })).toContainText(/已撤回，不销毁 宋佳 .* 法院调取其中一卷/);
  await expect(page.getByRole('button', { name: '撤回申请' })).toHaveCount(0);
  await expectAccessible(page);
});

test('the register is A4 with the head of its list on every sheet, in Chinese with an English line beside', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/destruction/new');
  await page.getByRole('checkbox', { name: /^全选/ }).check();
  const count = Number(/\d+/.exec(await page.getByText(/^已选 \d+ 卷/).textContent() ?? '')?.[0]);
  expect(count).toBeGreaterThan(25);
  await page.getByLabel('销毁原因').fill('保管期满，经鉴定无继续保存价值');
  await page.keyboard.press('Enter');
  await signAll(page);
  await expect(paper(page).getByRole('row')).toHaveCount(count + 10);

  const chinese = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(chinese.pages.length).toBeGreaterThan(1);
  for (const sheet of chinese.pages) expect(sheet).toEqual({ width: 595, height: 842 });
  const sheets = chinese.pages.length;
  expect(chinese.text).toContain(`${sheets} / ${sheets}`);
  for (const words of ['档案销毁清册', '城东供电营业厅', '保管期满，经鉴定无继续保存价值', '客户信息主管', '邓玉红', '客户服务经理', '陈静', '总经理', '唐志刚', '同意销毁', '已批准，未销毁', '销毁方式', '执行人', '监销人（一）', '监销人（二）', '签字 / 日期', '日志校验点']) expect(chinese.text).toContain(words);
  for (const words of ['返回销毁', '锁定', '打印清册', '监销人 1 登录名', 'Register']) expect(chinese.text).not.toContain(words);
  expect(chinese.text.match(/姓名和题名（脱敏）/gu)?.length).toBeGreaterThan(1);

  await page.getByRole('button', { name: 'English' }).press('Enter');
  await expect(page.getByRole('heading', { name: /^Register of destruction X/, level: 1 })).toBeVisible();
  await expectAccessible(page);
  const english = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  for (const words of ['档案销毁清册', 'Register of destroyed files', '监销人（一）', 'Witness (1)']) expect(english.text).toContain(words);
});

test('an auditor reads proposals in English and can neither propose nor sign', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  const { number } = await propose(page, 1);
  const auditor = await signInBeside(page, demonstration, 'hezhiyuan');
  await goTo(auditor, '/archive/destruction');
  await auditor.getByRole('button', { name: 'English' }).press('Enter');
  await expect(rows(auditor)).toHaveText([/signed 0\/3, next: customer-information supervisor/, /signed 1\/3, next: customer-service manager/]);
  await expect(auditor.getByRole('button', { name: /Propose/ })).toHaveCount(0);
  await expectAccessible(auditor);
  await auditor.getByRole('link', { name: number }).press('Enter');
  await expect(auditor.getByText('Waits for the customer-information supervisor.')).toBeVisible();
  await expect(auditor.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(auditor);
});

test('in a new branch the list says what comes here and from whom', async ({ page, emptyBranch }) => {
  await page.goto(emptyBranch.link);
  await page.getByRole('button', { name: '新建网点' }).click();
  await page.getByLabel('网点名称').fill('城西营业厅');
  await page.keyboard.press('Enter');
  for (const person of [{ name: '周建国', loginName: 'zhoujianguo', password: 'yunduo-kan-hai' }, { name: '陈静', loginName: 'chenjing', password: 'shanshui-you-qing' }]) {
    await page.getByLabel('姓名').fill(person.name);
    await page.getByLabel('登录名').fill(person.loginName);
    await page.getByLabel('密码', { exact: true }).fill(person.password);
    await page.getByLabel('再填一次').fill(person.password);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: '建立网点' }).click();
  await page.getByLabel('登录名').fill('chenjing');
  await page.getByLabel('密码').fill('shanshui-you-qing');
  await page.keyboard.press('Enter');
  await goTo(page, '/archive/destruction');
  await expect(page.getByText('没有等待审批或销毁的申请。申请由档案管理员提出。')).toBeVisible();
  await expect(page.getByRole('button', { name: /^提出销毁/ })).toHaveCount(0);
  await expectAccessible(page);
});

test.describe('in English, dark, at 125 percent', () => {
  test.use({ locale: 'en-US', colorScheme: 'dark', viewport: { width: 1093, height: 614 } });

  test('the manager signs the proposal that waits for her, and sees what is next', async ({ page, demonstration }) => {
    await signIn(page, demonstration, 'chenjing');
    await expect(page.getByRole('button', { name: /^Lock/ })).toBeVisible();
    await page.evaluate(() => { window.location.hash = '/archive/destruction'; });
    await expectAccessible(page);
    await page.getByRole('link', { name: /^X\d{4}-0001$/ }).press('Enter');
    await expect(page.getByRole('radio', { name: 'Agree (files to be destroyed: 6)' })).toBeFocused();
    await page.keyboard.press('Space');
    await expect(page.getByLabel('Login name of the signer')).toHaveValue('chenjing');
    await tabTo(page, page.getByLabel('Password of the signer'));
    await page.keyboard.type(demonstrationPassword);
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Next: general manager' })).toBeVisible();
    await expect(steps(page).nth(2)).toContainText('陈静 agreed');
    await expect(page.getByLabel('Login name of the signer')).toHaveValue('');
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1093);
  });
});
