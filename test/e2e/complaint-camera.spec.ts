import type { Page } from 'playwright/test';
import { chromiumArguments, findChromium } from '../../build/find-chromium.mjs';
import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

const launchOptions = (devices: string) => ({ executablePath: findChromium(), args: [...chromiumArguments, devices] });
test.use({ launchOptions: launchOptions('--use-fake-device-for-media-stream') });

const camera = (page: Page) => page.getByRole('dialog', { name: '拍照' });
const photoList = (page: Page) => page.locator('.complaints-photos > li');

async function openCamera(page: Page): Promise<void> {
  await page.getByRole('button', { name: '拍照', exact: true }).press('Enter');
  await expect(camera(page)).toBeVisible();
}

async function openForm(page: Page): Promise<void> {
  await goTo(page, '/complaints/new');
  await expect(page.getByRole('combobox', { name: '投诉分类' })).toBeFocused();
}

test('photos are taken with the camera at intake and in a note, as fast as the key is pressed', async ({ page, context, demonstration }) => {
  await context.grantPermissions(['camera']);
  await signIn(page, demonstration, 'limin');
  await openForm(page);
  await page.keyboard.type('态度');
  await expect(page.locator('.ant-select-item-option-active')).toContainText('态度');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '发生了什么' }).fill('电视机被烧坏');
  await page.getByRole('checkbox', { name: '匿名投诉' }).check();

  await openCamera(page);
  await expect(page.getByRole('button', { name: '拍下' })).toBeFocused();
  await expect.poll(() => page.locator('video').evaluate(video => (video as HTMLVideoElement).videoWidth)).toBeGreaterThan(0);
  await expectAccessible(page);
  for (let taken = 0; taken < 3; taken += 1) await page.keyboard.press('Space');
  await expect(camera(page).getByText('已拍 3 张')).toBeVisible();
  const tracks = await page.locator('video').evaluateHandle(video => ((video as HTMLVideoElement).srcObject as MediaStream).getTracks());
  await page.keyboard.press('Escape');
  await expect(camera(page)).toBeHidden();
  expect(await tracks.evaluate(all => all.map(({ readyState }) => readyState))).toEqual(['ended']);
  await expect(page.getByRole('button', { name: '拍照', exact: true })).toBeFocused();
  await expect(photoList(page)).toHaveCount(3);
  await expect(photoList(page).last()).toHaveText(/^照片 3 \d+ × \d+ 去掉$/);
  await page.getByRole('button', { name: '去掉 照片 2' }).press('Enter');
  await page.getByRole('button', { name: '受理', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^投诉 T/);
  await expect(page.getByRole('button', { name: /^查看或收起 照片/ })).toHaveCount(2);

  await page.getByRole('button', { name: '写备注' }).press('Enter');
  const note = page.getByRole('dialog', { name: '写备注' });
  await note.getByRole('textbox').fill('现场补拍');
  await openCamera(page);
  await expect(page.getByRole('button', { name: '拍下' })).toBeFocused();
  await expect.poll(() => page.locator('video').evaluate(video => (video as HTMLVideoElement).videoWidth)).toBeGreaterThan(0);
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(camera(page)).toBeHidden();
  await expect(note.getByRole('textbox')).toHaveValue('现场补拍');
  await expect(note.locator('.complaints-photos > li')).toHaveText(/^照片 1 \d+ × \d+/);
  await note.getByRole('button', { name: '确定' }).press('Enter');
  await expect(note).toBeHidden();
  await page.getByRole('button', { name: '查看或收起 照片 1' }).last().press('Enter');
  await expect.poll(() => page.getByRole('img', { name: '照片 1' }).evaluate(image => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
});

test('without permission the dialog says where to allow it, in both languages, and the form is as it was', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'limin');
  await openForm(page);
  await page.getByRole('textbox', { name: '发生了什么' }).fill('电视机被烧坏');
  await openCamera(page);
  await expect(camera(page).getByRole('alert')).toHaveText('没有使用摄像头的许可。请在浏览器的地址栏或系统设置里允许，再打开一次；也可以改为选择文件。');
  await expect(page.getByRole('button', { name: '拍下' })).toBeDisabled();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: '发生了什么' })).toHaveValue('电视机被烧坏');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Take a photo' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Take a photo' }).getByRole('alert')).toContainText('Allow it in the browser');
});

test('without a camera the dialog says what to connect or end, and that a file may be chosen', async ({ playwright, demonstration }) => {
  const browser = await playwright.chromium.launch(launchOptions('--use-fake-device-for-media-stream=device-count=0'));
  try {
    const page = await browser.newPage({ locale: 'zh-CN', permissions: ['camera'] });
    await signIn(page, demonstration, 'limin');
    await openForm(page);
    await openCamera(page);
    await expect(camera(page).getByRole('alert')).toContainText('没有找到摄像头');
    await expect(camera(page).getByRole('alert')).toContainText('改为选择文件');
  } finally {
    await browser.close();
  }
});
