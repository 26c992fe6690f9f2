import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { businessDate, commandId, instant, procedure, rowId } from './command.ts';
import { maskedCustomer } from './customers.ts';

/** 很满意 满意 一般 不满意 很不满意, best first. Not rated is never one of them. */
export const ratingScores = ['verySatisfied', 'satisfied', 'neutral', 'dissatisfied', 'veryDissatisfied'] as const;
export const ratingScore = z.enum(ratingScores);
export type RatingScore = z.infer<typeof ratingScore>;

/** 不满意 and 很不满意: they ask for a reason and offer the manager. */
export function isBadRating(score: RatingScore): boolean {
  return score === 'dissatisfied' || score === 'veryDissatisfied';
}

export const ratingReasons = ['waiting', 'attitude', 'competence', 'explanation', 'procedure', 'other'] as const;
export const ratingReason = z.enum(ratingReasons);
export type RatingReason = z.infer<typeof ratingReason>;

/** pad: the customer's own tap; counter: the clerk put down what the customer said (顾客当面评价) */
export const ratingSources = ['pad', 'counter'] as const;

/** A service just ended that its customer may still rate. */
export const askedVisit = z.object({ visitId: rowId, ticketNumber: z.string(), finishedAt: instant, askedUntilAt: instant });
export type AskedVisit = z.infer<typeof askedVisit>;

/** All a pad shows: where it stands and what it asks about now. No person in it. */
export const padView = z.object({ branchName: z.string(), windowNumber: z.number().int(), asking: askedVisit.nullable() });
export type PadView = z.infer<typeof padView>;

export const callBackOutcomes = ['content', 'stillUnhappy', 'notReached', 'notWanted'] as const;
export const callBackOutcome = z.enum(callBackOutcomes);

const callBackAttempt = z.object({ at: instant, byStaffName: z.string(), outcome: callBackOutcome, words: z.string() });

/** A bad rating and what the manager did about it. Done when an attempt came to an end with the customer. */
export const badRating = z.object({
  id: rowId, ratedAt: instant, businessDate, score: ratingScore, reason: ratingReason.nullable(), source: z.enum(ratingSources),
  ticketNumber: z.string(), serviceNameZh: z.string(), serviceNameEn: z.string(), windowNumber: z.number().int(), staffName: z.string(),
  customer: maskedCustomer.nullable(), attempts: z.array(callBackAttempt), isDone: z.boolean(), isOwn: z.boolean().describe('the rated service was the reader’s own'),
});
export type BadRating = z.infer<typeof badRating>;

const clerk = { access: ['clerk', 'manager'] } as const;
const score = { score: ratingScore, reason: ratingReason.nullable() };

export const ratingsContract = {
  /** What the pad at its window asks now. Errors: STATION_NOT_A_PAD. */
  watchPad: procedure.meta({ access: 'station' }).output(eventIterator(padView)),
  /** The customer's tap. Errors: STATION_NOT_A_PAD, VISIT_NOT_FOUND, VISIT_NOT_FINISHED, VISIT_RATED, RATING_TOO_LATE. */
  rate: procedure.meta({ access: 'station' }).input(z.object({ commandId, visitId: rowId, score: ratingScore })).output(z.object({ ratedAt: instant })),
  /** Why it was bad, on the same pad just after. Errors: STATION_NOT_A_PAD, VISIT_NOT_FOUND, RATING_TOO_LATE. */
  giveReason: procedure.meta({ access: 'station' }).input(z.object({ commandId, visitId: rowId, reason: ratingReason })).output(z.object({ ratedAt: instant })),

  /** The newest visit ended at this window that may still be rated; null when there is none. */
  watchWindow: procedure.meta(clerk).input(z.object({ windowId: rowId })).output(eventIterator(askedVisit.nullable())),
  /** What the customer said aloud, put down by the clerk who served; marked as such for good. Errors as `rate`, and NOT_YOUR_VISIT. */
  recordAtCounter: procedure.meta(clerk).input(z.object({ commandId, visitId: rowId, ...score })).output(z.object({ ratedAt: instant })),

  /** Bad ratings to call back, the oldest first; done ones the newest first. At most 200. */
  badRatings: procedure.meta({ access: ['manager', 'auditor'] }).input(z.object({ which: z.enum(['open', 'done']) })).output(z.object({ ratings: z.array(badRating), openCount: z.number().int() })),
  /** One attempt to call the customer back. Errors: RATING_NOT_FOUND, RATING_OWN_SERVICE, CALL_BACK_DONE. */
  recordCallBack: procedure.meta({ access: ['manager'] })
    .input(z.object({ commandId, ratingId: rowId, outcome: callBackOutcome, words: z.string().trim().max(300) })).output(z.object({ isDone: z.boolean() })),
};
