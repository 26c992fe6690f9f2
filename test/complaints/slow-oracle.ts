import type { HallSession, TimeSpan } from '../../shared/deadlines.ts';
import type { DeadlineFacts } from '../../main/complaints/deadlines.ts';
import type { World } from './a-random-deadline.ts';

// What a deadline is, said again as slowly as possible: step by step along the wall clock and day by day along the calendar,
// with nothing of main/complaints but the shape of its question.

const minuteMs = 60_000;

/** The due moment, or `paused`. Everything in the question must fall on multiples of `stepMinutes`. */
export function slowly({ receivedAt, term, pauses = [], extensions = [] }: DeadlineFacts, world: World, stepMinutes: number): number | 'paused' {
  const step = stepMinutes * minuteMs;
  const wall = wallClockOf(world.timeZone);
  const exceptions = new Map(world.days.filter(({ day }) => world.announcedYears.includes(Number(day.slice(0, 4)))).map(({ day, kind }) => [day, kind]));
  const weekdayOf = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay();
  const isWorked = (day: string) => exceptions.has(day) ? exceptions.get(day) === 'makeUpWorkday' : ![0, 6].includes(weekdayOf(day));
  const sessionsOf = (day: string): readonly HallSession[] => {
    const exception = exceptions.get(day);
    if (exception) return exception === 'holiday' ? world.hours.holiday : world.hours.makeUpWorkday;
    return world.hours.weekdays[weekdayOf(day)]!;
  };
  const isPausedIn = (from: number) => pauses.some(pause => pause.from <= from && (pause.until === null || from < pause.until));
  const isPausedForGood = (at: number) => pauses.some(pause => pause.until === null && pause.from <= at);
  /** A door that closed at 01:15 stays closed when the clock, put back, shows 01:00 once more. */
  const latestShown = (at: number) => {
    const { date, time } = wall(at);
    const before = world.timeZone === 'Asia/Shanghai' ? [] : [1, 2, 3, 4].map(quarters => wall(at - quarters * 15 * minuteMs));
    return before.filter(each => each.date === date).reduce((latest, each) => each.time > latest ? each.time : latest, time);
  };
  /** the first moment of the day after */
  const endOf = (day: string) => {
    let at = Date.parse(`${day}T00:00:00Z`);
    while (wall(at).date <= day) at += step;
    while (wall(at - step).date > day) at -= step;
    return at;
  };

  const runs = (span: TimeSpan, from: number, firstDay: string): number | 'paused' => {
    if (span.unit === 'minutes' || span.unit === 'hours') {
      let left = span.amount * (span.unit === 'hours' ? 60 : 1);
      let at = from;
      while (left > 0) {
        if (isPausedForGood(at)) return 'paused';
        const { date } = wall(at);
        const time = latestShown(at);
        const isOpen = span.within === 'roundTheClock' || sessionsOf(date).some(({ opensAt, closesAt }) => opensAt <= time && time < closesAt);
        if (isOpen && !isPausedIn(at)) left -= stepMinutes;
        at += step;
      }
      return at;
    }
    let left = span.amount;
    let mustBeWorked = span.unit === 'workingDays';
    for (let day = firstDay; ; day = dayAfter(day)) {
      const end = endOf(day);
      if (isPausedForGood(end - step)) return 'paused';
      if (isPausedIn(end - step) || (mustBeWorked && !isWorked(day))) continue;
      left -= 1;
      if (left > 0) continue;
      if (span.unit !== 'naturalDays' || span.whenLastDayIsOff === 'stands' || isWorked(day)) return end;
      // Its last day is off: any later one that is worked will do.
      mustBeWorked = true;
    }
  };

  const received = wall(receivedAt);
  const tomorrow = dayAfter(received.date);
  const lastSession = sessionsOf(received.date).at(-1);
  const isTooLateToday = term.unit === 'workingDays' && isWorked(received.date) && lastSession !== undefined && lastSession.closesAt <= received.time;
  let due = term.countedFrom === 'nextDay' || isTooLateToday
    ? runs(term, endOf(received.date), tomorrow)
    : runs(term, receivedAt, received.date);
  for (const { approvedAt, span } of extensions) {
    if (due !== 'paused' && approvedAt < due) due = runs(span, due, dayAfter(wall(due - step).date));
  }
  return due;
}

function dayAfter(day: string): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 1);
  return at.toISOString().slice(0, 10);
}

const asked = new Map<string, { date: string; time: string }>();

/** China's clock by arithmetic, since it never changes; any other by asking for it. */
function wallClockOf(timeZone: string): (atMs: number) => { date: string; time: string } {
  if (timeZone === 'Asia/Shanghai') {
    return atMs => {
      const text = new Date(atMs + 8 * 60 * minuteMs).toISOString();
      return { date: text.slice(0, 10), time: text.slice(11, 16) };
    };
  }
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return atMs => {
    const key = `${timeZone} ${atMs}`;
    let shown = asked.get(key);
    if (!shown) {
      const [date = '', time = ''] = format.format(atMs).split(' ');
      asked.set(key, shown = { date, time });
    }
    return shown;
  };
}
