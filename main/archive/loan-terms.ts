import type { Level } from '../../shared/archive.ts';
import { addDays, daysFrom } from '../../shared/calendar.ts';
import { refuse } from '../../shared/errors.ts';
import type { WorkCalendar } from '../calendar/calendar-store.ts';

/** Loans due within so many days from today are shown as due soon. */
export const dueSoonWithinDays = 3;

/** Until when a file of this level may be lent from `fromDay` on. Natural days count every day, working days those of the calendar. */
export function latestDueDay(level: Pick<Level, 'loanDays' | 'loanDaysAre'>, fromDay: string, calendar: WorkCalendar): { dueOn: string; isProvisional: boolean } {
  if (level.loanDaysAre === 'natural') return { dueOn: addDays(fromDay, level.loanDays), isProvisional: false };
  const { day, isProvisional } = calendar.addWorkingDays(fromDay, level.loanDays);
  return { dueOn: day, isProvisional };
}

/** Errors: DAY_PAST, LOAN_TOO_LONG. */
export function checkDueDay(dueOn: string, latestDay: string, today: string): void {
  if (dueOn < today) refuse('DAY_PAST', { today });
  if (dueOn > latestDay) refuse('LOAN_TOO_LONG', { latestDay });
}

/**
 * A legal hold keeps a file as it is and where it can be had: it may be read in the house, but not leave the company.
 *
 * Errors: FILE_ON_HOLD.
 */
export function checkHoldAllowsLoan(file: { archiveNumber: string; holdCount: number }, isOutsideCompany: boolean): void {
  if (isOutsideCompany && file.holdCount > 0) refuse('FILE_ON_HOLD', { archiveNumber: file.archiveNumber });
}

/** Errors: LOAN_RETURNED, LOAN_RENEWED_ALREADY. */
export function checkMayRenew(loan: { returnedAt: number | null; renewals: number }, mostRenewals: number): void {
  if (loan.returnedAt !== null) refuse('LOAN_RETURNED');
  if (loan.renewals >= mostRenewals) refuse('LOAN_RENEWED_ALREADY', { max: mostRenewals });
}

/** Days a loan is late, 0 on its due day and before, and of a loan that is back. */
export function overdueDays(loan: { dueOn: string; returnedAt: number | null }, today: string): number {
  return loan.returnedAt === null ? Math.max(0, daysFrom(loan.dueOn, today)) : 0;
}
