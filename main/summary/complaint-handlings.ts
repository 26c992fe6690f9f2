import type { DayComplaint } from './complaint-figures.ts';

/** A complaint as it is now: of one that was reopened its last handling. */
export type PresentComplaint = Omit<DayComplaint, 'reopenedAt'>;

/** A step that begins or ends a handling, or says whose it is; `at` in UTC ms. */
export interface HandlingStep {
  kind: 'dispatched' | 'closed' | 'reopened';
  at: number;
  handlerName: string | null;
  /** of a reopening: by when it was to be closed before */
  closeDueAtThen: number | null;
}

/**
 * The handlings of a complaint, the first first: from its receipt to its closing, and from each reopening to the next. A day that is
 * past keeps its closing when the complaint is reopened later. A promise to close counts with the handling it was made for, unless
 * the reopening came before it was due: then the new one has taken its place. `steps` in the order they were taken.
 */
export function handlingsOf(complaint: PresentComplaint, steps: readonly HandlingStep[]): DayComplaint[] {
  const former: DayComplaint[] = [];
  let reopenedAt: number | null = null;
  let handlerName: string | null = null;
  let endedAt: number | null = null;
  for (const step of steps) {
    if (step.kind === 'closed') endedAt = step.at;
    else {
      if (step.kind === 'reopened') {
        const { closeDueAtThen } = step;
        const closeDueAt = closeDueAtThen !== null && closeDueAtThen <= step.at ? closeDueAtThen : null;
        former.push({ ...complaint, state: 'closed', reopenedAt, handlerName, endedAt, closeDueAt, nextKind: null, nextDueAt: null });
        reopenedAt = step.at;
      }
      handlerName = step.handlerName;
    }
  }
  return [...former, { ...complaint, reopenedAt }];
}
