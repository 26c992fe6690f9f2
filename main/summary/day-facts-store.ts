import { between, eq, sql } from 'drizzle-orm';
import { addDays, dayNumberOf } from '../../shared/calendar.ts';
import { zoneDays } from '../../shared/zone-days.ts';
import { witnessedUpTo } from '../access-log/access-log-checkpoints-store.ts';
import { logSize } from '../access-log/access-log-tree-store.ts';
import { listClockCorrections, readDashboard } from '../access-log/log-figures-store.ts';
import { archiveLoans } from '../archive/lending-schema.ts';
import { countLoans } from '../archive/lending-store.ts';
import type { PresentBranch } from '../branch/branch-parts.ts';
import { outagesWithin } from '../branch/outages-store.ts';
import { readCalendar } from '../calendar/calendar-store.ts';
import { caseChecks, cases } from '../cases/cases-schema.ts';
import { hallOpenOn } from '../complaints/deadline-ground-store.ts';
import type { Queries } from '../database/database.ts';
import { listFailedPrints } from '../printing/print-jobs-store.ts';
import { listPlacesKept } from '../queue/appointments-store.ts';
import { listServices } from '../queue/catalogue-store.ts';
import { businessDays, windows } from '../queue/queue-schema.ts';
import { countCallBacks, countTotal } from '../satisfaction/figures-store.ts';
import { readLine } from '../sync/line-store.ts';
import { readSyncState } from '../sync/sync-state-store.ts';
import { readDayComplaints } from './complaint-facts-store.ts';
import type { DaySpan } from './complaint-figures.ts';
import { dayKindOf } from './day-kind.ts';
import type { DayFacts } from './day-summary.ts';
import { readDayItems } from './item-facts-store.ts';
import { readDayTickets, readIssueTimes, readTicketSteps, readWindowChanges } from './ticket-facts-store.ts';

/** Which day is read, for which branch, when. */
export interface DayAsked { businessDate: string; branch: Pick<PresentBranch, 'name' | 'timeZone' | 'settings'>; nowMs: number }

/** A business date as moments: midnight to midnight of the branch. */
export function spanOf({ businessDate, branch }: { businessDate: string; branch: { timeZone: string } }): DaySpan {
  const zone = zoneDays(branch.timeZone);
  const day = dayNumberOf(businessDate);
  return { fromAt: zone.startOf(day), untilAt: zone.startOf(day + 1) };
}

/** Everything a day's figures follow from, in one snapshot, in some twenty statements on sets however large the day was. */
export async function readDayFacts(reader: Queries, asked: DayAsked): Promise<DayFacts> {
  const { businessDate, branch, nowMs } = asked;
  const day = spanOf(asked);
  const [closed] = await reader.select({ closedAt: businessDays.closedAt }).from(businessDays).where(eq(businessDays.businessDate, businessDate));
  const calendar = await readCalendar(reader);
  const { headquartersName, waiting } = await readSyncState(reader);
  const scope = { fromDate: businessDate, toDate: businessDate, serviceId: null, windowId: null };
  const cutOffAt = Math.min(closed?.closedAt ?? nowMs, day.untilAt);
  const complaints = await readDayComplaints(reader, day.fromAt, day.untilAt);
  return {
    head: {
      businessDate, branchName: branch.name, ...dayKindOf(calendar, businessDate), cutOffAt, isOver: closed !== undefined || nowMs >= day.untilAt,
      changesWaiting: headquartersName === null ? null : waiting.changes,
    },
    day, complaints,
    tickets: await readDayTickets(reader, businessDate), steps: await readTicketSteps(reader, businessDate),
    services: await listServices(reader),
    windows: await reader.select({ id: windows.id, number: windows.number, isActive: windows.isActive }).from(windows).orderBy(windows.number),
    windowChanges: await readWindowChanges(reader, day.fromAt, cutOffAt + 1),
    items: await readDayItems(reader, businessDate),
    satisfaction: await countTotal(reader, scope), callBacks: await countCallBacks(reader, scope),
    ...await readArchiveFacts(reader, businessDate, day, branch.timeZone),
    cases: await readCaseFacts(reader, day),
    ...await readIncidents(reader, asked, day, cutOffAt), hallHours: hallOpenOn(calendar, businessDate, branch),
    tomorrow: await readTomorrow(reader, asked, complaints, calendar.addWorkingDays(businessDate, 1).day, calendar),
  };
}

async function readArchiveFacts(reader: Queries, businessDate: string, day: DaySpan, timeZone: string): Promise<Pick<DayFacts, 'archive'>> {
  const { byAction, byStaff } = await readDashboard(reader, day, timeZone);
  const sumOf = (counts: readonly number[]): number => counts.reduce((sum, each) => sum + each, 0);
  const done = (action: string): number => sumOf(byAction.filter(each => each.action === action && each.outcome === 'done').map(({ count }) => count));
  const [moved] = await reader.select({
    lent: sql<number>`count(*) filter (where ${between(archiveLoans.lentAt, day.fromAt, day.untilAt - 1)})`,
    returned: sql<number>`count(*) filter (where ${between(archiveLoans.returnedAt, day.fromAt, day.untilAt - 1)})`,
  }).from(archiveLoans);
  const { out, overdue } = await countLoans(reader, businessDate);
  return {
    archive: {
      looks: sumOf(byStaff.map(({ looks }) => looks)), unmaskings: done('unmask'), refused: sumOf(byAction.filter(({ outcome }) => outcome === 'refused').map(({ count }) => count)),
      flagged: sumOf(byStaff.map(({ flagged }) => flagged)), lent: moved?.lent ?? 0, returned: moved?.returned ?? 0, loansOut: out, loansOverdue: overdue,
      logSize: await logSize(reader), witnessedUpTo: await witnessedUpTo(reader),
    },
  };
}

/** What went wrong. There was no line on a day before the branch was enrolled, unless one is known to have been away. */
async function readIncidents(reader: Queries, { businessDate }: DayAsked, day: DaySpan, cutOffAt: number): Promise<Pick<DayFacts, 'outages' | 'wasEnrolled' | 'failedPrints' | 'clockCorrections'>> {
  const line = await readLine(reader);
  const ended = await outagesWithin(reader, day);
  const away = line?.away ? [{ id: 'away', kind: 'headquarters' as const, beganAt: line.away.since, endedAt: null, cause: line.away.reason }] : [];
  return {
    outages: [...ended, ...away],
    wasEnrolled: (line !== null && line.enrolledAt < cutOffAt) || ended.some(({ kind }) => kind === 'headquarters'),
    failedPrints: await listFailedPrints(reader, businessDate), clockCorrections: await listClockCorrections(reader, day),
  };
}

async function readCaseFacts(reader: Queries, { fromAt, untilAt }: DaySpan): Promise<DayFacts['cases']> {
  const [published] = await reader.select({ count: sql<number>`count(*)` }).from(cases).where(sql`${cases.state} = 'published' and ${between(cases.publishedAt, fromAt, untilAt - 1)}`);
  const [checked] = await reader.select({ avoided: sql<number>`count(*) filter (where ${caseChecks.outcome} = 'avoided')`, recurred: sql<number>`count(*) filter (where ${caseChecks.outcome} = 'recurred')` })
    .from(caseChecks).where(between(caseChecks.at, fromAt, untilAt - 1));
  return { published: published?.count ?? 0, avoided: checked?.avoided ?? 0, recurred: checked?.recurred ?? 0 };
}

/** What is due and who is expected up to the end of the next working day, and when people came on that weekday a week before. */
async function readTomorrow(reader: Queries, asked: DayAsked, complaints: DayFacts['complaints'], next: string, calendar: Parameters<typeof dayKindOf>[0]): Promise<DayFacts['tomorrow']> {
  const from = spanOf(asked).untilAt;
  const until = spanOf({ ...asked, businessDate: next }).untilAt;
  const [loans] = await reader.select({ due: sql<number>`count(*)` }).from(archiveLoans)
    .where(sql`${archiveLoans.returnedAt} is null and ${between(archiveLoans.dueOn, addDays(asked.businessDate, 1), next)}`);
  return {
    businessDate: next, dayKind: dayKindOf(calendar, next).dayKind,
    complaintsDue: complaints.filter(({ endedAt, nextDueAt }) => endedAt === null && nextDueAt !== null && nextDueAt >= from && nextDueAt < until).length,
    loansDue: loans?.due ?? 0, appointments: await listPlacesKept(reader, { fromDate: addDays(asked.businessDate, 1), toDate: next }), arrivals: await readIssueTimes(reader, addDays(next, -7)),
  };
}
