import type { ComplaintState } from '../../shared/complaints.ts';
import type { DeadlineKind } from '../../shared/deadlines.ts';
import type { ComplaintFigure, Share } from '../../shared/summary.ts';

/** One handling of a complaint as its day sees it: from its receipt or a reopening to its end. Times in UTC ms. */
export interface DayComplaint {
  id: string;
  number: string;
  state: ComplaintState;
  handlerName: string | null;
  receivedAt: number;
  /** null: the handling that began with the receipt */
  reopenedAt: number | null;
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
/** When a handling began. */
export const beganAt = ({ receivedAt, reopenedAt }: DayComplaint): number => reopenedAt ?? receivedAt;
const isOpenAt = (handling: DayComplaint, at: number): boolean => beganAt(handling) < at && (handling.endedAt === null || handling.endedAt >= at);
const isNew = ({ receivedAt, reopenedAt }: DayComplaint, day: DaySpan): boolean => reopenedAt === null && isIn(receivedAt, day);

/**
 * Which handlings of complaints a figure counts; one that is closed, reopened and closed again on a day has ended twice on it.
 * openBefore B₀ and openAfter B₁: open at the beginning and at the end. ended: closed, refused or withdrawn. due: to be closed today;
 * onTime: of those, ended by then, so that one that ended days before it was due counts on its due day, and a late one counts on the
 * day it missed, once. repeats: received from somebody who had complained within thirty days. overdue: open, and its next promise
 * was due before the end. Source: product rules, Daily summary, 4.
 */
const counts: Record<ComplaintFigure, (complaint: DayComplaint, day: DaySpan) => boolean> = {
  openBefore: (complaint, { fromAt }) => isOpenAt(complaint, fromAt),
  received: isNew,
  reopened: ({ reopenedAt }, day) => isIn(reopenedAt, day),
  ended: ({ endedAt }, day) => isIn(endedAt, day),
  openAfter: (complaint, { untilAt }) => isOpenAt(complaint, untilAt),
  due: ({ closeDueAt }, day) => isIn(closeDueAt, day),
  onTime: ({ closeDueAt, endedAt }, day) => isIn(closeDueAt, day) && endedAt !== null && endedAt <= closeDueAt!,
  repeats: (complaint, day) => isNew(complaint, day) && complaint.isRepeat,
  overdue: ({ endedAt, nextDueAt }, { untilAt }) => endedAt === null && nextDueAt !== null && nextDueAt < untilAt,
};

/** The handlings a figure counts: what it opens. */
export function complaintsBehind(figure: ComplaintFigure, complaints: readonly DayComplaint[], day: DaySpan): DayComplaint[] {
  return complaints.filter(complaint => counts[figure](complaint, day));
}

export interface ComplaintCounts { openBefore: number; received: number; reopened: number; ended: number; openAfter: number; onTime: Share; repeats: Share }

/** Complaints of the day; each number is counted by itself, so that B₁ = B₀ + received + reopened − ended can fail. */
export function countComplaints(complaints: readonly DayComplaint[], day: DaySpan): ComplaintCounts {
  const of = (figure: ComplaintFigure): number => complaintsBehind(figure, complaints, day).length;
  return {
    openBefore: of('openBefore'), received: of('received'), reopened: of('reopened'), ended: of('ended'), openAfter: of('openAfter'),
    onTime: { part: of('onTime'), of: of('due') }, repeats: { part: of('repeats'), of: of('received') },
  };
}

/** Received per 1,000 visits that ended; null when none did. Source: product rules, Daily summary, 4. */
export function perThousandServed(received: number, served: number): number | null {
  return served === 0 ? null : 1000 * received / served;
}
