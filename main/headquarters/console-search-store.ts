import { sql } from 'drizzle-orm';
import { complaintNumber } from '../../shared/complaint-number.ts';
import { mostFound, type Found } from '../../shared/console-search.ts';
import type { Queries } from './hq-database.ts';
import { readRows } from './read-rows.ts';

const branchOf = sql`join hq.branches b using ("branchId")`;

/** The complaints with this number, one a branch at most; the newest first. */
export async function complaintsByNumber(queries: Queries, { year, ordinal }: { year: number; ordinal: number }): Promise<Found['complaints']> {
  const rows = await readRows<Omit<Found['complaints'][number], 'number'> & { year: number; ordinal: number }>(queries, sql`
    select c."branchId", b.name as "branchName", c.id, c.year, c.ordinal, c.state, c."receivedAt" from branches.complaints c ${branchOf}
    where c.year = ${year} and c.ordinal = ${ordinal} order by c."receivedAt" desc limit ${mostFound}`);
  return rows.map(({ year: ofYear, ordinal: nth, ...row }) => ({ ...row, number: complaintNumber({ year: ofYear, ordinal: nth }) }));
}

/** The newest tickets with this number. */
export async function ticketsByNumber(queries: Queries, number: string): Promise<Found['tickets']> {
  return readRows(queries, sql`
    select t."branchId", b.name as "branchName", t.id, t.number, t."businessDate", t.state, coalesce(s."nameZh", '') as "serviceNameZh", coalesce(s."nameEn", '') as "serviceNameEn", t."issuedAt", t."firstCalledAt"
    from (select * from branches.tickets where number = ${number} order by number, "issuedAt" desc limit ${mostFound}) t ${branchOf}
    left join branches.services s on s."branchId" = t."branchId" and s.id = t."serviceId" order by t."issuedAt" desc`);
}

/** The archive files with this number, as it was typed or in capitals. */
export async function filesByNumber(queries: Queries, number: string): Promise<Found['files']> {
  return readRows(queries, sql`
    select f."branchId", b.name as "branchName", f.id, f."archiveNumber", f.state, f.year from branches.archive_files f ${branchOf}
    where f."archiveNumber" in (${number}, ${number.toUpperCase()}) order by b.name limit ${mostFound}`);
}
