import type { BranchClient } from '../../shared/branch-contract.ts';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { callBackOutcome, refusalReason, reopeningReason, returnReason, withdrawalReason, type MoveKind } from '../../shared/complaint-steps.ts';
import { deadlinePauseReasons } from '../../shared/deadlines.ts';

/** What a move's dialog has filled in, by the names of its fields. */
export type MoveValues = Record<string, string | number | boolean | readonly string[] | undefined>;
export interface MoveField {
  name: string;
  /** key of its label where that is not its name's */
  label?: string;
  kind: 'select' | 'choice' | 'line' | 'words' | 'letter';
  isNeeded: boolean;
  maxLength?: number;
  initial?: string | number | boolean | undefined;
  /** values with the keys of their texts */
  options?: { value: string | number | boolean; text: string }[];
}

const words = (isNeeded: boolean, maxLength = 1000): MoveField => ({ name: 'words', kind: 'words', isNeeded, maxLength, initial: '' });
const reason = (group: string, values: readonly string[]): MoveField => ({ name: 'reason', kind: 'choice', isNeeded: true, options: values.map(value => ({ value, text: `${group}.${value}` })) });
const how = (values: readonly string[]): MoveField => ({ name: 'how', kind: 'choice', isNeeded: true, initial: values[0], options: values.map(value => ({ value, text: `how.${value}` })) });
const grade = (name: 'urgency' | 'impact', initial: number): MoveField => ({ name, kind: 'choice', isNeeded: true, initial, options: [1, 2, 3].map(value => ({ value, text: `${name}.${value}` })) });
const yesNo = (name: string, yes: string, no: string): MoveField => ({ name, kind: 'choice', isNeeded: true, options: [{ value: true, text: yes }, { value: false, text: no }] });
const handler: MoveField = { name: 'handlerId', kind: 'select', isNeeded: true };
const letter: MoveField = { name: 'text', kind: 'letter', isNeeded: true, maxLength: 4000, initial: '' };
const area = (name: string, isNeeded: boolean, maxLength = 1000): MoveField => ({ name, kind: 'words', isNeeded, maxLength, initial: '' });

/** The answer's template: who was answered before is answered again. */
export function answerTemplateOf({ redoCount, reopenCount }: Pick<ComplaintStory, 'redoCount' | 'reopenCount'>): 'answer' | 'afterRedo' {
  return redoCount > 0 || reopenCount > 0 ? 'afterRedo' : 'answer';
}

/** What each move asks for; the letter only where one goes out, as `letterOfMove` says. */
export function fieldsOf(move: MoveKind, story: ComplaintStory): MoveField[] {
  switch (move) {
    case 'assessed': return [{ name: 'classId', kind: 'select', isNeeded: true, initial: story.classId }, grade('urgency', story.form.urgency), grade('impact', story.form.impact), words(false)];
    case 'refused': return [reason('refusal', refusalReason.options), letter, story.form.isAnonymous ? words(true) : { ...words(false), label: 'internalWords' }];
    case 'dispatched': return [handler, words(false)];
    case 'taken': return [];
    case 'returned': return [reason('return', returnReason.options), words(true, 500)];
    case 'contacted': return [how(['phone', 'visit', 'counter', 'letter']), words(true)];
    case 'noted': return [words(true, 2000)];
    case 'paused': return [reason('pause', deadlinePauseReasons), words(true, 500)];
    case 'resumed': return [words(false)];
    case 'extensionAsked': return [area('why', true, 500)];
    case 'extensionDecided': return [yesNo('isApproved', 'detail.approved', 'detail.notApproved'), letter, words(true, 500)];
    case 'answered': return [{ name: 'templateId', kind: 'select', isNeeded: true, initial: answerTemplateOf(story) }, letter, how(['letter', 'phone', 'counter', 'message'])];
    case 'calledBack': return [{ name: 'outcome', kind: 'choice', isNeeded: true, options: callBackOutcome.options.map(value => ({ value, text: `outcome.${value}` })) }, words(false)];
    case 'closed': return [
      yesNo('isJustified', 'detail.justified', 'detail.notJustified'), area('cause', true), { name: 'responsibleUnit', kind: 'line', isNeeded: true, maxLength: 80, initial: '' }, area('remedy', true), area('lesson', false), area('noLessonBecause', false, 300),
    ];
    case 'reopened': return [reason('reopening', reopeningReason.options), handler, words(true, 500)];
    case 'withdrawn': return [reason('withdrawal', withdrawalReason.options), letter, words(true, 500)];
  }
}

/** Sends a move with what its dialog asked for; the service checks every value against the contract. */
export function sendMove(client: BranchClient['complaints'], move: MoveKind, asked: { commandId: string; complaintId: string; expectedSteps: number }, { photoIds, ...values }: MoveValues, story: ComplaintStory): Promise<ComplaintStory> {
  const input = { ...asked, ...values } as never;
  switch (move) {
    case 'assessed': return client.assess(input);
    case 'refused': return client.refuse(input);
    case 'dispatched': return client.dispatch(input);
    case 'taken': return client.take(input);
    case 'returned': return client.giveBack(input);
    case 'contacted': return client.contact(input);
    case 'noted': return client.note({ ...asked, words: String(values['words']), photoIds: [...photoIds as readonly string[]] });
    case 'paused': return client.pause(input);
    case 'resumed': return client.resume(input);
    case 'extensionAsked': return client.askExtension({ ...asked, ruleId: story.nextExtension?.id ?? '', reason: String(values['why']) });
    case 'extensionDecided': return client.decideExtension(input);
    case 'answered': return client.answer(input);
    case 'calledBack': return client.callBack(input);
    case 'closed': return client.close(input);
    case 'reopened': return client.reopen(input);
    case 'withdrawn': return client.withdraw(input);
  }
}
