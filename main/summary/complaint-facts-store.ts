import { sql } from 'drizzle-orm';
import { complaintNumber } from '../../shared/complaint-number.ts';
import type { Queries } from '../database/database.ts';
import type { DayComplaint } from './complaint-figures.ts';

const repeatWithinMs = 30 * 86_400_000;

type Row = Omit<DayComplaint, 'number' | 'isRepeat'> & { year: number; ordinal: number; isRepeat: number };

/** The complaints that were open, received, ended or to be closed in [fromAt, untilAt), the oldest first. */
export async function readDayComplaints(reader: Queries, fromAt: number, untilAt: number): Promise<DayComplaint[]> {
  const earlier = (key: string) => sql.raw(`(c.${key} is not null and exists (select 1 from complaints e where e.${key} = c.${key} and e.receivedAt < c.receivedAt and e.receivedAt >= c.receivedAt - ${repeatWithinMs}))`);
  const rows = await reader.all<Row>(sql`
    select id, year, ordinal, state, handlerName, receivedAt, endedAt, closeDueAt, nextKind, nextDueAt,
      receivedAt >= ${fromAt} and (${earlier('customerId')} or ${earlier('phoneKey')} or ${earlier('accountKey')} or ${earlier('addressKey')}) as isRepeat
    from complaints c
    where id in (select id from complaints where endedAt is null union select id from complaints where endedAt is not null and endedAt >= ${fromAt}
      union select id from complaints where receivedAt >= ${fromAt} and receivedAt < ${untilAt}
      union select id from complaints where closeDueAt >= ${fromAt} and closeDueAt < ${untilAt})
      and (receivedAt < ${untilAt} or endedAt < ${untilAt})
    order by receivedAt, id`);
  return rows.map(({ year, ordinal, isRepeat, ...complaint }) => ({ ...complaint, number: complaintNumber({ year, ordinal }), isRepeat: isRepeat === 1 }));
}
