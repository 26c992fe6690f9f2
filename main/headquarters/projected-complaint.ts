import { sql } from 'drizzle-orm';
import { complaintNumber } from '../../shared/complaint-number.ts';
import type { ConsoleListedComplaint } from '../../shared/console-complaints.ts';
import type { withoutPersons } from '../cases/case-text.ts';
import { summaryOf } from '../complaints/complaint-summary.ts';
import type { complaints } from '../complaints/complaints-schema.ts';
import { maskName } from '../text/masking.ts';
import { complaintSteps } from './hq-schema.ts';

/** A complaint as its branch has sent it, with what a list says of it. */
export type ProjectedComplaint = typeof complaints.$inferSelect & {
  branchId: string; branchName: string; timeZone: string; classNameZh: string | null; classNameEn: string | null; headquartersSteps: number;
};

/** Complaints with the names a list shows; conditions are on `c` and on the branch `b`. */
export const projectedComplaints = sql`
  select c.*, c."isAnonymous" = 1 as "isAnonymous", c."isProvisional" = 1 as "isProvisional", c."isPaused" = 1 as "isPaused", c."aboutStaffIds"::jsonb as "aboutStaffIds",
    b.name as "branchName", b."timeZone", k."nameZh" as "classNameZh", k."nameEn" as "classNameEn",
    (select count(*) from ${complaintSteps} s where s."branchId" = c."branchId" and s."complaintId" = c.id) as "headquartersSteps"
  from branches.complaints c join hq.branches b on b."branchId" = c."branchId"
  left join branches.complaint_classes k on k."branchId" = c."branchId" and k.id = c."classId"`;

/** The complaint as lists show it: masked. `now`: UTC ms. */
export function asListed(complaint: ProjectedComplaint, now: number): ConsoleListedComplaint {
  const { id, branchId, branchName, state, channel, classId, classNameZh, classNameEn, severity, receivedAt, handlerId, handlerName, nextKind, nextDueAt, isProvisional, isPaused, redoCount, returnCount, reopenCount, headquartersSteps } = complaint;
  return {
    id, branchId, branchName, number: complaintNumber(complaint), state, channel, classId, classNameZh: classNameZh ?? '', classNameEn: classNameEn ?? '', severity,
    maskedName: complaint.isAnonymous ? null : maskName(complaint.complainantName), summary: summaryOf(complaint), receivedAt, handlerId, handlerName,
    next: nextKind === null || nextDueAt === null ? null : { kind: nextKind, dueAt: nextDueAt, isOverdue: nextDueAt <= now, isProvisional },
    isPaused, redoCount, returnCount, reopenCount, headquartersSteps,
  };
}

/** Whom a complaint names: what must not be read in the texts around it. */
export function personsOf({ complainantName, complainantPhone, address, agentName, accountNumber }: Pick<ProjectedComplaint, 'complainantName' | 'complainantPhone' | 'address' | 'agentName' | 'accountNumber'>): Parameters<typeof withoutPersons>[1] {
  const given = (text: string) => text === '' ? [] : [text];
  return { complainants: given(complainantName), agents: given(agentName), staff: [], phones: given(complainantPhone), addresses: given(address), accounts: given(accountNumber) };
}
