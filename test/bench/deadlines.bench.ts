import { parseArgs } from 'node:util';
import { packagedCalendar } from '../../main/calendar/packaged-calendar.ts';
import { workCalendar } from '../../main/calendar/working-days.ts';
import { defaultDeadlineTable, type Trade } from '../../main/complaints/deadline-defaults.ts';
import { deadlineGround } from '../../main/complaints/deadline-ground.ts';
import { explainDeadline } from '../../main/complaints/deadline-lines.ts';
import { reckonDeadline, type DeadlineFacts } from '../../main/complaints/deadlines.ts';
import { deadlineKinds, deadlinePauseReasons, defaultHallHours, type DeadlineTerm } from '../../shared/deadlines.ts';
import { report, round } from './measure.ts';

// What reckoning deadlines costs: a million of each trade's own table, a third of them with a pause, a tenth extended.

const { values } = parseArgs({ options: { deadlines: { type: 'string', default: '1000000' } } });
const count = Number(values.deadlines);
const { years, days } = packagedCalendar();
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const firstMs = Date.UTC(2026, 0, 1);

const freshGround = () => deadlineGround({ calendar: workCalendar(years, days), hours: defaultHallHours, timeZone: 'Asia/Shanghai' });
const mixes: [string, DeadlineTerm[]][] = (['power', 'bank', 'property'] as const satisfies readonly Trade[]).map(trade => [trade, termsOf(trade)]);

const measured = Object.fromEntries(mixes.map(([name, terms]) => [name, measure(terms)]));
report('Deadlines', measured, measured);

/** Every term of the trade's table, one after another. */
function termsOf(trade: Trade): DeadlineTerm[] {
  return defaultDeadlineTable(trade, { suggestionBoxChannel: 'suggestionBox', reportClassId: 'reports' }).flatMap(row => deadlineKinds.flatMap(kind => row[kind] ?? []));
}

function measure(terms: readonly DeadlineTerm[]) {
  const ground = freshGround();
  let worstMs = 0;
  let provisional = 0;
  const startedMs = performance.now();
  for (let nth = 0; nth < count; nth += 1) {
    const facts = factsOf(nth, terms);
    const beganMs = performance.now();
    const { provisionalYears } = reckonDeadline(facts, ground);
    worstMs = Math.max(worstMs, performance.now() - beganMs);
    if (provisionalYears.length > 0) provisional += 1;
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const explained = Math.ceil(count / 100);
  const explainingMs = performance.now();
  for (let nth = 0; nth < explained; nth += 1) explainDeadline(factsOf(nth * 97, terms), ground);
  return {
    'deadlines per second': Math.round(count / seconds), 'worst single one (ms)': round(worstMs), 'provisional': provisional,
    'explained per second': Math.round(explained * 1000 / (performance.now() - explainingMs)),
  };
}

/** The nth of many receipts spread over a year, the same in every run. */
function factsOf(nth: number, terms: readonly DeadlineTerm[]): DeadlineFacts {
  const receivedAt = firstMs + (nth * 7919 * minuteMs) % (365 * dayMs);
  const from = receivedAt + (nth % 5) * dayMs;
  return {
    receivedAt, term: terms[nth % terms.length]!,
    pauses: nth % 3 === 0 ? [{ reason: deadlinePauseReasons[nth % deadlinePauseReasons.length]!, from, until: from + (nth % 4) * dayMs + 3 * 60 * minuteMs }] : [],
    extensions: nth % 10 === 0 ? [{ approvedAt: receivedAt + minuteMs, span: { unit: 'workingDays', amount: 5 } }] : [],
  };
}
