import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { HeadquartersProcess } from '../builders/a-headquarters-process.ts';
import { goTo, signIn } from './a-clerk.ts';
import { aHeadquartersAdministrator } from './a-headquarters-administrator.ts';
import { expect, expectAccessible, test } from './branch.ts';

// PostgreSQL makes its cluster first.
test.slow();

/** A line to headquarters that can be cut for good. */
async function aLineTo({ address }: HeadquartersProcess): Promise<{ address: string; cut(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer(near => {
    const far = connect(Number(new URL(address).port), '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy()).pipe(other);
    }
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

test('where the line is gone a stick carries the changes to headquarters and its answer back', async ({ page, headquarters, demonstration }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  const administrator = await aHeadquartersAdministrator(page, headquarters);
  const line = await aLineTo(headquarters);
  await signIn(page, demonstration, 'zhoujianguo');
  await goTo(page, '/admin/headquarters');
  await page.getByLabel('总部地址').fill(line.address);
  await page.keyboard.press('Enter');
  await page.getByLabel('一次性接入码').fill(await administrator.code(null));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^没有变更等待上传；总部已收到/)).toBeVisible({ timeout: 30_000 });
  line.cut();
  // A press while a round is under way is no press.
  await expect(async () => {
    await page.getByRole('button', { name: '立即重试' }).press('Enter', { timeout: 1000 });
    await expect(page.getByText(/连不上总部/)).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });

  const going = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出到 U 盘' }).press('Enter');
  const stick = test.info().outputPath('branch.bdb');
  await (await going).saveAs(stick);

  const desk = await page.context().newPage();
  await desk.setViewportSize({ width: 1366, height: 768 });
  await desk.goto(`${headquarters.address}/#/branches/${await administrator.onlyBranch()}`);
  await desk.getByRole('button', { name: '读取 U 盘文件' }).press('Enter');
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText(/选择网点“导出到 U 盘”得到的/)).toBeVisible();
  await expectAccessible(desk);
  await dialog.locator('input[type=file]').setInputFiles({ name: 'x.bdb', mimeType: 'application/octet-stream', buffer: Buffer.from('not a bundle') });
  await expect(dialog.getByRole('alert')).toContainText('不是网点导出的文件，或者文件不完整');
  await dialog.locator('input[type=file]').setInputFiles(stick);
  await expect(dialog.getByText(/接收了 \d+ 项新的变更/)).toBeVisible();
  await expectAccessible(desk);
  await desk.screenshot({ path: test.info().outputPath('read.png') });
  const coming = desk.waitForEvent('download');
  await dialog.getByRole('button', { name: /下载回执/ }).press('Enter');
  const answer = test.info().outputPath('answer.bda');
  await (await coming).saveAs(answer);

  await page.locator('input[type=file]').setInputFiles(answer);
  await expect(page.getByText(/已导入：总部收到第 \d+ 项/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('imported.png') });
});
