import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('the manager reads the figures with their n, sets a target, judges a measure by before and after', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/satisfaction');
  await expect(page.getByText(/^\d+\.\d % \(\d+\/\d+\)$/).first()).toBeVisible();
  await expect(page.getByRole('img', { name: /^满意率和评价率：\d{4}-\d{2}-\d{2} 满意/ })).toBeVisible();
  await expect(page.getByText('每千人次投诉')).toBeVisible();
  await expectAccessible(page);
  await page.locator('.ant-radio-button-wrapper', { hasText: '近 12 周' }).click();
  await expect(page.getByRole('img', { name: /^满意率和评价率：/ })).toBeVisible();

  await page.getByRole('button', { name: '设定或修订目标' }).press('Enter');
  await page.getByRole('dialog').getByRole('spinbutton').fill('99');
  await page.getByRole('dialog').getByLabel('说明').fill('先进网点标准');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /≥ 99 % 现行 先进网点标准/ })).toBeVisible();
  await expect(page.getByText('▲ 未到目标 99 %')).toBeVisible();

  await page.getByRole('link', { name: '改进措施' }).click();
  const [measure, open] = [page.getByRole('article', { name: '电费账单一页讲解' }), page.getByRole('article', { name: '过户材料取号前预审' })];
  await expect(measure).toContainText('◐ 已完成，待核对');
  await expectAccessible(page);
  await measure.getByRole('button', { name: /^核对效果/ }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/^此前 /)).toBeVisible();
  await dialog.getByRole('button', { name: /^保\s?存$/ }).press('Enter');
  await expect(dialog.getByText('请填写。').first()).toBeVisible();
  await dialog.getByRole('radio', { name: '有改善' }).check();
  await dialog.getByLabel('结论').fill('问电价的客户少了一半');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^保\s?存$/ }).press('Enter');
  await expect(measure).toContainText('✓ 已核对');
  await expect(measure).toContainText(/满意率：此前（.*）\d+\.\d %/);

  await open.getByRole('button', { name: /^完成/ }).press('Enter');
  await dialog.getByRole('textbox').fill('咨询台已开始预审');
  await dialog.getByRole('button', { name: /^保\s?存$/ }).press('Enter');
  await expect(open).toContainText('◐ 已完成，待核对');
  await open.getByRole('button', { name: /^核对效果/ }).press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible();
});

test('the auditor reads it in English and changes nothing', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'hezhiyuan');
  await goTo(page, '/satisfaction/measures');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('✓ Checked')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a measure' })).toHaveCount(0);
  await expectAccessible(page);
});
