import type { CaseEventKind, CaseForm, CaseState, PersonalTrace } from '../../shared/cases.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Role } from '../../shared/staff.ts';

/** Whoever reads or moves a case. */
export interface CasePerson { staffId: string; roles: readonly Role[] }

/** What of a case decides who may do what. */
export interface CaseStanding {
  state: CaseState;
  authorId: string;
  /** who saved its text last: the author or a reviewer */
  lastWriterId: string;
  /** null: what it says now was not reviewed */
  publishedAt: number | null;
}

export type CaseAct = 'save' | 'submit' | 'publish' | 'sendBack' | 'reopen' | 'retire' | 'check';

/**
 * From where an act may be taken, and what it is refused with elsewhere. A draft nobody needs is retired too: nothing is deleted,
 * so numbers have no gaps; and what was retired may come back.
 */
const mayFollow: Record<CaseAct, { from: readonly CaseState[]; otherwise: ErrorCode & `CASE_NOT_${string}` }> = {
  save: { from: ['draft'], otherwise: 'CASE_NOT_DRAFT' },
  submit: { from: ['draft'], otherwise: 'CASE_NOT_DRAFT' },
  publish: { from: ['inReview'], otherwise: 'CASE_NOT_IN_REVIEW' },
  sendBack: { from: ['inReview'], otherwise: 'CASE_NOT_IN_REVIEW' },
  reopen: { from: ['published', 'retired'], otherwise: 'CASE_NOT_PUBLISHED' },
  retire: { from: ['published', 'draft'], otherwise: 'CASE_NOT_PUBLISHED' },
  check: { from: ['published'], otherwise: 'CASE_NOT_PUBLISHED' },
};

/** Where an act that moves a case leads, and how its history names it. */
export const moves = {
  submit: { state: 'inReview', event: 'submitted' },
  publish: { state: 'published', event: 'published' },
  sendBack: { state: 'draft', event: 'sentBack' },
  reopen: { state: 'draft', event: 'reopened' },
  retire: { state: 'retired', event: 'retired' },
} as const satisfies Partial<Record<CaseAct, { state: CaseState; event: CaseEventKind }>>;

export function isReviewer({ roles }: CasePerson): boolean {
  return roles.includes('archivist') || roles.includes('manager');
}

/** Everybody reads what was reviewed; what was not, its author, reviewers and auditors. */
export function mayRead({ publishedAt, authorId }: Pick<CaseStanding, 'publishedAt' | 'authorId'>, reader: CasePerson): boolean {
  return publishedAt !== null || authorId === reader.staffId || isReviewer(reader) || reader.roles.includes('auditor');
}

/**
 * Why somebody may not do this with the case now; null when they may. Four eyes: neither its author nor whoever saved its text
 * last publishes it.
 */
export function actFault(act: CaseAct, { state, authorId, lastWriterId }: CaseStanding, by: CasePerson): (ErrorCode & (`CASE_NOT_${string}` | 'NOT_YOUR_CASE' | 'OWN_CASE')) | null {
  const { from, otherwise } = mayFollow[act];
  if (!from.includes(state)) return otherwise;
  if (act === 'save' || act === 'submit') return authorId === by.staffId || isReviewer(by) ? null : 'NOT_YOUR_CASE';
  if (!isReviewer(by)) return 'NOT_YOUR_CASE';
  return act === 'publish' && [authorId, lastWriterId].includes(by.staffId) ? 'OWN_CASE' : null;
}

const wanted = ['title', 'classId', 'channel', 'problem', 'cause', 'responsibleUnit', 'remedy', 'lesson', 'avoidance'] as const satisfies readonly (keyof CaseForm)[];

/** What is still to be filled in before it can be submitted. */
export function missingFields(form: CaseForm): string[] {
  return wanted.filter(field => form[field] === null || form[field] === '');
}

/** What a reviewer has to look at before saying that it names nobody: fields with traces, and photos, which no program reads. */
export function toLookAt(traces: readonly PersonalTrace[], photoCount: number): string[] {
  return [...new Set(traces.map(({ field }) => field)), ...photoCount > 0 ? ['photos'] : []];
}

const day = 24 * 60 * 60_000;

/** When a case is looked at again after `at`, UTC ms: three months after it was published or heeded, one after it recurred. */
export function nextCheck(after: 'published' | 'avoided' | 'recurred', at: number): number {
  return at + (after === 'recurred' ? 30 : 90) * day;
}
