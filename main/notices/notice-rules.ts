import { refuse } from '../../shared/errors.ts';
import { noticeUrgencies, type NoticeStanding, type NoticeUrgency } from '../../shared/notices.ts';

export interface NoticeDates {
  fromDate: string;
  toDate: string;
  postedAt: number | null;
  withdrawnAt: number | null;
}

/** Where a notice stands on a business date: both days of its term belong to it. */
export function standingOf({ fromDate, toDate, postedAt, withdrawnAt }: NoticeDates, today: string): NoticeStanding {
  if (withdrawnAt !== null) return 'withdrawn';
  if (postedAt === null) return 'draft';
  if (today < fromDate) return 'scheduled';
  return today > toDate ? 'ended' : 'showing';
}

/** The most urgent first; of equal ones the one posted last. */
export function compareShown(one: { urgency: NoticeUrgency; postedAt: number | null }, other: { urgency: NoticeUrgency; postedAt: number | null }): number {
  return noticeUrgencies.indexOf(other.urgency) - noticeUrgencies.indexOf(one.urgency) || (other.postedAt ?? 0) - (one.postedAt ?? 0);
}

interface Owned extends NoticeDates { side: 'branch' | 'headquarters' }

/**
 * A notice may be changed until somebody could have read it: words that change after a receipt would make the receipt a lie.
 *
 * Errors: NOTICE_FROM_HEADQUARTERS, NOTICE_SHOWN (showing or ended), NOTICE_WITHDRAWN.
 */
export function checkMayChange(notice: Owned, today: string): void {
  if (notice.side === 'headquarters') refuse('NOTICE_FROM_HEADQUARTERS');
  const standing = standingOf(notice, today);
  if (standing === 'withdrawn') refuse('NOTICE_WITHDRAWN');
  if (standing === 'showing' || standing === 'ended') refuse('NOTICE_SHOWN');
}

/** Errors: NOTICE_FROM_HEADQUARTERS, NOTICE_WITHDRAWN, NOTICE_SHOWN (posted already), NOTICE_TERM_OVER (nobody would ever see it). */
export function checkMayPost(notice: Owned, today: string): void {
  if (notice.side === 'headquarters') refuse('NOTICE_FROM_HEADQUARTERS');
  if (notice.withdrawnAt !== null) refuse('NOTICE_WITHDRAWN');
  if (notice.postedAt !== null) refuse('NOTICE_SHOWN');
  if (notice.toDate < today) refuse('NOTICE_TERM_OVER', { toDate: notice.toDate });
}

/** Errors: NOTICE_FROM_HEADQUARTERS, NOTICE_WITHDRAWN. */
export function checkMayWithdraw(notice: Owned): void {
  if (notice.side === 'headquarters') refuse('NOTICE_FROM_HEADQUARTERS');
  if (notice.withdrawnAt !== null) refuse('NOTICE_WITHDRAWN');
}
