import type { DeadlineLine } from '../../shared/deadlines.ts';
import type { PausedStretch } from './deadline-pauses.ts';

/** A stretch that was counted or left out, before it is written as a line. */
export type Piece = { from: number; until: number } & (
  | { is: 'days'; days: number; dayKind: 'anyDay' | 'workday' | 'makeUpWorkday' }
  | { is: 'time'; ms: number }
  | { is: 'skipped'; why: Extract<DeadlineLine, { code: 'skipped' }>['why']; pauseReasons: PausedStretch['reasons'] }
  | { is: 'movedOn' }
);

/** What was walked, and where it ended: at a moment, or in a pause that is still open. */
export interface Walk {
  pieces: Piece[];
  end: { at: number } | { pause: PausedStretch; leftMs?: number; leftDays?: number };
}

export function skipped(from: number, until: number, why: Extract<Piece, { is: 'skipped' }>['why'], pauseReasons: PausedStretch['reasons'] = []): Piece {
  return { is: 'skipped', from, until, why, pauseReasons };
}

/** Adds a piece, to the one before it where both say the same: a week of working days is one line. */
export function addPiece(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last && last.until === piece.from && joined(last, piece)) last.until = piece.until;
  else pieces.push({ ...piece });
}

function joined(last: Piece, piece: Piece): boolean {
  if (last.is === 'days' && piece.is === 'days' && last.dayKind === piece.dayKind) last.days += piece.days;
  else if (last.is === 'time' && piece.is === 'time') last.ms += piece.ms;
  else return last.is === 'skipped' && piece.is === 'skipped' && last.why === piece.why && last.pauseReasons.join() === piece.pauseReasons.join();
  return true;
}
