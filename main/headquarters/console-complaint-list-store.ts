import { sql, type SQL } from 'drizzle-orm';
import { readComplaintNumber } from '../../shared/complaint-number.ts';
import { openComplaintStates } from '../../shared/complaints.ts';
import type { ConsoleInputs, ConsoleOutputs } from '../../shared/headquarters-console.ts';
import type { Queries } from './hq-database.ts';
import { asListed, projectedComplaints, type ProjectedComplaint } from './projected-complaint.ts';
import { readRows } from './read-rows.ts';

type Asked = Omit<ConsoleInputs['complaints']['list'], 'classId'> & {
  /** a class and all below it; null: every class */
  classIds: readonly string[] | null;
};
type Page = Pick<ConsoleOutputs['complaints']['list'], 'complaints' | 'nextCursor'>;

const pageLength = 50;

/** One page of the complaints of all branches that are not revoked: open ones by what is due first, ended ones the newest first. */
export async function listComplaints(queries: Queries, { which, branchId, state, classIds, leastSeverity, number: typed, cursor }: Asked, now: number): Promise<Page> {
  const isEnded = which === 'ended';
  const number = typed === '' ? null : readComplaintNumber(typed);
  if (typed !== '' && number === null) return { complaints: [], nextCursor: null };
  const order = sql.raw(isEnded ? 'c."endedAt"' : 'c."dueOrder"');
  const after = placeOf(cursor);
  const wanted: SQL[] = [sql`b."revokedAt" is null`];
  // Who looks for a number finds it wherever it stands.
  if (number) wanted.push(sql`c.year = ${number.year} and c.ordinal = ${number.ordinal}`);
  else wanted.push(isEnded ? sql`c."endedAt" is not null` : sql`c."endedAt" is null`);
  if (which === 'overdue' && !number) wanted.push(sql`c."dueOrder" <= ${now}`);
  if (branchId !== null) wanted.push(sql`c."branchId" = ${branchId}`);
  if (state !== null) wanted.push(sql`c.state = ${state}`);
  if (classIds !== null) wanted.push(sql`c."classId" in ${[...classIds]}`);
  if (leastSeverity > 1) wanted.push(sql`c.severity >= ${leastSeverity}`);
  if (after) wanted.push(isEnded ? sql`(${order}, c."branchId", c.id) < (${after.order}::bigint, ${after.branchId}, ${after.id})` : sql`(${order}, c."branchId", c.id) > (${after.order}::bigint, ${after.branchId}, ${after.id})`);
  const direction = sql.raw(isEnded ? 'desc' : 'asc');
  const rows = await readRows<ProjectedComplaint>(queries, sql`
    ${projectedComplaints} where ${sql.join(wanted, sql` and `)} order by ${order} ${direction}, c."branchId" ${direction}, c.id ${direction} limit ${pageLength + 1}`);
  const page = rows.slice(0, pageLength);
  const last = page.at(-1);
  return { complaints: page.map(row => asListed(row, now)), nextCursor: rows.length > pageLength && last ? `${isEnded ? last.endedAt : last.dueOrder}:${last.branchId}:${last.id}` : null };
}

/** How many open ones stand in each state, and how many are overdue; of one branch or of all. */
export async function countComplaints(queries: Queries, branchId: string | null, now: number): Promise<Pick<ConsoleOutputs['complaints']['list'], 'counts' | 'overdue'>> {
  const rows = await readRows<{ state: string; found: number; overdue: number }>(queries, sql`
    select c.state, count(*) as found, count(*) filter (where c."dueOrder" <= ${now}) as overdue from branches.complaints c
    join hq.branches b on b."branchId" = c."branchId" and b."revokedAt" is null
    where c."endedAt" is null and ${branchId === null ? sql`true` : sql`c."branchId" = ${branchId}`} group by c.state`);
  const counts = Object.fromEntries(openComplaintStates.map(state => [state, rows.find(row => row.state === state)?.found ?? 0]));
  return { counts: counts as ConsoleOutputs['complaints']['list']['counts'], overdue: rows.reduce((sum, row) => sum + row.overdue, 0) };
}

/** A cursor made by `listComplaints`; anything else begins at the beginning. */
function placeOf(cursor: string | null): { order: string; branchId: string; id: string } | null {
  const [, order, branchId, id] = /^(\d{1,16}):([^:]{1,60}):([0-9a-f-]{36})$/.exec(cursor ?? '') ?? [];
  return order && branchId && id ? { order, branchId, id } : null;
}
