import { weekdayOfNumber } from '../../shared/calendar.ts';
import type { WorkCalendar } from '../calendar/calendar-store.ts';
import { dayText } from '../../shared/zone-days.ts';

export type DayKind = 'workday' | 'makeUpWorkday' | 'weekend' | 'holiday';

const blockDays = 512;
/** Blocks without a single working day after which a calendar cannot be right. */
const mostIdleBlocks = 2;

interface Block {
  kinds: DayKind[];
  /** working days of the block before its nth day; one more than it has days */
  before: Uint16Array;
  workingDays: Int32Array;
}

/** A work calendar by day number, counted once so that a deadline of many days costs as little as one of two. */
export interface DayKinds {
  kindOf(day: number): DayKind;
  isWorkingDay(day: number): boolean;
  /** Working days after `from` up to and with `until`. */
  workingDaysBetween(from: number, until: number): number;
  /** The `count`-th working day after `day`. Throws a RangeError when the calendar has no working day any more. */
  workingDayAfter(day: number, count: number): number;
  isAnnounced(year: number): boolean;
}

export function dayKinds(calendar: WorkCalendar): DayKinds {
  const blocks = new Map<number, Block>();
  const blockOf = (number: number): Block => {
    let block = blocks.get(number);
    if (!block) blocks.set(number, block = readBlock(calendar, number * blockDays));
    return block;
  };
  const kindOf = (day: number): DayKind => {
    const number = Math.floor(day / blockDays);
    return blockOf(number).kinds[day - number * blockDays]!;
  };
  /** working days of its block up to and with the day */
  const countedIn = (day: number, number: number): number => blockOf(number).before[day - number * blockDays + 1]!;

  return {
    kindOf,
    isWorkingDay: day => isWorked(kindOf(day)),
    isAnnounced: year => calendar.isAnnounced(year),
    workingDaysBetween(from, until) {
      if (until <= from) return 0;
      const [first, last] = [Math.floor(from / blockDays), Math.floor(until / blockDays)];
      let days = countedIn(until, last) - countedIn(from, first);
      for (let number = first; number < last; number += 1) days += blockOf(number).workingDays.length;
      return days;
    },
    workingDayAfter(day, count) {
      let number = Math.floor(day / blockDays);
      let nth = countedIn(day, number) + count;
      let idle = 0;
      for (;; number += 1) {
        const { workingDays } = blockOf(number);
        if (nth <= workingDays.length) return workingDays[nth - 1]!;
        nth -= workingDays.length;
        idle = workingDays.length === 0 ? idle + 1 : 0;
        if (idle === mostIdleBlocks) throw new RangeError(`no working day within ${mostIdleBlocks * blockDays} days after ${dayText(day)}`);
      }
    },
  };
}

export function isWorked(kind: DayKind): boolean {
  return kind === 'workday' || kind === 'makeUpWorkday';
}

function readBlock(calendar: WorkCalendar, first: number): Block {
  const kinds = Array.from({ length: blockDays }, (_, nth) => calendar.exceptionOn(dayText(first + nth)) ?? (weekdayOfNumber(first + nth) % 6 === 0 ? 'weekend' : 'workday'));
  const before = new Uint16Array(blockDays + 1);
  const workingDays: number[] = [];
  for (const [nth, kind] of kinds.entries()) {
    if (isWorked(kind)) workingDays.push(first + nth);
    before[nth + 1] = workingDays.length;
  }
  return { kinds, before, workingDays: Int32Array.from(workingDays) };
}
