import { and, asc, eq, sql } from 'drizzle-orm';
import type { EntrustedComplaint } from '../../shared/console-complaints.ts';
import { entrustedComplaintDirective } from '../../shared/directives.ts';
import { summaryOf } from '../complaints/complaint-summary.ts';
import type { Queries } from './hq-database.ts';
import { branches, directives } from './hq-schema.ts';

const most = 100;

/** Complaints that were entrusted to a branch which has not taken them yet or could not, the oldest first; masked. */
export async function waitingEntrusted(queries: Queries): Promise<EntrustedComplaint[]> {
  const rows = await queries.select({ branchId: directives.branchId, branchName: branches.name, body: directives.body, at: directives.publishedAt, byName: directives.publishedByName, outcome: directives.outcome, code: directives.code })
    .from(directives).innerJoin(branches, eq(branches.branchId, directives.branchId))
    .where(and(eq(directives.kind, 'entrustedComplaint'), sql`${directives.outcome} is distinct from 'taken'`)).orderBy(asc(directives.publishedAt)).limit(most);
  return rows.map(({ body, outcome, code, ...row }) => {
    const { complaintId, form } = entrustedComplaintDirective.parse(body);
    return { ...row, complaintId, summary: summaryOf({ ...form, agentName: '' }), delivery: { state: outcome ?? 'waits', code } };
  });
}
