import { v7 as uuidv7 } from 'uuid';
import { aConsole } from '../builders/a-console.ts';
import type { HeadquartersProcess } from '../builders/a-headquarters-process.ts';
import { aJournal, aSealingKey, type Change } from '../builders/a-sealed-batch.ts';
import { expect, expectAccessible, test } from './branch.ts';

test.use({ actionTimeout: 15_000 });
// PostgreSQL makes its cluster first.
test.slow();

const checkpoint = (key: string, size: unknown): Change => ({ table: 'access_log_checkpoints', key, row: { size, at: 5, rootHash: 'r', note: 'n', witnessName: null, witnessedAt: null } });

/** A branch that sends these changes, over HTTP as branches do. */
async function aBranchThatSent({ address }: HeadquartersProcess, code: string, changes: Change[]): Promise<void> {
  const key = aSealingKey();
  const branchId = uuidv7();
  const enrolled = await fetch(`${address}/api/sync/enrol`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-protocol': '1' },
    body: JSON.stringify({ code, publicKey: key.publicKey, checkpointPublicKey: key.publicKey, versions: { protocol: 1, schema: 1, application: '0.1.0' }, branch: { id: branchId, name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai' } }),
  });
  const { token } = await enrolled.json() as { token: string };
  const { packed, seal, signature } = aJournal({ branchId, epoch: 1, key }).seal(changes);
  const sent = await fetch(`${address}/sync/v1/batches`, {
    method: 'POST', body: new Uint8Array(packed),
    headers: { 'content-type': 'application/gzip', 'x-protocol': '1', 'x-seal': seal.toString('base64'), 'x-signature': signature.toString('base64'), authorization: `Bearer ${token}` },
  });
  expect(sent.status).toBe(200);
}

test('changes that do not fit stand on the branch’s page with their reason; one is given up, the rest is tried again', async ({ page, headquarters }) => {
  const people = await aConsole(headquarters);
  const { code } = (await people.administrator.call('branches/makeCode', { commandId: uuidv7(), branchId: null, note: '城东' })).body as { code: string };
  await aBranchThatSent(headquarters, code, [checkpoint('19', 'neunzehn'), checkpoint('19', 19), ...['a', 'b', 'c'].map(key => ({ table: 'no_such_table', key, row: { id: key } }))]);
  await page.goto(headquarters.address);
  await expect(page.locator('#loginName')).toBeFocused();
  await page.keyboard.type(headquarters.firstLogin.loginName);
  await page.keyboard.press('Tab');
  await page.keyboard.type(people.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /城东营业厅.*变更待处理/ })).toBeVisible();
  await page.getByRole('link', { name: '城东营业厅' }).press('Enter');
  await expect(page.getByRole('region', { name: 'no_such_table 总部没有这张表' })).toContainText('3 条');
  await expect(page.getByRole('region', { name: '校验点 有一栏的类型不对' })).toContainText('1 条，后面还等着 1 条');
  await expectAccessible(page);

  await page.getByRole('button', { name: '放弃 纪元 1 第 1 条' }).press('Enter');
  await expect(page.getByRole('textbox', { name: '原因' })).toBeFocused();
  await page.keyboard.type('网点旧版本写错');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: '放弃这条变更' }).press('Enter');
  await expect(page.getByText('access_log_checkpoints')).toBeHidden();
  await page.getByRole('button', { name: '全部重放' }).press('Enter');
  await expect(page.getByText('已入库 0 条，还有 3 条不能入库。')).toBeVisible();
  await expect(page.getByRole('tab', { name: '待处理变更 3' })).toBeVisible();

  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('region', { name: 'no_such_table Headquarters has no such table' })).toBeVisible();
  await expectAccessible(page);
});
