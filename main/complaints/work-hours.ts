import type { HallHours, HallSession } from '../../shared/deadlines.ts';
import { weekdayOfNumber } from '../../shared/calendar.ts';
import { isWorked, type DayKinds } from './day-kinds.ts';
import { dayText, type ZoneDays } from '../../shared/zone-days.ts';

const blockDays = 512;
const mostIdleBlocks = 2;

/** [from, until) in UTC ms */
export interface OpenStretch { from: number; until: number }

/** The hours of a hall over all days, counted once. */
export interface WorkHours {
  /** When the hall is open on that day, in order; empty when it stays closed. */
  openOn(day: number): readonly OpenStretch[];
  /** Open milliseconds from one moment to another; 0 when it is not later. */
  openMsBetween(from: number, until: number): number;
  /** The first moment at which the hall has been open for so many milliseconds since `from`. Throws a RangeError when it never opens again. */
  momentAfter(from: number, openMs: number): number;
}

interface Block {
  stretches: OpenStretch[][];
  from: Float64Array;
  until: Float64Array;
  /** open milliseconds of the block before its nth stretch; one more than there are stretches */
  before: Float64Array;
}

/** Throws a RangeError for hours that are no times of a day, or that overlap or stand in the wrong order. */
export function workHours(hours: HallHours, kinds: DayKinds, zone: ZoneDays): WorkHours {
  const weekdays = hours.weekdays.map(readSessions);
  const [onHoliday, onMakeUpWorkday] = [readSessions(hours.holiday), readSessions(hours.makeUpWorkday)];
  const sessionsOn = (day: number): readonly Minutes[] => {
    const kind = kinds.kindOf(day);
    if (kind === 'holiday') return onHoliday;
    return kind === 'makeUpWorkday' ? onMakeUpWorkday : weekdays[weekdayOfNumber(day)]!;
  };
  const blocks = new Map<number, Block>();
  const blockOf = (number: number): Block => {
    let block = blocks.get(number);
    if (!block) blocks.set(number, block = readBlock(number));
    return block;
  };
  function readBlock(number: number): Block {
    const stretches = Array.from({ length: blockDays }, (_, nth) => {
      const day = number * blockDays + nth;
      return sessionsOn(day).map(({ opens, closes }) => ({ from: zone.momentOn(day, opens), until: zone.momentOn(day, closes) }));
    });
    const all = stretches.flat();
    const before = new Float64Array(all.length + 1);
    for (const [nth, { from, until }] of all.entries()) before[nth + 1] = before[nth]! + until - from;
    return { stretches, from: Float64Array.from(all, ({ from }) => from), until: Float64Array.from(all, ({ until }) => until), before };
  }
  const blockAt = (atMs: number): number => Math.floor(zone.dayAt(atMs) / blockDays);
  /** open milliseconds of the block before the moment */
  const countedIn = (atMs: number, { from, until, before }: Block): number => {
    const nth = firstOver(until, atMs);
    return nth === from.length ? before[nth]! : before[nth]! + Math.max(0, atMs - from[nth]!);
  };
  const totalOf = ({ before }: Block): number => before[before.length - 1]!;

  return {
    openOn(day) {
      const number = Math.floor(day / blockDays);
      return blockOf(number).stretches[day - number * blockDays]!;
    },
    openMsBetween(from, until) {
      if (until <= from) return 0;
      const [first, last] = [blockAt(from), blockAt(until)];
      let openMs = countedIn(until, blockOf(last)) - countedIn(from, blockOf(first));
      for (let number = first; number < last; number += 1) openMs += totalOf(blockOf(number));
      return openMs;
    },
    momentAfter(from, openMs) {
      let number = blockAt(from);
      let left = countedIn(from, blockOf(number)) + openMs;
      let idle = 0;
      for (;; number += 1) {
        const block = blockOf(number);
        const total = totalOf(block);
        if (left <= total) {
          // The stretch that ends with it: closing time itself still belongs to the day that closes.
          const nth = firstNotUnder(block.before, left) - 1;
          return block.from[nth]! + left - block.before[nth]!;
        }
        left -= total;
        idle = total === 0 ? idle + 1 : 0;
        if (idle === mostIdleBlocks) throw new RangeError(`the hall does not open within ${mostIdleBlocks * blockDays} days after ${dayText(zone.dayAt(from))}`);
      }
    },
  };
}

/** Why the hall is closed on a day without sessions. */
export function whyClosed(day: number, kinds: DayKinds): 'weekend' | 'holiday' | 'closed' {
  const kind = kinds.kindOf(day);
  return isWorked(kind) ? 'closed' : kind as 'weekend' | 'holiday';
}

interface Minutes { opens: number; closes: number }

function readSessions(sessions: readonly HallSession[]): Minutes[] {
  const read = sessions.map(({ opensAt, closesAt }) => ({ opens: minuteOf(opensAt), closes: minuteOf(closesAt) }));
  for (const [nth, { opens, closes }] of read.entries()) {
    if (opens >= closes || opens < (read[nth - 1]?.closes ?? 0)) throw new RangeError(`hall hours overlap or stand in the wrong order: ${sessions[nth]!.opensAt}–${sessions[nth]!.closesAt}`);
  }
  return read;
}

function minuteOf(time: string): number {
  const minute = /^\d\d:[0-5]\d$/.test(time) ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : Number.NaN;
  if (!(minute <= 24 * 60)) throw new RangeError(`not a time of day: ${time.slice(0, 20)}`);
  return minute;
}

/** The place of the first number over `value` in ascending numbers. */
function firstOver(numbers: Float64Array, value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The place of the first number that is not under `value` in ascending numbers. */
function firstNotUnder(numbers: Float64Array, value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
