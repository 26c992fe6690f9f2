import type { Page } from 'playwright/test';
import { anEveningBranch, openAllDay } from '../builders/an-evening-branch.ts';
import type { BranchProcess } from '../builders/a-branch-process.ts';
import { goTo, signIn } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf, says } from './read-pdf.ts';

/** 32 services with names as long as they get, everything that is open overdue and more of it: some seventy complaints; five outages. */
const crowded = `
  create temp table more as select s.*, k.value as k from services s, json_each('[1,2,3]') k;
  update more set id = substr(id, 1, 24) || '00000' || k || substr(id, 31), prefix = prefix || k, nameZh = nameZh || '及用电变更综合受理（含线上预约客户）', nameEn = nameEn || ' and any change of supply taken in together, with online appointments';
  insert into services select id, prefix, nameZh, nameEn, targetWaitMinutes, targetServiceMinutes, requiredDocuments, opensAt, closesAt, isActive, changedAt from more;
  create temp table placed as select id, row_number() over (order by prefix) - 1 as place from services;
  create temp table today as select id, row_number() over (order by issuedAt) as nth from tickets where businessDate = (select max(businessDate) from tickets);
  update tickets set serviceId = (select placed.id from placed join today on placed.place = today.nth % 32 where today.id = tickets.id) where id in (select id from today);
  create temp table late as select c.* from complaints c where endedAt is null;
  update late set nextDueAt = 1700000000000, nextKind = coalesce(nextKind, 'answer');
  update late set id = substr(id, 1, 24) || '00000' || 'a' || substr(id, 31), ordinal = ordinal + 1000;
  insert into complaints select * from late;
  update late set id = substr(id, 1, 24) || '00000' || 'b' || substr(id, 31), ordinal = ordinal + 1000;
  insert into complaints select * from late;
  update late set id = substr(id, 1, 24) || '00000' || 'c' || substr(id, 31), ordinal = ordinal + 1000, handlerName = '阿不都热合曼·买买提依明';
  insert into complaints select * from late;
  ${openAllDay}
  insert into outages (id, kind, beganAt, endedAt, cause) select 'o' || value, 'service', midnight + value * 10000, midnight + value * 10000 + 9000, 'brokeOff'
    from json_each('[0,1,2,3,4]'), (select unixepoch(max(businessDate) || 'T00:00:00+08:00') * 1000 as midnight from tickets);`;

/** Nobody came: what was taken this morning belongs to a day long ago. */
const empty = "update tickets set businessDate = date(businessDate, '-90 days'), state = 'cancelled' where businessDate = (select max(businessDate) from tickets);";

const longRemark = '下午停电半小时，备用电源支持两个窗口继续办理。'.repeat(20);

test('a day of many services, long names and many overdue complaints keeps its one page in both languages; the lists follow', async ({ page, demonstrationFolder }) => {
  const branch = await anEveningBranch(demonstrationFolder, crowded);
  try {
    await closeDay(page, branch, longRemark);
    await expect(page.getByRole('img', { name: /^各业务等候：A .*目标 10/ })).toBeVisible();
    const chinese = await printFirst(page, '打印第 1 版');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'English' }).click();
    const english = await printFirst(page, 'Print version 1');
    for (const { texts: [front = '', ...lists] } of [chinese, english]) {
      // From the first line to the last of what is signed, and one list more is not there.
      for (const words of ['营业日报', '各业务等候', '盖章', 'SHA-256', '共 32 项', '00:00–00:00, …)']) expect(says(front, words), words).toBe(true);
      for (const words of ['利用率', `T${new Date().getFullYear()}-`, '意见箱']) expect(says(front, words), words).toBe(false);
      const behind = lists.join(' ');
      for (const words of ['利用率', `T${new Date().getFullYear()}-`, '买买提依明', '综合咨询及用电变更']) expect(says(behind, words), words).toBe(true);
      expect(behind.replace(/\s/g, '').match(/T\d{4}-3\d{3}/g)?.length).toBeGreaterThan(10);
    }
    expect(says(english.texts[0] ?? '', 'Wait by service')).toBe(true);
  } finally {
    await branch.dispose();
  }
});

test('the paper of a day on which nobody came says so in words and has no empty chart', async ({ page, demonstrationFolder }) => {
  const branch = await anEveningBranch(demonstrationFolder, empty);
  try {
    await closeDay(page, branch, '');
    await expect(page.getByText('这一天没有人取号。')).toBeVisible();
    const { texts: [front = ''] } = await printFirst(page, '打印第 1 版');
    for (const words of ['这一天没有人取号', '满意率 无', '盖章']) expect(says(front, words), words).toBe(true);
    for (const words of ['各业务等候', '每半小时取号', '0/0', 'NaN']) expect(says(front, words), words).toBe(false);
    await expect(page.getByRole('dialog').locator('.half-hours, .wait-bars')).toHaveCount(0);
    await expectAccessible(page);
  } finally {
    await branch.dispose();
  }
});

async function closeDay(page: Page, branch: BranchProcess, words: string): Promise<void> {
  await page.addInitScript(() => { window.print = () => undefined; });
  await page.setViewportSize({ width: 1366, height: 768 });
  await signIn(page, branch, 'chenjing');
  await goTo(page, '/summary/close');
  await page.getByRole('checkbox', { name: '意见箱已开箱清空' }).check();
  await page.getByLabel('备注（印在日报上）').fill(words);
  await page.getByRole('button', { name: '结束今天并冻结日报' }).press('Enter');
  await expect(page.getByRole('region', { name: '第 1 版' })).toBeVisible();
}

async function printFirst(page: Page, button: string) {
  await page.getByRole('button', { name: button }).press('Enter');
  await expect(page.getByRole('dialog').getByRole('article')).toBeVisible();
  return readPdf(await page.pdf({ preferCSSPageSize: true }));
}
