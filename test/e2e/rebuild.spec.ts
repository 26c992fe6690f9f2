import { demonstrationPassword } from '../../shared/demonstration.ts';
import { goTo, signIn } from './a-clerk.ts';
import { aHeadquartersAdministrator } from './a-headquarters-administrator.ts';
import { expect, expectAccessible, test } from './branch.ts';

// PostgreSQL makes its cluster first.
test.slow();

test('a new machine takes the place of a lost one from its first page, and work goes on there', async ({ page, headquarters, demonstration, emptyBranch }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  const administrator = await aHeadquartersAdministrator(page, headquarters);

  await signIn(page, demonstration, 'zhoujianguo');
  await goTo(page, '/admin/headquarters');
  await page.getByLabel('总部地址').fill(headquarters.address);
  await page.keyboard.press('Enter');
  await page.getByLabel('一次性接入码').fill(await administrator.code(null));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^没有变更等待上传；总部已收到/)).toBeVisible({ timeout: 30_000 });
  const recoveryKey = await test.step('administrator and manager write the recovery key down', async () => {
    await page.getByRole('button', { name: '恢复密钥' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('网点经理的登录名').fill('chenjing');
    await dialog.getByLabel('网点经理的密码').fill(demonstrationPassword);
    await page.keyboard.press('Enter');
    const shown = dialog.getByText(/^([0-9A-Z]{4}-){13}[0-9A-Z]{3}$/);
    await expect(shown).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: test.info().outputPath('recovery-key.png') });
    return await shown.textContent() ?? '';
  });
  await demonstration.stop();

  await page.goto(emptyBranch.link);
  await expect(page.getByRole('button', { name: '新建网点' })).toBeFocused();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('first-page.png') });
  await page.getByRole('button', { name: '恢复网点' }).press('Enter');
  await page.getByLabel('总部地址').fill(headquarters.address);
  await page.keyboard.press('Enter');
  await page.getByLabel('一次性接入码').fill('aaaa-bbbb-cccc-dddd');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('接入码不对或已过期');
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('code.png') });
  await page.getByLabel('一次性接入码').fill(await administrator.code(await administrator.onlyBranch()));
  await page.getByLabel('恢复密钥').fill(recoveryKey.toLowerCase());
  await page.keyboard.press('Enter');

  await expect(page.getByText('数据已全部取回。')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('complete.png') });
  await expect(page.getByTitle('周建国 (zhoujianguo)')).toBeVisible();
  await page.getByLabel('新密码', { exact: true }).fill('yunduo-kan-hai');
  await page.getByLabel('再填一次').fill('yunduo-kan-hai');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: '城东供电营业厅' })).toBeVisible();
  await page.getByLabel('登录名').fill('zhoujianguo');
  await page.getByLabel('密码').fill('yunduo-kan-hai');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /limin/ })).toBeVisible();
  await page.goto(`${emptyBranch.address}/desk.html#/admin/headquarters`);
  await expect(page.getByText(/第 2 纪元/)).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: test.info().outputPath('line.png') });
});
