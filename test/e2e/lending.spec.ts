import type { Page } from 'playwright/test';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf } from './read-pdf.ts';

const rows = (page: Page) => page.locator('tbody tr.ant-table-row');
const scanField = (page: Page) => page.getByRole('textbox', { name: '扫描或输入档号' });
const list = (page: Page, name: RegExp) => page.getByRole('radio', { name });

async function scan(page: Page, archiveNumber: string): Promise<void> {
  await expect(scanField(page)).toBeFocused();
  await page.keyboard.type(archiveNumber);
  await page.keyboard.press('Enter');
}

/** Types a word into each field in turn, as a person does who never takes the hands from the keys. */
async function typeFields(page: Page, ...words: string[]): Promise<void> {
  for (const [at, each] of words.entries()) {
    if (at > 0) await page.keyboard.press('Tab');
    await page.keyboard.type(each);
  }
}

async function lentFile(page: Page): Promise<{ archiveNumber: string; card: string }> {
  const archiveNumber = await rows(page).first().getByRole('link').first().textContent() ?? '';
  const card = await rows(page).first().locator('a.lending-number').textContent() ?? '';
  return { archiveNumber, card };
}

test('the archivist is told of late loans from the sign-in on, and sees them first', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await page.getByRole('link', { name: '2 卷逾期未还' }).press('Enter');
  await expect(list(page, /^逾期 2$/)).toBeChecked();
  await expect(rows(page)).toHaveText([/▲ 逾期 6 天/, /▲ 逾期 2 天/]);
  await expectAccessible(page);

  await rows(page).nth(1).getByRole('button', { name: /^记下已催还 J/ }).press('Enter');
  await expect(page.getByText(/^已记下：J\d{4}-\d{4} 刚才催还过。$/)).toBeVisible();
  await expect(rows(page).nth(1)).toContainText('已催还');
  await expect(scanField(page)).toBeFocused();

  await list(page, /^三天内到期/).press('Space');
  await expect(rows(page)).toHaveText([/◆ 今天到期/, /◇ 还有 1 天/, /◇ 还有 3 天/]);
  await list(page, /^已归还/).press('Space');
  await expect(rows(page).first()).toContainText('完好');
  await expectAccessible(page);
});

test('a scanned label takes back what is out and lends what is on its shelf, with the keyboard alone', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/loans');
  await expect(rows(page).first()).toBeVisible();
  const { archiveNumber, card } = await lentFile(page);

  await rows(page).nth(1).getByRole('button', { name: /^续借 J/ }).focus();
  await page.keyboard.type(archiveNumber);
  await expect(scanField(page)).toHaveValue(archiveNumber);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(card);
  await expect(dialog.getByRole('radio', { name: '完好' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('DY01-2019-0001');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText(`请先清点并登记 ${archiveNumber}`);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('请写明哪里破损或缺哪几页')).toBeVisible();
  await expect(dialog.getByLabel('哪里破损、缺哪几页')).toBeFocused();
  await page.keyboard.type('封面撕裂');
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(`^${archiveNumber} 已归还（${card}），请放回 `))).toBeVisible();
  await expect(list(page, /^逾期 1$/)).toBeChecked();

  await scan(page, archiveNumber);
  await expect(page.getByLabel('借阅人')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('请填写')).toHaveCount(4);
  await expectAccessible(page);
  const known = '林慧 · 审计部 · 内线 6402';
  await expect(page.locator(`datalist option[value="${known}"]`)).toBeAttached();
  await page.getByLabel('借阅人').fill(known);
  await expect(page.getByLabel('借阅人')).toHaveValue('林慧');
  await expect(page.getByLabel('单位或部门')).toHaveValue('审计部');
  await expect(page.getByLabel('联系方式')).toHaveValue('内线 6402');
  await page.getByLabel('借阅事由').focus();
  await typeFields(page, '核对过户资料', '只限查阅，不得复印');
  await expect(page.getByText(/^普通最多借 21 天（自然日），最晚 /)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^借阅登记表 J/, level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: /打印登记表/ })).toBeFocused();
  await expect(page.locator('.lending-page .paper')).toContainText('审计部');
  await expectAccessible(page);

  await goTo(page, '/archive/loans');
  await scan(page, 'KEINE-0000');
  await expect(page.getByRole('alert')).toContainText('没有档号 KEINE-0000');
});

test('a loan outside the company needs the manager on the spot; a renewal counts from today and only once', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await expect(page.getByRole('combobox', { name: '查找档案' })).toBeFocused();
  await page.keyboard.type('王');
  await page.keyboard.press('Enter');
  await page.getByRole('option').filter({ hasText: '普通' }).filter({ hasText: '在架' }).first().click();
  await expect(page.getByRole('button', { name: /^查阅原文/ })).toBeFocused();
  await page.keyboard.press('Alt+b');
  await expect(page.getByLabel('借阅人')).toBeFocused();
  await typeFields(page, '李律师', '某某律师事务所', '138 0000 0000', '案件取证');
  await expect(page.getByLabel('批准人 1 登录名')).toHaveCount(0);
  await page.getByRole('checkbox', { name: '借给外单位' }).press('Space');
  await expect(page.getByText(/^这次借出需要 1 人当场登录批准/)).toBeVisible();
  await page.getByLabel('批准人 1 登录名').fill('songjia');
  await page.getByLabel('批准人 1 密码').fill(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('再次签字');
  await expect(page.getByLabel('批准人 1 密码')).toHaveValue('');
  await page.getByLabel('批准人 1 登录名').fill('chenjing');
  await page.getByLabel('批准人 1 密码').fill(demonstrationPassword);
  await page.keyboard.press('Enter');
  const paper = page.locator('.lending-page .paper');
  await expect(paper).toContainText('外单位');
  await expect(paper).toContainText('陈静');

  await page.getByRole('button', { name: '续借' }).press('Enter');
  await expect(page.getByLabel('续借原因')).toBeFocused();
  await expect(page.getByLabel('归还日期')).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
  await page.keyboard.type('庭审延期');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(paper.getByRole('row', { name: /续借次数/ })).toContainText('续借次数1');
  await page.getByRole('button', { name: '续借' }).press('Enter');
  await expect(page.getByLabel('续借原因')).toBeFocused();
  await expect(page.getByLabel('归还日期')).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
  await page.keyboard.type('再延');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('最多续借 1 次');
});

test('a file of a higher level is lent for working days with the manager signing in; its page then says who has it', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/levels');
  await rows(page).filter({ hasText: '机密' }).first().getByRole('link').first().press('Enter');
  await expect(page.getByRole('button', { name: /^查阅原文/ })).toBeFocused();
  const archiveNumber = await page.getByRole('heading', { level: 1 }).textContent() ?? '';
  await page.keyboard.press('Alt+b');
  await expect(page.getByText(/^机密最多借 5 个工作日（周末、节假日不算，调休上班日算），最晚 \d{4}-\d{2}-\d{2}。/)).toBeVisible();
  await expect(page.getByLabel('借阅人')).toBeFocused();
  await typeFields(page, '马俊', '用电检查班', '内线 6208', '用电检查');
  await page.getByLabel('批准人 1 登录名').fill('chenjing');
  await page.getByLabel('批准人 1 密码').fill('not-her-password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('借阅事由')).toHaveValue('用电检查');
  await page.getByLabel('批准人 1 密码').fill(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.locator('.lending-page .paper')).toContainText('陈静');
  const card = /J\d{4}-\d{4}/.exec(await page.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';

  await page.locator('.lending-page').getByRole('button', { name: '返回借阅' }).press('Enter');
  await list(page, /^借出中 11$/).press('Space');
  await page.getByRole('link', { name: archiveNumber }).press('Enter');
  await expect(page.locator('.file-view__head')).toContainText('借给 马俊，应于 ');
  await expect(page.locator('.file-view__head').getByRole('link', { name: card })).toBeVisible();
  await expect(page.getByRole('button', { name: /^借出/ })).toHaveCount(0);
  await expectAccessible(page);
});

test('the borrowing card is one A4 sheet with nothing of the desk, in Chinese with an English line beside', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/loans');
  await rows(page).first().locator('a.lending-number').press('Enter');
  await expect(page.getByRole('button', { name: /打印登记表/ })).toBeFocused();
  const number = /J\d{4}-\d{4}/.exec(await page.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';
  await expect(page.locator('.lending-page .paper svg')).toBeVisible();

  const chinese = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(chinese.pages).toEqual([{ width: 595, height: 842 }]);
  for (const words of ['借阅登记表', number, '城东供电营业厅', '借阅人', '批准人', '经办人（借出）', '归还人', '接收人', '应还日期', '签字 / 日期', '1 / 1']) expect(chinese.text).toContain(words);
  for (const words of ['返回借阅', '锁定', '打印登记表', 'Borrower']) expect(chinese.text).not.toContain(words);

  await page.getByRole('button', { name: 'English' }).press('Enter');
  await expect(page.getByRole('heading', { name: `Borrowing card ${number}`, level: 1 })).toBeVisible();
  await expectAccessible(page);
  const english = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  expect(english.pages).toHaveLength(1);
  for (const words of ['借阅登记表', 'Borrowing card', '借阅人', 'Borrower', 'Signature / date']) expect(english.text).toContain(words);
});

test('a level is extended before its end with the approvals of the higher level, and its history stays', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'songjia');
  await goTo(page, '/archive/levels');
  const secret = rows(page).filter({ hasText: '机密' }).first();
  const archiveNumber = await secret.getByRole('link').first().textContent() ?? '';
  await expectAccessible(page);
  await secret.getByRole('link', { name: /^延长或变更 / }).press('Enter');
  await expect(page.getByRole('heading', { name: `${archiveNumber} 的密级` })).toBeVisible();

  await page.getByRole('button', { name: '延长' }).press('Enter');
  await expect(page.getByText('请填写到期日。')).toBeVisible();
  await expect(page.getByLabel('新的到期日')).toBeFocused();
  const year = new Date().getUTCFullYear() + 2;
  await page.keyboard.type(`${year}-06-30`);
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('原因')).toBeFocused();
  await page.keyboard.type('合同争议未结束');
  await page.getByLabel('批准人 1 登录名').fill('chenjing');
  await page.getByLabel('批准人 1 密码').fill(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`已延长：机密，${year}-06-30。`)).toBeVisible();
  const history = page.getByRole('list', { name: '变更记录' });
  await expect(history.getByRole('listitem').first()).toContainText('批准：陈静');
  await expectAccessible(page);

  await page.getByRole('radio', { name: /^绝密/ }).check();
  await expect(page.getByLabel('批准人 2 登录名')).toBeVisible();
  await page.getByRole('radio', { name: /^普通/ }).check();
  await expect(page.getByLabel('到期日')).toHaveCount(0);
  await expect(page.getByLabel('批准人 1 登录名')).toBeVisible();

  const manager = await signInBeside(page, demonstration, 'chenjing');
  await goTo(manager, '/archive/levels');
  await manager.getByRole('radio', { name: '变更记录' }).press('Space');
  await expect(manager.getByRole('list', { name: '变更记录' })).toContainText('合同争议未结束');
  await manager.getByRole('link', { name: archiveNumber }).press('Enter');
  await expect(manager.getByText('密级由档案管理员变更。')).toBeVisible();
});

test('an auditor reads the loans in English and can change nothing', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/archive/loans');
  await page.getByRole('button', { name: 'English' }).press('Enter');
  await expect(rows(page)).toHaveText([/▲ 6 d late/, /▲ 2 d late/]);
  await expect(page.getByRole('button', { name: /^(Lend|Take back|Renew|Note reminder)/ })).toHaveCount(0);
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(page);
});
