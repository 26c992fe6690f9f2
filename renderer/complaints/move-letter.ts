import type { MoveKind, RefusalReason, WithdrawalReason } from '../../shared/complaint-steps.ts';
import type { letterTemplateIds } from '../../shared/complaint-letters.ts';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { answerTemplateOf, type MoveValues } from './move-fields.ts';

type TemplateId = (typeof letterTemplateIds)[number];

/** What a letter's draft is asked for with. */
export interface LetterAsked { templateId: TemplateId; refusal?: RefusalReason | undefined; withdrawal?: WithdrawalReason | undefined }

/** The letter that goes out with a move as far as its dialog is filled in; null: none does. An anonymous complainant gets the answer alone, as the record of it. */
export function letterOfMove(move: MoveKind, story: Pick<ComplaintStory, 'form' | 'redoCount' | 'reopenCount'>, values: MoveValues): LetterAsked | null {
  if (move === 'answered') return { templateId: (values['templateId'] as TemplateId | undefined) ?? answerTemplateOf(story) };
  if (story.form.isAnonymous) return null;
  if (move === 'refused') return { templateId: 'notOurs', refusal: values['reason'] as RefusalReason | undefined };
  if (move === 'extensionDecided' && values['isApproved'] === true) return { templateId: 'needsTime' };
  // Taken in by mistake, nobody has withdrawn anything that could be confirmed.
  const isWithdrawn = move === 'withdrawn' && values['reason'] !== undefined && values['reason'] !== 'mistake';
  return isWithdrawn ? { templateId: 'withdrawn', withdrawal: values['reason'] as WithdrawalReason } : null;
}
