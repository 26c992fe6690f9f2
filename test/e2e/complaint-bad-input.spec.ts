import { join } from 'node:path';
import sharp from 'sharp';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aPhotograph } from '../builders/a-scan.ts';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test('two rows that hold equally well are refused with both their numbers; what was typed stays', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'chenjing');
  await goTo(page, '/complaints/rules');
  await page.getByRole('tab', { name: '时限和营业时间' }).click();
  const rows = page.getByRole('tabpanel', { name: '时限和营业时间' }).getByRole('row');
  await expect(rows.filter({ hasText: '4 个工作日' }).first()).toBeVisible();
  const before = await rows.count();
  await page.getByRole('button', { name: '增加一行' }).press('Enter');
  await page.getByRole('dialog').getByRole('textbox', { name: '依据（中文）' }).fill('本厅规定');
  await page.getByRole('dialog').getByRole('button', { name: /^确\s?定$/ }).press('Enter');
  await page.getByRole('button', { name: '保存时限表和营业时间' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText(/没有保存：第 \d+、\d+ 行同样适用，例如：柜台 · [^第]+$/);
  await expect(rows).toHaveCount(before + 1);
  await expect(rows.filter({ hasText: '本厅规定' })).toBeVisible();
  await expectAccessible(page);
});

test('a class that a complaint has meanwhile is not deleted, and says how often it is used', async ({ page, demonstration }) => {
  const manager = page;
  await signIn(manager, demonstration, 'chenjing');
  await goTo(manager, '/complaints/rules');
  await manager.getByRole('button', { name: '增加分类' }).press('Enter');
  await manager.getByRole('dialog').getByLabel('中文名称').fill('充电桩');
  await manager.getByRole('dialog').getByLabel('英文名称').fill('Charging points');
  await manager.keyboard.press('Enter');
  const remove = manager.getByRole('button', { name: '删除 充电桩' });
  await expect(remove).toBeVisible();

  const clerk = await signInBeside(manager, demonstration, 'limin');
  await goTo(clerk, '/complaints/new');
  await expect(clerk.getByRole('combobox', { name: '投诉分类' })).toBeFocused();
  await clerk.keyboard.type('充电桩');
  await expect(clerk.locator('.ant-select-item-option-active')).toContainText('充电桩');
  await clerk.keyboard.press('Enter');
  await clerk.getByRole('textbox', { name: '发生了什么' }).fill('充电桩停用一周没有公告');
  await clerk.getByRole('checkbox', { name: '匿名投诉' }).check();
  await clerk.keyboard.press('Control+Enter');
  await expect(clerk.getByRole('heading', { level: 1 })).toHaveText(/^投诉 T/);

  await remove.press('Enter');
  await expect(manager.getByRole('alert')).toContainText('分类正在使用：投诉 1 件');
  await expect(manager.getByRole('row', { name: /充电桩/ })).toBeVisible();
});

test('a photo of 40 megapixels is made smaller and loses its place; a larger one is refused in words and the form stays', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await goTo(page, '/complaints/new');
  await expect(page.getByRole('combobox', { name: '投诉分类' })).toBeFocused();
  const what = page.getByRole('textbox', { name: '发生了什么' });
  await what.fill('电表箱门锁坏了');
  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: '全景.jpg', mimeType: 'image/jpeg', buffer: await aPhotograph({ width: 10_000, height: 8_000 }) });
  await expect(page.getByRole('alert')).toContainText('图片有 80 百万像素，最多收入 60 百万像素');
  await expect(what).toHaveValue('电表箱门锁坏了');
  await expectAccessible(page);

  await file.setInputFiles({ name: '表箱.jpg', mimeType: 'image/jpeg', buffer: await aPhotograph({ width: 8_000, height: 5_000 }) });
  await expect(page.locator('.complaints-photos')).toContainText('表箱.jpg');
  await expect(page.getByRole('alert')).toHaveCount(0);

  const database = await SqliteConnection.open(join(demonstration.dataFolder, 'branch.sqlite'), 'readOnly');
  const [stored] = await database.all('select content from complaint_photo_contents order by photoId desc limit 1');
  await database.close();
  const { exif, width = 0, height = 0 } = await sharp(stored?.['content'] as Buffer).metadata();
  expect(exif).toBeUndefined();
  expect(width * height).toBeLessThan(40_000_000);
});
