import { refuse } from '../../shared/errors.ts';
import type { callBackOutcomes } from '../../shared/ratings.ts';

/** A visit unrated after so long is not rated any more: the memory of it would be another one's. */
const askedForMinutes = 10;
/** A reason belongs to the tap before it; the pad asks for it at once. */
const reasonWithinMinutes = 2;

/** Until when a service that ended then may be rated, UTC ms. */
export function askedUntil(finishedAt: number): number {
  return finishedAt + askedForMinutes * 60_000;
}

/** Errors: VISIT_NOT_FINISHED, VISIT_RATED, RATING_TOO_LATE. */
export function checkMayRate({ finishedAt, isRated }: { finishedAt: number | null; isRated: boolean }, nowMs: number): void {
  if (finishedAt === null) refuse('VISIT_NOT_FINISHED');
  if (isRated) refuse('VISIT_RATED');
  if (nowMs > askedUntil(finishedAt)) refuse('RATING_TOO_LATE', { minutes: askedForMinutes });
}

/** Errors: RATING_TOO_LATE. */
export function checkMayGiveReason({ ratedAt }: { ratedAt: number }, nowMs: number): void {
  if (nowMs > ratedAt + reasonWithinMinutes * 60_000) refuse('RATING_TOO_LATE', { minutes: reasonWithinMinutes });
}

/** A customer who could not be reached is tried again; every other outcome ends the matter. */
export function isCallBackDone(outcomes: readonly (typeof callBackOutcomes)[number][]): boolean {
  return outcomes.some(outcome => outcome !== 'notReached');
}
