import type { BranchInputs } from '../../../shared/branch-contract.ts';

type Person = BranchInputs['setup']['createBranch']['manager'];
type NewBranch = BranchInputs['setup']['createBranch'];

/** What the wizard collects. */
export interface BranchWishes {
  branchName: string;
  trade: NewBranch['trade'];
  opensAt: string;
  closesAt: string;
  windowCount: number;
  administrator: Person;
  manager: Person;
}

export const wizardSteps = ['branch', 'administrator', 'manager', 'summary'] as const;
export type WizardStep = (typeof wizardSteps)[number];

export const emptyWishes: Partial<BranchWishes> = { trade: 'power', opensAt: '08:30', closesAt: '17:30', windowCount: 6 };

/** The form's fields that a step shows, to be valid before the next one. */
export function fieldsOf(step: WizardStep): (string | string[])[] {
  switch (step) {
    case 'branch': return ['branchName', 'trade', 'opensAt', 'closesAt', 'windowCount'];
    case 'administrator':
    case 'manager': return ['name', 'loginName', 'password', 'passwordAgain'].map(field => [step, field]);
    case 'summary': return [];
  }
}
