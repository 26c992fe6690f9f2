import { addDays } from '../../shared/calendar.ts';
import { refuse } from '../../shared/errors.ts';
import type { Measure } from '../../shared/satisfaction.ts';

/** As long before as after, so that like is compared with like; a month of a hall has every weekday four times. */
const comparedDays = 28;

interface Days { createdOn: string; dueOn: string; doneOn: string | null; checkedOn: string | null }

export function standingOfMeasure({ dueOn, doneOn, checkedOn }: Days, today: string): Measure['standing'] {
  if (checkedOn !== null) return 'checked';
  if (doneOn !== null) return 'done';
  return today > dueOn ? 'overdue' : 'open';
}

/**
 * The business dates whose figures tell what a measure did: the weeks before the day it was written, and the weeks after the
 * day it was done, up to yesterday, as today is not over. Neither day itself belongs to either.
 *
 * Errors: MEASURE_NOT_DONE, MEASURE_TOO_EARLY with the first day on which there is a whole day to look at.
 */
export function comparedSpans({ createdOn, doneOn }: Days, today: string) {
  if (doneOn === null) refuse('MEASURE_NOT_DONE');
  const firstAfter = addDays(doneOn, 1);
  const yesterday = addDays(today, -1);
  if (yesterday < firstAfter) refuse('MEASURE_TOO_EARLY', { fromDate: addDays(doneOn, 2) });
  const lastAfter = addDays(doneOn, comparedDays);
  return {
    before: { fromDate: addDays(createdOn, -comparedDays), toDate: addDays(createdOn, -1) },
    after: { fromDate: firstAfter, toDate: lastAfter < yesterday ? lastAfter : yesterday },
  };
}
