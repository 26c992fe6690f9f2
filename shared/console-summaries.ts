import * as z from 'zod';
import { businessDate } from './command.ts';
import { consoleProcedure } from './console-session.ts';
import { trades } from './staff.ts';
import { dayKinds, frozenSummary, periodDay, periodFigures, periodKinds } from './summary.ts';

// The frozen daily summaries of all branches at headquarters: side by side, one branch's days, one day's versions.

const readers = { access: ['supervisor', 'auditor'] } as const;

/** What figures are of: a day, or the week from Monday, month or year. */
export const figureSpans = ['day', ...periodKinds] as const;
export type FigureSpan = (typeof figureSpans)[number];

/** What branches are ordered by: the name, how many days are frozen, or a figure; shares by their percentage. */
export const figureOrders = [
  'name', 'days', 'issued', 'served', 'abandonedShare', 'withinTarget', 'worstP90Ms', 'longestWaitMs', 'utilisation', 'doneInOneVisit', 'returnedForDocuments',
  'received', 'openAfter', 'onTime', 'satisfied', 'flagged', 'outageMs', 'offlineMs', 'failedPrints',
] as const;
export type FigureOrder = (typeof figureOrders)[number];

const count = z.number().int().nonnegative();
const span = z.object({ fromDate: businessDate, toDate: businessDate });

/** The figures of a span; of a day also which version they are by. */
const spanFigures = z.object({
  figures: periodFigures, provisionalDays: count.describe('frozen days that nobody closed'),
  day: z.object({ version: z.number().int(), dayKind: z.enum(dayKinds), medianWaitMs: z.number().nullable() }).nullable(),
});
export type SpanFigures = z.infer<typeof spanFigures>;

/** The same at three times; null: nothing of it is frozen. */
const compared = { present: spanFigures.nullable(), before: spanFigures.nullable(), lastWeek: spanFigures.nullable().describe('of a day: the same weekday a week before') };

const branch = { branchId: z.string(), name: z.string(), trade: z.enum(trades) };
const listedFigures = z.object({ ...branch, ...compared, missingDays: count.describe('working days since it was enrolled that are over and of which no summary is here') });
export type ListedFigures = z.infer<typeof listedFigures>;

/** Of all branches that the words leave, not of the page. */
const total = z.object({ branches: count.describe('that have a frozen day in it'), provisionalDays: count, figures: periodFigures });
export type FiguresTotal = z.infer<typeof total>;

const branchId = z.string().max(60);
const asked = { by: z.enum(figureSpans), day: businessDate.nullable().describe('any day of the span; null: the newest that any branch has frozen') };
/** What a page shows, and what whoever takes all away asks for at once. */
export const figuresPageSizes = { shown: 50, export: 500 } as const;

export const consoleSummariesContract = {
  /** The branches side by side; those without a figure come last. `only` leaves those of which nothing is frozen, or which have a provisional day. */
  list: consoleProcedure.meta(readers)
    .input(z.object({ ...asked, words: z.string().trim().max(60), only: z.enum(['all', 'withoutDays', 'provisional']), sort: z.enum(figureOrders), isDescending: z.boolean(), page: z.number().int().min(0).max(10_000), pageSize: z.number().int().min(1).max(figuresPageSizes.export) }))
    .output(span.extend({
      before: span, lastWeek: span.nullable(),
      branches: z.array(listedFigures), found: count, counts: z.object({ all: count, withoutDays: count, provisional: count }),
      total: z.object({ present: total, before: total, lastWeek: total.nullable() }),
    })),
  /** One branch's frozen days of a week, month or year, beside the span before. Errors: BRANCH_NOT_FOUND. */
  branch: consoleProcedure.meta(readers).input(z.object({ branchId, by: z.enum(periodKinds), day: businessDate }))
    .output(span.extend({ ...branch, before: span, figures: periodFigures, figuresBefore: periodFigures, days: z.array(periodDay), missing: z.array(businessDate).describe('as `missingDays`, the dates') })),
  /** The frozen versions of one day as the branch sent them, the newest first; none where nothing was frozen. Errors: BRANCH_NOT_FOUND. */
  day: consoleProcedure.meta(readers).input(z.object({ branchId, businessDate }))
    .output(z.object({ ...branch, timeZone: z.string(), versions: z.array(frozenSummary.extend({ isAsHashed: z.boolean().describe('the SHA-256 is that of the figures that are here') })) })),
};
