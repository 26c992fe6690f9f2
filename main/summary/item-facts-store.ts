import { sql } from 'drizzle-orm';
import type { Queries } from '../database/database.ts';
import type { DayItem } from './item-figures.ts';

const cameBackWithinMs = 30 * 86_400_000;

/** The pieces of business of the visits of a business date, by number of the ticket. */
export async function readDayItems(reader: Queries, businessDate: string): Promise<DayItem[]> {
  const rows = await reader.all<Omit<DayItem, 'isIdentified' | 'cameBack'> & { isIdentified: number; cameBack: number }>(sql`
    select i.id, t.number as ticketNumber, b.nameZh, b.nameEn, w.number as windowNumber, i.startedAt, i.result, i.reason, v.customerId is not null as isIdentified,
      i.result = 'completed' and v.customerId is not null and exists (
        select 1 from visits ev join visit_items ei on ei.visitId = ev.id
        where ev.customerId = v.customerId and ev.startedAt < v.startedAt and ev.startedAt >= v.startedAt - ${cameBackWithinMs}
          and ei.businessTypeId = i.businessTypeId and ei.result = 'incompleteDocuments') as cameBack
    from tickets t join visits v on v.ticketId = t.id join visit_items i on i.visitId = v.id
      join business_types b on b.id = i.businessTypeId join windows w on w.id = v.windowId
    where t.businessDate = ${businessDate} order by t.prefix, t.ordinal, i.startedAt, i.id`);
  return rows.map(({ isIdentified, cameBack, ...item }) => ({ ...item, isIdentified: isIdentified === 1, cameBack: cameBack === 1 }));
}
