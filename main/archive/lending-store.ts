import { and, asc, desc, eq, gte, isNotNull, isNull, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Loan } from '../../shared/lending.ts';
import { addDays } from '../../shared/calendar.ts';
import type { WorkCalendar } from '../calendar/calendar-store.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { archiveFiles } from './archive-schema.ts';
import { archiveLoans } from './lending-schema.ts';
import { dueSoonWithinDays, overdueDays } from './loan-terms.ts';
import { paperNumber } from './paper-number.ts';
import { asOnPaper, paperColumns } from './papers-store.ts';

export type StoredLoan = typeof archiveLoans.$inferSelect;
export type LoanList = 'out' | 'overdue' | 'dueSoon' | 'returned';

/** What loans are read against: lateness is reckoned when somebody looks, never stored. */
export interface AsOf {
  /** business date of the branch */
  today: string;
  calendar: WorkCalendar;
  checkpointText: string | null;
}

export async function insertLoan(tx: Transaction, loan: StoredLoan): Promise<void> {
  await tx.insert(archiveLoans).values(loan).run();
}

export async function updateLoan(tx: Transaction, loanId: string, change: Partial<StoredLoan>): Promise<void> {
  await tx.update(archiveLoans).set(change).where(eq(archiveLoans.id, loanId)).run();
}

/** The loan as stored, or null. */
export async function findLoan(reader: Queries, loanId: string): Promise<StoredLoan | null> {
  const [found] = await reader.select().from(archiveLoans).where(eq(archiveLoans.id, loanId));
  return found ?? null;
}

/** The card of one loan, or null. */
export async function readLoan(reader: Queries, loanId: string, asOf: AsOf): Promise<Loan | null> {
  const [found] = await readLoans(reader, eq(archiveLoans.id, loanId), asc(archiveLoans.id), 1, asOf);
  return found ?? null;
}

/** Cards of all files or of one: those out by due day, those returned newest first. `dueSoon`: not late, due within three days. */
export async function listLoans(reader: Queries, { which, fileId }: { which: LoanList; fileId?: string | undefined }, limit: number, asOf: AsOf): Promise<Loan[]> {
  const isOut = isNull(archiveLoans.returnedAt);
  const { today } = asOf;
  const ofFile = fileId === undefined ? undefined : eq(archiveLoans.fileId, fileId);
  if (which === 'returned') return readLoans(reader, and(ofFile, isNotNull(archiveLoans.returnedAt)), desc(archiveLoans.returnedAt), limit, asOf);
  const narrowed = {
    out: isOut,
    overdue: and(isOut, lt(archiveLoans.dueOn, today)),
    dueSoon: and(isOut, gte(archiveLoans.dueOn, today), lte(archiveLoans.dueOn, addDays(today, dueSoonWithinDays))),
  }[which];
  return readLoans(reader, and(ofFile, narrowed), asc(archiveLoans.dueOn), limit, asOf);
}

/** How many loans are out, late, due today, and due within three days (today among them). */
export async function countLoans(reader: Queries, today: string): Promise<{ out: number; overdue: number; dueToday: number; dueSoon: number }> {
  const [counts] = await reader
    .select({
      out: sql<number>`count(*)`,
      overdue: sql<number>`count(*) filter (where ${archiveLoans.dueOn} < ${today})`,
      dueToday: sql<number>`count(*) filter (where ${archiveLoans.dueOn} = ${today})`,
      dueSoon: sql<number>`count(*) filter (where ${archiveLoans.dueOn} between ${today} and ${addDays(today, dueSoonWithinDays)})`,
    })
    .from(archiveLoans).where(isNull(archiveLoans.returnedAt));
  return counts ?? { out: 0, overdue: 0, dueToday: 0, dueSoon: 0 };
}

async function readLoans(reader: Queries, which: SQL | undefined, order: SQL, limit: number, { today, calendar, checkpointText }: AsOf): Promise<Loan[]> {
  const rows = await reader.select({ loan: archiveLoans, file: paperColumns }).from(archiveLoans)
    .innerJoin(archiveFiles, eq(archiveFiles.id, archiveLoans.fileId)).where(which).orderBy(order, asc(archiveLoans.id)).limit(limit);
  return rows.map(({ loan, file }) => {
    const lateDays = overdueDays(loan, today);
    return {
      id: loan.id, number: paperNumber('J', loan), file: asOnPaper(file),
      borrowerName: loan.borrowerName, borrowerUnit: loan.borrowerUnit, borrowerContact: loan.borrowerContact, isOutsideCompany: loan.isOutsideCompany,
      reason: loan.reason, limits: loan.limits, approvedByName: loan.approvedByNames.join('、') || null, lentByName: loan.lentByName,
      lentAt: loan.lentAt, dueOn: loan.dueOn, isDueProvisional: loan.isDueByCalendar && calendar.isWorkingDay(loan.dueOn).isProvisional,
      renewals: loan.renewals, isOverdue: lateDays > 0, overdueDays: lateDays, lastRemindedAt: loan.lastRemindedAt,
      returned: loan.returnedAt === null ? null : {
        at: loan.returnedAt, condition: loan.returnCondition ?? 'good', words: loan.returnWords ?? '', receivedByName: loan.receivedByName ?? '',
      },
      checkpointText,
    };
  });
}
