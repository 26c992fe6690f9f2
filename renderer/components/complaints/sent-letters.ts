import type { letterTemplateIds } from '../../../shared/complaint-letters.ts';
import type { ComplaintStep, MoveKind } from '../../../shared/complaint-steps.ts';

/** A letter that went out with a step. */
export interface SentLetter { number: string; templateId: string; text: string }

const templateOfStep: Partial<Record<MoveKind, (typeof letterTemplateIds)[number]>> = { refused: 'notOurs', extensionDecided: 'needsTime', withdrawn: 'withdrawn' };

/** The letters of a complaint, the first first. */
export function lettersOf(steps: readonly Pick<ComplaintStep, 'facts'>[]): SentLetter[] {
  return steps.flatMap(({ facts }) => {
    if (!('letterNumber' in facts) || facts.letterNumber === undefined) return [];
    const templateId = facts.kind === 'answered' ? facts.templateId : templateOfStep[facts.kind] ?? 'answer';
    return [{ number: facts.letterNumber, templateId, text: facts.text ?? '' }];
  });
}
