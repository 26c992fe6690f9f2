import * as z from 'zod';
import { businessDate, commandId, instant, procedure, rowId, words } from './command.ts';

/** What can be wanted of a year: shares of people, each with its n. */
export const criterionKinds = ['satisfiedShare', 'ratedShare', 'reachedShare'] as const;
export const criterionKind = z.enum(criterionKinds);
export type CriterionKind = z.infer<typeof criterionKind>;

const count = z.number().int().nonnegative();
/** Numbers of people, never shares alone: a share without its n says nothing. */
export const satisfactionCounts = z.object({
  served: count.describe('visits that ended'), rated: count, satisfied: count.describe('很满意 and 满意'), bad: count.describe('不满意 and 很不满意'), saidAloud: count.describe('of the rated, put down by the clerk'),
});
export type SatisfactionCounts = z.infer<typeof satisfactionCounts>;

export const callBackCounts = z.object({ bad: count, attempted: count.describe('bad ratings with at least one call'), reached: count, open: count });
export type CallBackCounts = z.infer<typeof callBackCounts>;

export const satisfactionFigures = z.object({
  total: satisfactionCounts,
  callBacks: callBackCounts,
  complaints: count.describe('received in the span; about the service or window where one is asked for'),
  /** `start`: the day, the Monday of the week, or the first of the month */
  periods: z.array(satisfactionCounts.extend({ start: businessDate })),
  services: z.array(satisfactionCounts.extend({ serviceId: rowId, prefix: z.string(), nameZh: z.string(), nameEn: z.string() })),
  windows: z.array(satisfactionCounts.extend({ windowId: rowId, number: z.number().int() })),
});

const effects = ['better', 'same', 'worse'] as const;
const frozenFigures = satisfactionCounts.extend({ fromDate: businessDate, toDate: businessDate });

export const measure = z.object({
  id: rowId, title: z.string(), words: z.string(), ownerId: rowId, ownerName: z.string(), dueOn: businessDate, serviceId: rowId.nullable().describe('null: the whole hall'),
  createdOn: businessDate, createdByName: z.string(),
  doneOn: businessDate.nullable(), doneWords: z.string().nullable(),
  checkedOn: businessDate.nullable(), checkedByName: z.string().nullable(), effect: z.enum(effects).nullable(), effectWords: z.string().nullable(),
  before: frozenFigures.nullable(), after: frozenFigures.nullable(),
  standing: z.enum(['open', 'overdue', 'done', 'checked']),
});
export type Measure = z.infer<typeof measure>;

/** A target of a year, as it was set or revised: a later one counts, the earlier ones stay. */
export const criterion = z.object({ id: rowId, year: z.number().int(), kind: criterionKind, targetPercent: z.number().int().min(1).max(100), note: z.string(), setAt: instant, setByName: z.string() });
export type Criterion = z.infer<typeof criterion>;

const readers = { access: ['manager', 'auditor'] } as const;
const manager = { access: ['manager'] } as const;
const year = z.number().int().min(2020).max(2100);
const span = z.object({ fromDate: businessDate, toDate: businessDate, by: z.enum(['day', 'week', 'month']), serviceId: rowId.nullable(), windowId: rowId.nullable() })
  .refine(({ fromDate, toDate }) => fromDate <= toDate && Date.parse(toDate) - Date.parse(fromDate) <= 366 * 86_400_000);

export const satisfactionContract = {
  figures: procedure.meta(readers).input(span).output(satisfactionFigures),
  /** Open ones by due date, then done ones, then checked ones; at most 300. */
  measures: procedure.meta(readers).output(z.array(measure)),
  /** Who may be given a measure: everybody at work here. */
  owners: procedure.meta(readers).output(z.array(z.object({ id: rowId, name: z.string() }))),
  /** Writes a measure, or changes one that is not done. Errors: MEASURE_DONE, STAFF_NOT_FOUND. */
  saveMeasure: procedure.meta(manager)
    .input(z.object({ commandId, id: rowId, title: words(60), words: z.string().trim().max(600), ownerId: rowId, dueOn: businessDate, serviceId: rowId.nullable() })).output(measure),
  finishMeasure: procedure.meta(manager).input(z.object({ commandId, measureId: rowId, doneWords: words(600) })).output(measure),
  /** The days before the measure was written and the days since it was done. Errors: MEASURE_NOT_DONE, MEASURE_TOO_EARLY. */
  effectOf: procedure.meta(readers).input(z.object({ measureId: rowId })).output(z.object({ before: frozenFigures, after: frozenFigures })),
  /** Judges the effect and freezes both figures. Errors: MEASURE_NOT_DONE, MEASURE_TOO_EARLY, MEASURE_CHECKED. */
  checkMeasure: procedure.meta(manager).input(z.object({ commandId, measureId: rowId, effect: z.enum(effects), effectWords: words(600) })).output(measure),
  /** Every target ever set for the year, the newest first. */
  criteria: procedure.meta(readers).input(z.object({ year })).output(z.array(criterion)),
  setCriterion: procedure.meta(manager).input(z.object({ commandId, year, kind: criterionKind, targetPercent: z.number().int().min(1).max(100), note: words(200) })).output(criterion),
};
