import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { readDayFacts } from '../../main/summary/day-facts-store.ts';
import { summarise } from '../../main/summary/day-summary.ts';
import { sealed } from '../../main/summary/freezing.ts';
import { readPeriod } from '../../main/summary/period-api.ts';
import { insertSummary } from '../../main/summary/summary-store.ts';
import { wallMinutes } from '../../main/summary/wall-minutes.ts';
import { addDays } from '../../shared/calendar.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { fillPast } from '../builders/a-past.ts';
import { inProcessHall } from './in-process-hall.ts';
import { report, round, spreadOf, timed } from './measure.ts';

// A day of ten thousand tickets from its records, a month from its frozen days, and what calls cost while a summary is made.

const { values } = parseArgs({ options: { tickets: { type: 'string', default: '10000' }, runs: { type: 'string', default: '30' }, rounds: { type: 'string', default: '600' }, every: { type: 'string', default: '6000' } } });
const perDay = Number(values.tickets);
const runs = Number(values.runs);
const rounds = Number(values.rounds);
/** ms; a page asks once a minute, so this is a hall with ten of them open */
const every = Number(values.every);
const [windowCount, days, turns] = [40, 30, 3];
const timeZone = 'Asia/Shanghai';
const opensAt = Date.parse('2026-03-02T00:30:00Z');
const businessDate = '2026-03-01';

const folder = await mkdtemp(join(tmpdir(), 'branch-desk-bench-'));
const hall = await inProcessHall(folder, windowCount);
const { database } = hall;
await hall.fillWaiting(windowCount * rounds * 2 + windowCount);
await fillPast(database, { tickets: perDay, perDay, before: opensAt });

const asked = { businessDate, branch: { name: 'Bench hall', timeZone, settings: defaultSettings }, nowMs: Date.parse('2026-03-02T02:00:00Z') };
const reading: number[] = [];
const working: number[] = [];
const whole: number[] = [];
async function makeSummary() {
  const read = await timed(() => database.read(reader => readDayFacts(reader, asked)));
  const made = await timed(() => summarise(read.result, wallMinutes(timeZone)));
  reading.push(read.milliseconds);
  working.push(made.milliseconds);
  whole.push(read.milliseconds + made.milliseconds);
  return made.result;
}
const summary = await makeSummary();
if (summary.queue.issued !== perDay || summary.queue.served !== perDay) throw new Error(`${summary.queue.issued} tickets were counted instead of ${perDay}`);
for (let run = 1; run < runs; run += 1) await makeSummary();
const alone = { read: spreadOf(reading), work: spreadOf(working), day: spreadOf(whole) };

await database.change(async tx => {
  for (let day = 0; day < days; day += 1) {
    const date = addDays('2026-01-01', day);
    await insertSummary(tx, {
      id: uuidv7(), businessDate: date, version: 1, isProvisional: false, ...sealed({ ...summary, businessDate: date }), frozenAt: 1, frozenBy: null, frozenByName: null, words: '', checks: [], changes: [],
    });
  }
});
const months: number[] = [];
for (let run = 0; run < runs; run += 1) {
  const { result, milliseconds } = await timed(() => readPeriod({ database }, { by: 'month', day: '2026-01-15' }));
  if (result.figures.issued !== perDay * days) throw new Error('the month does not hold its tickets');
  months.push(milliseconds);
}

/** One call after the other, each timed, while `beside` goes on. */
async function timeCalls(beside: () => Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  let isDone = false;
  const other = (async () => { while (!isDone) await beside(); })();
  for (let round = 0; round < rounds / turns; round += 1) {
    for (const call of hall.calls) waits.push((await timed(call)).milliseconds);
    await database.change(tx => tx.run(sql`update tickets set state = 'finished' where state = 'called'`));
  }
  isDone = true;
  await other;
  return waits;
}
const idle = () => new Promise(resolve => setTimeout(resolve, 5));
const [lonely, beside]: [number[], number[]] = [[], []];
// In turns, so that whatever else the machine does meets both.
for (let turn = 0; turn < turns; turn += 1) {
  lonely.push(...await timeCalls(idle));
  beside.push(...await timeCalls(async () => { await makeSummary(); await new Promise(resolve => setTimeout(resolve, every)); }));
}
const [callsAlone, callsBeside] = [spreadOf(lonely), spreadOf(beside)];
await hall.close();
await rm(folder, { recursive: true, force: true });

const month = spreadOf(months);
const p99Ratio = round(callsBeside.p99 / callsAlone.p99);
report(`A day of ${perDay} tickets, a month of ${perDay * days} from frozen days, and calls beside it, ms`, {
  'day: reading': { ...alone.read }, 'day: figures': { ...alone.work }, 'day: both': { ...alone.day }, 'month from frozen days': { ...month },
  'call alone': { ...callsAlone }, [`call while a summary is made every ${every} ms`]: { ...callsBeside },
}, {
  bench: 'summary', tickets: perDay, dayMs: alone.day.p50, monthMs: month.p50, callP99AloneMs: callsAlone.p99, callP99BesideMs: callsBeside.p99, callP99Ratio: p99Ratio,
  limits: { dayMs: 200, monthMs: 100, callP99Ratio: 1.2 }, holds: { day: alone.day.p50 <= 200, month: month.p50 <= 100, calls: p99Ratio <= 1.2 },
});
