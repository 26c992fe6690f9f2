import type { Deadline, DeadlineExtension, DeadlineKind, DeadlineLine, DeadlinePause, DeadlineRow } from '../../shared/deadlines.ts';
import type { Standing } from './complaint-path.ts';
import type { DeadlineGround } from './deadline-ground.ts';
import { explainDeadline } from './deadline-lines.ts';
import { reckonDeadline, type DeadlineFacts } from './deadlines.ts';

/** What the deadlines of a complaint follow from, beside calendar and hours. */
export interface Promised {
  /** UTC ms */
  receivedAt: number;
  /** the row of the deadline table that holds for it */
  row: DeadlineRow;
}

type Run = Pick<Standing, 'pauses' | 'extensions' | 'extensionTimes' | 'redoAt' | 'reopenedAt' | 'firstContactAt' | 'answeredAt' | 'endedAt'>;

/** Deadlines of all kinds; null where nothing is promised. */
export type ComplaintDeadlines = Record<DeadlineKind, Deadline | null>;

/** What is due of a complaint: contact, answer and closing. */
export function deadlinesOf(promised: Promised, run: Run, ground: DeadlineGround): ComplaintDeadlines {
  const of = (kind: DeadlineKind) => {
    const facts = factsOf(kind, promised, run);
    return facts && reckonDeadline(facts, ground);
  };
  return { firstContact: of('firstContact'), answer: of('answer'), close: of('close') };
}

/** One of them with the lines that lead to it; null where nothing is promised. */
export function explainDue(kind: DeadlineKind, promised: Promised, run: Run, ground: DeadlineGround): { deadline: Deadline; lines: DeadlineLine[] } | null {
  const facts = factsOf(kind, promised, run);
  if (!facts) return null;
  const { deadline, lines } = explainDeadline(facts, ground);
  // The first line says where counting begins: of the walk it is a receipt like any other.
  return { deadline, lines: lines.map(line => line.code === 'received' ? { ...line, code: beginningOf(facts.receivedAt, run) } : line) };
}

function beginningOf(from: number, { redoAt, reopenedAt }: Run): 'received' | 'redone' | 'reopened' {
  if (from === reopenedAt) return 'reopened';
  return from === redoAt ? 'redone' : 'received';
}

/**
 * The promise that must be kept next: of those not kept yet the one that is due first. Null: none is left, or those that are
 * left stand still.
 */
export function nextDue(deadlines: ComplaintDeadlines, { firstContactAt, answeredAt, endedAt }: Run): { kind: DeadlineKind; dueAt: number; isProvisional: boolean } | null {
  if (endedAt !== null) return null;
  const open: DeadlineKind[] = ['close'];
  if (answeredAt === null) open.unshift('answer');
  if (firstContactAt === null) open.unshift('firstContact');
  const due = open.flatMap(kind => {
    const deadline = deadlines[kind];
    return deadline?.dueAt ? [{ kind, dueAt: deadline.dueAt, isProvisional: deadline.provisionalYears.length > 0 }] : [];
  });
  return due.toSorted((a, b) => a.dueAt - b.dueAt)[0] ?? null;
}

/**
 * Everything counts from the receipt, and anew from a reopening. So does the answer, until a dissatisfied call-back sends the
 * complaint back: then the same term counts anew from the call-back, and what held the first answer up is over.
 */
function factsOf(kind: DeadlineKind, { receivedAt, row }: Promised, { redoAt, reopenedAt, pauses, extensions, extensionTimes }: Run): DeadlineFacts | null {
  const term = row[kind];
  if (!term) return null;
  const from = kind === 'answer' && redoAt !== null ? redoAt : reopenedAt ?? receivedAt;
  return { receivedAt: from, term, pauses: pauses.filter(pause => endOf(pause) > from), extensions: approvedSince(from) };

  function approvedSince(since: number): DeadlineExtension[] {
    return extensions.flatMap(({ span, dueAtThen }, nth) => {
      const approvedAt = extensionTimes[nth] ?? since;
      return kind in dueAtThen && approvedAt >= since ? [{ approvedAt, span, dueAtThen: dueAtThen[kind] }] : [];
    });
  }
}

function endOf({ until }: DeadlinePause): number {
  return until ?? Number.POSITIVE_INFINITY;
}
