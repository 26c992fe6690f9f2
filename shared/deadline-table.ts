import * as z from 'zod';
import { businessDate, commandId, instant, procedure } from './command.ts';
import { deadlineRow, hallHours } from './deadlines.ts';
import { branchSettings, type BranchSettings } from './settings.ts';

// What deadlines rest on: the table, the hall's hours, the work calendar.

/** A year of the work calendar as it was announced, for a look before it is taken over. */
export const calendarYear = z.object({
  year: z.number().int(),
  source: z.enum(['package', 'branch', 'headquarters']),
  days: z.array(z.object({ day: businessDate, kind: z.enum(['holiday', 'makeUpWorkday']), nameZh: z.string(), nameEn: z.string() })),
});
export type CalendarYear = z.infer<typeof calendarYear>;

/**
 * How often a complaint may be given back 退单, after how many overdue working days it is noticed 通报, for how many days it may be
 * reopened 重开; the bounds are those of the settings.
 */
export const complaintLimits = z.object({
  mostReturns: branchSettings.shape.complaintReturns.unwrap(), noticeAfterWorkingDays: branchSettings.shape.complaintNoticeAfterWorkingDays.unwrap(), reopenDays: branchSettings.shape.complaintReopenDays.unwrap(),
});
export type ComplaintLimits = z.infer<typeof complaintLimits>;

/** The settings on these pages, by the names that locks know them by. */
export const deadlineSettings = ['hallHours', 'complaintReturns', 'complaintNoticeAfterWorkingDays', 'complaintReopenDays'] as const satisfies readonly (keyof BranchSettings)[];
export type DeadlineSetting = (typeof deadlineSettings)[number];

const readers = { access: ['archivist', 'manager', 'auditor'] } as const;
const manager = { access: ['manager'] } as const;
/** Lines `2027-01-01,holiday,元旦,New Year’s Day`, as `CALENDAR_WRONG` counts them. */
const calendarText = z.string().max(60_000);

export const deadlineTableContract = {
  table: procedure.meta(readers).output(z.object({ rows: z.array(deadlineRow), hallHours })),
  /** Puts both in the place of what holds, and reckons all open complaints anew. Errors: DEADLINE_TABLE_WRONG with every problem. */
  save: procedure.meta(manager).input(z.object({ commandId, rows: z.array(deadlineRow).max(200), hallHours })).output(z.object({ changedComplaints: z.number().int() })),
  /** Which of them headquarters has fixed: nobody here changes those. */
  locked: procedure.meta(readers).output(z.array(z.enum(deadlineSettings))),
  limits: procedure.meta(readers).output(complaintLimits),
  /** Holds from now on, for complaints that are under way as well. */
  saveLimits: procedure.meta(manager).input(complaintLimits.extend({ commandId })).output(complaintLimits),
  calendar: procedure.meta(readers).output(z.array(calendarYear.omit({ days: true }).extend({ setAt: instant, holidays: z.number().int(), makeUpWorkdays: z.number().int() }))),
  /** What a text would give. Errors: CALENDAR_WRONG with each line at fault. */
  previewCalendar: procedure.meta(manager).input(z.object({ text: calendarText })).output(calendarYear),
  /** Takes the year over in the place of what was known of it, and reckons all open complaints anew. */
  importCalendar: procedure.meta(manager).input(z.object({ commandId, text: calendarText })).output(z.object({ year: z.number().int(), changedComplaints: z.number().int() })),
};
