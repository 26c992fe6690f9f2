import type { ComplaintState } from '../../shared/complaints.ts';
import type { DeadlineKind } from '../../shared/deadlines.ts';
import type { ComplaintFigure, Share } from '../../shared/summary.ts';

/** A complaint as its day sees it. Times in UTC ms. */
export interface DayComplaint {
  id: string;
  number: string;
  state: ComplaintState;
  handlerName: string | null;
  receivedAt: number;
  /** closed, refused or withdrawn; null while it is open */
  endedAt: number | null;
  /** by when it must be closed, as it was reckoned last; null: nothing is promised, or its deadline stands still */
  closeDueAt: number | null;
  nextKind: DeadlineKind | null;
  nextDueAt: number | null;
  /** the same customer, telephone, account or address complained within thirty days before */
  isRepeat: boolean;
}

/** [fromAt, untilAt), UTC ms. */
export interface DaySpan { fromAt: number; untilAt: number }

const isIn = (at: number | null, { fromAt, untilAt }: DaySpan): boolean => at !== null && at >= fromAt && at < untilAt;
const isOpenAt = ({ receivedAt, endedAt }: DayComplaint, at: number): boolean => receivedAt < at && (endedAt === null || endedAt >= at);

/**
 * Which complaints a figure counts. openBefore B₀ and openAfter B₁: open at the beginning and at the end. ended: closed,
 * refused or withdrawn. due: to be closed today; onTime: of those, ended by then, so that one that ended days before it was due
 * counts on its due day, and a late one counts on the day it missed, once. repeats: received from somebody who had complained
 * within thirty days. overdue: open, and its next promise was due before the end. Source: product rules, Daily summary, 4.
 */
const counts: Record<ComplaintFigure, (complaint: DayComplaint, day: DaySpan) => boolean> = {
  openBefore: (complaint, { fromAt }) => isOpenAt(complaint, fromAt),
  received: ({ receivedAt }, day) => isIn(receivedAt, day),
  ended: ({ endedAt }, day) => isIn(endedAt, day),
  openAfter: (complaint, { untilAt }) => isOpenAt(complaint, untilAt),
  due: ({ closeDueAt }, day) => isIn(closeDueAt, day),
  onTime: ({ closeDueAt, endedAt }, day) => isIn(closeDueAt, day) && endedAt !== null && endedAt <= closeDueAt!,
  repeats: ({ receivedAt, isRepeat }, day) => isIn(receivedAt, day) && isRepeat,
  overdue: ({ endedAt, nextDueAt }, { untilAt }) => endedAt === null && nextDueAt !== null && nextDueAt < untilAt,
};

/** The complaints a figure counts: what it opens. */
export function complaintsBehind(figure: ComplaintFigure, complaints: readonly DayComplaint[], day: DaySpan): DayComplaint[] {
  return complaints.filter(complaint => counts[figure](complaint, day));
}

export interface ComplaintCounts { openBefore: number; received: number; ended: number; openAfter: number; onTime: Share; repeats: Share }

/**
 * Complaints of the day; each number is counted by itself, so that B₁ = B₀ + received − ended can fail. A complaint that ended
 * is not opened again (what comes of it is a new one), so the "reopened" of the rule is 0 by construction.
 */
export function countComplaints(complaints: readonly DayComplaint[], day: DaySpan): ComplaintCounts {
  const of = (figure: ComplaintFigure): number => complaintsBehind(figure, complaints, day).length;
  return {
    openBefore: of('openBefore'), received: of('received'), ended: of('ended'), openAfter: of('openAfter'),
    onTime: { part: of('onTime'), of: of('due') }, repeats: { part: of('repeats'), of: of('received') },
  };
}

/** Received per 1,000 visits that ended; null when none did. Source: product rules, Daily summary, 4. */
export function perThousandServed(received: number, served: number): number | null {
  return served === 0 ? null : 1000 * received / served;
}
