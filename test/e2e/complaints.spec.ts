import type { Locator, Page } from 'playwright/test';
import { aPhotograph } from '../builders/a-scan.ts';
import { goTo, signIn, signInBeside } from './a-clerk.ts';
import { expect, expectAccessible, test } from './branch.ts';
import { readPdf, says } from './read-pdf.ts';
import { languages, readIn, wordsOf, type Language } from './words.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const state = (page: Page) => page.locator('.complaints-page .complaints-mark').first();
const steps = (page: Page) => page.locator('.complaints-steps');

/** A complaint's pages as they are used in a language. */
function complaintsIn(language: Language) {
  const t = wordsOf('complaints', language);
  const button = (page: Page | Locator, key: string, data?: Record<string, string>) => page.getByRole('button', { name: t(key, data), exact: true });
  const openMove = async (page: Page, kind: string) => {
    await page.getByRole('group', { name: t('story.moves') }).getByRole('button', { name: t(`move.${kind}.do`), exact: true }).press('Enter');
    await expect(dialog(page)).toBeVisible();
  };
  const confirm = (page: Page) => button(dialog(page), 'dialog.submit').press('Enter');
  const field = (page: Page, name: string) => dialog(page).getByRole('textbox', { name: t(`moveField.${name}`), exact: true });
  return {
    t, button, openMove, confirm, field,
    /** Presses a move and confirms its dialog; `fill` writes into it. */
    async move(page: Page, kind: string, fill: () => Promise<unknown> = async () => undefined): Promise<void> {
      await openMove(page, kind);
      await fill();
      await confirm(page);
      await expect(dialog(page)).toBeHidden();
    },
    choose: (page: Page, key: string) => dialog(page).getByRole('radio', { name: t(key), exact: true }).check(),
    /** Takes a complaint in: its class by pinyin initials, what happened, who. Answers its number. */
    async takeIn(page: Page, words: string): Promise<string> {
      await expect(page.getByRole('combobox', { name: t('form.classId') })).toBeFocused();
      await page.keyboard.type('fwtd');
      await expect(page.locator('.ant-select-item-option-active')).toContainText(/服务态度$|Attitude$/);
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: t('form.what') }).fill(words);
      await page.getByRole('textbox', { name: t('form.complainantName') }).fill('王秀英');
      await page.getByRole('textbox', { name: t('form.complainantPhone') }).fill('13800136712');
      await button(page, 'intake.submit').press('Enter');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/T\d{4}-\d{4}$/);
      return /T\d{4}-\d{4}/.exec(await page.getByRole('heading', { level: 1 }).textContent() ?? '')?.[0] ?? '';
    },
  };
}

for (const language of languages) {
  test(`a complaint goes from the counter over a redo to its closing (${language})`, async ({ page, context, demonstration }) => {
    test.setTimeout(180_000);
    await readIn(context, language);
    const { t, button, openMove, confirm, field, move, choose, takeIn } = complaintsIn(language);
    await signIn(page, demonstration, 'limin');
    await goTo(page, '/complaints');
    await expectAccessible(page);
    await button(page, 'board.new').press('Enter');
    await expect(page.getByRole('combobox', { name: t('form.classId') })).toBeFocused();
    await expectAccessible(page);
    await button(page, 'intake.submit').press('Enter');
    await expect(page.getByText(t('form.missing')).first()).toBeVisible();
    await expect(page.getByRole('combobox', { name: t('form.classId') })).toBeFocused();
    const number = await takeIn(page, '等候一个小时，窗口人员态度生硬，问三次都不回答。');
    await expect(state(page)).toContainText(t('state.received'));
    await expect(page.locator('.complaints-page')).toContainText('138****6712');
    await button(page, 'story.whyOf', { kind: t('kind.firstContact') }).press('Enter');
    await expect(page.locator('.complaints-beside ol li').first()).toContainText(t('line.received', { at: '' }).trim());
    await expectAccessible(page);

    const manager = await signInBeside(page, demonstration, 'chenjing');
    await goTo(manager, '/complaints');
    await manager.getByRole('link', { name: number }).click();
    await move(manager, 'assessed');
    await move(manager, 'dispatched', async () => {
      await manager.getByRole('combobox', { name: t('moveField.handlerId') }).fill('王磊');
      await manager.keyboard.press('Enter');
    });
    await expect(state(manager)).toContainText(t('state.dispatched'));

    const handler = await signInBeside(page, demonstration, 'wanglei');
    await goTo(handler, '/complaints');
    await handler.getByRole('link', { name: number }).click();
    await move(handler, 'taken');
    await move(handler, 'noted', async () => {
      await field(handler, 'words').fill('现场照片');
      await dialog(handler).locator('input[type=file]').setInputFiles({ name: '电表.jpg', mimeType: 'image/jpeg', buffer: await aPhotograph() });
      await expect(dialog(handler).getByText('640 × 480')).toBeVisible();
    });
    await button(handler, 'photo.showOf', { title: '电表.jpg' }).press('Enter');
    await expect(handler.getByRole('img', { name: '电表.jpg' })).toBeVisible();
    await button(handler, 'person.show').press('Enter');
    await expect(handler.getByText('13800136712')).toBeVisible();
    await expect(handler.getByText(new RegExp(t('person.logged', { seq: '\\d+' })))).toBeVisible();
    await button(handler, 'person.hide').press('Enter');
    await expect(handler.getByText('13800136712')).toHaveCount(0);

    // A letter with places still to be written does not go out; what was written stays.
    await openMove(handler, 'answered');
    await expect(field(handler, 'text')).toHaveValue(/【写明查明的事实/);
    await confirm(handler);
    await expect(dialog(handler).getByRole('alert')).toContainText('【写明查明的事实、时间和依据】');
    await field(handler, 'text').fill('经核实，窗口人员态度确有不当，已批评教育。Sorry — 已道歉 🙏');
    await confirm(handler);
    await expect(state(handler)).toContainText(t('state.answered'));

    await page.reload();
    await move(page, 'calledBack', async () => {
      await choose(page, 'outcome.dissatisfied');
      await field(page, 'words').fill('只有口头道歉');
    });
    await expect(state(page)).toContainText(t('state.inHand'));
    await handler.reload();
    await move(handler, 'answered', async () => {
      await expect(field(handler, 'text')).toHaveValue(/重新办理/);
      await field(handler, 'text').fill('已再次上门道歉，并调整窗口安排。Thank you — 谢谢 🙏');
    });
    await page.reload();
    await move(page, 'calledBack', () => choose(page, 'outcome.satisfied'));
    await manager.reload();
    await move(manager, 'closed', async () => {
      await choose(manager, 'detail.justified');
      for (const [name, words] of [['cause', '窗口排班不足'], ['responsibleUnit', '营业班'], ['remedy', '道歉、增开窗口'], ['lesson', '高峰期增开窗口']] as const) await field(manager, name).fill(words);
    });
    await expect(state(manager)).toContainText(t('state.closed'));
    await expect(steps(manager)).toContainText(t('detail.lesson', { words: '高峰期增开窗口' }));
    await expect(steps(manager)).toContainText(language === 'en' ? /Answer after a redo F\d{4}-\d{4}/ : /再次答复函 F\d{4}-\d{4}/);
    await expectAccessible(manager);

    // Each letter prints by its name and number: what was written in letters of any kind, in Chinese whatever the desk reads.
    await manager.evaluate(() => { window.print = () => undefined; });
    await manager.getByRole('button', { name: t('paper.print') }).press('Enter');
    const letters = manager.getByRole('menuitem', { name: / F\d{4}-\d{4}$/ });
    await expect(letters).toHaveText([language === 'en' ? /^Answer F/ : /^答复函 F/, language === 'en' ? /^Answer after a redo F/ : /^再次答复函 F/]);
    await letters.last().click();
    await expect(manager.locator('.paper-print .paper')).toContainText('Thank you — 谢谢 🙏');
    await expect(manager.locator('.paper-print .paper__title')).toContainText('再次答复函');
    const { text } = await readPdf(await manager.pdf({ preferCSSPageSize: true }));
    for (const words of ['再次答复函', '已再次上门道歉', 'Thank you', '谢谢', '王秀英']) expect(says(text, words), words).toBe(true);
    expect(text).toMatch(/F\d{4}-\d{4}/);

    // Closed is not the end of it: reopened it is in hand with somebody else, counts anew, and the summary of the day says so.
    await openMove(manager, 'reopened');
    await expectAccessible(manager);
    await confirm(manager);
    await expect(dialog(manager).getByText(t('form.missing'))).toHaveCount(3);
    await choose(manager, 'reopening.notCarriedOut');
    await manager.getByRole('combobox', { name: t('moveField.handlerId') }).fill('孙浩然');
    await manager.keyboard.press('Enter');
    await field(manager, 'words').fill('窗口没有增开');
    await confirm(manager);
    await expect(state(manager)).toContainText(t('state.inHand'));
    await expect(steps(manager)).toContainText(t('detail.lesson', { words: '高峰期增开窗口' }));
    await expect(steps(manager).locator('li').last()).toContainText(new RegExp(`${t('reopening.notCarriedOut')}[\\s\\S]*孙浩然[\\s\\S]*窗口没有增开`));
    await button(manager, 'story.whyOf', { kind: t('kind.answer') }).press('Enter');
    await expect(manager.locator('.complaints-beside ol li').first()).toContainText(t('line.reopened', { at: '' }).trim());
    await expectAccessible(manager);
    const inSummary = wordsOf('summary', language);
    await goTo(manager, '/summary');
    await manager.getByRole('button', { name: inSummary('complaints.reopened') }).click();
    const found = manager.locator('.summary__drawer').getByRole('row').filter({ hasText: number });
    await expect(found).toHaveCount(1);
    await expect(found).toContainText(t('state.inHand'));
  });
}

test('a draft survives the page; two people who move the same complaint lose nothing, and each is told in words', async ({ page, demonstration }) => {
  test.setTimeout(120_000);
  const { takeIn, move, field } = complaintsIn('zh-CN');
  await signIn(page, demonstration, 'limin');
  await goTo(page, '/complaints/new');
  await page.getByRole('textbox', { name: '发生了什么' }).fill('小区停电三次没有通知');
  await expect(page.getByText(/已保存草稿/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/的草稿：小区停电三次没有通知/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '继续填写' }).press('Enter');
  await expect(page.getByRole('textbox', { name: '发生了什么' })).toHaveValue('小区停电三次没有通知');
  const number = await takeIn(page, '小区停电三次没有通知');

  const manager = await signInBeside(page, demonstration, 'chenjing');
  await goTo(manager, '/complaints');
  await manager.getByRole('button', { name: 'English' }).click();
  const english = complaintsIn('en');
  await manager.getByRole('link', { name: number }).click();
  await english.openMove(manager, 'refused');
  await english.choose(manager, 'refusal.notOurs');
  await expect(english.field(manager, 'text')).toHaveValue(/【写明具体情况和依据】/);
  await english.field(manager, 'text').fill('Belongs to the grid company');
  await move(page, 'noted', () => field(page, 'words').fill('客户又来电'));
  await english.confirm(manager);
  await expect(dialog(manager).getByRole('alert')).toContainText('李敏 moved this complaint');
  await expect(english.field(manager, 'text')).toHaveValue('Belongs to the grid company');
  await expectAccessible(manager);
  await english.confirm(manager);
  await expect(dialog(manager)).toBeHidden();
  await expect(state(manager)).toContainText('Not accepted');
});
