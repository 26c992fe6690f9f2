import { and, desc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { businessDateOf, wallClock } from '../../shared/business-date.ts';
import type { LogAction } from '../../shared/access-log.ts';
import { visits } from '../counter/counter-schema.ts';
import { customers } from '../customers/customers-schema.ts';
import type { Queries } from '../database/database.ts';
import { services } from '../queue/queue-schema.ts';
import { staff } from '../staff/staff-schema.ts';
import { wholeNameStages } from '../text/name-stages.ts';
import { plainName } from '../text/plain-text.ts';
import { accessLogDetails, accessLogEntries, accessLogFlags } from './access-log-schema.ts';
import { flagThresholds, hoursOf, type Look, type LookCircumstances } from './flag-rules.ts';

// What the rules of flag-rules.ts are told about a look. Names and addresses are compared here and go no further.

/** Entries that opened something, each counted as one look; what follows within an open look (scans, prints) is part of it. */
export const lookActions: readonly LogAction[] = ['view', 'unmask', 'breakGlass'];

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** More people of one name than this are not told apart by their address. */
const mostNamesakes = 200;

/** What is known of a look; null when nobody of the staff did it. */
export async function circumstancesOf(reader: Queries, look: Look & { seq: number }, timeZone: string): Promise<LookCircumstances | null> {
  const [looker] = await reader.select({ name: staff.name }).from(staff).where(eq(staff.id, look.staffId));
  if (!looker) return null;
  const burstFromAt = look.at - flagThresholds.manyFilesMinutes * minuteMs;
  const customer = look.customerId === null ? null : await circumstancesOfCustomer(reader, look, look.customerId, timeZone);
  return {
    looker, customer,
    ownAddresses: customer ? await addressesOfName(reader, looker.name) : [],
    businessDate: businessDateOf(look.at, timeZone),
    time: wallClock(look.at, timeZone).time,
    hours: hoursOf(await reader.select({ opensAt: services.opensAt, closesAt: services.closesAt }).from(services).where(eq(services.isActive, true))),
    filesInShortTime: await countFiles(reader, look, burstFromAt),
    burstIsFlagged: await isFlaggedSince(reader, look.staffId, burstFromAt),
  };
}

async function circumstancesOfCustomer(reader: Queries, look: Look & { seq: number }, customerId: string, timeZone: string): Promise<LookCircumstances['customer']> {
  const [customer] = await reader.select({ name: customers.name, address: customers.address }).from(customers).where(eq(customers.id, customerId));
  if (!customer) return null;
  const namesakes = await reader.select({ id: staff.id }).from(staff).where(eq(staff.name, customer.name)).limit(20);
  const [lastVisit] = await reader.select({ startedAt: visits.startedAt, finishedAt: visits.finishedAt }).from(visits)
    .where(and(eq(visits.customerId, customerId), lte(visits.startedAt, look.at))).orderBy(desc(visits.startedAt)).limit(1);
  const date = businessDateOf(look.at, timeZone);
  // A visit somebody forgot to finish does not excuse what is done days later.
  const lastVisitEndedAt = lastVisit ? lastVisit.finishedAt ?? Math.min(look.at, lastVisit.startedAt + dayMs) : null;
  return {
    ...customer,
    namesakeStaffIds: namesakes.map(each => each.id),
    hadBusinessThatDay: await hadVisitOn(reader, customerId, look.at, date, timeZone),
    looksSinceLastVisit: await countLooks(reader, look, customerId, lastVisitEndedAt),
  };
}

/** The business date's visits lie within a day of the look, whatever the time zone does. */
async function hadVisitOn(reader: Queries, customerId: string, at: number, date: string, timeZone: string): Promise<boolean> {
  const near = await reader.select({ startedAt: visits.startedAt }).from(visits)
    .where(and(eq(visits.customerId, customerId), gte(visits.startedAt, at - dayMs), lte(visits.startedAt, at + dayMs)));
  return near.some(({ startedAt }) => businessDateOf(startedAt, timeZone) === date);
}

async function countLooks(reader: Queries, { staffId, at, seq }: Look & { seq: number }, customerId: string, lastVisitEndedAt: number | null): Promise<number> {
  const fromAt = Math.max(at - flagThresholds.samePersonAgainDays * dayMs, lastVisitEndedAt === null ? 0 : lastVisitEndedAt + 1);
  const [counted] = await reader.select({ count: sql<number>`count(*)` }).from(accessLogEntries).where(and(
    eq(accessLogEntries.customerId, customerId), gte(accessLogEntries.at, fromAt), lte(accessLogEntries.at, at),
    eq(accessLogEntries.staffId, staffId), lte(accessLogEntries.seq, seq), ...isLook(),
  ));
  return counted?.count ?? 0;
}

async function countFiles(reader: Queries, { staffId, at, seq }: Look & { seq: number }, fromAt: number): Promise<number> {
  const [counted] = await reader.select({ count: sql<number>`count(distinct ${accessLogEntries.fileId})` }).from(accessLogEntries).where(and(
    eq(accessLogEntries.staffId, staffId), gte(accessLogEntries.at, fromAt), lte(accessLogEntries.at, at),
    lte(accessLogEntries.seq, seq), isNotNull(accessLogEntries.fileId), ...isLook(),
  ));
  return counted?.count ?? 0;
}

async function isFlaggedSince(reader: Queries, staffId: string, fromAt: number): Promise<boolean> {
  const [flagged] = await reader.select({ id: accessLogFlags.id }).from(accessLogFlags).innerJoin(accessLogEntries, eq(accessLogEntries.seq, accessLogFlags.seq))
    .where(and(eq(accessLogFlags.staffId, staffId), gte(accessLogFlags.raisedAt, fromAt), eq(accessLogFlags.rule, 'manyFiles'), gte(accessLogEntries.at, fromAt))).limit(1);
  return flagged !== undefined;
}

/** Addresses of the customers who bear this very name, by the index of names. */
async function addressesOfName(reader: Queries, name: string): Promise<string[]> {
  const [exact] = wholeNameStages(plainName(name));
  if (!exact) return [];
  const rows = await reader.all<{ name: string; address: string | null }>(sql`
    select c.name, c.address from customer_search cross join customers c on c.searchId = customer_search.rowid
    where customer_search match ${exact.match} limit ${mostNamesakes}`);
  return rows.flatMap(row => (row.name === name && row.address !== null ? [row.address] : []));
}

/** Refused looks opened nothing, and a page that was loaded again shows a look that was counted when it opened. */
export function isLook() {
  return [
    // The numbers and times, not the index of actions, lead to the few rows that are asked for.
    inArray(sql`+${accessLogEntries.action}`, [...lookActions]), sql`${accessLogEntries.bytes} ->> '$.outcome' = 'done'`,
    sql`not exists (select 1 from ${accessLogDetails} where ${accessLogDetails.seq} = ${accessLogEntries.seq} and ${accessLogDetails.content} ->> '$.facts.again')`,
  ];
}
