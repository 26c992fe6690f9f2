import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { chromiumArguments, findChromium } from '../../build/find-chromium.mjs';
import { aStation, newCommandId } from '../builders/a-station.ts';
import { aBigHall } from './a-big-hall.ts';
import { report, spreadOf } from './measure.ts';

// From a pressed Call, its commit included, to the number on every hall display: most of them as sockets that take the
// picture in, some as real pages in Chromium whose text is watched.

const { values } = parseArgs({ options: { displays: { type: 'string', default: '50' }, pages: { type: 'string', default: '4' }, calls: { type: 'string', default: '200' } } });
const displayCount = Number(values.displays);
const pageCount = Number(values.pages);
const calls = Number(values.calls);

const hall = await aBigHall(10);
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });
const now = () => performance.timeOrigin + performance.now();
const pressedAt = new Map<string, number>();
const socketDelays: number[] = [];
const pageDelays: number[] = [];
const { stationToken } = hall.manager;

const sockets = await Promise.all(Array.from({ length: displayCount - pageCount }, () => aStation(hall.branch.address, { stationToken })));
const watching = sockets.map(async ({ client }) => {
  const seen = new Set<string>();
  try {
    for await (const picture of await client.queue.watchHall()) {
      const newest = picture.calls[0]?.number;
      if (!newest || seen.has(newest)) continue;
      seen.add(newest);
      const pressed = pressedAt.get(newest);
      if (pressed !== undefined) socketDelays.push(now() - pressed);
    }
  } catch {
    // the hall is closed at the end of the bench
  }
});

for (let index = 0; index < pageCount; index += 1) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
  await context.addInitScript(`localStorage.setItem('branch-desk.station.desk', ${JSON.stringify(stationToken)})`);
  const page = await context.newPage();
  await page.exposeFunction('onNumber', (number: string, at: number) => {
    const pressed = pressedAt.get(number);
    if (pressed !== undefined) pageDelays.push(at - pressed);
  });
  await page.goto(`${hall.branch.address}/hall.html`);
  await page.locator('main').first().waitFor();
  // Runs in the page: tells when a number it has not seen stands in the text.
  await page.evaluate(`(() => {
    const seen = new Set();
    const look = () => {
      const at = performance.timeOrigin + performance.now();
      for (const [number] of document.body.innerText.matchAll(/\\b[A-Z]\\d{3,}\\b/g)) {
        if (seen.has(number)) continue;
        seen.add(number);
        void window.onNumber(number, at);
      }
    };
    look();
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  })()`);
}

for (let index = 0; index < calls; index += 1) {
  const { station, windowId } = hall.desks[index % hall.desks.length]!;
  const { number } = await hall.manager.client.queue.issueTicket({ commandId: newCommandId(), serviceId: hall.serviceIds[0]! });
  await new Promise(resolve => setTimeout(resolve, 50));
  pressedAt.set(number, now());
  const answer = await station.client.queue.callNext({ commandId: newCommandId(), windowId });
  if (answer?.ticket.number !== number) throw new Error('another ticket was called than the one that waits');
  await new Promise(resolve => setTimeout(resolve, 150));
  const visit = await station.client.counter.startServing({ commandId: newCommandId(), windowId });
  await station.client.counter.finish({ commandId: newCommandId(), visitId: visit.id });
}

const expected = { sockets: calls * sockets.length, pages: calls * pageCount };
const bySocket = spreadOf(socketDelays);
const byPage = spreadOf(pageDelays);
for (const { close } of sockets) close();
await browser.close();
await hall.close();
await Promise.all(watching);

report(`From Call to ${displayCount} displays`, { 'sockets, ms': { ...bySocket }, 'pages, ms': { ...byPage } }, {
  bench: 'board', displays: displayCount, calls,
  sockets: { ...bySocket, missed: expected.sockets - bySocket.n }, pages: { count: pageCount, ...byPage, missed: expected.pages - byPage.n },
});
