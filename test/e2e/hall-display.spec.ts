import type { Page } from 'playwright/test';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { aBranchProcess, type BranchProcess } from '../builders/a-branch-process.ts';
import { aStation, newCommandId, type Station } from '../builders/a-station.ts';
import { expect, expectAccessible, test } from './branch.ts';

for (const [shape, viewport] of Object.entries({ 'a wall screen': { width: 1920, height: 1080 }, 'a column': { width: 1080, height: 1920 } })) {
  test(`on ${shape} a new call fills the upper half with a number of at least 12 % of the screen, then joins the list`, async ({ page, demonstration }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openHall(page, demonstration);
    await expect(page.locator('.hall-services li')).toHaveCount(8);
    await expect(page.locator('.hall-list li')).toHaveCount(6);
    await expect(page.locator('.hall-spotlight')).toHaveCount(0);
    await expectNothingCutOff(page);
    await expectAccessible(page);

    const number = await callNext(page, demonstration);
    const spotlight = page.locator('.hall-spotlight');
    await expect(spotlight).toContainText(number);
    await expect(spotlight).toContainText('9 号窗口');
    expect(await digitHeight(page, '.hall-spotlight .hall-number')).toBeGreaterThan(0.12 * viewport.height);
    await expectNothingCutOff(page);
    // The widest letter and digits there are have room too.
    await spotlight.locator('.hall-number').evaluate(shown => { shown.firstChild!.nodeValue = 'W888'; });
    await expectNothingCutOff(page);
    await expectAccessible(page);

    await expect(spotlight).toBeHidden({ timeout: 12_000 });
    await expect(page.locator('.hall-list li').first()).toContainText(number);
    expect(await digitHeight(page, '.hall-list .hall-number')).toBeGreaterThan(0.12 * Math.min(viewport.width, viewport.height));
  });
}

test('new calls are spoken in Chinese one after the other, those of before the reload are not, and the clerk hears of it', async ({ page, demonstration }) => {
  await page.addInitScript(giveTheMachineAVoice);
  await openHall(page, demonstration);
  await page.mouse.click(10, 10);
  expect(await spoken(page)).toEqual([]);
  const number = await callNext(page, demonstration);
  await expect.poll(() => spoken(page)).toEqual([`请 ${[...number].join(' ')} 号，到 9 号窗口。`]);
  await expect.poll(() => deliveryAtWindow(page, demonstration)).toMatchObject({ problem: null, shownAt: expect.any(Number), spokenAt: expect.any(Number) });
  await page.reload();
  await expect(page.locator('.hall-list li').first()).toContainText(number);
  expect(await spoken(page)).toEqual([]);
});

test('a display whose machine has no voice shows the call, says so on the screen and to the clerk', async ({ page, demonstration }) => {
  await openHall(page, demonstration);
  await expect(page.getByText('本机没有中文语音')).toBeVisible();
  await callNext(page, demonstration);
  await expect.poll(() => deliveryAtWindow(page, demonstration)).toMatchObject({ problem: 'speechFailed', shownAt: expect.any(Number) });
});

test('a display that lost its branch greys its data, says when they stopped, and sends people to the voices in the hall', async ({ page, demonstration }) => {
  await openHall(page, demonstration);
  await demonstration.kill();
  await expect(page.getByRole('alert')).toContainText(/数据停在 \d{2}:\d{2}:\d{2} · 请听现场叫号/);
  await expect(page.locator('.hall-list li')).toHaveCount(6);
  await expect(page.locator('.hall-below')).toHaveCSS('filter', 'grayscale(1)');
  const again = await aBranchProcess({ dataFolder: demonstration.dataFolder, port: Number(new URL(demonstration.address).port) });
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
  await again.dispose();
});

async function openHall(page: Page, branch: BranchProcess): Promise<void> {
  await page.goto(branch.link.replace('/#', '/hall.html#'));
  await expect(page.getByRole('heading', { name: '城东供电营业厅' })).toBeVisible();
  await expect(page.locator('.hall-list li').first()).toBeVisible();
}

/** A clerk at window 9, without a page of his own. */
async function asClerk<Answer>(page: Page, branch: BranchProcess, work: (client: Station['client'], windowId: string) => Promise<Answer>): Promise<Answer> {
  const stationToken = await page.evaluate(() => localStorage.getItem('branch-desk.station.desk'));
  const station = await aStation(branch.address, { stationToken: stationToken ?? '' });
  try {
    await station.client.session.signIn({ loginName: 'limin', password: demonstrationPassword });
    const window = (await station.client.queue.listWindows()).find(each => each.number === 9);
    return await work(station.client, window?.id ?? '');
  } finally {
    station.close();
  }
}

function callNext(page: Page, branch: BranchProcess): Promise<string> {
  return asClerk(page, branch, async (client, windowId) => {
    await client.queue.openWindow({ commandId: newCommandId(), windowId });
    const call = await client.queue.callNext({ commandId: newCommandId(), windowId });
    return call?.ticket.number ?? 'nobody waits';
  });
}

function deliveryAtWindow(page: Page, branch: BranchProcess) {
  return asClerk(page, branch, async (client, windowId) => {
    for await (const desk of await client.queue.watchDesk({ windowId })) return desk.current?.delivery;
    return undefined;
  });
}

/** Capitals and digits of the font are what people read; the box around them is larger. */
function digitHeight(page: Page, selector: string): Promise<number> {
  return page.locator(selector).first().evaluate(element => {
    const brush = document.createElement('canvas').getContext('2d');
    if (!brush) throw new Error('no canvas');
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
    brush.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const { actualBoundingBoxAscent, actualBoundingBoxDescent } = brush.measureText('0');
    return actualBoundingBoxAscent + actualBoundingBoxDescent;
  });
}

async function expectNothingCutOff(page: Page): Promise<void> {
  const cut = await page.evaluate(() => [...document.querySelectorAll('.hall-number, .hall-target, .hall-services span, .hall-windows li, .hall-head *')]
    .filter(element => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1 || element.scrollWidth > element.clientWidth + 1;
    })
    .map(element => `${element.className}: ${element.textContent}`));
  expect(cut).toEqual([]);
}

/** Test machines have no speech engine; this one keeps what it is given and takes a moment over each sentence. */
function giveTheMachineAVoice(): void {
  const said: string[] = [];
  let isSpeaking = false;
  const engine = Object.assign(new EventTarget(), {
    getVoices: () => [{ lang: 'zh-CN', name: '测试' }],
    speak(utterance: SpeechSynthesisUtterance) {
      if (isSpeaking) throw new Error('two sentences at once');
      isSpeaking = true;
      said.push(utterance.text);
      setTimeout(() => {
        isSpeaking = false;
        utterance.onend?.(new Event('end') as SpeechSynthesisEvent);
      }, 200);
    },
  });
  Object.defineProperty(window, 'speechSynthesis', { value: engine });
  Object.assign(window, { said });
}

function spoken(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { said: string[] }).said);
}
