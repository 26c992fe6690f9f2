import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('the manager adds a service, gives it to a window, and takes it out of use again', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/admin/services');
  await expect(page.getByRole('heading', { name: '业务管理' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: '新增业务' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('字母').fill('a');
  await drawer.getByRole('button', { name: '保存', exact: true }).click();
  await expect(drawer.getByText('字母 A 已用于另一项业务')).toBeVisible();
  await expect(drawer.getByText('请填写中文名称')).toBeVisible();
  await expectAccessible(page);
  await drawer.getByLabel('字母').fill('z');
  await drawer.getByLabel('中文名称').fill('充电桩报装');
  await drawer.getByLabel('英文名称').fill('Charging points');
  await drawer.getByRole('button', { name: '添加材料' }).click();
  await drawer.getByLabel('所需材料 1 中文').fill('物业同意书');
  await drawer.getByLabel('所需材料 1 英文').fill('Consent of the property manager');
  await drawer.getByLabel('所需材料 1 英文').press('Enter');
  const row = page.getByRole('row', { name: /充电桩报装/ });
  await expect(row).toContainText('没有窗口办理');

  await goTo(page, '/admin/windows');
  await expect(page.getByRole('heading', { name: '窗口管理' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '修改 9 号窗口' }).click();
  await page.getByRole('dialog').getByRole('radiogroup', { name: /^Z 充电桩报装/ }).getByText('主办').click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await goTo(page, '/admin/services');
  await expect(row).not.toContainText('没有窗口办理');
  await page.getByRole('button', { name: '修改 Z' }).click();
  await page.getByRole('dialog').getByRole('switch', { name: '启用' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  await expect(row).toContainText('停用');
});

test('a service that people wait for cannot be taken out of use, and the page says why', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/hall-live');
  await expect(page.getByRole('heading', { name: '大厅实况' })).toBeVisible();
  const busy = page.getByRole('row').filter({ has: page.locator('td:nth-child(2)', { hasText: /^[1-9]\d*$/ }) }).first();
  const prefix = ((await busy.textContent()) ?? '').slice(0, 1);

  await goTo(page, '/admin/services');
  await page.getByRole('button', { name: `修改 ${prefix}`, exact: true }).click();
  await page.getByRole('dialog').getByRole('switch', { name: '启用' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('在等这项业务');
});

test('the live hall shows windows, waits and alarms, and leads to the closing of the day', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/hall-live');
  await expect(page.getByRole('row', { name: /^1 号窗口/ })).toContainText('王磊');
  await expectAccessible(page);
  await page.getByRole('link', { name: '日终关门' }).press('Enter');
  await expect(page.getByRole('button', { name: '结束今天并冻结日报' })).toBeVisible();
});
