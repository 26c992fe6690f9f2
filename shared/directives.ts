import * as z from 'zod';
import { businessDate, instant, rowId, timeOfDay, words } from './command.ts';
import { complaintClassForm } from './complaint-classes.ts';
import { complaintStep } from './complaint-steps.ts';
import { entrustedForm } from './complaints.ts';
import { deadlineRow } from './deadlines.ts';
import { noticePlaces, noticeUrgency } from './notices.ts';
import { branchSettings, givenSettings } from './settings.ts';
import { loginName, roleSet } from './staff.ts';

// What headquarters may give a branch, by kind: the bodies of directives 下发. A branch checks them by these schemas.

/** Known to a branch by its prefix: what is in the list is added or changed, what is not stays as it is. */
export const servicesDirective = z.object({
  services: z.array(z.object({
    prefix: z.string().regex(/^[A-Z]$/), nameZh: words(30), nameEn: words(60),
    targetWaitMinutes: z.number().int().min(1).max(240), targetServiceMinutes: z.number().int().min(1).max(240),
    requiredDocuments: z.array(z.object({ zh: words(60), en: words(120) })).max(20),
    opensAt: timeOfDay, closesAt: timeOfDay, isActive: z.boolean(),
  })).min(1).max(26),
});

/** Known by login name. Who is new gets no password: the branch's administrator hands one out. */
export const staffDirective = z.object({ staff: z.array(z.object({ loginName, name: words(40), roles: roleSet, isActive: z.boolean() })).min(1).max(500) });

export const calendarYearDirective = z.object({
  year: z.number().int().min(2000).max(2100),
  days: z.array(z.object({ day: businessDate, kind: z.enum(['holiday', 'makeUpWorkday']), nameZh: words(20), nameEn: words(40) })).max(120),
});

export const noticeDirective = z.object({
  id: rowId, urgency: noticeUrgency, titleZh: words(40), wordsZh: words(600), titleEn: z.string().trim().max(80), wordsEn: z.string().trim().max(1200),
  places: z.array(z.enum(noticePlaces)).min(1), fromDate: businessDate, toDate: businessDate, postedAt: instant, postedByName: words(40),
});
export const noticeWithdrawnDirective = z.object({ id: rowId, at: instant, byName: words(40), reason: words(200) });

export const complaintClassesDirective = z.object({ classes: z.array(complaintClassForm.extend({ isReport: z.boolean() })).min(1).max(500) });
export const deadlineTableDirective = z.object({ rows: z.array(deadlineRow).min(1).max(300) });

/** Steps of headquarters, each once, in the order they were taken. */
export const complaintStepsDirective = z.object({ complaintId: rowId, steps: z.array(complaintStep.omit({ isOvertaken: true })).min(1).max(50) });

/** A complaint that headquarters took in, for the branch to handle, with the step that entrusts it 交办. */
export const entrustedComplaintDirective = z.object({ complaintId: rowId, receivedAt: instant, form: entrustedForm, step: complaintStep.omit({ isOvertaken: true }) });

/** Values, and which settings the branch may not change itself any more. A setting in neither is as it was. */
export const settingsDirective = z.object({ values: givenSettings, locked: z.array(branchSettings.keyof()), unlocked: z.array(branchSettings.keyof()) });

/** Rows whose owner writes them into its journal once more. */
export const repairDirective = z.object({ table: z.string().max(60), keys: z.array(z.string().max(200)).min(1).max(5000) });
export const recheckDirective = z.object({});

export const directiveBodies = {
  services: servicesDirective, staff: staffDirective, calendarYear: calendarYearDirective, notice: noticeDirective, noticeWithdrawn: noticeWithdrawnDirective,
  complaintClasses: complaintClassesDirective, deadlineTable: deadlineTableDirective, complaintSteps: complaintStepsDirective, entrustedComplaint: entrustedComplaintDirective, settings: settingsDirective,
  repair: repairDirective, recheck: recheckDirective,
} as const;
