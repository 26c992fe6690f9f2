import { join } from 'node:path';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { serveSomebody, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { nextWorkingDay } from './next-working-day.ts';
import { languages, readIn, wordsOf } from './words.ts';

test('beside the slip a place is kept by keys alone, refused in words on a day of rest or at lunch, moved, and given up', async ({ page, demonstration }) => {
  await serveSomebody(page, demonstration);
  await page.keyboard.press('/');
  await page.keyboard.type('查询');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-visit-items] > li').last().getByRole('radio').first()).toBeFocused();
  await expect(page.getByRole('button', { name: '保留位置' })).toBeHidden();
  await page.keyboard.press('2');
  await page.keyboard.type('缺：原户主授权');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '保留位置' }).press('Enter');

  const day = nextWorkingDay();
  await expect(page.getByLabel('日期')).toBeFocused();
  const choose = async (time: string) => {
    await page.getByLabel('日期').fill(day);
    await page.keyboard.press('Enter');
    await page.getByLabel('时间', { exact: true }).fill(time);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '保留', exact: true }).press('Enter');
  };
  await choose('12:15');
  await expect(page.getByRole('alert')).toContainText(`${day} 的营业时间是 09:00–12:00、13:30–17:30`);
  await expectAccessible(page);
  await choose('10:15');
  await expect(page.getByText(/已保留 \d+月\d+日 10:15/)).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
  await expectAccessible(page);

  await page.getByRole('button', { name: '改时间' }).press('Enter');
  await expect(page.getByLabel('日期')).toHaveValue(day);
  await choose('14:45');
  await expect(page.getByText(/已保留 \d+月\d+日 14:45/)).toBeVisible();
  await page.getByRole('button', { name: '取消保留' }).press('Enter');
  await expect(page.getByRole('button', { name: '保留位置' })).toBeVisible();
});

for (const language of languages) {
  test(`whoever comes for a kept place is checked in by keys alone and gets a ticket of that appointment, once, in ${language}`, async ({ page, demonstration }) => {
    await readIn(page.context(), language);
    const t = wordsOf('queue', language);
    await signIn(page, demonstration, 'limin');
    await page.getByRole('list').getByRole('button', { name: /^(9 号窗口|Window 9)/ }).press('Enter');
    await expect(page.locator('.desk')).toBeVisible();
    await page.keyboard.press('Alt+n');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(`${t('checkIn.appointments')} 3`)).toBeVisible();
    await dialog.getByRole('radio', { name: t('checkIn.walkIn') }).focus();
    await page.keyboard.press('ArrowRight');
    const waited = dialog.getByRole('radiogroup', { name: t('checkIn.list') }).getByRole('radio');
    await expect(waited).toHaveCount(3);
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(t('checkIn.choose'))).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(waited.first()).toBeChecked();
    await page.keyboard.press('Enter');
    const number = await dialog.getByRole('heading', { level: 1 }).innerText();
    expect(number).toMatch(/^[A-Z]\d{3}$/);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();

    await page.keyboard.press('Alt+n');
    await expect(dialog.getByText(`${t('checkIn.appointments')} 2`)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    // Where it stands on the desk depends on who else waits: what was written says which appointment it is of.
    const file = await SqliteConnection.open(join(demonstration.dataFolder, 'branch.sqlite'), 'readOnly');
    const arrived = await file.all(`select t.number, t.customerClass, t.appointmentAt = a.appointmentAt as isOfItsTime from appointments a join tickets t on t.id = a.ticketId where a.state = 'arrived'`);
    await file.close();
    expect(arrived).toEqual([{ number, customerClass: 'appointment', isOfItsTime: 1 }]);
  });
}
