import { wallClock } from './business-date.ts';
import { dayNumberOf, dayOfNumber } from './calendar.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Days are looked up from the zone's rules in blocks of so many and then remembered: asking for the wall clock costs microseconds. */
const blockDays = 512;

/** The days of a time zone as moments (UTC ms). A day is [startOf(day), startOf(day + 1)), which daylight saving makes 23 or 25 hours long. */
export interface ZoneDays {
  /** The first moment of the day with this number (days since 1970-01-01). */
  startOf(day: number): number;
  /** The number of the day a moment lies in. */
  dayAt(atMs: number): number;
  /** When the wall clock of that day shows so many minutes after midnight: the first time where it does so twice, the jump where it never does. */
  momentOn(day: number, minuteOfDay: number): number;
}

const zones = new Map<string, ZoneDays>();

/** Throws a RangeError for a name that is no time zone. */
export function zoneDays(timeZone: string): ZoneDays {
  let days = zones.get(timeZone);
  if (!days) zones.set(timeZone, days = readZone(timeZone));
  return days;
}

function readZone(timeZone: string): ZoneDays {
  const blocks = new Map<number, Float64Array>();
  /** What the wall clock shows, as if it stood in Greenwich. */
  const shownAt = (atMs: number): number => {
    const { date, time } = wallClock(atMs, timeZone);
    return dayNumberOf(date) * dayMs + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minuteMs;
  };
  const offsetAt = (atMs: number): number => shownAt(atMs) - Math.floor(atMs / minuteMs) * minuteMs;
  shownAt(0);

  function readBlock(block: number): Float64Array {
    const starts = new Float64Array(blockDays);
    const first = block * blockDays;
    let offset = offsetAt(first * dayMs - 2 * dayMs);
    for (let nth = 0; nth < blockDays; nth += 1) {
      const shouldShow = (first + nth) * dayMs;
      let start = shouldShow - offset;
      const shows = shownAt(start);
      if (shows !== shouldShow) {
        start = firstMinute(shouldShow - offset - 2 * dayMs, shouldShow - offset + 2 * dayMs, at => shownAt(at) >= shouldShow);
        offset = offsetAt(start + 12 * 60 * minuteMs);
      }
      starts[nth] = start;
    }
    return starts;
  }
  function startOf(day: number): number {
    const block = Math.floor(day / blockDays);
    let starts = blocks.get(block);
    if (!starts) blocks.set(block, starts = readBlock(block));
    return starts[day - block * blockDays]!;
  }
  function dayAt(atMs: number): number {
    let day = Math.floor(atMs / dayMs);
    while (startOf(day) > atMs) day -= 1;
    while (startOf(day + 1) <= atMs) day += 1;
    return day;
  }
  function momentOn(day: number, minuteOfDay: number): number {
    const start = startOf(day);
    const end = startOf(day + 1);
    if (end - start === dayMs) return start + minuteOfDay * minuteMs;
    if (minuteOfDay === 24 * 60) return end;
    const shouldShow = day * dayMs + minuteOfDay * minuteMs;
    const offsetAfter = offsetAt(end - minuteMs);
    for (const offset of [offsetAt(start), offsetAfter]) if (shownAt(shouldShow - offset) === shouldShow) return shouldShow - offset;
    return firstMinute(start, end, at => offsetAt(at) === offsetAfter);
  }
  return { startOf, dayAt, momentOn };
}

/** The first minute from `from` up to `until` at which it is so; `until` when it never is. */
function firstMinute(from: number, until: number, isSo: (atMs: number) => boolean): number {
  let [low, high] = [0, Math.round((until - from) / minuteMs)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(from + middle * minuteMs)) high = middle;
    else low = middle + 1;
  }
  return from + low * minuteMs;
}

const texts = new Map<number, string>();

/** `YYYY-MM-DD` of a day's number, remembered: a deadline has it in its answer, and writing a date costs as much as the rest. */
export function dayText(day: number): string {
  let text = texts.get(day);
  if (text === undefined) texts.set(day, text = dayOfNumber(day));
  return text;
}
