import * as z from 'zod';
import { caseForm } from '../../../shared/cases.ts';
import { trades } from '../../../shared/staff.ts';
import bank from './bank.json' with { type: 'json' };
import insurance from './insurance.json' with { type: 'json' };
import power from './power.json' with { type: 'json' };
import property from './property.json' with { type: 'json' };
import tuning from './tuning.json' with { type: 'json' };

// Complaints with the one case each that is about the same matter, written by hand, to judge the search of the case library:
// what is tuned is tuned on `tuning.json` alone, and judged on the held-out files nobody has tuned on.

/**
 * How far a complaint's words are from its case's: near says it in the words of the trade; varied shares a few words; far
 * shares next to none and may only circumscribe the matter.
 */
export const pairWordings = ['near', 'varied', 'far'] as const;

const { shape } = caseForm;
const casePair = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z0-9]+)+$/),
  trade: z.enum(trades),
  wording: z.enum(pairWordings),
  complaint: z.strictObject({ what: z.string().min(40).max(200), remedySought: z.string().min(1).max(300) }),
  case: z.strictObject({
    title: shape.title.min(1), problem: shape.problem.min(1), cause: shape.cause.min(1), responsibleUnit: shape.responsibleUnit.min(1),
    remedy: shape.remedy.min(1), lesson: shape.lesson.min(1), avoidance: shape.avoidance.min(1), keywords: shape.keywords.min(2),
  }),
});
export type CasePair = z.infer<typeof casePair>;

export function readTuningPairs(): CasePair[] {
  return z.array(casePair).parse(tuning);
}

/** Those of every trade, in the order of the trades. */
export function readHeldOutPairs(): CasePair[] {
  const ofTrade = { power, bank, insurance, property };
  return trades.flatMap(trade => z.array(casePair).parse(ofTrade[trade]));
}
