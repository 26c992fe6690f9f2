import type { Deadline, DeadlineLine, TimeSpan } from '../../shared/deadlines.ts';
import type { DeadlineGround } from './deadline-ground.ts';
import { pausedStretches, type PausedStretch } from './deadline-pauses.ts';
import { skipped, type Piece, type Walk } from './deadline-pieces.ts';
import { walkDays } from './deadline-day-walk.ts';
import { walkHours } from './deadline-hour-walk.ts';
import { isInTime, reckonDeadline, startOfCounting, type DeadlineFacts } from './deadlines.ts';
import { dayText } from '../../shared/zone-days.ts';

/**
 * A deadline with the lines that lead to it, as they are shown and printed.
 *
 * The lines are not read off the reckoning: they walk from the receipt day by day and session by session until the term is used
 * up, and must arrive at the same moment. Throws an Error when they do not, since a paper with a reason that does not give its
 * date is worse than none; otherwise as `reckonDeadline`.
 */
export function explainDeadline(facts: DeadlineFacts, ground: DeadlineGround): { deadline: Deadline; lines: DeadlineLine[] } {
  const deadline = reckonDeadline(facts, ground);
  const { receivedAt, term, pauses = [], extensions = [] } = facts;
  const { zone } = ground;
  const paused = pausedStretches(pauses);
  const dayOf = (atMs: number): string => dayText(zone.dayAt(atMs));

  const firstDay = zone.dayAt(receivedAt);
  const start = startOfCounting(receivedAt, firstDay, term, ground);
  const countsAt = start.day === firstDay ? zone.startOf(firstDay + 1) : start.at;
  const lines: DeadlineLine[] = [{ code: 'received', at: receivedAt, day: dayOf(receivedAt) }];
  const write = (pieces: readonly Piece[]) => lines.push(...pieces.map(piece => lineOf(piece, dayOf)));
  if (countsAt > receivedAt) write([skipped(receivedAt, countsAt, term.countedFrom === 'nextDay' ? 'dayOfReceipt' : 'afterClosing')]);
  lines.push({ code: 'countingStarts', at: countsAt, day: dayOf(countsAt), term });

  let { pieces, end } = walk(term, countsAt, paused, ground);
  write(pieces);
  for (const { approvedAt, span, dueAtThen } of extensions) {
    if (!('at' in end)) {
      lines.push({ code: 'extended', approvedAt, span, dueAtThen: null });
      continue;
    }
    const dueAt = end.at;
    if (!isInTime(approvedAt, dueAtThen, dueAt)) {
      lines.push({ code: 'extensionTooLate', approvedAt, span, dueAtThen: dueAtThen ?? dueAt });
      continue;
    }
    lines.push({ code: 'extended', approvedAt, span, dueAtThen: dueAt });
    const nextDay = zone.startOf(zone.dayAt(dueAt - 1) + 1);
    const isInDays = span.unit === 'naturalDays' || span.unit === 'workingDays';
    if (isInDays && nextDay > dueAt) write([skipped(dueAt, nextDay, 'restOfDay')]);
    ({ pieces, end } = walk(span, isInDays ? nextDay : dueAt, paused, ground));
    write(pieces);
  }
  if ('at' in end ? end.at !== deadline.dueAt : deadline.dueAt !== null) throw new Error('the lines of a deadline do not lead to it');
  if (deadline.provisionalYears.length > 0) lines.push({ code: 'provisional', years: deadline.provisionalYears });
  if ('at' in end) lines.push({ code: 'due', at: end.at, lastDay: dayOf(end.at - 1) });
  else {
    const { pause, ...left } = end;
    lines.push({ code: 'stillPaused', since: pause.from, reasons: pause.reasons, ...left });
  }
  return { deadline, lines };
}

function walk(span: TimeSpan, from: number, paused: readonly PausedStretch[], ground: DeadlineGround): Walk {
  return span.unit === 'naturalDays' || span.unit === 'workingDays' ? walkDays(span, from, paused, ground) : walkHours(span, from, paused, ground);
}

function lineOf(piece: Piece, dayOf: (atMs: number) => string): DeadlineLine {
  const { from, until } = piece;
  const stretch = { from, until, firstDay: dayOf(from), lastDay: dayOf(until - 1) };
  switch (piece.is) {
    case 'days': return { code: 'countedDays', ...stretch, days: piece.days, dayKind: piece.dayKind };
    case 'time': return { code: 'countedTime', ...stretch, ms: piece.ms };
    case 'skipped': return { code: 'skipped', ...stretch, why: piece.why, pauseReasons: piece.pauseReasons };
    case 'movedOn': return { code: 'movedOn', ...stretch };
  }
}
