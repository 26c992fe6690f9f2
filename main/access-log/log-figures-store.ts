import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { businessDateOf, wallClock } from '../../shared/business-date.ts';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import type { LogAction } from '../../shared/access-log.ts';
import type { Queries } from '../database/database.ts';
import { staff } from '../staff/staff-schema.ts';
import { accessLogCheckpoints, accessLogEntries, accessLogFlags } from './access-log-schema.ts';
import { lookActions } from './flag-evidence-store.ts';

type Dashboard = BranchOutputs['accessLog']['dashboard'];
type Growth = BranchOutputs['accessLog']['growth'];
type Outcome = Dashboard['byAction'][number]['outcome'];

/** Every offset of a time zone is a multiple of it, so that whole quarters belong to one hour and one day. */
const quarterMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;
const mostCheckpoints = 500;

/** What the log says in figures about a period (UTC ms, `untilAt` not included): grouped by the database, never row by row. */
export async function readDashboard(reader: Queries, { fromAt, untilAt }: { fromAt: number; untilAt: number }, timeZone: string): Promise<Dashboard> {
  const within = and(gte(accessLogEntries.at, fromAt), lt(accessLogEntries.at, untilAt));
  const groups = await reader.select({
    action: accessLogEntries.action, staffId: accessLogEntries.staffId,
    outcome: sql<Outcome>`${accessLogEntries.bytes} ->> '$.outcome'`.as('outcome'), purpose: sql<string | null>`${accessLogEntries.bytes} ->> '$.purpose'`.as('purpose'),
    count: sql<number>`count(*)`,
  }).from(accessLogEntries).where(within).groupBy(sql`1, 2, 3, 4`);
  const isLook = ({ action, outcome }: (typeof groups)[number]) => outcome === 'done' && (lookActions as readonly (string | null)[]).includes(action);
  const flagged = await reader.select({ staffId: accessLogFlags.staffId, count: sql<number>`count(*)` }).from(accessLogFlags)
    .innerJoin(accessLogEntries, eq(accessLogEntries.seq, accessLogFlags.seq)).where(within).groupBy(accessLogFlags.staffId);

  const byAction = new Map<string, Dashboard['byAction'][number]>();
  const byPurpose = new Map<string, number>();
  const byStaff = new Map<string, { looks: number; refused: number; flagged: number }>();
  const ofStaff = (id: string) => byStaff.get(id) ?? byStaff.set(id, { looks: 0, refused: 0, flagged: 0 }).get(id)!;
  for (const group of groups) {
    const { action, outcome, purpose, staffId, count } = group;
    const key = `${action} ${outcome}`;
    byAction.set(key, { action: action as LogAction, outcome, count: (byAction.get(key)?.count ?? 0) + count });
    if (purpose !== null && isLook(group)) byPurpose.set(purpose, (byPurpose.get(purpose) ?? 0) + count);
    if (staffId !== null && isLook(group)) ofStaff(staffId).looks += count;
    if (staffId !== null && outcome === 'refused') ofStaff(staffId).refused += count;
  }
  for (const { staffId, count } of flagged) ofStaff(staffId).flagged += count;
  const names = await namesOf(reader, [...byStaff.keys()]);

  return {
    byAction: [...byAction.values()].sort((one, other) => other.count - one.count),
    byStaff: [...byStaff].map(([staffId, figures]) => ({ staffId, staffName: names.get(staffId) ?? '', ...figures }))
      .sort((one, other) => other.looks - one.looks || other.refused - one.refused),
    byHour: await countByHour(reader, fromAt, untilAt, timeZone),
    byPurpose: [...byPurpose].map(([purpose, count]) => ({ purpose, count })).sort((one, other) => other.count - one.count),
    flags: await flagFigures(reader),
  };
}

async function countByHour(reader: Queries, fromAt: number, untilAt: number, timeZone: string): Promise<number[]> {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const { startsAt, count } of await countByQuarter(reader, fromAt, untilAt)) hours[Number(wallClock(startsAt, timeZone).time.slice(0, 2))]! += count;
  return hours;
}

/** Read from the index of times alone. */
async function countByQuarter(reader: Queries, fromAt: number, untilAt: number): Promise<{ startsAt: number; count: number }[]> {
  const rows = await reader.select({ quarter: sql<number>`${accessLogEntries.at} / ${sql.raw(String(quarterMs))}`, count: sql<number>`count(*)` })
    .from(accessLogEntries).where(and(gte(accessLogEntries.at, fromAt), lt(accessLogEntries.at, untilAt))).groupBy(sql`1`);
  return rows.map(({ quarter, count }) => ({ startsAt: quarter * quarterMs, count }));
}

async function flagFigures(reader: Queries): Promise<Dashboard['flags']> {
  const [open] = await reader.select({ count: sql<number>`count(*)`, oldestOpenAt: sql<number | null>`min(${accessLogFlags.raisedAt})` }).from(accessLogFlags).where(isNull(accessLogFlags.clearedAt));
  const [cleared] = await reader.select({ count: sql<number>`count(*)`, improper: sql<number>`coalesce(sum(${accessLogFlags.verdict} = 'improper'), 0)` })
    .from(accessLogFlags).where(isNotNull(accessLogFlags.clearedAt));
  return { open: open?.count ?? 0, oldestOpenAt: open?.oldestOpenAt ?? null, cleared: cleared?.count ?? 0, improper: cleared?.improper ?? 0 };
}

/** Names of everybody who ever had an account, by id. */
export async function allStaffNames(reader: Queries): Promise<Map<string, string>> {
  return new Map((await reader.select({ id: staff.id, name: staff.name }).from(staff)).map(({ id, name }) => [id, name]));
}

/** Names of staff, by id. */
async function namesOf(reader: Queries, staffIds: readonly string[]): Promise<Map<string, string>> {
  const rows = staffIds.length === 0 ? [] : await reader.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, [...staffIds]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Entries per business date and the size of the log at its end, oldest first, with the checkpoints made in that time. */
export async function readGrowth(reader: Queries, days: number, nowMs: number, timeZone: string): Promise<Growth> {
  const dates = Array.from({ length: days }, (_, back) => businessDateOf(nowMs - (days - 1 - back) * dayMs, timeZone));
  // A day more, so that the first one is whole whatever its time of day is now.
  const fromAt = nowMs - days * dayMs;
  const perDate = new Map<string, number>();
  for (const { startsAt, count } of await countByQuarter(reader, fromAt - fromAt % quarterMs, Number.MAX_SAFE_INTEGER)) {
    const date = businessDateOf(startsAt, timeZone);
    perDate.set(date, (perDate.get(date) ?? 0) + count);
  }
  const [last] = await reader.select({ seq: accessLogEntries.seq }).from(accessLogEntries).orderBy(desc(accessLogEntries.seq)).limit(1);
  const total = (last?.seq ?? -1) + 1;
  // What bears a later time than today (the clock was wrong then) is counted as of today.
  const today = dates.at(-1)!;
  for (const [date, count] of perDate) if (date > today) perDate.set(today, (perDate.get(today) ?? 0) + count);
  let size = total - dates.reduce((sum, date) => sum + (perDate.get(date) ?? 0), 0);
  const checkpoints = await reader.select({ size: accessLogCheckpoints.size, at: accessLogCheckpoints.at, witnessedAt: accessLogCheckpoints.witnessedAt })
    .from(accessLogCheckpoints).where(gte(accessLogCheckpoints.at, fromAt)).orderBy(desc(accessLogCheckpoints.size)).limit(mostCheckpoints);
  return {
    days: [...new Set(dates)].map(date => {
      const entries = perDate.get(date) ?? 0;
      size += entries;
      return { date, entries, size };
    }),
    checkpoints: checkpoints.reverse().map(({ size: at, witnessedAt, ...rest }) => ({ ...rest, size: at, isWitnessed: witnessedAt !== null })),
  };
}

/** Where the clock of this machine went back in a period (UTC ms, `untilAt` not included): the entries that say so, with both times. */
export async function listClockCorrections(reader: Queries, { fromAt, untilAt }: { fromAt: number; untilAt: number }): Promise<{ id: string; seq: number; before: number | null; after: number }[]> {
  return reader.all(sql`select cast(e.seq as text) as id, e.seq, d.content ->> '$.facts.before' as before, e.at as after
    from access_log_entries e join access_log_details d on d.seq = e.seq
    where e.action = 'clockWentBack' and e.at >= ${fromAt} and e.at < ${untilAt} order by e.seq`);
}
