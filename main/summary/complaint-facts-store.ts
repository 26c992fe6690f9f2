import { sql } from 'drizzle-orm';
import { complaintNumber } from '../../shared/complaint-number.ts';
import type { Queries } from '../database/database.ts';
import type { DayComplaint } from './complaint-figures.ts';
import { groupBy } from './group-by.ts';
import { handlingsOf, type HandlingStep, type PresentComplaint } from './complaint-handlings.ts';

const repeatWithinMs = 30 * 86_400_000;

type Row = Omit<PresentComplaint, 'number' | 'isRepeat'> & { year: number; ordinal: number; isRepeat: number; reopenCount: number };

/** The handlings of the complaints that were open, received, reopened, ended or to be closed in [fromAt, untilAt), the oldest complaint first. */
export async function readDayComplaints(reader: Queries, fromAt: number, untilAt: number): Promise<DayComplaint[]> {
  const earlier = (key: string) => sql.raw(`(c.${key} is not null and exists (select 1 from complaints e where e.${key} = c.${key} and e.receivedAt < c.receivedAt and e.receivedAt >= c.receivedAt - ${repeatWithinMs}))`);
  const rows = await reader.all<Row>(sql`
    select id, year, ordinal, state, handlerName, receivedAt, endedAt, closeDueAt, nextKind, nextDueAt, reopenCount,
      receivedAt >= ${fromAt} and (${earlier('customerId')} or ${earlier('phoneKey')} or ${earlier('accountKey')} or ${earlier('addressKey')}) as isRepeat
    from complaints c
    where id in (select id from complaints where endedAt is null union select id from complaints where endedAt is not null and endedAt >= ${fromAt}
      union select id from complaints where receivedAt >= ${fromAt} and receivedAt < ${untilAt}
      union select id from complaints where closeDueAt >= ${fromAt} and closeDueAt < ${untilAt})
      and (receivedAt < ${untilAt} or endedAt < ${untilAt})
    order by receivedAt, id`);
  const steps = await readHandlingSteps(reader, rows.filter(({ reopenCount }) => reopenCount > 0).map(({ id }) => id));
  return rows.flatMap(({ year, ordinal, isRepeat, reopenCount: _, ...complaint }) =>
    handlingsOf({ ...complaint, number: complaintNumber({ year, ordinal }), isRepeat: isRepeat === 1 }, steps.get(complaint.id) ?? []));
}

async function readHandlingSteps(reader: Queries, complaintIds: readonly string[]): Promise<ReadonlyMap<string, HandlingStep[]>> {
  if (complaintIds.length === 0) return new Map();
  const rows = await reader.all<HandlingStep & { complaintId: string }>(sql`
    select complaintId, kind, at, json_extract(facts, '$.handlerName') as handlerName, json_extract(facts, '$.closeDueAtThen') as closeDueAtThen
    from complaint_steps where complaintId in (select value from json_each(${JSON.stringify(complaintIds)})) and kind in ('dispatched', 'closed', 'reopened')
    order by complaintId, seenBranch`);
  return groupBy(rows, ({ complaintId }) => complaintId);
}
