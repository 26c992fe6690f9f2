import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aSmallHeadquarters } from '../builders/a-small-headquarters.ts';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';

let server: Server;
let address: string;
let headquarters: ReturnType<typeof aSmallHeadquarters>;

/** A small headquarters on this machine, as a branch reaches it over HTTP. */
test.beforeEach(async () => {
  headquarters = aSmallHeadquarters({ now: Date.now });
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void headquarters.connect()
      .carry({ path: request.url ?? '', headers: request.headers as Record<string, string>, body: Buffer.concat(parts) })
      .then(({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body), () => response.destroy()));
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterEach(() => new Promise<void>(resolve => { server.closeAllConnections(); server.close(() => resolve()); }));

test('the administrator enrols the branch with a code, and from then on every page says what headquarters has', async ({ page, demonstration }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await signIn(page, demonstration, 'zhoujianguo');
  await expect(page.getByRole('button', { name: /总部线路/ })).toBeHidden();
  await goTo(page, '/admin/headquarters');
  await page.getByLabel('总部地址').fill('http://hq.example.cn');
  await page.getByLabel('总部地址').press('Enter');
  await expect(page.getByRole('alert')).toContainText('总部地址不对');
  await page.getByLabel('总部地址').fill(address);
  await page.getByLabel('总部地址').press('Enter');
  await page.getByLabel('一次性接入码').fill('xxxx-xxxx-xxxx-xxxx');
  await page.getByLabel('一次性接入码').press('Enter');
  await expect(page.getByRole('alert')).toContainText('接入码不对或已过期');
  await page.getByLabel('一次性接入码').fill('aaaa-bbbb-cccc-dddd');
  await page.getByLabel('一次性接入码').press('Enter');

  await expect(page.getByText(/^没有变更等待上传；总部已收到 .* 之前的全部数据。$/)).toBeVisible({ timeout: 30_000 });
  expect(headquarters.held.received).toBeGreaterThan(1000);
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath('line-page.png') });

  const clerk = await signInBeside(page, demonstration, 'limin');
  await clerk.setViewportSize({ width: 1366, height: 768 });
  const mark = clerk.getByRole('button', { name: /总部已同步到 .*查看总部线路/ });
  await expect(mark).toBeVisible();
  await mark.click();
  await expect(clerk.getByRole('dialog')).toContainText('总部已归档');
  await expectAccessible(clerk);
  await clerk.screenshot({ path: test.info().outputPath('drawer.png') });
});

test('a branch that headquarters has ended says so everywhere, and what to do', async ({ page, demonstration }) => {
  await signIn(page, demonstration, 'zhoujianguo');
  await goTo(page, '/admin/headquarters');
  await page.getByLabel('总部地址').fill(address);
  await page.getByLabel('总部地址').press('Enter');
  await page.getByLabel('一次性接入码').fill('aaaa-bbbb-cccc-dddd');
  await page.getByLabel('一次性接入码').press('Enter');
  await expect(page.getByText(/没有变更等待上传/)).toBeVisible({ timeout: 30_000 });
  headquarters.refuseAll({ code: 'BRANCH_REVOKED', status: 403 });
  await page.getByRole('button', { name: '立即重试' }).press('Enter');
  await expect(page.getByRole('button', { name: /总部线路已停/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('总部已停用本网点。请与总部联系。')).toBeVisible();
  await expectAccessible(page);
});
