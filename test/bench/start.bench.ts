import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { chromium, type Browser } from 'playwright';
import { chromiumArguments, findChromium } from '../../build/find-chromium.mjs';
import { syncedTables } from '../../main/branch/tables.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { aBranchProcess } from '../builders/a-branch-process.ts';
import { fillPast } from '../builders/a-past.ts';
import { aStation } from '../builders/a-station.ts';
import { aBigHall } from './a-big-hall.ts';
import { report, round, spreadOf, timed } from './measure.ts';

// From the start of the branch service's process to a desk with its window open and Call ready, in Chromium: with a branch
// that has no past and with one that has a million tickets of it. The two take turns, so that noise falls on both.

const { values } = parseArgs({ options: { tickets: { type: 'string', default: '1000000' }, times: { type: 'string', default: '7' } } });
const clock = { now: Date.now };

interface Prepared { folder: string; stationToken: string; sessionToken: string }

/** A branch with one window open, its clerk signed in, and a past. */
async function prepare(tickets: number): Promise<Prepared> {
  const hall = await aBigHall(1, { keepsData: true });
  const { stationToken } = hall.manager;
  const clerk = await aStation(hall.branch.address, { stationToken });
  const { token: sessionToken } = await clerk.client.session.signIn(hall.clerkCredentials);
  clerk.close();
  await hall.close();
  const folder = hall.branch.dataFolder;
  if (tickets > 0) {
    const { database } = await openDatabase({ folder, clock, log: pino({ level: 'silent' }), syncedTables });
    await fillPast(database, { tickets, before: new Date().setHours(0, 0, 0, 0) });
    await database.close();
  }
  return { folder, stationToken, sessionToken };
}

/** Milliseconds from the process's start until the desk's Call button can be pressed. */
async function startOnce(browser: Browser, { folder, stationToken, sessionToken }: Prepared): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  await context.addInitScript(`localStorage.setItem('branch-desk.station.desk', ${JSON.stringify(stationToken)}); sessionStorage.setItem('branch-desk.session', ${JSON.stringify(sessionToken)})`);
  const page = await context.newPage();
  const { result: branch, milliseconds } = await timed(async () => {
    const started = await aBranchProcess({ dataFolder: folder });
    await page.goto(started.address);
    await page.locator('.desk[data-state="open"]').waitFor();
    return started;
  });
  await context.close();
  await branch.stop();
  return milliseconds;
}

const empty = await prepare(0);
const full = await prepare(Number(values.tickets));
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });
const spent = { empty: [] as number[], full: [] as number[] };
for (let time = 0; time <= Number(values.times); time += 1) {
  const [ofEmpty, ofFull] = [await startOnce(browser, empty), await startOnce(browser, full)];
  // The first round warms the disk's cache for both.
  if (time > 0) { spent.empty.push(ofEmpty); spent.full.push(ofFull); }
}
await browser.close();
await Promise.all([empty, full].map(({ folder }) => rm(folder, { recursive: true, force: true })));

const [ofEmpty, ofFull] = [spreadOf(spent.empty), spreadOf(spent.full)];
report('From process start to a usable desk, ms', { 'empty branch': { ...ofEmpty }, [`${values.tickets} past tickets`]: { ...ofFull } }, {
  bench: 'start', tickets: Number(values.tickets), emptyMilliseconds: ofEmpty.p50, fullMilliseconds: ofFull.p50, ratio: round(ofFull.p50 / ofEmpty.p50),
});
