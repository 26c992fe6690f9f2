import type { TimeSpan } from '../../shared/deadlines.ts';
import { isWorked, type DayKind } from './day-kinds.ts';
import type { DeadlineGround } from './deadline-ground.ts';
import type { PausedStretch } from './deadline-pauses.ts';
import { addPiece, skipped, type Piece, type Walk } from './deadline-pieces.ts';

/** Walks day after day from `from`, which lies in the first day that may count, until the span is used up. */
export function walkDays(span: Extract<TimeSpan, { unit: 'naturalDays' | 'workingDays' }>, from: number, paused: readonly PausedStretch[], ground: DeadlineGround): Walk {
  const { zone, kinds } = ground;
  const isEveryDay = span.unit === 'naturalDays';
  const counted = walkUntil(span.amount, from, paused, ground, isEveryDay);
  if (!isEveryDay || span.whenLastDayIsOff === 'stands' || !('at' in counted.end)) return counted;
  const lastEnd = counted.end.at;
  if (kinds.isWorkingDay(zone.dayAt(lastEnd - 1))) return counted;
  const { end } = walkUntil(1, lastEnd, paused, ground, false);
  const until = 'at' in end ? end.at : Math.max(lastEnd, zone.startOf(zone.dayAt(end.pause.from)));
  if (until > lastEnd) addPiece(counted.pieces, { is: 'movedOn', from: lastEnd, until });
  return { pieces: counted.pieces, end };
}

function walkUntil(count: number, from: number, paused: readonly PausedStretch[], { zone, kinds }: DeadlineGround, isEveryDay: boolean): Walk {
  const pieces: Piece[] = [];
  let left = count;
  for (let day = zone.dayAt(from); ; day += 1) {
    const [starts, ends] = [Math.max(from, zone.startOf(day)), zone.startOf(day + 1)];
    // A day counts when the deadline runs at its end.
    const pause = paused.find(each => each.from < ends && each.until >= ends);
    const kind = kinds.kindOf(day);
    if (pause?.until === Number.POSITIVE_INFINITY) return { pieces, end: { pause, leftDays: left } };
    if (pause) addPiece(pieces, skipped(starts, ends, 'pause', pause.reasons));
    else if (isEveryDay) addPiece(pieces, { is: 'days', from: starts, until: ends, days: 1, dayKind: 'anyDay' });
    else addPiece(pieces, workingDay(kind, starts, ends));
    if (!pause && (isEveryDay || isWorked(kind))) left -= 1;
    if (left === 0) return { pieces, end: { at: ends } };
  }
}

function workingDay(kind: DayKind, from: number, until: number): Piece {
  return kind === 'weekend' || kind === 'holiday' ? skipped(from, until, kind) : { is: 'days', from, until, days: 1, dayKind: kind };
}
