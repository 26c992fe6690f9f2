import * as z from 'zod';

/** answer 答复函, after a dissatisfied call-back 再次答复函, needs time 延期告知书, not ours 不予受理告知书, withdrawn 撤回确认书 */
export const letterTemplateIds = ['answer', 'afterRedo', 'needsTime', 'notOurs', 'withdrawn'] as const;

/** A template, and the moves it goes with: of those given with `answer` the first is offered first. */
export const letterTemplate = z.object({ id: z.enum(letterTemplateIds), nameZh: z.string(), nameEn: z.string(), answers: z.boolean() });
export type LetterTemplate = z.infer<typeof letterTemplate>;

export const letterTemplates: readonly LetterTemplate[] = [
  { id: 'answer', nameZh: '答复函', nameEn: 'Answer', answers: true },
  { id: 'afterRedo', nameZh: '再次答复函', nameEn: 'Answer after a redo', answers: true },
  { id: 'needsTime', nameZh: '延期告知书', nameEn: 'More time is needed', answers: false },
  { id: 'notOurs', nameZh: '不予受理告知书', nameEn: 'Not accepted', answers: false },
  { id: 'withdrawn', nameZh: '撤回确认书', nameEn: 'Withdrawal confirmed', answers: false },
];
