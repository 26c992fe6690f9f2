import { doublePrecision, index, integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayKinds } from '../../shared/summary.ts';
import { figureSpans } from '../../shared/console-summaries.ts';
import { hq } from './hq-schema.ts';

const count = () => integer().notNull();
const durationMs = () => doublePrecision().notNull();

/**
 * The figures of each branch's frozen days by their newest versions, and of the weeks, months and years they lie in: what is set
 * side by side is an index range, however many days there were. Follows from branches.day_summaries and is made anew from there
 * (figures-store.ts); figure-columns.ts says what each figure is.
 */
export const branchFigures = hq.table('branch_figures', {
  branchId: text().notNull(),
  by: text({ enum: figureSpans }).notNull(),
  /** the day itself, a Monday, the first of a month or year */
  fromDate: text().notNull(),
  /** frozen days in it, and how many of them nobody closed */
  days: count(),
  provisionalDays: count(),
  // Of a day alone
  summaryId: text(),
  version: integer(),
  dayKind: text({ enum: dayKinds }),
  medianWaitMs: doublePrecision(),

  issued: count(),
  served: count(),
  abandoned: count(),
  unserved: count(),
  withinTargetPart: count(),
  withinTargetOf: count(),
  longestWaitMs: doublePrecision(),
  worstP90Ms: doublePrecision(),
  openMs: durationMs(),
  breakMs: durationMs(),
  servingMs: durationMs(),
  doneInOneVisitPart: count(),
  doneInOneVisitOf: count(),
  returnedForDocumentsPart: count(),
  returnedForDocumentsOf: count(),
  openBefore: count(),
  received: count(),
  reopened: count(),
  ended: count(),
  openAfter: count(),
  onTimePart: count(),
  onTimeOf: count(),
  repeatsPart: count(),
  repeatsOf: count(),
  satisfied: count(),
  rated: count(),
  ratingsAsked: count(),
  looks: count(),
  flagged: count(),
  failedPrints: count(),
  clockCorrections: count(),
  outages: count(),
  outageMs: durationMs(),
  longestOutageMs: doublePrecision(),
  /** null: on none of the days the branch was enrolled */
  offline: integer(),
  offlineMs: doublePrecision(),
  longestOfflineMs: doublePrecision(),
}, table => [
  primaryKey({ columns: [table.branchId, table.by, table.fromDate] }),
  index('branch_figures_span').on(table.by, table.fromDate, table.branchId),
]);
