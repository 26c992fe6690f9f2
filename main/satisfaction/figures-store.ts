import { sql, type SQL } from 'drizzle-orm';
import type { SatisfactionCounts } from '../../shared/satisfaction.ts';
import type { Queries } from '../database/database.ts';

export interface Scope { fromDate: string; toDate: string; serviceId: string | null; windowId: string | null }

/**
 * Counts of visits that ended on these business dates, and of their ratings; not rated is counted as served alone. A visit
 * belongs to the day, service and window of its ticket and end.
 */
const counted = sql`count(*) as served, count(r.id) as rated,
  coalesce(sum(r.score in ('verySatisfied', 'satisfied')), 0) as satisfied, coalesce(sum(r.score in ('dissatisfied', 'veryDissatisfied')), 0) as bad,
  coalesce(sum(r.source = 'counter'), 0) as saidAloud`;

function endedVisits({ fromDate, toDate, serviceId, windowId }: Scope): SQL {
  return sql`from tickets t join visits v on v.ticketId = t.id left join ratings r on r.visitId = v.id
    where t.businessDate between ${fromDate} and ${toDate} and v.finishedAt is not null
      and (${serviceId} is null or t.serviceId = ${serviceId}) and (${windowId} is null or v.windowId = ${windowId})`;
}

/** All of it together. */
export async function countTotal(reader: Queries, scope: Scope): Promise<SatisfactionCounts> {
  const [total] = await reader.all<SatisfactionCounts>(sql`select ${counted} ${endedVisits(scope)}`);
  return total ?? { served: 0, rated: 0, satisfied: 0, bad: 0, saidAloud: 0 };
}

const starts = {
  day: sql`t.businessDate`,
  week: sql`date(t.businessDate, 'weekday 0', '-6 days')`,
  month: sql`substr(t.businessDate, 1, 7) || '-01'`,
};

/** By day, week from Monday, or month; periods without a visit are not in it. */
export async function countByPeriod(reader: Queries, scope: Scope, by: keyof typeof starts) {
  return reader.all<SatisfactionCounts & { start: string }>(sql`select ${starts[by]} as start, ${counted} ${endedVisits(scope)} group by 1 order by 1`);
}

export async function countByService(reader: Queries, scope: Scope) {
  return reader.all<SatisfactionCounts & { serviceId: string; prefix: string; nameZh: string; nameEn: string }>(sql`
    select s.id as serviceId, s.prefix, s.nameZh, s.nameEn, c.served, c.rated, c.satisfied, c.bad, c.saidAloud
    from (select t.serviceId as id, ${counted} ${endedVisits(scope)} group by 1) c join services s on s.id = c.id order by s.prefix`);
}

export async function countByWindow(reader: Queries, scope: Scope) {
  return reader.all<SatisfactionCounts & { windowId: string; number: number }>(sql`
    select w.id as windowId, w.number, c.served, c.rated, c.satisfied, c.bad, c.saidAloud
    from (select v.windowId as id, ${counted} ${endedVisits(scope)} group by 1) c join windows w on w.id = c.id order by w.number`);
}

/** Bad ratings of these dates: how many were called, reached, and still wait for a call. */
export async function countCallBacks(reader: Queries, { fromDate, toDate, serviceId, windowId }: Scope) {
  const [found] = await reader.all<{ bad: number; attempted: number; reached: number; open: number }>(sql`
    select count(*) as bad, coalesce(sum(calls > 0), 0) as attempted, coalesce(sum(talked > 0), 0) as reached, coalesce(sum(talked = 0), 0) as open from (
      select (select count(*) from rating_call_backs where ratingId = r.id) as calls,
        (select count(*) from rating_call_backs where ratingId = r.id and outcome <> 'notReached') as talked
      from ratings r where r.businessDate between ${fromDate} and ${toDate} and r.score in ('dissatisfied', 'veryDissatisfied')
        and (${serviceId} is null or r.serviceId = ${serviceId}) and (${windowId} is null or r.windowId = ${windowId}))`);
  return found ?? { bad: 0, attempted: 0, reached: 0, open: 0 };
}
