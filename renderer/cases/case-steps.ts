import type { BranchClient } from '../../shared/branch-contract.ts';
import type { CaseRecord } from '../../shared/cases.ts';

/** What may be done with a case as a whole, in the order it is offered: what it waits for first. */
export const caseSteps = ['publish', 'submit', 'sendBack', 'reopen', 'retire'] as const;
export type CaseStep = (typeof caseSteps)[number];

export interface StepInput { commandId: string; caseId: string; version: number; words: string; namesNobody: boolean }

export function mayTake(step: CaseStep, { may }: CaseRecord): boolean {
  return { publish: may.review, sendBack: may.sendBack, submit: may.submit, reopen: may.reopen, retire: may.retire }[step];
}

/** What a reviewer says for: nobody can be recognised where a text might name somebody, nor in a photo, which no program reads. */
export function needsLook({ personalTraces, photos }: CaseRecord): boolean {
  return personalTraces.length > 0 || photos.length > 0;
}

/** Submitting says nothing more; what takes a case away from somebody says why. */
export function wordsOf(step: CaseStep): 'none' | 'allowed' | 'needed' {
  if (step === 'submit') return 'none';
  return step === 'publish' ? 'allowed' : 'needed';
}

export function sendStep(client: BranchClient['cases'], step: CaseStep, { words, namesNobody, ...changed }: StepInput): Promise<CaseRecord> {
  switch (step) {
    case 'submit': return client.submit(changed);
    case 'publish': return client.publish({ ...changed, words, namesNobody });
    case 'sendBack': return client.sendBack({ ...changed, words });
    case 'reopen': return client.reopen({ ...changed, words });
    case 'retire': return client.retire({ ...changed, words });
  }
}
