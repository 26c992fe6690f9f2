import type { TimeSpan } from '../../shared/deadlines.ts';
import type { DeadlineGround } from './deadline-ground.ts';
import type { PausedStretch } from './deadline-pauses.ts';
import { addPiece, skipped, type Piece, type Walk } from './deadline-pieces.ts';
import { whyClosed } from './work-hours.ts';

/** More pieces than these are told by runs of days. */
const mostPieces = 9;

/** Walks session after session from a moment until the span is used up; a long walk is told by runs of days. */
export function walkHours(span: Extract<TimeSpan, { within: string }>, from: number, paused: readonly PausedStretch[], ground: DeadlineGround): Walk {
  const pieces: Piece[] = [];
  let left = span.amount * (span.unit === 'hours' ? 3_600_000 : 60_000);
  for (const piece of withPauses(span.within === 'hallHours' ? hallDays(from, ground) : [{ is: 'time', from, until: Number.POSITIVE_INFINITY, ms: 0 }], paused)) {
    if (piece.until === Number.POSITIVE_INFINITY && piece.is === 'skipped') {
      const pause = paused.at(-1)!;
      return { pieces: byRuns(pieces), end: { pause, leftMs: left } };
    }
    if (piece.is === 'skipped') {
      addPiece(pieces, piece);
      continue;
    }
    const ms = Math.min(left, piece.until - piece.from);
    addPiece(pieces, { is: 'time', from: piece.from, until: piece.from + ms, ms });
    left -= ms;
    if (left === 0) return { pieces: byRuns(pieces), end: { at: piece.from + ms } };
  }
  throw new Error('days have no end');
}

/** Open and closed stretches of the hall from a moment on, without end. */
function* hallDays(from: number, { zone, kinds, hours }: DeadlineGround): Generator<Piece> {
  for (let day = zone.dayAt(from); ; day += 1) {
    const ends = zone.startOf(day + 1);
    const sessions = hours.openOn(day);
    let at = Math.max(from, zone.startOf(day));
    for (const [nth, session] of sessions.entries()) {
      if (session.until <= at) continue;
      if (session.from > at) yield skipped(at, session.from, nth === 0 ? 'closed' : 'lunch');
      const opens = Math.max(at, session.from);
      yield { is: 'time', from: opens, until: session.until, ms: 0 };
      at = session.until;
    }
    if (at < ends) yield skipped(at, ends, sessions.length === 0 ? whyClosed(day, kinds) : 'closed');
  }
}

/** The same stretches, cut where a pause begins or ends. What lies in a pause is left out because of it. */
function* withPauses(pieces: Iterable<Piece>, paused: readonly PausedStretch[]): Generator<Piece> {
  for (const piece of pieces) {
    let { from } = piece;
    while (from < piece.until) {
      const at = from;
      const pause = paused.find(each => each.until > at && each.from < piece.until);
      if (!pause) {
        yield { ...piece, from };
        break;
      }
      if (pause.from > from) yield { ...piece, from, until: pause.from };
      const begins = Math.max(from, pause.from);
      from = pause.until === Number.POSITIVE_INFINITY ? pause.until : Math.min(piece.until, pause.until);
      yield skipped(begins, from, 'pause', pause.reasons);
    }
  }
}

/** Days with nothing but sessions, lunch and nights between them become one line: what counted, from the first to the last session. */
function byRuns(pieces: Piece[]): Piece[] {
  if (pieces.length <= mostPieces) return pieces;
  const runs: Piece[] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    const before = runs.at(-2);
    if (piece.is === 'time' && run && isNightOrLunch(run) && before?.is === 'time') {
      runs.pop();
      before.until = piece.until;
      before.ms += piece.ms;
    } else runs.push({ ...piece });
  }
  return runs;
}

function isNightOrLunch(piece: Piece): boolean {
  return piece.is === 'skipped' && (piece.why === 'lunch' || piece.why === 'closed');
}
