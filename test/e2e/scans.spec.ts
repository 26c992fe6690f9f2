import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { aPdf, aPhotograph } from '../builders/a-scan.ts';
import { signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

test.use({ permissions: ['camera'] });

async function findAFile(page: Page): Promise<void> {
  await expect(page.getByRole('combobox', { name: '查找档案' })).toBeFocused();
  await page.keyboard.type('wang');
  await page.getByRole('listbox', { name: '查到的档案' }).getByRole('option').filter({ hasText: '普通' }).first().click();
  await expect(page.locator('#file-number')).toBeVisible();
}

const choose = (page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]) => page.locator('.add-scans input[type=file]').setInputFiles(files);

/** How many points of the shown page are not white, in this part of the canvas. */
const inkIn = (page: Page, part: { from: number; to: number }) => page.locator('.scan-viewer canvas').evaluate((element, { from, to }) => {
  const canvas = element as HTMLCanvasElement;
  const data = canvas.getContext('2d')?.getImageData(0, Math.floor(canvas.height * from), canvas.width, Math.floor(canvas.height * (to - from))).data ?? [];
  let ink = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 250) ink += 1;
  return ink;
}, part);

const expectDrawn = (page: Page) => expect(page.locator('.scan-viewer canvas')).toHaveAttribute('data-drawn', 'yes');

/** Opens the file that is shown, scans included, to correct it by a change form. */
async function openTheFile(page: Page): Promise<void> {
  await page.keyboard.press('Alt+o');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /资料更正/ }).check();
  await dialog.getByLabel('编号').fill('BG-2026-017');
  await page.keyboard.press('Enter');
  await expect(page.locator('.opened-scans')).toBeVisible();
}

test('papers are brought in, what is none is refused in words, and shown page after page under the watermark', async ({ page, demonstration }) => {
  const violations: string[] = [];
  page.on('console', message => { if (/Content Security Policy|unsafe-eval/.test(message.text())) violations.push(message.text()); });
  await signIn(page, demonstration, 'songjia');
  await findAFile(page);
  await page.getByRole('button', { name: '管理扫描件' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  const noisy = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#ffffff' } }).png().toBuffer();
  await choose(page, [
    { name: '合同.pdf', mimeType: 'application/pdf', buffer: aPdf({ pages: 3, isPacked: true }) },
    { name: '身份证.pdf', mimeType: 'application/pdf', buffer: noisy },
    { name: '假照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('这不是照片') },
    { name: '加密.pdf', mimeType: 'application/pdf', buffer: aPdf({ isEncrypted: true }) },
    { name: '照片.jpg', mimeType: 'image/jpeg', buffer: await aPhotograph() },
  ]);
  const states = page.locator('.add-scans .add-scans__list > li');
  await expect(states).toHaveCount(5);
  await expect(states.nth(4)).toContainText('已收入');
  await expect(states.nth(0)).toContainText('已收入');
  await expect(states.nth(1)).toContainText('已收入');
  await expect(states.nth(2)).toContainText('不是 PDF、JPEG 或 PNG');
  await expect(states.nth(3)).toContainText('设了密码');
  await expect(page.getByRole('list', { name: '已收入的扫描件' }).getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();

  await openTheFile(page);
  await expect(page.locator('.opened-scan img')).toHaveCount(3);
  await page.getByRole('button', { name: /合同/ }).press('Enter');
  const viewer = page.getByRole('dialog', { name: /合同/ });
  await expect(viewer.getByRole('status')).toContainText('第 1 页，共 3 页 · 第 1 份，共 3 份');
  await expectDrawn(page);
  // The page has its one line near the top; below it there is nothing but the watermark.
  await expect.poll(() => inkIn(page, { from: 0.5, to: 1 })).toBeGreaterThan(1000);
  await expectAccessible(page);
  await page.keyboard.press('End');
  await expect(viewer.getByRole('status')).toContainText('第 3 页');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: /身份证/ })).toBeVisible();
  await expectDrawn(page);
  await expect.poll(() => inkIn(page, { from: 0, to: 1 })).toBeGreaterThan(1000);
  await page.keyboard.press('+');
  await expect(page.getByText('150%')).toBeVisible();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByRole('dialog', { name: /合同/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.scan-viewer')).toHaveCount(0);
  expect(violations).toEqual([]);
});

test('on paper a scan carries the watermark of its printing, one page a sheet; the viewer itself is never printed', async ({ page, demonstration }) => {
  await page.addInitScript(() => { window.print = () => { document.documentElement.dataset['printed'] = 'yes'; }; });
  await signIn(page, demonstration, 'songjia');
  await findAFile(page);
  await page.getByRole('button', { name: '管理扫描件' }).click();
  await choose(page, [{ name: '合同.pdf', mimeType: 'application/pdf', buffer: aPdf({ pages: 2 }) }]);
  await expect(page.locator('.add-scans .add-scans__list > li')).toContainText('已收入');
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  await openTheFile(page);
  await page.getByRole('button', { name: /合同/ }).press('Enter');
  await expectDrawn(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.scan-viewer canvas')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: '打印本份' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.scan-sheets img:visible')).toHaveCount(2);
  const sheets = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  expect([...sheets.matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(3);
});

test('a paper is photographed with the camera, and the camera goes off with the dialog', async ({ page, demonstration }) => {
  await page.addInitScript(() => {
    // A picture that moves, as a camera gives one; this machine has none.
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 800;
      canvas.height = 600;
      const context = canvas.getContext('2d');
      setInterval(() => { if (context) { context.fillStyle = `hsl(${Date.now() / 20 % 360} 60% 60%)`; context.fillRect(0, 0, 800, 600); } }, 50);
      const stream = canvas.captureStream(20);
      (window as unknown as { camera: MediaStream }).camera = stream;
      return stream;
    };
  });
  await signIn(page, demonstration, 'songjia');
  await findAFile(page);
  await page.getByRole('button', { name: '管理扫描件' }).click();
  await page.getByRole('button', { name: '拍照' }).click();
  const take = page.getByRole('button', { name: '拍下' });
  await expect(take).toBeFocused();
  await expect.poll(() => page.locator('video').evaluate(video => (video as HTMLVideoElement).videoWidth)).toBe(800);
  await expectAccessible(page);
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(page.locator('.add-scans .add-scans__list > li')).toContainText('已收入');
  await expect(page.locator('.add-scans .add-scans__list > li')).toContainText('照片 1');
  expect(await page.evaluate(() => (window as unknown as { camera: MediaStream }).camera.getTracks().map(track => track.readyState))).toEqual(['ended']);
});
