import { implement } from '@orpc/server';
import { businessDateOf } from '../../shared/business-date.ts';
import { addDays } from '../../shared/calendar.ts';
import { consoleSummariesContract, type FigureSpan } from '../../shared/console-summaries.ts';
import type { ConsoleInputs, ConsoleOutputs } from '../../shared/headquarters-console.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { periodAround, periodBefore } from '../summary/periods.ts';
import type { HeadquartersCaller } from './caller.ts';
import { figuresOfSpan, findBranch, frozenDays, frozenVersions } from './console-branch-days-store.ts';
import { listFigures, missingDays, newestFrozenDay, type ComparedSpans } from './console-summaries-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';

type Inputs = ConsoleInputs['summaries'];
type Outputs = ConsoleOutputs['summaries'];

/** By whose day it is today where no branch says so. */
const timeZone = 'Asia/Shanghai';

/** The frozen daily summaries of all branches: side by side, one branch's days, one day's versions. */
export function consoleSummariesApi({ database: { queries }, clock }: HeadquartersParts) {
  const contract = implement(consoleSummariesContract).$context<HeadquartersCaller>();

  return {
    list: contract.list.handler(({ input }) => list(input)),
    branch: contract.branch.handler(({ input }) => branch(input)),
    day: contract.day.handler(({ input }) => day(input)),
  };

  async function list({ day: chosen, ...asked }: Inputs['list']): Promise<Outputs['list']> {
    const now = clock.now();
    const today = businessDateOf(now, timeZone);
    const spans = comparedSpans(asked.by, chosen ?? await newestFrozenDay(queries, addDays(today, 1)) ?? today);
    return { ...spans.present, before: spans.before, lastWeek: spans.lastWeek, ...await listFigures(queries, asked, spans, now) };
  }

  async function branch({ branchId, by, day: chosen }: Inputs['branch']): Promise<Outputs['branch']> {
    const { timeZone: _, ...found } = await findBranch(queries, branchId) ?? refuseAtHeadquarters('BRANCH_NOT_FOUND');
    const { present, before } = comparedSpans(by, chosen);
    const [figures, figuresBefore, days, missing] = await Promise.all([
      figuresOfSpan(queries, branchId, by, present), figuresOfSpan(queries, branchId, by, before), frozenDays(queries, branchId, present), missingDays(queries, [branchId], present, clock.now()),
    ]);
    return { ...found, ...present, before, figures, figuresBefore, days, missing: missing.map(each => each.day) };
  }

  async function day({ branchId, businessDate }: Inputs['day']): Promise<Outputs['day']> {
    const found = await findBranch(queries, branchId) ?? refuseAtHeadquarters('BRANCH_NOT_FOUND');
    return { ...found, versions: await frozenVersions(queries, branchId, businessDate) };
  }
}

/** The span a day lies in, the one before it, and of a day the same weekday a week before. */
function comparedSpans(by: FigureSpan, day: string): ComparedSpans {
  const alone = (date: string) => ({ fromDate: date, toDate: date });
  if (by === 'day') return { present: alone(day), before: alone(addDays(day, -1)), lastWeek: alone(addDays(day, -7)) };
  const present = periodAround(day, by);
  return { present, before: periodBefore(present, by), lastWeek: null };
}
