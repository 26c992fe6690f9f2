import { and, asc, count, eq, gte, inArray, isNull, lt, max, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { dayNumberOf } from '../../shared/calendar.ts';
import { complaintNumber, readComplaintNumber } from '../../shared/complaint-number.ts';
import { refuse } from '../../shared/errors.ts';
import { zoneDays } from '../../shared/zone-days.ts';
import type { StepFacts } from '../../shared/complaint-steps.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { nextOrdinal } from '../database/number-floor-store.ts';
import { follow, pauseRunning, type PathStep, type Standing } from './complaint-path.ts';
import { deadlinesOf, nextDue } from './complaint-due.ts';
import { complaints, complaintSteps } from './complaints-schema.ts';
import type { DeadlineRules } from './deadline-rules.ts';

export type StoredComplaint = typeof complaints.$inferSelect;
export type StoredStep = PathStep & { byName: string | null };

/** What was taken in, before anything follows from it. */
export type NewComplaint = Omit<StoredComplaint, 'year' | 'ordinal' | keyof Cached>;
type Cached = Pick<StoredComplaint, 'state' | 'classId' | 'severity' | 'handlerId' | 'handlerName' | 'nextKind' | 'nextDueAt' | 'isProvisional' | 'dueOrder' | 'closeDueAt' | 'isPaused' | 'redoCount' | 'returnCount' | 'reopenCount' | 'endedAt' | 'stepCount'>;

/** Stands behind every real moment. */
const neverDue = Number.MAX_SAFE_INTEGER;

export async function findComplaint(reader: Queries, complaintId: string): Promise<StoredComplaint | null> {
  return (await reader.select().from(complaints).where(eq(complaints.id, complaintId)))[0] ?? null;
}

/** The complaint with this number, or null; `text` may be typed as people do: `t2026-12`. */
export async function findComplaintByNumber(reader: Queries, text: string): Promise<StoredComplaint | null> {
  const number = readComplaintNumber(text);
  if (!number) return null;
  return (await reader.select().from(complaints).where(and(eq(complaints.year, number.year), eq(complaints.ordinal, number.ordinal))))[0] ?? null;
}

/** The steps of a complaint as they were added, of both sides. */
export async function readSteps(reader: Queries, complaintId: string): Promise<StoredStep[]> {
  const rows = await reader.select().from(complaintSteps).where(eq(complaintSteps.complaintId, complaintId)).orderBy(asc(complaintSteps.id));
  return rows.map(({ id, side, seenBranch, seenHeadquarters, at, byStaffId, byName, facts }) => ({ id, side, seen: { branch: seenBranch, headquarters: seenHeadquarters }, at, byStaffId, byName, facts }));
}

/** When the complaint was reopened last, UTC ms; null: it never was. */
export async function lastReopening(reader: Queries, complaintId: string): Promise<number | null> {
  const [last] = await reader.select({ at: max(complaintSteps.at) }).from(complaintSteps).where(and(eq(complaintSteps.complaintId, complaintId), eq(complaintSteps.kind, 'reopened')));
  return last?.at ?? null;
}

/** How many steps of headquarters there are in each of these complaints; those without any are left out. */
export async function countHeadquartersSteps(reader: Queries, complaintIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.select({ complaintId: complaintSteps.complaintId, found: count() }).from(complaintSteps)
    .where(and(inArray(complaintSteps.complaintId, [...complaintIds]), sql`${complaintSteps.side} = 'headquarters'`)).groupBy(complaintSteps.complaintId);
  return new Map(rows.map(({ complaintId, found }) => [complaintId, found]));
}

/** How many complaints have each class, ended ones as well. */
export async function countByClass(reader: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.select({ classId: complaints.classId, found: count() }).from(complaints).groupBy(complaints.classId);
  return new Map(rows.map(({ classId, found }) => [classId, found]));
}

/** Complaints received from one business date to another, both included; only those about a service or window where one is given. */
export async function countReceived(reader: Queries, of: { fromDate: string; toDate: string; serviceId: string | null; windowId: string | null; timeZone: string }): Promise<number> {
  const zone = zoneDays(of.timeZone);
  const [found] = await reader.select({ received: count() }).from(complaints).where(and(
    gte(complaints.receivedAt, zone.startOf(dayNumberOf(of.fromDate))), lt(complaints.receivedAt, zone.startOf(dayNumberOf(of.toDate) + 1)),
    of.serviceId === null ? undefined : eq(complaints.aboutServiceId, of.serviceId), of.windowId === null ? undefined : eq(complaints.aboutWindowId, of.windowId),
  ));
  return found?.received ?? 0;
}

/** Takes a complaint in with its first step. Answers its number. */
export async function insertComplaint(tx: Transaction, taken: NewComplaint, year: number, rules: DeadlineRules, newId: () => string = uuidv7): Promise<string> {
  const number = { year, ordinal: await nextOrdinal(tx, complaints, year) };
  const first: StoredStep = {
    id: newId(), side: 'branch', seen: { branch: 1, headquarters: 0 }, at: taken.receivedAt, byStaffId: taken.takenInBy, byName: taken.takenInByName, facts: { kind: 'received' },
  };
  await tx.insert(complaints).values({ ...taken, ...number, ...cachedFrom({ ...taken, ...number }, follow([first]).standing, 1, rules) });
  await insertSteps(tx, taken.id, [first]);
  return complaintNumber(number);
}

/** What a new step is added by. */
export interface Mover { staffId: string | null; name: string | null }

/** Adds a step of the branch, which has seen all that are there, and reckons anew what follows from all of them. */
export async function addStep(tx: Transaction, complaint: StoredComplaint, steps: readonly StoredStep[], facts: StepFacts, by: Mover, at: number, rules: DeadlineRules, newId: () => string = uuidv7): Promise<void> {
  const { seen } = follow(steps).standing;
  const step: StoredStep = { id: newId(), side: 'branch', seen: { ...seen, branch: seen.branch + 1 }, at, byStaffId: by.staffId, byName: by.name, facts };
  await insertSteps(tx, complaint.id, [step]);
  await storeStanding(tx, complaint, [...steps, step], rules);
}

/**
 * Adds steps that headquarters made, once each: a step that is there already changes nothing. They may come in any order and
 * after the branch has moved on; the path says which of them still move anything. Errors: COMPLAINT_NOT_FOUND.
 */
export async function addHeadquartersSteps(tx: Transaction, complaintId: string, steps: readonly StoredStep[], rules: DeadlineRules): Promise<void> {
  const complaint = await findComplaint(tx, complaintId) ?? refuse('COMPLAINT_NOT_FOUND');
  const present = await readSteps(tx, complaintId);
  const known = new Set(present.map(({ id }) => id));
  const added = steps.filter(({ id, side }) => side === 'headquarters' && !known.has(id));
  if (added.length === 0) return;
  await insertSteps(tx, complaintId, added);
  await storeStanding(tx, complaint, [...present, ...added], rules);
}

/** Reckons what is due of all open complaints anew: a calendar year, the table or the hours have changed. Answers how many changed. */
export async function recomputeDue(tx: Transaction, rules: DeadlineRules): Promise<number> {
  const open = await tx.select().from(complaints).where(isNull(complaints.endedAt));
  let changed = 0;
  for (const complaint of open) {
    const due = dueFrom(complaint, follow(await readSteps(tx, complaint.id)).standing, rules);
    if (due.nextKind === complaint.nextKind && due.nextDueAt === complaint.nextDueAt && due.closeDueAt === complaint.closeDueAt && due.isProvisional === complaint.isProvisional) continue;
    await tx.update(complaints).set(due).where(eq(complaints.id, complaint.id));
    changed += 1;
  }
  return changed;
}

async function insertSteps(tx: Transaction, complaintId: string, steps: readonly StoredStep[]): Promise<void> {
  await tx.insert(complaintSteps).values(steps.map(({ id, side, seen, at, byStaffId, byName, facts }) =>
    ({ id, complaintId, side, seenBranch: seen.branch, seenHeadquarters: seen.headquarters, at, byStaffId, byName, kind: facts.kind, facts })));
}

async function storeStanding(tx: Transaction, complaint: StoredComplaint, steps: readonly StoredStep[], rules: DeadlineRules): Promise<void> {
  await tx.update(complaints).set(cachedFrom(complaint, follow(steps).standing, steps.length, rules)).where(eq(complaints.id, complaint.id));
}

type Taken = Pick<StoredComplaint, 'channel' | 'receivedAt' | 'isAnonymous' | 'intakeClassId' | 'urgency' | 'impact'>;

function cachedFrom(taken: Taken, standing: Standing, stepCount: number, rules: DeadlineRules): Cached {
  const isAssessed = standing.classId !== null;
  return {
    state: standing.state, classId: standing.classId ?? taken.intakeClassId,
    severity: isAssessed ? standing.urgency * standing.impact : taken.urgency * taken.impact,
    handlerId: standing.handlerId, handlerName: standing.handlerName,
    ...dueFrom(taken, standing, rules),
    isPaused: pauseRunning(standing) !== null, redoCount: standing.redoCount, returnCount: standing.returnCount, reopenCount: standing.reopenCount, endedAt: standing.endedAt, stepCount,
  };
}

function dueFrom(taken: Taken, standing: Standing, rules: DeadlineRules): Pick<Cached, 'nextKind' | 'nextDueAt' | 'isProvisional' | 'dueOrder' | 'closeDueAt'> {
  const row = rules.rowFor({ channel: taken.channel, classId: standing.classId ?? taken.intakeClassId, receivedAt: taken.receivedAt, isAnonymous: taken.isAnonymous });
  const deadlines = deadlinesOf({ receivedAt: taken.receivedAt, row }, standing, rules.ground);
  const next = nextDue(deadlines, standing);
  return {
    nextKind: next?.kind ?? null, nextDueAt: next?.dueAt ?? null, isProvisional: next?.isProvisional ?? false, dueOrder: next?.dueAt ?? neverDue,
    closeDueAt: deadlines.close?.dueAt ?? null,
  };
}

