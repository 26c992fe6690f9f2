import type { Level } from '../../shared/archive.ts';
import { addMonths } from '../../shared/calendar.ts';
import { refuse } from '../../shared/errors.ts';

/** Levels that end within so many days are shown, so that an extension can be decided before (product rules, "Quarterly review"). */
export const endsSoonWithinDays = 60;

/**
 * The last day of a level that is given today, checked against its longest term; null for a level without a term, which
 * does not end. The day itself still belongs to the term.
 *
 * Errors: LEVEL_TERM_MISSING, LEVEL_TERM_TOO_LONG, DAY_PAST.
 */
export function levelEnd(level: Pick<Level, 'longestTermMonths'>, endsOn: string | null, today: string): string | null {
  const months = level.longestTermMonths;
  if (months === null) return null;
  if (endsOn === null) return refuse('LEVEL_TERM_MISSING');
  if (endsOn < today) refuse('DAY_PAST', { today });
  const latestDay = addMonths(today, months);
  if (endsOn > latestDay) refuse('LEVEL_TERM_TOO_LONG', { months, latestDay });
  return endsOn;
}

/**
 * What a change of level is: `extended` when only its end moves, else `changed`. An extension is decided before the end:
 * afterwards the file is released, whatever anybody decides.
 *
 * Errors: LEVEL_TERM_ENDED.
 */
export function kindOfLevelChange(from: { levelId: string; levelEndsOn: string | null }, toLevelId: string, today: string): 'changed' | 'extended' {
  if (from.levelEndsOn !== null && from.levelEndsOn < today) refuse('LEVEL_TERM_ENDED', { endedOn: from.levelEndsOn });
  return from.levelId === toLevelId ? 'extended' : 'changed';
}
